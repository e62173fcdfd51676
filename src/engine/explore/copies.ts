/**
 * Properties that are copied by their key: `to[key] = made(from[key])`. Which key that is, nobody knows, but it is the same one: what
 * had a name before, has it after. Without this whatever is merged into an object (options, a message, a record) would have every name.
 */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import { ELEMENT } from "../../models/model.js";
import { EMPTY, isIndex, isProperty, type Paths, type PathId } from "../facts/paths.js";
import type { Fact } from "../facts/summary.js";
import type { Exploration } from "./exploration.js";

/** The name that a value had where it was read by the key that it is now stored under; `null`: it was not read so, or had none. */
export function copiedName(flow: FlowModule, paths: Paths, stored: Fact, store: number): string | null {
  const key = flow.keys.get(store);
  if (key === undefined) return null;
  for (let fact = stored; fact.parent !== null; fact = fact.parent) if (keyOf(flow, fact.node) === key) return nameIn(paths, fact.parent.path);
  return null;
}

/**
 * Where a value under another name goes that was read at the same place before: there the two are one, so what is copied of this one
 * is told here. (As it is: what happens to it in between is the other's.)
 */
export function copiesBeside(run: Exploration, fact: Fact, load: number, node: number, read: PathId): readonly { readonly to: number; readonly path: PathId }[] {
  const { flow } = run.module;
  const { paths } = run.explorer.models;
  const key = flow.keys.get(load);
  const name = key === undefined ? null : nameIn(paths, fact.path);
  if (name === null || !run.factsAt(node).some((other) => other.path === read && other.parent !== null && other.parent.node === fact.node && nameIn(paths, other.parent.path) !== name)) return NO_COPIES;
  const found: { to: number; path: PathId }[] = [];
  for (const [edge, each] of flow.keys) if (each === key && flow.edgeKind[edge] === Edge.Store) found.push({ to: flow.edgeTo[edge] ?? -1, path: paths.cons(name, read) });
  return found;
}
const NO_COPIES: readonly { readonly to: number; readonly path: PathId }[] = [];

/** The key that a node is read by, where that is worked out. */
function keyOf(flow: FlowModule, node: number): number | undefined {
  return flow.nodeKind[node] === Node.Load && (flow.nodeAux[node] ?? -1) < 0 ? flow.keys.get(flow.in[flow.firstIn[node] ?? 0] ?? -1) : undefined;
}

function nameIn(paths: Paths, path: PathId): string | null {
  const head = paths.head(path);
  return path === EMPTY || !isProperty(head) || head === ELEMENT || isIndex(head) ? null : head;
}
