/** Whether anything is asked about a record that was found: it is compared, or handed to who decides. */
import { Edge, GuardOp, Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { actsAtCall } from "../effects/acts.js";
import { reach } from "../effects/reach.js";
import { targetsOf } from "../link/targets.js";
import { argumentsOf } from "../program/call-arguments.js";
import type { Site } from "../program/entity.js";
import { familyOf } from "../program/families.js";
import { heldBy, isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfFunction } from "../program/uses.js";
import type { Models } from "../rows/context.js";
import { valueKey } from "./value-key.js";

/** What was found, in all its versions: in the function, in those inside it, and where functions of the file give it back. */
function recordsOf(models: Models, module: Loaded, call: number): ReadonlySet<number> {
  const { flow } = module;
  const found = new Set([flow.calls.result[call] ?? -1]);
  for (const node of found) {
    if (found.size > VERSIONS) break;
    for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
      const edge = flow.out[at] ?? 0;
      const to = flow.edgeTo[edge] ?? -1;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Value:
        case Edge.Await:
        case Edge.Iterate:
        case Edge.Base:
        case Edge.Post:
        case Edge.Refine:
        case Edge.Capture:
        case Edge.Cell:
          found.add(to);
          break;
        case Edge.Return:
          for (const caller of usesOfFunction(module, flow.nodeFunction[to] ?? 0).callers) found.add(flow.calls.result[caller] ?? -1);
          break;
        case Edge.Argument:
          if ((flow.edgeLabel[edge] ?? 0) < 0) for (const each of continuedIn(models, module, flow.nodeAux[to] ?? 0)) found.add(each);
          break;
        default:
      }
    }
  }
  return found;
}
const VERSIONS = 200;

/** `.then((record) => …)`: the record is the callback's parameter. `.where(…).first()`: it is what the builder gives in the end. */
function continuedIn(models: Models, module: Loaded, call: number): readonly number[] {
  const { flow } = module;
  const callee = flow.calls.callee[call] ?? -1;
  if (flow.nodeKind[callee] !== Node.Load || flow.strings[flow.nodeAux[callee] ?? -1] !== "then") {
    const isLibrary = models.linker.state(module, callee) !== NOTHING && targetsOf(models.linker, module, call).every(({ kind }) => kind === "library");
    return isLibrary ? [flow.calls.result[call] ?? -1] : [];
  }
  return heldBy(flow, flow.calls.argumentNode[flow.calls.firstArgument[call] ?? 0] ?? -1, isKept).flatMap((held) => {
    const param = flow.nodeKind[held] === Node.Function ? flow.functions[flow.nodeAux[held] ?? -1]?.params[0]?.node : undefined;
    return param === undefined ? [] : [param];
  });
}

/** What was found is compared with something, or something is asked of it and something else. */
export function isFoundChecked(models: Models, { module, call }: Site): boolean {
  const { flow } = module;
  const records = recordsOf(models, module, call);
  const isPart = (node: number): boolean => {
    const origin = flow.nodeOrigin[node] ?? node;
    return records.has(node) || records.has(origin) || ((flow.nodeKind[origin] as Node) === Node.Load && isPart(flow.edgeFrom[flow.in[flow.firstIn[origin] ?? 0] ?? -1] ?? -1));
  };
  const isField = (node: number): boolean => (flow.nodeKind[flow.nodeOrigin[node] ?? node] as Node) === Node.Load && isPart(node);
  for (let node = 0; node < flow.nodeCount; node++) {
    if ((flow.nodeKind[node] as Node) !== Node.Refine) continue;
    const guard = flow.guards[flow.nodeAux[node] ?? -1];
    if (guard === undefined || (guard.op !== GuardOp.Equal && guard.op !== GuardOp.NotEqual)) continue;
    const subject = flow.edgeFrom[flow.in[flow.firstIn[node] ?? 0] ?? -1] ?? -1;
    if ((isField(subject) && !isConstant(module, guard.operand)) || (isField(guard.operand) && !isConstant(module, subject))) return true;
  }
  for (const [taker, argument] of takersOf(module, records)) {
    const targets = targetsOf(models.linker, module, taker);
    const isOurs = targets.length === 0 || targets.some((target) => target.kind !== "library");
    if (actsAtCall(models, { module, call: taker }, "authorises")) return true;
    // Who only makes something of it (`priceOf(order, req)`) asks nothing, nor who changes it (`close(order, reason)`).
    const changes = (): boolean => targets.some((target) => target.kind === "function" && reach(models, target.module, target.fn, "database-write") !== null);
    if (isOurs && arity(module, taker) > 1 && (targets.length === 0 || (isHeeded(models, module, taker) && !changes()) || targets.some((target) => target.kind === "function" && compares(target.module, target.fn, argument + target.offset)))) return true;
  }
  // `user.owns(record)`, `projects.includes(record.projectId)`, `record.belongsTo(user)`
  return flow.tests.some(({ node }) => {
    const origin = flow.nodeOrigin[node] ?? node;
    const asked = (flow.nodeKind[origin] as Node) === Node.Await ? (flow.edgeFrom[flow.in[flow.firstIn[origin] ?? 0] ?? -1] ?? -1) : origin;
    if ((flow.nodeKind[asked] as Node) !== Node.Call || records.has(asked)) return false;
    const call = flow.nodeAux[asked] ?? 0;
    const subjects = [flow.calls.receiver[call] ?? -1, ...argumentsOf(module, call)].filter((each) => each >= 0 && !isConstant(module, each));
    return subjects.length > 1 && subjects.some(isPart) && !subjects.every(isPart) && !actsAtCall(models, { module, call }, "database-write");
  });
}

/** The calls that take a record, each with the argument that it is. */
function takersOf({ flow }: Loaded, records: ReadonlySet<number>): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (const record of records) {
    for (let at = flow.firstOut[record] ?? 0; at < (flow.firstOut[record + 1] ?? 0); at++) {
      const edge = flow.out[at] ?? 0;
      if (flow.edgeKind[edge] === Edge.Argument && (flow.edgeLabel[edge] ?? -1) >= 0) found.set(flow.nodeAux[flow.edgeTo[edge] ?? -1] ?? 0, flow.edgeLabel[edge] ?? 0);
    }
  }
  return found;
}

/** A constant of the program. */
export const isConstant = ({ flow }: Loaded, node: number): boolean => flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Constant;
const arity = ({ flow }: Loaded, call: number): number => (flow.calls.firstArgument[call + 1] ?? 0) - (flow.calls.firstArgument[call] ?? 0);

/** What a call gives is tested, or it is called for what it throws. */
export function isHeeded(models: Models, module: Loaded, call: number): boolean {
  const { flow } = module;
  const versions = recordsOf(models, module, call);
  return isDropped(module, flow.calls.result[call] ?? -1) || flow.tests.some(({ node }) => versions.has(node) || versions.has(flow.nodeOrigin[node] ?? node));
}

/** A function compares what is read from a parameter with something that it does not know. */
function compares(module: Loaded, fn: number, index: number): boolean {
  const { flow } = module;
  const param = flow.functions[fn]?.params[index]?.node ?? -1;
  const family = familyOf(module, fn);
  const isOfParam = (node: number): boolean => valueKey(module, node).startsWith(`${param}:`);
  return param >= 0 && flow.comparisons.some(({ node, left, right }) => family.includes(flow.nodeFunction[node] ?? -1) && !isConstant(module, left) && !isConstant(module, right) && (isOfParam(left) || isOfParam(right)));
}

/** What a call gives goes nowhere, but that it may be awaited. */
function isDropped(module: Loaded, node: number): boolean {
  const { flow } = module;
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    if (flow.edgeKind[edge] !== Edge.Await || !isDropped(module, flow.edgeTo[edge] ?? -1)) return false;
  }
  return true;
}
