/** Branches, labels, `try` and `switch`. */
import type { Caught, Expr, Stmt } from "../../ir/ir.js";
import { MAX_NESTING } from "./bounds.js";
import type { Context } from "./context.js";
import { catchParameter, hoistFunctions } from "./declarations.js";
import { declareBlock } from "./hoisting.js";
import { eachLoop, forLoop, type Labels, whileLoop } from "./loops.js";
import { openScope } from "./scope.js";
import { asList, bodyOf, type Maybe, type Node, nameOf } from "./syntax.js";

/** A branch of `if`, the body of a label: a block's statements, or the one statement. */
export function branchInto(cx: Context, node: Maybe, out: Stmt[]): void {
  if (!node) return;
  if (node.type === "BlockStatement") {
    cx.lower.block(cx, bodyOf(node), out);
  } else {
    const saved = cx.scope;
    openScope(cx);
    cx.lower.statements(cx, [node], out);
    cx.scope = saved;
  }
}

/** `else if` chains are thousands of links long in generated code: gathered in a loop, put together from the end. */
export function ifStatement(cx: Context, node: Node, out: Stmt[]): void {
  const links: { node: Node; test: Expr; then: Stmt[] }[] = [];
  let link: Maybe = node;
  while (link?.type === "IfStatement") {
    const test = cx.lower.expression(cx, link.test);
    const then: Stmt[] = [];
    branchInto(cx, link.consequent, then);
    links.push({ node: link, test, then });
    link = link.alternate;
  }
  let otherwise: Stmt[] = [];
  branchInto(cx, link, otherwise);
  for (let index = links.length - 1; index >= 0; index--) {
    const one = links[index];
    if (!one) continue;
    otherwise = [{ kind: "if", start: cx.start(one.node), end: cx.end(one.node), test: one.test, then: one.then, else: otherwise }];
  }
  for (const statement of otherwise) out.push(statement);
}

/** A loop of any form, inside its labels. */
export function loopStatement(cx: Context, node: Node, labels: Labels, out: Stmt[]): void {
  if (node.type === "ForStatement") forLoop(cx, node, labels, out);
  else if (node.type === "ForInStatement" || node.type === "ForOfStatement") eachLoop(cx, node, labels, out);
  else whileLoop(cx, node, labels, out);
}

function isLoop(node: Node): boolean {
  switch (node.type) {
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      return true;
    default:
      return false;
  }
}

/** Labels become blocks: around the loop alone, so that `continue` finds it. */
export function labeledStatement(cx: Context, node: Node, out: Stmt[]): void {
  const labels: string[] = [];
  let body: Maybe = node;
  while (body?.type === "LabeledStatement") {
    labels.push(nameOf(body.label));
    body = body.body;
  }
  if (!body || body.type === "FunctionDeclaration") return;
  const depth = labels.length;
  cx.depth += depth;
  labels.length = Math.min(labels.length, MAX_NESTING);
  if (isLoop(body) && !cx.tooDeep(body)) loopStatement(cx, body, labels, out);
  else labeledBlock(cx, node, body, labels, out);
  cx.depth -= depth;
}

function labeledBlock(cx: Context, node: Node, body: Node, labels: Labels, out: Stmt[]): void {
  let inner: Stmt[] = [];
  branchInto(cx, body, inner);
  for (const label of [...labels].reverse()) inner = [{ kind: "block", start: cx.start(node), end: cx.end(node), label, body: inner }];
  for (const statement of inner) out.push(statement);
}

/** `try`; a pattern in `catch` takes its value apart at the head of the handler. */
export function tryStatement(cx: Context, node: Node, out: Stmt[]): void {
  const body: Stmt[] = [];
  branchInto(cx, node.block, body);
  let param: Caught | null = null;
  let handler: Stmt[] | null = null;
  if (node.handler) {
    handler = [];
    const saved = cx.scope;
    openScope(cx);
    param = catchParameter(cx, node.handler, handler);
    branchInto(cx, node.handler.body, handler);
    cx.scope = saved;
  }
  let finalizer: Stmt[] | null = null;
  if (node.finalizer) {
    finalizer = [];
    branchInto(cx, node.finalizer, finalizer);
  }
  out.push({ kind: "try", start: cx.start(node), end: cx.end(node), body, param, handler, finalizer });
}

/** `switch`; all its cases are one scope. */
export function switchStatement(cx: Context, node: Node, out: Stmt[]): void {
  const value = cx.lower.expression(cx, node.discriminant);
  const saved = cx.scope;
  openScope(cx);
  const all = node.cases ?? [];
  let functions = false;
  for (const one of all) if (declareBlock(cx, asList(one?.consequent))) functions = true;
  if (functions) for (const one of all) hoistFunctions(cx, asList(one?.consequent), out);
  const cases: { test: Expr | null; body: Stmt[] }[] = [];
  for (const one of all) {
    if (!one) continue;
    const test = one.test ? cx.lower.expression(cx, one.test) : null;
    const body: Stmt[] = [];
    for (const statement of asList(one.consequent)) if (statement) cx.lower.statement(cx, statement, body);
    cases.push({ test, body });
  }
  cx.scope = saved;
  out.push({ kind: "switch", start: cx.start(node), end: cx.end(node), value, cases });
}
