/** Reading a property of an entity. */
import type { TypeRef } from "../ir/index.js";
import { NOTHING } from "../models/model.js";
import { BOUNDS } from "./bounds.js";
import { entity, EntitySet, NO_ENTITIES, type Entity, type Site } from "./entity.js";
import { exportedEntities } from "./imports.js";
import type { Linker } from "./linker.js";
import { resultOf } from "./results.js";
import { heirsOf, structuralMember, typeEntities } from "./types.js";
import type { Loaded } from "./world.js";
import { CallFlag } from "../compile/index.js";

export function memberOf(linker: Linker, item: Entity, name: string): readonly Entity[] {
  const { models } = linker;
  switch (item.kind) {
    case "library":
      return linker.library(models.member(item.state, name));
    case "object":
      return linker.lookup(item.module, item.node, name);
    case "module":
      return exportedEntities(linker, item.module, name);
    case "instance":
      return instanceMember(linker, item.module, item.cls, name, item.site);
    case "class":
      return staticMember(linker, item.module, item.cls, name);
    case "super":
      return superMember(linker, item.module, item.cls, name, item.isStatic);
    case "made":
      return madeMember(linker, item.module, item.fn, name, item.site);
    case "function":
    case "bound":
      return name === "call" || name === "apply" || name === "bind" ? [entity.method(name, item)] : NO_ENTITIES;
    case "symbol": {
      if (item.path.length >= BOUNDS.symbolicDepth) return NO_ENTITIES;
      const symbol = entity.symbol(item.module, item.fn, item.param, [...item.path, `.${name}`]);
      return name === "call" || name === "apply" || name === "bind" ? [symbol, entity.method(name, item)] : [symbol];
    }
    case "promise":
      return linker.library(models.member(models.type("ecmascript.Promise"), name));
    case "list":
      return /^\d+$/.test(name) ? [item.of] : linker.library(models.member(models.type("ecmascript.Array"), name));
    case "typed": {
      const declaration = item.module.flow.typeDeclarations[item.type];
      if (declaration === undefined) return NO_ENTITIES;
      const set = new EntitySet();
      set.addAll(shapeMember(linker, item.module, declaration.type, name));
      for (const parent of declaration.extends) for (const base of typeEntities(linker, item.module, parent)) set.addAll(memberOf(linker, base, name));
      if (set.size > 0) return set.list();
      for (const heir of heirsOf(linker, item)) set.addAll(instanceMember(linker, heir.module, heir.cls, name, null));
      // What implements it in the program says more than its looks.
      return set.size > 0 ? set.list() : structuralMember(linker, item.module, declaration.type, name);
    }
    case "shape": {
      const declared = shapeMember(linker, item.module, item.type, name);
      return declared.length > 0 ? declared : structuralMember(linker, item.module, item.type, name);
    }
    case "method":
      return NO_ENTITIES;
  }
}

function shapeMember(linker: Linker, module: Loaded, type: TypeRef, name: string): readonly Entity[] {
  if (type.kind === "object") {
    const member = type.members.find((each) => each.name === name);
    if (member === undefined || member.method) return NO_ENTITIES;
    const structural = member.type.kind === "function" ? structuralMember(linker, module, type, name) : NO_ENTITIES;
    return structural.length > 0 ? structural : typeEntities(linker, module, member.type);
  }
  if (type.kind === "intersection" || type.kind === "union") {
    const set = new EntitySet();
    for (const part of type.types) {
      if (part.kind === "object") set.addAll(shapeMember(linker, module, part, name));
      else for (const item of typeEntities(linker, module, part)) set.addAll(memberOf(linker, item, name));
    }
    return set.list();
  }
  return NO_ENTITIES;
}

/** The classes above a class: of the project, or libraries' states. */
export function superclasses(linker: Linker, module: Loaded, cls: number): readonly Entity[] {
  const info = module.flow.classes[cls];
  return info === undefined || info.superNode < 0 ? NO_ENTITIES : linker.of(module, info.superNode);
}

function instanceMember(linker: Linker, module: Loaded, cls: number, name: string, site: Site | null, depth = 0): readonly Entity[] {
  const info = module.flow.classes[cls];
  if (info === undefined || depth > BOUNDS.symbolicDepth * 4) return NO_ENTITIES;
  const set = new EntitySet();
  let isAbstract = false;
  for (const member of info.members) {
    if (member.isStatic || member.name !== name) continue;
    const fn = module.flow.functions[member.function];
    if (member.kind === "method") {
      if (fn?.hasBody === true) set.add(entity.fn(module, member.function));
      else isAbstract = true;
    } else if (member.kind === "getter") {
      if (fn?.hasBody === true) set.addAll(resultOf(linker, entity.fn(module, member.function), null, false));
      else isAbstract = true;
      if (fn?.returnType) set.addAll(typeEntities(linker, module, fn.returnType));
    } else if (member.kind === "field") {
      if (member.type !== null) set.addAll(typeEntities(linker, module, member.type));
      for (const decorator of member.decorators) set.addAll(linker.decorated(module, decorator, "member"));
      if (member.abstract) isAbstract = true;
    }
  }
  for (const node of info.stores.get(name) ?? []) set.addAll(linker.substitute(linker.of(module, node), module, info.constructorFunction, site));
  if (set.size > 0) return set.list();
  if (isAbstract) for (const heir of heirsOf(linker, entity.instance(module, cls, null) as Entity & { kind: "instance" })) set.addAll(instanceMember(linker, heir.module, heir.cls, name, null, depth + 1));
  for (const parent of superclasses(linker, module, cls)) {
    if (parent.kind === "class") {
      linker.use(module, parent.module);
      const inherited = instanceMember(linker, parent.module, parent.cls, name, superSite(module, cls) ?? site, depth + 1);
      set.addAll(linker.substitute(inherited, module, info.constructorFunction, site));
    } else if (parent.kind === "library") {
      const state = linker.models.join(linker.models.subclass(parent.state), linker.models.instance(parent.state));
      if (state !== NOTHING) set.addAll(linker.library(linker.models.member(state, name)));
    }
  }
  return set.list();
}

/** The `super(…)` call of a class's constructor. */
function superSite(module: Loaded, cls: number): Site | null {
  const fn = module.flow.classes[cls]?.constructorFunction ?? -1;
  if (fn < 0) return null;
  const { calls, nodeFunction } = module.flow;
  for (let call = 0; call < calls.count; call++) {
    if (((calls.flags[call] ?? 0) & CallFlag.Super) !== 0 && nodeFunction[calls.result[call] ?? -1] === fn) return { module, call };
  }
  return null;
}

function staticMember(linker: Linker, module: Loaded, cls: number, name: string): readonly Entity[] {
  const info = module.flow.classes[cls];
  if (info === undefined) return NO_ENTITIES;
  const set = new EntitySet();
  for (const member of info.members) {
    if (!member.isStatic || member.name !== name) continue;
    if (member.kind === "method") set.add(entity.fn(module, member.function));
    else if (member.kind === "getter") set.addAll(resultOf(linker, entity.fn(module, member.function), null, false));
    else if (member.type !== null) set.addAll(typeEntities(linker, module, member.type));
  }
  for (const node of info.staticStores.get(name) ?? []) set.addAll(linker.of(module, node));
  if (set.size > 0) return set.list();
  for (const parent of superclasses(linker, module, cls)) {
    if (parent.kind === "class") linker.use(module, parent.module);
    set.addAll(memberOf(linker, parent, name));
  }
  return set.list();
}

function superMember(linker: Linker, module: Loaded, cls: number, name: string, isStatic: boolean): readonly Entity[] {
  const set = new EntitySet();
  for (const parent of superclasses(linker, module, cls)) {
    if (isStatic) set.addAll(memberOf(linker, parent, name));
    else if (parent.kind === "class") {
      linker.use(module, parent.module);
      set.addAll(instanceMember(linker, parent.module, parent.cls, name, null));
    } else if (parent.kind === "library") set.addAll(linker.library(linker.models.member(linker.models.join(linker.models.subclass(parent.state), linker.models.instance(parent.state)), name)));
  }
  return set.list();
}

function madeMember(linker: Linker, module: Loaded, fn: number, name: string, site: Site | null): readonly Entity[] {
  const { flow } = module;
  const set = new EntitySet();
  const info = flow.functions[fn];
  if (info === undefined) return NO_ENTITIES;
  const out = info.outs[0] ?? -1;
  if (out >= 0) set.addAll(linker.substitute(linker.written(module, out, name), module, fn, site));
  for (const [binding, methods] of flow.prototypes) {
    if (flow.bindings[binding]?.function !== fn) continue;
    for (const node of methods.get(name) ?? []) set.addAll(linker.of(module, node));
    for (const node of methods.get("") ?? []) set.addAll(linker.lookup(module, node, name));
  }
  return set.list();
}
