/** What stands between operators: names, literals, brackets, and the calls and members that follow them. */
import type { CallForm, Expr, LiteralValue, TypeRef } from "../ir.js";
import type { Later } from "./draft.js";
import { expr, makeAll, type Place, type Reader } from "./grammar.js";
import { isMarked, readMarked } from "./read-marked.js";
import { readArgs, readArray, readBracketKey, readKey, readObject, readTemplate, readTemplateConcat } from "./read-objects.js";
import { readTypeArgs } from "./read-types.js";
import type { Token } from "./tokens.js";
import { isReserved } from "./words.js";

/** An operand with the members and calls that follow it. */
export function readOperand(reader: Reader, place: Place): Later<Expr> {
  const { start } = reader.cursor;
  return readSuffixes(reader, place, start, readPrimary(reader, place), true);
}

/** An operand with its members, but without calls: what is called by `new`, what a class extends. */
export function readCallee(reader: Reader, place: Place): Later<Expr> {
  const { start } = reader.cursor;
  return readSuffixes(reader, place, start, readPrimary(reader, place), false);
}

/** Type arguments, if any, and arguments; `start` is where the callee began, `form` what the call is. */
function readCall(reader: Reader, place: Place, start: number, callee: Later<Expr>, form: CallForm, optional: boolean): Later<Expr> {
  const { cursor } = reader;
  const typeArgs = readCallTypeArgs(reader, place);
  const args = form === "new" && !cursor.is("(") ? () => [] : readArgs(reader, place);
  const range = cursor.range(start);
  return () => {
    const called = callee();
    const made = form === "call" && called.kind === "super" ? "super" : form;
    return expr(range, { kind: "call", form: made, callee: called, args: args(), optional, ...(typeArgs && { typeArgs: typeArgs() }) });
  };
}

/** `::<A, B>`, if it is there. */
export function readCallTypeArgs(reader: Reader, place: Place): Later<readonly TypeRef[]> | undefined {
  return reader.cursor.take("::") ? readTypeArgs(reader, place) : undefined;
}

function readSuffixes(reader: Reader, place: Place, start: number, first: Later<Expr>, calls: boolean): Later<Expr> {
  let value = first;
  for (;;) {
    const next = readSuffix(reader, place, start, value, calls);
    if (next === undefined) return value;
    value = next;
  }
}

function readSuffix(reader: Reader, place: Place, start: number, object: Later<Expr>, calls: boolean): Later<Expr> | undefined {
  const { cursor } = reader;
  if (cursor.take(".")) return readMember(reader, place, start, object, false);
  if (calls && cursor.take("?.")) {
    const called = cursor.is("(") || cursor.is("::");
    return called ? readCall(reader, place, start, object, "call", true) : readMember(reader, place, start, object, true);
  }
  if (!cursor.sameLine) return undefined;
  if (cursor.is("[")) return readMember(reader, place, start, object, false);
  if (!calls) return undefined;
  if (cursor.is("(") || cursor.is("::")) return readCall(reader, place, start, object, "call", false);
  if (cursor.token.kind === "template" && cursor.token.head) return readTagged(reader, place, start, object);
  if (!cursor.take("!")) return undefined;
  const range = cursor.range(start);
  return () => expr(range, { kind: "cast", form: "nonnull", value: object(), type: { kind: "other" } });
}

function readMember(reader: Reader, place: Place, start: number, object: Later<Expr>, optional: boolean): Later<Expr> {
  const { cursor } = reader;
  const key = cursor.is("[") ? readBracketKey(reader, place) : readKey(reader, place);
  const range = cursor.range(start);
  return () => expr(range, { kind: "member", object: object(), key: key(), optional });
}

/** ``tag`text ${value}` ``: the call of the tag with the array of the texts and the values. */
function readTagged(reader: Reader, place: Place, start: number, callee: Later<Expr>): Later<Expr> {
  const { cursor } = reader;
  const templateStart = cursor.start;
  const { texts, values } = readTemplate(reader, place);
  const range = cursor.range(start);
  const array = expr({ start: templateStart, end: range.end }, { kind: "array", elements: texts.map((value) => ({ value, spread: false })) });
  return () => {
    const args = [array, ...makeAll(values)].map((value) => ({ value, spread: false }));
    return expr(range, { kind: "call", form: "tag", callee: callee(), args, optional: false });
  };
}

function readPrimary(reader: Reader, place: Place): Later<Expr> {
  const { cursor, grammar } = reader;
  const { token } = cursor;
  const literal = readLiteral(reader);
  if (literal !== undefined) return literal;
  if (token.kind === "template") return readTemplateConcat(reader, place);
  if (cursor.is("(")) return readParenthesized(reader, place);
  if (cursor.is("[")) return readArray(reader, place);
  if (cursor.is("{")) return readObject(reader, place);
  if (isMarked(reader)) return readFormedCall(reader, place) ?? readMarked(reader, place);
  if (startsFunction(reader)) return grammar.functionExpression(reader, place);
  if (startsClass(reader)) return grammar.classExpression(reader, place);
  if (cursor.take("new")) return readCall(reader, place, token.start, readCallee(reader, place), "new", false);
  for (const kind of ["this", "super", "arguments"] as const) {
    if (!cursor.take(kind)) continue;
    const range = cursor.range(token.start);
    return () => expr(range, { kind });
  }
  return readName(reader, place);
}

/** `%tag f(…)` and `%jsx C(…)`; undefined for another marked form. */
function readFormedCall(reader: Reader, place: Place): Later<Expr> | undefined {
  const { cursor } = reader;
  const form = (["tag", "jsx"] as const).find((word) => cursor.is(word, 1));
  if (form === undefined) return undefined;
  const { start } = cursor.next();
  cursor.next();
  return readCall(reader, place, start, readCallee(reader, place), form, false);
}

function readName(reader: Reader, place: Place): Later<Expr> {
  const { cursor, draft } = reader;
  const { token } = cursor;
  if (token.kind === "word" && isReserved(token.text) && !token.quoted) {
    cursor.fail(`an expression (a name that is spelt like this word is written \\"${token.text}")`);
  }
  const name = cursor.name("an expression");
  const range = cursor.range(name.start);
  const refer = draft.refer(place.scope, name.text, name.label, name, "value");
  return () => {
    const binding = refer();
    return expr(range, binding < 0 ? { kind: "global", name: name.text } : { kind: "name", binding });
  };
}

/** `(x)`, or a sequence `(x, y)`. A range written behind a bracket is the inner expression's. */
function readParenthesized(reader: Reader, place: Place): Later<Expr> {
  const { cursor, grammar } = reader;
  const { start } = cursor;
  cursor.expect("(");
  const items = cursor.nested(true, () => {
    const found = [grammar.expression(reader, place)];
    while (cursor.take(",")) found.push(grammar.expression(reader, place));
    return found;
  });
  cursor.expect(")", "after the expression");
  const [only] = items;
  if (only !== undefined && items.length === 1) {
    const written = cursor.writtenRange();
    return written === undefined ? only : () => ({ ...only(), ...written });
  }
  const range = cursor.range(start);
  return () => expr(range, { kind: "sequence", items: makeAll(items) });
}

const CONSTANTS: ReadonlyMap<string, LiteralValue> = new Map<string, LiteralValue>([
  ["true", true], ["false", false], ["null", null], ["undefined", undefined],
]);

function readLiteral(reader: Reader): Later<Expr> | undefined {
  const { cursor } = reader;
  const { start } = cursor;
  const literal = literalAt(cursor.token);
  if (literal === undefined) return undefined;
  cursor.next();
  const range = cursor.range(start);
  return () => expr(range, { kind: "literal", value: literal.value });
}

function literalAt(token: Token): { readonly value: LiteralValue } | undefined {
  switch (token.kind) {
    case "string":
      return { value: token.text };
    case "number":
      return { value: Number(token.text) };
    case "bigint":
      return { value: { bigint: token.text } };
    case "regex":
      return { value: { regex: token.text, flags: token.flags } };
    case "word":
      if (token.quoted || token.label !== undefined || !CONSTANTS.has(token.text)) return undefined;
      return { value: CONSTANTS.get(token.text) };
    default:
      return undefined;
  }
}

/** True when a function begins here: `func`, `async func`, `async generator func`. */
export function startsFunction(reader: Reader): boolean {
  let distance = 0;
  while (reader.cursor.is("async", distance) || reader.cursor.is("generator", distance)) distance += 1;
  return reader.cursor.is("func", distance);
}

/** True when a class begins here: `class`, `abstract class`, `@decorator class`. */
export function startsClass(reader: Reader): boolean {
  const { cursor } = reader;
  return cursor.is("class") || (cursor.is("abstract") && cursor.is("class", 1)) || cursor.is("@");
}
