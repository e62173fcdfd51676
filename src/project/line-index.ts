/** A place in a text as ESLint's messages count it. Both numbers start at 1; columns are UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

export interface LineIndex {
  /** The place of a UTF-16 offset. An offset outside the text is moved to its nearest end. */
  position(offset: number): Position;
}

/** ESLint's line terminators (`astUtils.createGlobalLinebreakMatcher`): also a lone CR and the two Unicode separators. */
const LINE_BREAK = /\r\n|[\r\n\u2028\u2029]/gu;

/** Offset → line and column. The line table is built on the first question: most files that are read are never reported on. */
export function lineIndex(text: string): LineIndex {
  let starts: readonly number[] | undefined;
  return {
    position(offset) {
      starts ??= lineStarts(text);
      const at = Math.min(Math.max(offset, 0), text.length);
      let low = 0;
      let high = starts.length - 1;
      while (low < high) {
        const middle = (low + high + 1) >>> 1;
        if ((starts[middle] ?? 0) <= at) low = middle;
        else high = middle - 1;
      }
      return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
    },
  };
}

function lineStarts(text: string): readonly number[] {
  const starts = [0];
  for (const match of text.matchAll(LINE_BREAK)) starts.push(match.index + match[0].length);
  return starts;
}
