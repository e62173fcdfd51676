/** Whether a transaction holds changes together: around the function that makes them, or by the connection that they are made on. */
import { Edge, Node } from "../../compile/index.js";
import { actsAtCall, hasAct } from "../effects/acts.js";
import { reach } from "../effects/reach.js";
import { rolesOf } from "../link/roles.js";
import { targetsOf } from "../link/targets.js";
import { nodesOfFunction } from "../program/families.js";
import { heldBy, isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfFunction, usesOfValue } from "../program/uses.js";
import type { Models } from "../rows/context.js";

/** The function, or one around it, is what a transaction runs; or it opens one. */
export function runsInTransaction(models: Models, module: Loaded, start: number): boolean {
  const { flow } = module;
  if (isTransactionBody(models, module, start, 0)) return true;
  for (let fn = start; fn > 0; fn = flow.functions[fn]?.parent ?? 0) {
    for (const node of nodesOfFunction(module, fn)) {
      if (flow.nodeKind[node] === Node.Call && actsAtCall(models, { module, call: flow.nodeAux[node] ?? 0 }, "transaction")) return true;
    }
  }
  return false;
}

/** The function, or one around it, is handed to a transaction: by itself, or to a function that hands it on. */
function isTransactionBody(models: Models, module: Loaded, start: number, depth: number): boolean {
  const { linker } = models;
  for (let fn = start; fn > 0; fn = module.flow.functions[fn]?.parent ?? 0) {
    if (rolesOf(linker, module, fn).some((state) => hasAct(models, state, "transaction", null))) return true;
    if (usesOfFunction(module, fn).arguments.some((use) => isRunInTransaction(models, module, use.call, use.argument, depth))) return true;
  }
  return false;
}

/** Functions that hand on what they were handed. */
const HANDED_ON = 4;

/** Whether what a call takes at an argument is run in a transaction. */
function isRunInTransaction(models: Models, module: Loaded, call: number, argument: number, depth: number): boolean {
  const { linker } = models;
  const callee = linker.state(module, module.flow.calls.callee[call] ?? -1);
  if (hasAct(models, linker.models.argument(callee, argument, linker.arity({ module, call })), "transaction", null)) return true;
  if (depth >= HANDED_ON) return false;
  return targetsOf(linker, module, call).some((target) => {
    if (target.kind !== "function") return false;
    const taken = target.module.flow.functions[target.fn]?.params[argument + target.offset];
    if (taken === undefined || taken.rest) return false;
    const { arguments: given, callers } = usesOfValue(target.module, taken.node);
    if (given.some((use) => isRunInTransaction(models, target.module, use.call, use.argument, depth + 1))) return true;
    return [...given.map((use) => use.call), ...callers].some((use) => isInside(target.module, use, target.fn) && isTransactionBody(models, target.module, functionOf(target.module, use), depth + 1));
  });
}

const functionOf = ({ flow }: Loaded, call: number): number => flow.nodeFunction[flow.calls.result[call] ?? -1] ?? 0;

/** Whether a call stands in a function inside the given one. */
function isInside(module: Loaded, call: number, outer: number): boolean {
  for (let fn = module.flow.functions[functionOf(module, call)]?.parent ?? 0; fn > 0; fn = module.flow.functions[fn]?.parent ?? 0) if (fn === outer) return true;
  return false;
}

/** Its caller may hold it together with others: it is told the connection, or the transaction; or it is one of the calls of a batch. */
export function isHeld(models: Models, module: Loaded, call: number): boolean {
  const { flow } = module;
  const { linker } = models;
  if (actsAtCall(models, { module, call }, "joins-transaction")) return true;
  if (handedIn(module, flow.calls.receiver[call] ?? -1).length > 0 || handsOnContext(module, call) || isGivenConnection(models, module, call)) return true;
  const result = flow.calls.result[call] ?? -1;
  for (let at = flow.firstOut[result] ?? 0; at < (flow.firstOut[result + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? -1;
    if (flow.edgeKind[edge] !== Edge.Store || flow.nodeKind[to] !== Node.Array) continue;
    for (let next = flow.firstOut[to] ?? 0; next < (flow.firstOut[to + 1] ?? 0); next++) {
      const use = flow.out[next] ?? 0;
      if (flow.edgeKind[use] !== Edge.Argument) continue;
      const taker = flow.nodeAux[flow.edgeTo[use] ?? -1] ?? 0;
      const site = { module, call: taker };
      const given = linker.models.argument(linker.state(module, flow.calls.callee[taker] ?? -1), flow.edgeLabel[use] ?? 0, linker.arity(site));
      if (hasAct(models, linker.models.element(given), "transaction", null) || actsAtCall(models, site, "transaction")) return true;
    }
  }
  return false;
}

/** After its data, the call is given a parameter of the function as it is: a context, a session, a transaction. */
function handsOnContext({ flow }: Loaded, call: number): boolean {
  const [first, end] = [flow.calls.firstArgument[call] ?? 0, flow.calls.firstArgument[call + 1] ?? 0];
  if (end - first < 2) return false;
  // (Where the parameter has a default, both meet in what is handed on.)
  return heldBy(flow, flow.calls.argumentNode[end - 1] ?? -1, isKept).some((node) => flow.nodeKind[node] === Node.Param);
}

/** Whether the functions that a call runs make their changes on what this function was handed, too: on the connection. */
function isGivenConnection(models: Models, module: Loaded, call: number): boolean {
  const { calls } = module.flow;
  const targets = targetsOf(models.linker, module, call).filter((target) => target.kind === "function");
  const first = calls.firstArgument[call] ?? 0;
  for (let at = first; at < (calls.firstArgument[call + 1] ?? 0); at++) {
    const index = at - first;
    if (handedIn(module, calls.argumentNode[at] ?? -1).length > 0 && targets.length > 0 && targets.every((target) => changesOn(models, target.module, target.fn, index + target.offset, 0))) return true;
  }
  return false;
}

/** Whether a function makes changes, and all of them on one of its parameters. */
function changesOn(models: Models, module: Loaded, fn: number, index: number, depth: number): boolean {
  const { flow } = module;
  const param = flow.functions[fn]?.params[index];
  if (param === undefined || depth > HANDED_ON) return false;
  const isIt = (node: number): boolean => handedIn(module, node).includes(param.node);
  let changes = 0;
  for (const node of nodesOfFunction(module, fn)) {
    if (flow.nodeKind[node] !== Node.Call) continue;
    const call = flow.nodeAux[node] ?? 0;
    const isDirect = actsAtCall(models, { module, call }, "database-write");
    const within = isDirect ? [] : targetsOf(models.linker, module, call).filter((target) => target.kind === "function" && reach(models, target.module, target.fn, "database-write") !== null);
    if (!isDirect && within.length === 0) continue;
    changes++;
    if (isDirect ? !isIt(flow.calls.receiver[call] ?? -1) : !handsOn(models, module, call, isIt, depth)) return false;
  }
  return changes > 0;
}

function handsOn(models: Models, module: Loaded, call: number, isIt: (node: number) => boolean, depth: number): boolean {
  const { calls } = module.flow;
  const first = calls.firstArgument[call] ?? 0;
  for (let at = first; at < (calls.firstArgument[call + 1] ?? 0); at++) {
    if (!isIt(calls.argumentNode[at] ?? -1)) continue;
    if (targetsOf(models.linker, module, call).every((target) => target.kind === "function" && changesOn(models, target.module, target.fn, at - first + target.offset, depth + 1))) return true;
  }
  return false;
}

/** The parameters (of the function, or of one around it) that a value is, or was read from or made by. */
function handedIn({ flow }: Loaded, start: number): readonly number[] {
  const pending = [start];
  const found: number[] = [];
  for (const node of pending) {
    if (pending.length > MOST_READS) return [];
    for (const held of heldBy(flow, node, isKept)) {
      const kind = flow.nodeKind[held] as Node;
      if (kind === Node.Param) found.push(held);
      // A builder goes on from what it was called on; anything else that is found is the function's own.
      const before = kind === Node.Call ? (flow.calls.receiver[flow.nodeAux[held] ?? 0] ?? -1) : kind === Node.Load || kind === Node.Await ? (flow.edgeFrom[flow.in[flow.firstIn[held] ?? 0] ?? -1] ?? -1) : -1;
      if (before >= 0 && !pending.includes(before)) pending.push(before);
    }
  }
  return found;
}
const MOST_READS = 30;
