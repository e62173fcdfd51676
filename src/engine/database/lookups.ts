/** A call that looks a record up, or changes it, by a value: what else it asks for, and what is done to see whose record it is. */
import { Edge, Node } from "../../compile/index.js";
import type { Lookup } from "../api.js";
import { actsAtCall } from "../effects/acts.js";
import { targetsOf } from "../link/targets.js";
import type { Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { placeNode } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";
import { propertiesOf } from "../rows/literals.js";
import type { Spot } from "../traces/spot.js";
import { askedBy, type Asked } from "./asked-before.js";
import { isFoundChecked } from "./found-checks.js";
import { queryAt } from "./queries.js";
import { columnsAt, columnsInUse, columnsOfTable } from "./record-columns.js";
import { valueKey } from "./value-key.js";

/** How a value came to a call. */
export interface Arrived {
  readonly argument: number;
  /** Where in the argument it lies. */
  readonly path: readonly string[];
  /** Where it is first read. */
  readonly origin: Spot;
  /** The places that it came by: calls among them may give back what is found. */
  readonly passed: readonly Spot[];
  /** It is only known to be a value of a statement. */
  readonly isBound: boolean;
}

export function lookupAt(models: Models, site: Site, { argument, path, origin, passed, isBound }: Arrived): Lookup {
  const query = path.length === 0 ? queryAt(models, site, argument) : null;
  const changes = query?.changes ?? actsAtCall(models, site, "database-write");
  let asked: Asked | undefined;
  const before = (): Asked => (asked ??= askedBefore(models, site, argument, path, origin));
  return {
    changes,
    column: query?.column ?? null,
    get others() {
      if (query !== null) return query.others;
      return isBound ? null : othersAt(models, site, argument, path);
    },
    get columns() {
      return query === null ? columnsAt(models, site) : query.tables.flatMap((node) => columnsOfTable(models, site.module, node));
    },
    get columnsInUse() {
      return columnsInUse(models, site, argument);
    },
    get columnsBefore() {
      return before().columns;
    },
    get isChecked() {
      // What is changed is changed, whatever is asked of it then.
      return (!changes && (isFoundChecked(models, query?.site ?? site) || passed.some((spot) => isGivenBackChecked(models, spot)))) || before().isChecked;
    },
  };
}

/** Whether a call at a place on the way is asked for what it found. */
function isGivenBackChecked(models: Models, spot: Spot): boolean {
  const { flow } = spot.module;
  return nodesIn(spot).some((node) => flow.nodeKind[node] === Node.Call && isFoundChecked(models, { module: spot.module, call: flow.nodeAux[node] ?? 0 }));
}

/** By the same value: where the record is looked up, and where the value comes from. */
function askedBefore(models: Models, site: Site, argument: number, path: readonly string[], origin: Spot): Asked {
  const { module } = site;
  const found: Asked[] = [];
  const ask = (where: Loaded, node: number): void => void found.push(askedBy(models, where, where.flow.nodeFunction[node] ?? 0, valueKey(where, node), site));
  const node = placeNode(models, site, { at: argument, path });
  if (node >= 0) ask(module, node);
  for (const read of nodesIn(origin)) ask(origin.module, read);
  return { isChecked: found.some(({ isChecked }) => isChecked), columns: found.flatMap(({ columns }) => columns) };
}

/** The values that stand at a place. */
function nodesIn({ module: { flow }, start, end }: Spot): readonly number[] {
  const found: number[] = [];
  for (let node = 0; node < flow.nodeCount; node++) if (flow.nodeStart[node] === start && flow.nodeEnd[node] === end && flow.nodeOrigin[node] === node) found.push(node);
  return found;
}

function othersAt(models: Models, site: Site, argument: number, path: readonly string[]): readonly string[] | null {
  if (isChained(models, site)) return null;
  if (path.length === 0) return [];
  const names: string[] = [];
  // Every object around the value: `{ where: { id, team: { … } } }`.
  for (let depth = 0; depth < path.length; depth++) {
    const node = placeNode(models, site, { at: argument, path: path.slice(0, depth) });
    const own = node < 0 ? null : propertiesOf(site.module, node);
    if (own === null) return null;
    // The outermost object also holds options (`include`, `attributes`, `limit`).
    if (depth > 0 || path.length === 1) names.push(...own.filter((name) => name !== path[depth]));
  }
  return names;
}

/** Part of a chain of calls that together make one query: `db("actions").where({ id }).andWhere("project", project)`. */
function isChained(models: Models, { module, call }: Site): boolean {
  const { flow } = module;
  const hasConditions = (each: number): boolean =>
    targetsOf(models.linker, module, each).some((target) => target.kind === "library" && target.effects.sinks.some(({ kind }) => kind === "database-condition" || kind === "database-identifier" || kind === "database-parameter"));
  const result = flow.calls.result[call] ?? -1;
  for (let at = flow.firstOut[result] ?? 0; at < (flow.firstOut[result + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Argument && (flow.edgeLabel[edge] ?? 0) < 0 && hasConditions(flow.nodeAux[flow.edgeTo[edge] ?? -1] ?? 0)) return true;
  }
  const receiver = flow.calls.receiver[call] ?? -1;
  return receiver >= 0 && flow.nodeKind[receiver] === Node.Call && hasConditions(flow.nodeAux[receiver] ?? 0);
}
