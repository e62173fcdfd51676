/** Keys, objects, arguments and templates. */
import type { Arg, Entry, Expr, Func, Key } from "../ir.js";
import type { Later } from "./draft.js";
import { readsAsKnownKey } from "./levels.js";
import { templateText } from "./print-literals.js";
import type { Printer, PrintPlace } from "./printer.js";
import { isWord, quoteKey } from "./words.js";

/** A key in square brackets. */
export function printBracketKey(printer: Printer, place: PrintPlace, key: Expr): void {
  const { out } = printer;
  out.text("[");
  if (readsAsKnownKey(key)) printer.grammar.bracketed(printer, place, key);
  else printer.grammar.expression(printer, place, key);
  out.text("]");
}

/** `.name`, `["any text"]`, `[0]`, `[computed]`; `optional`: `?.` before it. */
export function printMemberKey(printer: Printer, place: PrintPlace, key: Key, optional: boolean): void {
  const { out } = printer;
  if (typeof key === "string" && isWord(key)) {
    out.text(`${optional ? "?." : "."}${key}`);
    return;
  }
  if (optional) out.text("?.");
  if (typeof key !== "string") {
    printBracketKey(printer, place, key);
    return;
  }
  out.text(`[${/^(?:0|[1-9]\d*)$/u.test(key) ? key : JSON.stringify(key)}]`);
}

/** `x` or `...x`. */
export function printArg(printer: Printer, place: PrintPlace, arg: Arg): void {
  if (arg.spread) printer.out.text("...");
  printer.grammar.expression(printer, place, arg.value);
}

/** `[a, , ...b]`. */
export function printElements(printer: Printer, place: PrintPlace, elements: readonly (Arg | null)[]): void {
  const { out } = printer;
  out.text("[");
  out.list(elements, (element) => {
    if (element !== null) printArg(printer, place, element);
  });
  out.text(elements.at(-1) === null ? ",]" : "]");
}

/** `{ a: 1, ...b }`. */
export function printEntries(printer: Printer, place: PrintPlace, entries: readonly Entry[]): void {
  const { out } = printer;
  if (entries.length === 0) {
    out.text("{}");
    return;
  }
  out.text("{ ");
  out.list(entries, (entry) => {
    printEntry(printer, place, entry);
  });
  out.text(" }");
}

function printEntry(printer: Printer, place: PrintPlace, entry: Entry): void {
  const { out, grammar } = printer;
  switch (entry.kind) {
    case "spread":
      out.text("...");
      grammar.expression(printer, place, entry.value);
      return;
    case "getter":
    case "setter":
      printCallable(printer, place, entry.kind === "getter" ? "get" : "set", entry.key, entry.function);
      return;
    case "field":
      printField(printer, place, entry.key, entry.value);
      return;
    default:
      entry satisfies never;
  }
}

function printField(printer: Printer, place: PrintPlace, key: Key, value: Expr): void {
  const { out, grammar, module } = printer;
  const func = value.kind === "function" ? module.functions[value.function] : undefined;
  if (value.kind === "function" && func && isPrintableMethod(printer, place, value.function, func)) {
    printCallable(printer, place, "method", key, value.function);
    out.range(value); return;
  }
  if (typeof key === "string" && !out.ranges) {
    const name = nameText(printer, place, value);
    if (name) {
      out.later(() => (name() === key ? key : `${quoteKey(key)}: ${name()}`));
      return;
    }
  }
  printKey(printer, place, key);
  out.text(": ");
  grammar.expression(printer, place, value);
}

/** A name as a value, so that it may be left out behind a key that is the same. */
function nameText({ names }: Printer, { scope }: PrintPlace, value: Expr): Later<string> | undefined {
  if (value.kind === "name") return names.refer(scope, value.binding, "value");
  return value.kind === "global" ? names.global(scope, value.name, "value") : undefined;
}

function isPrintableMethod(printer: Printer, place: PrintPlace, id: number, func: Func): boolean {
  return func.kind === "method" && func.parent === place.owner && !printer.printedFunctions.has(id);
}

/** `name`, `"any text"`, `[computed]`. */
export function printKey(printer: Printer, place: PrintPlace, key: Key): void {
  if (typeof key === "string") printer.out.text(quoteKey(key));
  else printBracketKey(printer, place, key);
}

/** `async method~4 key as "name"(…) {…}`. */
function printCallable(printer: Printer, place: PrintPlace, word: "get" | "set" | "method", key: Key, id: number): void {
  const { out } = printer;
  const func = printer.module.functions[id];
  if (func === undefined) {
    out.text(`${word} missing()`);
    return;
  }
  if (func.async) out.text("async ");
  if (func.generator) out.text("generator ");
  out.text(word);
  out.later(printer.functionNumbers.define(id));
  out.text(" ");
  printKey(printer, place, key);
  printNameOf(printer, key, func.name);
  printer.grammar.functionRest(printer, place, id);
}

/** ` as "name"`, where a function is not called by its key. */
export function printNameOf(printer: Printer, key: Key, name: string): void {
  if (name !== (typeof key === "string" ? key : "")) printer.out.text(` as ${JSON.stringify(name)}`);
}

/** `` `text ${value}` ``. With ranges, every text is a value as well, so that its range can be written. */
export function printTemplate(printer: Printer, place: PrintPlace, parts: readonly Expr[]): void {
  const { out, grammar } = printer;
  let isBehindText = false;
  out.text("`");
  for (const part of parts) {
    const text = part.kind === "literal" && typeof part.value === "string" ? part.value : "";
    const isText: boolean = text !== "" && !isBehindText && !out.ranges;
    if (isText) out.text(templateText(text));
    else {
      out.text("${");
      grammar.expression(printer, place, part);
      out.text("}");
    }
    isBehindText = isText;
  }
  out.text("`");
}
