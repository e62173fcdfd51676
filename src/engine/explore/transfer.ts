/** Transfer functions: what each edge does to a value that goes along it. */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import { AWAITED, REJECTED } from "../../models/model.js";
import { captureContent, EMPTY, isIndex, isProperty } from "../facts/paths.js";
import { ALL, compose } from "../facts/proofs.js";
import type { Use } from "../facts/recording.js";
import type { Fact } from "../facts/summary.js";
import { isAssertedTo } from "../rows/type-proofs.js";
import { accessorsOf, getterName, iteratorsOf, passIterator, passSetterBase } from "./accessors.js";
import { passCall, passCallee, passIntoClosure } from "./calls/index.js";
import { copiedName } from "./copies.js";
import { arrive, leave, sinkHere } from "./ends.js";
import type { Exploration } from "./exploration.js";
import { guardProofs, refineThroughCall } from "./guards.js";
import { writeSinks } from "./node-sinks.js";
import { masksSecret } from "./overwrites.js";
import { isDiscriminated, isElement, isGot, isSet, iterate, load, overwritten, tells } from "./properties.js";

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
  [Edge.Value]: (run, fact, edge, to, label) => {
    const { flow } = run.module;
    // `as Id`: whatever the type says, nobody looked at the value.
    if (flow.nodeKind[to] !== Node.Cast || flow.types[flow.nodeAux[to] ?? -1]?.kind === "primitive") asItIs(run, fact, edge, to, label);
    else arrive(run, fact, to, fact.path, compose(fact, { keep: ~run.explorer.models.uncastBit, set: 0 }), edge);
  },
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
    const { readSinks, assertedReads } = run.explorer.models.vocabulary;
    if (fact.path === EMPTY && !run.start.deep && label >= 0 && readSinks.size > 0) {
      const name = run.module.flow.strings[label] ?? "";
      const asserted = assertedReads.get(name);
      const kind = readSinks.get(name) ?? (asserted !== undefined && isAssertedTo(run.explorer.models, run.module, fact.node, asserted.as) ? asserted.sink : undefined);
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
