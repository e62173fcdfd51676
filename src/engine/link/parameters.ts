/** What the parameters of a function (and `this`) are: by annotation, by decorator, by who takes the function, by who calls it. */
import type { FlowModule } from "../../compile/index.js";
import { NOTHING, parameterContent, RETURNED } from "../../models/model.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import { entity, type Entity, type Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfFunction } from "../program/uses.js";
import { mapped } from "./closing.js";
import { decorated } from "./decorators.js";
import type { Linker } from "./linker.js";
import { rolesOf } from "./roles.js";
import { targetsOf } from "./targets.js";
import { typeEntities } from "./types.js";

export function parameterEntities(linker: Linker, module: Loaded, fn: number, index: number): readonly Entity[] {
  const set = new EntitySet();
  set.addAll(declaredParameter(linker, module, fn, index));
  for (const { call, argument, path } of usesOfFunction(module, fn).arguments) {
    if (path.length === 0) set.addAll(handedOn(linker, { module, call }, argument, parameterContent(index)));
  }
  if (!set.list().some((item) => item.kind === "library")) set.add(entity.symbol(module, fn, index));
  return set.list();
}

/** What a parameter is by its type, its decorators and the library that was given the function: a value that appears here. */
export function declaredParameter(linker: Linker, module: Loaded, fn: number, index: number): readonly Entity[] {
  const { flow } = module;
  const info = flow.functions[fn];
  const param = info?.params[index];
  if (info === undefined || param === undefined) return NO_ENTITIES;
  const set = new EntitySet();
  if (param.type !== null) set.addAll(typeEntities(linker, module, param.type));
  for (const decorator of param.decorators) set.addAll(decorated(linker, module, decorator, "parameter"));
  addHanded(linker, module, fn, index, set);
  return set.list();
}

/** What a parameter (-1: `this`) is to the libraries that the function is handed to, or that find it by its role. */
function addHanded(linker: Linker, module: Loaded, fn: number, index: number, set: EntitySet): void {
  const { flow } = module;
  const { models } = linker;
  const params = flow.functions[fn]?.params ?? [];
  const count = params.length;
  for (const role of rolesOf(linker, module, fn)) set.addAll(linker.library(models.parameter(role, index, count)));
  for (const { call, argument, path } of usesOfFunction(module, fn).arguments) {
    const callee = linker.state(module, flow.calls.callee[call] ?? -1);
    if (callee === NOTHING) continue;
    let state = models.argument(callee, argument, linker.arity({ module, call }));
    for (const name of path) state = /^\d+$/.test(name) ? models.element(state) : models.member(state, name);
    set.addAll(linker.library(models.parameter(state, index, count)));
    if (index >= 0) set.addAll(linker.library(models.injected(state, params[index]?.name ?? "")));
  }
}

/** The node that takes an argument of a function (-1: none), and where in it: a rest parameter has it at an index. */
export function parameterAt({ functions }: FlowModule, fn: number, index: number): { readonly node: number; readonly rest: readonly string[] } {
  const params = functions[fn]?.params ?? [];
  const last = params.length - 1;
  const isRest = params[last]?.rest === true && index >= last;
  return { node: params[isRest ? last : index]?.node ?? -1, rest: isRest ? [String(index - last)] : [] };
}

/** The function that `this` belongs to at a function. */
export function thisOwner(flow: FlowModule, fn: number): number {
  let owner = fn;
  while (flow.functions[owner]?.kind === "arrow") owner = flow.functions[owner]?.parent ?? 0;
  return owner;
}

export function thisEntities(linker: Linker, module: Loaded, fn: number): readonly Entity[] {
  const info = module.flow.functions[fn];
  if (info === undefined || fn === 0) return NO_ENTITIES;
  const set = new EntitySet();
  if (info.thisType !== null) set.addAll(typeEntities(linker, module, info.thisType));
  if (info.class >= 0) {
    set.add(info.isStatic ? entity.cls(module, info.class) : entity.someInstance(module, info.class));
  } else {
    const { objects, prototypeOf } = usesOfFunction(module, fn);
    for (const node of objects) set.add(entity.object(module, node));
    if (prototypeOf >= 0) set.add(entity.someMade(module, prototypeOf));
    else if (info.kind === "function") set.add(entity.someMade(module, fn));
    if (info.kind !== "arrow") addHanded(linker, module, fn, -1, set);
  }
  set.add(entity.symbol(module, fn, -1));
  return set.list();
}

/** What a library hands on as the same value, its own or what a callback makes: to its result, or to a parameter of a callback. */
export function handedOn(linker: Linker, site: Site, at: number, parameter: string | null): readonly Entity[] {
  const set = new EntitySet();
  const targets = targetsOf(linker, site.module, site.call);
  for (let index = 0; index < targets.length; index++) {
    const target = targets[index];
    if (target?.kind !== "library" || target.effects.summaries.length === 0) continue;
    for (const { from, to, kind } of target.effects.summaries) {
      if (kind !== "value" || to.at !== at || (parameter !== null && to.path[0] !== parameter)) continue;
      if (from.path.some((content) => /^<(?:param|any)/.test(content) || (content === RETURNED && to.path.length > 0))) continue;
      let items = linker.of(site.module, linker.argument(site, from.at));
      for (const content of from.path) items = linker.step(items, content === RETURNED ? "()" : content === "<await>" ? "await" : content === "[]" ? "[]" : `.${content}`);
      for (const content of to.path.slice(parameter === null ? 0 : 1).toReversed()) {
        if (content === "<await>") items = mapped(items, entity.promise);
        else if (content === "[]") items = mapped(items, entity.list);
        else items = NO_ENTITIES;
      }
      set.addAll(items);
    }
  }
  return set.list();
}
