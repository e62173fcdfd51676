/** SQL, as far as putting placeholders into it goes: how they are written, and which place of a statement takes a value. */

export interface Placeholders {
  of(index: number): string;
  /** Whether a text has some already, or what a driver would take for one. */
  isIn(text: string): boolean;
}

/** `first`: the one of the first value, as the models say it: `?`, `$1`. */
export function placeholders(first: string): Placeholders {
  const isNumbered = first.endsWith("1");
  const sign = isNumbered ? first.slice(0, -1) : first;
  const pattern = new RegExp(`[${sign}]${isNumbered ? "\\d" : ""}`);
  return { of: (index) => (isNumbered ? `${sign}${index + 1}` : sign), isIn: (text) => pattern.test(text) };
}

export interface ValuePlace {
  /** What stands beside the value in the same quotes: `%` in `'%…%'`. */
  readonly prefix: string;
  readonly suffix: string;
  /** Characters of the text before and after the value that go with it: the quotes and what is in them. */
  readonly taken: { readonly before: number; readonly after: number };
}

/**
 * The place between two pieces of a statement, if a value stands there: after a comparison, `LIKE`, `BETWEEN`, or in a list of
 * `VALUES`; in quotes of its own or in none. `null`: a name, a keyword, a part of a longer text, or not clear.
 */
export function valueAt(before: string, after: string, isLast: boolean): ValuePlace | null {
  const quote = openQuote(before);
  if (quote === null) return isValuePlace(before) && isEnd(after, isLast) ? { prefix: "", suffix: "", taken: { before: 0, after: 0 } } : null;
  const [, suffix] = /^([\w% -]*)'/.exec(after) ?? [];
  const prefix = before.slice(quote + 1);
  if (before[quote] !== "'" || suffix === undefined || !/^[\w% -]*$/.test(prefix)) return null;
  if (!isValuePlace(before.slice(0, quote)) || !isEnd(after.slice(suffix.length + 1), isLast)) return null;
  return { prefix, suffix, taken: { before: prefix.length + 1, after: suffix.length + 1 } };
}

/** Where the quotes or the comment begins that the text ends in; `null`: it ends outside. */
function openQuote(text: string): number | null {
  for (const match of text.matchAll(/'(?:[^']|'')*(?:'|$)|"[^"]*(?:"|$)|--[^\n]*(?:\n|$)|\/\*[\s\S]*?(?:\*\/|$)/g)) {
    const { 0: found, index } = match;
    if (index + found.length < text.length) continue;
    const isClosed = found.startsWith("/*") ? found.length > 3 && found.endsWith("*/") : found.startsWith("--") ? found.endsWith("\n") : found.length > 1 && found.endsWith(found.charAt(0));
    return isClosed ? null : index;
  }
  return null;
}

const PLACES: readonly RegExp[] = [
  // Not the arrows of JSON and the operators that end in one of these signs.
  /(?:^|[^-<>=!@#~&|*?:])(?:=|<>|!=|<=|>=|<|>)\s*$/,
  /\bI?LIKE\s*$/i,
  /\bBETWEEN\s*$/i,
  /\bBETWEEN\s+[?$:@]\d*\s+AND\s*$/i,
  /\bVALUES\s*(?:\([^()]*\)\s*,\s*)*\((?:[^()]*,)?\s*$/i,
];

function isValuePlace(before: string): boolean {
  return PLACES.some((place) => place.test(before));
}

/** Nothing goes on there: no name after a dot, no call, no other interpolation. */
function isEnd(after: string, isLast: boolean): boolean {
  return after === "" ? isLast : /^(?:[\s,);]|::)/.test(after);
}
