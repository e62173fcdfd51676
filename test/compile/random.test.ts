import fc from "fast-check";
import { expect, test } from "vitest";
import { compile } from "../../src/compile/index.js";
import { validate } from "../../src/compile/validate.js";
import { modules } from "../ir/module-maker.js";

test("what compile makes of any sound module is sound", () => {
  fc.assert(
    fc.property(modules(), (module) => {
      expect(validate(compile(module))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test("a module is compiled in the same way every time", () => {
  fc.assert(
    fc.property(modules(), (module) => {
      expect(compile(module)).toEqual(compile(module));
    }),
    { numRuns: 100 },
  );
});
