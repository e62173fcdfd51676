/** What has been proven of an object by the calls and branches before a point: a response whose content type was set, a request that was authenticated. */
import { Edge, GuardOp, Node } from "../compile/index.js";
import { RECEIVER, RESULT } from "../models/model.js";
import { conditionHolds } from "./conditions.js";
import type { Models } from "./context.js";
import { targetsOf } from "./targets.js";
import type { Loaded } from "./world.js";

/** Functions inside functions that are looked into. */
const DEPTH = 4;

/** Whether on every way to this version of the value the barrier kind was proven: by calls that completed, by branches. */
export function isProven(models: Models, module: Loaded, node: number, kind: string): boolean {
  return proves(models, module, node, kind, new Set(), 0);
}

function proves(models: Models, module: Loaded, node: number, kind: string, seen: Set<number>, depth: number): boolean {
  const { flow } = module;
  // Round a loop: what held before it, and on every way through it, holds.
  if (seen.has(node)) return true;
  seen.add(node);
  const before = (edge: number): boolean => proves(models, module, flow.edgeFrom[edge] ?? -1, kind, seen, depth);
  switch (flow.nodeKind[node] as Node) {
    case Node.Post: {
      const [edge = -1] = edgesInto(module, node, Edge.Post);
      if (edge < 0) return false;
      return completes(models, module, flow.nodeAux[node] ?? 0, flow.edgeLabel[edge] ?? 0, kind, depth) || before(edge);
    }
    case Node.Refine: {
      const guard = flow.guards[flow.nodeAux[node] ?? -1];
      const [edge = -1] = edgesInto(module, node, Edge.Refine);
      if (guard !== undefined && (guard.op === GuardOp.CallTrue || guard.op === GuardOp.CallFalse) && accepts(models, module, guard.call, guard.argument, kind, guard.op === GuardOp.CallTrue ? "true" : "false")) return true;
      return edge >= 0 && before(edge);
    }
    case Node.Call: {
      const call = flow.nodeAux[node] ?? 0;
      return isMade(models, module, call, kind) || (givesReceiver(models, module, call) && (completes(models, module, call, RECEIVER, kind, depth) || proves(models, module, flow.calls.receiver[call] ?? -1, kind, seen, depth)));
    }
    case Node.Join:
    case Node.Update:
    case Node.Variable:
    case Node.Captured:
    case Node.Cast:
    case Node.Out:
    case Node.Await: {
      const edges = edgesInto(module, node, Edge.Value, Edge.Base, Edge.Capture, Edge.Await);
      return edges.length > 0 && edges.every(before);
    }
    default:
      return false;
  }
}

function edgesInto({ flow }: Loaded, node: number, ...kinds: readonly Edge[]): number[] {
  const found: number[] = [];
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (kinds.includes(flow.edgeKind[edge] as Edge)) found.push(edge);
  }
  return found;
}

/** What the call makes is so by what it was made of: `new Headers({ "content-type": "text/html" })`. */
function isMade(models: Models, module: Loaded, call: number, kind: string): boolean {
  return targetsOf(models.linker, module, call).some(
    (target) =>
      target.kind === "library" &&
      target.effects.barriers.some((barrier) => barrier.kind === kind && barrier.at === RESULT && barrier.path.length === 0 && (barrier.condition === null || conditionHolds(models, { module, call }, barrier.condition, []))),
  );
}

/** The call gives back what it was called on (`res.status(404)`). */
function givesReceiver(models: Models, module: Loaded, call: number): boolean {
  return targetsOf(models.linker, module, call).some(
    (target) => target.kind === "library" && target.effects.summaries.some(({ from, to, kind }) => kind === "value" && from.at === RECEIVER && from.path.length === 0 && to.at === RESULT && to.path.length === 0),
  );
}

/** Completing the call proves it of the argument: all functions that may be called do. */
function completes(models: Models, module: Loaded, call: number, argument: number, kind: string, depth: number): boolean {
  if (accepts(models, module, call, argument, kind, "completes")) return true;
  if (depth >= DEPTH) return false;
  const targets = targetsOf(models.linker, module, call);
  return targets.length > 0 && targets.every((target) => {
    if (target.kind !== "function" || target.apply) return false;
    const index = argument < 0 ? (target.self === "receiver" ? -1 : -2) : argument + target.offset;
    const out = index < -1 ? -1 : (target.module.flow.functions[target.fn]?.outs[index + 1] ?? -1);
    return out >= 0 && proves(models, target.module, out, kind, new Set(), depth + 1);
  });
}

function accepts(models: Models, module: Loaded, call: number, argument: number, kind: string, when: "true" | "false" | "completes"): boolean {
  return targetsOf(models.linker, module, call).some(
    (target) =>
      target.kind === "library" &&
      target.effects.guards.some(
        (guard) =>
          guard.kind === kind && guard.guarded.at === argument && guard.guarded.path.length === 0 && guard.accepts === when &&
          (guard.condition === null || conditionHolds(models, { module, call }, guard.condition, [])),
      ),
  );
}
