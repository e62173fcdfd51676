/**
 * What a value is, as far as the program tells: the answers of the linker.
 *
 * Entities are interned: the same thing is the same object, so that sets compare by identity. What lies inside a function
 * (closures, literals, instances made there) is *open* with respect to that function's parameters; a {@link Frame} closes it.
 */
import type { TypeRef } from "../../ir/index.js";
import type { StateId } from "../../models/model.js";
import type { Loaded } from "./loaded.js";

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
}

export type Entity = Interned &
  (
    | { readonly kind: "function"; readonly module: Loaded; readonly fn: number; readonly frame: Frame | null }
    | { readonly kind: "class"; readonly module: Loaded; readonly cls: number; readonly frame: Frame | null }
    /** An instance of a class of the project; `site`: where it was made. */
    | { readonly kind: "instance"; readonly module: Loaded; readonly cls: number; readonly site: Site | null; readonly frame: Frame | null; /** Kept: the frames of its constructor and initialisers. */ making: Frame | null | undefined }
    /** An instance that a plain function made with `new`. */
    | { readonly kind: "made"; readonly module: Loaded; readonly fn: number; readonly site: Site | null; readonly frame: Frame | null }
    /** An object or array literal, in the version that `node` is. */
    | { readonly kind: "object"; readonly module: Loaded; readonly node: number; readonly frame: Frame | null }
    | { readonly kind: "module"; readonly module: Loaded }
    /** A value that models know: a set of access paths of libraries. `site`: the call that made it, where rows ask how it was made. */
    | { readonly kind: "library"; readonly state: StateId; readonly site: Site | null }
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

let nextId = 1;

/**
 * What an entity of any kind is made as. All kinds have one shape, though each uses a few of the fields: nearly every question is
 * asked of entities of many kinds, and code that meets many shapes is slow and is compiled again with each that comes new.
 */
class Item {
  readonly id = nextId++;
  readonly kind: Entity["kind"];
  readonly module: Loaded | null;
  fn = -1;
  cls = -1;
  node = -1;
  param = -1;
  state: StateId = 0;
  type: number | TypeRef | null = null;
  site: Site | null = null;
  frame: Frame | null = null;
  making: Frame | null | undefined = undefined;
  target: Entity | null = null;
  of: Entity | null = null;
  name = "";
  path: readonly string[] = NO_STEPS;
  isStatic = false;
  /** Entities made of this one alone, by how; what is read from it, by name. */
  derived: Map<string, Item> | undefined;
  members: Map<string, Item> | undefined;

  constructor(kind: Entity["kind"], module: Loaded | null) {
    this.kind = kind;
    this.module = module;
  }

  /** The same in a frame. */
  within(frame: Frame | null, site: Site | null): Item {
    const item = new Item(this.kind, this.module);
    item.fn = this.fn;
    item.cls = this.cls;
    item.node = this.node;
    item.frame = frame;
    item.site = site;
    return item;
  }
}

const NO_STEPS: readonly string[] = [];

/** Which of a module's entities a number belongs to. */
const PLACE = { function: 0, class: 1, instance: 2, made: 3, object: 4, module: 5, typed: 6, super: 7, staticSuper: 8, symbol: 9 } as const;
const PLACES = 16;
/** More than a function can have parameters: a function and a parameter make one number. */
const PARAMS = 2 ** 16;
/** More than a file can have calls. */
const CALLS = 2 ** 22;

/** The entities of one module that stand in no frame. */
export class EntityTable {
  readonly #byPlace = new Map<number, Item>();
  readonly #byType = new Map<TypeRef, Item>();
  /** What calls made of entities: by call and entity, and by the frame that the call stands in. */
  #bySite = new Map<number, Item>();
  #byFrame = new Map<Frame, Map<number, Item>>();

  at(kind: number, place: number): Item | undefined {
    return this.#byPlace.get(place * PLACES + kind);
  }

  keep(kind: number, place: number, item: Item): Item {
    this.#byPlace.set(place * PLACES + kind, item);
    return item;
  }

  shape(module: Loaded, type: TypeRef): Item {
    let found = this.#byType.get(type);
    if (found === undefined) {
      found = new Item("shape", module);
      found.type = type;
      this.#byType.set(type, found);
    }
    return found;
  }

  /** What one of the module's calls made of an entity. */
  made(of: Entity, { call, frame }: Site): Item | undefined {
    const table = frame ? this.#byFrame.get(frame) : this.#bySite;
    return table?.get(of.id * CALLS + call);
  }

  keepMade(of: Entity, { call, frame }: Site, item: Item): Item {
    let table = frame ? this.#byFrame.get(frame) : this.#bySite;
    if (table === undefined && frame) this.#byFrame.set(frame, (table = new Map<number, Item>()));
    table?.set(of.id * CALLS + call, item);
    return item;
  }

  /** Forgets what rests on other modules. */
  forget(): void {
    this.#bySite = new Map();
    this.#byFrame = new Map();
  }
}

const libraries = new Map<StateId, Entity>();

const itemOf = (known: Entity): Item => known as unknown as Item;
const entityOf = (item: Item): Entity => item as unknown as Entity;

/** What was made of an entity alone. */
function derivedOf(of: Entity, how: string): Item | undefined {
  return itemOf(of).derived?.get(how);
}

function derive(of: Entity, how: string, item: Item): Item {
  const from = itemOf(of);
  from.derived ??= new Map();
  from.derived.set(how, item);
  return item;
}

/** A symbol, followed one step further. */
function further(symbol: EntityOf<"symbol">, step: string): Item {
  const item = new Item("symbol", symbol.module);
  item.fn = symbol.fn;
  item.param = symbol.param;
  item.path = [...symbol.path, step];
  return item;
}

function instanceOf({ module, cls, frame }: { readonly module: Loaded; readonly cls: number; readonly frame: Frame | null }, site: Site | null): Item {
  const item = new Item("instance", module);
  item.cls = cls;
  item.site = site;
  item.frame = frame;
  return item;
}

function madeBy({ module, fn, frame }: { readonly module: Loaded; readonly fn: number; readonly frame: Frame | null }, site: Site | null): Item {
  const item = new Item("made", module);
  item.fn = fn;
  item.site = site;
  item.frame = frame;
  return item;
}

function ofFunction(module: Loaded, fn: number): Item {
  const item = new Item("function", module);
  item.fn = fn;
  return item;
}

function ofClass(kind: "class" | "super", module: Loaded, cls: number, isStatic: boolean): Item {
  const item = new Item(kind, module);
  item.cls = cls;
  item.isStatic = isStatic;
  return item;
}

function ofNode(module: Loaded, node: number): Item {
  const item = new Item("object", module);
  item.node = node;
  return item;
}

function ofType(module: Loaded, type: number): Item {
  const item = new Item("typed", module);
  item.type = type;
  return item;
}

function ofParameter(module: Loaded, fn: number, param: number): Item {
  const item = new Item("symbol", module);
  item.fn = fn;
  item.param = param;
  return item;
}

function around(kind: "promise" | "list", of: Entity): Item {
  const item = new Item(kind, null);
  item.of = of;
  return item;
}

export const entity = {
  fn: (module: Loaded, fn: number): EntityOf<"function"> => {
    const { table } = module;
    return entityOf(table.at(PLACE.function, fn) ?? table.keep(PLACE.function, fn, ofFunction(module, fn))) as EntityOf<"function">;
  },
  cls: (module: Loaded, cls: number): EntityOf<"class"> => {
    const { table } = module;
    return entityOf(table.at(PLACE.class, cls) ?? table.keep(PLACE.class, cls, ofClass("class", module, cls, false))) as EntityOf<"class">;
  },
  /** An instance made nobody knows where. */
  someInstance: (module: Loaded, cls: number): EntityOf<"instance"> => {
    const { table } = module;
    return entityOf(table.at(PLACE.instance, cls) ?? table.keep(PLACE.instance, cls, instanceOf({ module, cls, frame: null }, null))) as EntityOf<"instance">;
  },
  someMade: (module: Loaded, fn: number): EntityOf<"made"> => {
    const { table } = module;
    return entityOf(table.at(PLACE.made, fn) ?? table.keep(PLACE.made, fn, madeBy({ module, fn, frame: null }, null))) as EntityOf<"made">;
  },
  object: (module: Loaded, node: number): EntityOf<"object"> => {
    const { table } = module;
    return entityOf(table.at(PLACE.object, node) ?? table.keep(PLACE.object, node, ofNode(module, node))) as EntityOf<"object">;
  },
  module: (module: Loaded): Entity => {
    const { table } = module;
    return entityOf(table.at(PLACE.module, 0) ?? table.keep(PLACE.module, 0, new Item("module", module)));
  },
  typed: (module: Loaded, type: number): EntityOf<"typed"> => {
    const { table } = module;
    return entityOf(table.at(PLACE.typed, type) ?? table.keep(PLACE.typed, type, ofType(module, type))) as EntityOf<"typed">;
  },
  shape: (module: Loaded, type: TypeRef): Entity => entityOf(module.table.shape(module, type)),
  super: (module: Loaded, cls: number, isStatic: boolean): Entity => {
    const { table } = module;
    const place = isStatic ? PLACE.staticSuper : PLACE.super;
    return entityOf(table.at(place, cls) ?? table.keep(place, cls, ofClass("super", module, cls, isStatic)));
  },
  library: (state: StateId): Entity => {
    let found = libraries.get(state);
    if (found === undefined) {
      const item = new Item("library", null);
      item.state = state;
      libraries.set(state, (found = entityOf(item)));
    }
    return found;
  },
  /** The same, made by a call. */
  setUp: (state: StateId, site: Site): Entity => {
    const of = entity.library(state);
    const known = site.module.table.made(of, site);
    if (known !== undefined) return entityOf(known);
    const item = new Item("library", null);
    item.state = state;
    item.site = site;
    return entityOf(site.module.table.keepMade(of, site, item));
  },
  /** A parameter, or `this` (-1), of a function. */
  symbol: (module: Loaded, fn: number, param: number): EntityOf<"symbol"> => {
    const { table } = module;
    const place = fn * PARAMS + param + 1;
    return entityOf(table.at(PLACE.symbol, place) ?? table.keep(PLACE.symbol, place, ofParameter(module, fn, param))) as EntityOf<"symbol">;
  },
  /** What is read from a symbol by one step: `()`, `new`, `await`, `[]`. */
  step: (symbol: EntityOf<"symbol">, step: string): Entity => entityOf(derivedOf(symbol, step) ?? derive(symbol, step, further(symbol, step))),
  /** A property of a symbol, which is the step `.name`. */
  member: (symbol: EntityOf<"symbol">, name: string): Entity => {
    const from = itemOf(symbol);
    from.members ??= new Map();
    let found = from.members.get(name);
    if (found === undefined) from.members.set(name, (found = further(symbol, `.${name}`)));
    return entityOf(found);
  },
  /** An instance of a class, made at a call. */
  instance: (of: EntityOf<"class">, site: Site | null): EntityOf<"instance"> => {
    if (site === null) return of.frame === null ? entity.someInstance(of.module, of.cls) : (entityOf(derivedOf(of, "new") ?? derive(of, "new", instanceOf(of, null))) as EntityOf<"instance">);
    return entityOf(site.module.table.made(of, site) ?? site.module.table.keepMade(of, site, instanceOf(of, site))) as EntityOf<"instance">;
  },
  made: (by: EntityOf<"function">, site: Site | null): Entity => {
    if (site === null) return by.frame === null ? entity.someMade(by.module, by.fn) : entityOf(derivedOf(by, "new") ?? derive(by, "new", madeBy(by, null)));
    return entityOf(site.module.table.made(by, site) ?? site.module.table.keepMade(by, site, madeBy(by, site)));
  },
  bound: (target: Entity, site: Site): Entity => {
    const known = site.module.table.made(target, site);
    if (known !== undefined) return entityOf(known);
    const item = new Item("bound", null);
    item.target = target;
    item.site = site;
    return entityOf(site.module.table.keepMade(target, site, item));
  },
  method: (name: "call" | "apply" | "bind", target: Entity): Entity => {
    const known = derivedOf(target, name);
    if (known !== undefined) return entityOf(known);
    const item = new Item("method", null);
    item.name = name;
    item.target = target;
    return entityOf(derive(target, name, item));
  },
  promise: (of: Entity): Entity => (of.kind === "promise" ? of : entityOf(derivedOf(of, "promise") ?? derive(of, "promise", around("promise", of)))),
  list: (of: Entity): Entity => entityOf(derivedOf(of, "list") ?? derive(of, "list", around("list", of))),
  /** The same entity in a frame (and, for instances, made at a site that knows more). */
  framed: (item: EntityOf<"function" | "class" | "object" | "instance" | "made">, frame: Frame | null, site: Site | null = null): Entity => entityOf(itemOf(item).within(frame, site)),
  /** The module that an entity lies in; `null`: it lies in none. */
  moduleOf: (item: Entity): Loaded | null => itemOf(item).module,
};
