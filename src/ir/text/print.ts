import type { BindingId, Module } from "../ir.js";
import { findHomes } from "./homes.js";
import { Naming, Numbers, type PrintScope } from "./naming.js";
import { Output } from "./output.js";
import { printClassValue } from "./print-classes.js";
import { printBracketed, printExpression } from "./print-expressions.js";
import { printFunctionRest, printFunctionValue } from "./print-functions.js";
import { printDirectives, printFunctionBody } from "./print-module.js";
import { printBlock } from "./print-statements.js";
import type { PrintGrammar, Printer } from "./printer.js";
import { Scope } from "./scope.js";

/** How a module is printed. */
export interface PrintOptions {
  /** Whether ranges are written (default: true). Without them the text reads better, and reads back with its own places. */
  readonly ranges?: boolean;
  /**
   * Whether bindings, functions, classes and types keep their numbers (default: true); they are written only where the
   * reader would give others. Without: only where two names would be taken for each other.
   */
  readonly ids?: boolean;
}

const GRAMMAR: PrintGrammar = {
  expression: printExpression,
  bracketed: printBracketed,
  functionValue: printFunctionValue,
  classValue: printClassValue,
  functionRest: printFunctionRest,
  block: printBlock,
  body: printFunctionBody,
};

/**
 * Prints a module in the IR's text form (`README.md` beside this file). With the default options, reading the text gives
 * the same module again, provided that it is valid (`validate`).
 */
export function print(module: Module, options: PrintOptions = {}): string {
  const first = printOnce(module, options, new Set());
  const bare = module.bindings.flatMap((_, id) => (first.names.isDeclared(id) && !isHidden(module, first.names, id) ? [] : [id]));
  const last = bare.length === 0 ? first : printOnce(module, options, new Set(bare));
  return `${last.out.finish().trimStart()}\n`;
}

/** True for a local that is used where the block of its first assignment is out of sight: it is declared further up. */
function isHidden(module: Module, names: Naming, id: BindingId): boolean {
  const kind = module.bindings[id]?.kind;
  return names.escaping.has(id) && (kind === "local" || kind === "function" || kind === "class");
}

function printOnce(module: Module, { ranges = true, ids = true }: PrintOptions, bare: ReadonlySet<BindingId>): Printer {
  const printer: Printer = {
    module,
    out: new Output(ranges),
    names: new Naming(module, ids),
    functionNumbers: new Numbers(ids),
    classNumbers: new Numbers(ids),
    typeNumbers: new Numbers(ids),
    homes: findHomes(module),
    printedFunctions: new Set([0]),
    printedClasses: new Set(),
    bare,
    grammar: GRAMMAR,
  };
  printer.functionNumbers.define(0);
  const scope: PrintScope = new Scope();
  printHeader(printer);
  printDirectives(printer, { scope, owner: 0 });
  printFunctionBody(printer, { scope, owner: 0 }, 0);
  printer.names.settle();
  return printer;
}

function printHeader({ module, out }: Printer): void {
  const [initialiser] = module.functions;
  const isUsual = initialiser === undefined || (!initialiser.async && initialiser.name === "");
  if (module.language === "text" && isUsual && !out.ranges) return;
  out.text(`${initialiser?.async === true ? "async " : ""}module ${JSON.stringify(module.language)}`);
  if (initialiser !== undefined && initialiser.name !== "") out.text(` as ${JSON.stringify(initialiser.name)}`);
  if (initialiser !== undefined) out.range(initialiser);
}
