/** The columns of the records that a call looks up or changes: as they are declared, and as the rest of the program names them. */
import { Edge, Node } from "../../compile/index.js";
import { NOTHING, RESULT } from "../../models/model.js";
import { actsAtCall } from "../effects/acts.js";
import { superclasses } from "../link/superclasses.js";
import { targetsOf } from "../link/targets.js";
import { typeEntities } from "../link/types.js";
import { argumentsOf } from "../program/call-arguments.js";
import type { Entity, Site } from "../program/entity.js";
import { heldBy, isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import { filesAround } from "../routes/chain.js";
import { placeNode } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";
import { callsOf } from "../rows/made-by.js";
import { storesOf } from "../rows/schemas.js";
import { declaredMembers } from "../program/declared-members.js";
import { callsOfClass, declaredType, nodesAt } from "../sources/records.js";
import { recordOf } from "../statements/written-records.js";

/** Classes, and schemas made of schemas, that are followed. */
const DEPTH = 6;

/** What the class, the table or the schema declares that the call is made on, or is told. */
export function columnsAt(models: Models, site: Site): readonly string[] {
  const { module, call } = site;
  const { flow } = module;
  const nodes = [flow.calls.receiver[call] ?? -1, ...argumentsOf(module, call).filter((node) => models.linker.of(module, node).some(({ kind }) => kind === "class"))];
  return [...new Set(nodes.filter((node) => node >= 0).flatMap((node) => columnsOfNode(models, module, node, 0)))];
}

/** What a table, or a class that stands for one, declares. */
export const columnsOfTable = (models: Models, module: Loaded, node: number): readonly string[] => columnsOfNode(models, module, node, 0);

function columnsOfNode(models: Models, module: Loaded, node: number, depth: number): readonly string[] {
  if (depth > DEPTH) return [];
  const { linker } = models;
  const own = linker.of(module, node).flatMap((item) => columnsOfEntity(models, item, 0));
  if (own.length > 0) return own;
  const declared = declaredType(models, module, node);
  const [told] = declared?.type.kind === "name" ? declared.type.args : [];
  if (declared !== null && told !== undefined) return typeEntities(linker, declared.module, told).flatMap((item) => columnsOfEntity(models, item, 0));
  return callsOf(models, module, node).flatMap((site) => columnsOfSchema(models, site, depth));
}

function columnsOfEntity(models: Models, item: Entity, height: number): readonly string[] {
  if (item.kind === "typed" || item.kind === "shape") return declaredMembers(item).map(({ name }) => name);
  if ((item.kind !== "class" && item.kind !== "instance") || height > DEPTH) return [];
  const { module, cls } = item;
  const own = (module.flow.classes[cls]?.members ?? []).flatMap((member) => (member.kind === "field" && !member.isStatic ? member.name : []));
  const above = superclasses(models.linker, module, cls).flatMap((parent) => (parent.kind === "class" ? columnsOfEntity(models, parent, height + 1) : []));
  const told = own.length > 0 ? [] : callsOfClass(models, module, cls).flatMap((site) => columnsOfSchema(models, site, DEPTH));
  return [...own, ...above, ...told];
}

/** What a call says of the columns of what it makes. */
function columnsOfSchema(models: Models, site: Site, depth: number): readonly string[] {
  return targetsOf(models.linker, site.module, site.call).flatMap((target) =>
    target.kind !== "library" ? [] : target.effects.schemas.flatMap(({ form }) => {
      if (form.kind === "object") return nodesAt(models, site, form.fields).flatMap((node) => storesOf(site.module, node).map(([name]) => name));
      return form.kind === "same" && form.schema.at !== RESULT ? nodesAt(models, site, form.schema).flatMap((node) => columnsOfNode(models, site.module, node, depth + 1)) : [];
    }),
  );
}

interface Used {
  readonly asked: readonly string[];
  readonly written: readonly string[];
}

/** The columns that other calls on the same kind of record name: in the file, and in those around the one that makes it. */
export function columnsInUse(models: Models, { module, call }: Site, argument: number): Used {
  const record = recordOf(models, { module, call, argument });
  if (record === null) return { asked: [], written: [] };
  const home = /^(.*):\d+/u.exec(record)?.[1];
  const maker = home === undefined || home === module.path ? null : models.linker.world.load(home);
  const used = [...new Set([module, ...(maker === null ? [] : filesAround(models, maker))])].flatMap((each) => {
    models.linker.use(module, each);
    return usesIn(models, each).get(record) ?? [];
  });
  const others = used.filter((each) => each.module !== module || each.call !== call);
  return { asked: others.flatMap(({ asked }) => asked), written: used.flatMap(({ written }) => written) };
}

interface Use extends Used, Site {}

const USES = {};

function usesIn(models: Models, module: Loaded): ReadonlyMap<string, readonly Use[]> {
  const known = module.memo.get(USES) as ReadonlyMap<string, readonly Use[]> | undefined;
  if (known !== undefined) return known;
  const found = new Map<string, Use[]>();
  const { calls } = module.flow;
  for (let call = 0; call < calls.count; call++) {
    if (models.linker.state(module, calls.callee[call] ?? -1) === NOTHING) continue;
    const sinks = targetsOf(models.linker, module, call).flatMap((target) => (target.kind === "library" ? target.effects.sinks : []));
    const places = sinks.filter(({ kind, at }) => at >= 0 && kind.startsWith("database-"));
    const [first] = places;
    const record = first === undefined ? null : recordOf(models, { module, call, argument: first.at });
    if (first === undefined || record === null) continue;
    const names = (wanted: (kind: string) => boolean): readonly string[] => places.filter(({ kind }) => wanted(kind)).flatMap((place) => namesIn(module, placeNode(models, { module, call }, place), 0));
    const changes = actsAtCall(models, { module, call }, "database-write");
    const asked = changes ? [] : names((kind) => kind !== "database-record");
    const use: Use = { module, call, asked, written: changes ? names(() => true) : [] };
    const uses = found.get(record);
    if (uses === undefined) found.set(record, [use]);
    else uses.push(use);
  }
  module.memo.set(USES, found);
  return found;
}

/** The names of properties of literals, and of those inside them. */
function namesIn(module: Loaded, start: number, depth: number): readonly string[] {
  const { flow } = module;
  if (start < 0 || depth > 3) return [];
  return heldBy(flow, start, isKept).flatMap((held) => {
    if (flow.nodeKind[held] !== Node.Object && flow.nodeKind[held] !== Node.Array) return [];
    const names: string[] = [];
    for (let at = flow.firstIn[held] ?? 0; at < (flow.firstIn[held + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      if (flow.edgeKind[edge] !== Edge.Store) continue;
      names.push(flow.paths[flow.edgeLabel[edge] ?? -1]?.[0] ?? "", ...namesIn(module, flow.edgeFrom[edge] ?? -1, depth + 1));
    }
    return names;
  });
}
