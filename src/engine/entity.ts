/** What a value is, as far as the program tells: the answers of the linker. */
import type { TypeRef } from "../ir/index.js";
import type { StateId } from "../models/model.js";
import type { Loaded } from "./world.js";

/** A call, in a file. */
export interface Site {
  readonly module: Loaded;
  readonly call: number;
}

export type Entity =
  /** A function of the project; `site`: the call of the function around it that made this closure, where it is known. */
  | { readonly kind: "function"; readonly key: string; readonly module: Loaded; readonly fn: number; readonly site: Site | null }
  | { readonly kind: "class"; readonly key: string; readonly module: Loaded; readonly cls: number }
  /** An instance of a class of the project; `site`: where it was made. */
  | { readonly kind: "instance"; readonly key: string; readonly module: Loaded; readonly cls: number; readonly site: Site | null }
  /** An instance that a plain function made with `new`. */
  | { readonly kind: "made"; readonly key: string; readonly module: Loaded; readonly fn: number; readonly site: Site | null }
  /** An object or array literal, in the version that `node` is. */
  | { readonly kind: "object"; readonly key: string; readonly module: Loaded; readonly node: number }
  | { readonly kind: "module"; readonly key: string; readonly module: Loaded }
  /** A value that models know: a set of access paths of libraries. */
  | { readonly kind: "library"; readonly key: string; readonly state: StateId }
  /** Whatever a parameter (-1: `this`) of a function is, and what is read from it. */
  | { readonly kind: "symbol"; readonly key: string; readonly module: Loaded; readonly fn: number; readonly param: number; readonly path: readonly string[] }
  /** `f.bind(…)`. */
  | { readonly kind: "bound"; readonly key: string; readonly target: Entity; readonly site: Site }
  /** `f.call`, `f.apply`, `f.bind`. */
  | { readonly kind: "method"; readonly key: string; readonly name: "call" | "apply" | "bind"; readonly target: Entity }
  | { readonly kind: "promise"; readonly key: string; readonly of: Entity }
  /** A collection of such values. */
  | { readonly kind: "list"; readonly key: string; readonly of: Entity }
  /** A value of a declared structural type of the project: an interface or an object type. */
  | { readonly kind: "typed"; readonly key: string; readonly module: Loaded; readonly type: number }
  | { readonly kind: "shape"; readonly key: string; readonly module: Loaded; readonly type: TypeRef }
  /** The members and the constructor of a class's parent, seen from an instance of it. */
  | { readonly kind: "super"; readonly key: string; readonly module: Loaded; readonly cls: number; readonly isStatic: boolean };

const moduleIds = new WeakMap<Loaded, number>();
let nextModule = 0;
/** A number for a module, for keys. */
export function moduleKey(module: Loaded): number {
  let id = moduleIds.get(module);
  if (id === undefined) moduleIds.set(module, (id = nextModule++));
  return id;
}

const typeIds = new WeakMap<TypeRef, number>();
let nextType = 0;
function typeKey(type: TypeRef): number {
  let id = typeIds.get(type);
  if (id === undefined) typeIds.set(type, (id = nextType++));
  return id;
}

export const siteKey = (site: Site | null): string => (site === null ? "" : `@${moduleKey(site.module)}:${site.call}`);

export const entity = {
  fn: (module: Loaded, fn: number, site: Site | null = null): Entity => ({ kind: "function", key: `f${moduleKey(module)}:${fn}${siteKey(site)}`, module, fn, site }),
  cls: (module: Loaded, cls: number): Entity => ({ kind: "class", key: `c${moduleKey(module)}:${cls}`, module, cls }),
  instance: (module: Loaded, cls: number, site: Site | null): Entity => ({ kind: "instance", key: `i${moduleKey(module)}:${cls}${siteKey(site)}`, module, cls, site }),
  made: (module: Loaded, fn: number, site: Site | null): Entity => ({ kind: "made", key: `n${moduleKey(module)}:${fn}${siteKey(site)}`, module, fn, site }),
  object: (module: Loaded, node: number): Entity => ({ kind: "object", key: `o${moduleKey(module)}:${node}`, module, node }),
  module: (module: Loaded): Entity => ({ kind: "module", key: `m${moduleKey(module)}`, module }),
  library: (state: StateId): Entity => ({ kind: "library", key: `l${state}`, state }),
  symbol: (module: Loaded, fn: number, param: number, path: readonly string[]): Entity => ({ kind: "symbol", key: `s${moduleKey(module)}:${fn}:${param}.${path.join(".")}`, module, fn, param, path }),
  bound: (target: Entity, site: Site): Entity => ({ kind: "bound", key: `b(${target.key})${siteKey(site)}`, target, site }),
  method: (name: "call" | "apply" | "bind", target: Entity): Entity => ({ kind: "method", key: `${name}(${target.key})`, name, target }),
  promise: (of: Entity): Entity => (of.kind === "promise" ? of : { kind: "promise", key: `p(${of.key})`, of }),
  list: (of: Entity): Entity => ({ kind: "list", key: `[${of.key}]`, of }),
  typed: (module: Loaded, type: number): Entity => ({ kind: "typed", key: `t${moduleKey(module)}:${type}`, module, type }),
  shape: (module: Loaded, type: TypeRef): Entity => ({ kind: "shape", key: `h${moduleKey(module)}:${typeKey(type)}`, module, type }),
  super: (module: Loaded, cls: number, isStatic: boolean): Entity => ({ kind: "super", key: `u${moduleKey(module)}:${cls}:${isStatic}`, module, cls, isStatic }),
};

/** A set of entities, in order of first sight. */
export class EntitySet {
  readonly #all = new Map<string, Entity>();
  add(item: Entity): void {
    if (!this.#all.has(item.key)) this.#all.set(item.key, item);
  }
  addAll(items: Iterable<Entity>): void {
    for (const item of items) this.add(item);
  }
  get size(): number {
    return this.#all.size;
  }
  list(): readonly Entity[] {
    return [...this.#all.values()];
  }
}

export const NO_ENTITIES: readonly Entity[] = [];
