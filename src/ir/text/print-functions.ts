import type { Binding, Expr, Func, FunctionId, Param } from "../ir.js";
import type { Later } from "./draft.js";
import { afterWord } from "./naming.js";
import { isPlainCallee, needsBracketsAtStart } from "./levels.js";
import { printBracketed, printExpression } from "./print-expressions.js";
import { endsInBrackets, printAnnotation, printType } from "./print-types.js";
import type { Printer, PrintPlace } from "./printer.js";
import { isConstantByDefault } from "./read-names.js";
import { Scope } from "./scope.js";
import { quoteNameBehindWord } from "./words.js";

/** A function as a value, or the reference to one that stands elsewhere. */
export function printFunctionValue(printer: Printer, place: PrintPlace, id: FunctionId): void {
  const { out, module, printedFunctions } = printer;
  const func = module.functions[id];
  if (func?.parent !== place.owner || func.class !== -1 || printedFunctions.has(id)) {
    printer.functionNumbers.need(id);
    out.text(`%func(${String(id)})`); return;
  }
  printFunctionHead(printer, id, func);
  out.text(` ${func.name === "" ? "" : quoteNameBehindWord(func.name)}`);
  printFunctionRest(printer, place, id);
}

/** `async generator func~4:kind`. */
export function printFunctionHead(printer: Printer, id: FunctionId, func: Func): void {
  const { out } = printer;
  if (func.async) out.text("async ");
  if (func.generator) out.text("generator ");
  out.text("func");
  out.later(printer.functionNumbers.define(id));
  if (func.kind !== "function" && !hasArrow(func)) out.text(`:${func.kind}`);
}

/** True for an arrow that is printed with its sign; the others are printed as `func:arrow`. */
function hasArrow({ kind, hasBody, returnType, predicate }: Func): boolean {
  const last = predicate?.type ?? returnType;
  return kind === "arrow" && hasBody && !(last && endsInBrackets(last));
}

/** Parameters, result, body and range. */
export function printFunctionRest(printer: Printer, place: PrintPlace, id: FunctionId): void {
  const { out, module } = printer;
  const func = module.functions[id];
  if (func === undefined) {
    out.text("()");
    return;
  }
  printer.printedFunctions.add(id);
  const inside: PrintPlace = { scope: new Scope(place.scope), owner: id };
  out.text("(");
  printParams(printer, place, inside, func);
  out.text(")");
  printResult(printer, inside, func);
  if (func.hasBody) {
    out.text(hasArrow(func) ? " => " : " ");
    printBody(printer, inside, id, func);
  }
  out.range(func);
}

/** `{…}`; without ranges, an arrow that only returns a value is printed as `=> value`. */
function printBody(printer: Printer, inside: PrintPlace, id: FunctionId, func: Func): void {
  const [only] = func.body;
  const isValue = !printer.out.ranges && hasArrow(func) && func.body.length === 1 && only?.kind === "return";
  const body: PrintPlace = { ...inside, scope: new Scope(inside.scope) };
  if (!isValue || only.value === null || ownsLines(printer, id)) {
    printer.out.braces(() => {
      printer.grammar.body(printer, body, id);
    }); return;
  }
  if (needsBracketsAtStart(only.value)) printBracketed(printer, inside, only.value);
  else printExpression(printer, inside, only.value);
}

/** True when lines stand at the head of a function's body: declarations that no statement makes. */
function ownsLines({ bare, module, homes }: Printer, id: FunctionId): boolean {
  return (
    [...bare].some((binding) => module.bindings[binding]?.owner === id) ||
    module.types.some((type) => module.bindings[type.binding]?.owner === id) ||
    module.functions.some((func, own) => func.parent === id && !homes.functions.has(own)) ||
    module.classes.some((made, own) => made.owner === id && !homes.classes.has(own))
  );
}

function printParams(printer: Printer, outside: PrintPlace, inside: PrintPlace, func: Func): void {
  const { out } = printer;
  if (func.thisType) {
    out.text("this");
    printAnnotation(printer, inside, func.thisType);
    if (func.params.length > 0) out.text(", ");
  }
  out.list(func.params, (param) => {
    printParam(printer, outside, inside, param);
  });
}

function printParam(printer: Printer, outside: PrintPlace, inside: PrintPlace, param: Param): void {
  const { out } = printer;
  printDecorators(printer, outside, param.decorators, " ");
  if (param.rest) out.text("...");
  printDeclared(printer, inside, param.binding, param.decorators.length > 0 && !param.rest);
  if (param.optional) out.text("?");
  printAnnotation(printer, inside, param.type);
  out.range(param);
}

/** A name that is declared here, with `const` or `let` where its kind says something else; `behindWord`: see {@link afterWord}. */
export function printDeclared(printer: Printer, place: PrintPlace, id: number, behindWord = false): void {
  const { out, module, names } = printer;
  const binding: Binding | undefined = module.bindings[id];
  const isUsual = binding === undefined || binding.constant === isConstantByDefault(binding.kind);
  if (!isUsual) out.text(binding.constant ? "const " : "let ");
  const name = names.declare(place.scope, id);
  out.later(behindWord ? afterWord(name) : name);
}

/** `@decorator`, each followed by `space`. */
export function printDecorators(printer: Printer, place: PrintPlace, decorators: readonly Expr[], space: string): void {
  for (const decorator of decorators) {
    printer.out.text("@");
    const isPlain = isPlainCallee(decorator) || (decorator.kind === "call" && decorator.form === "call" && isPlainCallee(decorator.callee));
    if (isPlain) printExpression(printer, place, decorator);
    else printBracketed(printer, place, decorator);
    printer.out.text(space);
  }
}

/** A parameter's name where `asserts` and `is` are taken. */
function predicateSubject(name: Later<string>): Later<string> {
  return () => afterWord(name)().replace(/^(?:asserts|is)(?![\p{ID_Continue}$])/u, (word) => `\\"${word}"`);
}

function printResult(printer: Printer, inside: PrintPlace, { returnType, predicate, params }: Func): void {
  const { out, names } = printer;
  printAnnotation(printer, inside, returnType);
  if (predicate === undefined) return;
  out.text(returnType ? ", " : ": ");
  if (predicate.asserts) out.text("asserts ");
  const subject = params[predicate.param];
  if (subject === undefined) out.text("this");
  else out.later(predicateSubject(names.refer(inside.scope, subject.binding, "value")));
  if (predicate.type === undefined) return;
  out.text(" is ");
  printType(printer, inside, predicate.type);
}
