import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Program, type Files } from "./program.js";
import { edit, files, order } from "./program-maker.js";

/** Everything that is said of every file. */
const answers = (program: Program, asked?: readonly string[]): Readonly<Record<string, readonly string[]>> => program.all(asked);

const fresh = (texts: Files): Readonly<Record<string, readonly string[]>> => answers(new Program(texts));

describe("laws of the analysis", () => {
  test("the answer is the same in whatever order files are asked", () => {
    fc.assert(
      fc.property(files, order, (texts, asked) => {
        expect(answers(new Program(texts), asked)).toEqual(fresh(texts));
      }),
      { numRuns: 400, seed: 1 },
    );
  });

  test("and when it is asked again", () => {
    fc.assert(
      fc.property(files, order, (texts, asked) => {
        const program = new Program(texts);
        const first = answers(program, asked);
        expect(answers(program)).toEqual(first);
      }),
      { numRuns: 100, seed: 2 },
    );
  });

  test("an edited program is analysed as if it were new", () => {
    fc.assert(
      fc.property(files, fc.array(edit, { minLength: 1, maxLength: 4 }), order, (texts, edits, asked) => {
        const program = new Program(texts);
        answers(program, asked);
        for (const [name, text] of edits) {
          program.edit(name, text);
          program.refresh();
          expect(answers(program, asked)).toEqual(fresh(program.files));
        }
      }),
      { numRuns: 300, seed: 3 },
    );
  });
});
