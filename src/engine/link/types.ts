/** Type annotations → entities: the class of the project and the package's type that an annotation names. */
import type { TypeMember, TypeRef } from "../../ir/index.js";
import { NOTHING, type StateId } from "../../models/model.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import { entity, type Entity } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { declarationsOf, importPath, type Declaration } from "./declarations.js";
import type { Linker } from "./linker.js";

/** Generic types of the language that stand for their argument. */
const TRANSPARENT = new Set(["Readonly", "Partial", "Required", "NonNullable", "Awaited", "Omit", "Pick", "InstanceType"]);
const COLLECTIONS = new Set(["Array", "ReadonlyArray", "Set", "ReadonlySet", "Iterable", "IterableIterator", "AsyncIterable", "Generator", "AsyncGenerator"]);
/** Arrays of promises of arrays … that are told apart: an alias may stand for an array of itself. */
const WRAP_DEPTH = 4;

type Wrap = "list" | "promise";

/** One question for a type's entities. What it has visited is its own, so that an answer does not depend on who asked before. */
class Walk {
  readonly found = new EntitySet();
  /** The types met, and within which arrays and promises each was. */
  readonly #types: TypeRef[] = [];
  readonly #wraps: string[] = [];

  /** False when the type was met before, within the same arrays and promises. */
  enter(type: TypeRef, wraps: readonly Wrap[]): boolean {
    if (wraps.length > WRAP_DEPTH) return false;
    const key = wraps.length === 0 ? "" : wraps.join();
    for (let at = 0; at < this.#types.length; at++) if (this.#types[at] === type && this.#wraps[at] === key) return false;
    this.#types.push(type);
    this.#wraps.push(key);
    return true;
  }

  add(items: readonly Entity[], wraps: readonly Wrap[]): void {
    if (wraps.length === 0) this.found.addAll(items);
    else for (const item of items) this.found.add(wraps.reduceRight((inner, wrap) => entity[wrap](inner), item));
  }
}

export function typeEntities(linker: Linker, module: Loaded, type: TypeRef): readonly Entity[] {
  if (type.kind === "primitive" || type.kind === "literal" || type.kind === "other") return NO_ENTITIES;
  const table = (module.kept.types ??= new Map<TypeRef, readonly Entity[]>());
  const known = table.get(type);
  if (known !== undefined) return known;
  const walk = new Walk();
  // `typeof x` asks what a value is, and that may be an open question: its answer is not kept.
  const outer = linker.beginAttempt();
  visit(linker, walk, module, type, []);
  const result = walk.found.list();
  if (linker.endAttempt(outer)) table.set(type, result);
  return result;
}

function visit(linker: Linker, walk: Walk, module: Loaded, type: TypeRef, wraps: readonly Wrap[]): void {
  if (type.kind === "primitive" || type.kind === "literal" || type.kind === "other" || type.kind === "tuple" || !walk.enter(type, wraps)) return;
  switch (type.kind) {
    case "name":
      named(linker, walk, module, type, wraps);
      return;
    case "import":
      declared(linker, walk, declarationsOf(linker, module, type.specifier, type.path), wraps);
      return;
    case "typeof": {
      const binding = module.flow.bindings[type.binding];
      if (binding === undefined || type.path.length !== 1) return;
      if (binding.import >= 0) walk.add(linker.of(module, module.flow.imports[binding.import]?.node ?? -1), wraps);
      else if (binding.class >= 0) walk.add([entity.cls(module, binding.class)], wraps);
      else if (binding.function >= 0) walk.add([entity.fn(module, binding.function)], wraps);
      return;
    }
    case "union":
    case "intersection":
      for (const part of type.types) visit(linker, walk, module, part, wraps);
      return;
    case "array":
      visit(linker, walk, module, type.element, [...wraps, "list"]);
      return;
    case "object":
    case "function":
      walk.add([entity.shape(module, type)], wraps);
      return;
  }
}

function named(linker: Linker, walk: Walk, module: Loaded, type: TypeRef & { kind: "name" }, wraps: readonly Wrap[]): void {
  const [first, ...rest] = type.path;
  if (first === undefined) return;
  const { flow } = module;
  const binding = flow.bindings[type.binding];
  if (binding !== undefined) {
    const item = flow.imports[binding.import];
    if (item === undefined) declared(linker, walk, [{ kind: "project", module, binding: type.binding, rest }], wraps);
    else {
      declared(linker, walk, declarationsOf(linker, module, item.specifier, importPath(item, rest)), wraps);
      // A package that the project itself makes: its models hold here as they do where it is installed.
      const isPackage = !/^[./]/.test(item.specifier);
      if (isPackage && linker.world.resolve(module, item.specifier).kind === "file") walk.add(packageType(linker, { kind: "package", name: item.specifier, path: importPath(item, rest) }), wraps);
    }
    return;
  }
  const [argument] = type.args;
  const isPromise = first === "Promise" || first === "PromiseLike";
  if (argument !== undefined && (isPromise || TRANSPARENT.has(first) || COLLECTIONS.has(first))) {
    visit(linker, walk, module, argument, TRANSPARENT.has(first) ? wraps : [...wraps, isPromise ? "promise" : "list"]);
    return;
  }
  if (isPromise) return;
  // `ReturnType<typeof express>`: what a call of it gives.
  if (first === "ReturnType" && argument?.kind === "typeof") {
    const callee = new Walk();
    visit(linker, callee, module, argument, []);
    walk.add(linker.step(callee.found.list(), "()"), wraps);
    return;
  }
  const state = linker.models.join(linker.models.type(type.path.join(".")), linker.models.instance(linker.models.global(first)));
  // A fragment (no imports at all) leaves out what its names come from: they need not be the platform's.
  const isFragment = module.flow.imports.length === 0;
  walk.add(linker.library(state === NOTHING || isFragment ? linker.models.join(state, linker.models.type(["undeclared", ...type.path].join("."))) : state), wraps);
}

/** Classes, interfaces, aliases and enums of the project, types of packages. */
function declared(linker: Linker, walk: Walk, declarations: readonly Declaration[], wraps: readonly Wrap[]): void {
  for (const declaration of declarations) {
    if (declaration.kind === "package") {
      walk.add(packageType(linker, declaration), wraps);
      continue;
    }
    const { module, binding, rest } = declaration;
    const info = module.flow.bindings[binding];
    if (info === undefined || rest.length > 0) continue;
    if (info.class >= 0) {
      walk.add([entity.someInstance(module, info.class)], wraps);
      continue;
    }
    const { typeDeclarations } = module.flow;
    for (let index = 0; index < typeDeclarations.length; index++) {
      const declaredType = typeDeclarations[index];
      if (declaredType?.binding !== binding) continue;
      const { form, type } = declaredType;
      if (form === "interface" || (form === "alias" && (type.kind === "object" || type.kind === "intersection"))) walk.add([entity.typed(module, index)], wraps);
      if (form === "alias" && type.kind !== "object") visit(linker, walk, module, type, wraps);
    }
  }
}

/** The states of the members of packages that a name in a type stands for: those themselves, not their instances. */
export function packageStates(linker: Linker, module: Loaded, { binding, path }: TypeRef & { kind: "name" }): readonly StateId[] {
  const [, ...rest] = path;
  const item = module.flow.imports[module.flow.bindings[binding]?.import ?? -1];
  if (item === undefined) return [];
  const declarations = declarationsOf(linker, module, item.specifier, importPath(item, rest));
  return declarations.flatMap((each) => (each.kind === "package" ? [memberOf(linker, each)] : []));
}

function memberOf({ models }: Linker, { name: specifier, path }: Declaration & { kind: "package" }): StateId {
  let state = models.package(specifier);
  for (const name of path) state = name === "default" ? models.join(state, models.member(state, "default")) : models.member(state, name);
  return state;
}

function packageType(linker: Linker, declared: Declaration & { kind: "package" }): readonly Entity[] {
  const { models } = linker;
  const { name: specifier, path } = declared;
  let state = models.join(models.instance(memberOf(linker, declared)), models.type([specifier, ...path].join(".")));
  // `import express from "express"`: the names of a default import are those of the package, too.
  const [first, ...rest] = path;
  if (first === "default" && rest.length > 0) state = models.join(state, models.type([specifier, ...rest].join(".")));
  return linker.library(state);
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
