/**
 * Records: a call that gives rows of a table does not say what they hold. What does is a declaration elsewhere: the class or the
 * schema that the call is asked of (`User.findOne()`), is told (`manager.find(User)`), or names as a type (`Repository<User>`).
 */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import type { TypeRef } from "../../ir/index.js";
import { RECEIVER, RESULT, type CallEffects, type Place, type RecordAt } from "../../models/model.js";
import { decorated } from "../link/decorators.js";
import { memberOf } from "../link/members.js";
import { targetsOf } from "../link/targets.js";
import { typeEntities } from "../link/types.js";
import { entity, type EntityOf, type Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { propertyNode } from "../rows/call-places.js";
import { holdsAt } from "../rows/conditions.js";
import type { Models } from "../rows/context.js";
import { callsOf } from "../rows/made-by.js";
import { storesOf } from "../rows/schemas.js";
import { isTextType } from "../rows/type-proofs.js";
import { declaredFields, type NamedField } from "./declared-fields.js";

/** Schemas made of schemas that are followed. */
const DEPTH = 6;

/** The sensitive fields of what a call gives, by the rows of what it calls; the paths begin at the result. */
export function recordFields(models: Models, site: Site, effects: CallEffects): readonly NamedField[] {
  const found: NamedField[] = [];
  for (const row of effects.records) {
    if (row.record.at !== RESULT || !holdsAt(models, site, row)) continue;
    for (const node of nodesAt(models, site, row.fields)) {
      for (const field of fieldsOfNode(models, site.module, node, row, 0)) found.push({ ...field, path: [...row.record.path.map((content) => (content === "<any>" ? "[]" : content)), ...field.path] });
    }
  }
  return found;
}

/** The nodes at a place of a call; of a list: each that stands in the literal. */
export function nodesAt(models: Models, site: Site, place: Place): readonly number[] {
  let nodes = [models.linker.argument(site, place.at)].filter((node) => node >= 0);
  for (const content of place.path) {
    nodes = nodes.flatMap((node) => {
      if (content === "[]") return storesOf(site.module, node).map(([, element]) => element);
      const held = propertyNode(site, node, content);
      return held < 0 ? [] : [held];
    });
  }
  return nodes;
}

type Row = Pick<RecordAt, "hidden">;

function fieldsOfNode(models: Models, module: Loaded, node: number, row: Row, depth: number): readonly NamedField[] {
  if (depth > DEPTH) return [];
  const { linker } = models;
  const classes = linker.of(module, node).filter((item) => item.kind === "class");
  if (classes.length > 0) return classes.flatMap((item) => fieldsOfClass(models, entity.someInstance(item.module, item.cls), row, depth));
  const declared = declaredType(models, module, node);
  const [told] = declared?.type.kind === "name" ? declared.type.args : [];
  if (declared !== null && told !== undefined) {
    return typeEntities(linker, declared.module, told).flatMap((item) => (item.kind === "instance" ? fieldsOfClass(models, item, row, depth) : ownFields(declaredFields(models, item))));
  }
  return callsOf(models, module, node).flatMap((site) => fieldsOfSchema(models, site, RESULT, row, depth));
}

/** What a call says of the fields of what it makes, or of the class that it is a method of (`at`: the receiver). */
function fieldsOfSchema(models: Models, site: Site, at: number, row: Row, depth: number): readonly NamedField[] {
  const found: NamedField[] = [];
  for (const target of targetsOf(models.linker, site.module, site.call)) {
    if (target.kind !== "library" || isWithheld(models, site, target.effects, at)) continue;
    for (const { form } of target.effects.schemas) {
      if (form.kind === "object") for (const node of nodesAt(models, site, form.fields)) found.push(...fieldsOfLiteral(models, site.module, node, row));
      if (form.kind === "same") for (const node of nodesAt(models, site, form.schema)) found.push(...fieldsOfNode(models, site.module, node, row, depth + 1));
    }
  }
  return found;
}

/** Whether what is made leaves its secrets out by itself: a scope, a transformation. */
function isWithheld(models: Models, site: Site, effects: CallEffects, at: number): boolean {
  return effects.barriers.some((barrier) => barrier.at === at && barrier.path.length === 0 && barrier.kind === "redacted" && holdsAt(models, site, barrier));
}

function fieldsOfLiteral(models: Models, module: Loaded, node: number, row: Row): readonly NamedField[] {
  const found: NamedField[] = [];
  for (const [name, declaration] of storesOf(module, node)) {
    const kind = models.vocabulary.nameKind(name, null);
    if (kind !== null && !hides(module, declaration, row)) found.push({ path: [name], kind });
  }
  return found;
}

/** The columns of a class; one that writes its own JSON says itself what of it is seen. */
function fieldsOfClass(models: Models, item: EntityOf<"instance">, row: Row, depth: number): readonly NamedField[] {
  const { linker } = models;
  const { module, cls } = item;
  if (memberOf(linker, item, "toJSON").some(({ kind }) => kind === "function")) return [];
  const members = module.flow.classes[cls]?.members ?? [];
  const isHidden = (name: string): boolean =>
    members.some((member) => member.name === name && member.decorators.some((decorator) => isWithheldBy(models, module, decorator) || argumentsOf(module, decorator).some((node) => hides(module, node, row))));
  const told = callsOfClass(models, module, cls);
  if (told.some((site) => targetsOf(linker, site.module, site.call).some((target) => target.kind === "library" && isWithheld(models, site, target.effects, RECEIVER)))) return [];
  const own = ownFields(declaredFields(models, item)).filter(({ path: [name = ""] }) => !isHidden(name));
  if (own.length > 0 || members.some(({ kind, type }) => kind === "field" && type !== null && isTextType(models, module, type))) return own;
  return told.flatMap((site) => fieldsOfSchema(models, site, RECEIVER, row, depth));
}

/** Fields of related records are only there where the query asks for them. */
const ownFields = (fields: readonly NamedField[]): readonly NamedField[] => fields.filter(({ path }) => path.length === 1);

/** A decorator that keeps a field out of what is written of its record. */
function isWithheldBy(models: Models, module: Loaded, decorator: number): boolean {
  const { linker } = models;
  return decorated(linker, module, decorator, "member").some((item) => item.kind === "library" && linker.models.barriers(item.state).includes("redacted"));
}

function argumentsOf({ flow }: Loaded, node: number): readonly number[] {
  if (flow.nodeKind[node] !== Node.Call) return [];
  const call = flow.nodeAux[node] ?? 0;
  return Array.from(flow.calls.argumentNode.slice(flow.calls.firstArgument[call] ?? 0, flow.calls.firstArgument[call + 1] ?? 0));
}

/** Whether a field's declaration is an object that has the property which leaves it out. */
function hides(module: Loaded, declaration: number, { hidden }: Row): boolean {
  const [name = "", value = ""] = hidden.split("=");
  const node = name === "" ? -1 : propertyNode({ module, call: -1 }, declaration, name);
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  const constant = node >= 0 && flow.nodeKind[origin] === Node.Constant ? flow.constants[flow.nodeAux[origin] ?? -1] : undefined;
  return (typeof constant === "boolean" || typeof constant === "string" || typeof constant === "number") && `${constant}` === value;
}

/** The calls of a class's methods in its own file: `User.init({…})`. */
export function callsOfClass(models: Models, module: Loaded, cls: number): readonly Site[] {
  const { flow } = module;
  const found: Site[] = [];
  for (let call = 0; call < flow.calls.count; call++) {
    const callee = flow.calls.callee[call] ?? -1;
    if (flow.nodeKind[callee] !== Node.Load) continue;
    const base = baseOf(flow, callee);
    if (base >= 0 && models.linker.of(module, base).some((item) => item.kind === "class" && item.module === module && item.cls === cls)) found.push({ module, call });
  }
  return found;
}

function baseOf(flow: FlowModule, load: number): number {
  for (let at = flow.firstIn[load] ?? 0; at < (flow.firstIn[load + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Load) return flow.edgeFrom[edge] ?? -1;
  }
  return -1;
}

/** The declared type of a parameter, a variable or a field. */
export function declaredType(models: Models, module: Loaded, node: number): { readonly module: Loaded; readonly type: TypeRef } | null {
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  const aux = flow.nodeAux[origin] ?? -1;
  let type: TypeRef | null | undefined = null;
  switch (flow.nodeKind[origin] as Node) {
    case Node.Param:
      type = flow.functions[flow.nodeFunction[origin] ?? -1]?.params[aux]?.type;
      break;
    case Node.Variable:
    case Node.Captured:
      type = flow.bindings[aux]?.type;
      break;
    case Node.Load: {
      const name = flow.strings[aux];
      for (const item of models.linker.of(module, baseOf(flow, origin))) {
        const member = item.kind === "instance" ? item.module.flow.classes[item.cls]?.members.find((each) => each.kind === "field" && each.name === name) : undefined;
        if (item.kind === "instance" && member?.type != null) return { module: item.module, type: member.type };
      }
      break;
    }
    default:
  }
  return type == null ? null : { module, type };
}
