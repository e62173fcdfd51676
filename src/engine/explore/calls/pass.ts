/** A value on its way through a call: where it is, how it enters what is called, and where it comes out. */
import { Node } from "../../../compile/index.js";
import { EMPTY, type PathId } from "../../facts/paths.js";
import { compose, type Proofs } from "../../facts/proofs.js";
import { useOfNode, type Use } from "../../facts/recording.js";
import type { Exit, Fact, Passage, Start, WayOf } from "../../facts/summary.js";
import { crossWay } from "../../facts/ways.js";
import type { Loaded } from "../../program/loaded.js";
import { nodesAfter } from "../../rows/call-places.js";
import type { Exploration } from "../exploration.js";
import { declaredState } from "../module-state.js";

/** A call that a value passes: in which exploration, from which fact. */
export class Pass {
  readonly run: Exploration;
  readonly fact: Fact;
  readonly call: number;
  readonly use: Use;
  #seen: Map<object, Seen[]> | null = null;

  constructor(run: Exploration, fact: Fact, call: number, use: Use) {
    this.run = run;
    this.fact = fact;
    this.call = call;
    this.use = use;
  }

  /** False when the same was handled for this fact before: library summaries may lead back to where they came from. `by`: the library's effects, or a way. */
  isNew(by: object, at: number, path: PathId, { keep, set }: Proofs): boolean {
    this.#seen ??= new Map();
    const seen = this.#seen.get(by);
    if (seen === undefined) this.#seen.set(by, [{ at, path, keep, set }]);
    else {
      for (const each of seen) if (each.at === at && each.path === path && each.keep === keep && each.set === set) return false;
      seen.push({ at, path, keep, set });
    }
    return true;
  }
}

interface Seen extends Proofs {
  readonly at: number;
  readonly path: PathId;
}

export const CLOSURE = -3;

/** What to do with a way out of a function: `before` are the proofs on the way to where the function was entered. */
export type Leave = (exit: Exit, before: Proofs, through: readonly Passage[]) => void;

export const start = (pass: Pass, module: Loaded, node: number, path: PathId): Start => pass.run.explorer.start(module, node, path, pass.run.start.deep);

/** Brings the sinks of a summary here, and gives its exits to `then`; `via`: the passages up to there. */
export function runInto(pass: Pass, into: Start, before: Proofs, through: readonly Passage[], then: (exit: Exit, via: readonly Passage[]) => void): void {
  const { run, fact } = pass;
  for (const hit of into.hits.list) {
    const { sink, path } = hit;
    const { keep, set } = compose(before, hit);
    // A sink is kept once for every call through which the value leaves this file toward it.
    const entry = into.module === run.module ? hit.entry : pass.call;
    if (run.hits.get({ sink, path, entry, keep, set }) !== undefined) continue;
    run.hit({ sink, path, entry, keep, set, inner: { start: into, hit } }, fact, callUse(pass), through, fact.path);
  }
  for (const exit of into.exits.list) then(exit, run.via(through, into, exit));
}

/** For messages: the whole call; where it is no call (of an accessor), the use itself. */
export function callUse({ run, call, use }: Pass): Use {
  const node = run.module.flow.calls.result[call];
  return node === undefined ? use : useOfNode(node);
}

export function arrive(pass: Pass, node: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  if (node < 0) return;
  const { run, fact } = pass;
  const { flow } = run.module;
  // Of another function is what takes a value that all functions read as it is: something in an import, a class, a function.
  if (flow.nodeFunction[node] === flow.nodeFunction[run.start.node]) run.reach(node, path, proofs, fact, callUse(pass), through);
  else crossTo(pass, run.module, node, path, proofs, through);
  if (flow.nodeKind[node] !== Node.Import) return;
  for (const { module, node: state } of declaredState(run.explorer.models.linker, run.module, node)) crossTo(pass, module, state, path, proofs, through);
}

function crossTo(pass: Pass, module: Loaded, node: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  leaveAcross(pass, crossWay(module, node), path, proofs, through);
}

export function leaveAcross(pass: Pass, way: WayOf<"cross">, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  const { run, fact } = pass;
  const { flow } = run.module;
  if (way.module === run.module && flow.nodeFunction[way.node] === flow.nodeFunction[run.start.node]) arrive(pass, way.node, path, proofs, through);
  else run.exit(way, path, proofs, fact, callUse(pass), through);
}

/** The value after a callee changed an argument; also the object behind it, when no variable of the function holds it directly. */
export function deliverToArgument(pass: Pass, argument: number, path: PathId, proofs: Proofs, through: readonly Passage[]): void {
  const { run } = pass;
  for (const node of nodesAfter(run.explorer.models.linker, { module: run.module, call: pass.call }, argument, path !== EMPTY)) arrive(pass, node, path, proofs, through);
}
