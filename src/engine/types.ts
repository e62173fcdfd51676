/** Type annotations → entities: the class of the project and the package's type that an annotation names. */
import type { TypeMember, TypeRef } from "../ir/index.js";
import { NOTHING, type StateId } from "../models/model.js";
import { entity, EntitySet, NO_ENTITIES, type Entity } from "./entity.js";
import type { Linker } from "./linker.js";
import type { Loaded } from "./world.js";

/** Generic types of the language that stand for their argument. */
const TRANSPARENT = new Set(["Readonly", "Partial", "Required", "NonNullable", "Awaited", "Omit", "Pick", "InstanceType"]);
const COLLECTIONS = new Set(["Array", "ReadonlyArray", "Set", "ReadonlySet", "Iterable", "IterableIterator", "AsyncIterable", "Generator", "AsyncGenerator"]);
/** Aliases of aliases that are followed. */
const ALIAS_DEPTH = 8;

export function typeEntities(linker: Linker, module: Loaded, type: TypeRef, depth = 0): readonly Entity[] {
  if (depth > ALIAS_DEPTH) return NO_ENTITIES;
  switch (type.kind) {
    case "name":
      return named(linker, module, type, depth);
    case "import":
      return fromSpecifier(linker, module, type.specifier, type.path, depth);
    case "typeof": {
      const binding = module.flow.bindings[type.binding];
      if (binding === undefined || type.path.length !== 1) return NO_ENTITIES;
      if (binding.import >= 0) return linker.of(module, module.flow.imports[binding.import]?.node ?? -1);
      return binding.class >= 0 ? [entity.cls(module, binding.class)] : NO_ENTITIES;
    }
    case "union":
    case "intersection": {
      const set = new EntitySet();
      for (const part of type.types) set.addAll(typeEntities(linker, module, part, depth + 1));
      return set.list();
    }
    case "array":
      return typeEntities(linker, module, type.element, depth + 1).map(entity.list);
    case "object":
    case "function":
      return [entity.shape(module, type)];
    case "tuple":
    case "primitive":
    case "literal":
    case "other":
      return NO_ENTITIES;
  }
}

function named(linker: Linker, module: Loaded, type: TypeRef & { kind: "name" }, depth: number): readonly Entity[] {
  const [first, ...rest] = type.path;
  if (first === undefined) return NO_ENTITIES;
  const { flow } = module;
  const binding = flow.bindings[type.binding];
  if (binding === undefined) {
    const [argument] = type.args;
    if (first === "Promise" || first === "PromiseLike") return argument === undefined ? NO_ENTITIES : typeEntities(linker, module, argument, depth + 1).map(entity.promise);
    if (argument !== undefined && TRANSPARENT.has(first)) return typeEntities(linker, module, argument, depth + 1);
    if (argument !== undefined && COLLECTIONS.has(first)) return typeEntities(linker, module, argument, depth + 1).map(entity.list);
    const state = linker.models.join(linker.models.type(type.path.join(".")), linker.models.instance(linker.models.global(first)));
    // A fragment (no imports at all) leaves out what its names come from: they need not be the platform's.
    const isFragment = module.flow.imports.length === 0;
    return linker.library(state === NOTHING || isFragment ? linker.models.join(state, linker.models.type(["undeclared", ...type.path].join("."))) : state);
  }
  if (binding.import >= 0) {
    const item = flow.imports[binding.import];
    if (item === undefined) return NO_ENTITIES;
    const path = item.name === "*" || item.name === "=" ? rest : [item.name, ...rest];
    return fromSpecifier(linker, module, item.specifier, path, depth);
  }
  return declared(linker, module, type.binding, rest, depth);
}

/** A class, interface, alias or enum declared in the module. */
function declared(linker: Linker, module: Loaded, binding: number, rest: readonly string[], depth: number): readonly Entity[] {
  const { flow } = module;
  const info = flow.bindings[binding];
  if (info === undefined || rest.length > 0) return NO_ENTITIES;
  if (info.class >= 0) return [entity.instance(module, info.class, null)];
  const set = new EntitySet();
  for (const [index, declaration] of flow.typeDeclarations.entries()) {
    if (declaration.binding !== binding) continue;
    if (declaration.form === "interface") set.add(entity.typed(module, index));
    else if (declaration.form === "alias") {
      if (declaration.type.kind === "object" || declaration.type.kind === "intersection") set.add(entity.typed(module, index));
      if (declaration.type.kind !== "object") set.addAll(typeEntities(linker, module, declaration.type, depth + 1));
    }
  }
  return set.list();
}

/** A type that another module exports. */
function fromSpecifier(linker: Linker, module: Loaded, specifier: string, path: readonly string[], depth: number): readonly Entity[] {
  const { models } = linker;
  const resolution = linker.world.resolve(module, specifier);
  if (resolution.kind === "package") {
    let state = models.package(resolution.name);
    for (const name of path) state = name === "default" ? models.join(state, models.member(state, "default")) : models.member(state, name);
    return linker.library(models.join(models.instance(state), models.type([resolution.name, ...path].join("."))));
  }
  if (resolution.kind !== "file") return NO_ENTITIES;
  const target = linker.world.load(resolution.path);
  const [name, ...rest] = path;
  if (target === null || name === undefined) return NO_ENTITIES;
  linker.use(module, target);
  return exportedType(linker, target, name, rest, depth + 1, new Set());
}

function exportedType(linker: Linker, module: Loaded, name: string, rest: readonly string[], depth: number, seen: Set<string>): readonly Entity[] {
  const key = `${module.path}\0${name}`;
  if (seen.has(key)) return NO_ENTITIES;
  const isRoot = seen.size === 0;
  seen.add(key);
  if (!isRoot || rest.length > 0) return findExportedType(linker, module, name, rest, depth, seen);
  let table = module.memo.get(TYPES) as Map<string, readonly Entity[]> | undefined;
  if (table === undefined) module.memo.set(TYPES, (table = new Map()));
  let found = table.get(name);
  if (found === undefined) table.set(name, (found = findExportedType(linker, module, name, rest, depth, seen)));
  return found;
}

const TYPES = {};

function findExportedType(linker: Linker, module: Loaded, name: string, rest: readonly string[], depth: number, seen: Set<string>): readonly Entity[] {
  const set = new EntitySet();
  for (const item of module.flow.exports) {
    if (item.kind === "local" && item.name === name) {
      const binding = module.flow.bindings[item.binding];
      if (binding !== undefined && binding.import >= 0) {
        const source = module.flow.imports[binding.import];
        if (source !== undefined) set.addAll(fromSpecifier(linker, module, source.specifier, source.name === "*" ? rest : [source.name, ...rest], depth + 1));
      } else set.addAll(declared(linker, module, item.binding, rest, depth));
    } else if ((item.kind === "from" && item.name === name) || item.kind === "all") {
      const wanted = item.kind === "from" ? item.imported : name;
      const resolution = linker.world.resolve(module, item.specifier);
      if (resolution.kind === "package") {
        if (item.kind === "from") set.addAll(fromSpecifier(linker, module, item.specifier, [wanted, ...rest], depth + 1));
        continue;
      }
      const next = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
      if (next === null) continue;
      linker.use(module, next);
      set.addAll(wanted === "*" ? exportedType(linker, next, rest[0] ?? "", rest.slice(1), depth + 1, seen) : exportedType(linker, next, wanted, rest, depth + 1, seen));
    }
  }
  return set.list();
}

/** A function of a declared type that models know by the functions it has: `info` of `{ info(text): void; warn(text): void; … }`. */
export function structuralMember(linker: Linker, module: Loaded, type: TypeRef, name: string): readonly Entity[] {
  if (type.kind !== "object" || !type.members.some((member) => member.name === name && isFunction(member))) return NO_ENTITIES;
  let states = module.memo.get(STRUCTURES) as Map<TypeRef, StateId> | undefined;
  if (states === undefined) module.memo.set(STRUCTURES, (states = new Map()));
  let state = states.get(type);
  if (state === undefined) states.set(type, (state = linker.models.shape(new Set(type.members.filter(isFunction).map((member) => member.name)))));
  return linker.library(linker.models.member(state, name));
}

const STRUCTURES = {};

const isFunction = (member: TypeMember): boolean => member.method || member.type.kind === "function";

/** The classes of the program that extend or implement what an entity stands for, directly or further down. */
export function heirsOf(linker: Linker, item: Entity & { kind: "typed" | "instance" }): readonly { readonly module: Loaded; readonly cls: number }[] {
  const key = `heirs:${item.key}`;
  const known = item.module.memo.get(key) as { module: Loaded; cls: number }[] | undefined;
  if (known !== undefined) return known;
  const name = item.kind === "typed" ? item.module.flow.typeDeclarations[item.type]?.name : item.module.flow.classes[item.cls]?.name;
  const found: { module: Loaded; cls: number }[] = [];
  item.module.memo.set(key, found);
  if (name === undefined || name === "") return found;
  const files = new Set([item.module.path, ...linker.world.host.heirs(name, item.module.path)]);
  for (const path of [...files].sort()) {
    const module = path === item.module.path ? item.module : linker.world.load(path);
    if (module === null) continue;
    linker.use(item.module, module);
    for (const [cls, info] of module.flow.classes.entries()) {
      const parents = info.superNode < 0 ? [] : linker.of(module, info.superNode).map((each) => (each.kind === "class" ? entity.instance(each.module, each.cls, null) : each));
      const all = [...parents, ...info.implements.flatMap((type) => typeEntities(linker, module, type))];
      if (!all.some((each) => each.key === (item.kind === "instance" ? entity.instance(item.module, item.cls, null).key : item.key))) continue;
      found.push({ module, cls });
      if (info.name !== "") found.push(...heirsOf(linker, entity.instance(module, cls, null) as Entity & { kind: "instance" }));
    }
  }
  return found;
}
