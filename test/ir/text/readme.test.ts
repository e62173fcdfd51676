import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { IrSyntaxError } from "../../../src/ir/text/syntax-error.js";
import { print } from "../../../src/ir/text/print.js";
import { read } from "../../../src/ir/text/read.js";
import { validate } from "../../../src/ir/index.js";

const readme = readFileSync(new URL("../../../src/ir/text/README.md", import.meta.url), "utf8");
const examples = [...readme.matchAll(/^```\n([^]*?)^```$/gm)].map((found) => found[1] ?? "");
const modules = examples.filter((example) => !/^\d+:\d+: /.test(example));
const errors = examples.filter((example) => /^\d+:\d+: /.test(example));

test("there are examples", () => {
  expect(modules.length).toBeGreaterThan(1);
  expect(errors.length).toBeGreaterThan(0);
});

test.each(modules)("the example reads as a sound module, and survives printing: %#", (example) => {
  const module = read(example);
  expect(validate(module)).toEqual([]);
  expect(read(print(module))).toStrictEqual(module);
});

test.each(errors)("the error in the example is what the line gives: %#", (example) => {
  const line = example.split("\n")[1]?.trim() ?? "";
  expect(() => read(line)).toThrow(IrSyntaxError);
  expect(() => read(line)).toThrow(example.trimEnd());
});
