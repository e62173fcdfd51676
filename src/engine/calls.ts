/** Search at calls: into functions of the project by their summaries, through libraries by their models. */
import { CallFlag, Edge, Node } from "../compile/index.js";
import { ANY, ELEMENT, parameterContent, REJECTED, RESULT, RETURNED, type CallEffects, type Content, type Place } from "../models/model.js";
import type { Entity, EntityOf, Frame, Site } from "./entity.js";
import type { Exploration } from "./explorer.js";
import { BOUNDS } from "./bounds.js";
import { conditionHolds } from "./conditions.js";
import { close } from "./frames.js";
import { parameterAt } from "./parameters.js";
import { boundContent, captureContent, EMPTY, isIndex, isProperty, ownContent, type PathId } from "./paths.js";
import { ALL, compose, type Proofs } from "./proofs.js";
import { sendArgument } from "./generators.js";
import type { Linker } from "./linker.js";
import { declaredState } from "./module-state.js";
import { schemaProofs } from "./schemas.js";
import type { Exit, Fact, Hit, Naming, Passage, Start } from "./summary.js";
import { frameOfTarget, targetsOf, targetsOfEntity, type FunctionTarget, type Target } from "./targets.js";
import { brandProofs } from "./typeProofs.js";
import type { Loaded } from "./world.js";

export interface Use {
  readonly start: number;
  readonly end: number;
}

/** A call that a value passes: in which exploration, from which fact. */
export interface Pass {
  readonly run: Exploration;
  readonly fact: Fact;
  readonly call: number;
  readonly use: Use;
  /** Places already handled for this fact: library summaries may lead back to one. */
  readonly seen: Set<string>;
}

const CLOSURE = -3;

/** A value is handed to a call: `argument` -1 is the receiver. `inside`: the value is already what a callback there gives or gets. */
export function passCall(run: Exploration, fact: Fact, call: number, argument: number, path: PathId, use: Use, inside: boolean): void {
  const pass: Pass = { run, fact, call, use, seen: new Set() };
  for (const target of targetsOf(run.explorer.models.linker, run.module, call)) {
    if (target.kind === "library") atPlace(pass, target.effects, argument, path, fact, []);
    else if (inside) continue;
    else if (target.kind === "function") enterArgument(pass, target, argument, path);
    else leaveSymbolic(pass, target.symbol, argument, path, fact, []);
  }
  if (inside || argument < 0) return;
  bindArgument(pass, argument, path);
  if (argument === 0) sendArgument(pass, path);
}

/** A value is handed to a call whose callee a frame names. */
export function passNamed(run: Exploration, fact: Fact, call: number, argument: number, path: PathId, use: Use, { symbol, frame }: Naming): void {
  const { linker } = run.explorer.models;
  const { flow } = run.module;
  const pass: Pass = { run, fact, call, use, seen: new Set() };
  const isNew = ((flow.calls.flags[call] ?? 0) & CallFlag.New) !== 0;
  for (const item of close(linker, [symbol], frame)) {
    for (const target of targetsOfEntity(linker, item, run.module, linker.arity({ module: run.module, call }), isNew, false)) {
      if (target.kind === "library") atPlace(pass, target.effects, argument, path, fact, []);
      else if (target.kind !== "function") continue;
      else if (argument === CLOSURE) enterClosure(pass, target, path, (exit, passage) => { consume(pass, target, exit, fact, [passage]); });
      else enterArgument(pass, target, argument, path);
    }
  }
}

/** A value in the environment of the function that is called, or fixed by `bind`. */
export function passCallee(run: Exploration, fact: Fact, call: number, use: Use): void {
  const { paths, linker } = run.explorer.models;
  const head = paths.head(fact.path);
  if (isProperty(head) || fact.path === EMPTY) return;
  const pass: Pass = { run, fact, call, use, seen: new Set() };
  for (const target of targetsOf(linker, run.module, call)) {
    if (target.kind === "symbol") leaveSymbolic(pass, target.symbol, CLOSURE, fact.path, fact, []);
    else if (target.kind === "function") enterClosure(pass, target, fact.path, (exit, passage) => { consume(pass, target, exit, fact, [passage]); });
  }
}

/**
 * A variable that a closure sees: whatever calls the closure, its sinks are reached. What it returns goes on by the function
 * value, which carries the variable, too.
 */
export function passIntoClosure(run: Exploration, fact: Fact, captured: number, use: Use): void {
  const pass: Pass = { run, fact, call: -1, use, seen: new Set() };
  const into = start(pass, run.module, captured, fact.path);
  const inside = run.module.flow.nodeFunction[captured];
  runInto(pass, into, fact, [], (exit, passage) => {
    const proofs = compose(fact, exit);
    if (exit.kind === "cross") leaveAcross(pass, exit, proofs, [passage]);
    else if (exit.kind === "symbolic" && !(exit.symbol.module === run.module && exit.symbol.fn === inside) && encloses(run, exit.symbol)) {
      run.exit(symbolKey(exit.symbol, exit), exit.path, proofs, (path) => ({ ...exit, path, fact: run.note(fact, proofs, path, use, [passage]) }));
    }
  });
}

// ------------------------------------------------------------------------------------------------ project functions

function enterArgument(pass: Pass, target: FunctionTarget, argument: number, path: PathId): void {
  const { paths } = pass.run.explorer.models;
  const { self } = target;
  const head = paths.head(path);
  if ((argument < 0 && self === "receiver") || (argument === 0 && self === "first")) {
    if (argument < 0 || isProperty(head) || path === EMPTY) enterSelf(pass, target, path);
    return;
  }
  if (argument < 0) {
    // `f.call(…)`: the receiver is the function itself, with its environment.
    if (self === "first") enterClosure(pass, target, path, (exit, passage) => { consume(pass, target, exit, pass.fact, [passage]); });
    return;
  }
  if (target.selfOnly) return;
  if (target.apply) {
    if (argument === 1 && isIndex(head)) enterParameter(pass, target, Number(head), paths.tail(path));
    else if (argument === 1 && (head === "[]" || (path === EMPTY && pass.run.start.deep))) for (let index = 0; index < parameterCount(target); index++) enterParameter(pass, target, index, head === "[]" ? paths.tail(path) : EMPTY);
    return;
  }
  enterParameter(pass, target, argument + target.offset, path);
}

const parameterCount = (target: FunctionTarget): number => target.module.flow.functions[target.fn]?.params.length ?? 0;

function enterSelf(pass: Pass, target: FunctionTarget, path: PathId): void {
  const info = target.module.flow.functions[target.fn];
  if (info !== undefined && info.thisNode >= 0) enter(pass, target, start(pass, target.module, info.thisNode, path), pass.fact, []);
}

function enterParameter(pass: Pass, target: FunctionTarget, index: number, path: PathId): void {
  const { paths } = pass.run.explorer.models;
  const info = target.module.flow.functions[target.fn];
  if (info === undefined) return;
  const last = info.params.length - 1;
  const rest = info.params[last]?.rest === true && index >= last;
  const param = info.params[rest ? last : index];
  if (param !== undefined) {
    // A branded type, an enum or a union of literals says that the value was checked where it was made.
    const typed = param.type === null || path !== EMPTY ? 0 : brandProofs(pass.run.explorer.models, target.module, param.type);
    enter(pass, target, start(pass, target.module, param.node, rest ? paths.cons(String(index - last), path) : path), compose(pass.fact, { keep: ALL, set: typed }), []);
  }
  if (info.argumentsNode >= 0) enter(pass, target, start(pass, target.module, info.argumentsNode, paths.cons(String(index), path)), pass.fact, []);
}

export function enterClosure(pass: Pass, target: FunctionTarget, path: PathId, then: (exit: Exit, passage: Passage) => void): void {
  const { paths } = pass.run.explorer.models;
  const info = target.module.flow.functions[target.fn];
  if (info === undefined) return;
  const head = paths.head(path);
  const inner = paths.tail(path);
  const bound = /^<bound (-?\d+)>$/.exec(head);
  if (bound !== null) {
    const index = Number(bound[1]);
    const node = index < 0 ? info.thisNode : (info.params[index]?.node ?? -1);
    if (node >= 0) runInto(pass, start(pass, target.module, node, inner), pass.fact, [], then);
    return;
  }
  for (const [binding, node] of info.captured) {
    if (captureContent(binding) === head) runInto(pass, start(pass, target.module, node, inner), pass.fact, [], then);
  }
}

export const start = (pass: Pass, module: Loaded, node: number, path: PathId): Start => pass.run.explorer.start(module, node, path, pass.run.start.deep);

/** Brings the sinks of a summary here, and gives its exits to `then`. */
export function runInto(pass: Pass, into: Start, before: Proofs, through: readonly Passage[], then: (exit: Exit, passage: Passage) => void): void {
  const { run, fact, use } = pass;
  for (const hit of into.hits.values()) {
    const proofs = compose(before, hit);
    run.hit({
      ...hit, ...proofs,
      key: `${entryKey(pass, into, hit)}#${proofs.keep}:${proofs.set}`,
      fact: run.note(fact, proofs, fact.path, callUse(pass) ?? use, through),
      inner: { start: into, hit: hit.key },
    });
  }
  for (const exit of into.exits.values()) then(exit, { start: into, exit: exit.key });
}

/** A sink is kept once for every call through which the value leaves this file toward it. */
function entryKey(pass: Pass, into: Start, hit: Hit): string {
  const known = hit.key.slice(0, hit.key.indexOf("#"));
  return into.module === pass.run.module ? known : `${known.slice(0, known.indexOf("@"))}@${pass.call}`;
}

/** The whole call, for messages. */
function callUse(pass: Pass): Use | null {
  const { flow } = pass.run.module;
  const node = flow.calls.result[pass.call];
  return node === undefined ? null : { start: flow.nodeStart[node] ?? 0, end: flow.nodeEnd[node] ?? 0 };
}

function enter(pass: Pass, target: FunctionTarget, into: Start, before: Proofs, through: readonly Passage[]): void {
  runInto(pass, into, before, through, (exit, passage) => { consume(pass, target, exit, before, [...through, passage]); });
}

/** What a way out of the called function means at this call. */
function consume(pass: Pass, target: FunctionTarget, exit: Exit, before: Proofs, through: readonly Passage[]): void {
  const { run, call } = pass;
  const { flow } = run.module;
  const proofs = compose(before, exit);
  const result = flow.calls.result[call] ?? -1;
  switch (exit.kind) {
    case "return":
      if (target.self !== "result" && !target.selfOnly) arrive(pass, result, exit.path, proofs, through);
      return;
    case "throw":
      if (isRejecting(target)) arrive(pass, result, run.explorer.models.paths.cons(REJECTED, exit.path), proofs, through);
      else arrive(pass, flow.calls.handler[call] ?? -1, exit.path, proofs, through);
      return;
    case "out":
      if (exit.param < 0 && target.self === "result") arrive(pass, result, exit.path, proofs, through);
      else deliverToArgument(pass, exit.param < 0 ? (target.self === "first" ? 0 : -1) : exit.param - target.offset, exit.path, proofs, through);
      return;
    case "out-true":
    case "out-false":
      return;
    case "cross":
      leaveAcross(pass, exit, proofs, through);
      return;
    case "symbolic":
      resolveSymbolic(pass, frameOfTarget(run.explorer.models.linker, target, { module: run.module, call }), exit, proofs, through, (found, onward, via) => { consume(pass, target, found, onward, via); });
  }
}

/** What an asynchronous function throws, its promise is rejected with. */
export function isRejecting({ module, fn }: { readonly module: Loaded; readonly fn: number }): boolean {
  const info = module.flow.functions[fn];
  return info?.async === true && !info.generator;
}

/** What to do with a way out of a function: `before` are the proofs on the way to where the function was entered. */
type Leave = (exit: Exit, before: Proofs, through: readonly Passage[]) => void;

export function arrive(pass: Pass, node: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  if (node < 0) return;
  const { run, fact } = pass;
  const { flow } = run.module;
  // Of another function is what takes a value that all functions read as it is: something in an import, a class, a function.
  if (flow.nodeFunction[node] === flow.nodeFunction[run.start.node]) run.reach(node, path, proofs, fact, callUse(pass) ?? pass.use, through);
  else crossTo(pass, run.module, node, path, proofs, through);
  if (flow.nodeKind[node] !== Node.Import) return;
  for (const { module, node: state } of declaredState(run.explorer.models.linker, run.module, node)) crossTo(pass, module, state, path, proofs, through);
}

function crossTo(pass: Pass, module: Loaded, node: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  leaveAcross(pass, { kind: "cross", key: "", module, node, path, keep: proofs.keep, set: proofs.set, fact: pass.fact }, proofs, through);
}

export function leaveAcross(pass: Pass, exit: Exit & { kind: "cross" }, proofs: Proofs, through: readonly Passage[]): void {
  const { run, fact, use } = pass;
  const { flow } = run.module;
  if (exit.module === run.module && flow.nodeFunction[exit.node] === flow.nodeFunction[run.start.node]) {
    arrive(pass, exit.node, exit.path, proofs, through);
    return;
  }
  run.exit(crossKey(run, exit.module, exit.node), exit.path, proofs, (path) => ({ ...exit, path, fact: run.note(fact, proofs, path, callUse(pass) ?? use, through) }));
}

const crossKey = (run: Exploration, module: Loaded, node: number): string => (module === run.module ? `x${node}` : `x${module.path}#${node}`);

/** The value after a callee changed an argument; also the object behind it, when no variable of the function holds it directly. */
function deliverToArgument(pass: Pass, argument: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  const { run } = pass;
  for (const node of nodesAfter(run.explorer.models.linker, { module: run.module, call: pass.call }, argument, path !== EMPTY)) arrive(pass, node, path, proofs, through);
}

/** The versions of an argument after the call; where it has none, but something in it changed (`inside`), the argument itself. */
export function nodesAfter(linker: Linker, site: Site, argument: number, inside: boolean): readonly number[] {
  const { flow } = site.module;
  const node = linker.argument(site, argument);
  if (node < 0) return [];
  const found: number[] = [];
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? -1;
    if (flow.edgeKind[edge] === Edge.Post && flow.nodeAux[to] === site.call && flow.edgeLabel[edge] === argument) found.push(to);
  }
  return found.length === 0 && inside ? [node] : found;
}

// ---------------------------------------------------------------------------------------------------------- symbols

/** Handed to a callee that only a caller can name. */
function leaveSymbolic(pass: Pass, symbol: EntityOf<"symbol">, argument: number, given: PathId, proofs: Proofs, through: readonly Passage[]): void {
  const { run, fact, call, use } = pass;
  if (!encloses(run, symbol)) return;
  run.exit(symbolKey(symbol, { module: run.module, call, argument }), given, proofs, (path) => ({
    kind: "symbolic", symbol, argument, module: run.module, call, path, keep: proofs.keep, set: proofs.set, key: "",
    fact: run.note(fact, proofs, path, callUse(pass) ?? use, through),
  }));
}

const symbolKey = (symbol: Entity, at: { readonly module: Loaded; readonly call: number; readonly argument: number }): string =>
  `s${symbol.id}:${at.module.id}:${at.call}:${at.argument}`;

export function resolveSymbolic(pass: Pass, frame: Frame, exit: Exit & { kind: "symbolic" }, before: Proofs, through: readonly Passage[], leave: Leave): void {
  const { run } = pass;
  const { linker } = run.explorer.models;
  const key = `${exit.key}@${frame.id}:${before.keep}:${before.set}`;
  if (pass.seen.has(key)) return;
  pass.seen.add(key);
  const flags = exit.module.flow.calls.flags[exit.call] ?? 0;
  const arity = linker.arity({ module: exit.module, call: exit.call });
  for (const item of close(linker, [exit.symbol], frame)) {
    if (item.kind === "symbol") {
      // Only a parameter of this function (or one around it) can be named by those who call it.
      if (encloses(run, item)) run.exit(symbolKey(item, exit), exit.path, before, (path) => ({ ...exit, path, symbol: item, fact: run.note(pass.fact, before, path, callUse(pass) ?? pass.use, through) }));
      continue;
    }
    for (const inner of targetsOfEntity(linker, item, run.module, arity, (flags & CallFlag.New) !== 0, false)) callThere(pass, frame, exit, inner, before, through, leave);
  }
}

const encloses = (run: Exploration, symbol: EntityOf<"symbol">): boolean => {
  if (symbol.module !== run.module) return false;
  const { functions, nodeFunction } = run.module.flow;
  for (let fn = nodeFunction[run.start.node] ?? 0; fn >= 0; fn = functions[fn]?.parent ?? -1) if (fn === symbol.fn) return true;
  return false;
};

/** The call inside the callee, now that its target is known; what it gives goes on inside the callee, and leaves by `leave`. */
function callThere(pass: Pass, frame: Frame, exit: Exit & { kind: "symbolic" }, inner: Target, before: Proofs, through: readonly Passage[], leave: Leave): void {
  const { run } = pass;
  const { models } = run.explorer;
  const { paths, linker } = models;
  const { calls } = exit.module.flow;
  const there: Site = { module: exit.module, call: exit.call, frame };
  const goOn = (node: number, path: PathId, proofs: Proofs, via: readonly Passage[]): void => {
    if (node >= 0) runInto(pass, start(pass, exit.module, node, path), proofs, via, (found, passage) => { leave(found, proofs, [...via, passage]); });
  };
  const back = (path: PathId, proofs: Proofs, via: readonly Passage[]): void => { goOn(calls.result[exit.call] ?? -1, path, proofs, via); };
  if (inner.kind === "library") {
    sinksAt(pass, there, inner.effects, exit.argument, exit.path, before, through);
    for (const summary of inner.effects.summaries) {
      const rest = matchPlace(pass, summary.from, exit.argument, exit.path);
      if (rest !== null && summary.to.at === RESULT) back(paths.prepend(summary.to.path, rest), transfer(pass, summary.kind, before), through);
    }
    for (const check of inner.effects.validations) {
      const rest = matchPlace(pass, check.from, exit.argument, exit.path);
      if (rest !== null && check.to.at === RESULT) back(paths.prepend(check.to.path, rest), compose(before, { keep: ALL, set: schemaProofs(models, there, check.schema, paths.elements(rest)) }), through);
    }
    return;
  }
  if (inner.kind !== "function") return;
  const entered = frameOfTarget(linker, inner, there);
  if (entered.depth > BOUNDS.frameDepth) {
    models.bounds.hit("frameDepth");
    return;
  }
  const leaveInner: Leave = (found, onward, via) => {
    const proofs = compose(onward, found);
    if (found.kind === "return") back(found.path, proofs, via);
    else if (found.kind === "throw" && isRejecting(inner)) back(paths.cons(REJECTED, found.path), proofs, via);
    else if (found.kind === "throw") goOn(calls.handler[exit.call] ?? -1, found.path, proofs, via);
    else if (found.kind === "cross") leaveAcross(pass, found, proofs, via);
    else if (found.kind === "symbolic") resolveSymbolic(pass, entered, found, proofs, via, leaveInner);
  };
  const give = (found: Exit, passage: Passage): void => { leaveInner(found, before, [...through, passage]); };
  const info = inner.module.flow.functions[inner.fn];
  if (exit.argument === CLOSURE) enterClosure(pass, inner, exit.path, give);
  else {
    const receiver = { node: inner.self === "receiver" ? (info?.thisNode ?? -1) : -1, rest: [] };
    const { node, rest } = exit.argument < 0 ? receiver : parameterAt(inner.module.flow, inner.fn, exit.argument + inner.offset);
    if (node >= 0) runInto(pass, start(pass, inner.module, node, paths.prepend(rest, exit.path)), before, through, give);
  }
}

// -------------------------------------------------------------------------------------------------------- libraries

/** A value at a place of a call into a library: sinks, and where the library takes it. */
function atPlace(pass: Pass, effects: CallEffects, at: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  const key = `${at}:${path}:${proofs.keep}:${proofs.set}`;
  if (pass.seen.has(key)) return;
  pass.seen.add(key);
  const { run } = pass;
  const { models } = run.explorer;
  const { paths } = models;
  const here = { module: run.module, call: pass.call };
  sinksAt(pass, here, effects, at, path, proofs, through);
  for (const summary of effects.summaries) {
    const rest = matchPlace(pass, summary.from, at, path);
    if (rest === null) continue;
    const isText = summary.kind === "text";
    if (isText && !isInText(pass, rest, summary.from.path.at(-1) === ANY)) continue;
    deliver(pass, effects, summary.to, paths.prepend(summary.to.path.map(concrete), isText ? EMPTY : rest), transfer(pass, summary.kind, proofs), through);
  }
  for (const check of effects.validations) {
    const rest = matchPlace(pass, check.from, at, path);
    if (rest === null || (check.to.at === check.from.at)) continue;
    const proven = schemaProofs(models, here, check.schema, paths.elements(rest));
    deliver(pass, effects, check.to, paths.prepend(check.to.path, rest), compose(proofs, { keep: ALL, set: proven }), through);
  }
  if (at >= 0) callbacksAt(pass, effects, at, path, proofs);
}

/**
 * Whether a text made of a value holds what lies under `path` in it: its elements, and, where the row says so (`AnyMember`:
 * serialisers), its properties; those that are not enumerable (the stack of an error) only where a row names them.
 */
function isInText(pass: Pass, path: PathId, withProperties: boolean): boolean {
  const { paths } = pass.run.explorer.models;
  if (path === EMPTY || paths.isHole(path)) return true;
  return paths.elements(path).every((element) => (withProperties ? isProperty(element) || element.startsWith("<hole ") : element === ELEMENT || isIndex(element)));
}

/** `Member[*]` in an output means some property. */
const concrete = (content: Content): string => (content === ANY ? "[]" : content);

/** The environment of a callback handed to a library: the library calls it. */
function callbacksAt(pass: Pass, effects: CallEffects, at: number, path: PathId, proofs: Proofs): void {
  const { models } = pass.run.explorer;
  const { paths, linker } = models;
  if (!/^<(cap|bound) /.test(paths.head(path))) return;
  for (const item of linker.of(pass.run.module, linker.argument({ module: pass.run.module, call: pass.call }, at))) {
    for (const target of targetsOfEntity(linker, item, pass.run.module, 0, false, false)) {
      if (target.kind === "function") enterClosure(pass, target, path, (exit, passage) => { consumeCallback(pass, effects, at, target, exit, proofs, [passage]); });
    }
  }
}

/** What a callback's ways out mean to the library that called it. */
function consumeCallback(pass: Pass, effects: CallEffects, at: number, target: FunctionTarget, exit: Exit, before: Proofs, through: readonly Passage[]): void {
  const { paths } = pass.run.explorer.models;
  const proofs = compose(before, exit);
  if (exit.kind === "return") atPlace(pass, effects, at, paths.cons(RETURNED, exit.path), proofs, through);
  else if (exit.kind === "cross") leaveAcross(pass, exit, proofs, through);
  else if (exit.kind === "symbolic") {
    const { symbol } = exit;
    if (symbol.module === target.module && symbol.fn === target.fn) {
      if (symbol.path.length === 0 && exit.argument >= 0) atPlace(pass, effects, at, paths.cons(parameterContent(symbol.param), paths.cons(parameterContent(exit.argument), exit.path)), proofs, through);
    } else {
      // The library calls it: only what was fixed when it was made is known.
      const frame = frameOfTarget(pass.run.explorer.models.linker, target, null);
      resolveSymbolic(pass, frame, exit, proofs, through, (found, onward, via) => { consumeCallback(pass, effects, at, target, found, onward, via); });
    }
  }
}

/** A library puts a value somewhere at the call. */
function deliver(pass: Pass, effects: CallEffects, to: Place, path: PathId, before: Proofs, through: readonly Passage[]): void {
  const { run, call } = pass;
  const { models } = run.explorer;
  const { paths, linker } = models;
  let proofs = before;
  for (const barrier of effects.barriers) {
    if (barrier.at === to.at && startsWith(pass, path, barrier.path)) proofs = compose(proofs, { keep: ALL, set: models.bits.bit(barrier.kind) });
  }
  if (to.at === RESULT) {
    arrive(pass, run.module.flow.calls.result[call] ?? -1, path, proofs, through);
    return;
  }
  const parameter = /^<param (\d+)>$/.exec(paths.head(path));
  if (parameter === null) {
    deliverToArgument(pass, to.at, path, proofs, through);
    return;
  }
  const index = Number(parameter[1]);
  for (const item of linker.of(run.module, linker.argument({ module: run.module, call }, to.at))) {
    if (item.kind === "symbol") {
      leaveSymbolic(pass, item, index, paths.tail(path), proofs, through);
      continue;
    }
    for (const target of targetsOfEntity(linker, item, run.module, index + 1, false, false)) {
      if (target.kind === "library") atPlaceOfCallback(pass, target.effects, index, paths.tail(path), proofs, through);
      if (target.kind !== "function") continue;
      const { node, rest } = parameterAt(target.module.flow, target.fn, index + target.offset);
      if (node >= 0) runInto(pass, start(pass, target.module, node, paths.prepend(rest, paths.tail(path))), proofs, through, (exit, passage) => { consumeCallback(pass, effects, to.at, target, exit, proofs, [...through, passage]); });
    }
  }
}

/** A library function handed to a library as a callback: `ids.map(String)`, `.then(console.log)`. */
function atPlaceOfCallback(pass: Pass, effects: CallEffects, at: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  sinksAt(pass, { module: pass.run.module, call: pass.call }, effects, at, path, proofs, through);
}

function sinksAt(pass: Pass, site: Site, effects: CallEffects, at: number, path: PathId, before: Proofs, through: readonly Passage[]): void {
  const { run, fact } = pass;
  const { models } = run.explorer;
  if (effects.sinks.length === 0) return;
  let proofs = before;
  for (const barrier of effects.barriers) {
    if (barrier.at === at && barrier.path.length > 0 && startsWith(pass, path, barrier.path)) proofs = compose(proofs, { keep: ALL, set: models.bits.bit(barrier.kind) });
  }
  for (const sink of effects.sinks) {
    if (sink.at !== at) continue;
    if (!arrivesAt(pass, sink.path, path, models.vocabulary.deepSinks.has(sink.kind))) continue;
    if (sink.condition !== null && !conditionHolds(models, site, sink.condition, models.paths.elements(path).slice(sink.path.filter((content) => content !== ANY && content !== ELEMENT).length))) continue;
    run.hit({
      key: `${sink.kind}:${site.module.path}:${site.call}:${at}:${path}@${site.module === run.module ? "" : pass.call}#${proofs.keep}:${proofs.set}`,
      sinkKind: sink.kind, module: site.module, call: site.call, argument: at, path, keep: proofs.keep, set: proofs.set,
      fact: run.note(fact, proofs, path, pass.use, through), inner: null, condition: null,
    });
  }
}

/** Does a value at `path` of the argument count for a sink at `wanted`? */
function arrivesAt(pass: Pass, wanted: readonly Content[], path: PathId, deepSink: boolean): boolean {
  const { paths } = pass.run.explorer.models;
  let rest = path;
  for (const content of wanted) {
    if (rest === EMPTY) return pass.run.start.deep && isProperty(content);
    if (paths.isHole(rest)) return !paths.holes(rest).some((hole) => hole.length === 1 && hole[0] === content);
    if (!fits(content, paths.head(rest))) return false;
    rest = paths.tail(rest);
  }
  if (rest === EMPTY || paths.isHole(rest)) return true;
  return deepSink && paths.elements(rest).every((element, index, all) => isProperty(element) || (index === all.length - 1 && element.startsWith("<hole")));
}

/** The rest of `path` when the value lies at (or under, or the whole of) the place. */
function matchPlace(pass: Pass, place: Place, at: number, path: PathId): PathId | null {
  if (place.at !== at) return null;
  const { paths } = pass.run.explorer.models;
  let rest = path;
  for (const content of place.path) {
    if (rest === EMPTY || paths.isHole(rest)) return pass.run.start.deep && (isProperty(content) || content === ANY) ? EMPTY : null;
    if (!fits(content, paths.head(rest))) return null;
    rest = paths.tail(rest);
  }
  return rest;
}

function startsWith(pass: Pass, path: PathId, prefix: readonly Content[]): boolean {
  const { paths } = pass.run.explorer.models;
  let rest = path;
  for (const [index, content] of prefix.entries()) {
    // Any member that holds operators (`AnyMember.Member[$in]`) is a field, not itself an operator: `$expr` takes expressions.
    if (content === ANY && paths.head(rest).startsWith("$") && prefix[index + 1]?.startsWith("$") === true) return false;
    // A value at an unknown index is not the one at a known name.
    if (rest === EMPTY || !fits(content, paths.head(rest)) || (paths.head(rest) === "[]" && content !== "[]" && content !== ANY)) return false;
    rest = paths.tail(rest);
  }
  return true;
}

function fits(wanted: Content, head: string): boolean {
  if (wanted === head || ownContent(wanted) === head) return true;
  if (wanted === ANY) return isProperty(head);
  if (wanted === "[]") return isIndex(head);
  return head === "[]" && isProperty(wanted);
}

function transfer(pass: Pass, kind: string, proofs: Proofs): Proofs {
  const { models } = pass.run.explorer;
  switch (kind) {
    case "text":
      return compose(proofs, { keep: ALL, set: models.textBit });
    case "taint":
      return compose(proofs, { keep: ~models.typeBits, set: 0 });
    case "parse":
      return compose(proofs, { keep: 0, set: 0 });
    default:
      return proofs;
  }
}

/** `f.bind(self, a, b)`: the bound function holds what it was given. */
function bindArgument(pass: Pass, argument: number, path: PathId): void {
  const { run, call } = pass;
  const { linker, paths } = run.explorer.models;
  const { flow } = run.module;
  const callee = flow.calls.callee[call] ?? -1;
  if (flow.nodeKind[callee] !== Node.Load || flow.strings[flow.nodeAux[callee] ?? -1] !== "bind") return;
  if (linker.of(run.module, callee).some((item) => item.kind === "method" && item.name === "bind")) {
    arrive(pass, flow.calls.result[call] ?? -1, paths.cons(boundContent(argument - 1), path), pass.fact, []);
  }
}
