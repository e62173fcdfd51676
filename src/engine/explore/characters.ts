/**
 * Single characters. Whoever goes over a text one by one and leaves a character out (or writes something else for it) has none of it
 * in what he puts together: `c === "<" ? "&lt;" : c`. Of a longer text, that it is not `<` would say nothing.
 */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import { NOTHING, RESULT } from "../../models/model.js";
import { isIndex } from "../facts/paths.js";
import { targetsOf } from "../link/targets.js";
import { heldBy } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";

/** What is proven of the value at a node by not being the constant at `operand`. */
export function characterBits(models: Models, module: Loaded, node: number, operand: number): number {
  const { flow } = module;
  const constant = flow.nodeKind[operand] === Node.Constant ? flow.constants[flow.nodeAux[operand] ?? -1] : undefined;
  const barrier = typeof constant === "string" ? models.vocabulary.characters.get(constant) : undefined;
  if (barrier === undefined) return 0;
  const held = heldBy(flow, node);
  return held.length > 0 && held.every((each) => isCharacter(models, module, each)) ? models.bits.bit(barrier) : 0;
}

/** Read out of a text by an index, or as rows say; of what is not known to be a list, a loop reads characters. */
function isCharacter(models: Models, module: Loaded, node: number): boolean {
  const { flow } = module;
  switch (flow.nodeKind[node] as Node) {
    case Node.Call:
      return targetsOf(models.linker, module, flow.nodeAux[node] ?? -1).some((target) => target.kind === "library" && target.effects.barriers.some(({ at, path, kind }) => at === RESULT && path.length === 0 && kind === "character"));
    case Node.Load:
    case Node.Iterate: {
      const edge = flow.in[flow.firstIn[node] ?? 0] ?? -1;
      return isByNumber(flow, node, edge) && !isList(models, module, flow.edgeFrom[edge] ?? -1);
    }
    default:
      return false;
  }
}

/** The next one of a loop, or the one at an index. */
function isByNumber(flow: FlowModule, node: number, edge: number): boolean {
  if (flow.nodeKind[node] === Node.Iterate) return flow.edgeKind[edge] === Edge.Iterate && flow.edgeLabel[edge] === 0;
  const name = flow.nodeAux[node] ?? -1;
  if (name >= 0) return isIndex(flow.strings[name] ?? "");
  const key = flow.keys.get(edge);
  return key !== undefined && heldBy(flow, key).every((held) => flow.nodeKind[held] === Node.Operator || (flow.nodeKind[held] === Node.Constant && typeof flow.constants[flow.nodeAux[held] ?? -1] === "number"));
}

function isList({ linker }: Models, module: Loaded, node: number): boolean {
  return linker.of(module, node).some((item) => item.kind === "object" || item.kind === "list" || (item.kind === "library" && linker.models.member(item.state, "push") !== NOTHING));
}
