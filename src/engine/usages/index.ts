/**
 * Uses of APIs that model rows mark (`usageModel`), and shapes of compatibility code. What of it the project's targets no longer
 * need is not decided here: the policy knows the targets.
 */
import type { Usage } from "../api.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { aliasImports } from "./alias-modules.js";
import { dualTests } from "./dual-tests.js";
import { markedApis, markedPackages } from "./marked-apis.js";
import { markedCode } from "./marked-code.js";
import { patches } from "./patches.js";
import { versionTests } from "./version-tests.js";

/** In order of place; one per place and kind. */
export function usagesOf(models: Models, module: Loaded): readonly Usage[] {
  const found = new Map<string, Usage>();
  for (const usage of [
    ...markedPackages(models.linker, module),
    ...markedApis(models.linker, module),
    ...patches(module),
    ...dualTests(module),
    ...versionTests(module),
    ...aliasImports(models.linker, module),
    ...markedCode(module),
  ]) {
    const key = `${usage.start}:${usage.kind}`;
    if (!found.has(key)) found.set(key, usage);
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}
