/**
 * What an SQL statement writes, as far as its text says it plainly: the table, and for each column the expression. Statements of other
 * shapes (`INSERT … SELECT`, several statements, dynamic names) are not read.
 */
import type { SourceKind } from "./kinds.js";

export interface WrittenColumn {
  readonly name: string;
  /** As written: `$1`, `now()`, `coalesce(?, now())`. */
  readonly expression: string;
  /** The placeholders in it: by position from 1, or by name. */
  readonly placeholders: readonly string[];
}
export interface WrittenRecord {
  readonly table: string;
  readonly columns: readonly WrittenColumn[];
}

interface Token {
  readonly text: string;
  readonly kind: "word" | "text" | "placeholder" | "mark";
}

/** Comments and white space; texts; quoted names; placeholders; words; marks. */
const TOKEN = /(--[^\n]*|\/\*[^]*?\*\/|\s+)|('(?:[^']|'')*')|("[^"]*"|`[^`]*`|\[[\p{L}\p{N}_ ]+\])|(\$\d+|\?\d*|%s|[:@$][\p{L}_][\p{L}\p{N}_]*|\{\w+(?:\s*:[^}]*)?\})|([\p{L}\p{N}_]+)|(::|[^])/gu;

/** `null`: the text is no statement that writes a record, or not a plain one. */
export function writtenRecord(text: string): WrittenRecord | null {
  if (!/^\s*(?:(?:--[^\n]*|\/\*[^]*?\*\/)\s*)*(?:INSERT|UPDATE|REPLACE)\b/i.test(text)) return null;
  const tokens = tokensOf(text);
  const at = tokens.findIndex(({ text: word }) => isWord(word, "INTO", "UPDATE"));
  let next = at + 1;
  while (isWord(tokens[next]?.text, "ONLY", "IGNORE", "TABLE")) next++;
  const table: string[] = [];
  for (; tokens[next]?.kind === "word"; next += 2) {
    table.push(unquoted(tokens[next]?.text ?? ""));
    if (tokens[next + 1]?.text !== ".") break;
  }
  const name = table.at(-1);
  if (at < 0 || name === undefined) return null;
  const columns = isWord(tokens[at]?.text, "UPDATE") ? updated(tokens, next + 1) : inserted(tokens, next + 1);
  return columns === null ? null : { table: name.toLowerCase(), columns };
}

/** Whether a statement takes the time of a column from the database's clock. */
export function clockOfStatement(text: string): SourceKind | null {
  return writtenRecord(text)?.columns.some(isDatabaseClock) === true ? "database-clock" : null;
}

/** Whether the expression of a column is the database's clock, and no other value. */
export function isDatabaseClock({ expression, placeholders }: WrittenColumn): boolean {
  return placeholders.length === 0 && CLOCK.test(expression);
}
const CLOCK =
  /\b(?:(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|getdate|getutcdate|sysdatetime|sysutcdatetime|sysdatetimeoffset|sysdate|utc_timestamp|unix_timestamp|unixepoch|curdate|now64|getutcdate) \(|current_timestamp|localtimestamp|systimestamp|sysdate|current_date)|\b(?:datetime|strftime|julianday|date|unixepoch) \( (?:'[^']*' , )?'now'/iu;

/** `(a, b) VALUES (x, y)`, and what is set on a conflict. */
function inserted(tokens: readonly Token[], from: number): readonly WrittenColumn[] | null {
  if (tokens[from]?.text !== "(") return null;
  const names = listAt(tokens, from);
  const values = names.end + (isWord(tokens[names.end]?.text, "VALUES") ? 1 : tokens.length);
  if (tokens[values]?.text !== "(") return null;
  const rows = listAt(tokens, values);
  const columns = names.items.map((item, index) => column(item, rows.items[index] ?? []));
  const set = tokens.findIndex(({ text }, index) => index >= rows.end && isWord(text, "SET", "UPDATE") && !isWord(tokens[index + 1]?.text, "SET"));
  return set < 0 ? columns : [...columns, ...assigned(tokens, set + 1)];
}

/** `[AS] a SET a = x, b = y [WHERE …]`. */
function updated(tokens: readonly Token[], from: number): readonly WrittenColumn[] | null {
  const set = tokens.findIndex(({ text }, index) => index >= from && isWord(text, "SET"));
  return set < 0 || set > from + 2 ? null : assigned(tokens, set + 1);
}

function assigned(tokens: readonly Token[], from: number): readonly WrittenColumn[] {
  const found: WrittenColumn[] = [];
  const end = tokens.findIndex(({ text }, index) => index >= from && isWord(text, "WHERE", "FROM", "RETURNING", "OUTPUT"));
  for (const item of split(tokens.slice(from, end < 0 ? tokens.length : end))) {
    const sign = item.findIndex(({ text }) => text === "=");
    if (sign > 0) found.push(column(item.slice(sign - 1, sign), item.slice(sign + 1)));
  }
  return found;
}

function column(name: readonly Token[], expression: readonly Token[]): WrittenColumn {
  return {
    name: unquoted(name.at(-1)?.text ?? ""),
    expression: expression.map(({ text }) => text).join(" "),
    placeholders: expression.flatMap(({ kind, text }) => (kind === "placeholder" ? text.replace(/^[$:@?{%]+/, "").replace(/[\s:}].*$/, "") : [])),
  };
}

/** The items of a list in parentheses, and where it ends. */
function listAt(tokens: readonly Token[], open: number): { readonly items: readonly (readonly Token[])[]; readonly end: number } {
  let depth = 0;
  for (let at = open; at < tokens.length; at++) {
    if (tokens[at]?.text === "(") depth++;
    else if (tokens[at]?.text === ")" && --depth === 0) return { items: split(tokens.slice(open + 1, at)), end: at + 1 };
  }
  return { items: [], end: tokens.length };
}

/** At the commas that stand in no parentheses. */
function split(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const items: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    if (token.text === "(") depth++;
    else if (token.text === ")") depth--;
    if (token.text === "," && depth === 0) items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

/** Placeholders without a number are counted. */
function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let count = 0;
  for (const [whole, space, quoted, name, placeholder, word] of text.matchAll(TOKEN)) {
    if (space !== undefined) continue;
    if (placeholder !== undefined) tokens.push({ kind: "placeholder", text: placeholder === "?" || placeholder === "%s" ? `?${++count}` : placeholder });
    else tokens.push({ kind: quoted !== undefined ? "text" : name !== undefined || word !== undefined ? "word" : "mark", text: whole });
  }
  return tokens;
}

const unquoted = (name: string): string => name.replace(/^["`[]|["`\]]$/g, "");

function isWord(text: string | undefined, ...words: readonly string[]): boolean {
  return text !== undefined && words.includes(text.toUpperCase());
}
