/** Calling, awaiting and iterating entities. */
import { Edge, type FunctionInfo } from "../../compile/index.js";
import type { RedactionAt } from "../../models/model.js";
import { BOUNDS } from "../bounds.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import { entity, type Entity, type EntityOf, type Frame, type Site } from "../program/entity.js";
import { close, mapped } from "./closing.js";
import type { Linker } from "./linker.js";
import { typeEntities } from "./types.js";

/** What calling an entity gives. `site`: the call, where it is known (`null`: some call). */
export function resultOf(linker: Linker, item: Entity, site: Site | null, isNew: boolean): readonly Entity[] {
  switch (item.kind) {
    case "library": {
      const { models } = linker;
      const arity = site === null ? 0 : linker.arity(site);
      const returned = models.returned(item.state, arity, isNew);
      return linker.library(returned, site !== null && models.asksMaker(returned) ? site : makerOf(linker, item, site, models.effects(item.state, arity, isNew).redactions));
    }
    case "function":
      return isNew ? [entity.made(item, site)] : functionResult(linker, item, { site, shift: 0, bound: null, self: "receiver" });
    case "class":
      return isNew ? [entity.instance(item, site)] : NO_ENTITIES;
    case "bound": {
      if (item.target.kind !== "function" || isNew) return resultOf(linker, item.target, null, isNew);
      return functionResult(linker, item.target, { site, shift: 1 - Math.max(1, linker.arity(item.site)), bound: item.site, self: null });
    }
    case "method": {
      if (item.name === "bind") {
        if (site === null) return [item.target];
        const bound = entity.bound(item.target, site);
        // Where only `this` is fixed, what models know of a function holds of the bound one.
        return item.target.kind === "library" && linker.arity(site) <= 1 ? [bound, item.target] : [bound];
      }
      if (item.target.kind !== "function") return resultOf(linker, item.target, null, false);
      return functionResult(linker, item.target, { site: item.name === "call" ? site : null, shift: 1, bound: null, self: "first" });
    }
    case "symbol":
      return item.path.length >= BOUNDS.symbolicDepth ? NO_ENTITIES : [entity.step(item, isNew ? "new" : "()")];
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

/** The call that made what this one gives: this one, if rows ask how it is made, unless it only changes what was made before and says nothing of it. */
function makerOf(linker: Linker, item: EntityOf<"library">, site: Site | null, redactions: readonly RedactionAt[]): Site | null {
  if (site === null || redactions.length === 0) return item.site;
  return item.site === null || redactions.some(({ list }) => list.at >= 0 && linker.argument(site, list.at) >= 0) ? site : item.site;
}

function functionResult(linker: Linker, { module, fn, frame: outer }: EntityOf<"function">, entered: Pick<Frame, "site" | "shift" | "bound" | "self">): readonly Entity[] {
  const { flow } = module;
  const info = flow.functions[fn];
  if (info === undefined) return NO_ENTITIES;
  if (entered.site !== null) linker.use(entered.site.module, module);
  const set = new EntitySet();
  if (info.returnType !== null) set.addAll(typeEntities(linker, module, info.returnType));
  const made = madeBy(info);
  const frame = entered.site === null && entered.bound === null ? outer : linker.frames.make({ module, fn, ...entered, outer });
  const maker = made < 0 ? null : entity.symbol(module, fn, made);
  if (maker?.kind === "symbol") set.addAll(close(linker, [entity.step(maker, "()")], frame));
  const end = flow.firstIn[info.returnNode + 1] ?? 0;
  for (let at = flow.firstIn[info.returnNode] ?? 0; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    const values = close(linker, linker.of(module, flow.edgeFrom[edge] ?? -1), frame);
    if (kind === Edge.Return) set.addAll(info.async ? mapped(values, entity.promise) : values);
    else if (kind === Edge.Yield) set.addAll(mapped(values, entity.list));
    else if (kind === Edge.YieldAll) set.addAll(values);
  }
  return set.list();
}

/**
 * The parameter that makes what the function returns, by their types alone: `once<T>(make: () => T): T`, wherever the value is
 * kept in between; -1: none. A type parameter is a type that is not followed, so that it is one and the same is a guess.
 */
function madeBy({ returnType, params }: FunctionInfo): number {
  if (returnType?.kind !== "other") return -1;
  return params.findIndex(({ type }) => type?.kind === "function" && type.params.length === 0 && type.returns.kind === "other");
}

const NONE_SEEN: ReadonlySet<Entity> = new Set();

export function awaitedOf(linker: Linker, item: Entity): readonly Entity[] {
  if (item.kind === "promise") return [item.of];
  if (item.kind === "library") return linker.library(linker.models.awaited(item.state), item.site);
  if (item.kind === "symbol") return item.path.length >= BOUNDS.symbolicDepth ? [item] : [entity.step(item, "await")];
  return [item];
}

/** `seen`: the arrays being spread; one that is spread into itself (`list = [...list, each]`) has no more elements by that. */
export function elementOf(linker: Linker, item: Entity, seen: ReadonlySet<Entity> = NONE_SEEN): readonly Entity[] {
  const { models } = linker;
  switch (item.kind) {
    case "list":
      return [item.of];
    case "library": {
      const state = models.element(item.state);
      return linker.library(state, item.site);
    }
    case "object": {
      if (seen.has(item)) return NO_ENTITIES;
      const { flow } = item.module;
      const set = new EntitySet();
      const around = new Set(seen).add(item);
      const origin = flow.nodeOrigin[item.node] ?? item.node;
      const end = flow.firstIn[origin + 1] ?? 0;
      for (let at = flow.firstIn[origin] ?? 0; at < end; at++) {
        const edge = flow.in[at] ?? 0;
        const kind = flow.edgeKind[edge] as Edge;
        const from = flow.edgeFrom[edge] ?? -1;
        if (kind === Edge.Store) set.addAll(linker.of(item.module, from));
        else if (kind === Edge.SpreadElements) for (const each of linker.of(item.module, from)) set.addAll(elementOf(linker, each, around));
      }
      return close(linker, set.list(), item.frame);
    }
    case "symbol":
      return item.path.length >= BOUNDS.symbolicDepth ? NO_ENTITIES : [entity.step(item, "[]")];
    default:
      return NO_ENTITIES;
  }
}
