/** What branches tell: environments refined by conditions, also by conditions kept in variables. */
import type { Expr } from "../ir/index.js";
import type { Compiler } from "./compiler.js";
import type { Environment } from "./frames.js";
import { evaluate, isEntry, unwrap } from "./expressions.js";
import { Edge, type Guard, GuardOp, Node } from "./flow-module.js";
import { packed } from "./lists.js";
import { type Place, placeOf } from "./places.js";

/** The value of a condition, and the environments where it holds and where it does not (`null`: never). */
export interface Branch {
  readonly value: number;
  readonly truthy: Environment;
  readonly falsy: Environment;
}

/** Compiles a condition. The current environment is undefined afterwards: take one of the two. */
export function branch(c: Compiler, condition: Expr): Branch {
  const expr = unwrap(condition);
  switch (expr.kind) {
    case "unary":
      if (expr.op === "not") {
        const inner = branch(c, expr.operand);
        return { value: c.node(Node.Operator, 0, expr), truthy: inner.falsy, falsy: inner.truthy };
      }
      break;
    case "logical": {
      const left = branch(c, expr.left);
      if (expr.op === "nullish") {
        c.env = c.merge(left.truthy, left.falsy, expr);
        const before = c.snapshot();
        const right = evaluate(c, expr.right);
        const env = c.merge(before, c.env, expr);
        return { value: c.joinValues(left.value, right, expr), truthy: env, falsy: env === null ? null : env.slice() };
      }
      c.env = expr.op === "and" ? left.truthy : left.falsy;
      if (c.env === null) return left;
      const right = branch(c, expr.right);
      return expr.op === "and"
        ? { value: right.value, truthy: right.truthy, falsy: c.merge(left.falsy, right.falsy, expr) }
        : { value: c.joinValues(left.value, right.value, expr), truthy: c.merge(left.truthy, right.truthy, expr), falsy: right.falsy };
    }
    case "literal": {
      const value = evaluate(c, expr);
      const env = c.env;
      return expr.value ? { value, truthy: env, falsy: null } : { value, truthy: null, falsy: env };
    }
    default:
  }
  const value = evaluate(c, expr);
  c.nodeOf.set(expr, value);
  const start = c.env;
  if (start === null) return { value, truthy: null, falsy: null };
  c.env = start.slice();
  tell(c, expr, true);
  const truthy = c.env;
  c.env = start;
  tell(c, expr, false);
  return { value, truthy, falsy: c.env };
}

/** Refines the current environment by what the outcome of an evaluated condition says. */
function tell(c: Compiler, condition: Expr, holds: boolean): void {
  const expr = unwrap(condition);
  switch (expr.kind) {
    case "unary":
      if (expr.op === "not") tell(c, expr.operand, !holds);
      return;
    case "logical":
      if (expr.op === (holds ? "and" : "or")) {
        tell(c, expr.left, holds);
        tell(c, expr.right, holds);
      }
      return;
    case "binary":
      compare(c, expr, holds);
      return;
    case "name": {
      const node = c.nodeOf.get(expr) ?? -1;
      const kept = c.conditions.get(node);
      if (kept !== undefined) tell(c, kept, holds);
      if (!holds && (kept === undefined || isEntry(kept))) refine(c, expr, GuardOp.Falsy);
      tellCall(c, expr, holds);
      return;
    }
    case "assign":
      tell(c, expr.value, holds);
      return;
    case "await":
    case "call":
    case "member":
      if (expr.kind === "member" && !holds) refine(c, expr, GuardOp.Falsy);
      if (expr.kind === "member" && holds) tellKey(c, expr);
      tellCall(c, expr, holds);
      return;
    default:
  }
}

/** Notes what the condition of a fork asks for, also where a variable keeps a part of it. */
export function askedBy(c: Compiler, fork: number, condition: Expr): void {
  const expr = unwrap(condition);
  if (expr.kind === "unary" && expr.op === "not") {
    askedBy(c, fork, expr.operand);
    return;
  }
  if (expr.kind === "logical") {
    askedBy(c, fork, expr.left);
    askedBy(c, fork, expr.right);
    return;
  }
  const node = c.nodeOf.get(expr);
  if (node === undefined || node < 0) return;
  c.tests.push({ fork, node });
  const kept = expr.kind === "name" ? c.conditions.get(node) : undefined;
  if (kept !== undefined && kept.kind !== "name") askedBy(c, fork, kept);
}

const WHOLE: readonly string[] = [];

/** An entry of a table that is there (`handlers[name]`): its key is one of the table's. Not of a table that came together with the key. */
function tellKey(c: Compiler, { object, key }: Expr & { kind: "member" }): void {
  if (typeof key === "string") return;
  const [subject, table] = [placeOf(key), placeOf(object)];
  if (subject !== null && (table === null ? object.kind === "global" : table.root !== subject.root)) refine(c, key, GuardOp.In, c.nodeOf.get(object) ?? -1);
}

/** A condition on a call's result, or on a part of it: it says something of the arguments. */
function tellCall(c: Compiler, condition: Expr, holds: boolean): void {
  const path: string[] = [];
  let expr = unwrap(condition);
  for (;;) {
    if (expr.kind === "member" && typeof expr.key === "string") {
      path.push(expr.key);
      expr = unwrap(expr.object);
    } else if (expr.kind === "await") expr = unwrap(expr.value);
    else if (expr.kind === "name") {
      const kept = c.conditions.get(c.nodeOf.get(expr) ?? -1);
      if (kept === undefined || path.length === 0) return;
      expr = unwrap(kept);
    } else break;
  }
  if (expr.kind !== "call") return;
  const result = c.nodeOf.get(expr);
  if (result === undefined || c.b.kind(result) !== Node.Call) return;
  const call = c.b.aux(result);
  const part = path.length === 0 ? WHOLE : packed(path.reverse());
  const op = holds ? GuardOp.CallTrue : GuardOp.CallFalse;
  const callee = unwrap(expr.callee);
  if (callee.kind === "member") refineByCall(c, callee.object, op, call, -1, part);
  for (let index = 0; index < expr.args.length; index++) {
    const arg = expr.args[index];
    if (arg !== undefined && !arg.spread) refineByCall(c, arg.value, op, call, index, part);
  }
}

function compare(c: Compiler, expr: Expr & { kind: "binary" }, holds: boolean): void {
  switch (expr.op) {
    case "==":
    case "===":
    case "!=":
    case "!==": {
      const equal = (expr.op === "==" || expr.op === "===") === holds;
      compareEqual(c, expr.left, expr.right, equal);
      compareEqual(c, expr.right, expr.left, equal);
      return;
    }
    case "in":
      if (holds) refine(c, expr.left, GuardOp.In, c.nodeOf.get(expr.right) ?? -1);
      return;
    case "instanceof":
      refine(c, expr.left, holds ? GuardOp.InstanceOf : GuardOp.NotInstanceOf, c.nodeOf.get(expr.right) ?? -1);
      return;
    case ">":
    case ">=":
    case "<":
    case "<=":
      comparePosition(c, expr, holds);
      return;
    default:
  }
}

/** One side of an equality: what being equal to the other, or not, says of it. */
function compareEqual(c: Compiler, side: Expr, other: Expr, equal: boolean): void {
  const subject = unwrap(side);
  const operand = c.nodeOf.get(other) ?? -1;
  const constant = c.b.constantOf(operand);
  if (subject.kind === "unary" && subject.op === "typeof") {
    if (typeof constant === "string") refine(c, subject.operand, equal ? GuardOp.Typeof : GuardOp.NotTypeof, -1, constant);
    return;
  }
  if (typeof constant === "boolean") tell(c, subject, equal === constant);
  refine(c, subject, equal ? GuardOp.Equal : GuardOp.NotEqual, operand);
}

/** `list.indexOf(x) >= 0` and its like ask whether a call gave a result. */
function comparePosition(c: Compiler, expr: Expr & { kind: "binary" }, holds: boolean): void {
  const bound = expr.right.kind === "literal" ? expr.right.value : expr.right.kind === "unary" && expr.right.op === "-" ? -1 : null;
  const found = (expr.op === ">=" && bound === 0) || (expr.op === ">" && (bound === -1 || bound === 0));
  const absent = expr.op === "<" && bound === 0;
  if (found || absent) tellCall(c, expr.left, found === holds);
  // `error.status < 500`: of a variable nothing is said, so nothing is refined.
  const isBelow = expr.op === "<" || expr.op === "<=" ? holds : !holds;
  if (isBelow && typeof bound === "number" && bound > 0 && unwrap(expr.left).kind === "member") refine(c, expr.left, GuardOp.Below, c.nodeOf.get(expr.right) ?? -1);
}

/** Gives the place that `expr` names a version which a comparison refines; see {@link Guard}. */
function refine(c: Compiler, expr: Expr, op: GuardOp, operand = -1, text = ""): void {
  const place = placeOf(expr);
  const before = place === null ? -1 : refinable(c, expr, place);
  if (place === null || before < 0) return;
  const from = place.path.length === 0 ? c.read(place.root, expr) : before;
  addRefined(c, expr, place, from, { op, call: -1, argument: 0, path: WHOLE, operand, text });
}

/** The same for what a call's result says of its arguments. */
function refineByCall(c: Compiler, expr: Expr, op: GuardOp, call: number, argument: number, path: readonly string[]): void {
  const place = placeOf(expr);
  const before = place === null ? -1 : refinable(c, expr, place);
  if (place === null || before < 0) return;
  addRefined(c, expr, place, before, { op, call, argument, path, operand: -1, text: "" });
}

/** The node of a place as the condition saw it; -1 where nothing can be said of it. */
function refinable(c: Compiler, expr: Expr, place: Place): number {
  if (c.env === null || isShared(c, place)) return -1;
  const isWhole = place.path.length === 0;
  const before = c.nodeOf.get(unwrap(expr)) ?? (isWhole ? c.read(place.root, expr) : -1);
  const kind = c.b.kind(before);
  if (kind === Node.Constant || kind === Node.Function || kind === Node.Class || kind === Node.Import || kind === Node.Global) return -1;
  // Changed since the condition was evaluated: it says nothing of the value now.
  if (isWhole && before >= 0 && c.b.origin(c.read(place.root, expr)) !== c.b.origin(before)) return -1;
  return before;
}

function addRefined(c: Compiler, expr: Expr, place: Place, from: number, told: Guard): void {
  const guard = c.b.guards.push(told) - 1;
  const node = c.version(Node.Refine, guard, from, expr);
  c.b.edge(from, node, Edge.Refine, guard);
  c.setPlace(place, node, expr, false);
}

/** Imports and globals are not refined: every function sees the same one. */
function isShared(c: Compiler, place: Place): boolean {
  return place.root >= 0 && c.module.bindings[place.root]?.kind === "import";
}
