import type { Range } from "../ir.js";
import { IrSyntaxError } from "./syntax-error.js";
import { type Token, tokenize } from "./tokens.js";
import { isReserved } from "./words.js";

export type WordToken = Extract<Token, { kind: "word" }>;

/** A reader's place in the tokens of a text. */
export class Cursor {
  private readonly tokens: readonly Token[];
  private index = 0;
  /** How many round or square brackets are open: inside them a line break ends nothing. */
  private nesting = 0;

  constructor(readonly text: string) {
    this.tokens = tokenize(text);
  }

  /** The next token. */
  get token(): Token {
    return this.ahead(0);
  }

  /** The token `distance` behind the next one; the text's end when there is none. */
  ahead(distance: number): Token {
    const token = this.tokens[this.index + distance] ?? this.tokens.at(-1);
    if (token === undefined) throw new Error("a text has at least its end");
    return token;
  }

  get start(): number {
    return this.token.start;
  }

  /** Takes the next token, whatever it is. */
  next(): Token {
    const token = this.token;
    this.index += 1;
    return token;
  }

  /** True when the next token is this mark or unquoted word. */
  is(text: string, distance = 0): boolean {
    const token = this.ahead(distance);
    return token.text === text && (token.kind === "mark" || (token.kind === "word" && !token.quoted));
  }

  /** Takes the next token if it is this mark or unquoted word. */
  take(text: string): boolean {
    if (!this.is(text)) return false;
    this.index += 1;
    return true;
  }

  /** Takes the mark or word. `where` completes the error: `after the arguments`. */
  expect(text: string, where = ""): Token {
    if (!this.is(text)) this.fail(`${JSON.stringify(text)}${where === "" ? "" : ` ${where}`}`);
    return this.next();
  }

  /** True when a name stands `distance` tokens on: a word that is quoted or not reserved. */
  isName(distance = 0): boolean {
    const token = this.ahead(distance);
    return token.kind === "word" && (token.quoted || !isReserved(token.text));
  }

  /** Takes a name. */
  name(what: string): WordToken {
    const { token } = this;
    if (token.kind !== "word" || !this.isName()) this.fail(what);
    this.index += 1;
    return token;
  }

  /** Takes a text in quotes. */
  string(what: string): string {
    if (this.token.kind !== "string") this.fail(what);
    return this.next().text;
  }

  /** True when the next token stands on the line of the last one, or where a line break ends nothing. */
  get sameLine(): boolean {
    return this.nesting > 0 || !this.token.newline;
  }

  /** True when the token `distance` tokens on stands on the line of the one before it. */
  sameLineAhead(distance: number): boolean {
    return !this.ahead(distance).newline;
  }

  /**
   * The range of the node that began at `start` and ends here: the range that is written here (`@1-5`); left out
   * behind another written range, the same again; else the place in the text.
   */
  range(start: number): Range {
    const { token } = this;
    if (token.kind === "range") {
      this.index += 1;
      return token.range;
    }
    const last = this.tokens[this.index - 1];
    if (last?.kind === "range") return last.range;
    return this.textRange(start);
  }

  /** The place in the text from `start` to the last token taken. */
  textRange(start: number): Range {
    return { start, end: Math.max(start, this.tokens[this.index - 1]?.end ?? start) };
  }

  /** The range written here, if there is one. */
  writtenRange(): Range | undefined {
    return this.token.kind === "range" ? this.range(0) : undefined;
  }

  /** Reads with line breaks ending nothing (`inBrackets`), or ending statements again. */
  nested<T>(inBrackets: boolean, read: () => T): T {
    const before = this.nesting;
    this.nesting = inBrackets ? before + 1 : 0;
    const value = read();
    this.nesting = before;
    return value;
  }

  /** Reads items up to the closing mark, which is taken; a comma between them, and one allowed at the end. */
  list<T>(close: string, item: () => T): T[] {
    return this.nested(true, () => {
      const items: T[] = [];
      while (!this.is(close)) {
        items.push(item());
        if (!this.is(close)) this.expect(",", `or ${JSON.stringify(close)}`);
      }
      this.next();
      return items;
    });
  }

  /** Demands that a statement ends here: with `;`, a line break, or what closes the block. */
  checkStatementEnd(): void {
    if (this.is(";") || this.is("}") || this.token.kind === "end" || this.token.newline) return;
    this.fail("the end of the statement");
  }

  /** Takes the end of a statement. */
  endStatement(): void {
    this.checkStatementEnd();
    this.take(";");
  }

  /** Throws: `expected` was expected at the token (the next one). */
  fail(expected: string, token: Token = this.token): never {
    const found = token.kind === "end" ? token.text : JSON.stringify(this.text.slice(token.start, token.end));
    throw this.error(`expected ${expected}, found ${found}`, token);
  }

  /** An error at a token, in the caller's words. */
  error(reason: string, token: Range): IrSyntaxError {
    return new IrSyntaxError(this.text, token.start, reason);
  }
}
