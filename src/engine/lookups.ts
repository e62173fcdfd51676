/** A call that looks a record up, or changes it, by a value: what else it asks for, and what is done to see whose record it is. */
import { Edge, GuardOp, Node } from "../compile/index.js";
import { actsAtCall } from "./acts.js";
import type { Lookup } from "./api.js";
import { placeNode } from "./call-places.js";
import type { Models } from "./context.js";
import type { Entity, Site } from "./entity.js";
import { propertiesOf } from "./literals.js";
import { targetsOf } from "./targets.js";
import type { Loaded } from "./world.js";

/** `path`: where in the argument the value lies. */
export function lookupAt(models: Models, site: Site, argument: number, path: readonly string[]): Lookup {
  return {
    changes: actsAtCall(models, site, "database-write"),
    get others() {
      return othersAt(models, site, argument, path);
    },
    get columns() {
      return columnsOf(models, site);
    },
    get isChecked() {
      return isChecked(models, site);
    },
  };
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

/** The fields of the class that the call is made on (an active record), or of whose instances it is. */
function columnsOf({ linker }: Models, { module, call }: Site): readonly string[] {
  const receiver = module.flow.calls.receiver[call] ?? -1;
  const names = (item: Entity): readonly string[] =>
    item.kind === "class" || item.kind === "instance" ? (item.module.flow.classes[item.cls]?.members ?? []).flatMap((member) => (member.kind === "field" && !member.isStatic ? member.name : [])) : [];
  return linker.of(module, receiver).flatMap(names);
}

/** What was found, in all its versions, in this function and those inside it. */
function recordsOf({ flow }: Loaded, call: number): ReadonlySet<number> {
  const found = new Set([flow.calls.result[call] ?? -1]);
  for (const node of found) {
    for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
      const edge = flow.out[at] ?? 0;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Value:
        case Edge.Await:
        case Edge.Iterate:
        case Edge.Base:
        case Edge.Post:
        case Edge.Refine:
        case Edge.Capture:
        case Edge.Cell:
          found.add(flow.edgeTo[edge] ?? -1);
          break;
        // `.then((record) => …)`: the record is the callback's parameter.
        default:
      }
    }
  }
  return found;
}

function isChecked(models: Models, { module, call }: Site): boolean {
  const { flow } = module;
  const records = recordsOf(module, call);
  const isField = (node: number): boolean => {
    const origin = flow.nodeOrigin[node] ?? node;
    if ((flow.nodeKind[origin] as Node) !== Node.Load) return false;
    const base = flow.edgeFrom[flow.in[flow.firstIn[origin] ?? 0] ?? -1] ?? -1;
    return records.has(base) || isField(base);
  };
  for (let node = 0; node < flow.nodeCount; node++) {
    if ((flow.nodeKind[node] as Node) !== Node.Refine) continue;
    const guard = flow.guards[flow.nodeAux[node] ?? -1];
    if (guard === undefined || (guard.op !== GuardOp.Equal && guard.op !== GuardOp.NotEqual)) continue;
    const subject = flow.edgeFrom[flow.in[flow.firstIn[node] ?? 0] ?? -1] ?? -1;
    const isConstant = (each: number): boolean => flow.nodeKind[flow.nodeOrigin[each] ?? each] === Node.Constant;
    if ((isField(subject) && !isConstant(guard.operand)) || (isField(guard.operand) && !isConstant(subject))) return true;
  }
  for (const record of records) {
    for (let at = flow.firstOut[record] ?? 0; at < (flow.firstOut[record + 1] ?? 0); at++) {
      const edge = flow.out[at] ?? 0;
      if (flow.edgeKind[edge] !== Edge.Argument || (flow.edgeLabel[edge] ?? -1) < 0) continue;
      const taker = flow.nodeAux[flow.edgeTo[edge] ?? -1] ?? 0;
      const isOurs = targetsOf(models.linker, module, taker).some((target) => target.kind !== "library") || targetsOf(models.linker, module, taker).length === 0;
      const others = (flow.calls.firstArgument[taker + 1] ?? 0) - (flow.calls.firstArgument[taker] ?? 0);
      if (actsAtCall(models, { module, call: taker }, "authorises") || (isOurs && others > 1)) return true;
    }
  }
  return false;
}
