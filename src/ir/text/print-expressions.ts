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
function printOperand(printer: Printer, place: PrintPlace, expr: Expr, level: number): void {
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
      out.text(literalText(expr.value));
      return;
    case "name":
      out.later(names.refer(place.scope, expr.binding, "value"));
      return;
    case "global":
      out.later(names.global(place.scope, expr.name, "value"));
      return;
    case "this":
    case "super":
    case "arguments":
      out.text(expr.kind);
      return;
    case "member":
      printOperand(printer, place, expr.object, LEVEL.postfix);
      printMemberKey(printer, place, expr.key, expr.optional);
      return;
    case "call":
      printCall(printer, place, expr);
      return;
    case "object":
      printEntries(printer, place, expr.entries);
      return;
    case "array":
      printElements(printer, place, expr.elements);
      return;
    case "function":
      grammar.functionValue(printer, place, expr.function);
      return;
    case "class":
      grammar.classValue(printer, place, expr.class);
      return;
    case "assign":
      printTarget(printer, place, expr.target);
      out.text(expr.declares ? " := " : " = ");
      printExpression(printer, place, expr.value);
      return;
    default:
      printOperation(printer, place, expr);
      return;
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
      operand(expr.else, LEVEL.conditional);
      return;
    case "logical":
      operand(expr.left, levelOf(expr));
      out.text(expr.op === "nullish" ? " ?? " : ` ${expr.op} `);
      operand(expr.right, levelOf(expr) + 1);
      return;
    case "binary":
      operand(expr.left, levelOf(expr));
      out.text(` ${expr.op} `);
      operand(expr.right, levelOf(expr) + 1);
      return;
    case "unary":
      out.text(/^[a-z]/u.test(expr.op) ? `${expr.op} ` : expr.op);
      operand(expr.operand, isSigned(expr.operand) ? Number.POSITIVE_INFINITY : LEVEL.unary);
      return;
    case "await":
      out.text("await ");
      operand(expr.value, LEVEL.unary);
      return;
    case "yield":
      printYield(printer, place, expr);
      return;
    case "cast":
      printCast(printer, place, expr);
      return;
    default:
      printMarked(printer, place, expr);
      return;
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
    out.text("!"); return;
  }
  if (form === "nonnull") {
    out.text("%nonnull(");
    printExpression(printer, place, value);
    out.text(", ");
    printType(printer, place, type);
    out.text(")"); return;
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
      if (expr.form === "template") {
        printTemplate(printer, place, expr.parts);
        return;
      }
      printPlus(printer, place, expr.parts);
      return;
    case "sequence":
      out.text(expr.items.length < 2 ? "%seq(" : "(");
      printItems(printer, place, expr.items);
      return;
    case "iterate":
      out.text(`%${expr.over}(`);
      printItems(printer, place, [expr.value]);
      return;
    case "rest":
      printRest(printer, place, expr);
      return;
    case "module":
      out.text(`%${expr.form}(${JSON.stringify(expr.specifier)})`);
      return;
    case "opaque":
      out.text("%opaque(");
      printItems(printer, place, expr.children);
      return;
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
    printItems(printer, place, parts); return;
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

