import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineIndex } from "../../src/project/line-index.js";

describe("lineIndex", () => {
  it("starts at line 1, column 1", () => {
    expect(lineIndex("abc").position(0)).toEqual({ line: 1, column: 1 });
  });

  it("counts columns from the last line feed", () => {
    expect(lineIndex("ab\ncd").position(4)).toEqual({ line: 2, column: 2 });
  });

  it("leaves the line feed on the line that it ends", () => {
    expect(lineIndex("ab\ncd").position(2)).toEqual({ line: 1, column: 3 });
  });

  it("counts CR LF as one line break", () => {
    expect(lineIndex("a\r\nb").position(3)).toEqual({ line: 2, column: 1 });
  });

  it("counts a lone CR as a line break", () => {
    expect(lineIndex("a\rb").position(2)).toEqual({ line: 2, column: 1 });
  });

  it("counts the line separator U+2028 as a line break", () => {
    expect(lineIndex("a\u2028b").position(2)).toEqual({ line: 2, column: 1 });
  });

  it("counts the paragraph separator U+2029 as a line break", () => {
    expect(lineIndex("a\u2029b").position(2)).toEqual({ line: 2, column: 1 });
  });

  it("counts columns in UTF-16 code units", () => {
    expect(lineIndex("\u{1F600}x").position(2)).toEqual({ line: 1, column: 3 });
  });

  it("answers for the end of the text", () => {
    expect(lineIndex("a\n").position(2)).toEqual({ line: 2, column: 1 });
  });

  it("answers for an empty text", () => {
    expect(lineIndex("").position(0)).toEqual({ line: 1, column: 1 });
  });

  it("moves an offset outside the text to its nearest end", () => {
    const index = lineIndex("a\nb");
    expect([index.position(-5), index.position(99)]).toEqual([{ line: 1, column: 1 }, { line: 2, column: 2 }]);
  });

  it("agrees with splitting the text at ESLint's line breaks", () => {
    const text = fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "\u2028", "\u{1F600}")).map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, fc.nat(), (source, seed) => {
        const offset = source.length === 0 ? 0 : seed % (source.length + 1);
        if (source[offset - 1] === "\r" && source[offset] === "\n") return;
        const lines = source.slice(0, offset).split(/\r\n|[\r\n\u2028\u2029]/u);
        const expected = { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
        expect(lineIndex(source).position(offset)).toEqual(expected);
      }),
    );
  });
});
