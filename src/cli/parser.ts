/**
 * A parser for ESLint that reads every JavaScript and TypeScript file with nothing configured: the same `oxc-parser` that the
 * analysis uses for imported files. (`@typescript-eslint/parser` would bind the command to a range of TypeScript versions, and
 * `espree` reads no types.)
 *
 * It hands ESLint only what this plugin's rules and disable comments need. Nothing below `Program` is visited, for the rules
 * read the tree themselves: so no depth of nesting can exhaust ESLint's stack. Of the comments only those that switch rules off
 * or on are kept, so a comment like `eslint no-eval: "error"` in the reviewed tree brings no foreign rule in.
 */
import { parseSync, type Comment, type ParserOptions } from "oxc-parser";
import { lineIndex, type LineIndex } from "../project/index.js";
import { NAMESPACE, VERSION } from "../version.js";

const meta = { name: `${NAMESPACE}/oxc`, version: VERSION };

type Lang = NonNullable<ParserOptions["lang"]>;
type SourceType = NonNullable<ParserOptions["sourceType"]>;

/** ESLint's entry. Throws, as ESLint expects, an error with `lineNumber` and `column` on a syntax error. */
function parseForESLint(text: string, options: { readonly filePath?: string } = {}) {
  const fileName = options.filePath ?? "input.ts";
  const index = lineIndex(text);
  refuseUnparsable(text, index);
  const { program, comments } = parseAny(fileName, text, index);
  const ast = Object.assign(program, {
    range: [0, text.length],
    loc: { start: { line: 1, column: 0 }, end: position(index, text.length) },
    tokens: [],
    comments: comments.filter(isDirective).map((comment) => ({
      type: comment.type,
      value: comment.value,
      range: [comment.start, comment.end],
      loc: { start: position(index, comment.start), end: position(index, comment.end) },
    })),
  });
  return { ast, visitorKeys: { Program: [] }, services: {} };
}

/** For `languageOptions.parser`. */
export const parser = { meta, parseForESLint };

function parseAny(fileName: string, text: string, index: LineIndex) {
  let first: SyntaxProblem | undefined;
  for (const [lang, sourceType] of attempts(fileName)) {
    const result = parseSync(fileName, text, { lang, sourceType, astType: "ts", preserveParens: false });
    const error = result.errors.find(isError);
    if (error === undefined) return { program: result.program, comments: result.comments };
    first ??= new SyntaxProblem(error.message, index, error.labels[0]?.start ?? 0);
  }
  throw first ?? new SyntaxProblem("no language fits the file's name", index, 0);
}

/** What to read a file as, the likeliest first: JSX in any JavaScript, a module before a script. */
function attempts(fileName: string): readonly (readonly [Lang, SourceType])[] {
  const kind = /\.([cm]?[jt]sx?)$/i.exec(fileName)?.[1]?.toLowerCase() ?? "js";
  const lang: Lang = kind === "tsx" ? "tsx" : kind.endsWith("ts") ? "ts" : "jsx";
  if (kind.startsWith("c")) return [[lang, "commonjs"], [lang, "module"]];
  if (kind.startsWith("m")) return [[lang, "module"], [lang, "script"]];
  return [[lang, "module"], [lang, "commonjs"], [lang, "script"]];
}

class SyntaxProblem extends Error {
  readonly lineNumber: number;
  readonly column: number;

  constructor(message: string, lines: LineIndex, offset: number) {
    super(message);
    const { line, column } = lines.position(offset);
    this.lineNumber = line;
    this.column = column;
  }
}

/** More open brackets than any program has: the native parser would end the process, not with an error. */
const MAX_OPEN_BRACKETS = 20_000;

function refuseUnparsable(text: string, index: LineIndex): void {
  const binary = text.indexOf("\0");
  if (binary !== -1) throw new SyntaxProblem("the file is binary", index, binary);
  let open = 0;
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code === 0x28 || code === 0x5b || code === 0x7b) open++;
    else if (code === 0x29 || code === 0x5d || code === 0x7d) open--;
    if (open > MAX_OPEN_BRACKETS) throw new SyntaxProblem(`nested more than ${MAX_OPEN_BRACKETS} levels deep`, index, offset);
  }
}

/** A warning stops nobody. */
function isError({ severity }: { readonly severity: string }): boolean {
  return severity === "Error";
}

function isDirective(comment: Comment): boolean {
  return /^\s*eslint-(disable|enable)/.test(comment.value);
}

/** ESLint counts columns from 0. */
function position(index: LineIndex, offset: number): { line: number; column: number } {
  const { line, column } = index.position(offset);
  return { line, column: column - 1 };
}
