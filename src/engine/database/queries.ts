/** Queries whose conditions calls put together: `db.select().from(table).where(and(eq(table.id, id), …))`, `db("table").where("id", id)`. */
import { Edge, Node } from "../../compile/index.js";
import type { ConditionAt, Place } from "../../models/model.js";
import { actsAtCall } from "../effects/acts.js";
import { targetsOf } from "../link/targets.js";
import { argumentsOf } from "../program/call-arguments.js";
import type { Site } from "../program/entity.js";
import { heldBy, isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import type { Target } from "../program/target.js";
import { placeNode } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";

/** A query, seen from a value in its condition. */
export interface Query {
  /** The call by which the condition gets into it. */
  readonly site: Site;
  /** It changes what it finds. */
  readonly changes: boolean;
  /** The column that the value is compared with. */
  readonly column: string | null;
  /** The other columns of the condition, which all must hold; `null`: it cannot be seen as a whole. */
  readonly others: readonly string[] | null;
  /** The nodes of what says which table it is about. */
  readonly tables: readonly number[];
}

/** Conditions inside conditions, functions that make them, calls of one query. */
const DEPTH = 6;
const MOST_CALLS = 40;

/** A part of a condition that cannot be told. */
const UNKNOWN = null;
type Part = string | typeof UNKNOWN;

/** The query that the value at an argument of a call is compared in; `null`: rows say nothing of it, or it is in none that can be seen. */
export function queryAt(models: Models, { module, call }: Site, argument: number): Query | null {
  const own = conditionsAt(models, module, call).find(({ role, value }) => (role === "column" || role === "adds") && value?.at === argument);
  if (own === undefined) return null;
  const column = columnNamed(models, { module, call }, own.place);
  const asked = own.role === "adds" ? { query: call, others: [] } : askedIn(models, module, call, 0);
  if (asked === null) return { site: { module, call }, changes: false, column, others: null, tables: [] };
  const chain = chainOf(module, asked.query);
  const parts: Part[] = [...asked.others];
  const tables: number[] = [];
  for (const each of chain) {
    for (const condition of conditionsAt(models, module, each)) {
      const node = placeNode(models, { module, call: each }, condition.place);
      if (condition.role === "table" && node >= 0) tables.push(node);
      if (each === asked.query) continue;
      if (condition.role === "adds") parts.push(...partOf(models, { module, call: each }, condition));
      if (condition.role === "condition") parts.push(...partsOf(models, module, node, 0));
    }
  }
  const known = parts.filter((part) => part !== UNKNOWN);
  return {
    site: { module, call: asked.query },
    changes: chain.some((each) => actsAtCall(models, { module, call: each }, "database-write")),
    column,
    others: known.length < parts.length ? null : known,
    tables,
  };
}

function conditionsAt(models: Models, module: Loaded, call: number): readonly ConditionAt[] {
  return targetsOf(models.linker, module, call).flatMap((target) => (target.kind === "library" ? target.effects.conditions : []));
}

/** The last name of a column: `table.id`, `"actions.id"`. */
function columnNamed(models: Models, site: Site, place: Place): string | null {
  const { flow } = site.module;
  const node = placeNode(models, site, place);
  for (const held of node < 0 ? [] : heldBy(flow, node, isKept)) {
    const aux = flow.nodeAux[held] ?? -1;
    if (flow.nodeKind[held] === Node.Load && aux >= 0) return flow.strings[aux] ?? null;
    const constant = flow.nodeKind[held] === Node.Constant ? flow.constants[aux] : undefined;
    if (typeof constant === "string") return constant.slice(constant.lastIndexOf(".") + 1);
  }
  return null;
}

/** From a condition that a call gives to the call that asks under it, with the other parts of the condition on the way. */
function askedIn(models: Models, module: Loaded, call: number, depth: number): { readonly query: number; readonly others: readonly Part[] } | null {
  if (depth > DEPTH) return null;
  const { flow } = module;
  const versions = new Set([flow.calls.result[call] ?? -1]);
  for (const node of versions) {
    for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
      const edge = flow.out[at] ?? 0;
      const to = flow.edgeTo[edge] ?? -1;
      if (PASSES.has(flow.edgeKind[edge] as Edge) && versions.size < MOST_CALLS) versions.add(to);
      const index = flow.edgeLabel[edge] ?? -1;
      if (flow.edgeKind[edge] !== Edge.Argument || index < 0) continue;
      const taker = flow.nodeAux[to] ?? 0;
      for (const { role, place } of conditionsAt(models, module, taker)) {
        if (place.at !== index || place.path.length > 0) continue;
        if (role === "condition") return { query: taker, others: [] };
        if (role !== "all") continue;
        const around = askedIn(models, module, taker, depth + 1);
        return around && { query: around.query, others: [...around.others, ...argumentsOf(module, taker).flatMap((node, other) => (other === index ? [] : partsOf(models, module, node, depth + 1)))] };
      }
    }
  }
  return null;
}
const PASSES: ReadonlySet<Edge> = new Set([Edge.Value, Edge.Capture, Edge.Cell, Edge.Post, Edge.Refine]);

/** The columns of a condition, all of which must hold. */
function partsOf(models: Models, module: Loaded, start: number, depth: number): readonly Part[] {
  if (start < 0 || depth > DEPTH) return [UNKNOWN];
  const { flow } = module;
  return heldBy(flow, start).flatMap((held): readonly Part[] => {
    const aux = flow.nodeAux[held] ?? -1;
    if (flow.nodeKind[held] === Node.Constant) return [];
    if (flow.nodeKind[held] === Node.Global && flow.strings[aux] === "undefined") return [];
    return flow.nodeKind[held] === Node.Call ? partsOfCall(models, { module, call: aux }, depth) : [UNKNOWN];
  });
}

function partsOfCall(models: Models, site: Site, depth: number): readonly Part[] {
  const targets = targetsOf(models.linker, site.module, site.call);
  return targets.length === 0 ? [UNKNOWN] : targets.flatMap((target) => partsOfTarget(models, site, target, depth));
}

function partsOfTarget(models: Models, site: Site, target: Target, depth: number): readonly Part[] {
  switch (target.kind) {
    case "function": {
      const { flow } = target.module;
      const returned = flow.functions[target.fn]?.returnNode ?? -1;
      models.linker.use(site.module, target.module);
      const given: number[] = [];
      for (let at = flow.firstIn[returned] ?? 0; at < (flow.firstIn[returned + 1] ?? 0); at++) given.push(flow.edgeFrom[flow.in[at] ?? 0] ?? -1);
      return given.flatMap((node) => partsOf(models, target.module, node, depth + 1));
    }
    case "library": {
      const { conditions } = target.effects;
      const given = argumentsOf(site.module, site.call);
      // A template with nothing in it is the same for everybody; what another call gives is not known.
      if (conditions.length === 0) return given.length > 0 && given.every((node) => isFixed(site.module, node)) ? [] : [UNKNOWN];
      return conditions.flatMap((condition) => (condition.role === "column" ? partOf(models, site, condition) : condition.role === "all" ? partsOf(models, site.module, placeNode(models, site, condition.place), depth + 1) : []));
    }
    case "symbol":
      return [UNKNOWN];
  }
}

/** A constant, or a list of such: the text of a template. */
function isFixed({ flow }: Loaded, start: number): boolean {
  return heldBy(flow, start).every((held) => {
    if (flow.nodeKind[held] === Node.Constant) return true;
    if (flow.nodeKind[held] !== Node.Array) return false;
    for (let at = flow.firstIn[held] ?? 0; at < (flow.firstIn[held + 1] ?? 0); at++) {
      const from = flow.edgeFrom[flow.in[at] ?? 0] ?? -1;
      if (flow.nodeKind[flow.nodeOrigin[from] ?? from] !== Node.Constant) return false;
    }
    return true;
  });
}

/** A column that is compared with a value; what is compared with nothing, or with a constant, is so for everybody. */
function partOf(models: Models, site: Site, { place, value }: ConditionAt): readonly Part[] {
  const { flow } = site.module;
  const node = value === null ? -1 : placeNode(models, site, value);
  return node < 0 || heldBy(flow, node).every((held) => flow.nodeKind[held] === Node.Constant) ? [] : [columnNamed(models, site, place)];
}

/** The calls that together make a query, from any of them: those that it is called on, and those that are called on it. */
function chainOf(module: Loaded, start: number): readonly number[] {
  const { flow } = module;
  const chain = new Set([start]);
  for (const call of chain) {
    if (chain.size > MOST_CALLS) break;
    const receiver = flow.calls.receiver[call] ?? -1;
    for (const held of receiver < 0 ? [] : heldBy(flow, receiver, isKept)) if (flow.nodeKind[held] === Node.Call) chain.add(flow.nodeAux[held] ?? 0);
    const result = flow.calls.result[call] ?? -1;
    for (let at = flow.firstOut[result] ?? 0; at < (flow.firstOut[result + 1] ?? 0); at++) {
      const edge = flow.out[at] ?? 0;
      if (flow.edgeKind[edge] === Edge.Argument && (flow.edgeLabel[edge] ?? 0) < 0) chain.add(flow.nodeAux[flow.edgeTo[edge] ?? -1] ?? 0);
    }
  }
  return [...chain];
}
