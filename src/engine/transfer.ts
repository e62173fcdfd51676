/** Transfer functions: what each edge does to a value that goes along it. */
import { Edge, Node } from "../compile/index.js";
import { AWAITED, REJECTED } from "../models/model.js";
import { accessorsOf, getterName, iteratorsOf, passGetter, passIterator, passSetter, passSetterBase } from "./accessors.js";
import { passCall, passCallee, passIntoClosure, type Use } from "./calls/index.js";
import type { Exploration } from "./exploration.js";
import { guardProofs, refineThroughCall } from "./guards.js";
import { declaredState, isExportedState } from "./module-state.js";
import { masksSecret } from "./overwrites.js";
import { captureContent, EMPTY, isIndex, isProperty, ownContent, type PathId, type Paths } from "./paths.js";
import { ALL, compose, type Proofs } from "./proofs.js";
import { memberProofs } from "./schemas.js";
import type { Fact } from "./summary.js";
import { crossWay, outWay, RETURN, THROW } from "./ways.js";

/** Takes a fact along every edge out of its node. */
export function follow(run: Exploration, fact: Fact): void {
  const { flow } = run.module;
  const { node, path } = fact;
  const end = flow.firstOut[node + 1] ?? 0;
  for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
    const edge = flow.out[at] ?? 0;
    step(run, fact, edge, path);
  }
  leave(run, fact);
}

function step(run: Exploration, fact: Fact, edge: number, path: PathId): void {
  const { flow } = run.module;
  const { paths } = run.explorer.models;
  const to = flow.edgeTo[edge] ?? -1;
  const label = flow.edgeLabel[edge] ?? 0;
  const use = { start: flow.edgeStart[edge] ?? 0, end: flow.edgeEnd[edge] ?? 0 };
  const deep = run.start.deep;
  const head = paths.head(path);
  switch (flow.edgeKind[edge] as Edge) {
    case Edge.Value:
    case Edge.Cell:
      arrive(run, fact, to, path, fact, use);
      return;
    case Edge.Capture:
      passIntoClosure(run, fact, to, use);
      return;
    case Edge.Text:
      // The text of an object does not hold what lies in its properties; that of an array does.
      if (path === EMPTY || paths.isHole(path) || ((head === "[]" || isIndex(head)) && paths.tail(path) === EMPTY)) arrive(run, fact, to, EMPTY, compose(fact, { keep: ALL, set: run.explorer.models.textBit }), use);
      return;
    case Edge.Store:
      if (!isSet(run, fact, to, use)) arrive(run, fact, to, paths.prepend(flow.paths[label] ?? [], path), fact, use);
      return;
    case Edge.Base:
      if (label >= 0 && path !== EMPTY) passSetterBase(run, fact, to, accessorsOf(run.explorer.models.linker, run.module, to).all, use);
      if (label < 0) arrive(run, fact, to, path, fact, use);
      else overwritten(run, fact, to, flow.paths[label] ?? [], use);
      return;
    case Edge.Load:
      if (!isGot(run, fact, edge, to)) load(run, fact, edge, to, use);
      return;
    case Edge.Await:
      if (head === REJECTED) arrive(run, fact, flow.nodeAux[to] ?? -1, paths.tail(path), fact, use);
      else arrive(run, fact, to, head === AWAITED ? paths.tail(path) : path, fact, use);
      return;
    case Edge.Iterate:
      if (label !== 1 && path !== EMPTY && isProperty(head) && !isIndex(head) && head !== "[]") passIterator(run, fact, to, iteratorsOf(run.explorer.models.linker, run.module, to), use);
      iterate(run, fact, to, label, use);
      return;
    case Edge.Spread: {
      const excluded = label > 0 ? (flow.paths[label - 1] ?? []) : [];
      const isKnown = path !== EMPTY && head !== "[]" && isProperty(head);
      if (!isKnown && masksSecret(run.explorer.models, flow, edge)) arrive(run, fact, to, path, compose(fact, { keep: ALL, set: run.explorer.models.bits.bit("redacted") }), use);
      else if (excluded.length > 0 && ((path === EMPTY && deep) || paths.isHole(path))) arrive(run, fact, to, paths.hole([...(path === EMPTY ? [] : paths.holes(path)), ...excluded.map((name) => [name])]), fact, use);
      else if (!excluded.includes(head) && !head.startsWith("<own ")) arrive(run, fact, to, path, fact, use);
      return;
    }
    case Edge.SpreadElements:
      if (head === "[]" || isIndex(head)) arrive(run, fact, to, paths.cons("[]", paths.tail(path)), fact, use);
      else if (path === EMPTY && deep) arrive(run, fact, to, EMPTY, fact, use);
      return;
    case Edge.RestElements:
      if (isIndex(head)) {
        if (Number(head) >= label) arrive(run, fact, to, paths.cons(String(Number(head) - label), paths.tail(path)), fact, use);
      } else if (head === "[]" || (path === EMPTY && deep)) arrive(run, fact, to, path, fact, use);
      return;
    case Edge.Argument:
      passCall(run, fact, flow.nodeAux[to] ?? 0, label, path, use, false);
      return;
    case Edge.SpreadArgument: {
      const call = flow.nodeAux[to] ?? 0;
      if (isIndex(head)) passCall(run, fact, call, label + Number(head), paths.tail(path), use, false);
      else if (head === "[]" || (path === EMPTY && deep)) {
        const inner = head === "[]" ? paths.tail(path) : EMPTY;
        for (let index = label; index < label + 6; index++) passCall(run, fact, call, index, inner, use, false);
      }
      return;
    }
    case Edge.Callee:
      passCallee(run, fact, flow.nodeAux[to] ?? 0, use);
      return;
    case Edge.Post:
      post(run, fact, to, label, use);
      return;
    case Edge.Refine:
      refine(run, fact, to, label, use);
      return;
    case Edge.Environment:
      arrive(run, fact, to, paths.cons(captureContent(label), path), fact, use);
      return;
    case Edge.Return:
      arrive(run, fact, to, label === 1 && head !== AWAITED && head !== REJECTED ? paths.cons("<await>", path) : path, fact, use);
      return;
    case Edge.Yield:
      arrive(run, fact, to, paths.cons("[]", path), fact, use);
      return;
    case Edge.YieldAll:
      arrive(run, fact, to, path, fact, use);
      return;
    case Edge.Getter: {
      // Only what the function has captured; what it gives, reading the property tells.
      const [name = ""] = flow.paths[label] ?? [];
      arrive(run, fact, to, paths.cons(getterName(name), path), fact, use);
      return;
    }
    case Edge.Super:
      return;
  }
}

/** A value that is written to a property with a setter goes into that. True: and nowhere else. */
function isSet(run: Exploration, fact: Fact, to: number, use: Use): boolean {
  if (run.module.flow.nodeKind[to] !== Node.Update) return false;
  const { all, isField } = accessorsOf(run.explorer.models.linker, run.module, to);
  passSetter(run, fact, to, all, use);
  return !isField;
}

/** A value inside an object whose property is read, where that runs a getter. True: and is no field. */
function isGot(run: Exploration, fact: Fact, edge: number, to: number): boolean {
  const { flow } = run.module;
  const label = flow.edgeLabel[edge] ?? -1;
  if (fact.path === EMPTY || label < 0) return false;
  const { all, isField } = accessorsOf(run.explorer.models.linker, run.module, to);
  if (all.length === 0) return false;
  passGetter(run, fact, to, flow.strings[label] ?? "", all, { start: flow.nodeStart[to] ?? 0, end: flow.nodeEnd[to] ?? 0 });
  return !isField;
}

/** Arrives at a node of this function, or leaves for one of another. */
function arrive(run: Exploration, fact: Fact, to: number, path: PathId, proofs: Proofs, use: Use): void {
  const { flow } = run.module;
  if (flow.nodeFunction[to] === flow.nodeFunction[run.start.node]) {
    run.reach(to, path, proofs, fact, use);
    return;
  }
  run.exit(crossWay(run.module, to), path, proofs, fact, use, []);
}

/** An object after a write: what was at the path is gone. */
function overwritten(run: Exploration, fact: Fact, to: number, written: readonly string[], use: Use): void {
  const { paths } = run.explorer.models;
  const { path } = fact;
  let rest = path;
  for (const [index, name] of written.entries()) {
    if (rest === EMPTY) {
      arrive(run, fact, to, run.start.deep ? paths.prepend(written.slice(0, index), paths.hole([written.slice(index)])) : path, fact, use);
      return;
    }
    if (paths.isHole(rest)) {
      arrive(run, fact, to, paths.prepend(written.slice(0, index), paths.hole([...paths.holes(rest), written.slice(index)])), fact, use);
      return;
    }
    if (paths.head(rest) !== name) {
      arrive(run, fact, to, path, fact, use);
      return;
    }
    rest = paths.tail(rest);
  }
}

/** The value of a property that is read; `path` beneath the object. */
function load(run: Exploration, fact: Fact, edge: number, to: number, use: Use): void {
  const label = run.module.flow.edgeLabel[edge] ?? -1;
  const name = label < 0 ? null : (run.module.flow.strings[label] ?? "");
  const read = readPath(run.explorer.models.paths, fact.path, name, run.start.deep);
  if (read === null) return;
  arrive(run, fact, to, read, name === null ? fact : compose(fact, memberProofs(run.explorer.models, run.module, edge, name)), use);
}

function iterate(run: Exploration, fact: Fact, to: number, label: number, use: Use): void {
  const { paths } = run.explorer.models;
  const { path } = fact;
  const { deep } = run.start;
  const head = paths.head(path);
  if (label === 1) {
    if (path === EMPTY && deep) arrive(run, fact, to, EMPTY, compose(fact, { keep: ALL, set: run.explorer.models.textBit }), use);
  } else if (path === EMPTY) {
    if (deep) arrive(run, fact, to, EMPTY, fact, use);
  } else if (paths.isHole(path)) arrive(run, fact, to, EMPTY, fact, use);
  else if (head === "[]" || isIndex(head)) {
    const inner = paths.tail(path);
    arrive(run, fact, to, label === 2 && paths.head(inner) === "<await>" ? paths.tail(inner) : inner, fact, use);
  }
}

/** The value after a call that took it: unchanged, unless what is called is known to change or check it. */
function post(run: Exploration, fact: Fact, to: number, argument: number, use: Use): void {
  const { flow } = run.module;
  const call = flow.nodeAux[to] ?? 0;
  const { passes, proofs } = refineThroughCall(run, fact, call, argument, "out", to, use);
  if (passes) run.reach(to, fact.path, compose(fact, proofs), fact, use);
}

function refine(run: Exploration, fact: Fact, to: number, label: number, use: Use): void {
  const guard = run.module.flow.guards[label];
  if (guard === undefined) return;
  const told = guardProofs(run, fact, guard, to, use);
  if (told !== null) run.reach(to, fact.path, compose(fact, told), fact, use);
}

/** The ends of the function: what it returns, throws, and leaves in its parameters. */
function leave(run: Exploration, fact: Fact): void {
  const { flow } = run.module;
  const kind = flow.nodeKind[fact.node] as Node;
  const param = flow.nodeAux[fact.node] ?? 0;
  // Whoever imports it, reads it: the search knows who that is.
  if (isExportedState(run.module, fact.node) && (kind !== Node.Import || fact.node !== run.start.node)) run.exit(crossWay(run.module, fact.node), fact.path, fact, fact, null, []);
  switch (kind) {
    case Node.Cell:
      for (const { module, node } of declaredState(run.explorer.models.linker, run.module, fact.node)) run.exit(crossWay(module, node), fact.path, fact, fact, null, []);
      return;
    case Node.Return:
      run.exit(RETURN, fact.path, fact, fact, null, []);
      return;
    case Node.Throw:
      run.exit(THROW, fact.path, fact, fact, null, []);
      return;
    case Node.Out:
      run.exit(outWay("out", param), fact.path, fact, fact, null, []);
      return;
    case Node.OutTrue:
      run.exit(outWay("out-true", param), fact.path, fact, fact, null, []);
      return;
    case Node.OutFalse:
      run.exit(outWay("out-false", param), fact.path, fact, fact, null, []);
      return;
    default:
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
