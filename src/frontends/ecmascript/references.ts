/** What a plain name means where it is read or written. */
import type { Expr, Target } from "../../ir/ir.js";
import { type Context, ENUM_MEMBER, nameExpr } from "./context.js";
import { propertyKey, staticKey } from "./literals.js";
import { enumAround, resolveValue, UNBOUND } from "./scope.js";
import { type Maybe, type Node, unwrap } from "./syntax.js";

/** A name that is read. */
export function identifierExpr(cx: Context, node: Node): Expr {
  const name = node.name ?? "";
  const start = cx.start(node);
  const end = cx.nameEnd(node);
  const binding = resolveValue(cx, name);
  if (binding >= 0) return { kind: "name", start, end, binding };
  if (binding === ENUM_MEMBER) return enumMember(cx, name, start, end);
  switch (name) {
    case "undefined":
      return { kind: "literal", start, end, value: undefined };
    case "arguments":
      if (cx.hasArguments) return { kind: "arguments", start, end };
      break;
    case "exports":
      return nameExpr(cx.moduleExports(), start, end);
  }
  return { kind: "global", start, end, name };
}

/** Inside an enum, a bare member name means a property of the enum. */
function enumMember(cx: Context, name: string, start: number, end: number): Expr {
  const object = nameExpr(enumAround(cx, name), start, end);
  return { kind: "member", start, end, object, key: name, optional: false };
}

/** Whether a member expression is CommonJS's `module.exports`. */
export function isModuleExports(cx: Context, node: Node): boolean {
  const object = node.object;
  return (
    object?.type === "Identifier" &&
    object.name === "module" &&
    staticKey(node.property, node.computed === true) === "exports" &&
    resolveValue(cx, "module") === UNBOUND
  );
}

/** What an assignment writes to; not a pattern (those are in patterns.ts). */
export function assignmentTarget(cx: Context, node: Maybe): Target {
  let inner = unwrap(node);
  while (inner && CASTS.has(inner.type)) inner = unwrap(inner.expression);
  if (!inner) return { kind: "opaque", start: 0, end: 0, children: [] };
  const start = cx.start(inner);
  if (inner.type === "Identifier") return nameTarget(cx, inner);
  const end = cx.end(inner);
  if (inner.type === "MemberExpression" || inner.type === "OptionalMemberExpression") {
    if (isModuleExports(cx, inner)) return { kind: "name", start, end, binding: cx.moduleExports() };
    const object = cx.lower.expression(cx, inner.object);
    return { kind: "member", start, end, object, key: propertyKey(cx, inner.property, inner.computed === true) };
  }
  return { kind: "opaque", start, end, children: [cx.lower.expression(cx, inner)] };
}

const CASTS: ReadonlySet<string> = new Set(["TSAsExpression", "TSSatisfiesExpression", "TSNonNullExpression", "TSTypeAssertion"]);

function nameTarget(cx: Context, node: Node): Target {
  const name = node.name ?? "";
  const start = cx.start(node);
  const end = cx.nameEnd(node);
  const binding = resolveValue(cx, name);
  if (binding >= 0) return { kind: "name", start, end, binding };
  if (name === "exports") return { kind: "name", start, end, binding: cx.moduleExports() };
  return { kind: "global", start, end, name };
}
