import { describe, expect, test } from "vitest";
import { parse } from "../../../src/frontends/ecmascript/parse.js";
import type { Module } from "../../../src/ir/ir.js";
import { usagesOf } from "./usages-of.js";

/** The shape is one of ECMAScript alone, and is told by its operators as written. */
function lower(text: string): Module {
  const parsed = parse("main.js", text);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.module;
}

describe("a test for a wrapper object beside the one for its primitive", () => {
  test.each([
    ["joined by or", 'if (typeof x === "string" || x instanceof String) f(x);', ["dual-test (typeof x === \"string\"): x instanceof String"]],
    ["in either order", 'if (x instanceof Number || typeof x === "number") f(x);', ['dual-test (typeof x === "number"): x instanceof Number']],
    ["of a property", 'if (typeof o.x === "boolean" || o.x instanceof Boolean) f(o);', ['dual-test (typeof o.x === "boolean"): o.x instanceof Boolean']],
    ["not of different values", 'if (typeof x === "string" || y instanceof String) f(x);', []],
    ["not of different types", 'if (typeof x === "number" || x instanceof String) f(x);', []],
    ["not alone", "if (x instanceof String) f(x);", []],
    ["not in two conditions", 'if (typeof x === "string") { f(x); }\nif (x instanceof String) f(x);', []],
    ["not of a class of the program", 'class String {}\nif (typeof x === "string" || x instanceof String) f(x);', []],
  ])("%s", (_, text, usages) => {
    expect(usagesOf(`function g(x, y, o) { ${text} }`, lower)).toEqual(usages);
  });
});
