/** The kinds that have no sign of their own: `%values(x)`, `%rest(x from 1)`, `%opaque(a, b)`, … */
import type { Expr, ExprKind, Key } from "../ir.js";
import type { Later } from "./draft.js";
import { expr, makeAll, type Place, type Reader } from "./grammar.js";
import { readKey } from "./read-objects.js";
import { readType } from "./read-types.js";

/** True when a marked form begins here: a `%` with a word right behind it. */
export function isMarked(reader: Reader): boolean {
  const { cursor } = reader;
  const word = cursor.ahead(1);
  return cursor.is("%") && word.kind === "word" && word.start === cursor.token.end;
}

/** A marked form; the calls `%tag f(…)` and `%jsx C(…)` are read with the calls. */
export function readMarked(reader: Reader, place: Place): Later<Expr> {
  const { cursor } = reader;
  const { start } = cursor;
  cursor.expect("%");
  const kind = readMarkedKind(reader, place);
  const range = cursor.range(start);
  return () => expr(range, kind());
}

function readMarkedKind(reader: Reader, place: Place): Later<ExprKind> {
  const { cursor, grammar } = reader;
  const word = cursor.next();
  switch (word.text) {
    case "nan":
      return () => ({ kind: "literal", value: Number.NaN });
    case "inf":
      return () => ({ kind: "literal", value: Number.POSITIVE_INFINITY });
    case "neginf":
      return () => ({ kind: "literal", value: Number.NEGATIVE_INFINITY });
    default:
      break;
  }
  cursor.expect("(");
  const made = cursor.nested(true, (): Later<ExprKind> => {
    switch (word.text) {
      case "values":
      case "keys":
      case "async": {
        const over = word.text;
        const value = grammar.expression(reader, place);
        return () => ({ kind: "iterate", over, value: value() });
      }
      case "require":
      case "import": {
        const form = word.text;
        const specifier = cursor.string("a module specifier");
        return () => ({ kind: "module", form, specifier });
      }
      case "neg": {
        if (cursor.token.kind !== "number") cursor.fail("a number");
        const value = -Number(cursor.next().text);
        return () => ({ kind: "literal", value });
      }
      case "bigint": {
        const bigint = cursor.string("the digits in quotes");
        return () => ({ kind: "literal", value: { bigint } });
      }
      case "regex":
        return readRegex(reader);
      case "nonnull":
        return readNonNull(reader, place);
      case "rest":
        return readRest(reader, place);
      case "func":
      case "class":
        return readReference(reader, word.text);
      case "plus":
      case "opaque":
      case "seq":
        return readItems(reader, place, word.text);
      default:
        return cursor.fail("one of %values %keys %async %rest %require %import %opaque %tag %jsx %plus %seq %func %class %nonnull %bigint %regex %neg %nan %inf %neginf", word);
    }
  });
  cursor.expect(")", `of %${word.text}`);
  return made;
}

/** `%func(4)`, `%class(2)`: the function or class of that number, which is defined elsewhere in the text. */
function readReference(reader: Reader, kind: "func" | "class"): Later<ExprKind> {
  const { cursor, draft } = reader;
  const { token } = cursor;
  if (token.kind !== "number") return cursor.fail("a number");
  cursor.next();
  const id = Number(token.text);
  if (kind === "class") return () => ({ kind, class: draft.classes.check(id, token) });
  return () => ({ kind: "function", function: draft.functions.check(id, token) });
}

function readItems(reader: Reader, place: Place, word: "plus" | "opaque" | "seq"): Later<ExprKind> {
  const { cursor, grammar } = reader;
  const items: Later<Expr>[] = [];
  while (!cursor.is(")")) {
    items.push(grammar.expression(reader, place));
    if (!cursor.take(",")) break;
  }
  switch (word) {
    case "plus":
      return () => ({ kind: "concat", form: "plus", parts: makeAll(items) });
    case "opaque":
      return () => ({ kind: "opaque", children: makeAll(items) });
    case "seq":
      return () => ({ kind: "sequence", items: makeAll(items) });
  }
}

function readRegex(reader: Reader): Later<ExprKind> {
  const { cursor } = reader;
  const regex = cursor.string("the pattern in quotes");
  const flags = cursor.take(",") ? cursor.string("the flags in quotes") : "";
  return () => ({ kind: "literal", value: { regex, flags } });
}

/** `%nonnull(x, T)`: a cast whose type is known; `x!` is the form without. */
function readNonNull(reader: Reader, place: Place): Later<ExprKind> {
  const { cursor, grammar } = reader;
  const value = grammar.expression(reader, place);
  cursor.expect(",", "and the type");
  const type = readType(reader, place);
  return () => ({ kind: "cast", form: "nonnull", value: value(), type: type() });
}

/** `%rest(x from 1)`, `%rest(x except a, [b])`. */
function readRest(reader: Reader, place: Place): Later<ExprKind> {
  const { cursor, grammar } = reader;
  const value = grammar.expression(reader, place);
  let from = 0;
  if (cursor.take("from")) {
    if (cursor.token.kind !== "number") cursor.fail("the index of the first element");
    from = Number(cursor.next().text);
  }
  const except: Later<Key>[] = [];
  if (cursor.take("except")) {
    do except.push(readKey(reader, place));
    while (cursor.take(","));
  }
  return () => ({ kind: "rest", value: value(), from, except: makeAll(except) });
}
