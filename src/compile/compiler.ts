/**
 * The state of compiling one module: the builder, the variables' versions at the current point (the environment), and the
 * operations on them that expressions, conditions, statements and classes share.
 *
 * An environment holds the current version (a node) of every variable of the function by slot, -1 where none exists yet.
 * It is copied at branches and joined after them; `null` stands for a point that is not reached.
 */
import type { BindingId, ClassId, Expr, FunctionId, Func, Module, Param, Range, TypeRef } from "../ir/index.js";
import { Builder } from "./builder.js";
import { filled, packed } from "./lists.js";
import { type Environment, type Exit, type Frame, type Jump, NO_STORES, type OpenClass, type OpenParam } from "./frames.js";
import { CallFlag, Edge, Node, THIS, type Arm, type Comparison, type FunctionInfo, type Test } from "./flow-module.js";
import type { Place } from "./places.js";
import { analyseScopes, LoopMentions, type Scopes } from "./scopes.js";

const NO_NODES: readonly number[] = [];
const NO_PARAMS: readonly OpenParam[] = [];
const NO_CAPTURED: ReadonlyMap<BindingId, number> = new Map();

export class Compiler {
  readonly b = new Builder();
  readonly scopes: Scopes;
  /** Function and Class nodes of declarations that are never reassigned, and Import nodes: read from anywhere directly. */
  readonly direct: number[];
  readonly cell: number[];
  /** By binding, 1: a function that sees the variable has been made. */
  readonly hooked: number[];
  readonly loops = new LoopMentions();
  readonly frames: (Frame | undefined)[] = [];
  readonly infos: (FunctionInfo | undefined)[] = [];
  readonly classes: (OpenClass | undefined)[] = [];
  readonly bindingClass: number[];
  readonly bindingFunction: number[];
  readonly prototypes = new Map<BindingId, Map<string, number[]>>();
  readonly arms: Arm[] = [];
  readonly comparisons: Comparison[] = [];
  readonly tests: Test[] = [];
  #forks = 0;
  readonly #classStores: (Map<string, number[]> | undefined)[] = [];
  readonly #staticStores: (Map<string, number[]> | undefined)[] = [];
  /** By binding, 1: a static initialiser may leave something in the class. */
  readonly #hasStatics: number[];
  readonly #cellReaders: (number[] | undefined)[] = [];
  /** Those that have readers, in the order of their first. */
  readonly #readBindings: BindingId[] = [];
  readonly #thisCell = new Map<FunctionId, number>();
  /** Functions whose frame exists, in the order in which their bodies are compiled. */
  readonly queue: FunctionId[] = [];

  // --- the function at hand
  fn: FunctionId = 0;
  env: Environment = [];
  readonly #slots: number[];
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
    this.direct = filled(bindings, -1);
    this.cell = filled(bindings, -1);
    this.hooked = filled(bindings, 0);
    this.bindingClass = filled(bindings, -1);
    this.bindingFunction = filled(bindings, -1);
    this.#slots = filled(bindings, -1);
    this.#hasStatics = filled(bindings, 0);
    for (let binding = 0; binding < bindings; binding++) this.#cellReaders.push(undefined);
    for (let fn = 0; fn < module.functions.length; fn++) {
      this.frames.push(undefined);
      this.infos.push(undefined);
      this.#owned.push(undefined);
    }
    for (const cls of module.classes) {
      this.classes.push(undefined);
      this.#classStores.push(undefined);
      this.#staticStores.push(undefined);
      if (cls.staticInitialiser >= 0 && cls.binding >= 0) this.#hasStatics[cls.binding] = 1;
    }
    for (let id = 0; id < bindings; id++) this.#noteOwner(id);
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
    const mine = this.#owned[fn]?.slice() ?? [];
    const captures = this.scopes.captures[fn];
    if (captures !== undefined && captures.size > 0) for (const binding of captures) mine.push(binding);
    if (captures?.has(THIS) !== true) mine.push(THIS);
    for (let slot = 0; slot < mine.length; slot++) {
      const binding = mine[slot] ?? THIS;
      if (binding === THIS) this.#thisSlot = slot;
      else this.#slots[binding] = slot;
    }
    this.#slotBindings = mine;
    this.env = filled(mine.length, -1);
    this.jumps = [];
    this.exits = [];
    if (this.nodeOf.size > 0) this.nodeOf = new Map();
    if (this.conditions.size > 0) this.conditions = new Map();
    if (this.globals.size > 0) this.globals = new Map();
  }

  /** The variables that each function declares. */
  readonly #owned: (BindingId[] | undefined)[] = [];

  #noteOwner(id: BindingId): void {
    const binding = this.module.bindings[id];
    if (binding === undefined || binding.kind === "type") return;
    const known = this.#owned[binding.owner];
    if (known === undefined) this.#owned[binding.owner] = [id];
    else known.push(id);
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
    this.addCellReader(binding, node);
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

  /** Notes a node that sees what is in the variable's cell, should it get one. */
  addCellReader(binding: BindingId, node: number): void {
    if (this.scopes.captured[binding] !== 1 && this.#hasStatics[binding] !== 1 && !this.#isImport(binding)) return;
    const readers = this.#cellReaders[binding];
    if (readers === undefined) {
      this.#cellReaders[binding] = [node];
      this.#readBindings.push(binding);
    } else readers.push(node);
  }

  /** Ties the cells to those who read them, once all of them are known. */
  readCells(): void {
    for (const binding of this.#readBindings) {
      const cell = this.cell[binding] ?? -1;
      if (cell < 0) continue;
      for (const reader of this.#cellReaders[binding] ?? NO_NODES) this.b.edge(cell, reader, Edge.Cell);
    }
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
    this.addCellReader(binding, node);
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
    for (let slot = 0; slot < a.length; slot++) {
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

  /** The environment after several ways meet: that of the first, and the others in their order. */
  mergeAll(first: Environment, others: readonly Environment[], at: Range): Environment {
    let result = first;
    for (const env of others) result = this.merge(result, env, at);
    return result;
  }

  /** Joins the values of two arms of an expression; -1 for an arm that is never reached. */
  joinValues(left: number, right: number, at: Range): number {
    if (left === right || right < 0) return left < 0 ? this.node(Node.Operator, 0, at) : left;
    if (left < 0) return right;
    const node = this.node(Node.Join, 0, at);
    this.b.edge(left, node, Edge.Value);
    this.b.edge(right, node, Edge.Value);
    return node;
  }

  // --------------------------------------------------------------------------------------------------------- arms

  fork(): number {
    return this.#forks++;
  }

  /** A part of the function that was just compiled runs on some ways only. */
  arm(fork: number, kind: Arm["kind"], parts: readonly Range[], leaves = this.env === null): void {
    const [first, last] = [parts[0], parts.at(-1)];
    if (first !== undefined && last !== undefined) this.arms.push({ fork, kind, leaves, start: first.start, end: last.end });
  }

  // ------------------------------------------------------------------------------------------------------- places

  /** Gives the value at a place a new version `node`; the objects it lies in get one, too. */
  setPlace(place: Place, node: number, at: Range, publish: boolean): void {
    if (this.env === null) return;
    let version = node;
    if (place.path.length > 0) {
      const root = this.read(place.root, at);
      const label = this.b.path(place.path);
      version = this.version(Node.Update, label, root, at);
      this.b.edge(root, version, Edge.Base, label);
      this.b.edgeAt(node, version, Edge.Store, label, at);
    }
    if (publish) this.publish(place.root, version);
    else this.setVersion(place.root, version);
  }

  // ---------------------------------------------------------------------------------------------------- functions

  /** Makes the nodes of a function, where it is created; its body is compiled later. */
  createFrame(id: FunctionId): Frame {
    const fn = this.func(id);
    const params = this.#paramsOf(id, fn.params);
    const captured = this.#capturedNodes(id, fn);
    const frame: Frame = {
      params,
      thisNode: fn.kind === "arrow" ? -1 : this.b.node(Node.This, 0, id, fn.start, fn.end),
      argumentsNode: this.scopes.usesArguments[id] === 1 ? this.b.node(Node.Arguments, 0, id, fn.start, fn.end) : -1,
      returnNode: this.b.node(Node.Return, 0, id, fn.start, fn.end),
      throwNode: this.b.node(Node.Throw, 0, id, fn.start, fn.end),
      captured,
      node: -1,
    };
    this.frames[id] = frame;
    this.queue.push(id);
    return frame;
  }

  #paramsOf(id: FunctionId, params: readonly Param[]): readonly OpenParam[] {
    if (params.length === 0) return NO_PARAMS;
    const infos: OpenParam[] = [];
    for (const param of params) {
      infos.push({
        node: this.b.node(Node.Param, infos.length, id, param.start, param.end),
        name: this.module.bindings[param.binding]?.name ?? "",
        rest: param.rest,
        type: param.type ?? null,
        decorators: NO_NODES,
        start: param.start,
        end: param.end,
      });
    }
    return packed(infos);
  }

  #capturedNodes(id: FunctionId, fn: Func): ReadonlyMap<BindingId, number> {
    const captures = this.scopes.captures[id];
    if (captures === undefined || captures.size === 0) return NO_CAPTURED;
    const nodes = new Map<BindingId, number>();
    for (const binding of captures) {
      if (binding !== THIS && this.#isImport(binding)) continue;
      const node = this.b.node(Node.Captured, binding, id, fn.start, fn.end);
      nodes.set(binding, node);
      if (binding !== THIS) this.addCellReader(binding, node);
    }
    return nodes.size === 0 ? NO_CAPTURED : nodes;
  }

  #isImport(binding: BindingId): boolean {
    return this.module.bindings[binding]?.kind === "import";
  }

  /** Ties what a function captures to the versions at this point. `value`: the Function or Class node that carries it. */
  capture(id: FunctionId, value: number): void {
    const frame = this.frames[id];
    if (frame === undefined || frame.captured.size === 0) return;
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
    const tables = owner.isStatic ? this.#staticStores : this.#classStores;
    const table = (tables[owner.class] ??= new Map<string, number[]>());
    const values = table.get(name);
    if (values === undefined) table.set(name, [value]);
    else values.push(value);
  }

  /** Gives the classes what their functions store, once all of these are compiled. */
  closeClasses(): void {
    for (let id = 0; id < this.classes.length; id++) this.#closeClass(id);
  }

  #closeClass(id: ClassId): void {
    const info = this.classes[id];
    if (info === undefined) return;
    info.stores = this.#classStores[id] ?? NO_STORES;
    info.staticStores = this.#staticStores[id] ?? NO_STORES;
  }

  markAwaited(node: number): void {
    if (this.b.kind(node) === Node.Call) this.b.addCallFlag(this.b.aux(node), CallFlag.Awaited);
  }
}
