import * as fc from "fast-check";
import { expect, test } from "vitest";
import { validate } from "../../../src/ir/index.js";
import type { Module } from "../../../src/ir/ir.js";
import { print } from "../../../src/ir/text/print.js";
import { read } from "../../../src/ir/text/read.js";
import { modules } from "../module-maker.js";
import { withoutRanges } from "../without-ranges.js";

const RUNS = { numRuns: 500 };

test("modules made at random are sound", () => {
  fc.assert(fc.property(modules(), (module) => {
    expect(validate(module)).toEqual([]);
  }), RUNS);
});

test("a printed module reads back as it was", () => {
  fc.assert(fc.property(modules(), (module) => {
    expect(read(print(module))).toStrictEqual(module);
  }), RUNS);
});

test("printed without ranges, a module reads back with other ranges only", () => {
  fc.assert(fc.property(modules(), (module) => {
    expect(withoutRanges(read(print(module, { ranges: false })))).toStrictEqual(withoutRanges(module));
  }), RUNS);
});

test("printed without numbers, a module reads back as a sound one of the same size", () => {
  fc.assert(fc.property(modules(), (module) => {
    const again = read(print(module, { ranges: false, ids: false }));
    expect(validate(again).filter((problem) => !problem.includes("range"))).toEqual([]);
    expect(sizes(again)).toEqual(sizes(module));
  }), RUNS);
});

function sizes({ bindings, functions, classes, types, imports, exports }: Module): readonly number[] {
  return [bindings, functions, classes, types, imports, exports].map((items) => items.length);
}
