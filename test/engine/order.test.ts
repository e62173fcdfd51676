import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Program, type Files } from "./program.js";
import { edit, files, hierarchies, order, returners } from "./program-maker.js";

const fresh = (texts: Files): Readonly<Record<string, readonly string[]>> => new Program(texts).all();

describe("laws of the analysis", () => {
  test("the answer is the same in whatever order files are asked", () => {
    fc.assert(
      fc.property(files, order, (texts, asked) => {
        expect(new Program(texts).all(asked)).toEqual(fresh(texts));
      }),
      { numRuns: 120, seed: 1 },
    );
  });

  test("also where classes extend and implement each other", () => {
    fc.assert(
      fc.property(hierarchies, order, (texts, asked) => {
        expect(new Program(texts).all(asked)).toEqual(fresh(texts));
      }),
      { numRuns: 120, seed: 5 },
    );
  });

  test("and when it is asked again", () => {
    fc.assert(
      fc.property(files, order, (texts, asked) => {
        const program = new Program(texts);
        const first = program.all(asked);
        program.refresh();
        expect(program.all()).toEqual(first);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  test("a program with edited files, which are asked first, is analysed as if it were new", () => {
    fc.assert(
      fc.property(files, fc.array(edit, { minLength: 1, maxLength: 4 }), order, (texts, edits, asked) => {
        const program = new Program(texts);
        program.all(asked);
        for (const [name, text] of edits) {
          program.edit(name, text);
          program.refresh();
          program.flows(name);
          expect(program.all(asked)).toEqual(fresh(program.files));
        }
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  test("also where functions return a source by way of each other", () => {
    fc.assert(
      fc.property(returners, order, (texts, asked) => {
        expect(new Program(texts).all(asked)).toEqual(fresh(texts));
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

/** Two functions that return a source by way of each other, in two files, and two files that ask for it. */
const CIRCLE: Files = {
  first: 'import { f } from "./a"\nsink(f()[0])',
  second: 'import { g } from "./b"\nsink(g()[0])',
  a: 'import { g } from "./b"\nexport func f() { if (k) { return g() }\n return [source()] }',
  b: 'import { f } from "./a"\nexport func g() { return f() }',
};

describe("a circle of functions that return a source", () => {
  test("is found by whoever asks first", () => {
    expect(new Program(CIRCLE).flows("first")).toEqual(["sink(f()[0])"]);
    expect(new Program(CIRCLE).flows("second")).toEqual(["sink(g()[0])"]);
  });

  test("is found by whoever asks second", () => {
    expect(new Program(CIRCLE).all(["first", "second"])).toMatchObject({ first: ["sink(f()[0])"], second: ["sink(g()[0])"] });
  });
});

describe("a circle of re-exports", () => {
  const program: Files = {
    first: 'import { put } from "./a"\nput(source())',
    second: 'import { put } from "./b"\nput(source())',
    a: 'export * from "./b"\nexport func other() {}',
    b: 'export * from "./a"\nexport * from "./c"',
    c: 'export * from "./b"\nexport func put(x) { sink(x) }',
  };

  test.each([["first", "second"], ["second", "first"]])("asked by %s, then by %s", (...asked) => {
    expect(new Program(program).all(asked)).toMatchObject({ first: ["c: sink(x)"], second: ["c: sink(x)"] });
  });
});

describe("a circle of types", () => {
  const program: Files = {
    first: 'import type { T } from "./a"\nfunc f(v: T) { v.put(source()) }',
    second: 'import type { T } from "./b"\nfunc f(v: T) { v.put(source()) }',
    a: 'import type { T as U } from "./b"\nexport type T = U | U[]',
    b: 'import type { T as U } from "./c"\nexport { U as T }',
    c: 'import type { T as U } from "./a"\nexport type T = U | A\nexport class A { method put(x) { sink(x) } }',
  };

  test.each([["first", "second"], ["second", "first"]])("asked by %s, then by %s", (...asked) => {
    expect(new Program(program).all(asked)).toMatchObject({ first: ["c: sink(x)"], second: ["c: sink(x)"] });
  });
});
