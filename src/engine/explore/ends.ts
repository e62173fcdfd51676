/** Where a value ends in a function: at a node, at one of another function, at a sink that is no call, at what the function gives back. */
import { Node } from "../../compile/index.js";
import type { Content } from "../../models/model.js";
import type { PathId } from "../facts/paths.js";
import type { Proofs } from "../facts/proofs.js";
import type { Use } from "../facts/recording.js";
import { NO_PASSAGES, type Fact } from "../facts/summary.js";
import { crossWay, outWay, RETURN, sinkAt, sinkAtNode, THROW } from "../facts/ways.js";
import { arrivesAt } from "./calls/places.js";
import type { Exploration } from "./exploration.js";
import { declaredState, isExportedState } from "./module-state.js";
import { returnSinks, type ReturnSink } from "./node-sinks.js";

/** Arrives at a node of this function, or leaves for one of another. */
export function arrive(run: Exploration, fact: Fact, to: number, path: PathId, proofs: Proofs, use: Use): void {
  const { flow } = run.module;
  if (flow.nodeFunction[to] === flow.nodeFunction[run.start.node]) {
    run.reach(to, path, proofs, fact, use);
    return;
  }
  run.exit(crossWay(run.module, to), path, proofs, fact, use, NO_PASSAGES);
}

/** A sink that is no call. `wanted`: where in the value the sink looks. */
export function sinkHere(run: Exploration, fact: Fact, kind: string, node: number, wanted: readonly Content[], use: Use | null): void {
  if (!arrivesAt(run, wanted, fact.path, run.explorer.models.vocabulary.deepSinks.has(kind))) return;
  const { keep, set, path } = fact;
  run.hit({ sink: sinkAtNode(kind, run.module, node), path, entry: null, keep, set, inner: null }, fact, use, NO_PASSAGES);
}

/** What a function returns, where somebody takes it. */
function returned(run: Exploration, fact: Fact, { kind, path, taken }: ReturnSink): void {
  const { paths, vocabulary } = run.explorer.models;
  if (taken === null) sinkHere(run, fact, kind, fact.node, path, null);
  else if (arrivesAt(run, path, fact.path, vocabulary.deepSinks.has(kind))) {
    const { keep, set } = fact;
    run.hit({ sink: sinkAt(kind, run.module, taken.call, taken.argument), path: paths.prepend(taken.path, fact.path), entry: null, keep, set, inner: null }, fact, null, NO_PASSAGES, fact.path);
  }
}

/** The ends of the function: what it returns, throws, and leaves in its parameters. */
export function leave(run: Exploration, fact: Fact): void {
  const { flow } = run.module;
  const kind = flow.nodeKind[fact.node] as Node;
  const param = flow.nodeAux[fact.node] ?? 0;
  // Whoever imports it, reads it: the search knows who that is.
  if (isExportedState(run.module, fact.node) && (kind !== Node.Import || fact.node !== run.start.node)) run.exit(crossWay(run.module, fact.node), fact.path, fact, fact, null, NO_PASSAGES);
  switch (kind) {
    case Node.Cell:
      for (const { module, node } of declaredState(run.explorer.models.linker, run.module, fact.node)) run.exit(crossWay(module, node), fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.Return:
      for (const sink of returnSinks(run.explorer.models, run.module, flow.nodeFunction[fact.node] ?? 0)) returned(run, fact, sink);
      run.exit(RETURN, fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.Throw:
      run.exit(THROW, fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.Out:
      run.exit(outWay("out", param), fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.OutTrue:
      run.exit(outWay("out-true", param), fact.path, fact, fact, null, NO_PASSAGES);
      return;
    case Node.OutFalse:
      run.exit(outWay("out-false", param), fact.path, fact, fact, null, NO_PASSAGES);
      return;
    default:
  }
}
