/** Statements and lines that bring a name, a function, a class or a type into being. */
import type { Binding, Expr, Range, Stmt, TypeDeclaration, TypeRef } from "../ir.js";
import type { Later, Slot } from "./draft.js";
import { expr, makeAll, type Place, type Reader, statement } from "./grammar.js";
import { readClassRest, readClassStart, readClassValue } from "./read-classes.js";
import { readExpression } from "./read-expressions.js";
import { readFunctionRest, readFunctionStart } from "./read-functions.js";
import { declareName, readNewName } from "./read-names.js";
import { startsClass, startsFunction } from "./read-operands.js";
import { readAnnotation, readType } from "./read-types.js";

type Statements = readonly Later<Stmt>[];
const KINDS: readonly Binding["kind"][] = ["local", "param", "function", "class", "import", "exports", "type"];
const TYPE_FORMS = { type: "alias", interface: "interface", enum: "enum" } as const;

/** A declaration; undefined when none begins here. One that runs nothing makes no statement. */
export function readDeclaration(reader: Reader, place: Place): Statements | undefined {
  const { cursor } = reader;
  if (cursor.is("let") || cursor.is("const")) return readVariable(reader, place);
  if (startsFunction(reader)) return readFunctionStatement(reader, place);
  if (startsClass(reader)) return readClassStatement(reader, place);
  if (cursor.is("declare") && ["func", "async", "generator", "class", "abstract", "@"].some((word) => cursor.is(word, 1))) return readUnstated(reader, place);
  if (cursor.is("binding") && KINDS.some((kind) => cursor.is(kind, 1))) return readBare(reader, place);
  return readTypeDeclaration(reader, place);
}

/** True when a declaration begins here that an `export` can stand before. */
export function startsDeclaration(reader: Reader, distance: number): boolean {
  const { cursor } = reader;
  if (["let", "const", "func", "class", "@"].some((word) => cursor.is(word, distance))) return true;
  if (cursor.is("async", distance) || cursor.is("generator", distance)) return ["async", "generator", "func"].some((word) => cursor.is(word, distance + 1));
  if (cursor.is("abstract", distance)) return cursor.is("class", distance + 1);
  return isTypeForm(reader, distance) !== undefined;
}

/** `let x: T = value`; without a value the name alone is declared, and nothing runs. */
function readVariable(reader: Reader, place: Place): Statements {
  const { cursor } = reader;
  const { start } = cursor;
  const name = readNewName(reader, "local", "a name to declare");
  const type = readAnnotation(reader, place);
  const targetRange = cursor.writtenRange() ?? name.token;
  const binding = declareName(reader, place, "local", name, type);
  if (!cursor.take("=")) {
    cursor.endStatement();
    return [];
  }
  const value = readExpression(reader, place);
  const range = cursor.range(name.token.start);
  const whole = cursor.range(start);
  cursor.endStatement();
  return [() => initialisation(binding, targetRange, value(), range, whole)];
}

/** The statement that gives a binding its first value. */
function initialisation(binding: Slot<Binding>, target: Range, value: Expr, range: Range, whole: Range): Stmt {
  const { start, end } = target;
  const assign = expr(range, { kind: "assign", target: { kind: "name", binding: binding.id, start, end }, value, declares: true });
  return statement(whole, { kind: "expr", value: assign });
}

/** `func name(…) {…}`: declares the name and gives it the function, where it stands. */
function readFunctionStatement(reader: Reader, place: Place): Statements {
  const { cursor } = reader;
  const head = readFunctionStart(reader);
  const name = readNewName(reader, "function", "the name of the function (a function value that begins a statement stands in brackets)");
  const targetRange = cursor.writtenRange() ?? name.token;
  const binding = declareName(reader, place, "function", name);
  readFunctionRest(reader, place, { ...head, name: () => name.token.text, isStatic: false, ownerClass: undefined });
  const value = cursor.range(head.start);
  const range = cursor.range(head.start);
  const whole = cursor.range(head.start);
  return [() => initialisation(binding, targetRange, expr(value, { kind: "function", function: head.slot.id }), range, whole)];
}

/** `class Name {…}`: declares the name and gives it the class, where it stands. */
function readClassStatement(reader: Reader, place: Place): Statements {
  const { cursor } = reader;
  const head = readClassStart(reader, place);
  const name = readNewName(reader, "class", "the name of the class (a class value that begins a statement stands in brackets)");
  const targetRange = cursor.writtenRange() ?? name.token;
  const binding = declareName(reader, place, "class", name);
  readClassRest(reader, place, { ...head, name: name.token.text, binding: () => binding.id });
  const value = cursor.range(head.start);
  const range = cursor.range(head.start);
  const whole = cursor.range(head.start);
  return [() => initialisation(binding, targetRange, expr(value, { kind: "class", class: head.slot.id }), range, whole)];
}

/** `declare func …` and `declare class …`: in the module, but no expression makes it here. An overload signature is one. */
function readUnstated(reader: Reader, place: Place): Statements {
  const { cursor } = reader;
  cursor.expect("declare");
  if (startsFunction(reader)) {
    const head = readFunctionStart(reader);
    const name = cursor.isName() ? cursor.next().text : "";
    readFunctionRest(reader, place, { ...head, name: () => name, isStatic: false, ownerClass: undefined });
    return [];
  }
  readClassValue(reader, place);
  return [];
}

/** `binding function f: T`: a binding of any kind, and nothing else. */
function readBare(reader: Reader, place: Place): Statements {
  const { cursor } = reader;
  cursor.expect("binding");
  const word = cursor.next().text;
  const kind = KINDS.find((one) => one === word) ?? "local";
  const name = readNewName(reader, kind, "a name to declare");
  declareName(reader, place, kind, name, readAnnotation(reader, place));
  cursor.endStatement();
  return [];
}

function isTypeForm(reader: Reader, distance: number): keyof typeof TYPE_FORMS | undefined {
  const { cursor } = reader;
  const form = (["type", "interface", "enum"] as const).find((word) => cursor.is(word, distance));
  const isNamed = ["const", "let"].some((word) => cursor.is(word, distance + 1)) || cursor.isName(distance + 1);
  return form !== undefined && isNamed && cursor.sameLineAhead(distance + 1) ? form : undefined;
}

/** `type T<A> = …`, `interface I<A> extends J {…}`, `enum E { "a", 2 }`. */
function readTypeDeclaration(reader: Reader, place: Place): Statements | undefined {
  const { cursor, draft } = reader;
  const form = isTypeForm(reader, 0);
  if (form === undefined) return undefined;
  const keyword = cursor.next();
  const slot = draft.types.define(keyword.kind === "word" ? keyword.label : undefined, keyword);
  const name = readNewName(reader, "type", "the name of the type");
  const binding = declareName(reader, place, "type", name);
  const params = cursor.take("<") ? cursor.list(">", () => cursor.name("a type parameter").text) : [];
  const parents: Later<TypeRef>[] = [];
  if (cursor.take("extends")) {
    do parents.push(readType(reader, place));
    while (cursor.take(","));
  }
  const type = readDeclaredType(reader, place, form);
  const range = cursor.range(keyword.start);
  cursor.endStatement();
  slot.make = (): TypeDeclaration => ({
    form: TYPE_FORMS[form], name: name.token.text, binding: binding.id, params, type: type(), extends: makeAll(parents), ...range,
  });
  return [];
}

function readDeclaredType(reader: Reader, place: Place, form: keyof typeof TYPE_FORMS): Later<TypeRef> {
  const { cursor } = reader;
  if (cursor.take("=")) return readType(reader, place);
  if (form === "interface" && cursor.is("{")) return readType(reader, place);
  if (form !== "enum" || !cursor.take("{")) return cursor.fail('"=" and the type');
  const types = cursor.list("}", () => readType(reader, place));
  return () => ({ kind: "union", types: makeAll(types) });
}

