import type { Class, ClassId, FunctionId, Member } from "../ir.js";
import { afterWord } from "./naming.js";
import { printCallee } from "./print-expressions.js";
import { printDecorators, printFunctionRest } from "./print-functions.js";
import { printKey, printNameOf } from "./print-objects.js";
import { printAnnotation, printType, printTypeArgs, printTypes } from "./print-types.js";
import type { Printer, PrintPlace } from "./printer.js";
import { Scope } from "./scope.js";
import { quoteKey, quoteNameBehindWord } from "./words.js";

/** A class as a value, or the reference to one that stands elsewhere. */
export function printClassValue(printer: Printer, place: PrintPlace, id: ClassId): void {
  const { out, module, printedClasses } = printer;
  const made = module.classes[id];
  if (made?.owner !== place.owner || printedClasses.has(id)) {
    printer.classNumbers.need(id);
    out.text(`%class(${String(id)})`); return;
  }
  printUndeclared(printer, place, id, made);
}

/** A class that declares no name. */
export function printUndeclared(printer: Printer, place: PrintPlace, id: ClassId, made: Class): void {
  const { out, names } = printer;
  printClassHead(printer, place, id, made);
  if (made.name !== "") out.text(` ${quoteNameBehindWord(made.name)}`);
  if (made.binding >= 0) {
    out.text(" as ");
    out.later(afterWord(names.refer(place.scope, made.binding, "value")));
  }
  printClassRest(printer, place, id, made);
}

/** `@decorator abstract class~2`. */
export function printClassHead(printer: Printer, place: PrintPlace, id: ClassId, made: Class): void {
  const { out } = printer;
  printDecorators(printer, place, made.decorators, " ");
  if (made.abstract) out.text("abstract ");
  out.text("class");
  out.later(printer.classNumbers.define(id));
}

/** What follows a class's name, and its range. */
export function printClassRest(printer: Printer, place: PrintPlace, id: ClassId, made: Class): void {
  const { out } = printer;
  printer.printedClasses.add(id);
  if (made.superclass) {
    out.text(" extends ");
    printCallee(printer, place, made.superclass);
  }
  if (made.superclassTypeArgs) {
    out.text("::");
    printTypeArgs(printer, place, made.superclassTypeArgs);
  }
  if (made.implements.length > 0) {
    out.text(" implements ");
    printTypes(printer, place, made.implements);
  }
  out.text(" ");
  out.braces(() => {
    for (const write of memberLines(printer, place, id, made)) {
      out.line();
      write();
    }
  });
  out.range(made);
}

/** The lines of a class's body: its members in order, and the functions that are none, each where its number suits. */
function memberLines(printer: Printer, place: PrintPlace, id: ClassId, made: Class): readonly (() => void)[] {
  const others = otherFunctions(printer, place, id, made);
  const lines: (() => void)[] = [];
  const upTo = (limit: FunctionId): void => {
    while (others[0] !== undefined && others[0].id < limit) {
      const next = others.shift();
      if (next) lines.push(next.write);
    }
  };
  for (const member of made.members) {
    if (member.function >= 0) upTo(member.function);
    lines.push(() => {
      printMember(printer, place, id, member);
    });
  }
  upTo(Number.POSITIVE_INFINITY);
  return lines;
}

interface OtherFunction {
  readonly id: FunctionId;
  readonly write: () => void;
}

/** The constructor, the initialisers and the overloads, by number. */
function otherFunctions(printer: Printer, place: PrintPlace, id: ClassId, made: Class): OtherFunction[] {
  const found: OtherFunction[] = [];
  const add = (own: FunctionId, write: () => void): void => {
    if (own >= 0) found.push({ id: own, write });
  };
  add(made.constructorFunction, () => {
    printConstructor(printer, place, made, made.constructorFunction, "");
  });
  add(made.initialiser, () => {
    printInitialiser(printer, place, made.initialiser, "init");
  });
  add(made.staticInitialiser, () => {
    printInitialiser(printer, place, made.staticInitialiser, "static init");
  });
  printer.module.functions.forEach((func, own) => {
    if (func.class !== id || func.parent !== place.owner || printer.homes.functions.has(own)) return;
    add(own, () => {
      printOverload(printer, place, made, own);
    });
  });
  return found.sort((a, b) => a.id - b.id);
}

function printConstructor(printer: Printer, place: PrintPlace, made: Class, id: FunctionId, prefix: string): void {
  printFunctionWords(printer, id, prefix, "constructor");
  printNameOf(printer, made.name, printer.module.functions[id]?.name ?? "");
  printFunctionRest(printer, place, id);
}

function printOverload(printer: Printer, place: PrintPlace, made: Class, id: FunctionId): void {
  const { out } = printer;
  const func = printer.module.functions[id];
  if (func?.kind === "constructor") {
    printConstructor(printer, place, made, id, "declare ");
    return;
  }
  printFunctionWords(printer, id, `declare ${func?.isStatic === true ? "static " : ""}`, WORDS[func?.kind === "getter" || func?.kind === "setter" ? func.kind : "method"]);
  out.text(` ${quoteKey(func?.name ?? "")}`);
  printFunctionRest(printer, place, id);
}

function printInitialiser(printer: Printer, place: PrintPlace, id: FunctionId, word: string): void {
  const { out, module, grammar } = printer;
  const func = module.functions[id];
  if (func === undefined) return;
  printer.printedFunctions.add(id);
  out.text(word);
  out.later(printer.functionNumbers.define(id));
  printNameOf(printer, "", func.name);
  out.text(" ");
  const scope = new Scope(new Scope(place.scope));
  out.braces(() => {
    grammar.body(printer, { scope, owner: id }, id);
  });
  out.range(func);
}

const WORDS = { method: "method", getter: "get", setter: "set" } as const;

function printFunctionWords(printer: Printer, id: FunctionId, prefix: string, word: string): void {
  const { out, module } = printer;
  const func = module.functions[id];
  out.text(prefix);
  if (func?.async === true) out.text("async ");
  if (func?.generator === true) out.text("generator ");
  out.text(word);
  out.later(printer.functionNumbers.define(id));
}

function printMember(printer: Printer, place: PrintPlace, id: ClassId, member: Member): void {
  const { out, module } = printer;
  printDecorators(printer, place, member.decorators, " ");
  out.text(modifiers(member));
  if (member.kind === "field") {
    out.text("field ");
    printKey(printer, place, member.key);
    printAnnotation(printer, place, member.type);
    out.range(member); return;
  }
  const func = module.functions[member.function];
  printFunctionWords(printer, member.function, "", WORDS[member.kind]);
  out.text(" ");
  printKey(printer, place, member.key);
  printNameOf(printer, member.key, func?.name ?? "");
  if (member.type) {
    out.text(" of ");
    printType(printer, place, member.type);
  }
  printFunctionRest(printer, place, member.function);
  out.range(member);
}

function modifiers(member: Member): string {
  const isHidden = typeof member.key === "string" && member.key.startsWith("#");
  const usual = isHidden ? "private" : "public";
  const access = member.access === usual ? "" : `${member.access} `;
  return `${access}${member.isStatic ? "static " : ""}${member.abstract ? "abstract " : ""}`;
}
