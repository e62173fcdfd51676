import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { lower, MAX_NESTING } from "../../../src/frontends/ecmascript/index.js";
import { parse } from "../../../src/frontends/ecmascript/parse.js";
import { oxcTree, Rejected } from "./parsers.js";
import { PROGRAMS, SNIPPETS } from "./snippets.js";

const DEEP = 10_000;
const around = (open: string, inner: string, close: string, times = DEEP): string => open.repeat(times) + inner + close.repeat(times);
const problems = (text: string): string[] => lower(oxcTree(text, "ts"), text).problems.map((one) => one.reason);

describe("long chains are read to the end", () => {
  it.each([
    ["members", "a" + ".b".repeat(DEEP)],
    ["calls", "a" + ".b()".repeat(DEEP)],
    ["sums", "a" + " + a".repeat(DEEP)],
    ["differences", "a" + " - a".repeat(DEEP)],
    ["conjunctions", "a" + " && a".repeat(DEEP)],
    ["conditionals", "a ? b : ".repeat(DEEP) + "c"],
    ["else if", "if (a) {}" + " else if (a) { var b }".repeat(DEEP)],
    ["parentheses", around("(", "a", ")", 5_000)],
  ])("%s", (_, text) => {
    expect(problems(text)).toEqual([]);
  });
});

describe("deep nesting is cut, and said so once", () => {
  it.each([
    ["arrays", around("[", "", "]")],
    ["objects", "x = " + around("{ a: ", "1", "}", 5_000)],
    ["blocks", around("{", "", "}")],
    ["arguments", around("f(", "a", ")", 5_000)],
    ["functions", around("(function () { ", "", " })", 900)],
    ["function declarations", around("function f() { ", "", " }", 1_900)],
    ["classes", around("(class { m() { ", "", " } })", 900)],
    ["arrows", "() => ".repeat(4_000) + "a"],
    ["templates", around("`${", "a", "}`", 4_000)],
    ["conditionals in the middle", around("a ? ", "b", " : c")],
    ["statements", "if (a) ".repeat(DEEP) + "b"],
    ["labels", Array.from({ length: DEEP }, (_, index) => `l${index}: `).join("") + "a"],
    ["operators", "!".repeat(DEEP) + "a"],
    ["assignments", "a = ".repeat(DEEP) + "b"],
    ["patterns", "const " + around("[", "a", "]") + " = b"],
    ["parameters", "f((" + around("{ a: ", "b", " }") + ") => b)"],
    ["namespaces", around("namespace A { ", "", " }", 1_900)],
    ["types", "type A = " + around("B<", "C", ">", 4_000)],
    ["function types", "type A = " + "() => ".repeat(DEEP) + "B"],
  ])("%s", (_, text) => {
    expect(problems(text)).toEqual([`nesting deeper than ${MAX_NESTING} levels`]);
  });

  it("keeps what comes after", () => {
    const text = around("[", "", "]") + "; f(1);";
    expect(lower(oxcTree(text, "ts"), text).functions[0]?.body[1]).toMatchObject({ value: { kind: "call" } });
  });
});

describe("parse", () => {
  it("reads the language from the file's name", () => {
    expect(parse("a.ts", "const a = <T>b").ok).toBe(true);
    expect(parse("a.tsx", "const a = <T />").ok).toBe(true);
    expect(parse("a.js", "const a = <T />; export default a").ok).toBe(true);
    expect(parse("a.d.ts", "export declare const a: string; export function f(): void;").ok).toBe(true);
    expect(parse("a.mts", "await a").ok).toBe(true);
    expect(parse("a.cts", "import a = require('b'); return;").ok).toBe(true);
    expect(parse("a.cjs", "return require('b')").ok).toBe(true);
    expect(parse("a.js", "with (a) b(); delete c; await = 1").ok).toBe(true);
    expect(parse("a.js", "#!/usr/bin/env node\nif (a) return; exports.b = 1").ok).toBe(true);
  });

  it("drops a byte order mark, as ESLint does", () => {
    expect(parse("a.ts", "\uFEFFf()")).toEqual(parse("a.ts", "f()"));
  });

  it("says where a file is broken", () => {
    expect(parse("a.ts", "const a = ;")).toEqual({ ok: false, message: "Unexpected token", offset: 10 });
  });

  it("does not hand the native parser what would end the process", () => {
    for (const text of [around("(function () { ", "", " })"), around("[", "", "]", 100_000), "a ? b : ".repeat(100_000) + "c", "!".repeat(200_000) + "a"]) {
      expect(parse("a.js", text)).toMatchObject({ ok: false, message: "nested too deeply to be parsed safely" });
    }
  });

  it("accepts long files that are not deep", () => {
    const lines = [
      "const a = b ? [c, { d: 'it\\'s' }] : `e${f}`;\n", "x.y = z(1) + 2\n", "if (a) { b() } else if (c) { d() }\n", "const t: Map<string, Array<number>> = g<T>();\n",
      "/* it's ( */ // don't [\n",
    ];
    for (const line of lines) expect(parse("a.ts", line.replace(/\b(?:const) (\w)/, "var $1").repeat(3_000))).toMatchObject({ ok: true });
  });
});

describe("random programs", () => {
  const pieces = [...Object.values(SNIPPETS), ...PROGRAMS].map((one) => one.code).filter((code) => !code.startsWith("#!"));

  it("never throw, whatever is put together", () => {
    let lowered = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 6 }), fc.boolean(), (parts, wrapped) => {
        const text = wrapped ? `async function* wrapper() {\n${parts.join("\n;")}\n}` : parts.join("\n;");
        let tree: unknown;
        try {
          tree = oxcTree(text, "tsx");
        } catch (error) {
          if (error instanceof Rejected) return;
          throw error;
        }
        lowered++;
        expect(lower(tree, text).problems).toEqual([]);
      }),
      { numRuns: 400 },
    );
    expect(lowered).toBeGreaterThan(50);
  });

  it("give the same IR each time, with every number pointing at something", () => {
    for (const { code, language } of [...Object.values(SNIPPETS), ...PROGRAMS]) {
      const tree = oxcTree(code, language);
      const module = lower(tree, code);
      expect(lower(tree, code)).toEqual(module);
      for (const func of module.functions) {
        expect(func.parent).toBeLessThan(module.functions.length);
        for (const param of func.params) expect(module.bindings[param.binding]).toBeDefined();
      }
      for (const binding of module.bindings) expect(module.functions[binding.owner]).toBeDefined();
      for (const one of module.exports) if (one.kind === "local") expect(module.bindings[one.binding]).toBeDefined();
      for (const one of module.types) expect(module.bindings[one.binding]).toBeDefined();
    }
  });
});
