/**
 * Sources that a name suggests (`password`, `ctx.userId`). A name is only a sign, so all else that the program says of the value
 * is asked first: its declared type, what is read from it, whether it is a constant, a function or a member of an enum.
 */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import type { TypeRef } from "../../ir/index.js";
import { NOTHING, type CallEffects } from "../../models/model.js";
import type { Linker } from "../link/linker.js";
import { isLeftOut } from "../link/lookup.js";
import { targetsOf } from "../link/targets.js";
import { typeEntities } from "../link/types.js";
import type { Entity } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Target } from "../program/target.js";
import { constantAt, propertyNode } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";
import { propertiesOf } from "../rows/literals.js";
import { declaredFields, fits, type NamedField } from "./declared-fields.js";
import { declaredMembers, parentsOf } from "../program/declared-members.js";

/** Members of a text: a value that others are read from is an object. */
const TEXT_MEMBERS = new Set(
  (
    "length at charAt charCodeAt codePointAt concat endsWith includes indexOf lastIndexOf localeCompare match matchAll normalize padEnd padStart " +
    "repeat replace replaceAll search slice split startsWith substr substring toLocaleLowerCase toLocaleUpperCase toLowerCase toString toUpperCase " +
    "trim trimEnd trimLeft trimRight trimStart valueOf"
  ).split(" "),
);

/** The kinds of source that are asked for: what another name suggests need not be looked into. */
type Kinds = ReadonlySet<string>;

/** What a property read is by its name; `null`: nothing. */
export function namedLoad(models: Models, kinds: Kinds, module: Loaded, node: number, base: number): string | null {
  const { flow } = module;
  const name = flow.strings[flow.nodeAux[node] ?? -1];
  if (name === undefined) return null;
  const kind = models.vocabulary.nameKind(name, nameOf(flow, base));
  if (kind === null || !kinds.has(kind) || isObject(models, flow, node, name, kind)) return null;
  return holdsSuch(models, module, base, name, kind) ? kind : null;
}

/** What a parameter is by its name. */
export function namedParameter(models: Models, kinds: Kinds, module: Loaded, node: number, name: string, type: TypeRef | null): string | null {
  const kind = models.vocabulary.nameKind(name, null);
  if (kind === null || !kinds.has(kind) || node < 0 || isObject(models, module.flow, node, name, kind)) return null;
  return type === null || fits(models, kind, module, type) ? kind : null;
}

/** What a name that nothing declares is. */
export function namedGlobal(models: Models, kinds: Kinds, { flow }: Loaded, node: number): string | null {
  const name = flow.strings[flow.nodeAux[node] ?? -1];
  if (name === undefined || models.linker.models.global(name) !== NOTHING) return null;
  const kind = models.vocabulary.nameKind(name, null);
  return kind === null || !kinds.has(kind) || isObject(models, flow, node, name, kind) ? null : kind;
}

/** What a call gives back, by the name of a function that nothing else is known of: `getPassword()`. */
export function namedResult(models: Models, kinds: Kinds, module: Loaded, call: number, node: number): string | null {
  const { flow } = module;
  const callee = flow.calls.callee[call] ?? -1;
  const kind = flow.nodeKind[flow.nodeOrigin[callee] ?? callee] as Node;
  if (callee < 0 || (kind !== Node.Load && kind !== Node.Global && kind !== Node.Import && kind !== Node.Param)) return null;
  if (targetsOf(models.linker, module, call).some((target) => target.kind !== "symbol")) return null;
  const subject = models.vocabulary.nameOfResult(nameOf(flow, callee) ?? "");
  if (subject === null) return null;
  const sensitive = models.vocabulary.nameKind(subject, null);
  return sensitive === null || !kinds.has(sensitive) || isObject(models, flow, node, subject, sensitive) ? null : sensitive;
}

/** What a call gives that is asked for a field by its name: `req.param("password")`. */
export function namedKey(models: Models, kinds: Kinds, module: Loaded, call: number, node: number): string | null {
  const key = constantAt(models, { module, call }, { at: 0, path: [] });
  if (typeof key !== "string") return null;
  const kind = models.vocabulary.nameKind(key, null);
  return kind === null || !kinds.has(kind) || isObject(models, module.flow, node, key, kind) ? null : kind;
}

/** A field of the value of a node. */
export interface HandedField extends NamedField {
  readonly node: number;
}

/**
 * The sensitive fields of a whole object, by its declared type. They are sources where the object is handed to something that
 * does not say what it takes: one of the call's `targets`, a library or a parameter that may be anything. (Who declares the type names the fields himself.)
 */
export function handedFields(models: Models, kinds: Kinds, module: Loaded, call: number, argument: number, targets: readonly Target[]): readonly HandedField[] {
  const { flow } = module;
  const node = flow.calls.argumentNode[(flow.calls.firstArgument[call] ?? 0) + argument] ?? -1;
  if (node < 0) return NO_FIELDS;
  for (let at = 0; at < targets.length; at++) {
    const target = targets[at];
    if (target === undefined || target.kind === "symbol") continue;
    const takesAll = target.kind === "library" ? takesWhole(models, target.effects, argument) : takesAnything(target.module, target.fn, argument + target.offset);
    if (takesAll) return fieldsOfValue(models, module, node);
  }
  return NO_FIELDS;
}

const NO_FIELDS: readonly HandedField[] = [];

/** A deep sink (a log), or what makes a text of the whole (`JSON.stringify`). */
function takesWhole(models: Models, effects: CallEffects, argument: number): boolean {
  const { deepSinks } = models.vocabulary;
  for (const sink of effects.sinks) if (sink.at === argument && deepSinks.has(sink.kind)) return true;
  for (const { from, kind } of effects.summaries) if ((kind === "text" || kind === "start") && from.at === argument) return true;
  return false;
}

/** Whether a parameter is declared to take anything: `meta?: unknown`, `...args: any[]`. */
function takesAnything(module: Loaded, fn: number, index: number): boolean {
  const params = module.flow.functions[fn]?.params ?? [];
  const param = params[index] ?? params.findLast(({ rest }) => rest);
  const type = param?.rest === true && param.type?.kind === "array" ? param.type.element : param?.type;
  if (type == null) return false;
  return type.kind === "primitive" ? type.name === "any" || type.name === "unknown" || type.name === "object" : type.kind === "name" && type.binding < 0 && type.path[0] === "Record";
}

/** Whether a value is what a destructuring left, and the field was taken: `const { password, ...rest } = user`. */
function isTakenAway(flow: FlowModule, start: number, [name = ""]: readonly string[]): boolean {
  const pending = [start];
  for (const node of pending) {
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      const kind = flow.edgeKind[edge] as Edge;
      if ((flow.nodeKind[node] as Node) === Node.Rest && kind === Edge.Spread && isLeftOut(flow, edge, name)) return true;
      if ((kind === Edge.Value || kind === Edge.Refine || kind === Edge.Post) && !pending.includes(from)) pending.push(from);
    }
  }
  return false;
}

/** Of a value of a declared type; of an object literal: of what it is made of. */
function fieldsOfValue(models: Models, module: Loaded, node: number, depth = 0): readonly HandedField[] {
  const { flow } = module;
  if ((flow.nodeKind[node] as Node) !== Node.Object) {
    const items = models.linker.of(module, node);
    // Where the value is a literal, it has the fields that are written there, whatever its type allows.
    const literals = items.flatMap((item) => (item.kind === "object" ? [propertiesOf(item.module, item.node)] : []));
    const isWritten = ({ path: [name = ""] }: NamedField): boolean => literals.length === 0 || literals.some((names) => names?.includes(name) !== false);
    return items.flatMap((item) => declaredFields(models, item).flatMap((field) => (isWritten(field) && !isTakenAway(flow, node, field.path) ? [{ ...field, node }] : [])));
  }
  if (depth > 1) return [];
  const found: HandedField[] = [];
  const end = flow.firstIn[node + 1] ?? 0;
  for (let at = flow.firstIn[node] ?? end; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Store || flow.edgeKind[edge] === Edge.Spread) found.push(...fieldsOfValue(models, module, flow.edgeFrom[edge] ?? -1, depth + 1));
  }
  return found;
}

/** A property name is only a sign: what it is read from must be a record of a request, a row, a session, a model type. */
function holdsSuch(models: Models, module: Loaded, base: number, name: string, source: string): boolean {
  const { flow } = module;
  const { linker } = models;
  const kind = flow.nodeKind[flow.nodeOrigin[base] ?? base] as Node;
  if (kind === Node.Global && linker.models.global(flow.strings[flow.nodeAux[flow.nodeOrigin[base] ?? base] ?? -1] ?? "") !== NOTHING) return false;
  if (kind === Node.Object || kind === Node.Class || kind === Node.Function || kind === Node.Module) return false;
  const items = linker.of(module, base);
  if (items.some((item) => item.kind === "module" || item.kind === "class" || item.kind === "function" || isConstantIn(item, name))) return false;
  const types = items.flatMap((item) => memberTypes(linker, item, name));
  return types.length === 0 || types.some((each) => fits(models, source, each.module, each.type));
}

/** How far up the parents of a type are looked at. */
const PARENTS = 4;

/** The declared types of a property of a class, interface or object type, or of their parents; none in sight: none. */
function memberTypes(linker: Linker, item: Entity, name: string, height = 0): readonly { readonly module: Loaded; readonly type: TypeRef }[] {
  if (height > PARENTS || (item.kind !== "typed" && item.kind !== "shape" && item.kind !== "instance")) return [];
  const { module } = item;
  const own = item.kind === "instance" ? module.flow.classes[item.cls]?.members.find((member) => member.name === name && member.kind === "field")?.type : declaredMembers(item).find((member) => member.name === name)?.type;
  if (own != null) return [{ module, type: own }];
  return item.kind === "typed" ? parentsOf(item).flatMap((parent) => typeEntities(linker, module, parent).flatMap((base) => memberTypes(linker, base, name, height + 1))) : [];
}

/** A member of an enum, an entry of a table of constants. */
function isConstantIn(item: Entity, name: string): boolean {
  if (item.kind !== "object") return false;
  const { flow } = item.module;
  const node = propertyNode({ module: item.module, call: -1 }, item.node, name);
  return node >= 0 && (flow.nodeKind[flow.nodeOrigin[node] ?? node] as Node) === Node.Constant;
}

/** What a value is called where it stands: the property it was read from, the parameter, the variable. */
function nameOf(flow: FlowModule, node: number): string | null {
  const origin = flow.nodeOrigin[node] ?? node;
  const aux = flow.nodeAux[origin] ?? -1;
  switch (flow.nodeKind[origin] as Node) {
    case Node.Load:
    case Node.Global:
      return flow.strings[aux] ?? null;
    case Node.Param:
      return flow.functions[flow.nodeFunction[origin] ?? -1]?.params[aux]?.name ?? null;
    case Node.Variable:
    case Node.Captured:
      return flow.bindings[aux]?.name ?? null;
    case Node.Import:
      return flow.bindings[flow.imports[aux]?.binding ?? -1]?.name ?? null;
    default:
      return null;
  }
}

/** Whether it is called, or something is read from it that no text has: `token.kind` is the token of a parser. */
function isObject(models: Models, flow: FlowModule, start: number, name: string, source: string): boolean {
  if (models.vocabulary.isCollective(name) || models.vocabulary.objectKinds.has(source)) return false;
  const pending = [start];
  const seen = new Set(pending);
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const end = flow.firstOut[node + 1] ?? 0;
    for (let at = flow.firstOut[node] ?? end; at < end; at++) {
      const edge = flow.out[at] ?? 0;
      const to = flow.edgeTo[edge] ?? -1;
      const kind = flow.edgeKind[edge] as Edge;
      if (kind === Edge.Callee) return true;
      if (kind === Edge.Load) {
        const read = flow.strings[flow.edgeLabel[edge] ?? -1];
        if (read !== undefined && !TEXT_MEMBERS.has(read) && !/^\d+$/.test(read)) return true;
      } else if ((kind === Edge.Value || kind === Edge.Refine || kind === Edge.Post || kind === Edge.Base) && flow.nodeFunction[to] === flow.nodeFunction[start] && !seen.has(to)) {
        const target = flow.nodeKind[to] as Node;
        if (target !== Node.Refine && target !== Node.Post && target !== Node.Variable && target !== Node.Update) continue;
        seen.add(to);
        pending.push(to);
      }
    }
  }
  return false;
}
