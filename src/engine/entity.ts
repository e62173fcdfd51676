/**
 * What a value is, as far as the program tells: the answers of the linker.
 *
 * Entities are interned: the same thing is the same object, so that sets compare by identity. What lies inside a function
 * (closures, literals, instances made there) is *open* with respect to that function's parameters; a {@link Frame} closes it.
 */
import type { TypeRef } from "../ir/index.js";
import type { StateId } from "../models/model.js";
import type { Loaded } from "./world.js";

/** A call, in a file. `frame`: what is known of the calls that entered the functions around it. */
export interface Site {
  readonly module: Loaded;
  readonly call: number;
  readonly frame?: Frame | null;
}

/** How a function was entered, which says what its parameters are. `outer`: the same of functions around it. */
export interface Frame {
  readonly id: number;
  readonly module: Loaded;
  readonly fn: number;
  /** The call; `null`: only `bound` or `self` is known. */
  readonly site: Site | null;
  /** Argument index = parameter index + shift. */
  readonly shift: number;
  /** The `bind` call that fixed `this` and the first parameters. */
  readonly bound: Site | null;
  /** What `this` is; `"receiver"`, `"first"` (argument), `"result"`: look at the call. */
  readonly self: Entity | "receiver" | "first" | "result" | null;
  readonly outer: Frame | null;
  readonly depth: number;
  /** Entities closed by this frame, by their open form. */
  readonly closed: Map<Entity, readonly Entity[]>;
}

interface Interned {
  readonly id: number;
  /** Entities made of this one alone, by how. */
  derived?: Map<string, Entity>;
}

export type Entity = Interned &
  (
    | { readonly kind: "function"; readonly module: Loaded; readonly fn: number; readonly frame: Frame | null }
    | { readonly kind: "class"; readonly module: Loaded; readonly cls: number; readonly frame: Frame | null }
    /** An instance of a class of the project; `site`: where it was made. */
    | { readonly kind: "instance"; readonly module: Loaded; readonly cls: number; readonly site: Site | null; readonly frame: Frame | null; /** Kept: the frames of its constructor and initialisers. */ making?: Frame | null }
    /** An instance that a plain function made with `new`. */
    | { readonly kind: "made"; readonly module: Loaded; readonly fn: number; readonly site: Site | null; readonly frame: Frame | null }
    /** An object or array literal, in the version that `node` is. */
    | { readonly kind: "object"; readonly module: Loaded; readonly node: number; readonly frame: Frame | null }
    | { readonly kind: "module"; readonly module: Loaded }
    /** A value that models know: a set of access paths of libraries. */
    | { readonly kind: "library"; readonly state: StateId }
    /** Whatever a parameter (-1: `this`) of a function is, and what is read from it. */
    | { readonly kind: "symbol"; readonly module: Loaded; readonly fn: number; readonly param: number; readonly path: readonly string[] }
    /** `f.bind(…)`. */
    | { readonly kind: "bound"; readonly target: Entity; readonly site: Site }
    /** `f.call`, `f.apply`, `f.bind`. */
    | { readonly kind: "method"; readonly name: "call" | "apply" | "bind"; readonly target: Entity }
    | { readonly kind: "promise"; readonly of: Entity }
    /** A collection of such values. */
    | { readonly kind: "list"; readonly of: Entity }
    /** A value of a declared structural type of the project: an interface or an object type. */
    | { readonly kind: "typed"; readonly module: Loaded; readonly type: number }
    | { readonly kind: "shape"; readonly module: Loaded; readonly type: TypeRef }
    /** The members and the constructor of a class's parent, seen from an instance of it. */
    | { readonly kind: "super"; readonly module: Loaded; readonly cls: number; readonly isStatic: boolean }
  );

export type EntityOf<K extends Entity["kind"]> = Extract<Entity, { kind: K }>;
type Content = Entity extends infer E ? (E extends Entity ? Omit<E, keyof Interned> : never) : never;

let nextId = 1;
const intern = (content: Content): Entity => ({ ...content, id: nextId++ });

/** The entities of one module that stand in no frame. */
export class EntityTable {
  readonly #byPlace = new Map<number, Entity>();
  readonly #byType = new Map<TypeRef, Entity>();
  readonly #bySite = new Map<string, Entity>();

  at(kind: number, place: number, make: () => Content): Entity {
    const key = place * KINDS + kind;
    let found = this.#byPlace.get(key);
    if (found === undefined) this.#byPlace.set(key, (found = intern(make())));
    return found;
  }

  shape(module: Loaded, type: TypeRef): Entity {
    let found = this.#byType.get(type);
    if (found === undefined) this.#byType.set(type, (found = intern({ kind: "shape", module, type })));
    return found;
  }

  /** What one of the module's calls makes of an entity. */
  made(of: Entity, site: Site, make: () => Content): Entity {
    const key = `${of.id}@${site.call}:${site.frame?.id ?? ""}`;
    let found = this.#bySite.get(key);
    if (found === undefined) this.#bySite.set(key, (found = intern(make())));
    return found;
  }

  /** Forgets what rests on other modules. */
  forget(): void {
    this.#bySite.clear();
  }
}
const KINDS = 16;
/** More than a function can have parameters: a function and a parameter make one number. */
const PARAMS = 2 ** 16;

function derive(item: Entity, how: string, make: () => Content): Entity {
  item.derived ??= new Map();
  let found = item.derived.get(how);
  if (found === undefined) item.derived.set(how, (found = intern(make())));
  return found;
}

const libraries = new Map<StateId, Entity>();

export const entity = {
  fn: (module: Loaded, fn: number): EntityOf<"function"> => module.table.at(0, fn, () => ({ kind: "function", module, fn, frame: null })) as EntityOf<"function">,
  cls: (module: Loaded, cls: number): EntityOf<"class"> => module.table.at(1, cls, () => ({ kind: "class", module, cls, frame: null })) as EntityOf<"class">,
  /** An instance made nobody knows where. */
  someInstance: (module: Loaded, cls: number): EntityOf<"instance"> => module.table.at(2, cls, () => ({ kind: "instance", module, cls, site: null, frame: null })) as EntityOf<"instance">,
  someMade: (module: Loaded, fn: number): EntityOf<"made"> => module.table.at(3, fn, () => ({ kind: "made", module, fn, site: null, frame: null })) as EntityOf<"made">,
  object: (module: Loaded, node: number): EntityOf<"object"> => module.table.at(4, node, () => ({ kind: "object", module, node, frame: null })) as EntityOf<"object">,
  module: (module: Loaded): Entity => module.table.at(5, 0, () => ({ kind: "module", module })),
  typed: (module: Loaded, type: number): EntityOf<"typed"> => module.table.at(6, type, () => ({ kind: "typed", module, type })) as EntityOf<"typed">,
  shape: (module: Loaded, type: TypeRef): Entity => module.table.shape(module, type),
  super: (module: Loaded, cls: number, isStatic: boolean): Entity => module.table.at(isStatic ? 8 : 7, cls, () => ({ kind: "super", module, cls, isStatic })),
  library: (state: StateId): Entity => {
    let found = libraries.get(state);
    if (found === undefined) libraries.set(state, (found = intern({ kind: "library", state })));
    return found;
  },
  /** A parameter, or `this` (-1), of a function. */
  symbol: (module: Loaded, fn: number, param: number): Entity => module.table.at(9, fn * PARAMS + param + 1, () => ({ kind: "symbol", module, fn, param, path: [] })),
  /** What is read from a symbol by one step: `.name`, `()`, `new`, `await`, `[]`. */
  step: (symbol: EntityOf<"symbol">, step: string): Entity => derive(symbol, step, () => ({ kind: "symbol", module: symbol.module, fn: symbol.fn, param: symbol.param, path: [...symbol.path, step] })),
  /** An instance of a class, made at a call. */
  instance: (of: EntityOf<"class">, site: Site | null): EntityOf<"instance"> => {
    const make = (): Content => ({ kind: "instance", module: of.module, cls: of.cls, site, frame: of.frame });
    if (site !== null) return site.module.table.made(of, site, make) as EntityOf<"instance">;
    return of.frame === null ? entity.someInstance(of.module, of.cls) : (derive(of, "new", make) as EntityOf<"instance">);
  },
  made: (by: EntityOf<"function">, site: Site | null): Entity => {
    if (site === null) return by.frame === null ? entity.someMade(by.module, by.fn) : derive(by, "new", () => ({ kind: "made", module: by.module, fn: by.fn, site, frame: by.frame }));
    return site.module.table.made(by, site, () => ({ kind: "made", module: by.module, fn: by.fn, site, frame: by.frame }));
  },
  bound: (target: Entity, site: Site): Entity => site.module.table.made(target, site, () => ({ kind: "bound", target, site })),
  method: (name: "call" | "apply" | "bind", target: Entity): Entity => derive(target, name, () => ({ kind: "method", name, target })),
  promise: (of: Entity): Entity => (of.kind === "promise" ? of : derive(of, "promise", () => ({ kind: "promise", of }))),
  list: (of: Entity): Entity => derive(of, "list", () => ({ kind: "list", of })),
  /** The same entity in a frame (and, for instances, made at a site that knows more). */
  framed: (item: EntityOf<"function" | "class" | "object" | "instance" | "made">, frame: Frame | null, site: Site | null = null): Entity => {
    const content = { ...item, frame, ...("site" in item ? { site } : {}) };
    delete content.derived;
    if ("making" in content) delete content.making;
    return intern(content);
  },
};

/** A set of entities, in order of first sight. */
export class EntitySet {
  readonly #list: Entity[] = [];
  #all: Set<Entity> | undefined;

  add(item: Entity): void {
    if (this.#all === undefined) {
      if (this.#list.includes(item)) return;
      if (this.#list.length >= 12) this.#all = new Set(this.#list);
    } else if (this.#all.has(item)) return;
    this.#all?.add(item);
    this.#list.push(item);
  }
  addAll(items: readonly Entity[]): void {
    for (const item of items) this.add(item);
  }
  get size(): number {
    return this.#list.length;
  }
  list(): readonly Entity[] {
    return this.#list.length === 0 ? NO_ENTITIES : this.#list;
  }
}

/** Made as other lists of entities are: V8 keeps an empty literal as a list of small integers, and code that meets both kinds is compiled twice. */
export const NO_ENTITIES: readonly Entity[] = emptyList();

function emptyList(): Entity[] {
  const list: (Entity | null)[] = [null];
  list.pop();
  return list as Entity[];
}
