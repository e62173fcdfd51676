/** Transfer functions: what each edge does to a value that goes along it. */
import { Edge, GuardOp, Node, type FlowModule } from "../../compile/index.js";
import { AWAITED, REJECTED, type Content } from "../../models/model.js";
import { accessorsOf, getterName, iteratorsOf, passGetter, passIterator, passSetter, passSetterBase } from "./accessors.js";
import { arrivesAt } from "./calls/places.js";
import { passCall, passCallee, passIntoClosure } from "./calls/index.js";
import { copiedName, copiesBeside } from "./copies.js";
import type { Exploration } from "./exploration.js";
import { guardProofs, refineThroughCall } from "./guards.js";
import { declaredState, isExportedState } from "./module-state.js";
import { returnSinks, writeSinks, type ReturnSink } from "./node-sinks.js";
import { masksSecret } from "./overwrites.js";
import { captureContent, EMPTY, isIndex, isProperty, ownContent, type PathId, type Paths } from "../facts/paths.js";
import { ALL, compose, type Proofs } from "../facts/proofs.js";
import { useOfNode, type Use } from "../facts/recording.js";
import { memberProofs } from "../rows/schemas.js";
import { NO_PASSAGES, type Fact } from "../facts/summary.js";
import { crossWay, outWay, RETURN, sinkAt, sinkAtNode, THROW } from "../facts/ways.js";

/** Takes a fact along every edge out of its node. */
export function follow(run: Exploration, fact: Fact): void {
  const { flow } = run.module;
  const { node } = fact;
  const end = flow.firstOut[node + 1] ?? 0;
  for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
    const edge = flow.out[at] ?? 0;
    TRANSFERS[flow.edgeKind[edge] as Edge](run, fact, edge, flow.edgeTo[edge] ?? -1, flow.edgeLabel[edge] ?? 0);
  }
  leave(run, fact);
}

/** A value goes along an edge, which leads to a node. */
type Transfer = (run: Exploration, fact: Fact, edge: number, to: number, label: number) => void;

/** Unchanged. */
const asItIs: Transfer = (run, fact, edge, to) => {
  arrive(run, fact, to, fact.path, fact, edge);
};

const TRANSFERS: Readonly<Record<Edge, Transfer>> = {
  [Edge.Value]: asItIs,
  [Edge.Cell]: (run, fact, edge, to, label) => {
    const { flow } = run.module;
    const isSeen = flow.nodeKind[to] === Node.Captured && isHandedOver(flow, flow.nodeFunction[to] ?? 0, flow.nodeFunction[fact.node] ?? 0);
    if (!isSeen || passIntoClosure(run, fact, to, edge)) asItIs(run, fact, edge, to, label);
  },
  [Edge.YieldAll]: asItIs,
  [Edge.Super]: () => undefined,
  [Edge.Capture]: (run, fact, edge, to) => {
    passIntoClosure(run, fact, to, edge);
  },
  [Edge.Text]: (run, fact, edge, to) => {
    const { paths, textBit } = run.explorer.models;
    const { path } = fact;
    // The text of an object does not hold what lies in its properties; that of an array does.
    if (path === EMPTY || paths.isHole(path) || (isElement(paths.head(path)) && paths.tail(path) === EMPTY)) arrive(run, fact, to, EMPTY, compose(fact, { keep: ALL, set: textBit }), edge);
  },
  [Edge.Store]: (run, fact, edge, to, label) => {
    if (run.module.flow.nodeKind[to] === Node.Update) for (const kind of writeSinks(run.explorer.models, run.module, to)) sinkHere(run, fact, kind, to, [], edge);
    if (isSet(run, fact, to, edge)) return;
    const { paths } = run.explorer.models;
    const copied = copiedName(run.module.flow, paths, fact, edge);
    arrive(run, fact, to, copied === null ? paths.prepend(run.module.flow.paths[label] ?? [], fact.path) : paths.cons(copied, fact.path), fact, edge);
  },
  [Edge.Base]: (run, fact, edge, to, label) => {
    if (label < 0) {
      arrive(run, fact, to, fact.path, fact, edge);
      return;
    }
    if (fact.path !== EMPTY) passSetterBase(run, fact, to, accessorsOf(run.explorer.models.linker, run.module, to).all, edge);
    const proofs = isDiscriminated(run.module.flow, to) && tells(run, fact.path, run.module.flow.paths[label] ?? []) ? compose(fact, { keep: ALL, set: run.explorer.models.bits.bit("discriminated") }) : fact;
    overwritten(run, fact, proofs, to, run.module.flow.paths[label] ?? [], edge);
  },
  [Edge.Load]: (run, fact, edge, to, label) => {
    const { readSinks } = run.explorer.models.vocabulary;
    if (fact.path === EMPTY && !run.start.deep && label >= 0 && readSinks.size > 0) {
      const kind = readSinks.get(run.module.flow.strings[label] ?? "");
      if (kind !== undefined) sinkHere(run, fact, kind, to, [], edge);
    }
    if (!isGot(run, fact, edge, to)) load(run, fact, edge, to, edge);
  },
  [Edge.Await]: (run, fact, edge, to) => {
    const { paths } = run.explorer.models;
    const { path } = fact;
    const head = paths.head(path);
    if (head === REJECTED) arrive(run, fact, run.module.flow.nodeAux[to] ?? -1, paths.tail(path), fact, edge);
    else arrive(run, fact, to, head === AWAITED ? paths.tail(path) : path, fact, edge);
  },
  [Edge.Iterate]: (run, fact, edge, to, label) => {
    const { paths, linker } = run.explorer.models;
    const head = paths.head(fact.path);
    if (label !== 1 && fact.path !== EMPTY && isProperty(head) && !isElement(head)) passIterator(run, fact, to, iteratorsOf(linker, run.module, to), edge);
    iterate(run, fact, to, label, edge);
  },
  [Edge.Spread]: (run, fact, edge, to, label) => {
    const { models } = run.explorer;
    const { paths } = models;
    const { path } = fact;
    const head = paths.head(path);
    const excluded = label > 0 ? (run.module.flow.paths[label - 1] ?? []) : [];
    const isKnown = path !== EMPTY && head !== "[]" && isProperty(head);
    if (!isKnown && masksSecret(models, run.module.flow, edge)) arrive(run, fact, to, path, compose(fact, { keep: ALL, set: models.bits.bit("redacted") }), edge);
    else if (excluded.length > 0 && ((path === EMPTY && run.start.deep) || paths.isHole(path))) arrive(run, fact, to, paths.hole([...(path === EMPTY ? [] : paths.holes(path)), ...excluded.map((name) => [name])]), fact, edge);
    else if (!excluded.includes(head) && !head.startsWith("<own ")) arrive(run, fact, to, path, fact, edge);
  },
  [Edge.SpreadElements]: (run, fact, edge, to) => {
    const { paths } = run.explorer.models;
    if (isElement(paths.head(fact.path))) arrive(run, fact, to, paths.cons("[]", paths.tail(fact.path)), fact, edge);
    else if (fact.path === EMPTY && run.start.deep) arrive(run, fact, to, EMPTY, fact, edge);
  },
  [Edge.RestElements]: (run, fact, edge, to, label) => {
    const { paths } = run.explorer.models;
    const { path } = fact;
    const head = paths.head(path);
    if (isIndex(head)) {
      if (Number(head) >= label) arrive(run, fact, to, paths.cons(String(Number(head) - label), paths.tail(path)), fact, edge);
    } else if (head === "[]" || (path === EMPTY && run.start.deep)) arrive(run, fact, to, path, fact, edge);
  },
  [Edge.Argument]: (run, fact, edge, to, label) => {
    passCall(run, fact, run.module.flow.nodeAux[to] ?? 0, label, fact.path, edge, false);
  },
  [Edge.SpreadArgument]: (run, fact, edge, to, label) => {
    const { paths } = run.explorer.models;
    const { path } = fact;
    const call = run.module.flow.nodeAux[to] ?? 0;
    const head = paths.head(path);
    if (isIndex(head)) passCall(run, fact, call, label + Number(head), paths.tail(path), edge, false);
    else if (head === "[]" || (path === EMPTY && run.start.deep)) {
      const inner = head === "[]" ? paths.tail(path) : EMPTY;
      for (let index = label; index < label + SPREAD_ARGUMENTS; index++) passCall(run, fact, call, index, inner, edge, false);
    }
  },
  [Edge.Callee]: (run, fact, edge, to) => {
    passCallee(run, fact, run.module.flow.nodeAux[to] ?? 0, edge);
  },
  [Edge.Post]: (run, fact, edge, to, label) => {
    post(run, fact, to, label, edge);
  },
  [Edge.Refine]: (run, fact, edge, to, label) => {
    refine(run, fact, to, label, edge);
  },
  [Edge.Environment]: (run, fact, edge, to, label) => {
    arrive(run, fact, to, run.explorer.models.paths.cons(captureContent(label), fact.path), fact, edge);
  },
  [Edge.Return]: (run, fact, edge, to, label) => {
    const { paths } = run.explorer.models;
    const head = paths.head(fact.path);
    arrive(run, fact, to, label === 1 && head !== AWAITED && head !== REJECTED ? paths.cons(AWAITED, fact.path) : fact.path, fact, edge);
  },
  [Edge.Yield]: (run, fact, edge, to) => {
    arrive(run, fact, to, run.explorer.models.paths.cons("[]", fact.path), fact, edge);
  },
  // Only what the function has captured; what it gives, reading the property tells.
  [Edge.Getter]: (run, fact, edge, to, label) => {
    const [name = ""] = run.module.flow.paths[label] ?? [];
    arrive(run, fact, to, run.explorer.models.paths.cons(getterName(name), fact.path), fact, edge);
  },
};

/** A function that another one makes only to hand it to calls: its variables are seen while the other runs. */
function isHandedOver(flow: FlowModule, fn: number, maker: number): boolean {
  const node = flow.functions[fn]?.node ?? -1;
  if (node < 0 || maker === 0 || flow.nodeFunction[node] !== maker) return false;
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    if (flow.edgeKind[edge] !== Edge.Argument || (flow.edgeLabel[edge] ?? -1) < 0) return false;
  }
  return true;
}

/** Elements that a spread of unknown length is taken to have. */
const SPREAD_ARGUMENTS = 6;

const isElement = (head: string): boolean => head === "[]" || isIndex(head);

/** A sink that is no call. `wanted`: where in the value the sink looks. */
function sinkHere(run: Exploration, fact: Fact, kind: string, node: number, wanted: readonly Content[], use: Use | null): void {
  if (!arrivesAt(run, wanted, fact.path, run.explorer.models.vocabulary.deepSinks.has(kind))) return;
  const { keep, set, path } = fact;
  run.hit({ sink: sinkAtNode(kind, run.module, node), path, entry: null, keep, set, inner: null }, fact, use, NO_PASSAGES);
}

/** What a function returns, where somebody takes it. */
function returned(run: Exploration, fact: Fact, { kind, path, taken }: ReturnSink): void {
  const { paths, vocabulary } = run.explorer.models;
  if (taken === null) sinkHere(run, fact, kind, fact.node, path, null);
  else if (arrivesAt(run, path, fact.path, vocabulary.deepSinks.has(kind))) {
    const { keep, set } = fact;
    run.hit({ sink: sinkAt(kind, run.module, taken.call, taken.argument), path: paths.prepend(taken.path, fact.path), entry: null, keep, set, inner: null }, fact, null, NO_PASSAGES, fact.path);
  }
}

/** An object of which a property was found to have a value that the program knows: `err.code === "P2002"`. */
function isDiscriminated(flow: FlowModule, update: number): boolean {
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
function tells(run: Exploration, path: PathId, property: readonly string[]): boolean {
  const { paths, vocabulary } = run.explorer.models;
  const names = path === EMPTY ? [] : paths.elements(path);
  const around = property.length - 1;
  if (names.slice(0, around).some((name, index) => name !== property[index])) return false;
  return names.length <= around || (names.length === around + 1 && vocabulary.readSinks.has(names[around] ?? ""));
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
  passGetter(run, fact, to, flow.strings[label] ?? "", all, useOfNode(to));
  return !isField;
}

/** Arrives at a node of this function, or leaves for one of another. */
function arrive(run: Exploration, fact: Fact, to: number, path: PathId, proofs: Proofs, use: Use): void {
  const { flow } = run.module;
  if (flow.nodeFunction[to] === flow.nodeFunction[run.start.node]) {
    run.reach(to, path, proofs, fact, use);
    return;
  }
  run.exit(crossWay(run.module, to), path, proofs, fact, use, NO_PASSAGES);
}

/** An object after a write: what was at the path is gone. */
function overwritten(run: Exploration, fact: Fact, proofs: Proofs, to: number, written: readonly string[], use: Use): void {
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
function load(run: Exploration, fact: Fact, edge: number, to: number, use: Use): void {
  const label = run.module.flow.edgeLabel[edge] ?? -1;
  const name = label < 0 ? null : (run.module.flow.strings[label] ?? "");
  const read = readPath(run.explorer.models.paths, fact.path, name, run.start.deep);
  if (read === null) return;
  if (name === null) for (const copy of copiesBeside(run, fact, edge, to, read)) arrive(run, fact, copy.to, copy.path, fact, use);
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
  else if (isElement(head)) {
    const inner = paths.tail(path);
    arrive(run, fact, to, label === 2 && paths.head(inner) === AWAITED ? paths.tail(inner) : inner, fact, use);
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
  if (isExportedState(run.module, fact.node) && (kind !== Node.Import || fact.node !== run.start.node)) run.exit(crossWay(run.module, fact.node), fact.path, fact, fact, null, NO_PASSAGES);
  switch (kind) {
    case Node.Cell:
      for (const { module, node } of declaredState(run.explorer.models.linker, run.module, fact.node)) run.exit(crossWay(module, node), fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.Return:
      for (const sink of returnSinks(run.explorer.models, run.module, flow.nodeFunction[fact.node] ?? 0)) returned(run, fact, sink);
      run.exit(RETURN, fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.Throw:
      run.exit(THROW, fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.Out:
      run.exit(outWay("out", param), fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.OutTrue:
      run.exit(outWay("out-true", param), fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.OutFalse:
      run.exit(outWay("out-false", param), fact.path, fact, fact, null, NO_PASSAGES);
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
