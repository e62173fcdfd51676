/** Expressions → nodes. */
import type { Entry, Expr, Key, Range, Target } from "../ir/index.js";
import { call } from "./calls.js";
import { createClass } from "./classes.js";
import type { Compiler } from "./compiler.js";
import { askedBy, branch } from "./conditions.js";
import { Edge, Node, THIS } from "./flow-module.js";
import { constantKey, placeOf } from "./places.js";

/** The name under which values at unknown keys are kept. */
const ELEMENT = "[]";

/** The path of the object itself. */
const NOWHERE: readonly string[] = [];

type Kind = Expr["kind"];
type Of<K extends Kind> = Expr & { readonly kind: K };
type Evaluate = (c: Compiler, expr: Expr) => number;

/**
 * What to do for each kind of expression. A table and not a switch: a switch this long is compiled anew each time when a file
 * has a kind of expression that none had before it.
 */
const EVALUATE: { readonly [K in Kind]: (c: Compiler, expr: Of<K>) => number } = {
  literal: (c, expr) => c.node(Node.Constant, c.b.constant(expr.value), expr),
  concat,
  name: (c, expr) => noted(c, expr, c.read(expr.binding, expr)),
  global: (c, expr) => global(c, expr.name, expr),
  this: (c, expr) => c.read(THIS, expr),
  super: superOf,
  arguments: argumentsOf,
  member: (c, expr) => noted(c, expr, load(c, evaluate(c, expr.object), expr)),
  call: (c, expr) => noted(c, expr, call(c, expr)),
  object,
  array,
  function: (c, expr) => createFunction(c, expr.function, expr),
  class: (c, expr) => createClass(c, expr.class),
  conditional,
  logical,
  binary,
  unary,
  assign,
  sequence,
  await: (c, expr) => noted(c, expr, awaited(c, evaluate(c, expr.value), expr)),
  yield: yielded,
  cast,
  iterate,
  rest,
  module: (c, expr) => c.node(Node.Module, c.b.string(expr.specifier), expr),
  opaque,
};

/** Compiles an expression at the current point; returns the node of its value. */
export function evaluate(c: Compiler, expr: Expr): number {
  return (EVALUATE[expr.kind] as Evaluate)(c, expr);
}

function superOf(c: Compiler, expr: Of<"super">): number {
  const node = c.node(Node.Super, 0, expr);
  c.b.edge(c.read(THIS, expr), node, Edge.Value);
  return node;
}

function logical(c: Compiler, expr: Of<"logical">): number {
  const { value, truthy, falsy } = branch(c, expr);
  c.env = c.merge(truthy, falsy, expr);
  return value;
}

function binary(c: Compiler, expr: Of<"binary">): number {
  noted(c, expr.left, evaluate(c, expr.left));
  noted(c, expr.right, evaluate(c, expr.right));
  const node = noted(c, expr, c.node(Node.Operator, 0, expr));
  if (isEquality(expr.op)) c.comparisons.push({ node, left: c.nodeOf.get(expr.left) ?? -1, right: c.nodeOf.get(expr.right) ?? -1 });
  return node;
}

const isEquality = (op: string): boolean => op === "==" || op === "===" || op === "!=" || op === "!==";

function unary(c: Compiler, expr: Of<"unary">): number {
  noted(c, expr.operand, evaluate(c, expr.operand));
  return noted(c, expr, c.node(Node.Operator, 0, expr));
}

function sequence(c: Compiler, expr: Of<"sequence">): number {
  let last = -1;
  for (const item of expr.items) last = evaluate(c, item);
  return last < 0 ? c.node(Node.Operator, 0, expr) : last;
}

function cast(c: Compiler, expr: Of<"cast">): number {
  const value = evaluate(c, expr.value);
  if (expr.form !== "assert") return value;
  const node = c.version(Node.Cast, c.type(expr.type), value, expr);
  c.b.edge(value, node, Edge.Value);
  return node;
}

function iterate(c: Compiler, expr: Of<"iterate">): number {
  const value = evaluate(c, expr.value);
  const node = c.node(Node.Iterate, 0, expr);
  c.b.edgeAt(value, node, Edge.Iterate, expr.over === "values" ? 0 : expr.over === "keys" ? 1 : 2, expr.value);
  return node;
}

function opaque(c: Compiler, expr: Of<"opaque">): number {
  const node = c.node(Node.Opaque, 0, expr);
  for (const child of expr.children) c.b.edge(evaluate(c, child), node, Edge.Value);
  return node;
}

/** Remembers the node of an expression, for the conditions that it is part of. */
function noted(c: Compiler, expr: Expr, node: number): number {
  c.nodeOf.set(expr, node);
  return node;
}

/** The value that a promise at `value` is resolved with. */
export function awaited(c: Compiler, value: number, at: Range): number {
  c.markAwaited(value);
  const node = c.node(Node.Await, c.handler, at);
  c.b.edge(value, node, Edge.Await);
  return node;
}

function conditional(c: Compiler, expr: Of<"conditional">): number {
  const test = branch(c, expr.test);
  const fork = c.fork();
  askedBy(c, fork, expr.test);
  c.env = test.truthy;
  const then = c.env === null ? -1 : evaluate(c, expr.then);
  c.arm(fork, "branch", [expr.then]);
  const afterThen = c.env;
  c.env = test.falsy;
  const otherwise = c.env === null ? -1 : evaluate(c, expr.else);
  c.arm(fork, "branch", [expr.else]);
  c.env = c.merge(afterThen, c.env, expr);
  return c.joinValues(then, otherwise, expr);
}

function yielded(c: Compiler, expr: Of<"yield">): number {
  const node = c.node(Node.Yield, 0, expr);
  if (expr.value !== null && c.frame !== undefined) {
    c.b.edgeAt(evaluate(c, expr.value), c.frame.returnNode, expr.delegate ? Edge.YieldAll : Edge.Yield, 0, expr.value);
  }
  return node;
}

function rest(c: Compiler, expr: Of<"rest">): number {
  const value = evaluate(c, expr.value);
  const node = c.node(Node.Rest, 0, expr);
  if (expr.from > 0) c.b.edge(value, node, Edge.RestElements, expr.from);
  else {
    const taken: string[] = [];
    for (const key of expr.except) addKey(taken, key);
    c.b.edge(value, node, Edge.Spread, without(c, taken));
  }
  return node;
}

/** Adds a property's name, if it is known. */
function addKey(names: string[], key: Key): void {
  const name = constantKey(key);
  if (name !== null) names.push(name);
}

function concat(c: Compiler, expr: Of<"concat">): number {
  let folded = "";
  let leading = "";
  const nodes: number[] = [];
  const parts: Expr[] = [];
  /** The constant text after each. */
  const after: string[] = [];
  for (const part of expr.parts) {
    const node = evaluate(c, part);
    const value = c.b.constantOf(node);
    if (typeof value === "string" || typeof value === "number") {
      folded += String(value);
      const last = nodes.length - 1;
      if (last >= 0) after[last] = (after[last] ?? "") + String(value);
    } else if (c.b.kind(node) !== Node.Constant) {
      if (nodes.length === 0) leading = folded;
      nodes.push(node);
      parts.push(part);
      after.push("");
    }
  }
  if (nodes.length === 0) return c.node(Node.Constant, c.b.constant(folded), expr);
  const node = c.node(Node.Text, leading === "" ? -1 : c.b.constant(leading), expr);
  for (let index = 0; index < nodes.length; index++) {
    const part = parts[index] ?? expr;
    const text = after[index] ?? "";
    c.b.edgeAt(nodes[index] ?? -1, node, Edge.Text, text === "" ? 0 : c.b.constant(text) + 1, part);
  }
  return node;
}

function global(c: Compiler, name: string, at: Range): number {
  const known = c.globals.get(name);
  if (known !== undefined) return known;
  const node = c.node(Node.Global, c.b.string(name), at);
  c.globals.set(name, node);
  return node;
}

function argumentsOf(c: Compiler, at: Range): number {
  const owner = c.scopes.thisOwner[c.fn] ?? 0;
  const node = c.frames[owner]?.argumentsNode ?? -1;
  return node >= 0 ? node : c.node(Node.Opaque, 0, at);
}

/** Reads a property of the value at `base`. */
export function load(c: Compiler, base: number, expr: Of<"member">): number {
  let name = constantKey(expr.key);
  let key = -1;
  if (name === null && typeof expr.key !== "string") {
    noted(c, expr.object, base);
    key = evaluate(c, expr.key);
    const known = c.b.constantOf(key);
    if (typeof known === "string" || typeof known === "number") name = String(known);
  }
  const label = name === null ? -1 : c.b.string(name);
  const node = c.node(Node.Load, label, expr);
  c.b.edgeAt(base, node, Edge.Load, label, expr.object);
  if (name === null && key >= 0) c.b.keyed(key);
  return node;
}

/** The label of a spread that leaves out properties: those that are taken elsewhere, or that what comes later replaces. */
function without(c: Compiler, names: readonly string[]): number {
  return names.length === 0 ? 0 : c.b.path(names.length === 1 ? names : [...new Set(names)]) + 1;
}

function object(c: Compiler, expr: Of<"object">): number {
  const node = c.node(Node.Object, 0, expr);
  const { entries } = expr;
  for (let index = 0; index < entries.length; index++) {
    const entry = entries[index];
    if (entry === undefined) break;
    if (entry.kind === "spread") spreadInto(c, node, entry.value, entries, index + 1);
    else objectEntry(c, node, entry, expr);
  }
  return node;
}

/** A spread; the properties that the entries from `next` on write are not the spread object's. */
function spreadInto(c: Compiler, node: number, value: Expr, entries: readonly Entry[], next: number): void {
  const replaced: string[] = [];
  for (let index = next; index < entries.length; index++) {
    const later = entries[index];
    if (later !== undefined && later.kind !== "spread") addKey(replaced, later.key);
  }
  c.b.edgeAt(evaluate(c, value), node, Edge.Spread, without(c, replaced), value);
}

function objectEntry(c: Compiler, node: number, entry: Exclude<Entry, { kind: "spread" }>, at: Range): void {
  const key = keyNode(c, entry.key);
  const name = propertyName(c, entry.key, key);
  const label = c.b.nameAsPath(name);
  if (entry.kind === "field") {
    const { value } = entry;
    c.b.edgeAt(evaluate(c, value), node, Edge.Store, label, value);
    if (key >= 0 && name === ELEMENT) c.b.keyed(key);
    return;
  }
  const fn = createFunction(c, entry.function, at);
  if (entry.kind === "getter") c.b.edge(fn, node, Edge.Getter, label);
  else c.b.edge(fn, node, Edge.Store, c.b.nameAsPath(`set ${name}`));
}

/** The node of a key that is worked out; -1: the text says which it is. */
function keyNode(c: Compiler, key: string | Expr): number {
  return typeof key === "string" || constantKey(key) !== null ? -1 : evaluate(c, key);
}

/** A property's name; values at unknown names share one. `node`: see {@link keyNode}. */
function propertyName(c: Compiler, key: string | Expr, node: number): string {
  if (node < 0) return constantKey(key) ?? ELEMENT;
  const value = c.b.constantOf(node);
  return typeof value === "string" || typeof value === "number" ? String(value) : ELEMENT;
}

function array(c: Compiler, expr: Of<"array">): number {
  const node = c.node(Node.Array, 0, expr);
  let shifted = false;
  for (let index = 0; index < expr.elements.length; index++) {
    const element = expr.elements[index] ?? null;
    if (element === null) continue;
    const { value, spread } = element;
    const from = evaluate(c, value);
    if (spread) {
      shifted = true;
      c.b.edgeAt(from, node, Edge.SpreadElements, 0, value);
    } else c.b.edgeAt(from, node, Edge.Store, c.b.nameAsPath(shifted ? ELEMENT : String(index)), value);
  }
  return node;
}

export function createFunction(c: Compiler, id: number, at: Range): number {
  const frame = c.frames[id] ?? c.createFrame(id);
  const node = c.node(Node.Function, id, at);
  if (frame.node < 0) frame.node = node;
  c.capture(id, node);
  return node;
}

function assign(c: Compiler, expr: Of<"assign">): number {
  const { target } = expr;
  if (target.kind === "name") {
    const before = c.b.nodeCount;
    const value = evaluate(c, expr.value);
    const node = c.assign(target.binding, value, expr.declares, expr);
    // (A value that was there before may be read in the condition itself.)
    if (node < before) return node;
    if (isCondition(expr.value) || isEntry(expr.value) || isPartOfKept(c, expr.value)) c.conditions.set(node, expr.value);
    return node;
  }
  if (target.kind === "member") return store(c, target, expr);
  const value = evaluate(c, expr.value);
  if (target.kind === "global") {
    const base = global(c, target.name, target);
    const update = c.node(Node.Update, c.b.path(NOWHERE), expr);
    c.b.edgeAt(value, update, Edge.Store, c.b.path(NOWHERE), expr.value);
    c.b.edge(base, update, Edge.Base, -1);
  } else for (const child of target.children) evaluate(c, child);
  return value;
}

function store(c: Compiler, target: Target & { kind: "member" }, expr: Of<"assign">): number {
  const base = evaluate(c, target.object);
  const key = keyNode(c, target.key);
  const name = propertyName(c, target.key, key);
  const value = evaluate(c, expr.value);
  const label = c.b.nameAsPath(name);
  const update = c.version(Node.Update, label, base, target);
  c.b.edge(base, update, Edge.Base, name === ELEMENT ? -1 : label);
  c.b.edgeAt(value, update, Edge.Store, label, expr.value);
  if (key >= 0 && name === ELEMENT) c.b.keyed(key);
  const place = placeOf(target.object);
  if (place !== null) c.setPlace(place, update, target, true);
  if (target.object.kind === "this") c.noteThisStore(name, value);
  notePrototype(c, target, name, value, expr.value);
  return value;
}

/** `F.prototype.name = value` and `F.prototype = { … }`. */
function notePrototype(c: Compiler, target: Target & { kind: "member" }, name: string, value: number, expr: Expr): void {
  const note = (binding: number, property: string, node: number): void => {
    let table = c.prototypes.get(binding);
    if (table === undefined) c.prototypes.set(binding, (table = new Map<string, number[]>()));
    const values = table.get(property);
    if (values === undefined) table.set(property, [node]);
    else values.push(node);
  };
  const { object: base } = target;
  if (base.kind === "member" && base.key === "prototype" && base.object.kind === "name") note(base.object.binding, name, value);
  else if (name === "prototype" && base.kind === "name" && expr.kind === "object") note(base.binding, "", value);
}

/** `const { error } = check(x)`: a part of a call's result that a variable keeps. */
function isPartOfKept(c: Compiler, expr: Expr): boolean {
  return expr.kind === "member" && expr.object.kind === "name" && c.conditions.has(c.nodeOf.get(expr.object) ?? -1);
}

/** An entry of a table, by a key that was worked out: whether it is there says something of the key. */
export function isEntry(expr: Expr): boolean {
  const inner = unwrap(expr);
  return inner.kind === "member" && constantKey(inner.key) === null;
}

export function isCondition(expr: Expr): boolean {
  const inner = unwrap(expr);
  return (
    inner.kind === "call" || inner.kind === "binary" || inner.kind === "logical" ||
    (inner.kind === "unary" && inner.op === "not") ||
    (inner.kind === "await" && isCondition(inner.value)) ||
    (inner.kind === "member" && isCondition(inner.object))
  );
}

/** Without casts, which change nothing at run time. */
export function unwrap(expr: Expr): Expr {
  let inner = expr;
  while (inner.kind === "cast") inner = inner.value;
  return inner;
}
