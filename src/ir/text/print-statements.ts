import type { BindingId, Caught, Expr, Stmt, Target } from "../ir.js";
import { needsBracketsAtStart } from "./levels.js";
import { afterWord } from "./naming.js";
import { printClassHead, printClassRest } from "./print-classes.js";
import { printBracketed, printExpression, printTarget } from "./print-expressions.js";
import { printDeclared, printFunctionHead, printFunctionRest } from "./print-functions.js";
import { printAnnotation } from "./print-types.js";
import type { Printer, PrintPlace } from "./printer.js";
import { Scope } from "./scope.js";
import { quoteName } from "./words.js";

/** `{…}` with a scope of its own. */
export function printBlock(printer: Printer, place: PrintPlace, body: readonly Stmt[]): void {
  const inside: PrintPlace = { ...place, scope: new Scope(place.scope) };
  printer.out.braces(() => {
    printStatements(printer, inside, body);
  });
}

/** Statements, each on a line of its own. */
export function printStatements(printer: Printer, place: PrintPlace, body: readonly Stmt[]): void {
  for (const stmt of body) {
    printer.out.line();
    printStatement(printer, place, stmt);
  }
}

/** A statement and its range. */
function printStatement(printer: Printer, place: PrintPlace, stmt: Stmt): void {
  const { out } = printer;
  switch (stmt.kind) {
    case "expr":
      printExpressionStatement(printer, place, stmt.value);
      break;
    case "if":
      printIf(printer, place, stmt);
      break;
    case "loop":
      printLoop(printer, place, stmt);
      break;
    case "switch":
      printSwitch(printer, place, stmt);
      break;
    case "return":
    case "throw":
      out.text(stmt.kind);
      if (stmt.value !== null) {
        out.text(" ");
        printExpression(printer, place, stmt.value);
      } else if (out.ranges) out.text(" ");
      break;
    case "try":
      printTry(printer, place, stmt);
      break;
    case "break":
    case "continue":
      out.text(stmt.label === null ? stmt.kind : `${stmt.kind} ${quoteName(stmt.label)}`);
      break;
    case "block":
      if (stmt.label !== null) out.text(`${quoteName(stmt.label)}: `);
      printBlock(printer, place, stmt.body);
      break;
    default:
      stmt satisfies never;
  }
  out.range(stmt);
}

type Assign = Extract<Expr, { kind: "assign" }>;

function printExpressionStatement(printer: Printer, place: PrintPlace, value: Expr): void {
  if (value.kind === "assign" && value.declares && value.target.kind === "name") {
    const { binding } = value.target;
    if (printDeclaration(printer, place, value, value.target, binding)) return;
  }
  if (needsBracketsAtStart(value)) printBracketed(printer, place, value);
  else printExpression(printer, place, value);
}

/** True when the assignment of a binding can be printed as its declaration. */
function declaresHere(printer: Printer, place: PrintPlace, id: BindingId): boolean {
  const { module, bare, names } = printer;
  return module.bindings[id]?.owner === place.owner && !bare.has(id) && !names.isDeclared(id);
}

/** `let x = …`, `func f() {…}`, `class C {…}`; false when the assignment is none of these. */
function printDeclaration(printer: Printer, place: PrintPlace, assign: Assign, target: Target, id: BindingId): boolean {
  const binding = printer.module.bindings[id];
  if (binding === undefined || !declaresHere(printer, place, id)) return false;
  const { out } = printer;
  switch (binding.kind) {
    case "local":
      out.text(binding.constant ? "const " : "let ");
      out.later(printer.names.declare(place.scope, id));
      printAnnotation(printer, place, binding.type);
      out.range(target);
      out.text(" = ");
      printExpression(printer, place, assign.value);
      break;
    case "function":
      if (!printFunctionDeclaration(printer, place, assign.value, target, id)) return false;
      break;
    case "class":
      if (!printClassDeclaration(printer, place, assign.value, target, id)) return false;
      break;
    default:
      return false;
  }
  out.range(assign);
  return true;
}

function printFunctionDeclaration(printer: Printer, place: PrintPlace, value: Expr, target: Target, id: BindingId): boolean {
  const { out, module, printedFunctions } = printer;
  const binding = module.bindings[id];
  if (value.kind !== "function" || binding === undefined || binding.type) return false;
  const func = module.functions[value.function];
  const isPlain = func?.kind === "function" && func.name === binding.name && func.class === -1;
  if (!isPlain || func.parent !== place.owner || printedFunctions.has(value.function)) return false;
  printFunctionHead(printer, value.function, func);
  out.text(" ");
  printDeclared(printer, place, id, true);
  out.range(target);
  printFunctionRest(printer, place, value.function);
  out.range(value);
  return true;
}

function printClassDeclaration(printer: Printer, place: PrintPlace, value: Expr, target: Target, id: BindingId): boolean {
  const { out, module, printedClasses } = printer;
  const binding = module.bindings[id];
  if (value.kind !== "class" || binding === undefined || binding.type) return false;
  const made = module.classes[value.class];
  if (made?.binding !== id || made.name !== binding.name || made.owner !== place.owner || printedClasses.has(value.class)) return false;
  printClassHead(printer, place, value.class, made);
  out.text(" ");
  printDeclared(printer, place, id, true);
  out.range(target);
  printClassRest(printer, place, value.class, made);
  out.range(value);
  return true;
}

function printTest(printer: Printer, place: PrintPlace, test: Expr | null): void {
  const { out } = printer;
  out.text("(");
  if (test !== null) printExpression(printer, place, test);
  out.text(")");
}

function printIf(printer: Printer, place: PrintPlace, stmt: Extract<Stmt, { kind: "if" }>): void {
  const { out } = printer;
  out.text("if ");
  printTest(printer, place, stmt.test);
  out.text(" ");
  printBlock(printer, place, stmt.then);
  if (stmt.else.length === 0) return;
  out.text(" else ");
  const [only] = stmt.else;
  if (only?.kind === "if" && stmt.else.length === 1) printStatement(printer, place, only);
  else printBlock(printer, place, stmt.else);
}

function printLoop(printer: Printer, place: PrintPlace, stmt: Extract<Stmt, { kind: "loop" }>): void {
  const { out } = printer;
  if (stmt.form === "each") {
    printEach(printer, place, stmt.body);
    return;
  }
  out.text(stmt.form);
  out.text(" ");
  if (stmt.form === "while") {
    printTest(printer, place, stmt.test);
    out.text(" ");
  }
  printBlock(printer, place, stmt.body);
  if (stmt.update.length > 0) {
    out.text(" update ");
    printBlock(printer, place, stmt.update);
  }
  if (stmt.form === "while") return;
  out.text(" while ");
  printTest(printer, place, stmt.test);
}

const SIGN = { values: "of", keys: "in", async: "async" } as const;

/** `each {…}`; without ranges, an iteration at the head of the body is printed as `each (const x of xs) {…}`. */
function printEach(printer: Printer, place: PrintPlace, body: readonly Stmt[]): void {
  const { out } = printer;
  const inside: PrintPlace = { ...place, scope: new Scope(place.scope) };
  const [first, ...rest] = body;
  const assign = first?.kind === "expr" && first.value.kind === "assign" ? first.value : undefined;
  const element = assign?.value.kind === "iterate" ? assign.value : undefined;
  out.text("each ");
  if (out.ranges || assign === undefined || element === undefined || !printsAsHead(printer, place, assign)) {
    printBlock(printer, inside, body);
    return;
  }
  out.text("(");
  printEachTarget(printer, inside, assign);
  out.text(` ${SIGN[element.over]} `);
  printExpression(printer, inside, element.value);
  out.text(") ");
  printBlock(printer, inside, rest);
}

function printsAsHead(printer: Printer, place: PrintPlace, { target, declares }: Assign): boolean {
  if (!declares) return target.kind !== "opaque" && !(target.kind === "member" && needsBracketsAtStart(target.object));
  return target.kind === "name" && printer.module.bindings[target.binding]?.kind === "local" && declaresHere(printer, place, target.binding);
}

function printEachTarget(printer: Printer, place: PrintPlace, { target, declares }: Assign): void {
  const { out, module, names } = printer;
  if (!declares || target.kind !== "name") {
    printTarget(printer, place, target);
    return;
  }
  const binding = module.bindings[target.binding];
  out.text(binding?.constant === true ? "const " : "let ");
  out.later(names.declare(place.scope, target.binding));
  printAnnotation(printer, place, binding?.type);
}

function printSwitch(printer: Printer, place: PrintPlace, stmt: Extract<Stmt, { kind: "switch" }>): void {
  const { out } = printer;
  const inside: PrintPlace = { ...place, scope: new Scope(place.scope) };
  out.text("switch ");
  printTest(printer, place, stmt.value);
  out.text(" ");
  out.braces(() => {
    for (const { test, body } of stmt.cases) {
      out.line();
      if (test === null) out.text("default:");
      else {
        out.text("case ");
        printExpression(printer, inside, test);
        out.text(":");
      }
      out.indented(() => {
        printStatements(printer, inside, body);
      });
    }
  });
}

function printTry(printer: Printer, place: PrintPlace, stmt: Extract<Stmt, { kind: "try" }>): void {
  const { out } = printer;
  out.text("try ");
  printBlock(printer, place, stmt.body);
  if (stmt.handler !== null) {
    const inside: PrintPlace = { ...place, scope: new Scope(place.scope) };
    out.text(" catch");
    if (stmt.param !== null) printCaught(printer, inside, stmt.param);
    out.text(" ");
    printBlock(printer, inside, stmt.handler);
  }
  if (stmt.finalizer === null) return;
  out.text(" finally ");
  printBlock(printer, place, stmt.finalizer);
}

/** `(e: T)`; ` e` for a binding that is declared elsewhere; nothing but the range where none takes the value. */
function printCaught(printer: Printer, place: PrintPlace, caught: Caught): void {
  const { out, module, names } = printer;
  const { binding: id } = caught;
  const binding = module.bindings[id];
  if (id < 0) {
    out.range(caught);
    return;
  }
  out.text(" ");
  if (binding?.kind !== "local" || !declaresHere(printer, place, id)) {
    out.later(afterWord(names.refer(place.scope, id, "value")));
    out.range(caught);
    return;
  }
  out.text("(");
  printDeclared(printer, place, id);
  printAnnotation(printer, place, binding.type);
  out.range(caught);
  out.text(")");
}
