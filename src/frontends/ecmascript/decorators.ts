/** Decorators: their expressions, and where the thing they decorate starts. */
import type { Expr } from "../../ir/ir.js";
import type { Context } from "./context.js";
import type { List, Node } from "./syntax.js";

const NO_EXPRESSIONS: readonly Expr[] = [];

/** The expressions of `@…`, in source order. */
export function lowerDecorators(cx: Context, list: List): readonly Expr[] {
  if (!list || list.length === 0) return NO_EXPRESSIONS;
  const values: Expr[] = [];
  for (const decorator of list) values.push(cx.lower.expression(cx, decorator?.expression));
  return values;
}

/**
 * Start of a class or parameter without its decorators. Whether a node reaches over its decorators depends on the
 * parser and on where `export` stands, so the place is looked up in the text.
 */
export function undecoratedStart(cx: Context, node: Node, decorators: List): number {
  const start = cx.start(node);
  const last = decorators?.at(-1);
  return last ? Math.max(start, codeAfter(cx.text, cx.end(last))) : start;
}

const SKIPPED = /(?:\s+|\/\/[^\n\r\u2028\u2029]*|\/\*[^]*?\*\/|export\b|default\b)*/y;

/** The next code after an offset, behind blanks, comments, `export` and `default`. */
function codeAfter(text: string, offset: number): number {
  SKIPPED.lastIndex = offset;
  SKIPPED.test(text);
  return SKIPPED.lastIndex || offset;
}
