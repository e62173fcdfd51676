import type { Range } from "../ir.js";
import { IrSyntaxError } from "./syntax-error.js";

/** A word's number (`x~3`), or `"global"` for `x~g`: the name that no declaration binds. */
export type Label = number | "global";

type TokenKind =
  | { readonly kind: "word"; readonly text: string; readonly quoted: boolean; readonly label: Label | undefined }
  | { readonly kind: "string"; readonly text: string }
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "bigint"; readonly text: string }
  | { readonly kind: "regex"; readonly text: string; readonly flags: string }
  /** A stretch of text in a template, at `chunk`; `head`: the first one; `last`: the one that ends it. */
  | { readonly kind: "template"; readonly text: string; readonly chunk: Range; readonly head: boolean; readonly last: boolean }
  /** `@12-20`. */
  | { readonly kind: "range"; readonly text: string; readonly range: Range }
  | { readonly kind: "mark"; readonly text: string }
  | { readonly kind: "end"; readonly text: string };

/** `newline`: a line break stands before it. */
export type Token = TokenKind & Range & { readonly newline: boolean };

const SPACE = /(?:\s|\/\/[^\n]*)*/uy;
const WORD = /#?[\p{ID_Start}$_][\p{ID_Continue}$]*/uy;
const LABEL = /~(\d+|g(?![\p{ID_Continue}$]))/uy;
/** The name of an intermediate value. */
const TEMPORARY = /%\d+/uy;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/uy;
const RANGE = /@(\d+)-(\d+)/uy;
const REGEX = /\/((?:\\[^\n]|\[(?:\\[^\n]|[^\]\\\n])*\]|[^/\\[\n])+)\/([a-z]*)/uy;
/** Longest first. `>` stands alone, so that nested type arguments close; the expression reader joins shifts. */
const MARK = /\.\.\.|===|!==|\*\*|<<|<=|>=|==|!=|=>|:=|::|\?\.|\?\?|[-+*/%&|^~!<>=?:;,.(){}[\]@\\]/uy;
const FOREIGN = /&&|\|\||\+\+|--|[-+*/%&|^]=/uy;
const ESCAPE = /\\(?:u\{([\da-fA-F]+)\}|u([\da-fA-F]{4})|x([\da-fA-F]{2})|([^\n]))/uy;
const ESCAPED: ReadonlyMap<string, string> = new Map([["n", "\n"], ["t", "\t"], ["r", "\r"], ["b", "\b"], ["f", "\f"], ["v", "\v"], ["0", "\0"]]);
/** Words after which a slash starts a regular expression. */
const OPERAND_FOLLOWS: ReadonlySet<string> = new Set([
  "and", "or", "not", "in", "instanceof", "return", "throw", "case", "await", "yield", "typeof", "void", "delete", "do", "else",
  "let", "const", "catch", "of", "async", "new", "tag", "jsx", "extends",
]);
const HINTS: ReadonlyMap<string, string> = new Map([["&&", "`&&` is written `and`"], ["||", "`||` is written `or`"]]);

/** Cuts a text into tokens; the last one is of kind `end`. Throws {@link IrSyntaxError}. */
export function tokenize(text: string): readonly Token[] {
  return new Tokenizer(text).run();
}

class Tokenizer {
  private at = 0;
  private newline = false;
  private readonly tokens: Token[] = [];
  /** One entry for every open `${`: how many braces are open inside it. */
  private readonly templates: number[] = [];

  constructor(private readonly text: string) {}

  run(): readonly Token[] {
    this.skipSpace();
    while (this.at < this.text.length) {
      this.one();
      this.skipSpace();
    }
    this.push(this.at, { kind: "end", text: "the end of the text" });
    return this.tokens;
  }

  private skipSpace(): void {
    const space = this.match(SPACE)?.[0] ?? "";
    this.newline = space.includes("\n");
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found !== null) this.at += found[0].length;
    return found;
  }

  private push(start: number, token: TokenKind): void {
    this.tokens.push({ ...token, start, end: this.at, newline: this.newline });
    this.newline = false;
  }

  private fail(offset: number, reason: string): never {
    throw new IrSyntaxError(this.text, offset, reason);
  }

  private one(): void {
    const start = this.at;
    const char = this.text[start] ?? "";
    if (char === '"' || char === "'") { this.push(start, {
      kind: "string", text: this.quoted(char) });
      return;
    }
    if (char === "`") {
      this.template(true);
      return;
    }
    if (char === "\\") {
      this.quotedName();
      return;
    }
    if (char === "}" && this.templates.at(-1) === 0) {
      this.templates.pop();
      this.template(false); return;
    }
    const word = this.match(WORD);
    if (word !== null) {
      this.word(start, word[0]);
      return;
    }
    const temporary = this.operandFollows() ? this.match(TEMPORARY) : null;
    if (temporary !== null) {
      this.word(start, temporary[0]);
      return;
    }
    const number = this.match(NUMBER);
    if (number !== null) {
      this.number(start, number[0]);
      return;
    }
    const range = this.match(RANGE);
    if (range !== null) {
      this.push(start, { kind: "range", text: range[0], range: { start: Number(range[1]), end: Number(range[2]) } }); return;
    }
    if (char === "/" && this.operandFollows()) {
      this.regex();
      return;
    }
    this.mark(start);
  }

  private word(start: number, text: string): void {
    this.push(start, { kind: "word", text, quoted: false, label: this.label() });
  }

  private label(): Label | undefined {
    const found = this.match(LABEL)?.[1];
    if (found === undefined) return undefined;
    return found === "g" ? "global" : Number(found);
  }

  private quotedName(): void {
    const start = this.at;
    this.at += 1;
    if (this.text[this.at] !== '"') this.fail(start, 'expected a quoted name: \\"name"');
    const text = this.quoted('"');
    this.push(start, { kind: "word", text, quoted: true, label: this.label() });
  }

  private number(start: number, text: string): void {
    if (this.text[this.at] !== "n") { this.push(start, {
      kind: "number", text });
      return;
    }
    this.at += 1;
    this.push(start, { kind: "bigint", text });
  }

  private regex(): void {
    const start = this.at;
    const found = this.match(REGEX);
    if (found === null) this.fail(start, "this regular expression does not end on its line");
    this.push(start, { kind: "regex", text: found[1] ?? "", flags: found[2] ?? "" });
  }

  private mark(start: number): void {
    const foreign = this.match(FOREIGN);
    if (foreign !== null) {
      this.fail(start, HINTS.get(foreign[0]) ?? `there is no operator \`${foreign[0]}\`; write \`x = x ${foreign[0].slice(0, 1)} y\``);
    }
    const found = this.match(MARK);
    if (found === null) this.fail(start, `unexpected character ${JSON.stringify(this.text[start])}`);
    const open = this.templates.length - 1;
    const depth = this.templates[open];
    if (depth !== undefined && found[0] === "{") this.templates[open] = depth + 1;
    if (depth !== undefined && found[0] === "}") this.templates[open] = depth - 1;
    this.push(start, { kind: "mark", text: found[0] });
  }

  /** True where an operand stands and no operator can: at the head of a line, and behind operators and opening brackets. */
  private operandFollows(): boolean {
    const last = this.tokens.at(-1);
    if (this.newline) return true;
    switch (last?.kind) {
      case undefined:
        return true;
      case "word":
        return !last.quoted && OPERAND_FOLLOWS.has(last.text);
      case "template":
        return !last.last;
      case "mark":
        return ![")", "]", "}", "!"].includes(last.text);
      default:
        return false;
    }
  }

  /** A text in quotes; leaves the place behind the closing quote. */
  private quoted(quote: string): string {
    const start = this.at;
    this.at += 1;
    let value = "";
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined || char === "\n") this.fail(start, "this text does not end on its line");
      if (char === quote) break;
      value += this.character(char);
    }
    this.at += 1;
    return value;
  }

  private character(char: string): string {
    if (char !== "\\") {
      this.at += 1;
      return char;
    }
    const start = this.at;
    const found = this.match(ESCAPE);
    if (found === null) this.fail(start, "expected an escape such as \\n or \\u0041");
    const code = found[1] ?? found[2] ?? found[3];
    if (code === undefined) return ESCAPED.get(found[4] ?? "") ?? found[4] ?? "";
    const point = Number.parseInt(code, 16);
    if (point > 0x10ffff) this.fail(start, "there is no such character");
    return String.fromCodePoint(point);
  }

  /** A template's text from its opening backtick (or the `}` that ends a value) up to the next value or its end. */
  private template(head: boolean): void {
    const opening = this.at;
    this.at += 1;
    const start = this.at;
    let text = "";
    for (;;) {
      const char = this.text[this.at];
      if (char === undefined) this.fail(opening, "this template does not end");
      if (char === "`" || this.text.startsWith("${", this.at)) break;
      text += this.character(char);
    }
    const last = this.text[this.at] === "`";
    const chunk = { start, end: this.at };
    this.at += last ? 1 : 2;
    if (!last) this.templates.push(0);
    this.push(opening, { kind: "template", text, chunk, head, last });
  }
}
