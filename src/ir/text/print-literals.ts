import type { LiteralValue } from "../ir.js";

/** A literal as an expression. */
export function literalText(value: LiteralValue): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return numberText(value);
    case "boolean":
    case "undefined":
      return String(value);
    default:
      if (value === null) return "null";
      if ("regex" in value) return regexText(value.regex, value.flags);
      return /^\d+$/u.test(value.bigint) ? `${value.bigint}n` : `%bigint(${JSON.stringify(value.bigint)})`;
  }
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return "%nan";
  if (!Number.isFinite(value)) return value > 0 ? "%inf" : "%neginf";
  return value < 0 || Object.is(value, -0) ? `%neg(${String(Math.abs(value))})` : String(value);
}

const PLAIN_REGEX = /^(?![*/])(?:\\[^\n\r\u2028\u2029]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n\r\u2028\u2029])+$/u;

function regexText(regex: string, flags: string): string {
  if (PLAIN_REGEX.test(regex) && /^[a-z]*$/u.test(flags)) return `/${regex}/${flags}`;
  return `%regex(${JSON.stringify(regex)}, ${JSON.stringify(flags)})`;
}

/** A template's text between its values. */
export function templateText(text: string): string {
  return text.replace(/[\\`]|\$(?=\{)/gu, "\\$&").replace(/[\r\u2028\u2029\ud800-\udfff]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
