/** Loops. What runs once comes before the loop; labels are blocks around the loop alone. */
import type { Expr, Stmt } from "../../ir/ir.js";
import { assignName, type Context, exprStmt, nameExpr } from "./context.js";
import { declarePattern } from "./hoisting.js";
import { expressionStatement } from "./operators.js";
import { assignPattern } from "./patterns.js";
import { openScope, resolveAny } from "./scope.js";
import { bodyOf, type Maybe, type Node, nameOf, unwrap } from "./syntax.js";
import { annotation } from "./types.js";

/** Labels from the outermost to the innermost; usually none. */
export type Labels = readonly string[];

const NO_STATEMENTS: readonly Stmt[] = [];

/** Appends a loop inside a block for each of its labels. */
function pushLoop(out: Stmt[], loop: Stmt, labels: Labels): void {
  let statement = loop;
  for (let index = labels.length - 1; index >= 0; index--) {
    statement = { kind: "block", start: loop.start, end: loop.end, label: labels[index] ?? null, body: [statement] };
  }
  out.push(statement);
}

/** `while (test) body`, `do body while (test)`. */
export function whileLoop(cx: Context, node: Node, labels: Labels, out: Stmt[]): void {
  const form = node.type === "WhileStatement" ? "while" : "do";
  const before = form === "while" ? cx.lower.expression(cx, node.test) : null;
  const body: Stmt[] = [];
  loopBody(cx, node.body, body);
  const test = before ?? cx.lower.expression(cx, node.test);
  pushLoop(out, { kind: "loop", start: cx.start(node), end: cx.end(node), form, test, body, update: NO_STATEMENTS }, labels);
}

/** `for (init; test; update) body`. */
export function forLoop(cx: Context, node: Node, labels: Labels, out: Stmt[]): void {
  const saved = cx.scope;
  const init = node.init;
  if (init?.type === "VariableDeclaration") {
    declareHead(cx, init);
    cx.lower.statement(cx, init, out);
  } else if (init) {
    expressionStatement(cx, init, out);
  }
  const test = node.test ? cx.lower.expression(cx, node.test) : null;
  const update: Stmt[] = [];
  if (node.update) expressionStatement(cx, node.update, update);
  const body: Stmt[] = [];
  loopBody(cx, node.body, body);
  cx.scope = saved;
  pushLoop(out, { kind: "loop", start: cx.start(node), end: cx.end(node), form: "while", test, body, update }, labels);
}

/** `for (x of xs)`, `for (k in o)`, `for await`. */
export function eachLoop(cx: Context, node: Node, labels: Labels, out: Stmt[]): void {
  const over = node.type === "ForInStatement" ? "keys" : node.await === true ? "async" : "values";
  const right = cx.lower.expression(cx, node.right);
  let binding = right.kind === "name" ? right.binding : -1;
  if (binding < 0) {
    binding = cx.temporary();
    out.push(exprStmt(assignName(binding, null, cx, right, true, right.start, right.end)));
  }
  const saved = cx.scope;
  const left = node.left;
  const start = left ? cx.start(left) : right.start;
  const value: Expr = { kind: "iterate", start, end: right.end, over, value: nameExpr(binding, right.start, right.end) };
  const body: Stmt[] = [];
  if (left?.type === "VariableDeclaration") {
    declareHead(cx, left);
    assignElement(cx, left.declarations?.[0]?.id, value, true, body);
  } else {
    assignElement(cx, unwrap(left), value, false, body);
  }
  loopBody(cx, node.body, body);
  cx.scope = saved;
  pushLoop(out, { kind: "loop", start: cx.start(node), end: cx.end(node), form: "each", test: null, body, update: NO_STATEMENTS }, labels);
}

/** A pattern takes a temporary apart, so that the loop's body starts with one plain assignment of the element. */
function assignElement(cx: Context, target: Maybe, value: Expr, declares: boolean, body: Stmt[]): void {
  const items: Expr[] = [];
  if (target?.type === "Identifier" && declares) {
    const binding = resolveAny(cx, nameOf(target));
    if (target.typeAnnotation) cx.setType(binding, annotation(cx, target.typeAnnotation));
    items.push(assignName(binding, target, cx, value, true, value.start, value.end));
  } else {
    assignPattern(cx, target, value, declares, items, value.start, value.end);
  }
  for (const item of items) body.push(exprStmt(item));
}

function declareHead(cx: Context, declaration: Node): void {
  if (declaration.kind === "var") return;
  openScope(cx);
  for (const declarator of declaration.declarations ?? []) {
    declarePattern(cx, cx.scope, declarator?.id, "local", declaration.kind !== "let");
  }
}

function loopBody(cx: Context, node: Maybe, out: Stmt[]): void {
  if (!node) return;
  if (node.type === "BlockStatement") cx.lower.block(cx, bodyOf(node), out);
  else cx.lower.statement(cx, node, out);
}
