/** Search at calls: into functions of the project by their summaries, through libraries by their models. */
import { CallFlag } from "../../../compile/index.js";
import { RESULT, RETURNED } from "../../../models/model.js";
import { EMPTY, isProperty, type PathId } from "../../facts/paths.js";
import { compose, type Proofs } from "../../facts/proofs.js";
import type { Use } from "../../facts/recording.js";
import { NO_PASSAGES, type Fact, type Naming } from "../../facts/summary.js";
import { close } from "../../link/closing.js";
import { targetsOf, targetsOfEntity } from "../../link/targets.js";
import type { Target } from "../../program/target.js";
import type { Exploration } from "../exploration.js";
import { sendArgument } from "../generators.js";
import { enterClosure } from "./closures.js";
import { provenAt } from "./effects.js";
import { consume, enterArgument } from "./entering.js";
import { atPlace, bindArgument } from "./libraries.js";
import { arrive, CLOSURE, leaveAcross, Pass, runInto, start } from "./pass.js";
import { encloses, leaveSymbolic } from "./symbols.js";
import { passUnknown } from "./throwing.js";

/** A value is handed to a call: `argument` -1 is the receiver. `inside`: the value is already what a callback there gives or gets. */
export function passCall(run: Exploration, fact: Fact, call: number, argument: number, path: PathId, use: Use, inside: boolean): void {
  const pass = new Pass(run, fact, call, use);
  const targets = targetsOf(run.explorer.models.linker, run.module, call);
  for (const target of targets) {
    if (target.kind === "library") atPlace(pass, target, argument, path, fact, NO_PASSAGES);
    else if (inside) continue;
    else if (target.kind === "function") enterArgument(pass, target, argument, path);
    else leaveSymbolic(pass, target.symbol, argument, path, fact, NO_PASSAGES);
  }
  if (inside || argument < 0) return;
  bindArgument(pass, argument, path);
  if (argument === 0) sendArgument(pass, path);
  if (targets.length === 0) passUnknown(pass, argument, path);
}

/** A value is handed to a call whose callee a frame names. */
export function passNamed(run: Exploration, fact: Fact, call: number, argument: number, path: PathId, use: Use, { symbol, frame }: Naming): void {
  const { linker } = run.explorer.models;
  const { flow } = run.module;
  const pass = new Pass(run, fact, call, use);
  const isNew = ((flow.calls.flags[call] ?? 0) & CallFlag.New) !== 0;
  for (const item of close(linker, [symbol], frame)) {
    for (const target of targetsOfEntity(linker, item, run.module, linker.arity({ module: run.module, call }), isNew, false)) {
      if (target.kind === "library") atPlace(pass, target, argument, path, fact, NO_PASSAGES);
      else if (target.kind !== "function") continue;
      else if (argument === CLOSURE) enterClosure(pass, target, path, (exit, via) => { consume(pass, target, exit, fact, via); });
      else enterArgument(pass, target, argument, path);
    }
  }
}

/** A value in the environment of the function that is called, or fixed by `bind`; or what calling it gives. */
export function passCallee(run: Exploration, fact: Fact, call: number, use: Use): void {
  const { paths, linker } = run.explorer.models;
  const head = paths.head(fact.path);
  if (isProperty(head) || fact.path === EMPTY) return;
  const pass = new Pass(run, fact, call, use);
  const targets = targetsOf(linker, run.module, call);
  if (head === RETURNED) given(pass, targets, paths.tail(fact.path));
  for (const target of targets) {
    if (target.kind === "symbol") leaveSymbolic(pass, target.symbol, CLOSURE, fact.path, fact, NO_PASSAGES);
    else if (target.kind === "function") enterClosure(pass, target, fact.path, (exit, via) => { consume(pass, target, exit, fact, via); });
  }
}

/** What calling a function gives, that a library made. */
function given(pass: Pass, targets: readonly Target[], path: PathId): void {
  const { run, call, fact } = pass;
  let proofs: Proofs = fact;
  for (const target of targets) if (target.kind === "library") proofs = provenAt(pass, { module: run.module, call }, target, RESULT, path, proofs);
  arrive(pass, run.module.flow.calls.result[call] ?? -1, path, proofs, NO_PASSAGES);
}

/**
 * A variable that a closure sees: whatever calls the closure, its sinks are reached. What it returns goes on by the function
 * value, which carries the variable, too; true: it returns something.
 */
export function passIntoClosure(run: Exploration, fact: Fact, captured: number, use: Use): boolean {
  const pass = new Pass(run, fact, -1, use);
  const into = start(pass, run.module, captured, fact.path);
  const inside = run.module.flow.nodeFunction[captured];
  let returns = false;
  runInto(pass, into, fact, NO_PASSAGES, (exit, via) => {
    const proofs = compose(fact, exit);
    const { way } = exit;
    if (way.kind === "return") returns = true;
    if (way.kind === "cross") leaveAcross(pass, way, exit.path, proofs, via);
    else if (way.kind === "symbolic" && !(way.symbol.module === run.module && way.symbol.fn === inside) && encloses(run, way.symbol)) run.exit(way, exit.path, proofs, fact, use, via);
  });
  return returns;
}
