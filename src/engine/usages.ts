/** Uses of APIs that model rows mark (`usageModel`). */
import { Node } from "../compile/index.js";
import type { Usage } from "./api.js";
import type { Models } from "./context.js";
import type { Loaded } from "./world.js";

export function usagesOf(models: Models, module: Loaded): readonly Usage[] {
  const { flow } = module;
  const { linker } = models;
  const found = new Map<string, Usage>();
  // Only what hangs on an import or a global by property reads: marked APIs are named from a package's or the language's root.
  const rooted = new Uint8Array(flow.nodeCount);
  for (let node = 0; node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Load) {
      const edge = flow.in[flow.firstIn[node] ?? 0] ?? -1;
      const base = flow.nodeOrigin[flow.edgeFrom[edge] ?? 0] ?? 0;
      if (rooted[base] !== 1) continue;
    } else if (kind !== Node.Import && kind !== Node.Global && kind !== Node.Module) continue;
    rooted[node] = 1;
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
