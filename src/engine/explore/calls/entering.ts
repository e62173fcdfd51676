/** Search at calls of the project's functions: into them by their summaries, and what their ways out mean to the caller. */
import { REJECTED } from "../../../models/model.js";
import { EMPTY, isIndex, isProperty, type PathId } from "../../facts/paths.js";
import { ALL, compose, type Proofs } from "../../facts/proofs.js";
import { NO_PASSAGES, type Exit, type Passage, type Start } from "../../facts/summary.js";
import { frameOfTarget, isRejecting } from "../../link/targets.js";
import type { FunctionTarget } from "../../program/target.js";
import { isVouching } from "../../rows/type-proofs.js";
import { enterClosure } from "./closures.js";
import { arrive, deliverToArgument, leaveAcross, runInto, start, type Pass } from "./pass.js";
import { resolveSymbolic } from "./symbols.js";

export function enterArgument(pass: Pass, target: FunctionTarget, argument: number, path: PathId): void {
  const { paths } = pass.run.explorer.models;
  const { self } = target;
  const head = paths.head(path);
  if ((argument < 0 && self === "receiver") || (argument === 0 && self === "first")) {
    if (argument < 0 || isProperty(head) || path === EMPTY) enterSelf(pass, target, path);
    return;
  }
  if (argument < 0) {
    // `f.call(…)`: the receiver is the function itself, with its environment.
    if (self === "first") enterClosure(pass, target, path, (exit, via) => { consume(pass, target, exit, pass.fact, via); });
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
  if (info !== undefined && info.thisNode >= 0) enter(pass, target, start(pass, target.module, info.thisNode, path), pass.fact);
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
    const { models } = pass.run.explorer;
    const typed = param.type !== null && path === EMPTY && isVouching(models, target.module, param.type) ? models.declaredBit : 0;
    enter(pass, target, start(pass, target.module, param.node, rest ? paths.cons(String(index - last), path) : path), compose(pass.fact, { keep: ALL, set: typed }));
  }
  if (info.argumentsNode >= 0) enter(pass, target, start(pass, target.module, info.argumentsNode, paths.cons(String(index), path)), pass.fact);
}

function enter(pass: Pass, target: FunctionTarget, into: Start, before: Proofs): void {
  runInto(pass, into, before, NO_PASSAGES, (exit, via) => { consume(pass, target, exit, before, via); });
}

/** What a way out of the called function means at this call. */
export function consume(pass: Pass, target: FunctionTarget, exit: Exit, before: Proofs, through: readonly Passage[]): void {
  const { run, call } = pass;
  const { flow } = run.module;
  const proofs = compose(before, exit);
  const result = flow.calls.result[call] ?? -1;
  const { way } = exit;
  switch (way.kind) {
    case "return":
      if (target.self !== "result" && !target.selfOnly) arrive(pass, result, exit.path, proofs, through);
      return;
    case "throw":
      if (isRejecting(target)) arrive(pass, result, run.explorer.models.paths.cons(REJECTED, exit.path), proofs, through);
      else arrive(pass, flow.calls.handler[call] ?? -1, exit.path, proofs, through);
      return;
    case "out":
      if (way.param < 0 && target.self === "result") arrive(pass, result, exit.path, proofs, through);
      else deliverToArgument(pass, way.param < 0 ? (target.self === "first" ? 0 : -1) : way.param - target.offset, exit.path, proofs, through);
      return;
    case "out-true":
    case "out-false":
      return;
    case "cross":
      leaveAcross(pass, way, exit.path, proofs, through);
      return;
    case "symbolic":
      resolveSymbolic(pass, frameOfTarget(run.explorer.models.linker, target, { module: run.module, call }), way, exit.path, proofs, through, (found, onward, via) => { consume(pass, target, found, onward, via); });
  }
}
