/** Expressions: the switch over all of them, and those that need no file of their own. */
import type { Entry, Expr } from "../../ir/ir.js";
import { arrayExpr, castExpr, chainExpr, importCall, newExpr } from "./chains.js";
import { classExpr } from "./classes.js";
import type { Context } from "./context.js";
import { functionExpr, lowerFunction } from "./functions.js";
import { jsxElement, jsxFragment } from "./jsx.js";
import { literalExpr, propertyKey, templateExpr } from "./literals.js";
import { assignmentExpr, binaryExpr, conditionalExpr, logicalExpr, unaryExpr, updateExpr } from "./operators.js";
import { namedValue } from "./patterns.js";
import { identifierExpr } from "./references.js";
import { asNode, type Maybe, type Node, nameOf } from "./syntax.js";

/** Lowers any expression; a missing one (a broken tree) is opaque. */
export function lowerExpression(cx: Context, node: Maybe): Expr {
  if (!node) return { kind: "opaque", start: 0, end: 0, children: [] };
  cx.depth++;
  const value = cx.tooDeep(node) ? unreached(cx, node) : dispatch(cx, node);
  cx.depth--;
  return value;
}

function unreached(cx: Context, node: Node): Expr {
  cx.pendingName = "";
  return opaque(cx, node, []);
}

function dispatch(cx: Context, node: Node): Expr {
  switch (node.type) {
    case "Identifier":
    case "JSXIdentifier":
      return identifierExpr(cx, node);
    case "MemberExpression":
    case "OptionalMemberExpression":
    case "CallExpression":
    case "OptionalCallExpression":
    case "ChainExpression":
    case "TSNonNullExpression":
    case "TaggedTemplateExpression":
    case "ParenthesizedExpression":
    case "TSInstantiationExpression":
      return chainExpr(cx, node);
    case "Literal":
    case "StringLiteral":
    case "NumericLiteral":
    case "BooleanLiteral":
    case "NullLiteral":
    case "BigIntLiteral":
    case "RegExpLiteral":
      return literalExpr(cx, node);
    case "ObjectExpression":
      return objectExpr(cx, node);
    case "ArrowFunctionExpression":
    case "FunctionExpression":
      return functionExpr(cx, node);
    case "ArrayExpression":
      return arrayExpr(cx, node);
    case "TemplateLiteral":
      return templateExpr(cx, node);
    case "AwaitExpression":
      return awaitExpr(cx, node);
    case "BinaryExpression":
      return binaryExpr(cx, node);
    case "LogicalExpression":
      return logicalExpr(cx, node);
    case "ConditionalExpression":
      return conditionalExpr(cx, node);
    case "AssignmentExpression":
      return assignmentExpr(cx, node);
    case "UnaryExpression":
      return unaryExpr(cx, node);
    case "UpdateExpression":
      return updateExpr(cx, node);
    case "NewExpression":
      return newExpr(cx, node);
    case "ThisExpression":
      return { kind: "this", start: cx.start(node), end: cx.end(node) };
    case "Super":
      return { kind: "super", start: cx.start(node), end: cx.end(node) };
    default:
      return dispatchRare(cx, node);
  }
}

/** Split off so that the frequent cases stay in a function small enough to be compiled well. */
function dispatchRare(cx: Context, node: Node): Expr {
  switch (node.type) {
    case "TSAsExpression":
    case "TSTypeAssertion":
      return castExpr(cx, node, "assert");
    case "TSSatisfiesExpression":
      return castExpr(cx, node, "satisfies");
    case "TypeCastExpression":
      return lowerExpression(cx, node.expression);
    case "JSXElement":
      return jsxElement(cx, node);
    case "JSXFragment":
      return jsxFragment(cx, node);
    case "JSXExpressionContainer":
    case "JSXSpreadChild":
      return lowerExpression(cx, node.expression);
    case "JSXEmptyExpression":
      return { kind: "literal", start: cx.start(node), end: cx.end(node), value: undefined };
    case "SequenceExpression":
      return { kind: "sequence", start: cx.start(node), end: cx.end(node), items: lowerAll(cx, node.expressions ?? []) };
    case "YieldExpression":
      return yieldExpr(cx, node);
    case "ClassExpression":
      return classExpr(cx, node);
    case "ImportExpression":
      return importCall(cx, node, node.source);
    case "MetaProperty":
      return { kind: "global", start: cx.start(node), end: cx.end(node), name: `${nameOf(node.meta)}.${nameOf(node.property)}` };
    case "SpreadElement":
      return lowerExpression(cx, node.argument);
    default:
      return unknownExpr(cx, node);
  }
}

function awaitExpr(cx: Context, node: Node): Expr {
  return { kind: "await", start: cx.start(node), end: cx.end(node), value: lowerExpression(cx, node.argument) };
}

function yieldExpr(cx: Context, node: Node): Expr {
  const value = node.argument ? lowerExpression(cx, node.argument) : null;
  return { kind: "yield", start: cx.start(node), end: cx.end(node), value, delegate: node.delegate === true };
}

function lowerAll(cx: Context, list: readonly Maybe[]): Expr[] {
  const values: Expr[] = [];
  for (const item of list) values.push(lowerExpression(cx, item));
  return values;
}

function objectExpr(cx: Context, node: Node): Expr {
  const entries: Entry[] = [];
  for (const property of node.properties ?? []) if (property) entries.push(objectEntry(cx, property));
  return { kind: "object", start: cx.start(node), end: cx.end(node), entries };
}

function objectEntry(cx: Context, property: Node): Entry {
  if (property.type === "SpreadElement" || property.type === "ExperimentalSpreadProperty") {
    return { kind: "spread", value: lowerExpression(cx, property.argument) };
  }
  const key = propertyKey(cx, property.key, property.computed === true);
  const name = typeof key === "string" ? key : "";
  const value = property.type === "ObjectMethod" ? property : asNode(property.value);
  if (value && (property.kind === "get" || property.kind === "set")) {
    const kind = property.kind === "get" ? "getter" : "setter";
    return { kind, key, function: lowerFunction(cx, value, { kind, name, class: -1, isStatic: false }, property) };
  }
  if (value && (property.method === true || property.type === "ObjectMethod")) {
    const id = lowerFunction(cx, value, { kind: "method", name, class: -1, isStatic: false }, property);
    return { kind: "field", key, value: { kind: "function", start: cx.start(property), end: cx.end(property), function: id } };
  }
  return { kind: "field", key, value: namedValue(cx, value, name) };
}

function opaque(cx: Context, node: Node, children: readonly Expr[]): Expr {
  return { kind: "opaque", start: cx.start(node), end: cx.end(node), children };
}

/** Syntax that no version of the language has had: what is inside still runs, and may flow out. */
function unknownExpr(cx: Context, node: Node): Expr {
  cx.problem(`unknown syntax ${node.type}`, node);
  return opaque(cx, node, lowerAll(cx, childNodes(cx, node)));
}

const NOT_CODE: ReadonlySet<string> = new Set([
  "parent", "loc", "range", "tokens", "comments", "leadingComments", "trailingComments", "innerComments", "extra", "errors",
  "typeAnnotation", "typeArguments", "typeParameters", "returnType",
]);

/** Children of a node that nothing is known about, in source order. */
export function childNodes(cx: Context, node: Node): Node[] {
  const found: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (NOT_CODE.has(key)) continue;
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      const child = asNode(item);
      if (child) found.push(child);
    }
  }
  return found.sort((a, b) => cx.start(a) - cx.start(b));
}
