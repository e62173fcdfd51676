/** Search at calls of libraries: sinks, and where the library takes a value, by their models. */
import { Edge, Node } from "../../../compile/index.js";
import { ANY, ORIGIN, RESULT, RETURNED, THROWN, parameterContent, type Content, type Place } from "../../../models/model.js";
import { EMPTY, boundContent, type PathId } from "../../facts/paths.js";
import { ALL, compose, type Proofs } from "../../facts/proofs.js";
import { NO_PASSAGES, type Exit, type Passage } from "../../facts/summary.js";
import { parameterAt } from "../../link/parameters.js";
import { frameOfTarget, targetsOfEntity } from "../../link/targets.js";
import type { Loaded } from "../../program/loaded.js";
import type { FunctionTarget, LibraryTarget } from "../../program/target.js";
import { placeNode } from "../../rows/call-places.js";
import { holdsAt } from "../../rows/conditions.js";
import { schemaProofs, weakParts } from "../../rows/schemas.js";
import { enterClosure } from "./closures.js";
import { provenAt, sinksAt, transfer } from "./effects.js";
import { arrive, deliverToArgument, leaveAcross, runInto, start, type Pass } from "./pass.js";
import { concrete, isInText, matchPlace } from "./places.js";
import { leaveSymbolic, resolveSymbolic } from "./symbols.js";

/** A value at a place of a call into a library: sinks, and where the library takes it. */
export function atPlace(pass: Pass, library: LibraryTarget, at: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  const { effects } = library;
  if (!pass.isNew(effects, at, path, proofs)) return;
  const { run } = pass;
  const { models } = run.explorer;
  const { paths } = models;
  const here = { module: run.module, call: pass.call };
  sinksAt(pass, here, library, at, path, proofs, through);
  // What is safe at this call, is so in what the call makes of it.
  const taken = at >= 0 ? provenAt(pass, here, library, at, path, proofs) : proofs;
  for (const summary of effects.summaries) {
    const rest = matchPlace(pass, summary.from, at, path);
    if (rest === null) continue;
    if (!holdsAt(models, here, summary, paths.elements(rest), library.maker)) continue;
    const isText = summary.kind === "text" || summary.kind === "start";
    if (isText && !isInText(pass, rest, summary.from.path.at(-1) === ANY)) continue;
    deliver(pass, library, summary.to, paths.prepend(summary.to.path.map(concrete), isText ? EMPTY : rest), transfer(pass, summary.kind, taken), through);
  }
  for (const check of effects.validations) {
    const rest = matchPlace(pass, check.from, at, path);
    if (rest === null || (check.to.at === check.from.at)) continue;
    const proven = schemaProofs(models, here, check.schema, paths.elements(rest));
    // Of a whole object each field is what its own schema says.
    const weak = rest === EMPTY && run.start.deep ? weakParts(models, here, check.schema) : [];
    const whole = weak.length === 0 ? rest : paths.hole(weak.map((part) => part.path));
    deliver(pass, library, check.to, paths.prepend(check.to.path, whole), compose(proofs, { keep: ALL, set: proven }), through);
    for (const part of weak) deliver(pass, library, check.to, paths.prepend([...check.to.path, ...part.path], EMPTY), compose(proofs, { keep: ALL, set: part.bits }), through);
  }
  if (at >= 0) callbacksAt(pass, library, at, path, proofs);
}

/** The environment of a callback handed to a library: the library calls it. */
function callbacksAt(pass: Pass, library: LibraryTarget, at: number, path: PathId, proofs: Proofs): void {
  const { models } = pass.run.explorer;
  const { paths, linker } = models;
  if (path === EMPTY || !/^<(cap|bound) /.test(paths.head(path))) return;
  for (const item of linker.of(pass.run.module, linker.argument({ module: pass.run.module, call: pass.call }, at))) {
    for (const target of targetsOfEntity(linker, item, pass.run.module, 0, false, false)) {
      if (target.kind === "function") enterClosure(pass, target, path, (exit, via) => { consumeCallback(pass, library, { at, path: [] }, target, exit, proofs, via); });
    }
  }
}

/** What a callback's ways out mean to the library that called it. `place`: where the callback is. */
export function consumeCallback(pass: Pass, library: LibraryTarget, place: Place, target: FunctionTarget, exit: Exit, before: Proofs, through: readonly Passage[]): void {
  const { paths } = pass.run.explorer.models;
  const proofs = compose(before, exit);
  const { way } = exit;
  const there = (...contents: readonly Content[]): void => { atPlace(pass, library, place.at, paths.prepend([...place.path, ...contents], exit.path), proofs, through); };
  if (way.kind === "return") there(RETURNED);
  else if (way.kind === "throw") there(THROWN);
  else if (way.kind === "cross") leaveAcross(pass, way, exit.path, proofs, through);
  else if (way.kind === "symbolic") {
    const { symbol } = way;
    if (symbol.module === target.module && symbol.fn === target.fn) {
      if (symbol.path.length === 0 && way.argument >= 0) there(parameterContent(symbol.param), parameterContent(way.argument));
    } else {
      // The library calls it: only what was fixed when it was made is known.
      const frame = frameOfTarget(pass.run.explorer.models.linker, target, null);
      resolveSymbolic(pass, frame, way, exit.path, proofs, through, (found, onward, via) => { consumeCallback(pass, library, place, target, found, onward, via); });
    }
  }
}

/** A library puts a value somewhere at the call. */
function deliver(pass: Pass, library: LibraryTarget, to: Place, path: PathId, before: Proofs, through: readonly Passage[]): void {
  const { run, call } = pass;
  const { models } = run.explorer;
  const { paths, linker } = models;
  const proofs = provenAt(pass, { module: run.module, call }, library, to.at, path, before);
  if (to.at === RESULT) {
    arrive(pass, run.module.flow.calls.result[call] ?? -1, path, proofs, through);
    return;
  }
  if (to.at === ORIGIN) {
    for (const node of originsOf(run.module, run.module.flow.calls.callee[call] ?? -1)) arrive(pass, node, path, proofs, through);
    return;
  }
  const depth = to.path.findIndex((content) => PARAMETER.test(content));
  if (depth < 0) {
    deliverToArgument(pass, to.at, path, proofs, through);
    return;
  }
  const index = Number(PARAMETER.exec(to.path[depth] ?? "")?.[1]);
  let rest = path;
  for (let left = depth; left >= 0; left--) rest = paths.tail(rest);
  // The callback itself, or where an object holds it.
  const callback: Place = { at: to.at, path: to.path.slice(0, depth) };
  for (const item of linker.of(run.module, placeNode(models, { module: run.module, call }, callback))) {
    if (item.kind === "symbol") {
      leaveSymbolic(pass, item, index, rest, proofs, through);
      continue;
    }
    for (const target of targetsOfEntity(linker, item, run.module, index + 1, false, false)) {
      if (target.kind === "library") atPlaceOfCallback(pass, target, index, rest, proofs, through);
      if (target.kind !== "function") continue;
      const { node, rest: within } = parameterAt(target.module.flow, target.fn, index + target.offset);
      if (node >= 0) runInto(pass, start(pass, target.module, node, paths.prepend(within, rest)), proofs, through, (exit, via) => { consumeCallback(pass, library, callback, target, exit, proofs, via); });
    }
  }
}

/** The calls whose results a callee was read from, as far as the file shows: `setState` of `const [state, setState] = useState()`. */
function originsOf({ flow }: Loaded, callee: number): readonly number[] {
  const pending = [callee];
  const found: number[] = [];
  for (const node of pending) {
    if (pending.length > ORIGIN_STEPS) break;
    if (flow.nodeKind[node] === Node.Call) found.push(node);
    else {
      for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
        const edge = flow.in[at] ?? 0;
        const from = flow.edgeFrom[edge] ?? -1;
        if (WAYS_BACK.has(flow.edgeKind[edge] as Edge) && !pending.includes(from)) pending.push(from);
      }
    }
  }
  return found;
}
const PARAMETER = /^<param (\d+)>$/;
const ORIGIN_STEPS = 32;
const WAYS_BACK: ReadonlySet<Edge> = new Set([Edge.Value, Edge.Load, Edge.Capture, Edge.Cell, Edge.Refine, Edge.Post, Edge.Base]);

/** A library function handed to a library as a callback: `ids.map(String)`, `.then(console.log)`. */
function atPlaceOfCallback(pass: Pass, library: LibraryTarget, at: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  sinksAt(pass, { module: pass.run.module, call: pass.call }, library, at, path, proofs, through);
}

/** `f.bind(self, a, b)`: the bound function holds what it was given. */
export function bindArgument(pass: Pass, argument: number, path: PathId): void {
  const { run, call } = pass;
  const { linker, paths } = run.explorer.models;
  const { flow } = run.module;
  const callee = flow.calls.callee[call] ?? -1;
  if (flow.nodeKind[callee] !== Node.Load || flow.strings[flow.nodeAux[callee] ?? -1] !== "bind") return;
  if (linker.of(run.module, callee).some((item) => item.kind === "method" && item.name === "bind")) {
    arrive(pass, flow.calls.result[call] ?? -1, paths.cons(boundContent(argument - 1), path), pass.fact, NO_PASSAGES);
  }
}
