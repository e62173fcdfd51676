/** The lines that no statement makes: imports, exports, types, names, functions and classes on their own. */
import type { BindingId, Export, FunctionId, Import, TypeDeclaration } from "../ir.js";
import { afterWord } from "./naming.js";
import { printUndeclared } from "./print-classes.js";
import { printFunctionHead, printFunctionRest } from "./print-functions.js";
import { printAnnotation, printType, printTypes } from "./print-types.js";
import { printStatements } from "./print-statements.js";
import type { Printer, PrintPlace } from "./printer.js";
import { isReserved, isWord, quoteNameBehindWord } from "./words.js";

/** The inside of a function: the lines at its head, and its statements. */
export function printFunctionBody(printer: Printer, place: PrintPlace, id: FunctionId): void {
  const { module, bare } = printer;
  module.types.forEach((type, index) => {
    if (module.bindings[type.binding]?.owner === id) printTypeDeclaration(printer, place, type, index);
  });
  for (const binding of bare) if (module.bindings[binding]?.owner === id) printBareBinding(printer, place, binding);
  printUnstated(printer, place, id);
  printStatements(printer, place, module.functions[id]?.body ?? []);
}

/** Functions and classes that no expression of this function makes. */
function printUnstated(printer: Printer, place: PrintPlace, id: FunctionId): void {
  const { out, module, homes } = printer;
  module.functions.forEach((func, own) => {
    if (func.parent !== id || homes.functions.has(own) || func.class >= 0) return;
    out.line();
    out.text("declare ");
    printFunctionHead(printer, own, func);
    out.text(` ${func.name === "" ? "" : quoteNameBehindWord(func.name)}`);
    printFunctionRest(printer, place, own);
  });
  module.classes.forEach((made, own) => {
    if (made.owner !== id || homes.classes.has(own)) return;
    out.line();
    out.text("declare ");
    printUndeclared(printer, place, own, made);
  });
}

function printBareBinding(printer: Printer, place: PrintPlace, id: BindingId): void {
  const { out, module, names } = printer;
  const binding = module.bindings[id];
  if (binding === undefined || names.isDeclared(id)) return;
  out.line();
  if (binding.kind === "local") {
    out.text(binding.constant ? "const " : "let ");
    out.later(names.declare(place.scope, id));
  } else {
    out.text(`binding ${binding.kind} `);
    const isUsual = binding.constant === (binding.kind === "import" || binding.kind === "type");
    if (!isUsual) out.text(binding.constant ? "const " : "let ");
    out.later(afterWord(names.declare(place.scope, id)));
  }
  printAnnotation(printer, place, binding.type);
}

const FORM = { alias: "type", interface: "interface", enum: "enum" } as const;

function printTypeDeclaration(printer: Printer, place: PrintPlace, declared: TypeDeclaration, index: number): void {
  const { out, module, names, typeNumbers } = printer;
  const { form, binding, params, type } = declared;
  out.line();
  out.text(FORM[form]);
  out.later(typeNumbers.define(index));
  out.text(" ");
  if (module.bindings[binding]?.kind === "type" && !module.bindings[binding].constant) out.text("let ");
  out.later(afterWord(names.declareType(place.scope, binding)));
  if (params.length > 0) out.text(`<${params.map(quoteNameBehindWord).join(", ")}>`);
  if (declared.extends.length > 0) {
    out.text(" extends ");
    printTypes(printer, place, declared.extends);
  }
  if (form === "enum" && type.kind === "union") {
    out.text(" { ");
    printTypes(printer, place, type.types);
    out.text(" }");
  } else {
    out.text(form === "interface" && type.kind === "object" ? " " : " = ");
    printType(printer, place, type);
  }
  out.range(declared);
}

/** Imports, exports and problems, in lines at the head of the text. */
export function printDirectives(printer: Printer, place: PrintPlace): void {
  const { out, module } = printer;
  for (const { reason, ...range } of module.problems) {
    out.line();
    out.text(`problem ${JSON.stringify(reason)}`);
    out.range(range);
  }
  for (const group of groups(module.imports, (item) => item.specifier)) printImports(printer, place, group);
  for (const group of groups(module.exports, exportGroup)) printExports(printer, place, group);
}

/** Neighbours that share a line: those with the same key. */
function groups<T>(items: readonly T[], keyOf: (item: T) => string | null): T[][] {
  const found: T[][] = [];
  let last: string | null = null;
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null && key === last) found.at(-1)?.push(item);
    else found.push([item]);
    last = key;
  }
  return found;
}

function exportGroup(item: Export): string | null {
  if (item.kind === "all") return null;
  return item.kind === "local" ? "local" : JSON.stringify([item.specifier, item.typeOnly]);
}

/** A name of the outside: a word, `*`, `=` or a text in quotes. */
function publicName(name: string): string {
  return isWord(name) || name === "*" || name === "=" ? name : JSON.stringify(name);
}

function printImports(printer: Printer, place: PrintPlace, group: readonly Import[]): void {
  const { out, module } = printer;
  const isType = group.every((item) => item.typeOnly);
  const [first] = group;
  out.line();
  out.text(isType ? "import type " : "import ");
  const isAmbiguous = first?.name === "default" && module.bindings[first.binding]?.name === "type";
  const isShort = group.length === 1 && first !== undefined && !isAmbiguous && ["default", "*", "="].includes(first.name);
  if (isShort) printImport(printer, place, first, first.name === "default");
  else {
    out.text("{ ");
    out.list(group, (item) => {
      if (item.typeOnly && !isType) out.text("type ");
      printImport(printer, place, item, false);
    });
    out.text(" }");
  }
  out.text(` from ${JSON.stringify(first?.specifier ?? "")}`);
}

function printImport(printer: Printer, place: PrintPlace, item: Import, isDefault: boolean): void {
  const { out, module } = printer;
  const binding = module.bindings[item.binding];
  const isSame = binding?.name === item.name && binding.constant && isWord(item.name) && !isReserved(item.name) && !item.name.startsWith("#");
  if (!isDefault && !isSame) out.text(`${publicName(item.name)} as `);
  const needsNumber = printer.names.isDeclared(item.binding);
  if (binding && !binding.constant) out.text("let ");
  out.later(afterWord(printer.names.declare(place.scope, item.binding)));
  if (!needsNumber) printAnnotation(printer, place, binding?.type);
  out.range(item);
}

function printExports(printer: Printer, place: PrintPlace, group: readonly Export[]): void {
  const { out } = printer;
  const [first] = group;
  if (first === undefined) return;
  out.line();
  out.text(first.kind !== "local" && first.typeOnly ? "export type " : "export ");
  if (first.kind === "all") {
    out.text("*");
    out.range(first);
  } else {
    out.text("{ ");
    out.list(group, (item) => {
      printExport(printer, place, item);
    });
    out.text(" }");
  }
  if (first.kind !== "local") out.text(` from ${JSON.stringify(first.specifier)}`);
}

function printExport(printer: Printer, place: PrintPlace, item: Export): void {
  const { out, module, names } = printer;
  if (item.kind === "all") return;
  if (item.kind === "local") {
    out.later(names.refer(place.scope, item.binding, "value"));
    if (module.bindings[item.binding]?.name !== item.name) out.text(` as ${publicName(item.name)}`);
  } else {
    out.text(publicName(item.imported));
    if (item.name !== item.imported) out.text(` as ${publicName(item.name)}`);
  }
  out.range(item);
}
