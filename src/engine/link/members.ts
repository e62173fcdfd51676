/** Reading a property of an entity. */
import { CallFlag, type ClassInfo } from "../../compile/index.js";
import type { TypeRef } from "../../ir/index.js";
import { NOTHING } from "../../models/model.js";
import { BOUNDS } from "../bounds.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import { entity, type Entity, type EntityOf, type Frame } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { close } from "./closing.js";
import { decorated } from "./decorators.js";
import { heirsOf } from "./heirs.js";
import { exportedEntities } from "./imports.js";
import type { Linker } from "./linker.js";
import { lookup, written } from "./lookup.js";
import { resultOf } from "./results.js";
import { superclasses } from "./superclasses.js";
import { structuralMember, typeEntities } from "./types.js";

/** A property that no row names: only rows on any property are about it. */
const NO_NAME = "";

/** What the property `name` of a value is. */
export function memberOf(linker: Linker, item: Entity, name: string): readonly Entity[] {
  const { models } = linker;
  switch (item.kind) {
    case "library": {
      const member = models.member(item.state, name);
      // Unless a row names it, it is that of functions.
      return name === "bind" && member === models.member(item.state, NO_NAME) ? [entity.method(name, item)] : linker.library(member, item.site);
    }
    case "object":
      return close(linker, lookup(linker, item.module, item.node, name), item.frame);
    case "module":
      return exportedEntities(linker, item.module, item.module, name);
    case "instance":
      return memberOfInstance(linker, item, name, true);
    case "class":
      return close(linker, staticMember(linker, item, name), item.frame);
    case "super":
      return superMember(linker, item.module, item.cls, name, item.isStatic);
    case "made":
      return memberOfMade(linker, item, name);
    case "function":
    case "bound":
      return name === "call" || name === "apply" || name === "bind" ? [entity.method(name, item)] : NO_ENTITIES;
    case "symbol": {
      if (item.path.length >= BOUNDS.symbolicDepth) return NO_ENTITIES;
      const symbol = entity.member(item, name);
      return name === "call" || name === "apply" || name === "bind" ? [symbol, entity.method(name, item)] : [symbol];
    }
    case "promise":
      return linker.library(models.member(models.type("ecmascript.Promise"), name));
    case "list":
      return isIndex(name) ? [item.of] : linker.library(models.member(models.type("ecmascript.Array"), name));
    case "typed": {
      const declaration = item.module.flow.typeDeclarations[item.type];
      if (declaration === undefined) return NO_ENTITIES;
      const set = new EntitySet();
      set.addAll(shapeMember(linker, item.module, declaration.type, name));
      for (const parent of declaration.extends) for (const base of typeEntities(linker, item.module, parent)) set.addAll(memberOf(linker, base, name));
      if (set.size > 0) return set.list();
      for (const heir of heirsOf(linker, item)) set.addAll(memberOf(linker, entity.someInstance(heir.module, heir.cls), name));
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

const isIndex = (name: string): boolean => /^\d+$/.test(name);

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

type Instance = EntityOf<"instance">;
type MemberInfo = ClassInfo["members"][number];

/** The frames of what an instance's class writes into it: its constructor, as it was called, and its field initialisers. */
function makingFrame(linker: Linker, item: Instance): Frame | null {
  const { module, cls, site, frame } = item;
  const info = module.flow.classes[cls];
  if (info === undefined || site === null) return frame;
  const known = item.making;
  if (known !== undefined) return known;
  const entered = { module, site: null, shift: 0, bound: null, self: item };
  let made = frame;
  if (info.initialiser >= 0) made = linker.frames.make({ ...entered, fn: info.initialiser, outer: made });
  if (info.constructorFunction >= 0) made = linker.frames.make({ ...entered, fn: info.constructorFunction, site, outer: made });
  item.making = made;
  return made;
}

function memberOfInstance(linker: Linker, item: Instance, name: string, heirs: boolean): readonly Entity[] {
  if (!linker.enter(item, name)) return NO_ENTITIES;
  const found = instanceMember(linker, item, name, heirs);
  linker.leave();
  return found;
}

/** `heirs`: of an abstract member, those of the classes beneath count. */
function instanceMember(linker: Linker, item: Instance, name: string, heirs: boolean): readonly Entity[] {
  const { module } = item;
  const info = module.flow.classes[item.cls];
  if (info === undefined) return NO_ENTITIES;
  const set = new EntitySet();
  let isAbstract = false;
  for (let at = 0; at < info.members.length; at++) {
    const member = info.members[at];
    if (member === undefined || member.isStatic || member.name !== name) continue;
    if (!OWN_MEMBER[member.kind](linker, item, member, set)) isAbstract = true;
  }
  const stores = info.stores.get(name);
  if (stores !== undefined) {
    const making = makingFrame(linker, item);
    for (let at = 0; at < stores.length; at++) set.addAll(close(linker, linker.of(module, stores[at] ?? -1), making));
  }
  if (set.size > 0) return set.list();
  if (isAbstract && heirs) for (const heir of heirsOf(linker, item)) set.addAll(instanceMember(linker, entity.someInstance(heir.module, heir.cls), name, false));
  if (info.superNode >= 0) addInherited(linker, item, name, heirs, set);
  return set.list();
}

/** Adds what a member of an instance's class is; false: the member is abstract. */
type OwnMember = (linker: Linker, item: Instance, member: MemberInfo, set: EntitySet) => boolean;

/** By kind. (A table: each is compiled by itself, when it is met.) */
const OWN_MEMBER: Record<MemberInfo["kind"], OwnMember> = {
  method: (linker, { module, frame }, member, set) => {
    if (module.flow.functions[member.function]?.hasBody !== true) return false;
    set.addAll(close(linker, [entity.fn(module, member.function)], frame));
    set.addAll(methodRows(linker, module, member.function));
    return true;
  },
  getter: (linker, item, member, set) => {
    const { module } = item;
    const fn = module.flow.functions[member.function];
    const hasBody = fn?.hasBody === true;
    if (hasBody) set.addAll(got(linker, entity.fn(module, member.function), item, item.frame));
    if (fn?.returnType) set.addAll(typeEntities(linker, module, fn.returnType));
    return hasBody;
  },
  setter: () => true,
  field: (linker, { module }, member, set) => {
    if (member.type !== null) set.addAll(typeEntities(linker, module, member.type));
    for (const decorator of member.decorators) set.addAll(decorated(linker, module, decorator, "member"));
    return !member.abstract;
  },
};

/** What rows on the file say of a method. */
function methodRows(linker: Linker, module: Loaded, fn: number): readonly Entity[] {
  return linker.library(linker.rowsOn(module)?.functions.get(fn) ?? NOTHING);
}

function addInherited(linker: Linker, item: Instance, name: string, heirs: boolean, set: EntitySet): void {
  const { module, cls } = item;
  for (const parent of superclasses(linker, module, cls, item.frame)) {
    if (parent.kind === "class") {
      linker.use(module, parent.module);
      const call = superCall(module, cls);
      const base = entity.instance(parent, call < 0 ? item.site : { module, call, frame: makingFrame(linker, item) });
      set.addAll(memberOfInstance(linker, base, name, heirs));
    } else if (parent.kind === "library") {
      const state = linker.models.join(linker.models.subclass(parent.state), linker.models.instance(parent.state));
      if (state !== NOTHING) set.addAll(linker.library(linker.models.member(state, name)));
    }
  }
}

/** What a getter gives, read from `self`. */
function got(linker: Linker, getter: EntityOf<"function">, self: Entity, outer: Frame | null): readonly Entity[] {
  const frame = linker.frames.make({ module: getter.module, fn: getter.fn, site: null, shift: 0, bound: null, self, outer });
  return close(linker, resultOf(linker, getter, null, false), frame);
}

const SUPER_CALLS = {};

/** The `super(…)` call of a class's constructor; -1. */
function superCall(module: Loaded, cls: number): number {
  let table = module.memo.get(SUPER_CALLS) as Map<number, number> | undefined;
  if (table === undefined) {
    const { calls, nodeFunction } = module.flow;
    table = new Map();
    for (let call = 0; call < calls.count; call++) {
      if (((calls.flags[call] ?? 0) & CallFlag.Super) !== 0) table.set(nodeFunction[calls.result[call] ?? -1] ?? 0, call);
    }
    module.memo.set(SUPER_CALLS, table);
  }
  return table.get(module.flow.classes[cls]?.constructorFunction ?? -1) ?? -1;
}

function staticMember(linker: Linker, item: EntityOf<"class">, name: string): readonly Entity[] {
  const { module, cls } = item;
  const info = module.flow.classes[cls];
  if (info === undefined) return NO_ENTITIES;
  const set = new EntitySet();
  for (let at = 0; at < info.members.length; at++) {
    const member = info.members[at];
    if (member?.isStatic !== true || member.name !== name) continue;
    if (member.kind === "method") {
      set.add(entity.fn(module, member.function));
      set.addAll(methodRows(linker, module, member.function));
    } else if (member.kind === "getter") set.addAll(got(linker, entity.fn(module, member.function), item, null));
    else if (member.type !== null) set.addAll(typeEntities(linker, module, member.type));
  }
  const stores = info.staticStores.get(name);
  if (stores !== undefined) for (let at = 0; at < stores.length; at++) set.addAll(linker.of(module, stores[at] ?? -1));
  if (set.size > 0) return set.list();
  for (const parent of superclasses(linker, module, cls, item.frame)) {
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
      set.addAll(memberOf(linker, entity.instance(parent, null), name));
    } else if (parent.kind === "library") set.addAll(linker.library(linker.models.member(linker.models.join(linker.models.subclass(parent.state), linker.models.instance(parent.state)), name)));
  }
  return set.list();
}

function memberOfMade(linker: Linker, item: EntityOf<"made">, name: string): readonly Entity[] {
  if (!linker.enter(item, name)) return NO_ENTITIES;
  const found = madeMember(linker, item, name);
  linker.leave();
  return found;
}

/** `function F(x) { this.x = x; }`, `F.prototype.m = …`. */
function madeMember(linker: Linker, item: EntityOf<"made">, name: string): readonly Entity[] {
  const { module, fn, site, frame } = item;
  const { flow } = module;
  const set = new EntitySet();
  const info = flow.functions[fn];
  if (info === undefined) return NO_ENTITIES;
  const out = info.outs[0] ?? -1;
  const making = site === null ? frame : linker.frames.make({ module, fn, site, shift: 0, bound: null, self: item, outer: frame });
  if (out >= 0) set.addAll(close(linker, written(linker, module, out, name), making));
  for (const [binding, methods] of flow.prototypes) {
    if (flow.bindings[binding]?.function !== fn) continue;
    for (const node of methods.get(name) ?? []) set.addAll(close(linker, linker.of(module, node), frame));
    for (const node of methods.get("") ?? []) set.addAll(close(linker, lookup(linker, module, node, name), frame));
  }
  return set.list();
}
