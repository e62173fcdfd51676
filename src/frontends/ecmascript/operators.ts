/** Operators, assignments and conditionals. Long chains are walked in a loop, see bounds.ts. */
import type { BinaryOp, BindingId, Expr, Stmt, Target, UnaryOp } from "../../ir/ir.js";
import { assignName, type Context, exprStmt, nameExpr } from "./context.js";
import { propertyKey, staticKey } from "./literals.js";
import { assignPattern, isPattern, isRepeatable, isRepeatableKey, namedValue } from "./patterns.js";
import { assignmentTarget } from "./references.js";
import { type Maybe, type Node, nameOf, unwrap } from "./syntax.js";

const BINARY: ReadonlySet<string> = new Set<BinaryOp>([
  "==", "!=", "===", "!==", "<", "<=", ">", ">=", "-", "*", "/", "%", "**", "<<", ">>", ">>>", "&", "|", "^", "in", "instanceof",
]);

function isBinaryOp(operator: string): operator is BinaryOp {
  return BINARY.has(operator);
}

/** A binary operation with the operations on its left; a run of `+` becomes one concatenation. */
export function binaryExpr(cx: Context, node: Node): Expr {
  const spine = cx.spine;
  const base = spine.length;
  let inner: Maybe = node;
  while (inner?.type === "BinaryExpression" || inner?.type === "ParenthesizedExpression") {
    if (inner.type === "ParenthesizedExpression") {
      inner = inner.expression;
    } else {
      spine.push(inner);
      inner = inner.left;
    }
  }
  let value = inner?.type === "PrivateIdentifier" || inner?.type === "PrivateName" ? privateName(cx, inner) : cx.lower.expression(cx, inner);
  while (spine.length > base) {
    const operation = spine.pop();
    if (!operation) break;
    value = operation.operator === "+" ? sum(cx, operation, value, base) : operate(cx, operation, value);
  }
  return value;
}

/** Takes every following `+` off the stack as well. */
function sum(cx: Context, first: Node, left: Expr, base: number): Expr {
  const spine = cx.spine;
  const parts: Expr[] = [left, cx.lower.expression(cx, first.right)];
  let last = first;
  for (;;) {
    const next = spine.length > base ? spine[spine.length - 1] : undefined;
    if (next?.operator !== "+") break;
    spine.pop();
    parts.push(cx.lower.expression(cx, next.right));
    last = next;
  }
  return { kind: "concat", start: cx.start(last), end: cx.end(last), form: "plus", parts };
}

function operate(cx: Context, node: Node, left: Expr): Expr {
  const right = cx.lower.expression(cx, node.right);
  const start = cx.start(node);
  const end = cx.end(node);
  const op = node.operator ?? "";
  if (isBinaryOp(op)) return { kind: "binary", start, end, op, left, right };
  cx.problem(`unknown syntax BinaryExpression ${op}`, node);
  return { kind: "opaque", start, end, children: [left, right] };
}

/** `#x in obj`: the name is a text there. */
function privateName(cx: Context, node: Node): Expr {
  return { kind: "literal", start: cx.start(node), end: cx.end(node), value: staticKey(node, false) ?? "" };
}

/** `&&`, `||`, `??` with those on its left. */
export function logicalExpr(cx: Context, node: Node): Expr {
  const spine = cx.spine;
  const base = spine.length;
  let inner: Maybe = node;
  while (inner?.type === "LogicalExpression" || inner?.type === "ParenthesizedExpression") {
    if (inner.type === "ParenthesizedExpression") {
      inner = inner.expression;
    } else {
      spine.push(inner);
      inner = inner.left;
    }
  }
  let left = cx.lower.expression(cx, inner);
  while (spine.length > base) {
    const operation = spine.pop();
    if (!operation) break;
    const right = cx.lower.expression(cx, operation.right);
    left = { kind: "logical", start: cx.start(operation), end: cx.end(operation), op: logicalOp(operation.operator), left, right };
  }
  return left;
}

function logicalOp(operator: string | undefined): "and" | "or" | "nullish" {
  return operator === "&&" || operator === "&&=" ? "and" : operator === "||" || operator === "||=" ? "or" : "nullish";
}

/** `a ? b : c ? d : e …`. */
export function conditionalExpr(cx: Context, node: Node): Expr {
  const links: { node: Node; test: Expr; then: Expr }[] = [];
  let link: Maybe = node;
  while (link?.type === "ConditionalExpression") {
    links.push({ node: link, test: cx.lower.expression(cx, link.test), then: cx.lower.expression(cx, link.consequent) });
    link = unwrap(link.alternate);
  }
  let value = cx.lower.expression(cx, link);
  for (let index = links.length - 1; index >= 0; index--) {
    const one = links[index];
    if (one) value = { kind: "conditional", start: cx.start(one.node), end: cx.end(one.node), test: one.test, then: one.then, else: value };
  }
  return value;
}

const UNARY: ReadonlyMap<string, UnaryOp> = new Map<string, UnaryOp>([
  ["!", "not"], ["typeof", "typeof"], ["void", "void"], ["delete", "delete"], ["-", "-"], ["+", "+"], ["~", "~"],
]);

/** `!x`, `typeof x`, …; `void 0` is `undefined`. */
export function unaryExpr(cx: Context, node: Node): Expr {
  const start = cx.start(node);
  const end = cx.end(node);
  const op = UNARY.get(node.operator ?? "");
  if (op === "void" && unwrap(node.argument)?.type === "Literal") return { kind: "literal", start, end, value: undefined };
  const operand = cx.lower.expression(cx, node.argument);
  if (op) return { kind: "unary", start, end, op, operand };
  cx.problem(`unknown syntax UnaryExpression ${node.operator ?? ""}`, node);
  return { kind: "opaque", start, end, children: [operand] };
}

/** An assignment of any form, as a value. */
export function assignmentExpr(cx: Context, node: Node): Expr {
  const left = unwrap(node.left);
  const start = cx.start(node);
  const end = cx.end(node);
  if (node.operator !== "=") return update(cx, left, node, start, end);
  if (isPattern(left)) return destructure(cx, node, left, start, end);
  const target = assignmentTarget(cx, left);
  const name = target.kind === "member" ? (typeof target.key === "string" ? target.key : "") : left?.type === "Identifier" ? nameOf(left) : "";
  const value = namedValue(cx, node.right, name);
  return { kind: "assign", start, end, target, value, declares: false };
}

/** `[a, b] = c` as a value: the assignments, then the right-hand side. */
function destructure(cx: Context, node: Node, pattern: Maybe, start: number, end: number): Expr {
  const items: Expr[] = [];
  const held = destructureInto(cx, node, pattern, items, start, end);
  items.push(held);
  return { kind: "sequence", start, end, items };
}

/** The same where nobody takes the value: appends the assignments, returns a read of the right-hand side. */
function destructureInto(cx: Context, node: Node, pattern: Maybe, items: Expr[], start: number, end: number): Expr {
  const value = cx.lower.expression(cx, node.right);
  const held = value.kind === "name" && cx.bindings[value.binding]?.constant ? value.binding : hold(cx, value, items);
  assignPattern(cx, pattern, nameExpr(held, value.start, value.end), false, items, start, end);
  return nameExpr(held, value.start, value.end);
}

/** An expression statement; a destructuring assignment becomes several. */
export function expressionStatement(cx: Context, node: Maybe, out: Stmt[]): void {
  const inner = unwrap(node);
  if (inner?.type === "AssignmentExpression" && inner.operator === "=" && isPattern(inner.left)) {
    const items: Expr[] = [];
    destructureInto(cx, inner, inner.left, items, cx.start(inner), cx.end(inner));
    for (const item of items) out.push(exprStmt(item));
    return;
  }
  out.push(exprStmt(cx.lower.expression(cx, node)));
}

/** Puts a value into a temporary. */
function hold(cx: Context, value: Expr, items: Expr[]): BindingId {
  const temporary = cx.temporary();
  items.push(assignName(temporary, null, cx, value, true, value.start, value.end));
  return temporary;
}

/** `x++` and `x--`: both yield a number that depends on `x`. */
export function updateExpr(cx: Context, node: Node): Expr {
  return update(cx, unwrap(node.argument), node, cx.start(node), cx.end(node));
}

/** An assignment that reads its target first. */
function update(cx: Context, left: Maybe, node: Node, start: number, end: number): Expr {
  const items: Expr[] = [];
  const place = placeOf(cx, left, items);
  const value = updatedValue(cx, node, place.read, left?.type === "Identifier" ? nameOf(left) : "");
  const assign: Expr = { kind: "assign", start, end, target: place.target, value, declares: false };
  if (items.length === 0) return assign;
  items.push(assign);
  return { kind: "sequence", start, end, items };
}

/** The target and a read of it; what must not run twice goes into temporaries first. */
function placeOf(cx: Context, left: Maybe, items: Expr[]): { target: Target; read: Expr } {
  if (left?.type !== "MemberExpression" || (isRepeatable(left.object) && (!left.computed || isRepeatableKey(left.property)))) {
    return { read: cx.lower.expression(cx, left), target: assignmentTarget(cx, left) };
  }
  const start = cx.start(left);
  const end = cx.end(left);
  const object = cx.lower.expression(cx, left.object);
  const held = hold(cx, object, items);
  let key = propertyKey(cx, left.property, left.computed === true);
  let again = key;
  if (typeof key !== "string") {
    const heldKey = hold(cx, key, items);
    again = nameExpr(heldKey, key.start, key.end);
    key = nameExpr(heldKey, key.start, key.end);
  }
  return {
    target: { kind: "member", start, end, object: nameExpr(held, object.start, object.end), key },
    read: { kind: "member", start, end, object: nameExpr(held, object.start, object.end), key: again, optional: false },
  };
}

function updatedValue(cx: Context, node: Node, left: Expr, name: string): Expr {
  const start = cx.start(node);
  const end = cx.end(node);
  const operator = node.operator ?? "";
  if (operator === "++" || operator === "--") {
    return { kind: "binary", start, end, op: "-", left, right: { kind: "literal", start, end, value: 1 } };
  }
  if (operator === "&&=" || operator === "||=" || operator === "??=") {
    return { kind: "logical", start, end, op: logicalOp(operator), left, right: namedValue(cx, node.right, name) };
  }
  const right = cx.lower.expression(cx, node.right);
  if (operator === "+=") return { kind: "concat", start, end, form: "plus", parts: [left, right] };
  const op = operator.slice(0, -1);
  if (isBinaryOp(op)) return { kind: "binary", start, end, op, left, right };
  cx.problem(`unknown syntax AssignmentExpression ${operator}`, node);
  return { kind: "opaque", start, end, children: [left, right] };
}
