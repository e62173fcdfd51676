import { describe, expect, test } from "vitest";
import type { Module } from "../../../src/ir/ir.js";
import { read } from "../../../src/ir/text/read.js";
import { withoutRanges } from "../without-ranges.js";

function body(text: string): unknown {
  return withoutRanges(read(text).functions[0]?.body);
}

const string = { kind: "primitive", name: "string" } as const;
const name = (binding: number): unknown => ({ kind: "name", binding });
const declares = (binding: number, value: unknown): unknown => ({ kind: "expr", value: { kind: "assign", target: name(binding), value, declares: true } });
const literal = (value: unknown): unknown => ({ kind: "literal", value });

describe("names", () => {
  test("let and const with a value declare a local and assign it", () => {
    const module = read("let x = 1\nconst y: string = x");
    expect(module.bindings).toStrictEqual([
      { name: "x", kind: "local", owner: 0, constant: false },
      { name: "y", kind: "local", owner: 0, constant: true, type: string },
    ]);
    expect(withoutRanges(module.functions[0]?.body)).toStrictEqual([declares(0, literal(1)), declares(1, name(0))]);
  });

  test("without a value they make no statement", () => {
    const module = read("let x: string\nconst y");
    expect(module.bindings).toMatchObject([{ name: "x", constant: false, type: string }, { name: "y", constant: true }]);
    expect(module.functions[0]?.body).toEqual([]);
  });

  test("the target of a declaration stands at its name, the assignment from the name to the end, the statement from the word", () => {
    const [stmt] = read("let x: string = 1").functions[0]?.body ?? [];
    expect(stmt).toMatchObject({ start: 0, end: 17, value: { start: 4, end: 17, target: { start: 4, end: 5 } } });
  });

  test("a name can be used above its declaration", () => {
    expect(body("x\nlet x = 1")).toStrictEqual([{ kind: "expr", value: name(0) }, declares(0, literal(1))]);
  });

  test("a block has a scope of its own", () => {
    expect(body("let x\n{ let x; x }\nx")).toStrictEqual([
      { kind: "block", label: null, body: [{ kind: "expr", value: name(1) }] },
      { kind: "expr", value: name(0) },
    ]);
  });

  test("a function sees the names around it, its parameters first", () => {
    const { functions } = read("let x; let y\nfunc f(x) { x; y }");
    expect(functions[1]?.body).toMatchObject([{ value: { binding: 3 } }, { value: { binding: 1 } }]);
  });

  test.each<readonly [string, Module["bindings"][number]]>([
    ["binding exports e", { name: "e", kind: "exports", owner: 0, constant: false }],
    ["binding function const f: string", { name: "f", kind: "function", owner: 0, constant: true, type: string }],
    ["binding type t", { name: "t", kind: "type", owner: 0, constant: true }],
    ["binding local l", { name: "l", kind: "local", owner: 0, constant: false }],
  ])("%s is a binding and nothing else", (text, binding) => {
    const module = read(text);
    expect(module.bindings).toStrictEqual([binding]);
    expect(module.functions[0]?.body).toEqual([]);
  });

  test("numbers can be given, and the others take what is free", () => {
    expect(read("let a; let b~0; let c").bindings.map((binding) => binding.name)).toEqual(["b", "a", "c"]);
  });

  test("temporaries of a frontend are names", () => {
    expect(body("const %0 = 1\nf(%0)")).toMatchObject([declares(0, literal(1)), { value: { args: [{ value: name(0) }] } }]);
  });
});

describe("types", () => {
  test("an alias, an interface and an enum", () => {
    const { types, bindings } = read('type T<A, B> = string\ninterface I extends J, K { a: string }\nenum E { "a", 2 }');
    expect(withoutRanges(types)).toStrictEqual([
      { form: "alias", name: "T", binding: 0, params: ["A", "B"], type: string, extends: [] },
      {
        form: "interface", name: "I", binding: 1, params: [],
        type: { kind: "object", members: [{ name: "a", type: string, optional: false, method: false }] },
        extends: [{ kind: "name", binding: -1, path: ["J"], args: [] }, { kind: "name", binding: -1, path: ["K"], args: [] }],
      },
      { form: "enum", name: "E", binding: 2, params: [], type: { kind: "union", types: [literal("a"), literal(2)] }, extends: [] },
    ]);
    expect(bindings[0]).toStrictEqual({ name: "T", kind: "type", owner: 0, constant: true });
  });

  test("several types of one name share a binding", () => {
    expect(read("interface I { a: string }\ninterface I { b: string }").types).toMatchObject([{ binding: 0 }, { binding: 0 }]);
  });

  test.each(["enum E { 1 }\nconst E = { A: 1 }", "const E = { A: 1 }\nenum E { 1 }"])("a type and a value of one name share a binding: %j", (text) => {
    const { bindings, types } = read(text);
    expect(bindings).toStrictEqual([{ name: "E", kind: "local", owner: 0, constant: true }]);
    expect(types).toMatchObject([{ binding: 0 }]);
  });

  test("a variable may be called like the words of a declaration", () => {
    expect(body("type = 1\ntype.a\ndeclare(1)\nbinding = 1\nenum in x\nupdate")).toHaveLength(6);
  });
});

describe("imports", () => {
  test.each<[string, object]>([
    ['import a from "m"', { name: "default", typeOnly: false }],
    ['import * as a from "m"', { name: "*", typeOnly: false }],
    ['import = as a from "m"', { name: "=", typeOnly: false }],
    ['import { a } from "m"', { name: "a", typeOnly: false }],
    ['import { b as a } from "m"', { name: "b", typeOnly: false }],
    ['import { default as a } from "m"', { name: "default", typeOnly: false }],
    ['import { "odd name" as a } from "m"', { name: "odd name", typeOnly: false }],
    ['import { * as a } from "m"', { name: "*", typeOnly: false }],
    ['import { type a } from "m"', { name: "a", typeOnly: true }],
    ['import type { a } from "m"', { name: "a", typeOnly: true }],
    ['import type a from "m"', { name: "default", typeOnly: true }],
    ['import type * as a from "m"', { name: "*", typeOnly: true }],
  ])("%s", (text, expected) => {
    const module = read(text);
    expect(module.imports).toMatchObject([{ binding: 0, specifier: "m", ...expected }]);
    expect(module.bindings).toStrictEqual([{ name: "a", kind: "import", owner: 0, constant: true }]);
  });

  test("several in one line, each with its place", () => {
    const { imports } = read('import a, { b, c as d } from "m"');
    expect(imports.map(({ name, start, end }) => [name, start, end])).toEqual([["default", 7, 8], ["b", 12, 13], ["c", 15, 21]]);
  });

  test("names that are words of the import itself", () => {
    expect(read('import type from "m"\nimport { type as x, as as y } from "n"').imports).toMatchObject([{ name: "default", typeOnly: false }, { name: "type" }, { name: "as" }]);
  });
});

describe("exports", () => {
  test("own names, also with others for the outside", () => {
    const { exports } = read('let a\nexport { a, a as b, a as default, a as =, a as "odd name" }\nexport a as c');
    expect(exports.map((item) => [item.kind, item.kind === "local" ? item.name : ""])).toEqual(["a", "b", "default", "=", "odd name", "c"].map((name) => ["local", name]));
  });

  test("names of another module", () => {
    expect(withoutRanges(read('export { a, b as c, * as ns, default as d } from "m"\nexport * as all from "m"\nexport type { T } from "m"').exports)).toStrictEqual(
      [["a", "a", false], ["c", "b", false], ["ns", "*", false], ["d", "default", false], ["all", "*", false], ["T", "T", true]].map(([name, imported, typeOnly]) => ({ kind: "from", name, specifier: "m", imported, typeOnly })),
    );
  });

  test("everything of another module", () => {
    expect(withoutRanges(read('export * from "m"\nexport type * from "n"').exports)).toStrictEqual([
      { kind: "all", specifier: "m", typeOnly: false },
      { kind: "all", specifier: "n", typeOnly: true },
    ]);
  });

  test.each<[string, string]>([
    ["export let a = 1", "a"],
    ["export const a", "a"],
    ["export func a() {}", "a"],
    ["export async func a() {}", "a"],
    ["export abstract class a {}", "a"],
    ["export type a = string", "a"],
    ["export enum a { 1 }", "a"],
    ["export default func a() {}", "default"],
  ])("%s", (text, name) => {
    const { exports, bindings } = read(text);
    expect(exports).toMatchObject([{ kind: "local", name, binding: 0 }]);
    expect(bindings[0]).toMatchObject({ name: "a" });
  });
});

describe("the module", () => {
  test("is of language text, unless it says otherwise", () => {
    expect(read("").language).toBe("text");
    expect(read('module "ecmascript"').language).toBe("ecmascript");
  });

  test("its initialiser is function 0", () => {
    expect(read('async module "x" as "main"\nf()').functions[0]).toMatchObject({ kind: "module", name: "main", async: true, parent: -1, class: -1, start: 0, end: 30, hasBody: true });
  });

  test("its problems", () => {
    expect(read('problem "too deep" @3-9').problems).toStrictEqual([{ reason: "too deep", start: 3, end: 9 }]);
  });
});
