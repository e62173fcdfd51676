import { createRequire } from "node:module";
import type { ParserOptions } from "oxc-parser";

import type { Module } from "../../ir/ir.js";
import { lower } from "./lower.js";
import { tooDeepAt } from "./overflow.js";

/** A parsed and lowered file, or why and where (offset in the text) it could not be parsed. */
export type Parsed =
  | { readonly ok: true; readonly module: Module }
  | { readonly ok: false; readonly message: string; readonly offset: number };

/** Native code is loaded when the first file is parsed: a file that ESLint has parsed, and that imports none, needs it not. */
const load = createRequire(import.meta.url);
let oxc: typeof import("oxc-parser") | undefined;

type Lang = NonNullable<ParserOptions["lang"]>;
type SourceType = NonNullable<ParserOptions["sourceType"]>;

/**
 * Parses a file with oxc-parser and lowers it. The name only tells the language, by its extension; the file is not
 * read. A byte order mark is dropped, as ESLint does, so positions are those that ESLint has.
 */
export function parse(fileName: string, text: string): Parsed {
  const source = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const offset = tooDeepAt(source);
  if (offset >= 0) return { ok: false, message: "nested too deeply to be parsed safely", offset };
  let failure: Parsed | null = null;
  for (const [lang, sourceType] of attempts(fileName)) {
    const result = attempt(fileName, source, lang, sourceType);
    if (result.ok) return result;
    failure ??= result;
  }
  return failure ?? { ok: false, message: "nothing to parse as", offset: 0 };
}

/** What to parse a file as, the likeliest first: JSX in any JavaScript, a module before a script. */
function attempts(fileName: string): [Lang, SourceType][] {
  const extension = /\.(d\.)?([cm]?[jt]sx?)$/.exec(fileName.toLowerCase());
  const kind = extension?.[2] ?? "js";
  if (extension?.[1] && kind.endsWith("ts")) return [["dts", "module"], ["ts", "module"]];
  const lang: Lang = kind === "tsx" ? "tsx" : kind.endsWith("ts") ? "ts" : "jsx";
  if (kind.startsWith("c")) return [[lang, "commonjs"], [lang, "module"]];
  if (kind.startsWith("m") || lang !== "jsx") return [[lang, "module"], [lang, "script"]];
  return [["jsx", "module"], ["jsx", "commonjs"], ["jsx", "script"]];
}

function attempt(fileName: string, text: string, lang: Lang, sourceType: SourceType): Parsed {
  oxc ??= load("oxc-parser") as typeof import("oxc-parser");
  const result = oxc.parseSync(fileName, text, { lang, sourceType, astType: "ts", preserveParens: false });
  const error = result.errors.find(isError);
  if (error) return { ok: false, message: error.message, offset: error.labels[0]?.start ?? 0 };
  return { ok: true, module: lower(result.program, text) };
}

function isError(diagnostic: { readonly severity: string }): boolean {
  return diagnostic.severity === "Error";
}
