import type { LiteralValue, TypeMember, TypeRef } from "../ir.js";
import type { Printer, PrintPlace } from "./printer.js";
import { isWord } from "./words.js";

/** A type where any type can stand. */
export function printType(printer: Printer, place: PrintPlace, type: TypeRef): void {
  const { out } = printer;
  switch (type.kind) {
    case "name":
      printTypeName(printer, place, type);
      printOptionalTypeArgs(printer, place, type.args);
      return;
    case "import":
      out.text(`import(${JSON.stringify(type.specifier)})${type.path.map(pathPart).join("")}`);
      printOptionalTypeArgs(printer, place, type.args);
      return;
    case "typeof":
      out.text("typeof ");
      printQueried(printer, place, type);
      return;
    case "primitive":
      out.text(type.name);
      return;
    case "literal":
      out.text(literalType(type.value));
      return;
    case "union":
    case "intersection":
      printJoined(printer, place, type.kind, type.types);
      return;
    case "array":
      printTightType(printer, place, type.element);
      out.text("[]");
      return;
    case "tuple":
      out.text("[");
      printTypes(printer, place, type.elements);
      out.text("]");
      return;
    case "object":
      printObjectType(printer, place, type.members);
      return;
    case "function":
      printFunctionType(printer, place, type, " => ");
      return;
    case "other":
      out.text("%other");
      return;
    default:
      return type satisfies never;
  }
}

/** `: T`, if there is a type. */
export function printAnnotation(printer: Printer, place: PrintPlace, type: TypeRef | undefined): void {
  if (type === undefined) return;
  printer.out.text(": ");
  printType(printer, place, type);
}

/** `<A, B>`. */
export function printTypeArgs(printer: Printer, place: PrintPlace, args: readonly TypeRef[]): void {
  printer.out.text("<");
  printTypes(printer, place, args);
  printer.out.text(">");
}

/** Types with commas between them. */
export function printTypes(printer: Printer, place: PrintPlace, types: readonly TypeRef[]): void {
  printer.out.list(types, (type) => {
    printType(printer, place, type);
  });
}

function printOptionalTypeArgs(printer: Printer, place: PrintPlace, args: readonly TypeRef[]): void {
  if (args.length > 0) printTypeArgs(printer, place, args);
}

function printTypeName(printer: Printer, { scope }: PrintPlace, type: Extract<TypeRef, { kind: "name" }>): void {
  const { out, names } = printer;
  const { binding, path } = type;
  out.later(binding < 0 ? names.global(scope, path[0] ?? "", "type") : names.refer(scope, binding, "type"));
  out.text(path.slice(1).map(pathPart).join(""));
}

function printQueried(printer: Printer, { scope }: PrintPlace, type: Extract<TypeRef, { kind: "typeof" }>): void {
  const { out, names } = printer;
  const { binding, path } = type;
  out.later(binding < 0 ? names.global(scope, path[0] ?? "", "value") : names.refer(scope, binding, "value"));
  out.text(path.slice(1).map(pathPart).join(""));
}

function pathPart(part: string): string {
  return `.${isWord(part) ? part : JSON.stringify(part)}`;
}

/** True for a type that is printed with a bracketed one at its end: an arrow behind it would be read as that of a function type. */
export function endsInBrackets(type: TypeRef): boolean {
  if (type.kind === "function") return endsInBrackets(type.returns);
  if ((type.kind !== "union" && type.kind !== "intersection") || type.types.length < 2) return false;
  const last = type.types.at(-1);
  return last !== undefined && isLoose(last);
}

function isLoose(type: TypeRef): boolean {
  return type.kind === "function" || ((type.kind === "union" || type.kind === "intersection") && type.types.length > 1);
}

/** Inside `A[]` and between `|` and `&`: compound types stand in brackets. */
function printTightType(printer: Printer, place: PrintPlace, type: TypeRef): void {
  if (!isLoose(type)) {
    printType(printer, place, type);
    return;
  }
  printer.out.text("(");
  printType(printer, place, type);
  printer.out.text(")");
}

function printJoined(printer: Printer, place: PrintPlace, kind: "union" | "intersection", types: readonly TypeRef[]): void {
  const { out } = printer;
  if (types.length < 2) {
    out.text(`%${kind}(`);
    printTypes(printer, place, types);
    out.text(")"); return;
  }
  types.forEach((type, index) => {
    if (index > 0) out.text(kind === "union" ? " | " : " & ");
    printTightType(printer, place, type);
  });
}

function printFunctionType(printer: Printer, place: PrintPlace, type: Extract<TypeRef, { kind: "function" }>, arrow: string): void {
  printer.out.text("(");
  printTypes(printer, place, type.params);
  printer.out.text(`)${arrow}`);
  printType(printer, place, type.returns);
}

function printObjectType(printer: Printer, place: PrintPlace, members: readonly TypeMember[]): void {
  const { out } = printer;
  if (members.length === 0) {
    out.text("{}");
    return;
  }
  out.text("{ ");
  out.list(members, (member) => {
    printTypeMember(printer, place, member);
  });
  out.text(" }");
}

function printTypeMember(printer: Printer, place: PrintPlace, { name, type, optional, method }: TypeMember): void {
  const key = `${isWord(name) ? name : JSON.stringify(name)}${optional ? "?" : ""}`;
  if (method && type.kind === "function") {
    printer.out.text(key);
    printFunctionType(printer, place, type, ": "); return;
  }
  printer.out.text(`${method ? "method " : ""}${key}: `);
  printType(printer, place, type);
}

function literalType(value: LiteralValue): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return String(value);
    case "number":
      return numberType(value);
    case "undefined":
      return "%literal(undefined)";
    default:
      if (value === null) return "%literal(null)";
      if ("regex" in value) return `%literal(%regex(${JSON.stringify(value.regex)}, ${JSON.stringify(value.flags)}))`;
      return /^\d+$/u.test(value.bigint) ? `${value.bigint}n` : `%literal(${JSON.stringify(value.bigint)})`;
  }
}

function numberType(value: number): string {
  if (Number.isNaN(value)) return "%literal(nan)";
  if (!Number.isFinite(value)) return value > 0 ? "%literal(inf)" : "%literal(neginf)";
  return Object.is(value, -0) ? "-0" : String(value);
}
