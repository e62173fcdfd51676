/**
 * What rows on a file of the project (`./src/policy.js`) say of what is declared there: of functions, classes and their methods, and
 * of exported values. It is kept with the declaration, so that it holds however the thing is come by: imported, handed on by an
 * index, called in its own file, as a method of an instance that someone hands over.
 */
import { Edge, Node } from "../../compile/index.js";
import { NOTHING, type ModelIndex, type StateId } from "../../models/model.js";
import type { Loaded } from "../program/loaded.js";

export interface FileRows {
  /** States by node: of functions, of classes, of what is exported. */
  readonly nodes: ReadonlyMap<number, StateId>;
  /** States by function: of methods, which have no node. */
  readonly functions: ReadonlyMap<number, StateId>;
}

const KEY = {};
/** Object literals inside one another that are looked into. */
const DEPTH = 3;

/** `path`: of the file, beneath the root; `null`: no row is about it. */
export function fileRows(models: ModelIndex, module: Loaded, path: string): FileRows | null {
  let found = module.memo.get(KEY) as FileRows | null | undefined;
  if (found === undefined) module.memo.set(KEY, (found = find(models, module, path)));
  return found;
}

function find(models: ModelIndex, module: Loaded, path: string): FileRows | null {
  const file = models.file(path);
  if (file === NOTHING) return null;
  const { flow } = module;
  const nodes = new Map<number, StateId>();
  const functions = new Map<number, StateId>();
  const put = (map: Map<number, StateId>, at: number, state: StateId): void => {
    if (at >= 0 && state !== NOTHING) map.set(at, models.join(map.get(at) ?? NOTHING, state));
  };
  const visit = (node: number, state: StateId, depth: number): void => {
    if (state === NOTHING || depth > DEPTH) return;
    const origin = flow.nodeOrigin[node] ?? node;
    const aux = flow.nodeAux[origin] ?? -1;
    switch (flow.nodeKind[origin] as Node) {
      case Node.Function:
        put(nodes, origin, state);
        break;
      case Node.Class:
        put(nodes, origin, state);
        for (const member of flow.classes[aux]?.members ?? []) {
          if (member.kind === "method") put(functions, member.function, models.member(member.isStatic ? state : models.instance(state), member.name));
        }
        break;
      case Node.Object:
      case Node.Variable:
      case Node.Cast:
        for (let at = flow.firstIn[origin] ?? 0; at < (flow.firstIn[origin + 1] ?? 0); at++) {
          const edge = flow.in[at] ?? 0;
          const from = flow.edgeFrom[edge] ?? -1;
          const [name, ...rest] = flow.paths[flow.edgeLabel[edge] ?? -1] ?? [];
          if (flow.edgeKind[edge] === Edge.Value) visit(from, state, depth + 1);
          else if (flow.edgeKind[edge] === Edge.Store && name !== undefined && rest.length === 0) visit(from, models.member(state, name), depth + 1);
        }
        break;
      default:
    }
  };
  for (const item of flow.exports) {
    if (item.kind !== "local") continue;
    const state = item.name === "=" ? file : models.member(file, item.name);
    if (item.name !== "=") put(nodes, item.node, state);
    visit(item.node, state, 0);
  }
  return { nodes, functions };
}
