/**
 * Code as brackets, texts and what lies between: just enough of its shape to shorten it where it says least. Works on any text
 * (an unclosed quote or bracket is a character like another), since what is cut out of a file need not be whole.
 */
import type { Range } from "../../../ir/index.js";

export type Piece = Range &
  (
    | { readonly kind: "code"; readonly text: string }
    /** A string, or a stretch of a template's text; with its quotes, if it has any of its own. */
    | { readonly kind: "literal"; readonly text: string }
    /** Brackets, or a template: its items stand between commas; a template has one. `padded`: with spaces inside. */
    | { readonly kind: "group"; readonly open: string; readonly close: string; readonly padded: boolean; readonly items: readonly Item[] }
  );

export interface Item extends Range {
  readonly pieces: readonly Piece[];
}

const CLOSING: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"], ["${", "}"]]);
/** In a quoted text, behind the backslash that lets it go on. */
const LINE_BREAK = /\\?(?:\r\n|[\n\r\u2028\u2029])\s*/g;
/** Brackets deeper than this are read as plain characters. */
const DEPTH = 200;

/** Comments are left out, line breaks and the spaces around them become one space. */
export function piecesOf(text: string): Item {
  const scanner = new Scanner(text);
  const pieces: Piece[] = [];
  while (scanner.at < text.length) pieces.push(...scanner.item(null, 0).pieces, ...scanner.stray());
  return { start: 0, end: text.length, pieces };
}

class Scanner {
  at = 0;
  constructor(private readonly text: string) {}

  /** A closing bracket that nothing opened, or a comma outside brackets. */
  stray(): readonly Piece[] {
    if (this.at >= this.text.length) return [];
    const start = this.at++;
    return [{ kind: "code", text: this.text.charAt(start), start, end: this.at }];
  }

  /** Up to the next comma or closing bracket (`close`: of the bracket around; others are characters). */
  item(close: string | null, depth: number): Item {
    const start = this.at;
    const pieces: Piece[] = [];
    let code = "";
    let from = start;
    const flush = (): void => {
      if (code !== "") pieces.push({ kind: "code", text: code.replace(/ (?=\??\.[\p{ID_Start}$#_[(])/gu, ""), start: from, end: this.at });
      code = "";
    };
    while (this.at < this.text.length) {
      const char = this.text.charAt(this.at);
      if (char === close || (char === "," && close !== null)) break;
      const special = this.special(char, code, depth);
      if (special === undefined) {
        if (code === "") from = this.at;
        this.at += 1;
        code += char;
      } else if (special === null) code += code.endsWith(" ") ? "" : " ";
      else {
        const { at } = this;
        this.at = special.start;
        flush();
        this.at = at;
        pieces.push(special);
      }
    }
    flush();
    return { start, end: this.at, pieces };
  }

  /** What begins here: a text or bracket; `null`: only space or a comment; `undefined`: a character. Moves on behind it, unless it is a character. */
  private special(char: string, before: string, depth: number): Piece | null | undefined {
    const { at } = this;
    if (this.skip(/\s+/y) || this.skip(/\/\/[^\n\r]*/y) || this.skip(/\/\*[^]*?\*\//y)) return null;
    const isText = this.skip(/"(?:[^"\\\n]|\\[^])*"|'(?:[^'\\\n]|\\[^])*'/y) || (char === "/" && /(?:^|[(,=:[!&|?{};+*%<>~^-]|\b(?:return|typeof))\s*$/.test(before) && this.skip(/\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y));
    if (isText) return { kind: "literal", text: this.text.slice(at, this.at).replace(LINE_BREAK, " "), start: at, end: this.at };
    if (depth >= DEPTH) return undefined;
    if (char === "`") return this.template(depth);
    return CLOSING.has(char) ? this.group(char, depth) : undefined;
  }

  private skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    if (!pattern.test(this.text)) return false;
    this.at = pattern.lastIndex;
    return true;
  }

  private group(open: string, depth: number): Piece {
    const start = this.at;
    const close = CLOSING.get(open) ?? "";
    this.at += open.length;
    const padded = open === "{" && /\s/.test(this.text.charAt(this.at));
    const items: Item[] = [];
    for (;;) {
      items.push(trimmed(this.item(close, depth + 1)));
      if (this.text.charAt(this.at) !== ",") break;
      this.at += 1;
    }
    if (items.at(-1)?.pieces.length === 0) items.pop();
    const isClosed = this.text.charAt(this.at) === close;
    if (isClosed) this.at += 1;
    return { kind: "group", open, close: isClosed ? close : "", padded: padded && items.length > 0, items, start, end: this.at };
  }

  private template(depth: number): Piece {
    const start = this.at++;
    const pieces: Piece[] = [];
    for (let char = this.text.charAt(this.at); this.at < this.text.length && char !== "`"; char = this.text.charAt(this.at)) {
      if (this.text.startsWith("${", this.at)) pieces.push(this.group("${", depth + 1));
      else pieces.push(this.templateText());
    }
    const item = { start: start + 1, end: this.at, pieces };
    const isClosed = this.at < this.text.length;
    if (isClosed) this.at += 1;
    return { kind: "group", open: "`", close: isClosed ? "`" : "", padded: false, items: [item], start, end: this.at };
  }

  private templateText(): Piece {
    const start = this.at;
    this.skip(/(?:[^`\\$]|\\[^]|\$(?!\{)|\\$)+/y);
    if (this.at === start) this.at += 1;
    return { kind: "literal", text: this.text.slice(start, this.at).replace(/\s+/g, " "), start, end: this.at };
  }
}

/** Without the space at both ends. */
function trimmed({ pieces, start, end }: Item): Item {
  const last = pieces.length - 1;
  const kept = pieces.map((piece, index) => {
    if (piece.kind !== "code") return piece;
    const text = index === 0 ? piece.text.trimStart() : piece.text;
    return { ...piece, text: index === last ? text.trimEnd() : text };
  });
  return { pieces: kept.filter((piece) => piece.kind !== "code" || piece.text !== ""), start, end };
}
