/** Uses of APIs that model rows mark (`usageModel`). */
import { Node } from "../compile/index.js";
import type { Usage } from "./api.js";
import type { Models } from "./context.js";
import type { Loaded } from "./world.js";

export function usagesOf(models: Models, module: Loaded): readonly Usage[] {
  const { flow } = module;
  const { linker } = models;
  const found = new Map<string, Usage>();
  for (let node = 0; node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    if (kind !== Node.Load && kind !== Node.Import && kind !== Node.Global && kind !== Node.Module && kind !== Node.Call) continue;
    for (const item of linker.of(module, node)) {
      if (item.kind !== "library") continue;
      for (const usage of linker.models.usages(item.state)) {
        const start = flow.nodeStart[node] ?? 0;
        found.set(`${start}:${usage.kind}`, { start, end: flow.nodeEnd[node] ?? 0, kind: usage.kind, note: usage.note });
      }
    }
  }
  return [...found.values()].sort((a, b) => a.start - b.start);
}
