/** Search at calls whose callee only a caller can name: they leave as symbolic exits, and get their meaning where the symbol has one. */
import { CallFlag } from "../../../compile/index.js";
import { REJECTED, RESULT } from "../../../models/model.js";
import { BOUNDS } from "../../bounds.js";
import type { PathId } from "../../facts/paths.js";
import { ALL, compose, type Proofs } from "../../facts/proofs.js";
import type { Exit, Passage, WayOf } from "../../facts/summary.js";
import { symbolicWay } from "../../facts/ways.js";
import { close } from "../../link/closing.js";
import { parameterAt } from "../../link/parameters.js";
import { frameOfTarget, isRejecting, targetsOfEntity } from "../../link/targets.js";
import type { EntityOf, Frame, Site } from "../../program/entity.js";
import type { Target } from "../../program/target.js";
import { holdsAt } from "../../rows/conditions.js";
import { schemaProofs } from "../../rows/schemas.js";
import type { Exploration } from "../exploration.js";
import { enterClosure } from "./closures.js";
import { sinksAt, transfer } from "./effects.js";
import { CLOSURE, callUse, leaveAcross, runInto, start, type Leave, type Pass } from "./pass.js";
import { matchPlace } from "./places.js";

/** Handed to a callee that only a caller can name. */
export function leaveSymbolic(pass: Pass, symbol: EntityOf<"symbol">, argument: number, given: PathId, proofs: Proofs, through: readonly Passage[]): void {
  const { run, fact, call } = pass;
  if (!encloses(run, symbol)) return;
  run.exit(symbolicWay(symbol, run.module, call, argument), given, proofs, fact, callUse(pass), through);
}

export function resolveSymbolic(pass: Pass, frame: Frame, way: WayOf<"symbolic">, path: PathId, before: Proofs, through: readonly Passage[], leave: Leave): void {
  const { run } = pass;
  const { linker } = run.explorer.models;
  if (!pass.isNew(way, frame.id, path, before)) return;
  const flags = way.module.flow.calls.flags[way.call] ?? 0;
  const arity = linker.arity(way);
  for (const item of close(linker, [way.symbol], frame)) {
    if (item.kind === "symbol") {
      // Only a parameter of this function (or one around it) can be named by those who call it.
      if (encloses(run, item)) run.exit(symbolicWay(item, way.module, way.call, way.argument), path, before, pass.fact, callUse(pass), through);
      continue;
    }
    for (const inner of targetsOfEntity(linker, item, run.module, arity, (flags & CallFlag.New) !== 0, false)) callThere(pass, frame, way, path, inner, before, through, leave);
  }
}

export const encloses = (run: Exploration, symbol: EntityOf<"symbol">): boolean => {
  if (symbol.module !== run.module) return false;
  const { functions, nodeFunction } = run.module.flow;
  for (let fn = nodeFunction[run.start.node] ?? 0; fn >= 0; fn = functions[fn]?.parent ?? -1) if (fn === symbol.fn) return true;
  return false;
};

/** The call inside the callee, now that its target is known; what it gives goes on inside the callee, and leaves by `leave`. */
function callThere(pass: Pass, frame: Frame, way: WayOf<"symbolic">, handed: PathId, inner: Target, before: Proofs, through: readonly Passage[], leave: Leave): void {
  const { run } = pass;
  const { models } = run.explorer;
  const { paths, linker } = models;
  const { calls } = way.module.flow;
  const there: Site = { module: way.module, call: way.call, frame };
  const goOn = (node: number, path: PathId, proofs: Proofs, via: readonly Passage[]): void => {
    if (node >= 0) runInto(pass, start(pass, way.module, node, path), proofs, via, (found, onward) => { leave(found, proofs, onward); });
  };
  const back = (path: PathId, proofs: Proofs, via: readonly Passage[]): void => { goOn(calls.result[way.call] ?? -1, path, proofs, via); };
  if (inner.kind === "library") {
    sinksAt(pass, there, inner, way.argument, handed, before, through);
    for (const summary of inner.effects.summaries) {
      const rest = matchPlace(pass, summary.from, way.argument, handed);
      if (rest !== null && summary.to.at === RESULT && holdsAt(models, there, summary)) back(paths.prepend(summary.to.path, rest), transfer(pass, summary.kind, before), through);
    }
    for (const check of inner.effects.validations) {
      const rest = matchPlace(pass, check.from, way.argument, handed);
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
    const out = found.way;
    if (out.kind === "return") back(found.path, proofs, via);
    else if (out.kind === "throw" && isRejecting(inner)) back(paths.cons(REJECTED, found.path), proofs, via);
    else if (out.kind === "throw") goOn(calls.handler[way.call] ?? -1, found.path, proofs, via);
    else if (out.kind === "cross") leaveAcross(pass, out, found.path, proofs, via);
    else if (out.kind === "symbolic") resolveSymbolic(pass, entered, out, found.path, proofs, via, leaveInner);
  };
  const give = (found: Exit, via: readonly Passage[]): void => { leaveInner(found, before, via); };
  const info = inner.module.flow.functions[inner.fn];
  if (way.argument === CLOSURE) enterClosure(pass, inner, handed, give, through);
  else {
    const receiver = { node: inner.self === "receiver" ? (info?.thisNode ?? -1) : -1, rest: [] };
    const { node, rest } = way.argument < 0 ? receiver : parameterAt(inner.module.flow, inner.fn, way.argument + inner.offset);
    if (node >= 0) runInto(pass, start(pass, inner.module, node, paths.prepend(rest, handed)), before, through, give);
  }
}
