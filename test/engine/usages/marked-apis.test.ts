import { describe, expect, test } from "vitest";
import { usagesOf } from "./usages-of.js";

describe("packages that a row marks", () => {
  test.each([
    ["an import, at the package's name, once", 'import old from "old"\nimport { x } from "old"', ['old-package (use new): "old"']],
    ["a require", 'const old = %require("old")', ['old-package (use new): %require("old")']],
    ["an import on demand", 'const old = %import("old")', ['old-package (use new): %import("old")']],
    ["not an import of types", 'import type { T } from "old"', []],
    ["not one of another name", 'import older from "older"', []],
  ])("%s", (_, text, usages) => {
    expect(usagesOf(text)).toEqual(usages);
  });

  test("not a file of the project by that name", () => {
    expect(usagesOf({ main: 'import old from "./old"', old: "export default func old() {}" })).toEqual([]);
  });
});

describe("APIs that a row marks", () => {
  test.each([
    ["a named import", 'import { before, after } from "lib"', ["old-api (use after): before"]],
    ["a member of a namespace", 'import * as lib from "lib"\nlib.before(1)\nlib.after(2)', ["old-api (use after): lib.before"]],
    ["a member of a required module", 'const lib = %require("lib")\nlib.before(1)', ["old-api (use after): lib.before"]],
    ["a member through a variable", 'import * as lib from "lib"\nconst other = lib\nother.before()', ["old-api (use after): other.before"]],
    ["a member in another function", 'import * as lib from "lib"\nfunc f() { lib.before() }', ["old-api (use after): lib.before"]],
    ["the result of a call", 'import { make } from "lib"\nmake()', ["old-call (use construct): make()"]],
    ["a global", "escape(1)", ["old-api (use encode): escape"]],
    ["not a variable of the same name", "func f(escape) { escape(1) }", []],
    ["not a member of another library", 'import * as lib from "library"\nlib.before()', []],
    ["not a member of anything else", "x.before()", []],
  ])("%s", (_, text, usages) => {
    expect(usagesOf(text)).toEqual(usages);
  });

  // A function has one node per global, at its first use.
  test.fails("each use of a global", () => {
    expect(usagesOf("escape(1)\nescape(2)")).toHaveLength(2);
  });
});
