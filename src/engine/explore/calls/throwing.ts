/**
 * Calls whose callee nobody knows. What they are handed may come back in the text of an error: thrown, as a rejection, or handed
 * to a callback that takes an error first. It arrives with the proof `thrown`; only sinks of the vocabulary's `thrownSinks` look at it.
 */
import { CallFlag, Edge, Node, type FlowModule } from "../../../compile/index.js";
import { NO_EFFECTS, NOTHING, REJECTED, type ModelIndex } from "../../../models/model.js";
import { EMPTY, isProperty, type PathId } from "../../facts/paths.js";
import { ALL, compose } from "../../facts/proofs.js";
import { NO_PASSAGES } from "../../facts/summary.js";
import { parameterAt } from "../../link/parameters.js";
import type { Loaded } from "../../program/loaded.js";
import type { LibraryTarget } from "../../program/target.js";
import { consumeCallback } from "./libraries.js";
import { arrive, runInto, start, type Pass } from "./pass.js";

/** No calls of what could throw a text of ours. */
const NEVER = CallFlag.Jsx | CallFlag.Decorator | CallFlag.Super | CallFlag.Tag;

/** A value is handed to a call that reaches nothing known. */
export function passUnknown(pass: Pass, argument: number, path: PathId): void {
  const { run, fact, call } = pass;
  const { models } = run.explorer;
  const thrown = models.thrownBit;
  if (thrown === 0 || !run.start.deep || (fact.set & thrown) !== 0 || (path !== EMPTY && !isProperty(models.paths.head(path)))) return;
  const { flow } = run.module;
  if (((flow.calls.flags[call] ?? 0) & NEVER) !== 0 || isOfLibrary(pass)) return;
  const proofs = compose(fact, { keep: ALL, set: thrown });
  arrive(pass, flow.calls.handler[call] ?? -1, EMPTY, proofs, NO_PASSAGES);
  const result = flow.calls.result[call] ?? -1;
  if (isReceiver(run.module, result)) arrive(pass, result, models.paths.cons(REJECTED, EMPTY), proofs, NO_PASSAGES);
  const count = models.linker.arity({ module: run.module, call });
  for (let index = 0; index < count; index++) {
    if (index === argument) continue;
    for (const item of models.linker.of(run.module, models.linker.argument({ module: run.module, call }, index))) {
      if (item.kind !== "function" || !takesErrorFirst(item.module, item.fn)) continue;
      const { node, rest } = parameterAt(item.module.flow, item.fn, 0);
      if (node < 0) continue;
      const target = { kind: "function", module: item.module, fn: item.fn, closure: item.frame, bound: null, self: "none", offset: 0, apply: false, selfOnly: false } as const;
      runInto(pass, start(pass, item.module, node, models.paths.prepend(rest, EMPTY)), proofs, NO_PASSAGES, (exit, via) => { consumeCallback(pass, NO_LIBRARY, { at: index, path: [] }, target, exit, proofs, via); });
    }
  }
}

/** What calls it, has no rows. */
const NO_LIBRARY: LibraryTarget = { kind: "library", effects: NO_EFFECTS, maker: null };

/** A member of what a library gave: were there anything to say of it, the models would. */
function isOfLibrary({ run, call }: Pass): boolean {
  const { flow } = run.module;
  const { linker } = run.explorer.models;
  const callee = flow.calls.callee[call] ?? -1;
  if (isUndeclared(linker.models, flow, callee)) return false;
  if (linker.of(run.module, callee).length > 0) return true;
  const receiver = flow.calls.receiver[call] ?? -1;
  return receiver >= 0 && linker.state(run.module, receiver) !== NOTHING;
}

/** A name that nothing declares. (What is read from one is most often of a library in a page: `_.pick`, `log.info`.) */
function isUndeclared(models: ModelIndex, flow: FlowModule, callee: number): boolean {
  return flow.nodeKind[callee] === Node.Global && models.global(flow.strings[flow.nodeAux[callee] ?? -1] ?? "") === NOTHING;
}

/** A method is called on the value: `load(x).catch(…)`. */
function isReceiver({ flow }: Loaded, node: number): boolean {
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Argument && flow.edgeLabel[edge] === -1) return true;
  }
  return false;
}

/** Node's convention. Of a callee that nobody knows, only the parameter's name tells. */
function takesErrorFirst({ flow }: Loaded, fn: number): boolean {
  const first = flow.functions[fn]?.params[0];
  return first !== undefined && flow.nodeKind[first.node] === Node.Param && /^(?:e|err|error)$/i.test(first.name);
}
