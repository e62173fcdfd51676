/** Expressions → nodes. */
import type { Arg, Expr, Range, Target } from "../ir/index.js";
import { createClass } from "./classes.js";
import { constantKey, type Compiler, type Place } from "./compiler.js";
import { branch } from "./conditions.js";
import { CallFlag, Edge, Node } from "./flow-module.js";
import type { CallArgument } from "./builder.js";

/** The name under which values at unknown keys are kept. */
const ELEMENT = "[]";

/** Compiles an expression at the current point; returns the node of its value. */
export function evaluate(c: Compiler, expr: Expr): number {
  switch (expr.kind) {
    case "literal":
      return c.node(Node.Constant, c.b.constant(expr.value), expr);
    case "concat":
      return concat(c, expr);
    case "name": {
      const node = c.read(expr.binding, expr);
      c.nodeOf.set(expr, node);
      return node;
    }
    case "global":
      return global(c, expr.name, expr);
    case "this":
      return c.read(-1, expr);
    case "super": {
      const node = c.node(Node.Super, 0, expr);
      c.b.edge(c.read(-1, expr), node, Edge.Value);
      return node;
    }
    case "arguments":
      return argumentsOf(c, expr);
    case "member": {
      const node = load(c, evaluate(c, expr.object), expr);
      c.nodeOf.set(expr, node);
      return node;
    }
    case "call": {
      const node = call(c, expr);
      c.nodeOf.set(expr, node);
      return node;
    }
    case "object":
      return object(c, expr);
    case "array":
      return array(c, expr);
    case "function":
      return createFunction(c, expr.function, expr);
    case "class":
      return createClass(c, expr.class);
    case "conditional": {
      const test = branch(c, expr.test);
      c.env = test.truthy;
      const then = c.env === null ? -1 : evaluate(c, expr.then);
      const afterThen = c.env;
      c.env = test.falsy;
      const otherwise = c.env === null ? -1 : evaluate(c, expr.else);
      c.env = c.merge(afterThen, c.env, expr);
      return c.joinValues([then, otherwise].filter((node) => node >= 0), expr);
    }
    case "logical": {
      const { value, truthy, falsy } = branch(c, expr);
      c.env = c.merge(truthy, falsy, expr);
      return value;
    }
    case "binary": {
      c.nodeOf.set(expr.left, evaluate(c, expr.left));
      c.nodeOf.set(expr.right, evaluate(c, expr.right));
      const node = c.node(Node.Operator, 0, expr);
      c.nodeOf.set(expr, node);
      return node;
    }
    case "unary": {
      c.nodeOf.set(expr.operand, evaluate(c, expr.operand));
      const node = c.node(Node.Operator, 0, expr);
      c.nodeOf.set(expr, node);
      return node;
    }
    case "assign":
      return assign(c, expr);
    case "sequence": {
      let last = -1;
      for (const item of expr.items) last = evaluate(c, item);
      return last < 0 ? c.node(Node.Operator, 0, expr) : last;
    }
    case "await": {
      const value = evaluate(c, expr.value);
      c.markAwaited(value);
      const node = c.node(Node.Await, c.handler, expr);
      c.b.edge(value, node, Edge.Await);
      c.nodeOf.set(expr, node);
      return node;
    }
    case "yield": {
      const node = c.node(Node.Yield, 0, expr);
      if (expr.value !== null && c.frame !== undefined) c.b.edge(evaluate(c, expr.value), c.frame.returnNode, expr.delegate ? Edge.YieldAll : Edge.Yield, 0, expr.value.start, expr.value.end);
      return node;
    }
    case "cast": {
      const value = evaluate(c, expr.value);
      if (expr.form !== "assert") return value;
      const node = c.version(Node.Cast, c.type(expr.type), value, expr);
      c.b.edge(value, node, Edge.Value);
      return node;
    }
    case "iterate": {
      const value = evaluate(c, expr.value);
      const node = c.node(Node.Iterate, 0, expr);
      c.b.edge(value, node, Edge.Iterate, expr.over === "values" ? 0 : expr.over === "keys" ? 1 : 2, expr.value.start, expr.value.end);
      return node;
    }
    case "rest": {
      const value = evaluate(c, expr.value);
      const node = c.node(Node.Rest, 0, expr);
      if (expr.from > 0) c.b.edge(value, node, Edge.RestElements, expr.from);
      else {
        c.b.edge(value, node, Edge.Spread, without(c, expr.except.flatMap((key) => constantKey(key) ?? [])));
      }
      return node;
    }
    case "module":
      return c.node(Node.Module, c.b.string(expr.specifier), expr);
    case "opaque": {
      const node = c.node(Node.Opaque, 0, expr);
      for (const child of expr.children) c.b.edge(evaluate(c, child), node, Edge.Value);
      return node;
    }
    default:
      return expr satisfies never;
  }
}

function concat(c: Compiler, expr: Expr & { kind: "concat" }): number {
  let folded = "";
  const parts = expr.parts.map((part) => {
    const node = evaluate(c, part);
    const value = c.b.constantOf(node);
    if (typeof value === "string" || typeof value === "number") folded += String(value);
    else if (c.b.kind(node) !== Node.Constant) return { node, part };
    return null;
  });
  const dynamic = parts.filter((part) => part !== null);
  if (dynamic.length === 0) return c.node(Node.Constant, c.b.constant(folded), expr);
  const node = c.node(Node.Text, 0, expr);
  for (const { node: from, part } of dynamic) c.b.edge(from, node, Edge.Text, 0, part.start, part.end);
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
function load(c: Compiler, base: number, expr: Expr & { kind: "member" }): number {
  let name = constantKey(expr.key);
  if (name === null && typeof expr.key !== "string") {
    const key = c.b.constantOf(evaluate(c, expr.key));
    if (typeof key === "string" || typeof key === "number") name = String(key);
  }
  const label = name === null ? -1 : c.b.string(name);
  const node = c.node(Node.Load, label, expr);
  c.b.edge(base, node, Edge.Load, label, expr.object.start, expr.object.end);
  return node;
}

function call(c: Compiler, expr: Expr & { kind: "call" }): number {
  let receiver = -1;
  let callee: number;
  const target = unwrap(expr.callee);
  if (target.kind === "member") {
    receiver = evaluate(c, target.object);
    callee = load(c, receiver, target);
    if (target.object.kind === "super") receiver = c.read(-1, target);
  } else {
    callee = evaluate(c, target);
    if (target.kind === "super") receiver = c.read(-1, target);
  }
  const args = expr.args.map((arg): CallArgument => ({ node: evaluate(c, arg.value), spread: arg.spread, start: arg.value.start, end: arg.value.end }));
  const flags =
    (expr.form === "new" ? CallFlag.New : 0) |
    (expr.form === "super" ? CallFlag.Super : 0) |
    (expr.form === "tag" ? CallFlag.Tag : 0) |
    (expr.form === "jsx" ? CallFlag.Jsx : 0) |
    (expr.optional ? CallFlag.Optional : 0) |
    (args.some((arg) => arg.spread) ? CallFlag.Spread : 0);
  const result = c.node(Node.Call, 0, expr);
  const id = c.b.call(result, callee, receiver, flags, c.handler, args);
  c.b.edge(callee, result, Edge.Callee, 0, target.start, target.end);
  if (receiver >= 0) {
    const at = target.kind === "member" ? target.object : target;
    c.b.edge(receiver, result, Edge.Argument, -1, at.start, at.end);
  }
  let spread = false;
  for (const [index, arg] of args.entries()) {
    spread ||= arg.spread;
    c.b.edge(arg.node, result, arg.spread ? Edge.SpreadArgument : Edge.Argument, index, arg.start, arg.end);
  }
  afterCall(c, id, receiver, target.kind === "member" ? target.object : target.kind === "super" ? { kind: "this", start: target.start, end: target.end } : null, args, expr.args, expr);
  return result;
}

/** Arguments and the receiver may have been changed or checked: places among them get a version after the call. */
function afterCall(c: Compiler, id: number, receiver: number, receiverExpr: Expr | null, args: readonly CallArgument[], exprs: readonly Arg[], at: Range): void {
  const post = (node: number, expr: Expr, index: number): void => {
    const kind = c.b.kind(node);
    if (kind === Node.Constant || kind === Node.Text || kind === Node.Operator || kind === Node.Import || kind === Node.Class) return;
    const place = c.placeOf(expr);
    if (place === null || isImport(c, place)) return;
    const version = c.version(Node.Post, id, node, at);
    c.b.edge(node, version, Edge.Post, index, expr.start, expr.end);
    c.setPlace(place, version, expr, true);
  };
  if (receiverExpr !== null && receiver >= 0) post(receiver, receiverExpr, -1);
  for (const [index, arg] of args.entries()) {
    const expr = exprs[index]?.value;
    if (expr !== undefined && !arg.spread) post(arg.node, expr, index);
  }
}

/** Imported namespaces and packages are not versioned by calls; an imported variable of the project is (its cell). */
function isImport(c: Compiler, place: Place): boolean {
  return place.root >= 0 && c.module.bindings[place.root]?.kind === "import" && place.path.length > 0;
}

/** The label of a spread that leaves out properties: those that are taken elsewhere, or that what comes later replaces. */
function without(c: Compiler, names: readonly string[]): number {
  return names.length === 0 ? 0 : c.b.path([...new Set(names)]) + 1;
}

function object(c: Compiler, expr: Expr & { kind: "object" }): number {
  const node = c.node(Node.Object, 0, expr);
  for (const [index, entry] of expr.entries.entries()) {
    if (entry.kind === "spread") {
      const replaced = expr.entries.slice(index + 1).flatMap((later) => (later.kind === "spread" ? [] : (constantKey(later.key) ?? [])));
      c.b.edge(evaluate(c, entry.value), node, Edge.Spread, without(c, replaced), entry.value.start, entry.value.end);
      continue;
    }
    const name = propertyName(c, entry.key);
    const label = c.b.path([name]);
    if (entry.kind === "field") c.b.edge(evaluate(c, entry.value), node, Edge.Store, label, entry.value.start, entry.value.end);
    else {
      const fn = createFunction(c, entry.function, expr);
      c.b.edge(fn, node, entry.kind === "getter" ? Edge.Getter : Edge.Store, entry.kind === "getter" ? label : c.b.path([`set ${name}`]));
    }
  }
  return node;
}

/** A property's name; values at unknown names share one. */
function propertyName(c: Compiler, key: string | Expr): string {
  const name = constantKey(key);
  if (name !== null || typeof key === "string") return name ?? ELEMENT;
  const value = c.b.constantOf(evaluate(c, key));
  return typeof value === "string" || typeof value === "number" ? String(value) : ELEMENT;
}

function array(c: Compiler, expr: Expr & { kind: "array" }): number {
  const node = c.node(Node.Array, 0, expr);
  let shifted = false;
  for (const [index, element] of expr.elements.entries()) {
    if (element === null) continue;
    const value = evaluate(c, element.value);
    if (element.spread) {
      shifted = true;
      c.b.edge(value, node, Edge.SpreadElements, 0, element.value.start, element.value.end);
    } else c.b.edge(value, node, Edge.Store, c.b.path([shifted ? ELEMENT : String(index)]), element.value.start, element.value.end);
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

function assign(c: Compiler, expr: Expr & { kind: "assign" }): number {
  const { target } = expr;
  if (target.kind === "name") {
    const value = evaluate(c, expr.value);
    const node = c.assign(target.binding, value, expr.declares, expr);
    if (isCondition(expr.value) || isPartOfKept(c, expr.value)) c.conditions.set(node, expr.value);
    return node;
  }
  if (target.kind === "member") return store(c, target, expr);
  const value = evaluate(c, expr.value);
  if (target.kind === "global") {
    const base = global(c, target.name, target);
    const update = c.node(Node.Update, c.b.path([]), expr);
    c.b.edge(value, update, Edge.Store, c.b.path([]), expr.value.start, expr.value.end);
    c.b.edge(base, update, Edge.Base, -1);
  } else for (const child of target.children) evaluate(c, child);
  return value;
}

function store(c: Compiler, target: Target & { kind: "member" }, expr: Expr & { kind: "assign" }): number {
  const base = evaluate(c, target.object);
  const name = propertyName(c, target.key);
  const value = evaluate(c, expr.value);
  const label = c.b.path([name]);
  const update = c.version(Node.Update, label, base, target);
  c.b.edge(base, update, Edge.Base, name === ELEMENT ? -1 : label);
  c.b.edge(value, update, Edge.Store, label, expr.value.start, expr.value.end);
  const place = c.placeOf(target.object);
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
