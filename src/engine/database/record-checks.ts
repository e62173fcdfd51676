/**
 * Whether anything is asked about a record that was looked up: what was found is compared, or handed to who decides; or the same value
 * was asked about before, in the function that looks it up or in the one that the value comes from.
 */
import { Edge, GuardOp, Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { actsAtCall } from "../effects/acts.js";
import type { Models } from "../rows/context.js";
import type { Site } from "../program/entity.js";
import { familyOf, nodesOfFunction } from "../program/families.js";
import { isKept, heldBy } from "../program/held.js";
import { reach } from "../effects/reach.js";
import { targetsOf } from "../link/targets.js";
import { usesOfFunction } from "../program/uses.js";
import type { Loaded } from "../program/loaded.js";

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
    // Who only makes something of it (`priceOf(order, req)`) asks nothing.
    if (isOurs && arity(module, taker) > 1 && (targets.length === 0 || isHeeded(models, module, taker) || targets.some((target) => target.kind === "function" && compares(target.module, target.fn, argument + target.offset)))) return true;
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

const isConstant = ({ flow }: Loaded, node: number): boolean => flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Constant;
const arity = ({ flow }: Loaded, call: number): number => (flow.calls.firstArgument[call + 1] ?? 0) - (flow.calls.firstArgument[call] ?? 0);
const argumentsOf = ({ flow }: Loaded, call: number): readonly number[] => Array.from(flow.calls.argumentNode.slice(flow.calls.firstArgument[call] ?? 0, flow.calls.firstArgument[call + 1] ?? 0));

/** Equal for reads of the same value by other names: where it is made or handed in, and what is read from it. */
export function valueKey({ flow }: Loaded, start: number): string {
  const names: string[] = [];
  let node = start;
  for (let left = STEPS; left > 0 && node >= 0; left--) {
    node = flow.nodeOrigin[node] ?? node;
    const kind = flow.nodeKind[node] as Node;
    const isRead = kind === Node.Load && (flow.nodeAux[node] ?? -1) >= 0;
    if (!isRead && !isKept(flow, node) && kind !== Node.Await) break;
    if (isRead) names.unshift(flow.strings[flow.nodeAux[node] ?? -1] ?? "");
    const before = beforeOf(flow, node);
    if (before < 0) break;
    node = before;
  }
  return `${node}:${names.join(".")}`;
}
const STEPS = 40;

function beforeOf(flow: Loaded["flow"], node: number): number {
  let only = -1;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    if (kind !== Edge.Value && kind !== Edge.Capture && kind !== Edge.Load && kind !== Edge.Await) continue;
    if (only >= 0) return -1;
    only = flow.edgeFrom[edge] ?? -1;
  }
  return only;
}

/** What else was asked for by the same value. */
export interface Asked {
  /** By a function that was given it together with something else, or by what was found by it. */
  readonly isChecked: boolean;
  /** The other columns of conditions that it stands in. */
  readonly columns: readonly string[];
}

/** Calls other than `except` that take the value of that key, in the function around a node and in those inside. */
export function askedBy(models: Models, module: Loaded, within: number, key: string, except: Site | null): Asked {
  const { flow } = module;
  const columns: string[] = [];
  let isChecked = false;
  for (const fn of familyOf(module, outermost(module, within))) {
    for (const node of nodesOfFunction(module, fn)) {
      if (flow.nodeKind[node] !== Node.Call) continue;
      const call = flow.nodeAux[node] ?? 0;
      if (except?.module === module && except.call === call) continue;
      const given = argumentsOf(module, call).map((argument) => leavesOf(module, argument, 0));
      if (!given.flat().some((leaf) => leaf.node >= 0 && valueKey(module, leaf.node) === key)) continue;
      const site = { module, call };
      const targets = targetsOf(models.linker, module, call);
      const isLibrary = targets.length > 0 && targets.every((target) => target.kind === "library");
      if (isLibrary && !actsAtCall(models, site, "database-write") && isFoundChecked(models, site)) isChecked = true;
      if (isLibrary) columns.push(...given.flat().flatMap(({ names }) => names));
      else if (isQuestion(models, site)) isChecked = true;
    }
  }
  return { isChecked, columns };
}

function outermost({ flow }: Loaded, fn: number): number {
  let at = fn;
  while ((flow.functions[at]?.parent ?? 0) > 0) at = flow.functions[at]?.parent ?? 0;
  return at;
}

/** A function of the program takes more than the value, and its answer is tested, or it is called for what it throws; or what it found is checked. */
function isQuestion(models: Models, site: Site): boolean {
  const { module, call } = site;
  const { flow } = module;
  const result = flow.calls.result[call] ?? -1;
  const writes = targetsOf(models.linker, module, call).some((target) => target.kind === "function" && reach(models, target.module, target.fn, "database-write") !== null);
  if (isFoundChecked(models, site)) return true;
  if (writes || argumentsOf(module, call).flatMap((node) => leavesOf(module, node, 0)).filter(({ node }) => node >= 0 && !isLiteral(module, node)).length < 2) return false;
  return isHeeded(models, module, call) || isCondition(models, module, result, 0);
}

/** What a call gives is tested, or it is called for what it throws. */
function isHeeded(models: Models, module: Loaded, call: number): boolean {
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

/** A value is, or stands in, what a call of a library is given to look for. */
function isCondition(models: Models, module: Loaded, node: number, depth: number): boolean {
  const { flow } = module;
  if (depth > 5) return false;
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? -1;
    const kind = flow.edgeKind[edge] as Edge;
    if (kind === Edge.Argument && targetsOf(models.linker, module, flow.nodeAux[to] ?? 0).some((target) => target.kind === "library" && target.effects.sinks.some((sink) => sink.kind === "database-condition"))) return true;
    if (CARRIES.has(kind) && isCondition(models, module, to, depth + 1)) return true;
  }
  return false;
}
const CARRIES: ReadonlySet<Edge> = new Set([Edge.Value, Edge.Await, Edge.Load, Edge.Store, Edge.Spread, Edge.Refine, Edge.Capture]);

const isLiteral = (module: Loaded, node: number): boolean => isConstant(module, node) || heldBy(module.flow, node, isKept).some((held) => module.flow.nodeKind[held] === Node.Object || module.flow.nodeKind[held] === Node.Array);

/** What a call gives goes nowhere, but that it may be awaited. */
function isDropped(module: Loaded, node: number): boolean {
  const { flow } = module;
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    if (flow.edgeKind[edge] !== Edge.Await || !isDropped(module, flow.edgeTo[edge] ?? -1)) return false;
  }
  return true;
}

interface Leaf {
  readonly node: number;
  /** Of the properties that stand around and beside it. */
  readonly names: readonly string[];
}

/** An argument, and what stands in the literals that it is. */
function leavesOf(module: Loaded, start: number, depth: number): readonly Leaf[] {
  const { flow } = module;
  const found: Leaf[] = [{ node: start, names: [] }];
  if (depth > 3) return found;
  for (const held of heldBy(flow, start, isKept)) {
    if (flow.nodeKind[held] !== Node.Object && flow.nodeKind[held] !== Node.Array) continue;
    for (let at = flow.firstIn[held] ?? 0; at < (flow.firstIn[held + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const name = flow.edgeKind[edge] === Edge.Store ? (flow.paths[flow.edgeLabel[edge] ?? -1]?.[0] ?? "") : "";
      if (flow.edgeKind[edge] === Edge.Spread) found.push({ node: -1, names: ["..."] });
      if (flow.edgeKind[edge] === Edge.Store) found.push({ node: -1, names: [name] }, ...leavesOf(module, flow.edgeFrom[edge] ?? -1, depth + 1));
    }
  }
  return found;
}
