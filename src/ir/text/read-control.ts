/** Statements that direct where the program goes. */
import type { Caught, Expr, Range, Stmt, StmtKind } from "../ir.js";
import type { Later } from "./draft.js";
import { expr, makeAll, type Place, type Reader, statement } from "./grammar.js";
import { endsExpression, readExpression, toTarget } from "./read-expressions.js";
import { declareName, readNewName } from "./read-names.js";
import { readOperand } from "./read-operands.js";
import { readAnnotation } from "./read-types.js";
import { Scope } from "./scope.js";

type Statements = Later<readonly Stmt[]>;

/** A statement of control; undefined when none begins here. */
export function readControl(reader: Reader, place: Place): readonly Later<Stmt>[] | undefined {
  const { cursor } = reader;
  const { start } = cursor;
  const kind = readControlKind(reader, place);
  if (kind === undefined) return undefined;
  const range = cursor.range(start);
  return [() => statement(range, kind())];
}

function readControlKind(reader: Reader, place: Place): Later<StmtKind> | undefined {
  const { cursor, grammar } = reader;
  if (cursor.isName() && cursor.is(":", 1)) return readLabelled(reader, place);
  if (cursor.is("{")) {
    const body = grammar.block(reader, place);
    return () => ({ kind: "block", label: null, body: body() });
  }
  if (cursor.take("if")) return readIf(reader, place);
  if (cursor.take("while")) return readWhile(reader, place);
  if (cursor.take("do")) return readDo(reader, place);
  if (cursor.take("each")) return readEach(reader, place);
  if (cursor.take("switch")) return readSwitch(reader, place);
  if (cursor.take("try")) return readTry(reader, place);
  return readJump(reader, place);
}

function readJump(reader: Reader, place: Place): Later<StmtKind> | undefined {
  const { cursor } = reader;
  if (cursor.take("return")) {
    const value = endsExpression(reader) ? undefined : readExpression(reader, place);
    return ended(reader, () => ({ kind: "return", value: value?.() ?? null }));
  }
  if (cursor.take("throw")) {
    const value = readExpression(reader, place);
    return ended(reader, () => ({ kind: "throw", value: value() }));
  }
  const kind = cursor.is("break") ? "break" : cursor.is("continue") ? "continue" : undefined;
  if (kind === undefined) return undefined;
  cursor.next();
  const label = cursor.isName() && cursor.sameLine ? cursor.next().text : null;
  return ended(reader, () => ({ kind, label }));
}

/** A statement that ends with its line; its range may still follow. */
function ended(reader: Reader, kind: Later<StmtKind>): Later<StmtKind> {
  if (reader.cursor.token.kind !== "range") reader.cursor.checkStatementEnd();
  return kind;
}

function readLabelled(reader: Reader, place: Place): Later<StmtKind> {
  const { cursor, grammar } = reader;
  const label = cursor.next().text;
  cursor.next();
  if (cursor.is("{")) {
    const body = grammar.block(reader, place);
    return () => ({ kind: "block", label, body: body() });
  }
  const body = grammar.statement(reader, place);
  return () => ({ kind: "block", label, body: makeAll(body) });
}

function readTest(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  cursor.expect("(", "and the test");
  const test = cursor.nested(true, () => readExpression(reader, place));
  cursor.expect(")", "after the test");
  return test;
}

function readOptionalTest(reader: Reader, place: Place): Later<Expr | null> {
  const { cursor } = reader;
  if (!cursor.is("(") || !cursor.is(")", 1)) return readTest(reader, place);
  cursor.next();
  cursor.next();
  return () => null;
}

function readIf(reader: Reader, place: Place): Later<StmtKind> {
  const test = readTest(reader, place);
  const then = reader.grammar.block(reader, place);
  const otherwise = readElse(reader, place);
  return () => ({ kind: "if", test: test(), then: then(), else: otherwise() });
}

function readElse(reader: Reader, place: Place): Statements {
  const { cursor, grammar } = reader;
  if (!cursor.take("else")) return () => [];
  if (!cursor.is("if")) return grammar.block(reader, place);
  const inner = grammar.statement(reader, place);
  return () => makeAll(inner);
}

function readUpdate(reader: Reader, place: Place): Statements {
  const { cursor } = reader;
  const isHere = cursor.is("update") && cursor.is("{", 1) && cursor.sameLine && cursor.sameLineAhead(1);
  return isHere && cursor.take("update") ? reader.grammar.block(reader, place) : () => [];
}

function readWhile(reader: Reader, place: Place): Later<StmtKind> {
  const test = readOptionalTest(reader, place);
  const body = reader.grammar.block(reader, place);
  const update = readUpdate(reader, place);
  return () => ({ kind: "loop", form: "while", test: test(), body: body(), update: update() });
}

function readDo(reader: Reader, place: Place): Later<StmtKind> {
  const body = reader.grammar.block(reader, place);
  const update = readUpdate(reader, place);
  reader.cursor.expect("while", "and the test");
  const test = readOptionalTest(reader, place);
  return () => ({ kind: "loop", form: "do", test: test(), body: body(), update: update() });
}

/** `each {…}`, or `each (const x of xs) {…}`, which puts the assignment at the head of the body. */
function readEach(reader: Reader, place: Place): Later<StmtKind> {
  const { cursor, grammar } = reader;
  const inside: Place = { ...place, scope: new Scope(place.scope) };
  const head = cursor.is("(") ? readEachHead(reader, inside) : undefined;
  const body = grammar.block(reader, inside);
  return () => ({ kind: "loop", form: "each", test: null, body: [...(head ? [head()] : []), ...body()], update: [] });
}

const OVER = { of: "values", in: "keys", async: "async" } as const;

function readEachHead(reader: Reader, place: Place): Later<Stmt> {
  const { cursor } = reader;
  cursor.expect("(");
  const { start } = cursor;
  const target = readEachTarget(reader, place);
  const word = (["of", "in", "async"] as const).find((one) => cursor.is(one));
  if (word === undefined) return cursor.fail('"of" (values), "in" (keys) or "async" (awaited values)');
  const operator = cursor.next();
  const valueStart = cursor.start;
  const value = cursor.nested(true, () => readExpression(reader, place));
  const valueRange = cursor.textRange(valueStart);
  const range = cursor.textRange(start);
  cursor.expect(")", "after what is iterated");
  return () => {
    const iterated = expr(valueRange, { kind: "iterate", over: OVER[word], value: value() });
    const assigned = { target: toTarget(reader, target.value(), operator), value: iterated, declares: target.declares };
    return statement(range, { kind: "expr", value: expr(range, { kind: "assign", ...assigned }) });
  };
}

/** `const x: T` and `let x: T` declare; anything else is assigned to. */
function readEachTarget(reader: Reader, place: Place): { readonly value: Later<Expr>; readonly declares: boolean } {
  const { cursor } = reader;
  if (!cursor.is("const") && !cursor.is("let")) return { value: readOperand(reader, place), declares: false };
  const name = readNewName(reader, "local", "the name of the element");
  const binding = declareName(reader, place, "local", name, readAnnotation(reader, place));
  return { value: () => expr(name.token, { kind: "name", binding: binding.id }), declares: true };
}

function readSwitch(reader: Reader, place: Place): Later<StmtKind> {
  const { cursor } = reader;
  cursor.expect("(", "and the value");
  const value = cursor.nested(true, () => readExpression(reader, place));
  cursor.expect(")", "after the value");
  cursor.expect("{", "and the cases");
  const inside: Place = { ...place, scope: new Scope(place.scope) };
  const cases: { readonly test: Later<Expr> | undefined; readonly body: readonly Later<Stmt>[] }[] = [];
  cursor.nested(false, () => {
    while (!cursor.take("}")) {
      const isDefault = cursor.take("default");
      if (!isDefault) cursor.expect("case", "or \"default\" or \"}\"");
      const test = isDefault ? undefined : cursor.nested(true, () => readExpression(reader, inside));
      cursor.expect(":", "after the case");
      cases.push({ test, body: readCaseBody(reader, inside) });
    }
  });
  return () => ({ kind: "switch", value: value(), cases: cases.map(({ test, body }) => ({ test: test?.() ?? null, body: makeAll(body) })) });
}

function readCaseBody(reader: Reader, place: Place): readonly Later<Stmt>[] {
  const { cursor, grammar } = reader;
  const found: Later<Stmt>[] = [];
  while (!cursor.is("}") && !cursor.is("case") && !cursor.is("default")) found.push(...grammar.statement(reader, place));
  return found;
}

/** `try {…} catch (e: T) {…} finally {…}`; `catch e` takes a binding that is declared elsewhere. */
function readTry(reader: Reader, place: Place): Later<StmtKind> {
  const { cursor, grammar } = reader;
  const body = grammar.block(reader, place);
  const caught = cursor.is("catch") ? readCatch(reader, place, cursor.next()) : undefined;
  const finalizer = cursor.take("finally") ? grammar.block(reader, place) : undefined;
  return () => ({
    kind: "try",
    body: body(),
    param: caught?.param() ?? null,
    handler: caught?.handler() ?? null,
    finalizer: finalizer?.() ?? null,
  });
}

function readCatch(reader: Reader, place: Place, keyword: Range): { readonly param: Later<Caught>; readonly handler: Statements } {
  const { cursor, draft, grammar } = reader;
  const inside: Place = { ...place, scope: new Scope(place.scope) };
  let binding: Later<number> = () => -1;
  let range: Range;
  if (cursor.take("(")) {
    const name = readNewName(reader, "local", "the name of the caught value");
    const declared = declareName(reader, inside, "local", name, readAnnotation(reader, inside));
    range = cursor.range(name.token.start);
    cursor.expect(")", "after the caught value");
    binding = () => declared.id;
  } else if (cursor.isName()) {
    const name = cursor.name("the binding of the caught value");
    range = cursor.range(name.start);
    binding = draft.refer(inside.scope, name.text, name.label, name, "value");
  } else range = cursor.range(keyword.start);
  return { param: () => ({ ...range, binding: binding() }), handler: grammar.block(reader, inside) };
}

