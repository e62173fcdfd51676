/** Literals, template literals and property names. */
import type { Expr, Key, LiteralValue } from "../../ir/ir.js";
import type { Context } from "./context.js";
import { cookedText, type Maybe, type Node, nameOf, stringOf } from "./syntax.js";

/** Value of a literal; `bigint` and `regex` as they stand in the text, so that every parser gives the same. */
export function literalValue(cx: Context, node: Node): LiteralValue {
  const value = node.value;
  if (typeof value === "string" || typeof value === "boolean" || typeof value === "number") return value;
  if (typeof value === "bigint") return { bigint: bigintText(cx, node) };
  const regex = node.regex;
  if (regex) return { regex: regex.pattern, flags: regex.flags };
  return uncommonLiteral(cx, node);
}

/** Values that JSON cannot carry (oxc), or that this version of Node cannot hold, and the node types of plain Babel. */
function uncommonLiteral(cx: Context, node: Node): LiteralValue {
  if (node.type === "NullLiteral") return null;
  const text = cx.text.slice(cx.start(node), cx.end(node));
  if (text === "null") return null;
  if (text.endsWith("n")) return { bigint: bigintText(cx, node) };
  if (text.startsWith("/")) {
    const close = text.lastIndexOf("/");
    return { regex: text.slice(1, close), flags: text.slice(close + 1) };
  }
  const number = Number(text.replaceAll("_", ""));
  return Number.isNaN(number) ? null : number;
}

/** Digits of a bigint literal, without separators and the final `n`. */
export function bigintText(cx: Context, node: Node): string {
  const text = cx.text.slice(cx.start(node), cx.end(node));
  return (text.endsWith("n") ? text.slice(0, -1) : text).replaceAll("_", "");
}

export function literalExpr(cx: Context, node: Node): Expr {
  return { kind: "literal", start: cx.start(node), end: cx.end(node), value: literalValue(cx, node) };
}

/** Name of a property that is known; `null` when it has to be computed. */
export function staticKey(key: Maybe, computed: boolean): string | null {
  if (!key) return "";
  switch (key.type) {
    case "Identifier":
      return computed ? null : (key.name ?? "");
    case "PrivateIdentifier":
      return `#${key.name ?? ""}`;
    case "PrivateName":
      return `#${nameOf(key.id)}`;
    case "Literal":
    case "StringLiteral":
    case "NumericLiteral":
    case "BigIntLiteral":
      return literalKey(key);
    case "JSXIdentifier":
      return key.name ?? "";
    default:
      return stringOf(key);
  }
}

function literalKey(key: Node): string | null {
  const value = key.value;
  if (typeof value === "string") return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  return null;
}

/** Name of a property, or the expression that computes it. */
export function propertyKey(cx: Context, key: Maybe, computed: boolean): Key {
  return staticKey(key, computed) ?? cx.lower.expression(cx, key);
}

/**
 * Texts and expressions of a template in order. Whether a `TemplateElement` reaches over the backtick and the braces
 * depends on the parser; the first one tells.
 */
export function templateExpr(cx: Context, node: Node): Expr {
  const parts: Expr[] = [];
  const quasis = node.quasis ?? [];
  const expressions = node.expressions ?? [];
  const inset = templateInset(cx, node);
  quasis.forEach((quasi, index) => {
    const text = cookedText(quasi);
    if (quasi && text !== null && text !== "") parts.push(quasiExpr(cx, quasi, text, inset, index === quasis.length - 1));
    const expression = expressions[index];
    if (expression) parts.push(cx.lower.expression(cx, expression));
  });
  return { kind: "concat", form: "template", start: cx.start(node), end: cx.end(node), parts };
}

/** The texts of a tagged template as an array; a text with an invalid escape is `undefined`. */
export function templateTexts(cx: Context, node: Node): Expr {
  const quasis = node.quasis ?? [];
  const inset = templateInset(cx, node);
  const elements = quasis.map((quasi, index) =>
    quasi
      ? { value: quasiExpr(cx, quasi, cookedText(quasi) ?? undefined, inset, index === quasis.length - 1), spread: false }
      : null,
  );
  return { kind: "array", start: cx.start(node), end: cx.end(node), elements };
}

function templateInset(cx: Context, node: Node): boolean {
  const first = node.quasis?.[0];
  return first ? cx.start(first) === cx.start(node) : false;
}

function quasiExpr(cx: Context, quasi: Node, value: string | undefined, inset: boolean, last: boolean): Expr {
  const start = cx.start(quasi) + (inset ? 1 : 0);
  const end = cx.end(quasi) - (inset ? (last ? 1 : 2) : 0);
  return { kind: "literal", start, end, value };
}
