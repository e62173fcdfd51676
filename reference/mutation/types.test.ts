/** A mutation that TypeScript refuses is none; and what only TypeScript prevents is prevented. */
import { describe, expect, it } from "vitest";
import { compilerOfReference } from "./compiler.js";
import { mutated } from "./mutation.js";
import { mutations } from "./mutations/index.js";
import { prevented } from "./prevented.js";

const errorsOf = compilerOfReference();

it("the reference compiles", () => {
  expect(errorsOf(new Map())).toEqual([]);
});

for (const [rule, list] of Object.entries(mutations)) {
  describe(`compiles, ${rule}`, () => {
    it.each(list)("$id", (mutation) => {
      expect(errorsOf(mutated(mutation))).toEqual([]);
    });
  });
}

describe("does not compile", () => {
  it.each(prevented)("$id: $removes", (mutation) => {
    expect(errorsOf(mutated(mutation))).not.toEqual([]);
  });
});
