import type { Expr, Func, FunctionKind, Param, Stmt, TypeRef } from "../ir.js";
import type { Later, Slot } from "./draft.js";
import { expr, type FunctionHead, makeAll, type Place, type Reader } from "./grammar.js";
import { declareName, readNewName } from "./read-names.js";
import { readOperand } from "./read-operands.js";
import { readType } from "./read-types.js";
import { Scope } from "./scope.js";

const KINDS: readonly FunctionKind[] = ["module", "function", "arrow", "method", "getter", "setter", "constructor", "initialiser"];

/** The words before `func`. */
interface FunctionStart {
  readonly start: number;
  readonly async: boolean;
  readonly generator: boolean;
  readonly slot: Slot<Func>;
  readonly kind: FunctionKind;
}

/** `async generator func~4:method`: what stands before a function's name. */
export function readFunctionStart(reader: Reader): FunctionStart {
  const { cursor, draft } = reader;
  const { start } = cursor;
  const words = new Set<string>();
  while (!cursor.is("func")) words.add(cursor.next().text);
  const keyword = cursor.expect("func");
  const label = keyword.kind === "word" ? keyword.label : undefined;
  const kind = cursor.take(":") ? readKind(reader) : "function";
  const slot = draft.functions.define(label, keyword);
  return { start, async: words.has("async"), generator: words.has("generator"), slot, kind };
}

function readKind(reader: Reader): FunctionKind {
  const { cursor } = reader;
  const kind = KINDS.find((word) => cursor.is(word));
  if (kind === undefined) return cursor.fail(`a kind of function: ${KINDS.join(", ")}`);
  cursor.next();
  return kind;
}

/** `func name(a, b) {…}` or `func (a) => …` as a value. */
export function readFunctionExpression(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const head = readFunctionStart(reader);
  const name = cursor.isName() ? cursor.next().text : "";
  readFunctionRest(reader, place, { ...head, name: () => name, isStatic: false, ownerClass: undefined });
  const range = cursor.range(head.start);
  return () => expr(range, { kind: "function", function: head.slot.id });
}

/** Parameters, result type, body, range; fills the head's slot. */
export function readFunctionRest(reader: Reader, place: Place, head: FunctionHead): void {
  const { cursor } = reader;
  const inside: Place = { scope: new Scope(place.scope), owner: head.slot };
  const { params, thisType } = readParams(reader, place, inside);
  const result = readResult(reader, inside);
  const after = readLateModifiers(reader);
  const isArrow = cursor.take("=>");
  const body = isArrow && !cursor.is("{") ? readValueBody(reader, inside) : readBody(reader, inside);
  const range = cursor.range(head.start);
  head.slot.make = () => {
    const madeParams = makeAll(params);
    const predicate = result.predicate?.(madeParams);
    return {
      kind: isArrow && head.kind === "function" ? "arrow" : head.kind,
      name: head.name(),
      parent: place.owner.id,
      class: head.ownerClass?.id ?? -1,
      isStatic: head.isStatic,
      async: head.async || after.has("async"),
      generator: head.generator || after.has("generator"),
      params: madeParams,
      ...(thisType && { thisType: thisType() }),
      ...(result.type && { returnType: result.type() }),
      ...(predicate && { predicate }),
      body: body?.() ?? [],
      hasBody: body !== undefined,
      ...range,
    };
  };
}

/** `async` and `generator` may also stand behind the parameters. */
function readLateModifiers(reader: Reader): ReadonlySet<string> {
  const { cursor } = reader;
  const words = new Set<string>();
  while ((cursor.is("async") || cursor.is("generator")) && cursor.sameLine) words.add(cursor.next().text);
  return words;
}

function readBody(reader: Reader, inside: Place): Later<readonly Stmt[]> | undefined {
  const { cursor, grammar } = reader;
  return cursor.is("{") && cursor.sameLine ? grammar.block(reader, inside) : undefined;
}

/** `=> value`: a body that returns it. */
function readValueBody(reader: Reader, inside: Place): Later<readonly Stmt[]> {
  const value = reader.grammar.expression(reader, inside);
  return () => {
    const returned = value();
    return [{ kind: "return", value: returned, start: returned.start, end: returned.end }];
  };
}

interface Params {
  readonly params: readonly Later<Param>[];
  readonly thisType: Later<TypeRef> | undefined;
}

function readParams(reader: Reader, outside: Place, inside: Place): Params {
  const { cursor } = reader;
  cursor.expect("(", "and the parameters");
  const params: Later<Param>[] = [];
  let thisType: Later<TypeRef> | undefined;
  cursor.list(")", () => {
    if (cursor.is("this") && cursor.is(":", 1)) {
      cursor.next();
      cursor.next();
      thisType = readType(reader, inside);
    } else params.push(readParam(reader, outside, inside));
  });
  return { params, thisType };
}

function readParam(reader: Reader, outside: Place, inside: Place): Later<Param> {
  const { cursor } = reader;
  const decorators = readDecorators(reader, outside);
  const { start } = cursor;
  const rest = cursor.take("...");
  const name = readNewName(reader, "param", "a parameter");
  const optional = cursor.take("?");
  const type = cursor.take(":") ? readType(reader, inside) : undefined;
  const range = cursor.range(start);
  const binding = declareName(reader, inside, "param", name, type);
  return () => ({ binding: binding.id, rest, optional, ...(type && { type: type() }), decorators: makeAll(decorators), ...range });
}

/** `@decorator(…)`, any number of them. */
export function readDecorators(reader: Reader, place: Place): readonly Later<Expr>[] {
  const { cursor } = reader;
  const decorators: Later<Expr>[] = [];
  while (cursor.take("@")) decorators.push(readOperand(reader, place));
  return decorators;
}

interface Result {
  readonly type?: Later<TypeRef>;
  readonly predicate?: (params: readonly Param[]) => NonNullable<Func["predicate"]>;
}

/** `: T`, `: x is T`, `: asserts x is T`, or a type and a predicate: `: boolean, x is T`. */
function readResult(reader: Reader, inside: Place): Result {
  const { cursor } = reader;
  if (!cursor.take(":")) return {};
  if (startsPredicate(reader)) return { predicate: readPredicate(reader, inside) };
  const type = readType(reader, inside);
  return cursor.take(",") ? { type, predicate: readPredicate(reader, inside) } : { type };
}

function startsPredicate(reader: Reader): boolean {
  const { cursor } = reader;
  return cursor.is("asserts") || (cursor.token.kind === "word" && cursor.is("is", 1));
}

function readPredicate(reader: Reader, inside: Place): NonNullable<Result["predicate"]> {
  const { cursor, draft } = reader;
  const asserts = cursor.take("asserts");
  const subject = cursor.is("this") ? cursor.next() : cursor.name("the parameter that the predicate is about");
  const type = cursor.take("is") ? readType(reader, inside) : undefined;
  const label = subject.kind === "word" ? subject.label : undefined;
  const refer = subject.text === "this" ? undefined : draft.refer(inside.scope, subject.text, label, subject, "value");
  return (params) => {
    const binding = refer?.();
    const param = params.findIndex((one) => one.binding === binding);
    if (binding !== undefined && param < 0) throw cursor.error(`expected a parameter of this function, found ${JSON.stringify(subject.text)}`, subject);
    return { param, asserts, ...(type && { type: type() }) };
  };
}
