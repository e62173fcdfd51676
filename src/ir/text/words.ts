/** The vocabulary of the text form, shared by the reader and the printer. */
import type { BinaryOp, PrimitiveName } from "../ir.js";

/** Words that are no names: a name of the program that is spelt like one is written `\"if"`. */
const RESERVED: ReadonlySet<string> = new Set([
  "and", "arguments", "as", "await", "break", "case", "catch", "class", "const", "continue", "default", "delete", "do", "each",
  "else", "export", "extends", "false", "finally", "func", "if", "implements", "import", "in", "instanceof", "let", "new", "not", "null", "or",
  "return", "satisfies", "super", "switch", "this", "throw", "true", "try", "typeof", "undefined", "void", "while", "yield",
]);

const PRIMITIVES: ReadonlySet<string> = new Set<PrimitiveName>([
  "string", "number", "boolean", "bigint", "symbol", "null", "undefined", "void", "never", "unknown", "any", "object",
]);

const TEMPORARY = /^%\d+$/u;
const WORD = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** True for a word that cannot be a name unless it is quoted. */
export function isReserved(word: string): boolean {
  return RESERVED.has(word);
}

/** True for the name of a primitive type. */
export function isPrimitive(word: string): word is PrimitiveName {
  return PRIMITIVES.has(word);
}

/** True for text that can stand as a property name without quotes. */
export function isWord(text: string): boolean {
  return WORD.test(text);
}

/** A name as it is written in an expression: as it is, or `\"quoted"`. Intermediate values are called `%0`, `%1`, …. */
export function quoteName(name: string): string {
  if (TEMPORARY.test(name)) return name;
  return isWord(name) && !name.startsWith("#") && !RESERVED.has(name) ? name : `\\${JSON.stringify(name)}`;
}

/** A name behind a word, where a temporary's `%` would be taken for the operator. */
export function quoteNameBehindWord(name: string): string {
  return TEMPORARY.test(name) ? `\\"${name}"` : quoteName(name);
}

/** A name as it is written in a type, where the words `asserts`, `is` and the primitive types are taken as well. */
export function quoteTypeName(name: string): string {
  return isPrimitive(name) || name === "asserts" ? `\\${JSON.stringify(name)}` : quoteNameBehindWord(name);
}

/** A property name after a dot or before a colon: as it is, or `"quoted"`. */
export function quoteKey(key: string): string {
  return isWord(key) ? key : JSON.stringify(key);
}

/** How tightly an expression holds together; a higher level binds tighter. */
export const LEVEL = {
  assignment: 1,
  conditional: 2,
  nullish: 3,
  or: 4,
  and: 5,
  relation: 10,
  additive: 12,
  unary: 15,
  postfix: 16,
  primary: 17,
} as const;

/** The level of every binary operator. All hold to the left. */
export const BINARY_LEVEL: ReadonlyMap<string, number> = new Map<BinaryOp, number>([
  ["|", 6], ["^", 7], ["&", 8],
  ["==", 9], ["!=", 9], ["===", 9], ["!==", 9],
  ["<", LEVEL.relation], ["<=", LEVEL.relation], [">", LEVEL.relation], [">=", LEVEL.relation],
  ["in", LEVEL.relation], ["instanceof", LEVEL.relation],
  ["<<", 11], [">>", 11], [">>>", 11],
  ["-", LEVEL.additive],
  ["*", 13], ["/", 13], ["%", 13],
  ["**", 14],
]);

/** True for an operator of {@link BINARY_LEVEL}. */
export function isBinaryOp(op: string): op is BinaryOp {
  return BINARY_LEVEL.has(op);
}
