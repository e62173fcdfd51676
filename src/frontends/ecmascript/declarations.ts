/** Declarations of variables, functions and classes. */
import type { Caught, Expr, Stmt } from "../../ir/ir.js";
import { lowerClass } from "./classes.js";
import { assignName, type Context, exprStmt } from "./context.js";
import { undecoratedStart } from "./decorators.js";
import { lowerFunction } from "./functions.js";
import { declarePattern, exportedDeclaration } from "./hoisting.js";
import { defaultBinding, exportDeclared, exportDefault } from "./exports.js";
import { assignPattern, namedValue } from "./patterns.js";
import { resolveAny } from "./scope.js";
import { type Maybe, type Node, nameOf } from "./syntax.js";
import { annotation } from "./types.js";

/** Assigns the functions of a block at its head, where they can be called from. */
export function hoistFunctions(cx: Context, list: readonly Maybe[], out: Stmt[]): void {
  for (const statement of list) {
    if (!statement) continue;
    let node = exportedDeclaration(statement);
    while (node.type === "LabeledStatement" && node.body) node = node.body;
    if (node.type === "FunctionDeclaration" && node.body && !cx.ambient && !node.declare) hoistFunction(cx, node, statement, out);
  }
}

function hoistFunction(cx: Context, node: Node, statement: Node, out: Stmt[]): void {
  const isDefault = statement.type === "ExportDefaultDeclaration";
  const binding = node.id ? resolveAny(cx, nameOf(node.id)) : defaultBinding(cx);
  const name = node.id ? nameOf(node.id) : "default";
  const start = cx.start(node);
  const end = cx.end(node);
  const id = lowerFunction(cx, node, { kind: "function", name, class: -1, isStatic: false }, node);
  cx.initialised.add(binding);
  out.push(exprStmt(assignName(binding, node.id, cx, { kind: "function", start, end, function: id }, true, start, end)));
  if (isDefault) exportDefault(cx, binding, node);
  else if (statement.type === "ExportNamedDeclaration") exportDeclared(cx, node, out);
}

/** `var`, `let`, `const`, `using`. */
export function variableDeclaration(cx: Context, node: Node, out: Stmt[]): void {
  const ambient = cx.ambient || node.declare === true;
  for (const declarator of node.declarations ?? []) {
    if (!declarator) continue;
    if (ambient || (!declarator.init && declarator.id?.type === "Identifier")) {
      declareOnly(cx, node, declarator.id, !ambient && node.kind === "let", out);
    } else assignDeclarator(cx, declarator, out);
  }
}

function assignDeclarator(cx: Context, declarator: Node, out: Stmt[]): void {
  const { id, init } = declarator;
  const start = cx.start(declarator);
  const end = cx.end(declarator);
  if (id?.type === "Identifier") {
    const name = nameOf(id);
    const binding = resolveAny(cx, name);
    if (id.typeAnnotation) cx.setType(binding, annotation(cx, id.typeAnnotation));
    out.push(exprStmt(assignName(binding, id, cx, namedValue(cx, init, name), true, start, end)));
    return;
  }
  const items: Expr[] = [];
  assignPattern(cx, id, cx.lower.expression(cx, init), true, items, start, end);
  for (const item of items) out.push(exprStmt(item));
}

/** A declaration without a value; `let x` starts over as `undefined` each time round a loop. */
function declareOnly(cx: Context, node: Node, id: Maybe, resets: boolean, out: Stmt[]): void {
  if (id?.type !== "Identifier") return;
  const binding = resolveAny(cx, nameOf(id));
  if (id.typeAnnotation) cx.setType(binding, annotation(cx, id.typeAnnotation));
  if (!resets || node.kind !== "let") return;
  const start = cx.start(id);
  const end = cx.nameEnd(id);
  out.push(exprStmt(assignName(binding, id, cx, { kind: "literal", start, end, value: undefined }, true, start, end)));
}

/** The caught value of a `catch` clause; a pattern takes it apart at the head of the handler. */
export function catchParameter(cx: Context, clause: Node, handler: Stmt[]): Caught {
  const { param } = clause;
  if (!param) {
    const keyword = cx.start(clause);
    return { binding: -1, start: keyword, end: keyword + "catch".length };
  }
  declarePattern(cx, cx.scope, param, "local", false);
  if (param.type === "Identifier") {
    const binding = resolveAny(cx, nameOf(param));
    if (param.typeAnnotation) cx.setType(binding, annotation(cx, param.typeAnnotation));
    return { binding, start: cx.start(param), end: cx.nameEnd(param) };
  }
  const binding = cx.temporary();
  const items: Expr[] = [];
  const start = cx.start(param);
  const end = cx.end(param);
  assignPattern(cx, param, { kind: "name", start, end, binding }, true, items, start, end);
  for (const item of items) handler.push(exprStmt(item));
  return { binding, start, end };
}

/** A class is assigned where it stands (unlike a function, which is hoisted). */
export function classDeclaration(cx: Context, node: Node, out: Stmt[]): void {
  const name = node.id ? nameOf(node.id) : "default";
  const binding = node.id ? resolveAny(cx, name) : defaultBinding(cx);
  assignClass(cx, node, name, binding, out);
}

/** Lowers a class and assigns it to its binding; in a declaration there is no value to assign. */
export function assignClass(cx: Context, node: Node, name: string, binding: number, out: Stmt[]): void {
  const id = lowerClass(cx, node, name, binding);
  if (cx.ambient || node.declare) return;
  const start = undecoratedStart(cx, node, node.decorators);
  const end = cx.end(node);
  cx.initialised.add(binding);
  out.push(exprStmt(assignName(binding, node.id, cx, { kind: "class", start, end, class: id }, true, start, end)));
}
