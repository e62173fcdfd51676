/** Functions: the nodes in them, and the functions inside them. */
import type { Loaded } from "./loaded.js";

const FAMILY = {};

/** A function and those inside it. */
export function familyOf(module: Loaded, fn: number): readonly number[] {
  let table = module.memo.get(FAMILY) as number[][] | undefined;
  if (table === undefined) {
    const { functions } = module.flow;
    const lists = functions.map((_, id): number[] => [id]);
    for (const id of functions.keys()) for (let at = functions[id]?.parent ?? 0; at > 0; at = functions[at]?.parent ?? 0) lists[at]?.push(id);
    module.memo.set(FAMILY, (table = lists));
  }
  return table[fn] ?? [fn];
}

/** The nodes of a function. */
export function nodesOfFunction(module: Loaded, fn: number): readonly number[] {
  let table = module.kept.nodes;
  if (table === undefined) {
    const { flow } = module;
    const lists = flow.functions.map((): number[] => []);
    for (let node = 0; node < flow.nodeCount; node++) lists[flow.nodeFunction[node] ?? 0]?.push(node);
    table = module.kept.nodes = lists;
  }
  return table[fn] ?? NO_NODES;
}

const NO_NODES: readonly number[] = [];
