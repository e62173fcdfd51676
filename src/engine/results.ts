/** Calling, awaiting and iterating entities. */
import { Edge } from "../compile/index.js";
import { NOTHING } from "../models/model.js";
import { BOUNDS } from "./bounds.js";
import { entity, EntitySet, NO_ENTITIES, type Entity, type Site } from "./entity.js";
import type { Linker } from "./linker.js";
import { typeEntities } from "./types.js";
import type { Loaded } from "./world.js";

/** What calling an entity gives. `site`: the call, where it is known (`null`: some call). */
export function resultOf(linker: Linker, item: Entity, site: Site | null, isNew: boolean): readonly Entity[] {
  switch (item.kind) {
    case "library": {
      const { models } = linker;
      return linker.library(models.returned(item.state, site === null ? 0 : linker.arity(site), isNew));
    }
    case "function":
      return functionResult(linker, item.module, item.fn, item.site, site, isNew, 0);
    case "class":
      return isNew ? [entity.instance(item.module, item.cls, site)] : NO_ENTITIES;
    case "bound": {
      if (item.target.kind !== "function") return resultOf(linker, item.target, null, isNew);
      const given = linker.arity(item.site);
      return functionResult(linker, item.target.module, item.target.fn, item.target.site, site, isNew, Math.max(0, given - 1) * -1);
    }
    case "method": {
      if (item.name === "bind") return site === null ? [item.target] : [entity.bound(item.target, site)];
      if (item.target.kind !== "function") return resultOf(linker, item.target, null, false);
      return functionResult(linker, item.target.module, item.target.fn, item.target.site, item.name === "call" ? site : null, false, 1);
    }
    case "symbol":
      return item.path.length >= BOUNDS.symbolicDepth ? NO_ENTITIES : [entity.symbol(item.module, item.fn, item.param, [...item.path, isNew ? "new" : "()"])];
    case "shape":
      return item.type.kind === "function" ? typeEntities(linker, item.module, item.type.returns) : NO_ENTITIES;
    case "typed": {
      const type = item.module.flow.typeDeclarations[item.type]?.type;
      return type?.kind === "function" ? typeEntities(linker, item.module, type.returns) : NO_ENTITIES;
    }
    default:
      return NO_ENTITIES;
  }
}

/** `shift`: how many arguments the call has before (after, if negative) the function's first parameter. */
function functionResult(linker: Linker, module: Loaded, fn: number, closure: Site | null, site: Site | null, isNew: boolean, shift: number): readonly Entity[] {
  const { flow } = module;
  const info = flow.functions[fn];
  if (info === undefined) return NO_ENTITIES;
  if (site !== null) linker.use(site.module, module);
  if (isNew) return [entity.made(module, fn, site)];
  const set = new EntitySet();
  if (info.returnType !== null) set.addAll(typeEntities(linker, module, info.returnType));
  const end = flow.firstIn[info.returnNode + 1] ?? 0;
  for (let at = flow.firstIn[info.returnNode] ?? 0; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    let found = linker.substitute(linker.of(module, flow.edgeFrom[edge] ?? -1), module, fn, site, shift);
    // What a closure sees of the functions around it is known from the call that made it.
    if (closure !== null && info.parent >= 0) found = linker.substitute(found, module, info.parent, closure);
    for (const each of found) {
      // A closure that this call makes remembers it.
      const value = each.kind === "function" && each.module === module && each.site === null && flow.functions[each.fn]?.parent === fn ? entity.fn(module, each.fn, site) : each;
      if (kind === Edge.Return) set.add(info.async ? entity.promise(value) : value);
      else if (kind === Edge.Yield) set.add(entity.list(value));
      else if (kind === Edge.YieldAll) set.add(value);
    }
  }
  return set.list();
}

export function awaitedOf(linker: Linker, item: Entity): readonly Entity[] {
  if (item.kind === "promise") return [item.of];
  if (item.kind === "library") return linker.library(linker.models.awaited(item.state));
  if (item.kind === "symbol") return item.path.length >= BOUNDS.symbolicDepth ? [item] : [entity.symbol(item.module, item.fn, item.param, [...item.path, "await"])];
  return [item];
}

export function elementOf(linker: Linker, item: Entity): readonly Entity[] {
  const { models } = linker;
  switch (item.kind) {
    case "list":
      return [item.of];
    case "library": {
      const state = models.element(item.state);
      return state === NOTHING ? NO_ENTITIES : [entity.library(state)];
    }
    case "object": {
      const { flow } = item.module;
      const set = new EntitySet();
      const origin = flow.nodeOrigin[item.node] ?? item.node;
      const end = flow.firstIn[origin + 1] ?? 0;
      for (let at = flow.firstIn[origin] ?? 0; at < end; at++) {
        const edge = flow.in[at] ?? 0;
        const kind = flow.edgeKind[edge] as Edge;
        const from = flow.edgeFrom[edge] ?? -1;
        if (kind === Edge.Store) set.addAll(linker.of(item.module, from));
        else if (kind === Edge.SpreadElements) for (const each of linker.of(item.module, from)) set.addAll(elementOf(linker, each));
      }
      return set.list();
    }
    case "symbol":
      return item.path.length >= BOUNDS.symbolicDepth ? NO_ENTITIES : [entity.symbol(item.module, item.fn, item.param, [...item.path, "[]"])];
    default:
      return NO_ENTITIES;
  }
}
