/** Where an offset stands in a text; both count from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Line and column (both from 1) of an offset into `text`. */
export function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf("\n") + 1;
  return { line: before.split("\n").length, column: offset - lineStart + 1 };
}

/** A text that is no IR. The message holds the position, what was expected, and the line with a mark under the place. */
export class IrSyntaxError extends Error {
  override readonly name = "IrSyntaxError";
  readonly line: number;
  readonly column: number;
  /** The text of the line, without its end. */
  readonly lineText: string;
  /** What is wrong, without the position: `expected ")" after the arguments, found "{"`. */
  readonly reason: string;

  constructor(text: string, offset: number, reason: string) {
    const { line, column } = positionAt(text, offset);
    const lineText = text.split("\n")[line - 1] ?? "";
    super(`${String(line)}:${String(column)}: ${reason}\n  ${lineText}\n  ${" ".repeat(column - 1)}^`);
    this.line = line;
    this.column = column;
    this.lineText = lineText;
    this.reason = reason;
  }
}
