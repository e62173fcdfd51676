/** The nodes at which a module declares a variable. */
import { Node } from "../../compile/index.js";
import type { Loaded } from "./loaded.js";

export function variableNodes(module: Loaded, binding: number): readonly number[] {
  let table = module.memo.get(BY_BINDING) as Map<number, number[]> | undefined;
  if (table === undefined) {
    module.memo.set(BY_BINDING, (table = new Map()));
    const { flow } = module;
    for (let node = 0; node < flow.nodeKind.length; node++) {
      if (flow.nodeKind[node] !== Node.Variable) continue;
      const variable = flow.nodeAux[node] ?? -1;
      const known = table.get(variable);
      if (known === undefined) table.set(variable, [node]);
      else known.push(node);
    }
  }
  return table.get(binding) ?? [];
}
const BY_BINDING = {};
