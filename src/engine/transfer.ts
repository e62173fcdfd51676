/** Transfer functions: what each edge does to a value that goes along it. */
import { Edge, GuardOp, Node, type FlowModule } from "../compile/index.js";
import { AWAITED, REJECTED, type Content } from "../models/model.js";
import { accessorsOf, getterName, iteratorsOf, passGetter, passIterator, passSetter, passSetterBase } from "./accessors.js";
import { arrivesAt } from "./calls/places.js";
import { passCall, passCallee, passIntoClosure, type Use } from "./calls/index.js";
import { copiedName, copiesBeside } from "./copies.js";
import type { Exploration } from "./exploration.js";
import { guardProofs, refineThroughCall } from "./guards.js";
import { declaredState, isExportedState } from "./module-state.js";
import { returnSinks, writeSinks, type ReturnSink } from "./node-sinks.js";
import { masksSecret } from "./overwrites.js";
import { captureContent, EMPTY, isIndex, isProperty, ownContent, type PathId, type Paths } from "./paths.js";
import { ALL, compose, type Proofs } from "./proofs.js";
import { memberProofs } from "./schemas.js";
import { NO_PASSAGES, type Fact } from "./summary.js";
import { crossWay, outWay, RETURN, sinkAt, sinkAtNode, THROW } from "./ways.js";

/** Takes a fact along every edge out of its node. */
export function follow(run: Exploration, fact: Fact): void {
  const { flow } = run.module;
  const { node } = fact;
  const end = flow.firstOut[node + 1] ?? 0;
  for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
    const edge = flow.out[at] ?? 0;
    const use = { start: flow.edgeStart[edge] ?? 0, end: flow.edgeEnd[edge] ?? 0 };
    TRANSFERS[flow.edgeKind[edge] as Edge](run, fact, { edge, to: flow.edgeTo[edge] ?? -1, label: flow.edgeLabel[edge] ?? 0, use });
  }
  leave(run, fact);
}

/** An edge that a value goes along. */
interface Along {
  readonly edge: number;
  readonly to: number;
  readonly label: number;
  readonly use: Use;
}

type Transfer = (run: Exploration, fact: Fact, along: Along) => void;

/** Unchanged. */
const asItIs: Transfer = (run, fact, { to, use }) => {
  arrive(run, fact, to, fact.path, fact, use);
};

const TRANSFERS: Readonly<Record<Edge, Transfer>> = {
  [Edge.Value]: asItIs,
  [Edge.Cell]: (run, fact, along) => {
    const { flow } = run.module;
    if (flow.nodeKind[along.to] !== Node.Captured || !isHandedOver(flow, flow.nodeFunction[along.to] ?? 0, flow.nodeFunction[fact.node] ?? 0) || passIntoClosure(run, fact, along.to, along.use)) asItIs(run, fact, along);
  },
  [Edge.YieldAll]: asItIs,
  [Edge.Super]: () => undefined,
  [Edge.Capture]: (run, fact, { to, use }) => {
    passIntoClosure(run, fact, to, use);
  },
  [Edge.Text]: (run, fact, { to, use }) => {
    const { paths, textBit } = run.explorer.models;
    const { path } = fact;
    // The text of an object does not hold what lies in its properties; that of an array does.
    if (path === EMPTY || paths.isHole(path) || (isElement(paths.head(path)) && paths.tail(path) === EMPTY)) arrive(run, fact, to, EMPTY, compose(fact, { keep: ALL, set: textBit }), use);
  },
  [Edge.Store]: (run, fact, { edge, to, label, use }) => {
    if (run.module.flow.nodeKind[to] === Node.Update) for (const kind of writeSinks(run.explorer.models, run.module, to)) sinkHere(run, fact, kind, to, [], use);
    if (isSet(run, fact, to, use)) return;
    const { paths } = run.explorer.models;
    const copied = copiedName(run.module.flow, paths, fact, edge);
    arrive(run, fact, to, copied === null ? paths.prepend(run.module.flow.paths[label] ?? [], fact.path) : paths.cons(copied, fact.path), fact, use);
  },
  [Edge.Base]: (run, fact, { to, label, use }) => {
    if (label < 0) {
      arrive(run, fact, to, fact.path, fact, use);
      return;
    }
    if (fact.path !== EMPTY) passSetterBase(run, fact, to, accessorsOf(run.explorer.models.linker, run.module, to).all, use);
    overwritten(run, isDiscriminated(run.module.flow, to) ? { ...fact, ...compose(fact, { keep: ALL, set: run.explorer.models.bits.bit("discriminated") }) } : fact, to, run.module.flow.paths[label] ?? [], use);
  },
  [Edge.Load]: (run, fact, { edge, to, label, use }) => {
    const { readSinks } = run.explorer.models.vocabulary;
    if (fact.path === EMPTY && !run.start.deep && label >= 0 && readSinks.size > 0) {
      const kind = readSinks.get(run.module.flow.strings[label] ?? "");
      if (kind !== undefined) sinkHere(run, fact, kind, to, [], use);
    }
    if (!isGot(run, fact, edge, to)) load(run, fact, edge, to, use);
  },
  [Edge.Await]: (run, fact, { to, use }) => {
    const { paths } = run.explorer.models;
    const { path } = fact;
    const head = paths.head(path);
    if (head === REJECTED) arrive(run, fact, run.module.flow.nodeAux[to] ?? -1, paths.tail(path), fact, use);
    else arrive(run, fact, to, head === AWAITED ? paths.tail(path) : path, fact, use);
  },
  [Edge.Iterate]: (run, fact, { to, label, use }) => {
    const { paths, linker } = run.explorer.models;
    const head = paths.head(fact.path);
    if (label !== 1 && fact.path !== EMPTY && isProperty(head) && !isElement(head)) passIterator(run, fact, to, iteratorsOf(linker, run.module, to), use);
    iterate(run, fact, to, label, use);
  },
  [Edge.Spread]: (run, fact, { edge, to, label, use }) => {
    const { models } = run.explorer;
    const { paths } = models;
    const { path } = fact;
    const head = paths.head(path);
    const excluded = label > 0 ? (run.module.flow.paths[label - 1] ?? []) : [];
    const isKnown = path !== EMPTY && head !== "[]" && isProperty(head);
    if (!isKnown && masksSecret(models, run.module.flow, edge)) arrive(run, fact, to, path, compose(fact, { keep: ALL, set: models.bits.bit("redacted") }), use);
    else if (excluded.length > 0 && ((path === EMPTY && run.start.deep) || paths.isHole(path))) arrive(run, fact, to, paths.hole([...(path === EMPTY ? [] : paths.holes(path)), ...excluded.map((name) => [name])]), fact, use);
    else if (!excluded.includes(head) && !head.startsWith("<own ")) arrive(run, fact, to, path, fact, use);
  },
  [Edge.SpreadElements]: (run, fact, { to, use }) => {
    const { paths } = run.explorer.models;
    if (isElement(paths.head(fact.path))) arrive(run, fact, to, paths.cons("[]", paths.tail(fact.path)), fact, use);
    else if (fact.path === EMPTY && run.start.deep) arrive(run, fact, to, EMPTY, fact, use);
  },
  [Edge.RestElements]: (run, fact, { to, label, use }) => {
    const { paths } = run.explorer.models;
    const { path } = fact;
    const head = paths.head(path);
    if (isIndex(head)) {
      if (Number(head) >= label) arrive(run, fact, to, paths.cons(String(Number(head) - label), paths.tail(path)), fact, use);
    } else if (head === "[]" || (path === EMPTY && run.start.deep)) arrive(run, fact, to, path, fact, use);
  },
  [Edge.Argument]: (run, fact, { to, label, use }) => {
    passCall(run, fact, run.module.flow.nodeAux[to] ?? 0, label, fact.path, use, false);
  },
  [Edge.SpreadArgument]: (run, fact, { to, label, use }) => {
    const { paths } = run.explorer.models;
    const { path } = fact;
    const call = run.module.flow.nodeAux[to] ?? 0;
    const head = paths.head(path);
    if (isIndex(head)) passCall(run, fact, call, label + Number(head), paths.tail(path), use, false);
    else if (head === "[]" || (path === EMPTY && run.start.deep)) {
      const inner = head === "[]" ? paths.tail(path) : EMPTY;
      for (let index = label; index < label + SPREAD_ARGUMENTS; index++) passCall(run, fact, call, index, inner, use, false);
    }
  },
  [Edge.Callee]: (run, fact, { to, use }) => {
    passCallee(run, fact, run.module.flow.nodeAux[to] ?? 0, use);
  },
  [Edge.Post]: (run, fact, { to, label, use }) => {
    post(run, fact, to, label, use);
  },
  [Edge.Refine]: (run, fact, { to, label, use }) => {
    refine(run, fact, to, label, use);
  },
  [Edge.Environment]: (run, fact, { to, label, use }) => {
    arrive(run, fact, to, run.explorer.models.paths.cons(captureContent(label), fact.path), fact, use);
  },
  [Edge.Return]: (run, fact, { to, label, use }) => {
    const { paths } = run.explorer.models;
    const head = paths.head(fact.path);
    arrive(run, fact, to, label === 1 && head !== AWAITED && head !== REJECTED ? paths.cons(AWAITED, fact.path) : fact.path, fact, use);
  },
  [Edge.Yield]: (run, fact, { to, use }) => {
    arrive(run, fact, to, run.explorer.models.paths.cons("[]", fact.path), fact, use);
  },
  // Only what the function has captured; what it gives, reading the property tells.
  [Edge.Getter]: (run, fact, { to, label, use }) => {
    const [name = ""] = run.module.flow.paths[label] ?? [];
    arrive(run, fact, to, run.explorer.models.paths.cons(getterName(name), fact.path), fact, use);
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
function sinkHere(run: Exploration, fact: Fact, kind: string, node: number, wanted: readonly Content[], use: Use): void {
  if (!arrivesAt(run, wanted, fact.path, run.explorer.models.vocabulary.deepSinks.has(kind))) return;
  const { keep, set, path } = fact;
  run.hit({ sink: sinkAtNode(kind, run.module, node), path, entry: null, keep, set, fact: run.note(fact, fact, path, use, NO_PASSAGES), inner: null });
}

/** What a function returns, where somebody takes it. */
function returned(run: Exploration, fact: Fact, { kind, path, taken }: ReturnSink): void {
  const { paths, vocabulary } = run.explorer.models;
  const use = { start: fact.useStart, end: fact.useEnd };
  if (taken === null) sinkHere(run, fact, kind, fact.node, path, use);
  else if (arrivesAt(run, path, fact.path, vocabulary.deepSinks.has(kind))) {
    const { keep, set } = fact;
    run.hit({ sink: sinkAt(kind, run.module, taken.call, taken.argument), path: paths.prepend(taken.path, fact.path), entry: null, keep, set, fact: run.note(fact, fact, fact.path, use, NO_PASSAGES), inner: null });
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
  run.exit(crossWay(run.module, to), path, proofs, fact, use, NO_PASSAGES);
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
