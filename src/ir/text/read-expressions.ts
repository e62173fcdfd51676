/** Operators: everything looser than an operand. */
import type { BinaryOp, Expr, Range, Target, UnaryOp } from "../ir.js";
import type { Later } from "./draft.js";
import { expr, makeAll, type Place, type Reader } from "./grammar.js";
import { readOperand } from "./read-operands.js";
import { readType } from "./read-types.js";
import { BINARY_LEVEL, isBinaryOp, LEVEL } from "./words.js";

/** An expression: an assignment, a yield, a conditional, or anything that binds tighter. */
export function readExpression(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const { start } = cursor;
  if (cursor.take("yield")) return readYield(reader, place, start);
  const left = readConditional(reader, place);
  const declares = cursor.is(":=");
  if (!declares && !cursor.is("=")) return left;
  const operator = cursor.next();
  const value = readExpression(reader, place);
  const range = cursor.range(start);
  return () => expr(range, { kind: "assign", target: toTarget(reader, left(), operator), value: value(), declares });
}

/** What can be assigned to; an error at `operator` for any other expression. */
export function toTarget(reader: Reader, value: Expr, operator: Range): Target {
  const { start, end } = value;
  switch (value.kind) {
    case "name":
      return { kind: "name", binding: value.binding, start, end };
    case "global":
      return { kind: "global", name: value.name, start, end };
    case "opaque":
      return { kind: "opaque", children: value.children, start, end };
    case "member":
      if (!value.optional) return { kind: "member", object: value.object, key: value.key, start, end };
      break;
    default:
  }
  throw reader.cursor.error("expected a name, a member or %opaque(…) to assign to", operator);
}

function readYield(reader: Reader, place: Place, start: number): Later<Expr> {
  const { cursor } = reader;
  const delegate = cursor.take("*");
  const value = endsExpression(reader) ? undefined : readExpression(reader, place);
  const range = cursor.range(start);
  return () => expr(range, { kind: "yield", value: value?.() ?? null, delegate });
}

/** True where no expression can follow: at a statement's end, a closing bracket, a comma or a range. */
export function endsExpression(reader: Reader): boolean {
  const { cursor } = reader;
  const { token } = cursor;
  if (token.kind === "end" || token.kind === "range" || !cursor.sameLine) return true;
  if (token.kind === "template") return !token.head;
  return [")", "]", "}", ",", ";", ":"].some((mark) => cursor.is(mark));
}

function readConditional(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const { start } = cursor;
  const test = readBinary(reader, place, LEVEL.nullish);
  if (!cursor.take("?")) return test;
  const then = readExpression(reader, place);
  cursor.expect(":", "and the other value");
  const otherwise = readExpression(reader, place);
  const range = cursor.range(start);
  return () => expr(range, { kind: "conditional", test: test(), then: then(), else: otherwise() });
}

type Infix =
  | { readonly kind: "logical"; readonly op: "and" | "or" | "nullish"; readonly level: number }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly level: number; readonly tokens: number }
  | { readonly kind: "cast"; readonly form: "assert" | "satisfies"; readonly level: number }
  | { readonly kind: "plus"; readonly level: number };

/** The operator that stands here, if any. One that could begin a statement must stand on the same line. */
function infixHere(reader: Reader): Infix | undefined {
  const { cursor } = reader;
  if (cursor.is("??")) return { kind: "logical", op: "nullish", level: LEVEL.nullish };
  if (cursor.is("or")) return { kind: "logical", op: "or", level: LEVEL.or };
  if (cursor.is("and")) return { kind: "logical", op: "and", level: LEVEL.and };
  const { text, tokens } = joinedOperator(reader);
  if (cursor.sameLine) {
    if (cursor.is("as")) return { kind: "cast", form: "assert", level: LEVEL.relation };
    if (cursor.is("satisfies")) return { kind: "cast", form: "satisfies", level: LEVEL.relation };
    if (cursor.is("+")) return { kind: "plus", level: LEVEL.additive };
  } else if (text === "-" || text === "%") return undefined;
  const level = BINARY_LEVEL.get(text);
  return isBinaryOp(text) && level !== undefined ? { kind: "binary", op: text, level, tokens } : undefined;
}

/** The operator's text; `>>` and `>>>` come as several tokens. */
function joinedOperator(reader: Reader): { readonly text: string; readonly tokens: number } {
  const { cursor } = reader;
  const first = cursor.token;
  if (first.kind !== "mark" && !(first.kind === "word" && !first.quoted)) return { text: "", tokens: 0 };
  let tokens = 1;
  if (first.text !== ">") return { text: first.text, tokens };
  while (tokens < 3 && cursor.is(">", tokens) && cursor.ahead(tokens).start === first.end + tokens - 1) tokens += 1;
  return { text: ">".repeat(tokens), tokens };
}

function readBinary(reader: Reader, place: Place, least: number): Later<Expr> {
  const { start } = reader.cursor;
  let left = readPrefix(reader, place);
  for (;;) {
    const infix = infixHere(reader);
    if (infix === undefined || infix.level < least) return left;
    left = readInfix(reader, place, start, left, infix);
  }
}

function readInfix(reader: Reader, place: Place, start: number, left: Later<Expr>, infix: Infix): Later<Expr> {
  const { cursor } = reader;
  if (infix.kind === "plus") return readPlus(reader, place, start, left);
  for (let taken = infix.kind === "binary" ? infix.tokens : 1; taken > 0; taken -= 1) cursor.next();
  if (infix.kind === "cast") {
    const { form } = infix;
    const type = readType(reader, place);
    const range = cursor.range(start);
    return () => expr(range, { kind: "cast", form, value: left(), type: type() });
  }
  const right = readBinary(reader, place, infix.level + 1);
  const range = cursor.range(start);
  if (infix.kind === "binary") return () => expr(range, { kind: "binary", op: infix.op, left: left(), right: right() });
  return () => expr(range, { kind: "logical", op: infix.op, left: left(), right: right() });
}

/** `a + b + c` is one concatenation; brackets keep an inner one apart. */
function readPlus(reader: Reader, place: Place, start: number, first: Later<Expr>): Later<Expr> {
  const { cursor } = reader;
  const parts = [first];
  while (cursor.is("+") && cursor.sameLine) {
    cursor.next();
    parts.push(readBinary(reader, place, LEVEL.additive + 1));
  }
  const range = cursor.range(start);
  return () => expr(range, { kind: "concat", form: "plus", parts: makeAll(parts) });
}

const PREFIXES: readonly UnaryOp[] = ["not", "typeof", "void", "delete", "-", "+", "~"];

function readPrefix(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const { start } = cursor;
  if (cursor.is("!")) cursor.fail("an expression (`!` is written `not`)");
  if (cursor.take("await")) {
    const value = readPrefix(reader, place);
    const range = cursor.range(start);
    return () => expr(range, { kind: "await", value: value() });
  }
  const op = PREFIXES.find((prefix) => cursor.is(prefix));
  if (op === undefined) return readOperand(reader, place);
  cursor.next();
  const operand = readPrefix(reader, place);
  const range = cursor.range(start);
  return () => expr(range, { kind: "unary", op, operand: operand() });
}
