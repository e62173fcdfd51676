/** Values inside objects: what reading, writing and iterating does to where they lie. */
import { Edge, GuardOp, Node, type FlowModule } from "../../compile/index.js";
import { AWAITED } from "../../models/model.js";
import { EMPTY, isIndex, isProperty, ownContent, type PathId, type Paths } from "../facts/paths.js";
import { ALL, compose, type Proofs } from "../facts/proofs.js";
import { useOfNode, type Use } from "../facts/recording.js";
import type { Fact } from "../facts/summary.js";
import { memberProofs } from "../rows/member-proofs.js";
import { accessorsOf, passGetter, passSetter } from "./accessors.js";
import { copiesBeside } from "./copies.js";
import { arrive } from "./ends.js";
import type { Exploration } from "./exploration.js";

/** An element of a list. */
export const isElement = (head: string): boolean => head === "[]" || isIndex(head);

/** An object of which a property was found to have a value that the program knows: `err.code === "P2002"`. */
export function isDiscriminated(flow: FlowModule, update: number): boolean {
  if ((flow.nodeKind[update] as Node) !== Node.Update) return false;
  for (let at = flow.firstIn[update] ?? 0; at < (flow.firstIn[update + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const from = flow.edgeFrom[edge] ?? -1;
    if (flow.edgeKind[edge] !== Edge.Store || (flow.nodeKind[from] as Node) !== Node.Refine) continue;
    const op = flow.guards[flow.nodeAux[from] ?? -1]?.op;
    if (op === GuardOp.Equal || op === GuardOp.In || op === GuardOp.CallTrue || op === GuardOp.Below) return true;
  }
  return false;
}

/**
 * Whether a property tells something of the value at a path of the same object: of what it is read from, of what that lies in, and of the
 * text that an error holds. `part.type` says nothing of `part.error`.
 */
export function tells(run: Exploration, path: PathId, property: readonly string[]): boolean {
  const { paths, vocabulary } = run.explorer.models;
  const names = path === EMPTY ? [] : paths.elements(path);
  const around = property.length - 1;
  if (names.slice(0, around).some((name, index) => name !== property[index])) return false;
  return names.length <= around || (names.length === around + 1 && vocabulary.readSinks.has(names[around] ?? ""));
}

/** A value that is written to a property with a setter goes into that. True: and nowhere else. */
export function isSet(run: Exploration, fact: Fact, to: number, use: Use): boolean {
  if (run.module.flow.nodeKind[to] !== Node.Update) return false;
  const { all, isField } = accessorsOf(run.explorer.models.linker, run.module, to);
  passSetter(run, fact, to, all, use);
  return !isField;
}

/** A value inside an object whose property is read, where that runs a getter. True: and is no field. */
export function isGot(run: Exploration, fact: Fact, edge: number, to: number): boolean {
  const { flow } = run.module;
  const label = flow.edgeLabel[edge] ?? -1;
  if (fact.path === EMPTY || label < 0) return false;
  const { all, isField } = accessorsOf(run.explorer.models.linker, run.module, to);
  if (all.length === 0) return false;
  passGetter(run, fact, to, flow.strings[label] ?? "", all, useOfNode(to));
  return !isField;
}

/** An object after a write: what was at the path is gone. */
export function overwritten(run: Exploration, fact: Fact, proofs: Proofs, to: number, written: readonly string[], use: Use): void {
  const { paths } = run.explorer.models;
  const { path } = fact;
  let rest = path;
  for (const [index, name] of written.entries()) {
    if (rest === EMPTY) {
      arrive(run, fact, to, run.start.deep ? paths.prepend(written.slice(0, index), paths.hole([written.slice(index)])) : path, proofs, use);
      return;
    }
    if (paths.isHole(rest)) {
      arrive(run, fact, to, paths.prepend(written.slice(0, index), paths.hole([...paths.holes(rest), written.slice(index)])), proofs, use);
      return;
    }
    if (paths.head(rest) !== name) {
      arrive(run, fact, to, path, proofs, use);
      return;
    }
    rest = paths.tail(rest);
  }
}

/** The value of a property that is read; `path` beneath the object. */
export function load(run: Exploration, fact: Fact, edge: number, to: number, use: Use): void {
  const label = run.module.flow.edgeLabel[edge] ?? -1;
  const name = label < 0 ? null : (run.module.flow.strings[label] ?? "");
  const read = readPath(run.explorer.models.paths, fact.path, name, run.start.deep);
  if (read === null) return;
  if (name === null) for (const copy of copiesBeside(run, fact, edge, to, read)) arrive(run, fact, copy.to, copy.path, fact, use);
  arrive(run, fact, to, read, name === null ? fact : compose(fact, memberProofs(run.explorer.models, run.module, edge, name)), use);
}

/** What a loop takes out of a value. `label`: 0 its elements, 1 the names of its properties, 2 its elements awaited. */
export function iterate(run: Exploration, fact: Fact, to: number, label: number, use: Use): void {
  const { paths } = run.explorer.models;
  const { path } = fact;
  const { deep } = run.start;
  const head = paths.head(path);
  if (label === 1) {
    if (path === EMPTY && deep) arrive(run, fact, to, EMPTY, compose(fact, { keep: ALL, set: run.explorer.models.textBit }), use);
  } else if (path === EMPTY) {
    if (deep) arrive(run, fact, to, EMPTY, fact, use);
  } else if (paths.isHole(path)) arrive(run, fact, to, EMPTY, fact, use);
  else if (isElement(head)) {
    const inner = paths.tail(path);
    arrive(run, fact, to, label === 2 && paths.head(inner) === AWAITED ? paths.tail(inner) : inner, fact, use);
  }
}

/** Where a value beneath `path` of an object is once a property of the object was read (`name` `null`: some element); `null`: elsewhere. */
function readPath(paths: Paths, path: PathId, name: string | null, deep: boolean): PathId | null {
  if (path === EMPTY) return deep ? EMPTY : null;
  if (paths.isHole(path)) {
    if (name === null) return EMPTY;
    const inner = paths.holes(path).filter(([first]) => first === name);
    return inner.some((hole) => hole.length === 1) ? null : paths.hole(inner.map((hole) => hole.slice(1)));
  }
  const head = paths.head(path);
  if (name !== null && head === ownContent(name)) return paths.tail(path);
  return isProperty(head) && (name === null || head === name || head === "[]") ? paths.tail(path) : null;
}
