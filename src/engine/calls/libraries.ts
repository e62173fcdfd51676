/** Search at calls of libraries: sinks, and where the library takes a value, by their models. */
import { Node } from "../../compile/index.js";
import { ANY, ELEMENT, RESULT, RETURNED, parameterContent, type BarrierAt, type Place } from "../../models/model.js";
import { conditionHolds } from "../conditions.js";
import type { Models } from "../context.js";
import type { Site } from "../entity.js";
import { parameterAt } from "../parameters.js";
import { EMPTY, boundContent, type PathId } from "../paths.js";
import { ALL, compose, type Proofs } from "../proofs.js";
import { redactedAt } from "../redaction.js";
import { schemaProofs, weakParts } from "../schemas.js";
import { NO_PASSAGES, type Exit, type Passage } from "../summary.js";
import { sinkAt } from "../ways.js";
import { frameOfTarget, targetsOfEntity, type FunctionTarget, type LibraryTarget } from "../targets.js";
import { enterClosure } from "./entering.js";
import { arrive, deliverToArgument, leaveAcross, runInto, start, type Pass } from "./pass.js";
import { arrivesAt, concrete, isInText, matchPlace, startsWith } from "./places.js";
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
  for (const summary of effects.summaries) {
    const rest = matchPlace(pass, summary.from, at, path);
    if (rest === null) continue;
    const isText = summary.kind === "text";
    if (isText && !isInText(pass, rest, summary.from.path.at(-1) === ANY)) continue;
    deliver(pass, library, summary.to, paths.prepend(summary.to.path.map(concrete), isText ? EMPTY : rest), transfer(pass, summary.kind, proofs), through);
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
      if (target.kind === "function") enterClosure(pass, target, path, (exit, passage) => { consumeCallback(pass, library, at, target, exit, proofs, [passage]); });
    }
  }
}

/** What a callback's ways out mean to the library that called it. */
function consumeCallback(pass: Pass, library: LibraryTarget, at: number, target: FunctionTarget, exit: Exit, before: Proofs, through: readonly Passage[]): void {
  const { paths } = pass.run.explorer.models;
  const proofs = compose(before, exit);
  const { way } = exit;
  if (way.kind === "return") atPlace(pass, library, at, paths.cons(RETURNED, exit.path), proofs, through);
  else if (way.kind === "cross") leaveAcross(pass, way, exit.path, proofs, through);
  else if (way.kind === "symbolic") {
    const { symbol } = way;
    if (symbol.module === target.module && symbol.fn === target.fn) {
      if (symbol.path.length === 0 && way.argument >= 0) atPlace(pass, library, at, paths.cons(parameterContent(symbol.param), paths.cons(parameterContent(way.argument), exit.path)), proofs, through);
    } else {
      // The library calls it: only what was fixed when it was made is known.
      const frame = frameOfTarget(pass.run.explorer.models.linker, target, null);
      resolveSymbolic(pass, frame, way, exit.path, proofs, through, (found, onward, via) => { consumeCallback(pass, library, at, target, found, onward, via); });
    }
  }
}

/** A library puts a value somewhere at the call. */
function deliver(pass: Pass, library: LibraryTarget, to: Place, path: PathId, before: Proofs, through: readonly Passage[]): void {
  const { run, call } = pass;
  const { models } = run.explorer;
  const { paths, linker } = models;
  let proofs = before;
  for (const barrier of library.effects.barriers) {
    if (barrier.at === to.at && startsWith(pass, path, barrier.path) && holds(models, { module: run.module, call }, barrier)) proofs = compose(proofs, { keep: ALL, set: models.bits.bit(barrier.kind) });
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
      if (target.kind === "library") atPlaceOfCallback(pass, target, index, paths.tail(path), proofs, through);
      if (target.kind !== "function") continue;
      const { node, rest } = parameterAt(target.module.flow, target.fn, index + target.offset);
      if (node >= 0) runInto(pass, start(pass, target.module, node, paths.prepend(rest, paths.tail(path))), proofs, through, (exit, passage) => { consumeCallback(pass, library, to.at, target, exit, proofs, [...through, passage]); });
    }
  }
}

/** A library function handed to a library as a callback: `ids.map(String)`, `.then(console.log)`. */
function atPlaceOfCallback(pass: Pass, library: LibraryTarget, at: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  sinksAt(pass, { module: pass.run.module, call: pass.call }, library, at, path, proofs, through);
}

export function sinksAt(pass: Pass, site: Site, { effects, maker }: LibraryTarget, at: number, path: PathId, before: Proofs, through: readonly Passage[]): void {
  const { run, fact } = pass;
  const { models } = run.explorer;
  if (effects.sinks.length === 0) return;
  let proofs = before;
  for (const barrier of effects.barriers) {
    if (barrier.at === at && barrier.path.length > 0 && startsWith(pass, path, barrier.path) && holds(models, site, barrier)) proofs = compose(proofs, { keep: ALL, set: models.bits.bit(barrier.kind) });
  }
  if (at >= 0 && effects.sinks.some((sink) => sink.at === at && models.vocabulary.deepSinks.has(sink.kind))) {
    const redacted = redactedAt(models, site, maker, at, models.paths.elements(path));
    if (redacted !== "no") proofs = compose(proofs, { keep: ALL, set: models.bits.bit(redacted === "whole" ? "redacted" : "fields-redacted") });
  }
  for (const sink of effects.sinks) {
    if (sink.at !== at) continue;
    if (!arrivesAt(run, sink.path, path, models.vocabulary.deepSinks.has(sink.kind))) continue;
    if (sink.condition !== null && !conditionHolds(models, site, sink.condition, models.paths.elements(path).slice(sink.path.filter((content) => content !== ANY && content !== ELEMENT).length), maker)) continue;
    const reached = sinkAt(sink.kind, site.module, site.call, at);
    const entry = site.module === run.module ? null : pass.call;
    const { keep, set } = proofs;
    if (run.hits.get({ sink: reached, path, entry, keep, set }) === undefined) run.hit({ sink: reached, path, entry, keep, set, fact: run.note(fact, proofs, path, pass.use, through), inner: null });
  }
}

const holds = (models: Models, site: Site, { condition }: BarrierAt): boolean => condition === null || conditionHolds(models, site, condition, []);

export function transfer(pass: Pass, kind: string, proofs: Proofs): Proofs {
  const { models } = pass.run.explorer;
  switch (kind) {
    case "text":
      return compose(proofs, { keep: ~models.typeBits, set: models.textBit });
    case "taint":
      return compose(proofs, { keep: ~models.typeBits, set: 0 });
    case "parse":
      return compose(proofs, { keep: 0, set: 0 });
    default:
      return proofs;
  }
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
