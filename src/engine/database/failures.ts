/** Whether somebody sees that a change fails: where the promises go that such a failure rejects. */
import { CallFlag, Edge, Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { actsAtCall, hasAct } from "../effects/acts.js";
import { targetsOf } from "../link/targets.js";
import { argumentsOf } from "../program/call-arguments.js";
import { nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfValue } from "../program/uses.js";
import type { Models } from "../rows/context.js";

/** A change that the function makes itself, whose promise nobody has. */
export function isUnseen(models: Models, module: Loaded, call: number): boolean {
  return fate(models, module, call) === "dropped" && !takesFunction(models, module, call) && givesPromise(models, module, call);
}

/** The same of a change that is made in a function: one that is called here, or that is handed to what runs it. */
export function isUnseenInside(models: Models, module: Loaded, call: number): boolean {
  return fate(models, module, call) === "dropped" && isRejected(models, module, call, 0);
}

/** It runs functions that it is given, and drops what they give: the promise of one that makes a change, too. */
export function dropsPromises(models: Models, module: Loaded, call: number): boolean {
  const { linker } = models;
  const { flow } = module;
  const callee = flow.calls.callee[call] ?? -1;
  // A list of plain values has no entity: it has the methods that any value may have.
  const isUnknown = flow.nodeKind[callee] === Node.Load && targetsOf(linker, module, call).every(({ kind }) => kind !== "function") && fate(models, module, call) === "dropped";
  const named = isUnknown ? linker.models.member(linker.models.type("ecmascript.Any"), flow.strings[flow.nodeAux[callee] ?? -1] ?? "") : NOTHING;
  const state = linker.models.join(linker.state(module, callee), named);
  return argumentsOf(module, call).some((node, index) => hasAct(models, linker.models.argument(state, index, linker.arity({ module, call })), "drops-result", null) && functionsIn(models, module, node).some((fn) => rejects(models, fn.module, fn.fn, 0)));
}

/** What becomes of the promise that a call gives, or that calls on it give: a builder is the promise of what is built in the end. */
function fate({ linker }: Models, module: Loaded, call: number): "dropped" | "passed" | "kept" {
  const { flow } = module;
  const pending = [flow.calls.result[call] ?? -1];
  for (const node of pending) {
    for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
      const edge = flow.out[at] ?? 0;
      const to = flow.edgeTo[edge] ?? -1;
      const kind = flow.edgeKind[edge] as Edge;
      if (kind === Edge.Await || kind === Edge.Return) return "passed";
      const next = flow.nodeAux[to] ?? 0;
      if (kind === Edge.Load ? !isOnlyCalled(module, to) : kind === Edge.Argument ? flow.edgeLabel[edge] !== -1 || takesFunction({ linker }, module, next) : kind !== Edge.Post) return "kept";
      if (kind !== Edge.Load && !pending.includes(to)) pending.push(to);
    }
  }
  return "dropped";
}

function isOnlyCalled({ flow }: Loaded, load: number): boolean {
  for (let at = flow.firstOut[load] ?? 0; at < (flow.firstOut[load + 1] ?? 0); at++) if (flow.edgeKind[flow.out[at] ?? 0] !== Edge.Callee) return false;
  return true;
}

/** A handler, or a callback that takes the failure. */
function takesFunction({ linker }: Pick<Models, "linker">, module: Loaded, call: number): boolean {
  const { flow } = module;
  return argumentsOf(module, call).some((node) => flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Function || linker.of(module, node).some(({ kind }) => kind === "function" || kind === "symbol"));
}

/** The call, or the last of those on its result. */
function givesPromise({ linker }: Models, module: Loaded, call: number): boolean {
  const { flow } = module;
  let node = flow.calls.result[call] ?? -1;
  for (let next: number | undefined = node; next !== undefined; next = callOn(module, node)) node = next;
  return linker.of(module, node).some((item) => item.kind === "promise" || (item.kind === "library" && linker.models.awaited(item.state) !== item.state));
}

function callOn({ flow }: Loaded, node: number): number | undefined {
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Argument && flow.edgeLabel[edge] === -1) return flow.edgeTo[edge];
  }
  return undefined;
}

/** Functions inside one another that are looked into. */
const DEPTH = 8;

/** Whether a failing change rejects the promise that a call gives. */
function isRejected(models: Models, module: Loaded, call: number, depth: number): boolean {
  if ((module.flow.calls.flags[call] ?? 0) & CallFlag.New) return false;
  for (const target of targetsOf(models.linker, module, call)) if (target.kind === "function" && rejects(models, target.module, target.fn, depth + 1)) return true;
  return argumentsOf(module, call).some((node, index) => givesWhatRuns(models, module, call, index, depth) && functionsIn(models, module, node).some((fn) => rejects(models, fn.module, fn.fn, depth + 1)));
}

/** Whether a call runs what it is handed at an argument, and its promise is that of the run. */
function givesWhatRuns(models: Models, module: Loaded, call: number, index: number, depth: number): boolean {
  const { linker } = models;
  if (hasAct(models, linker.models.argument(linker.state(module, module.flow.calls.callee[call] ?? -1), index, linker.arity({ module, call })), "transaction", null)) return true;
  if (depth > DEPTH) return false;
  return targetsOf(linker, module, call).some((target) => {
    if (target.kind !== "function") return false;
    const taken = target.module.flow.functions[target.fn]?.params[index + target.offset];
    if (taken === undefined || taken.rest) return false;
    const { callers, arguments: given } = usesOfValue(target.module, taken.node);
    const isHandedOn = (each: number): boolean => target.module.flow.nodeFunction[target.module.flow.calls.result[each] ?? -1] === target.fn && passesFailure(models, target.module, each);
    return callers.some(isHandedOn) || given.some((use) => use.path.length === 0 && isHandedOn(use.call) && givesWhatRuns(models, target.module, use.call, use.argument, depth + 1));
  });
}

const REJECTS = {};

/** Whether the promise that a function gives is rejected when a change in it fails: it awaits or returns the change, and handles nothing. */
function rejects(models: Models, module: Loaded, fn: number, depth: number): boolean {
  let table = module.memo.get(REJECTS) as Map<number, boolean> | undefined;
  if (table === undefined) module.memo.set(REJECTS, (table = new Map()));
  const known = table.get(fn);
  if (known !== undefined) return known;
  const info = module.flow.functions[fn];
  if (info === undefined || info.generator || depth > DEPTH) return false;
  // One that calls itself rejects by what else it does.
  table.set(fn, false);
  const found = nodesOfFunction(module, fn).some((node) => {
    const call = module.flow.nodeAux[node] ?? 0;
    if (module.flow.nodeKind[node] !== Node.Call || !passesFailure(models, module, call)) return false;
    if (!actsAtCall(models, { module, call }, "database-write")) return isRejected(models, module, call, depth);
    return !takesFunction(models, module, call) && (info.async || givesPromise(models, module, call));
  });
  table.set(fn, found);
  return found;
}

/** The promise of a call is awaited or returned, and no handler of the function takes its failure. */
function passesFailure(models: Models, module: Loaded, call: number): boolean {
  const { flow } = module;
  const at = flow.nodeStart[flow.calls.result[call] ?? -1] ?? 0;
  return fate(models, module, call) === "passed" && !flow.arms.some((arm) => arm.kind === "try" && arm.start <= at && at < arm.end && flow.arms.some((other) => other.fork === arm.fork && other.kind === "catch"));
}

function functionsIn({ linker }: Models, module: Loaded, node: number): readonly { readonly module: Loaded; readonly fn: number }[] {
  return linker.of(module, node).flatMap((item) => {
    if (item.kind !== "function") return [];
    linker.use(module, item.module);
    return [item];
  });
}
