/** Keys, objects, arrays, arguments and templates. */
import type { Arg, Entry, Expr, Key } from "../ir.js";
import type { Later } from "./draft.js";
import { expr, makeAll, type Place, type Reader } from "./grammar.js";

/** A property name: `name`, `"any text"`, `0`, `[computed]`. */
export function readKey(reader: Reader, place: Place): Later<Key> {
  const { cursor } = reader;
  const { token } = cursor;
  if (cursor.is("[")) return readBracketKey(reader, place);
  if (token.kind !== "word" && token.kind !== "string" && token.kind !== "number") cursor.fail("a property name");
  cursor.next();
  return () => token.text;
}

/** `[key]`: known when a text or a number stands alone in the brackets; `[("text")]` is a computed one. */
export function readBracketKey(reader: Reader, place: Place): Later<Key> {
  const { cursor } = reader;
  cursor.expect("[");
  const { token } = cursor;
  if ((token.kind === "string" || token.kind === "number") && cursor.is("]", 1)) {
    cursor.next();
    cursor.next();
    return () => token.text;
  }
  const key = cursor.nested(true, () => reader.grammar.expression(reader, place));
  cursor.expect("]", "after the key");
  return key;
}

/** One argument: `x` or `...x`. */
function readArg(reader: Reader, place: Place): Later<Arg> {
  const spread = reader.cursor.take("...");
  const value = reader.grammar.expression(reader, place);
  return () => ({ value: value(), spread });
}

/** A call's arguments from their `(` on. */
export function readArgs(reader: Reader, place: Place): Later<Arg[]> {
  reader.cursor.expect("(");
  const args = reader.cursor.list(")", () => readArg(reader, place));
  return () => makeAll(args);
}

/** `[a, , ...b]`: an element left out is a hole; a comma at the end adds none. */
export function readArray(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const { start } = cursor;
  cursor.expect("[");
  const elements = cursor.list("]", (): Later<Arg | null> => (cursor.is(",") ? () => null : readArg(reader, place)));
  const range = cursor.range(start);
  return () => expr(range, { kind: "array", elements: makeAll(elements) });
}

/** `{ a: 1, [k]: 2, short, get g() {…}, set s(v) {…}, method m() {…}, ...rest }`. */
export function readObject(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const { start } = cursor;
  cursor.expect("{");
  const entries = cursor.list("}", () => readEntry(reader, place));
  const range = cursor.range(start);
  return () => expr(range, { kind: "object", entries: makeAll(entries) });
}

function readEntry(reader: Reader, place: Place): Later<Entry> {
  const { cursor, grammar } = reader;
  if (cursor.take("...")) {
    const value = grammar.expression(reader, place);
    return () => ({ kind: "spread", value: value() });
  }
  const callable = readCallableEntry(reader, place);
  if (callable !== undefined) return callable;
  if (cursor.isName() && (cursor.is(",", 1) || cursor.is("}", 1))) {
    const { text } = cursor.token;
    const value = grammar.expression(reader, place);
    return () => ({ kind: "field", key: text, value: value() });
  }
  const key = readKey(reader, place);
  cursor.expect(":", "and the entry's value");
  const value = grammar.expression(reader, place);
  return () => ({ kind: "field", key: key(), value: value() });
}

/** True when a key (or `as`-less head of a member) stands `distance` tokens on. */
function isKey(reader: Reader, distance: number): boolean {
  const token = reader.cursor.ahead(distance);
  return token.kind === "word" || token.kind === "string" || token.kind === "number" || reader.cursor.is("[", distance);
}

/** An accessor or a method; undefined when none stands here. */
function readCallableEntry(reader: Reader, place: Place): Later<Entry> | undefined {
  const { cursor, draft } = reader;
  let distance = 0;
  while ((cursor.is("async", distance) || cursor.is("generator", distance)) && isKey(reader, distance + 1)) distance += 1;
  const form = (["get", "set", "method"] as const).find((word) => cursor.is(word, distance));
  if (form === undefined || !isKey(reader, distance + 1)) return undefined;
  const { start } = cursor;
  const modifiers = new Set(Array.from({ length: distance }, () => cursor.next().text));
  const keyword = cursor.next();
  const slot = draft.functions.define(keyword.kind === "word" ? keyword.label : undefined, keyword);
  const key = readKey(reader, place);
  const kind = form === "method" ? "method" : form === "get" ? "getter" : "setter";
  const name = readNameOf(reader, key);
  const head = { slot, kind, name, start, isStatic: false, ownerClass: undefined } as const;
  reader.grammar.functionRest(reader, place, { ...head, async: modifiers.has("async"), generator: modifiers.has("generator") });
  if (kind !== "method") return () => ({ kind, key: key(), function: slot.id });
  const range = cursor.range(start);
  return () => ({ kind: "field", key: key(), value: expr(range, { kind: "function", function: slot.id }) });
}

/** The name of a member's function: its key, the empty name if that is computed, or what `as "name"` says. */
export function readNameOf(reader: Reader, key: Later<Key>): Later<string> {
  const { cursor } = reader;
  if (cursor.take("as")) {
    const name = cursor.string("the function's name in quotes");
    return () => name;
  }
  return () => {
    const made = key();
    return typeof made === "string" ? made : "";
  };
}

/** A template's texts and values in the order in which they stand. */
interface Template {
  /** Between any two texts stands one value. */
  readonly texts: readonly Expr[];
  readonly values: readonly Later<Expr>[];
}

/** A template up to its closing backtick. */
export function readTemplate(reader: Reader, place: Place): Template {
  const { cursor, grammar } = reader;
  const texts: Expr[] = [];
  const values: Later<Expr>[] = [];
  for (;;) {
    const token = cursor.next();
    if (token.kind !== "template") return cursor.fail("the end of the value in the template", token);
    texts.push(expr(token.chunk, { kind: "literal", value: token.text }));
    if (token.last) return { texts, values };
    values.push(cursor.nested(true, () => grammar.expression(reader, place)));
    if (cursor.token.kind !== "template" || cursor.token.head) cursor.fail('"}" after the value');
  }
}

/** A template as text built from parts; empty texts are left out. */
export function readTemplateConcat(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const { start } = cursor;
  const { texts, values } = readTemplate(reader, place);
  const range = cursor.range(start);
  return () => {
    const parts = texts.flatMap((text, index) => {
      const value = values[index];
      const kept = text.kind === "literal" && text.value === "" ? [] : [text];
      return value === undefined ? kept : [...kept, value()];
    });
    return expr(range, { kind: "concat", form: "template", parts });
  };
}
