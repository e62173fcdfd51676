/** How expressions hold together in the text: what needs brackets where. */
import type { Expr } from "../ir.js";
import { BINARY_LEVEL, LEVEL } from "./words.js";

/** How tightly an expression holds together as it is printed. */
export function levelOf(expr: Expr): number {
  switch (expr.kind) {
    case "assign":
    case "yield":
    case "function":
    case "class":
      return LEVEL.assignment;
    case "cast":
      return expr.form === "nonnull" ? LEVEL.postfix : LEVEL.assignment;
    case "conditional":
      return LEVEL.conditional;
    case "logical":
      return LEVEL[expr.op];
    case "binary":
      return BINARY_LEVEL.get(expr.op) ?? LEVEL.assignment;
    case "concat":
      return expr.form === "plus" && expr.parts.length > 1 ? LEVEL.additive : LEVEL.primary;
    case "unary":
    case "await":
      return LEVEL.unary;
    case "member":
    case "call":
      return LEVEL.postfix;
    default:
      return LEVEL.primary;
  }
}

/** True for what can be called by `new`, tagged or extended without brackets: a name, or members of one. */
export function isPlainCallee(expr: Expr): boolean {
  switch (expr.kind) {
    case "name":
    case "global":
    case "this":
    case "super":
    case "arguments":
      return true;
    case "member":
      return !expr.optional && isPlainCallee(expr.object);
    default:
      return false;
  }
}

/** True for an expression that cannot begin a statement: its first word or sign would be taken for something else. */
export function needsBracketsAtStart(expr: Expr): boolean {
  switch (expr.kind) {
    case "object":
    case "function":
    case "class":
      return true;
    case "member":
      return needsBracketsAtStart(expr.object);
    case "call":
      return (expr.form === "call" || expr.form === "super") && needsBracketsAtStart(expr.callee);
    case "concat":
      return expr.form === "plus" && expr.parts[0] !== undefined && needsBracketsAtStart(expr.parts[0]);
    case "conditional":
      return needsBracketsAtStart(expr.test);
    case "logical":
    case "binary":
      return needsBracketsAtStart(expr.left);
    case "cast":
      return needsBracketsAtStart(expr.value);
    case "assign":
      return expr.target.kind === "member" && needsBracketsAtStart(expr.target.object);
    default:
      return false;
  }
}

/** True for a computed key that would be read as a known one: a text or a number alone. */
export function readsAsKnownKey(key: Expr): boolean {
  if (key.kind !== "literal") return false;
  const { value } = key;
  return typeof value === "string" || (typeof value === "number" && value >= 0 && Number.isFinite(value) && !Object.is(value, -0));
}
