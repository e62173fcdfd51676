import type { Expr, Func, Key, Member, Range, TypeRef } from "../ir.js";
import type { ClassBody } from "./class-body.js";
import type { Later, Slot } from "./draft.js";
import { expr, makeAll, type Place, type Reader } from "./grammar.js";
import { readDecorators, readFunctionRest } from "./read-functions.js";
import { readKey, readNameOf } from "./read-objects.js";
import { readType } from "./read-types.js";

const MODIFIERS: readonly string[] = ["static", "abstract", "public", "private", "protected", "async", "generator", "declare"];
const FORMS = ["field", "method", "get", "set", "constructor", "init"] as const;
type Form = (typeof FORMS)[number];
const FUNCTION_KIND = { method: "method", get: "getter", set: "setter", constructor: "constructor" } as const;

interface MemberHead {
  readonly start: number;
  readonly decorators: readonly Later<Expr>[];
  readonly modifiers: Set<string>;
  readonly form: Form;
}

/** One member of a class body. */
export function readMember(reader: Reader, place: Place, body: ClassBody): void {
  const { cursor } = reader;
  const { start } = cursor;
  const decorators = readDecorators(reader, place);
  const modifiers = new Set<string>();
  while (MODIFIERS.some((word) => cursor.is(word))) modifiers.add(cursor.next().text);
  const form = FORMS.find((word) => cursor.is(word));
  if (form === undefined) return cursor.fail(`a member: ${FORMS.join(", ")}`);
  const head: MemberHead = { start, decorators, modifiers, form };
  switch (form) {
    case "field":
      readField(reader, place, body, head);
      return;
    case "init":
      readInitialiser(reader, body, head);
      return;
    default:
      readFunctionMember(reader, place, body, head, form);
      return;
  }
}

/** `init {…}` and `static init {…}`; `as "name"` names the function. */
function readInitialiser(reader: Reader, body: ClassBody, head: MemberHead): void {
  const { cursor, grammar } = reader;
  const keyword = cursor.next();
  const isStatic = head.modifiers.has("static");
  const inside = body.enter(isStatic, keyword, keyword.kind === "word" ? keyword.label : undefined);
  if (cursor.take("as")) body.nameInitialiser(isStatic, cursor.string("the function's name in quotes"));
  const statements = grammar.block(reader, inside);
  body.add(isStatic, statements, cursor.range(head.start));
}

/** `field key: T = value`; the value goes to the class's initialiser. */
function readField(reader: Reader, place: Place, body: ClassBody, head: MemberHead): void {
  const { cursor, grammar } = reader;
  const { modifiers } = head;
  const keyword = cursor.next();
  const keyStart = cursor.start;
  const key = readKey(reader, place);
  const keyRange = cursor.textRange(keyStart);
  const type = cursor.take(":") ? readType(reader, place) : undefined;
  while (cursor.sameLine && MODIFIERS.some((word) => cursor.is(word))) modifiers.add(cursor.next().text);
  if (cursor.take("=")) {
    const isStatic = modifiers.has("static");
    const value = grammar.expression(reader, body.enter(isStatic, keyword));
    const range = cursor.range(head.start);
    body.add(isStatic, () => {
      const target = { kind: "member", object: expr(keyRange, { kind: "this" }), key: key(), ...keyRange } as const;
      return [{ kind: "expr", value: expr(range, { kind: "assign", target, value: value(), declares: false }), ...range }];
    }, range);
  }
  const range = cursor.range(head.start);
  cursor.endStatement();
  body.members.push(() => member(head, key(), -1, type?.(), range));
}

/** A method, an accessor or the constructor. After `declare` it belongs to the class without being a member: an overload. */
function readFunctionMember(reader: Reader, place: Place, body: ClassBody, head: MemberHead, form: keyof typeof FUNCTION_KIND): void {
  const { cursor, draft } = reader;
  const { modifiers, start } = head;
  const keyword = cursor.next();
  const label = keyword.kind === "word" ? keyword.label : undefined;
  const slot = draft.functions.define(label, keyword);
  const isConstructor = form === "constructor";
  const key: Later<Key> = isConstructor ? () => body.className : readKey(reader, place);
  const name = readNameOf(reader, key);
  const type = cursor.take("of") ? readType(reader, place) : undefined;
  readFunctionRest(reader, place, {
    slot,
    kind: FUNCTION_KIND[form],
    name,
    start,
    isStatic: modifiers.has("static"),
    async: modifiers.has("async"),
    generator: modifiers.has("generator"),
    ownerClass: body.slot,
  });
  if (modifiers.has("declare")) return;
  if (isConstructor) {
    setConstructor(reader, body, slot);
    return;
  }
  const range = cursor.range(start);
  body.members.push(() => member(head, key(), slot.id, type?.(), range));
}

function setConstructor(reader: Reader, body: ClassBody, slot: Slot<Func>): void {
  if (body.constructorFunction !== undefined) throw reader.cursor.error("this class has a constructor already; an overload is written `declare constructor`", slot.token);
  body.constructorFunction = slot;
}

function member(head: MemberHead, key: Key, functionId: number, type: TypeRef | undefined, range: Range): Member {
  const { modifiers, form } = head;
  const isPrivate = modifiers.has("private") || (typeof key === "string" && key.startsWith("#"));
  return {
    kind: form === "field" ? "field" : form === "method" ? "method" : form === "get" ? "getter" : "setter",
    key,
    isStatic: modifiers.has("static"),
    abstract: modifiers.has("abstract"),
    function: functionId,
    ...(type && { type }),
    decorators: makeAll(head.decorators),
    access: modifiers.has("protected") ? "protected" : isPrivate && !modifiers.has("public") ? "private" : "public",
    ...range,
  };
}
