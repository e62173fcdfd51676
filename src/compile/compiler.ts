/**
 * The state of compiling one module: the builder, the variables' versions at the current point (the environment), and the
 * operations on them that expressions, conditions, statements and classes share.
 *
 * An environment holds the current version (a node) of every variable of the function by slot, -1 where none exists yet.
 * It is copied at branches and joined after them; `null` stands for a point that is not reached.
 */
import type { BindingId, Expr, FunctionId, Func, Module, Range, TypeRef } from "../ir/index.js";
import { Builder } from "./builder.js";
import { CallFlag, Edge, Node, THIS, type ClassInfo, type FunctionInfo, type ParamInfo } from "./flow-module.js";
import { analyseScopes, type Scopes } from "./scopes.js";

export type Environment = Int32Array | null;

/** A statement that `break` or `continue` can leave. */
export interface Jump {
  readonly label: string | null;
  readonly kind: "loop" | "switch" | "block";
  readonly breaks: Int32Array[];
  readonly continues: Int32Array[];
}

/** What the environment was at a normal end of the function. */
export interface Exit {
  readonly normal: Environment;
  readonly truthy: Environment;
  readonly falsy: Environment;
}

/** A variable, or a property reached from one by known names. */
export interface Place {
  readonly root: BindingId;
  readonly path: readonly string[];
}

/** The nodes of a function that exist before its body is compiled. */
export interface Frame {
  readonly params: readonly ParamInfo[];
  readonly thisNode: number;
  readonly argumentsNode: number;
  readonly returnNode: number;
  readonly throwNode: number;
  readonly captured: Map<BindingId, number>;
  node: number;
}

export class Compiler {
  readonly b = new Builder();
  readonly scopes: Scopes;
  /** Function and Class nodes of declarations that are never reassigned, and Import nodes: read from anywhere directly. */
  readonly direct: Int32Array;
  readonly cell: Int32Array;
  /** A function that sees the variable has been made. */
  readonly hooked: Uint8Array;
  readonly cellReaders = new Map<BindingId, number[]>();
  readonly frames: (Frame | undefined)[];
  readonly infos: (FunctionInfo | undefined)[];
  readonly classes: (ClassInfo | undefined)[];
  readonly bindingClass: Int32Array;
  readonly bindingFunction: Int32Array;
  readonly classStores: Map<string, number[]>[];
  readonly staticStores: Map<string, number[]>[];
  readonly prototypes = new Map<BindingId, Map<string, number[]>>();
  readonly #thisCell = new Map<FunctionId, number>();
  /** Functions whose frame exists and whose body is still to be compiled. */
  readonly queue: FunctionId[] = [];

  // --- the function at hand
  fn: FunctionId = 0;
  env: Environment = new Int32Array(0);
  readonly #slots: Int32Array;
  #thisSlot = -1;
  #slotBindings: BindingId[] = [];
  handler = -1;
  frame: Frame | undefined;
  jumps: Jump[] = [];
  exits: Exit[] = [];
  /** Nodes of calls, comparisons and their operands, for conditions kept in variables. */
  nodeOf = new Map<Expr, number>();
  /** The condition that a variable's version holds. */
  conditions = new Map<number, Expr>();
  globals = new Map<string, number>();

  readonly module: Module;

  constructor(module: Module) {
    this.module = module;
    this.scopes = analyseScopes(module);
    const bindings = module.bindings.length;
    this.direct = new Int32Array(bindings).fill(-1);
    this.cell = new Int32Array(bindings).fill(-1);
    this.hooked = new Uint8Array(bindings);
    this.frames = new Array<Frame | undefined>(module.functions.length).fill(undefined);
    this.infos = new Array<FunctionInfo | undefined>(module.functions.length).fill(undefined);
    this.classes = new Array<ClassInfo | undefined>(module.classes.length).fill(undefined);
    this.bindingClass = new Int32Array(bindings).fill(-1);
    this.bindingFunction = new Int32Array(bindings).fill(-1);
    this.classStores = module.classes.map(() => new Map<string, number[]>());
    this.staticStores = module.classes.map(() => new Map<string, number[]>());
    this.#slots = new Int32Array(bindings).fill(-1);
  }

  func(id: FunctionId): Func {
    const fn = this.module.functions[id];
    if (fn === undefined) throw new RangeError(`no function ${id} in the module`);
    return fn;
  }

  node(kind: Node, aux: number, at: Range): number {
    return this.b.node(kind, aux, this.fn, at.start, at.end);
  }

  version(kind: Node, aux: number, from: number, at: Range): number {
    return this.b.version(kind, aux, this.fn, from, at.start, at.end);
  }

  // ------------------------------------------------------------------------------------------------- environment

  /** Makes the slots of a function: its own variables, those it captures, and `this`. */
  enter(fn: FunctionId): void {
    for (const binding of this.#slotBindings) if (binding !== THIS) this.#slots[binding] = -1;
    this.fn = fn;
    const mine: BindingId[] = [];
    for (const binding of this.#ownedBy(fn)) mine.push(binding);
    const captures = this.scopes.captures[fn];
    if (captures !== undefined) for (const binding of captures) mine.push(binding);
    if (!mine.includes(THIS)) mine.push(THIS);
    for (const [slot, binding] of mine.entries()) {
      if (binding === THIS) this.#thisSlot = slot;
      else this.#slots[binding] = slot;
    }
    this.#slotBindings = mine;
    this.env = new Int32Array(mine.length).fill(-1);
    this.jumps = [];
    this.exits = [];
    this.nodeOf = new Map();
    this.conditions = new Map();
    this.globals = new Map();
  }

  #owned: BindingId[][] | undefined;
  #ownedBy(fn: FunctionId): readonly BindingId[] {
    if (this.#owned === undefined) {
      this.#owned = this.module.functions.map(() => []);
      for (const [id, binding] of this.module.bindings.entries()) if (binding.kind !== "type") this.#owned[binding.owner]?.push(id);
    }
    return this.#owned[fn] ?? [];
  }

  slot(binding: BindingId): number {
    return binding === THIS ? this.#thisSlot : (this.#slots[binding] ?? -1);
  }

  /** The version of a variable at this point. */
  read(binding: BindingId, at: Range): number {
    const slot = this.slot(binding);
    const version = slot < 0 ? -1 : (this.env?.[slot] ?? -1);
    if (version >= 0) return version;
    return this.initial(binding, at);
  }

  /** What a variable is where the function has not touched it. */
  initial(binding: BindingId, at: Range): number {
    if (binding !== THIS) {
      const direct = this.direct[binding] ?? -1;
      if (direct >= 0) return direct;
    }
    const captured = this.frame?.captured.get(binding);
    if (captured !== undefined) return captured;
    if (binding === THIS) return this.frame?.thisNode ?? this.node(Node.Opaque, 0, at);
    const node = this.node(Node.Variable, binding, at);
    this.#addCellReader(binding, node);
    const slot = this.slot(binding);
    if (slot >= 0 && this.env !== null) this.env[slot] = node;
    return node;
  }

  /** Sets a variable's version without saying that it was assigned (refinements). */
  setVersion(binding: BindingId, node: number): void {
    const slot = this.slot(binding);
    if (slot >= 0 && this.env !== null) this.env[slot] = node;
  }

  /** A version that other functions may see: an assignment, a write into the object, a call that took it. */
  publish(binding: BindingId, node: number): void {
    this.setVersion(binding, node);
    if (binding === THIS) {
      if (this.func(this.fn).kind === "arrow") this.b.edge(node, this.thisCell(), Edge.Cell);
      return;
    }
    // Other files see what is imported.
    const isImported = this.#isImport(binding);
    if (this.scopes.captured[binding] !== 1 && !isImported) return;
    const owner = this.module.bindings[binding]?.owner;
    if (owner !== this.fn || this.hooked[binding] === 1 || isImported) this.b.edge(node, this.cellOf(binding), Edge.Cell);
  }

  /** Writes to `this` inside an arrow function are seen by the function it belongs to. */
  thisCell(): number {
    const owner = this.scopes.thisOwner[this.fn] ?? 0;
    let cell = this.#thisCell.get(owner);
    if (cell === undefined) {
      cell = this.b.node(Node.Cell, THIS, owner, 0, 0);
      this.#thisCell.set(owner, cell);
      const thisNode = this.frames[owner]?.thisNode ?? -1;
      if (thisNode >= 0) this.b.edge(cell, thisNode, Edge.Cell);
    }
    return cell;
  }

  cellOf(binding: BindingId): number {
    let cell = this.cell[binding] ?? -1;
    if (cell < 0) {
      const owner = this.module.bindings[binding]?.owner ?? 0;
      cell = this.b.node(Node.Cell, binding, owner, 0, 0);
      this.cell[binding] = cell;
    }
    return cell;
  }

  #addCellReader(binding: BindingId, node: number): void {
    const readers = this.cellReaders.get(binding);
    if (readers === undefined) this.cellReaders.set(binding, [node]);
    else readers.push(node);
  }

  /** Assigns a variable. Returns its new version. */
  assign(binding: BindingId, value: number, declares: boolean, at: Range): number {
    const info = this.module.bindings[binding];
    if (info === undefined) return value;
    const captured = this.scopes.captured[binding] === 1;
    const writes = this.scopes.writes[binding] ?? 0;
    const kind = this.b.kind(value);
    if (declares && writes === 0 && (info.kind === "function" || info.kind === "class") && (kind === Node.Function || kind === Node.Class)) {
      this.direct[binding] = value;
      if (kind === Node.Function) this.bindingFunction[binding] = this.b.aux(value);
      this.setVersion(binding, value);
      return value;
    }
    if (info.name.startsWith("%")) {
      this.setVersion(binding, value);
      if (captured) this.publish(binding, value);
      return value;
    }
    const alias = info.type === undefined && (!captured || (info.constant && writes === 0));
    const node = alias ? this.version(Node.Variable, binding, value, at) : this.node(Node.Variable, binding, at);
    this.b.edge(value, node, Edge.Value);
    this.#addCellReader(binding, node);
    this.publish(binding, node);
    return node;
  }

  // -------------------------------------------------------------------------------------------------------- joins

  snapshot(): Environment {
    return this.env === null ? null : this.env.slice();
  }

  /** The environment after two ways meet. */
  merge(a: Environment, b: Environment, at: Range): Environment {
    if (a === null) return b;
    if (b === null) return a;
    const result = a.slice();
    for (let slot = 0; slot < result.length; slot++) {
      const left = a[slot] ?? -1;
      const right = b[slot] ?? -1;
      if (left !== right) result[slot] = this.#join(this.#slotBindings[slot] ?? THIS, left, right, at);
    }
    return result;
  }

  #join(binding: BindingId, left: number, right: number, at: Range): number {
    if (left < 0 || right < 0) {
      const known = left < 0 ? right : left;
      const initial = this.frame?.captured.get(binding) ?? (binding === THIS ? (this.frame?.thisNode ?? -1) : (this.direct[binding] ?? -1));
      return initial < 0 || initial === known ? known : this.#join(binding, initial, known, at);
    }
    const same = this.b.origin(left) === this.b.origin(right);
    const node = same ? this.version(Node.Join, 0, left, at) : this.node(Node.Join, 0, at);
    this.b.edge(left, node, Edge.Value);
    this.b.edge(right, node, Edge.Value);
    return node;
  }

  mergeAll(envs: readonly Environment[], at: Range): Environment {
    let result: Environment = null;
    for (const env of envs) result = this.merge(result, env, at);
    return result;
  }

  /** Joins values (of the arms of an expression). */
  joinValues(values: readonly number[], at: Range): number {
    const [first, ...others] = [...new Set(values)];
    if (first === undefined) return this.node(Node.Operator, 0, at);
    if (others.length === 0) return first;
    const node = this.node(Node.Join, 0, at);
    for (const value of [first, ...others]) this.b.edge(value, node, Edge.Value);
    return node;
  }

  // ------------------------------------------------------------------------------------------------------- places

  placeOf(expr: Expr): Place | null {
    const path: string[] = [];
    let at = expr;
    for (;;) {
      if (at.kind === "name") {
        path.reverse();
        return { root: at.binding, path };
      }
      if (at.kind === "this") {
        path.reverse();
        return { root: THIS, path };
      }
      if (at.kind === "member") {
        const key = constantKey(at.key);
        if (key === null) return null;
        path.push(key);
        at = at.object;
      } else if (at.kind === "cast") at = at.value;
      else return null;
    }
  }

  /** Gives the value at a place a new version `node`; the objects it lies in get one, too. */
  setPlace(place: Place, node: number, at: Range, publish: boolean): void {
    if (this.env === null) return;
    let version = node;
    if (place.path.length > 0) {
      const root = this.read(place.root, at);
      const label = this.b.path(place.path);
      version = this.version(Node.Update, label, root, at);
      this.b.edge(root, version, Edge.Base, label);
      this.b.edge(node, version, Edge.Store, label, at.start, at.end);
    }
    if (publish) this.publish(place.root, version);
    else this.setVersion(place.root, version);
  }

  // ---------------------------------------------------------------------------------------------------- functions

  /** Makes the nodes of a function, where it is created; its body is compiled later. */
  createFrame(id: FunctionId): Frame {
    const fn = this.func(id);
    const b = this.b;
    const at = (kind: Node, aux: number, range: Range): number => b.node(kind, aux, id, range.start, range.end);
    const params = fn.params.map((param, index): ParamInfo => ({
      node: at(Node.Param, index, param),
      name: this.module.bindings[param.binding]?.name ?? "",
      rest: param.rest,
      type: param.type ?? null,
      decorators: [],
      start: param.start,
      end: param.end,
    }));
    const captured = new Map<BindingId, number>();
    for (const binding of this.scopes.captures[id] ?? []) {
      if (binding !== THIS && this.#isImport(binding)) continue;
      const node = at(Node.Captured, binding, fn);
      captured.set(binding, node);
      if (binding !== THIS) this.#addCellReader(binding, node);
    }
    const frame: Frame = {
      params,
      thisNode: fn.kind === "arrow" ? -1 : at(Node.This, 0, fn),
      argumentsNode: this.scopes.usesArguments[id] === 1 ? at(Node.Arguments, 0, fn) : -1,
      returnNode: at(Node.Return, 0, fn),
      throwNode: at(Node.Throw, 0, fn),
      captured,
      node: -1,
    };
    this.frames[id] = frame;
    this.queue.push(id);
    return frame;
  }

  #isImport(binding: BindingId): boolean {
    return this.module.bindings[binding]?.kind === "import";
  }

  /** Ties what a function captures to the versions at this point. `value`: the Function or Class node that carries it. */
  capture(id: FunctionId, value: number): void {
    const frame = this.frames[id];
    if (frame === undefined) return;
    for (const [binding, captured] of frame.captured) {
      if (binding !== THIS) this.hooked[binding] = 1;
      const slot = this.slot(binding);
      let version = slot < 0 ? -1 : (this.env?.[slot] ?? -1);
      if (version < 0) version = this.frame?.captured.get(binding) ?? (binding === THIS ? (this.frame?.thisNode ?? -1) : -1);
      if (version < 0 && this.#isAmbient(binding)) version = this.initial(binding, this.func(this.fn));
      if (version < 0) continue;
      this.b.edge(version, captured, Edge.Capture, binding);
      if (value >= 0) this.b.edge(version, value, Edge.Environment, binding);
    }
  }

  /** A variable of this function of which the file says no more than the type. */
  #isAmbient(binding: BindingId): boolean {
    const info = this.module.bindings[binding];
    return info?.type !== undefined && info.kind === "local" && info.owner === this.fn && this.scopes.declared[binding] !== 1 && (this.scopes.writes[binding] ?? 0) === 0;
  }

  type(type: TypeRef): number {
    return this.b.type(type);
  }

  /** The name of a property at the constructor of a class, for `this.name = value`. */
  noteThisStore(name: string, value: number): void {
    const owner = this.func(this.scopes.thisOwner[this.fn] ?? 0);
    if (owner.class < 0) return;
    const table = (owner.isStatic ? this.staticStores : this.classStores)[owner.class];
    if (table === undefined) return;
    const values = table.get(name);
    if (values === undefined) table.set(name, [value]);
    else values.push(value);
  }

  markAwaited(node: number): void {
    if (this.b.kind(node) === Node.Call) this.b.addCallFlag(this.b.aux(node), CallFlag.Awaited);
  }
}

/** A property name known at compile time; `null` for a computed one. */
export function constantKey(key: string | Expr): string | null {
  if (typeof key === "string") return key;
  if (key.kind === "literal" && (typeof key.value === "string" || typeof key.value === "number")) return String(key.value);
  // The symbols under which an object keeps what the language asks it for: `Symbol.iterator`.
  if (key.kind === "member" && key.object.kind === "global" && key.object.name === "Symbol" && typeof key.key === "string") return `@@${key.key}`;
  return null;
}
