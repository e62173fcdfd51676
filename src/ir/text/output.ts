import type { Range } from "../ir.js";
import type { Later } from "./draft.js";

type Piece = string | Later<string> | Range;

/** The printed text in the making. What depends on the whole module (numbers of names) is filled in at the end. */
export class Output {
  private readonly pieces: Piece[] = [];
  private depth = 0;

  constructor(readonly ranges: boolean) {}

  text(text: string): void {
    if (text !== "") this.pieces.push(text);
  }

  later(text: Later<string>): void {
    this.pieces.push(text);
  }

  /** The range of what was just written. */
  range({ start, end }: Range): void {
    if (this.ranges) this.pieces.push({ start, end });
  }

  /** Begins a new line. */
  line(): void {
    this.pieces.push(`\n${"  ".repeat(this.depth)}`);
  }

  /** `{`, the lines that `write` makes, `}`. */
  braces(write: () => void): void {
    this.text("{");
    const before = this.pieces.length;
    this.indented(write);
    if (this.pieces.length > before) this.line();
    this.text("}");
  }

  indented(write: () => void): void {
    this.depth += 1;
    write();
    this.depth -= 1;
  }

  /** Items with a comma and a space between them. */
  list<T>(items: readonly T[], write: (item: T) => void): void {
    items.forEach((item, index) => {
      if (index > 0) this.text(", ");
      write(item);
    });
  }

  finish(): string {
    let text = "";
    let run: string[] = [];
    for (const piece of [...this.pieces, ""]) {
      if (typeof piece === "object") {
        run.push(`@${String(piece.start)}-${String(piece.end)}`);
        continue;
      }
      text += trimRun(run).join(" ");
      run = [];
      text += typeof piece === "string" ? piece : piece();
    }
    return text;
  }
}

/** Ranges that follow each other, without those at the end that repeat the one before. */
function trimRun(run: readonly string[]): readonly string[] {
  let length = run.length;
  while (length > 1 && run[length - 1] === run[length - 2]) length -= 1;
  return run.slice(0, length);
}
