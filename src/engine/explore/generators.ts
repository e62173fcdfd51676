/** Generators that are given values while they run: what `next(value)` hands in, the `yield` that waits for it gives. */
import { Node } from "../../compile/index.js";
import type { PathId } from "../facts/paths.js";
import { compose, type Proofs } from "../facts/proofs.js";
import { NO_PASSAGES, type Exit, type Passage } from "../facts/summary.js";
import { frameOfTarget, targetsOf } from "../link/targets.js";
import { nodesOfFunction } from "../program/families.js";
import type { FunctionTarget } from "../program/target.js";
import { arrive, leaveAcross, runInto, start, type Pass } from "./calls/pass.js";
import { resolveSymbolic } from "./calls/symbols.js";

/** A value is handed to `next` of what a call of a generator gave. */
export function sendArgument(pass: Pass, path: PathId): void {
  const { run, call, fact } = pass;
  const { flow } = run.module;
  const callee = flow.calls.callee[call] ?? -1;
  if (flow.nodeKind[callee] !== Node.Load || flow.strings[flow.nodeAux[callee] ?? -1] !== "next") return;
  const made = flow.nodeOrigin[flow.calls.receiver[call] ?? -1] ?? -1;
  if (flow.nodeKind[made] !== Node.Call) return;
  const maker = flow.nodeAux[made] ?? -1;
  for (const target of targetsOf(run.explorer.models.linker, run.module, maker)) {
    if (target.kind !== "function" || target.module.flow.functions[target.fn]?.generator !== true) continue;
    for (const node of nodesOfFunction(target.module, target.fn)) {
      if (target.module.flow.nodeKind[node] !== Node.Yield) continue;
      runInto(pass, start(pass, target.module, node, path), fact, NO_PASSAGES, (exit, via) => { leave(pass, target, maker, exit, fact, via); });
    }
  }
}

/** What the generator yields then, is the result of `next`; what it throws, `next` throws. */
function leave(pass: Pass, target: FunctionTarget, maker: number, exit: Exit, before: Proofs, through: readonly Passage[]): void {
  const { run, call } = pass;
  const { linker, paths } = run.explorer.models;
  const { calls } = run.module.flow;
  const proofs = compose(before, exit);
  const { way } = exit;
  if (way.kind === "return" && paths.head(exit.path) === "[]") arrive(pass, calls.result[call] ?? -1, paths.cons("value", paths.tail(exit.path)), proofs, through);
  else if (way.kind === "throw") arrive(pass, calls.handler[call] ?? -1, exit.path, proofs, through);
  else if (way.kind === "cross") leaveAcross(pass, way, exit.path, proofs, through);
  else if (way.kind === "symbolic") resolveSymbolic(pass, frameOfTarget(linker, target, { module: run.module, call: maker }), way, exit.path, proofs, through, (found, onward, via) => { leave(pass, target, maker, found, onward, via); });
}
