/** The sensitive fields of a declared type: of an interface, an object type, a class. By their names and types. */
import type { TypeRef } from "../../ir/index.js";
import { typeEntities } from "../link/types.js";
import { declaredMembers, parentsOf } from "../program/declared-members.js";
import { entity, type Entity } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { isTextType } from "../rows/type-proofs.js";

/** A part of a value that is sensitive by its declared name and type. */
export interface NamedField {
  readonly path: readonly string[];
  readonly kind: string;
}

/** How deep declared types are looked into. */
const FIELD_DEPTH = 2;
/** Fields of one type and kind that are looked for: one is enough for a finding. */
const FIELDS = 4;

const DECLARED = {};

export function declaredFields(models: Models, item: Entity, depth = 0): readonly NamedField[] {
  if (item.kind === "list") return declaredFields(models, item.of, depth).map((field) => ({ ...field, path: ["[]", ...field.path] }));
  if (depth >= FIELD_DEPTH || (item.kind !== "typed" && item.kind !== "shape" && item.kind !== "instance")) return [];
  const { memo } = item.module;
  let table = memo.get(DECLARED) as Map<string, readonly NamedField[]> | undefined;
  if (table === undefined) memo.set(DECLARED, (table = new Map()));
  const key = `${depth} ${item.kind === "instance" ? `i${item.cls}` : item.id}`;
  let fields = table.get(key);
  if (fields === undefined) {
    table.set(key, []);
    fields = computeFields(models, item, depth);
    table.set(key, fields);
  }
  return fields;
}

/** The fields of the type itself come first; those of its members' types only when it has none. */
function computeFields(models: Models, item: Entity & { kind: "typed" | "shape" | "instance" }, depth: number): readonly NamedField[] {
  const { linker } = models;
  const { module } = item;
  const found: NamedField[] = [];
  const owner = typeName(item);
  for (const { name, type } of declaredMembers(item)) {
    const kind = models.vocabulary.nameKind(name, owner);
    if (kind !== null && fits(models, kind, module, type)) found.push({ path: [name], kind });
  }
  if (item.kind === "typed") for (const parent of parentsOf(item)) for (const base of typeEntities(linker, module, parent)) found.push(...declaredFields(models, base, depth));
  const above = item.kind === "instance" ? (module.flow.classes[item.cls]?.superNode ?? -1) : -1;
  if (above >= 0) for (const base of linker.of(module, above)) if (base.kind === "class") found.push(...declaredFields(models, entity.instance(base, null), depth));
  for (const { name, type } of found.length > 0 ? [] : declaredMembers(item)) {
    if (found.length >= FIELDS) break;
    for (const inner of typeEntities(linker, module, type)) for (const field of declaredFields(models, inner, depth + 1)) found.push({ ...field, path: [name, ...field.path] });
  }
  return found.filter(({ kind }, index) => found.slice(0, index).filter((other) => other.kind === kind).length < FIELDS);
}

function typeName(item: Entity): string | null {
  if (item.kind === "instance") return item.module.flow.classes[item.cls]?.name ?? null;
  return item.kind === "typed" ? (item.module.flow.typeDeclarations[item.type]?.name ?? null) : null;
}

/** Whether a value of that type can be what its name says: a secret is a text; a `token` of some class is not one. */
export function fits(models: Models, kind: string, module: Loaded, type: TypeRef): boolean {
  return models.vocabulary.objectKinds.has(kind) ? type.kind !== "function" : isTextType(models, module, type);
}
