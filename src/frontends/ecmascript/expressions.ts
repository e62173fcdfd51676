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

type Lower = (cx: Context, node: Node) => Expr;

/**
 * What to do for each type of node. A table and not a switch: parsers may give the type as a text that is not yet known to
 * the runtime, which then is compared letter by letter with one case after another.
 */
const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ["Identifier", identifierExpr],
  ["JSXIdentifier", identifierExpr],
  ["MemberExpression", chainExpr],
  ["OptionalMemberExpression", chainExpr],
  ["CallExpression", chainExpr],
  ["OptionalCallExpression", chainExpr],
  ["ChainExpression", chainExpr],
  ["TSNonNullExpression", chainExpr],
  ["TaggedTemplateExpression", chainExpr],
  ["ParenthesizedExpression", chainExpr],
  ["TSInstantiationExpression", chainExpr],
  ["Literal", literalExpr],
  ["StringLiteral", literalExpr],
  ["NumericLiteral", literalExpr],
  ["BooleanLiteral", literalExpr],
  ["NullLiteral", literalExpr],
  ["BigIntLiteral", literalExpr],
  ["RegExpLiteral", literalExpr],
  ["ObjectExpression", objectExpr],
  ["ArrowFunctionExpression", functionExpr],
  ["FunctionExpression", functionExpr],
  ["ArrayExpression", arrayExpr],
  ["TemplateLiteral", templateExpr],
  ["AwaitExpression", awaitExpr],
  ["BinaryExpression", binaryExpr],
  ["LogicalExpression", logicalExpr],
  ["ConditionalExpression", conditionalExpr],
  ["AssignmentExpression", assignmentExpr],
  ["UnaryExpression", unaryExpr],
  ["UpdateExpression", updateExpr],
  ["NewExpression", newExpr],
  ["ThisExpression", (cx, node) => ({ kind: "this", start: cx.start(node), end: cx.end(node) })],
  ["Super", (cx, node) => ({ kind: "super", start: cx.start(node), end: cx.end(node) })],
  ["TSAsExpression", (cx, node) => castExpr(cx, node, "assert")],
  ["TSTypeAssertion", (cx, node) => castExpr(cx, node, "assert")],
  ["TSSatisfiesExpression", (cx, node) => castExpr(cx, node, "satisfies")],
  ["TypeCastExpression", insideExpr],
  ["JSXElement", jsxElement],
  ["JSXFragment", jsxFragment],
  ["JSXExpressionContainer", insideExpr],
  ["JSXSpreadChild", insideExpr],
  ["JSXEmptyExpression", (cx, node) => ({ kind: "literal", start: cx.start(node), end: cx.end(node), value: undefined })],
  ["SequenceExpression", sequenceExpr],
  ["YieldExpression", yieldExpr],
  ["ClassExpression", classExpr],
  ["ImportExpression", (cx, node) => importCall(cx, node, node.source)],
  ["MetaProperty", metaProperty],
  ["SpreadElement", (cx, node) => lowerExpression(cx, node.argument)],
]);

/** Lowers any expression; a missing one (a broken tree) is opaque. */
export function lowerExpression(cx: Context, node: Maybe): Expr {
  if (!node) return { kind: "opaque", start: 0, end: 0, children: [] };
  cx.depth++;
  const lower = cx.tooDeep(node) ? unreached : (LOWER.get(node.type) ?? unknownExpr);
  const value = lower(cx, node);
  cx.depth--;
  return value;
}

function unreached(cx: Context, node: Node): Expr {
  cx.pendingName = "";
  return opaque(cx, node, []);
}

/** What only holds another expression. */
function insideExpr(cx: Context, node: Node): Expr {
  return lowerExpression(cx, node.expression);
}

function sequenceExpr(cx: Context, node: Node): Expr {
  return { kind: "sequence", start: cx.start(node), end: cx.end(node), items: lowerAll(cx, node.expressions ?? []) };
}

function metaProperty(cx: Context, node: Node): Expr {
  return { kind: "global", start: cx.start(node), end: cx.end(node), name: `${nameOf(node.meta)}.${nameOf(node.property)}` };
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
