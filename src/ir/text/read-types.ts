import type { LiteralValue, TypeMember, TypeRef } from "../ir.js";
import type { Later } from "./draft.js";
import { makeAll, type Place, type Reader } from "./grammar.js";
import { isPrimitive } from "./words.js";

/** A type: `A | B & C[]`. */
export function readType(reader: Reader, place: Place): Later<TypeRef> {
  return readJoined(reader, place, "|", "union", () => readJoined(reader, place, "&", "intersection", () => readPostfix(reader, place)));
}

/** `: T`, if it is there. */
export function readAnnotation(reader: Reader, place: Place): Later<TypeRef> | undefined {
  return reader.cursor.take(":") ? readType(reader, place) : undefined;
}

/** Type arguments from their `<` on. */
export function readTypeArgs(reader: Reader, place: Place): Later<readonly TypeRef[]> {
  reader.cursor.expect("<");
  const args = reader.cursor.list(">", () => readType(reader, place));
  return () => makeAll(args);
}

function readJoined(
  reader: Reader,
  place: Place,
  mark: string,
  kind: "union" | "intersection",
  readPart: () => Later<TypeRef>,
): Later<TypeRef> {
  reader.cursor.take(mark);
  const first = readPart();
  const types = [first];
  while (reader.cursor.take(mark)) types.push(readPart());
  return types.length === 1 ? first : () => ({ kind, types: makeAll(types) });
}

function readPostfix(reader: Reader, place: Place): Later<TypeRef> {
  const { cursor } = reader;
  let type = readPrimary(reader, place);
  while (cursor.is("[") && cursor.is("]", 1) && cursor.sameLine) {
    cursor.next();
    cursor.next();
    const element = type;
    type = () => ({ kind: "array", element: element() });
  }
  return type;
}

function readPrimary(reader: Reader, place: Place): Later<TypeRef> {
  const { cursor } = reader;
  if (cursor.is("(")) return readParenthesized(reader, place);
  if (cursor.is("{")) return readObjectType(reader, place);
  if (cursor.is("%")) return readMarkedType(reader, place);
  if (cursor.take("[")) {
    const elements = cursor.list("]", () => readType(reader, place));
    return () => ({ kind: "tuple", elements: makeAll(elements) });
  }
  const literal = readLiteralType(reader);
  if (literal !== undefined) return () => ({ kind: "literal", value: literal.value });
  return readNamed(reader, place);
}

function readLiteralType(reader: Reader): { readonly value: LiteralValue } | undefined {
  const { cursor } = reader;
  const { token } = cursor;
  if (cursor.is("true") || cursor.is("false")) return { value: cursor.next().text === "true" };
  if (token.kind === "string" || token.kind === "number" || token.kind === "bigint") {
    cursor.next();
    if (token.kind === "string") return { value: token.text };
    return { value: token.kind === "number" ? Number(token.text) : { bigint: token.text } };
  }
  if (!cursor.is("-")) return undefined;
  cursor.next();
  if (cursor.token.kind !== "number") cursor.fail("a number");
  return { value: -Number(cursor.next().text) };
}

/** `(T)`, or a function type. */
function readParenthesized(reader: Reader, place: Place): Later<TypeRef> {
  const { cursor } = reader;
  const params = readTypeParams(reader, place);
  const only = params[0];
  if (params.length === 1 && only !== undefined && !cursor.is("=>")) return only;
  cursor.expect("=>", "of a function type");
  const returns = readType(reader, place);
  return () => ({ kind: "function", params: makeAll(params), returns: returns() });
}

/** The parameters of a function type; names are allowed, and say nothing. */
function readTypeParams(reader: Reader, place: Place): Later<TypeRef>[] {
  const { cursor } = reader;
  cursor.expect("(");
  return cursor.list(")", () => {
    cursor.take("...");
    const named = cursor.token.kind === "word" && (cursor.is(":", 1) || (cursor.is("?", 1) && cursor.is(":", 2)));
    if (named) {
      cursor.next();
      cursor.take("?");
      cursor.next();
    }
    return readType(reader, place);
  });
}

/** `{ a: T; b?: T; method c: T; d(T): T }`. */
function readObjectType(reader: Reader, place: Place): Later<TypeRef> {
  const { cursor } = reader;
  cursor.expect("{");
  const members = cursor.nested(true, () => {
    const found: Later<TypeMember>[] = [];
    while (!cursor.take("}")) {
      found.push(readTypeMember(reader, place));
      if (!cursor.take(",") && !cursor.take(";") && !cursor.is("}") && !cursor.token.newline) cursor.fail('"," or "}"');
    }
    return found;
  });
  return () => ({ kind: "object", members: makeAll(members) });
}

function readTypeMember(reader: Reader, place: Place): Later<TypeMember> {
  const { cursor } = reader;
  const marked = cursor.is("method") && (cursor.ahead(1).kind === "word" || cursor.ahead(1).kind === "string");
  if (marked) cursor.next();
  const { token } = cursor;
  if (token.kind !== "word" && token.kind !== "string") cursor.fail("the name of a member");
  cursor.next();
  const optional = cursor.take("?");
  const short = !marked && cursor.is("(");
  const type = short ? readMethodType(reader, place) : readMemberType(reader, place);
  return () => ({ name: token.text, type: type(), optional, method: marked || short });
}

function readMemberType(reader: Reader, place: Place): Later<TypeRef> {
  reader.cursor.expect(":", "and the member's type");
  return readType(reader, place);
}

function readMethodType(reader: Reader, place: Place): Later<TypeRef> {
  const params = readTypeParams(reader, place);
  const returns = readMemberType(reader, place);
  return () => ({ kind: "function", params: makeAll(params), returns: returns() });
}

/** The types that have no form of their own: `%other`, `%union(A)`, `%intersection()`, `%literal(null)`. */
function readMarkedType(reader: Reader, place: Place): Later<TypeRef> {
  const { cursor } = reader;
  cursor.expect("%");
  const form = cursor.next();
  switch (form.text) {
    case "other":
      return () => ({ kind: "other" });
    case "union":
    case "intersection": {
      const kind = form.text;
      cursor.expect("(");
      const types = cursor.list(")", () => readType(reader, place));
      return () => ({ kind, types: makeAll(types) });
    }
    case "literal": {
      cursor.expect("(");
      const value = readOddLiteral(reader);
      cursor.expect(")");
      return () => ({ kind: "literal", value });
    }
    default:
      return cursor.fail("%other, %union, %intersection or %literal", form);
  }
}

/** The literal values of which no type is made in practice. */
function readOddLiteral(reader: Reader): LiteralValue {
  const { cursor } = reader;
  if (cursor.take("null")) return null;
  if (cursor.take("undefined")) return undefined;
  if (cursor.take("nan")) return Number.NaN;
  if (cursor.take("inf")) return Number.POSITIVE_INFINITY;
  if (cursor.take("neginf")) return Number.NEGATIVE_INFINITY;
  const { token } = cursor;
  if (token.kind === "string") {
    cursor.next();
    return { bigint: token.text };
  }
  cursor.expect("%", "and regex(…), or null, undefined, nan, inf, neginf, the digits of a bigint in quotes");
  cursor.expect("regex");
  cursor.expect("(");
  const regex = cursor.string("the pattern in quotes");
  cursor.expect(",");
  const flags = cursor.string("the flags in quotes");
  cursor.expect(")");
  return { regex, flags };
}

/** A name, `typeof x.y` or `import("x").T`. */
function readNamed(reader: Reader, place: Place): Later<TypeRef> {
  const { cursor, draft } = reader;
  if (cursor.is("import")) return readImportType(reader, place);
  const queries = cursor.take("typeof");
  const { token } = cursor;
  if (token.kind !== "word") return cursor.fail("a type");
  const word = token.text;
  if (!token.quoted && !queries && isPrimitive(word)) {
    cursor.next();
    return () => ({ kind: "primitive", name: word });
  }
  const name = cursor.name("a type");
  const path = [name.text, ...readPath(reader)];
  const binding = draft.refer(place.scope, name.text, name.label, name, queries ? "value" : "type");
  if (queries) return () => ({ kind: "typeof", binding: binding(), path });
  const args = readOptionalTypeArgs(reader, place);
  return () => ({ kind: "name", binding: binding(), path, args: args() });
}

function readImportType(reader: Reader, place: Place): Later<TypeRef> {
  const { cursor } = reader;
  cursor.next();
  cursor.expect("(");
  const specifier = cursor.string("a module specifier");
  cursor.expect(")");
  const path = readPath(reader);
  const args = readOptionalTypeArgs(reader, place);
  return () => ({ kind: "import", specifier, path, args: args() });
}

function readOptionalTypeArgs(reader: Reader, place: Place): Later<readonly TypeRef[]> {
  return reader.cursor.is("<") ? readTypeArgs(reader, place) : () => [];
}

function readPath(reader: Reader): string[] {
  const { cursor } = reader;
  const path: string[] = [];
  while (cursor.take(".")) {
    const { token } = cursor;
    if (token.kind !== "word" && token.kind !== "string") cursor.fail("a name");
    path.push(cursor.next().text);
  }
  return path;
}
