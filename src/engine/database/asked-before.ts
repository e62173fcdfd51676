/** What was asked about a value before a record is looked up by it, in the function that looks it up or in the one that it comes from. */
import { Edge, Node } from "../../compile/index.js";
import { actsAtCall } from "../effects/acts.js";
import { reach } from "../effects/reach.js";
import { targetsOf } from "../link/targets.js";
import { argumentsOf } from "../program/call-arguments.js";
import type { Site } from "../program/entity.js";
import { familyOf, nodesOfFunction } from "../program/families.js";
import { heldBy, isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { isConstant, isFoundChecked, isHeeded } from "./found-checks.js";
import { valueKey } from "./value-key.js";

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
