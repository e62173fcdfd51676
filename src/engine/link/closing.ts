/**
 * Closing: what entered a function is kept with what the function made.
 *
 * `(store) => (value) => store.save(value)`: the inner function is open; what `store` is, only the call of the outer one
 * tells. Closing an entity by that call's frame keeps the answer with the entity, wherever it goes: into a variable, an
 * object, a class instance, another factory.
 */
import { BOUNDS } from "../bounds.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import { entity, type Entity, type EntityOf, type Frame, type Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { frameOf } from "./frames.js";
import type { Linker } from "./linker.js";

/** Entities that hold nothing open with respect to a frame's functions. */
export function close(linker: Linker, items: readonly Entity[], frame: Frame | null): readonly Entity[] {
  if (frame === null || items.length === 0) return items;
  let set: EntitySet | null = null;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (item === undefined) continue;
    const closed = isClosed(item) ? null : closeOne(linker, item, frame);
    if (set === null) {
      if (closed === null || (closed.length === 1 && closed[0] === item)) continue;
      set = new EntitySet();
      for (let before = 0; before < index; before++) set.add(items[before] ?? item);
    }
    if (closed === null) set.add(item);
    else set.addAll(closed);
  }
  return set === null ? items : set.list();
}

/** Holds nothing open, of whatever function. */
const isClosed = ({ kind }: Entity): boolean => kind === "library" || kind === "module" || kind === "shape" || kind === "typed" || kind === "super";

/** An entity that holds nothing open with respect to a frame's functions; itself, as the only one of a list, if it held nothing. */
function closeOne(linker: Linker, item: Entity, frame: Frame): readonly Entity[] {
  const known = frame.closed.get(item);
  if (known !== undefined) return known;
  const outer = linker.beginAttempt();
  const result = closed(linker, item, frame);
  if (linker.endAttempt(outer)) frame.closed.set(item, result);
  return result;
}

function closed(linker: Linker, item: Entity, frame: Frame): readonly Entity[] {
  switch (item.kind) {
    case "symbol": {
      const found = frameOf(frame, item.module, item.fn);
      return found === null ? [item] : given(linker, found, item);
    }
    case "promise":
      return mapped(close(linker, [item.of], frame), entity.promise);
    case "list":
      return mapped(close(linker, [item.of], frame), entity.list);
    case "method":
      return mapped(close(linker, [item.target], frame), (target) => entity.method(item.name, target));
    case "bound": {
      const site = closeSite(linker, item.site, frame);
      return mapped(close(linker, [item.target], frame), (target) => (target === item.target && site === item.site ? item : entity.bound(target, site)));
    }
    case "function":
      return [framed(linker, item, item.module.flow.functions[item.fn]?.parent ?? 0, null, frame)];
    case "class":
      return [framed(linker, item, functionAt(item.module, item.module.flow.classes[item.cls]?.node ?? -1), null, frame)];
    case "object":
      return [framed(linker, item, functionAt(item.module, item.node), null, frame)];
    case "instance":
      return [framed(linker, item, functionAt(item.module, item.module.flow.classes[item.cls]?.node ?? -1), item.site, frame)];
    case "made":
      return [framed(linker, item, item.module.flow.functions[item.fn]?.parent ?? 0, item.site, frame)];
    default:
      return [item];
  }
}

/** Each made into another. (What `map` makes is, to V8, another kind of list than all others of entities are.) */
export function mapped(items: readonly Entity[], make: (item: Entity) => Entity): readonly Entity[] {
  const set = new EntitySet();
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item !== undefined) set.add(make(item));
  }
  return set.list();
}

const functionAt = (module: Loaded, node: number): number => module.flow.nodeFunction[node] ?? 0;

function framed(linker: Linker, item: EntityOf<"function" | "class" | "object" | "instance" | "made">, within: number, site: Site | null, frame: Frame): Entity {
  const own = around(linker, item.module, within, item.frame, frame);
  const at = site === null ? null : closeSite(linker, site, frame);
  if (own === item.frame && at === site) return item;
  return entity.framed(item, own, at);
}

function closeSite(linker: Linker, site: Site, frame: Frame): Site {
  const before = site.frame ?? null;
  const own = around(linker, site.module, functionAt(site.module, site.module.flow.calls.result[site.call] ?? -1), before, frame);
  return own === before ? site : { module: site.module, call: site.call, frame: own };
}

/** The frames of code that lies in function `within`: those it has, themselves closed, and those of `frame` that are around it. */
function around(linker: Linker, module: Loaded, within: number, own: Frame | null, frame: Frame): Frame | null {
  let result = own === null ? null : closeFrame(linker, own, frame);
  if (within === 0) return result;
  for (let each: Frame | null = frame; each !== null; each = each.outer) {
    if (each.module !== module || frameOf(result, module, each.fn) !== null || !isWithin(module, within, each.fn)) continue;
    if (Math.max(each.depth, result?.depth ?? 0) > BOUNDS.frameDepth) linker.bounds.hit("frameDepth");
    else result = linker.frames.make({ ...each, outer: result });
  }
  return result;
}

function closeFrame(linker: Linker, own: Frame, frame: Frame): Frame {
  const site = own.site === null ? null : closeSite(linker, own.site, frame);
  const bound = own.bound === null ? null : closeSite(linker, own.bound, frame);
  const [self = own.self] = typeof own.self === "object" && own.self !== null && own.self.kind !== "symbol" && !isClosed(own.self) ? closeOne(linker, own.self, frame) : [];
  const outer = own.outer === null ? null : closeFrame(linker, own.outer, frame);
  if (site === own.site && bound === own.bound && self === own.self && outer === own.outer) return own;
  const closed = linker.frames.make({ ...own, site, bound, self, outer });
  if (closed.depth <= BOUNDS.frameDepth) return closed;
  linker.bounds.hit("frameDepth");
  return own;
}

function isWithin(module: Loaded, fn: number, outer: number): boolean {
  for (let at = fn; at > 0; at = module.flow.functions[at]?.parent ?? -1) if (at === outer) return true;
  return false;
}

/** What a symbol of a frame's function is, by that frame; in a function that calls itself, it may be found by way of itself. */
function given(linker: Linker, frame: Frame, symbol: EntityOf<"symbol">): readonly Entity[] {
  if (!linker.enter(symbol, frame)) return NO_ENTITIES;
  if (frame.site !== null) linker.use(symbol.module, frame.site.module);
  let items = symbol.param < 0 ? selfOf(linker, frame) : argumentOf(linker, frame, symbol.param);
  for (const step of symbol.path) items = linker.step(items, step);
  linker.leave();
  return items;
}

function selfOf(linker: Linker, frame: Frame): readonly Entity[] {
  if (typeof frame.self === "object" && frame.self !== null) return [frame.self];
  if (frame.bound !== null) return at(linker, frame.bound, 0);
  if (frame.site === null) return NO_ENTITIES;
  switch (frame.self) {
    case "receiver":
      return at(linker, frame.site, -1);
    case "first":
      return at(linker, frame.site, 0);
    case "result":
      return close(linker, linker.of(frame.site.module, frame.site.module.flow.calls.result[frame.site.call] ?? -1), frame.site.frame ?? null);
    default:
      return NO_ENTITIES;
  }
}

function argumentOf(linker: Linker, frame: Frame, param: number): readonly Entity[] {
  if (frame.bound !== null && param < linker.arity(frame.bound) - 1) return at(linker, frame.bound, param + 1);
  return frame.site === null || param + frame.shift < 0 ? NO_ENTITIES : at(linker, frame.site, param + frame.shift);
}

/** What a call is handed. */
function at(linker: Linker, site: Site, argument: number): readonly Entity[] {
  return close(linker, linker.of(site.module, linker.argument(site, argument)), site.frame ?? null);
}
