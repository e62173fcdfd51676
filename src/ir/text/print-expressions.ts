import type { Expr, Target } from "../ir.js";
import { isPlainCallee, levelOf } from "./levels.js";
import { literalText } from "./print-literals.js";
import { printArg, printBracketKey, printElements, printEntries, printMemberKey, printTemplate } from "./print-objects.js";
import { printType, printTypeArgs } from "./print-types.js";
import type { Printer, PrintPlace } from "./printer.js";
import { LEVEL, quoteKey } from "./words.js";

/** An expression and its range. */
export function printExpression(printer: Printer, place: PrintPlace, expr: Expr): void {
  printBare(printer, place, expr);
  printer.out.range(expr);
}

/** An expression in brackets; its range stands behind them. */
export function printBracketed(printer: Printer, place: PrintPlace, expr: Expr): void {
  printer.out.text("(");
  printBare(printer, place, expr);
  printer.out.text(")");
  printer.out.range(expr);
}

/** An expression beside an operator of a level. With ranges everything compound stands in brackets, to have a place for them. */
export function printOperand(printer: Printer, place: PrintPlace, expr: Expr, level: number): void {
  const least = printer.out.ranges ? Math.max(LEVEL.postfix, level) : level;
  if (levelOf(expr) < least) printBracketed(printer, place, expr);
  else printExpression(printer, place, expr);
}

/** What `new` calls, a class extends. */
export function printCallee(printer: Printer, place: PrintPlace, expr: Expr): void {
  if (isPlainCallee(expr)) printExpression(printer, place, expr);
  else printBracketed(printer, place, expr);
}

function printBare(printer: Printer, place: PrintPlace, expr: Expr): void {
  const { out, names, grammar } = printer;
  switch (expr.kind) {
    case "literal":
      return out.text(literalText(expr.value));
    case "name":
      return out.later(names.refer(place.scope, expr.binding, "value"));
    case "global":
      return out.later(names.global(place.scope, expr.name, "value"));
    case "this":
    case "super":
    case "arguments":
      return out.text(expr.kind);
    case "member":
      printOperand(printer, place, expr.object, LEVEL.postfix);
      return printMemberKey(printer, place, expr.key, expr.optional);
    case "call":
      return printCall(printer, place, expr);
    case "object":
      return printEntries(printer, place, expr.entries);
    case "array":
      return printElements(printer, place, expr.elements);
    case "function":
      return grammar.functionValue(printer, place, expr.function);
    case "class":
      return grammar.classValue(printer, place, expr.class);
    case "assign":
      printTarget(printer, place, expr.target);
      out.text(expr.declares ? " := " : " = ");
      return printExpression(printer, place, expr.value);
    default:
      return printOperation(printer, place, expr);
  }
}

type Operation = Exclude<
  Expr,
  { kind: "literal" | "name" | "global" | "this" | "super" | "arguments" | "member" | "call" | "object" | "array" | "function" | "class" | "assign" }
>;

function printOperation(printer: Printer, place: PrintPlace, expr: Operation): void {
  const { out } = printer;
  const operand = (value: Expr, level: number): void => {
    printOperand(printer, place, value, level);
  };
  switch (expr.kind) {
    case "conditional":
      operand(expr.test, LEVEL.nullish);
      out.text(" ? ");
      operand(expr.then, LEVEL.conditional);
      out.text(" : ");
      return operand(expr.else, LEVEL.conditional);
    case "logical":
      operand(expr.left, levelOf(expr));
      out.text(expr.op === "nullish" ? " ?? " : ` ${expr.op} `);
      return operand(expr.right, levelOf(expr) + 1);
    case "binary":
      operand(expr.left, levelOf(expr));
      out.text(` ${expr.op} `);
      return operand(expr.right, levelOf(expr) + 1);
    case "unary":
      out.text(/^[a-z]/u.test(expr.op) ? `${expr.op} ` : expr.op);
      return operand(expr.operand, isSigned(expr.operand) ? Number.POSITIVE_INFINITY : LEVEL.unary);
    case "await":
      out.text("await ");
      return operand(expr.value, LEVEL.unary);
    case "yield":
      return printYield(printer, place, expr);
    case "cast":
      return printCast(printer, place, expr);
    default:
      return printMarked(printer, place, expr);
  }
}

/** A sign right behind a sign would be read as one with it. */
function isSigned(expr: Expr): boolean {
  return expr.kind === "unary" && !/^[a-z]/u.test(expr.op);
}

function printYield(printer: Printer, place: PrintPlace, expr: Extract<Expr, { kind: "yield" }>): void {
  printer.out.text(expr.delegate ? "yield*" : "yield");
  if (expr.value === null) return;
  printer.out.text(" ");
  printExpression(printer, place, expr.value);
}

function printCast(printer: Printer, place: PrintPlace, { form, value, type }: Extract<Expr, { kind: "cast" }>): void {
  const { out } = printer;
  if (form === "nonnull" && type.kind === "other") {
    printOperand(printer, place, value, LEVEL.postfix);
    return out.text("!");
  }
  if (form === "nonnull") {
    out.text("%nonnull(");
    printExpression(printer, place, value);
    out.text(", ");
    printType(printer, place, type);
    return out.text(")");
  }
  printOperand(printer, place, value, LEVEL.relation + 1);
  out.text(form === "assert" ? " as " : " satisfies ");
  printType(printer, place, type);
}

type Marked = Exclude<Operation, { kind: "conditional" | "logical" | "binary" | "unary" | "await" | "yield" | "cast" }>;

function printMarked(printer: Printer, place: PrintPlace, expr: Marked): void {
  const { out } = printer;
  switch (expr.kind) {
    case "concat":
      if (expr.form === "template") return printTemplate(printer, place, expr.parts);
      return printPlus(printer, place, expr.parts);
    case "sequence":
      out.text(expr.items.length < 2 ? "%seq(" : "(");
      return printItems(printer, place, expr.items);
    case "iterate":
      out.text(`%${expr.over}(`);
      return printItems(printer, place, [expr.value]);
    case "rest":
      return printRest(printer, place, expr);
    case "module":
      return out.text(`%${expr.form}(${JSON.stringify(expr.specifier)})`);
    case "opaque":
      out.text("%opaque(");
      return printItems(printer, place, expr.children);
    default:
      expr satisfies never;
  }
}

/** Expressions with commas, and the closing bracket. */
function printItems(printer: Printer, place: PrintPlace, items: readonly Expr[]): void {
  printer.out.list(items, (item) => {
    printExpression(printer, place, item);
  });
  printer.out.text(")");
}

function printPlus(printer: Printer, place: PrintPlace, parts: readonly Expr[]): void {
  const { out } = printer;
  if (parts.length < 2) {
    out.text("%plus(");
    return printItems(printer, place, parts);
  }
  parts.forEach((part, index) => {
    if (index > 0) out.text(" + ");
    // The first part of the same level is a difference, or a concatenation that must keep its brackets.
    printOperand(printer, place, part, part.kind === "binary" && index === 0 ? LEVEL.additive : LEVEL.additive + 1);
  });
}

function printRest(printer: Printer, place: PrintPlace, expr: Extract<Expr, { kind: "rest" }>): void {
  const { out } = printer;
  out.text("%rest(");
  printOperand(printer, place, expr.value, LEVEL.postfix);
  if (expr.from !== 0) out.text(` from ${String(expr.from)}`);
  if (expr.except.length > 0) out.text(" except ");
  out.list(expr.except, (key) => {
    if (typeof key === "string") out.text(quoteKey(key));
    else printBracketKey(printer, place, key);
  });
  out.text(")");
}

function printCall(printer: Printer, place: PrintPlace, expr: Extract<Expr, { kind: "call" }>): void {
  const { out } = printer;
  const { form, callee, args, typeArgs } = expr;
  if (form === "call" || form === "super") printOperand(printer, place, callee, LEVEL.postfix);
  else {
    out.text(form === "new" ? "new " : `%${form} `);
    printCallee(printer, place, callee);
  }
  if (expr.optional) out.text("?.");
  if (typeArgs) {
    out.text("::");
    printTypeArgs(printer, place, typeArgs);
  }
  out.text("(");
  out.list(args, (arg) => {
    printArg(printer, place, arg);
  });
  out.text(")");
}

/** What is assigned to, and its range. */
export function printTarget(printer: Printer, place: PrintPlace, target: Target): void {
  const { out, names } = printer;
  switch (target.kind) {
    case "name":
      out.later(names.refer(place.scope, target.binding, "value"));
      break;
    case "global":
      out.later(names.global(place.scope, target.name, "value"));
      break;
    case "member":
      printOperand(printer, place, target.object, LEVEL.postfix);
      printMemberKey(printer, place, target.key, false);
      break;
    case "opaque":
      out.text("%opaque(");
      printItems(printer, place, target.children);
      break;
    default:
      target satisfies never;
  }
  out.range(target);
}

