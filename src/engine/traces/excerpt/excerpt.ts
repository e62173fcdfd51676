import type { Range } from "../../../ir/index.js";
import { type Item, type Piece, piecesOf } from "./pieces.js";

/** What is left out, from a little to a lot. */
const enum Detail {
  All,
  /** Brackets and long texts away from the focus are emptied. */
  Emptied,
  /** Of lists around the focus, only the item with it is left. */
  Focused,
  /** Of long names of what is called around the focus, only the end is left. */
  Short,
}

/** Longest text (in quotes) away from the focus; longest brackets. */
const LITERAL = 32;
const BRACKETS = 12;
const ELLIPSIS = "…";

/**
 * Code on one line, without comments, of at most `length` characters. Where something must go, it is what lies farthest from
 * the focus (offsets into `code`; `null`: none, then it is cut at its end): `create({ …, ownerId: req.body.ownerId })`.
 */
export function excerpt(code: string, length: number, focus: Range | null = null): string {
  const whole = piecesOf(code);
  let text = "";
  for (const detail of [Detail.All, Detail.Emptied, Detail.Focused, Detail.Short]) {
    text = printItem(whole, focus, detail, false).trim();
    if (text.length <= length) return text;
    if (focus === null) break;
  }
  return cut(text, length, focus === null ? null : code.slice(focus.start, focus.end).replace(/\s+/g, " ").trim());
}

/** What a call calls: `pool.query`, `db(…).insert`, `new Pool`. `code`: the whole call, or a write (then its left side). */
export function calleeText(code: string, length: number): string {
  const { pieces } = piecesOf(code.trim());
  const last = pieces.at(-1);
  const isCall = last?.kind === "group" && (last.open === "(" || last.open === "`") && pieces.length > 1;
  const callee = printCallee(isCall ? pieces.slice(0, -1) : pieces).trim();
  const named = withoutTypeArguments(callee).replace(/^await /, "").replace(/(?:\?\.|!)$/, "");
  return named.length <= length ? named : `${ELLIPSIS}${named.slice(1 - length).replace(/^[^.]*(?=\.)/, "")}`;
}

/** With empty brackets, but for those around its beginning: `(await open()).query`. */
function printCallee([first, ...rest]: readonly Piece[]): string {
  if (first === undefined) return "";
  const isBracketed = first.kind === "group" && first.open === "(";
  return (isBracketed ? `(${first.items.map((item) => print(item.pieces, null, Detail.Emptied, true)).join(",")})` : printPiece(first, null, Detail.Emptied, true)) + print(rest, null, Detail.Emptied, true);
}

function print(pieces: readonly Piece[], focus: Range | null, detail: Detail, empties: boolean): string {
  return pieces
    .map((piece, index) => {
      const next = pieces[index + 1];
      const isAround = detail === Detail.Short && piece.kind === "code" && next?.kind === "group" && touches(next, focus);
      return isAround ? shortName(piece.text) : printPiece(piece, focus, detail, empties);
    })
    .join("");
}

/** `empties`: brackets are emptied whatever their length. */
function printPiece(piece: Piece, focus: Range | null, detail: Detail, empties: boolean): string {
  switch (piece.kind) {
    case "code":
      return piece.text;
    case "literal":
      return detail === Detail.All || touches(piece, focus) ? piece.text : shortLiteral(piece.text);
    case "group":
      return printGroup(piece, focus, detail, empties);
    default:
      return piece satisfies never;
  }
}

function printGroup(group: Extract<Piece, { kind: "group" }>, focus: Range | null, detail: Detail, empties: boolean): string {
  const { open, close, padded, items } = group;
  const isFocused = touches(group, focus);
  const parts = detail >= Detail.Focused && isFocused ? printFocused(items, focus, detail) : items.map((item) => printItem(item, focus, detail, empties));
  const space = padded ? " " : "";
  const inside = `${space}${parts.join(", ")}${space}`;
  const isKept = detail === Detail.All || isFocused || open === "`" || inside.trim() === "" || (!empties && inside.length <= BRACKETS);
  return `${open}${isKept ? inside : ELLIPSIS}${close}`;
}

function printItem(item: Item, focus: Range | null, detail: Detail, empties: boolean): string {
  return print(item.pieces, focus, detail, empties);
}

/** The items with the focus; one ellipsis for those before it, and one for those after it. */
function printFocused(items: readonly Item[], focus: Range | null, detail: Detail): string[] {
  const first = items.findIndex((item) => touches(item, focus));
  const last = items.findLastIndex((item) => touches(item, focus));
  const shown = items.slice(Math.max(0, first), last + 1).map((item) => printItem(item, focus, detail, false));
  return [...(first > 0 ? [ELLIPSIS] : []), ...shown, ...(last < items.length - 1 ? [ELLIPSIS] : [])];
}

function touches(range: Range, focus: Range | null): boolean {
  return focus !== null && range.start < focus.end && focus.start < range.end;
}

function shortName(text: string): string {
  return text.replace(/[\p{ID_Continue}$.?!]{16,}$/u, (name) => name.replace(/^.*(?=\.)/u, ELLIPSIS));
}

function shortLiteral(text: string): string {
  if (text.length <= LITERAL) return text;
  const quote = /^["'/]/.exec(text)?.[0] ?? "";
  return `${text.slice(0, LITERAL - 2)}${ELLIPSIS}${quote}`;
}

function cut(text: string, length: number, focus: string | null): string {
  const at = focus === null ? -1 : text.indexOf(focus);
  const end = at < 0 || focus === null ? 0 : at + focus.length + (/^[\p{ID_Continue}$.?!]*/u.exec(text.slice(at + focus.length))?.[0].length ?? 0);
  const start = end < length || end - at > length / 2 ? 0 : end - length + 2;
  const head = start > 0 ? ELLIPSIS : "";
  const rest = text.slice(start);
  const room = length - head.length;
  return `${head}${rest.length > room ? `${rest.slice(0, room - 1).trimEnd()}${ELLIPSIS}` : rest}`;
}

/** `client.fetch<Row>` → `client.fetch`. In a callee whose brackets are empty, nothing else is written in angles. */
function withoutTypeArguments(callee: string): string {
  let depth = 0;
  let text = "";
  for (const char of callee) {
    if (char === "<") depth += 1;
    if (depth === 0) text += char;
    if (char === ">" && depth > 0) depth -= 1;
  }
  return text;
}
