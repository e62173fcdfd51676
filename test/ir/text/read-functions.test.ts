import { describe, expect, test } from "vitest";
import type { Class, Func } from "../../../src/ir/ir.js";
import { read } from "../../../src/ir/text/read.js";
import { withoutRanges } from "../without-ranges.js";

const string = { kind: "primitive", name: "string" } as const;

/** The function with the number 1. */
function func(text: string): Func | undefined {
  return read(text).functions[1];
}

describe("functions", () => {
  test("a declaration binds the name and assigns the function where it stands", () => {
    const module = read("func f(a, b?: string, ...c) { return a }");
    expect(module.bindings).toMatchObject([{ name: "f", kind: "function", owner: 0, constant: false }, { name: "a", kind: "param", owner: 1 }, { name: "b", type: string }, { name: "c" }]);
    expect(withoutRanges(module.functions[0]?.body)).toStrictEqual([
      { kind: "expr", value: { kind: "assign", target: { kind: "name", binding: 0 }, value: { kind: "function", function: 1 }, declares: true } },
    ]);
    expect(withoutRanges(module.functions[1])).toStrictEqual({
      kind: "function", name: "f", parent: 0, class: -1, isStatic: false, async: false, generator: false,
      params: [
        { binding: 1, rest: false, optional: false, decorators: [] },
        { binding: 2, rest: false, optional: true, type: string, decorators: [] },
        { binding: 3, rest: true, optional: false, decorators: [] },
      ],
      body: [{ kind: "return", value: { kind: "name", binding: 1 } }], hasBody: true,
    });
  });

  test.each<[string, Partial<Func>]>([
    ["x = func () {}", { kind: "function", name: "" }],
    ["x = func named() {}", { kind: "function", name: "named" }],
    ["x = func () => {}", { kind: "arrow", name: "", body: [] }],
    ["async func f() {}", { async: true, generator: false }],
    ["func f() async {}", { async: true }],
    ["async generator func f() {}", { async: true, generator: true }],
    ["func f() async generator {}", { async: true, generator: true }],
    ["x = async func () => {}", { kind: "arrow", async: true }],
    ["x = func:getter name() {}", { kind: "getter", name: "name" }],
    ["func f()", { hasBody: false, body: [] }],
    ["declare func f(a: string): string", { name: "f", hasBody: false }],
  ])("%s", (text, expected) => {
    expect(func(text)).toMatchObject(expected);
  });

  test("an arrow with a value returns it", () => {
    expect(func("x = func (a) => a.b")?.body).toMatchObject([{ kind: "return", start: 16, end: 19, value: { kind: "member", start: 16, end: 19 } }]);
  });

  test("a declared function is no statement", () => {
    const module = read("declare func f()\ndeclare class C {}");
    expect(module.functions[0]?.body).toEqual([]);
    expect(module.bindings).toEqual([]);
  });

  test("the type of this is no parameter", () => {
    expect(func("func f(this: string, a) {}")).toMatchObject({ thisType: string, params: [{ binding: 1 }] });
  });

  test("decorators of a parameter stand outside the function", () => {
    const { functions } = read("func f(@d(func () => x) x) {}");
    expect(functions[1]?.params[0]?.decorators).toMatchObject([{ kind: "call", args: [{ value: { kind: "function", function: 2 } }] }]);
    expect(functions[2]).toMatchObject({ parent: 0, body: [{ value: { kind: "global" } }] });
  });

  test.each<[string, Partial<Func>]>([
    ["func f(x): string {}", { returnType: string }],
    ["func f(x): x is string {}", { predicate: { param: 0, asserts: false, type: string } }],
    ["func f(x, y): asserts y {}", { predicate: { param: 1, asserts: true } }],
    ["func f(x): asserts x is string {}", { predicate: { param: 0, asserts: true, type: string } }],
    ["func f(): this is string {}", { predicate: { param: -1, asserts: false, type: string } }],
    ["func f(x): string, x is string {}", { returnType: string, predicate: { param: 0, asserts: false, type: string } }],
  ])("%s", (text, expected) => {
    expect(func(text)).toMatchObject(expected);
  });

  test("functions are numbered as they begin in the text, and refer to each other by number", () => {
    const { functions } = read("func f() { func g() {} }\nx = %func(2)\nfunc~1 h() {}");
    expect(functions.map(({ name, parent }) => [name, parent])).toEqual([["", -1], ["h", 0], ["f", 0], ["g", 2]]);
    expect(functions[0]?.body[1]).toMatchObject({ value: { value: { kind: "function", function: 2 } } });
  });
});

describe("classes", () => {
  /** The class with the number 0. */
  function first(text: string): Class | undefined {
    return read(text).classes[0];
  }

  test("a declaration binds the name and assigns the class where it stands", () => {
    const module = read("@d abstract class C extends a.B::<string> implements I, J {}");
    expect(module.bindings).toStrictEqual([{ name: "C", kind: "class", owner: 0, constant: false }]);
    expect(withoutRanges(module.functions[0]?.body)).toStrictEqual([
      { kind: "expr", value: { kind: "assign", target: { kind: "name", binding: 0 }, value: { kind: "class", class: 0 }, declares: true } },
    ]);
    expect(withoutRanges(module.classes[0])).toStrictEqual({
      name: "C", binding: 0, owner: 0, abstract: true,
      superclass: { kind: "member", object: { kind: "global", name: "a" }, key: "B", optional: false },
      superclassTypeArgs: [string],
      implements: [{ kind: "name", binding: -1, path: ["I"], args: [] }, { kind: "name", binding: -1, path: ["J"], args: [] }],
      members: [], constructorFunction: -1, initialiser: -1, staticInitialiser: -1, decorators: [{ kind: "global", name: "d" }],
    });
  });

  test.each<[string, Partial<Class>]>([
    ["x = class {}", { name: "", binding: -1 }],
    ["x = class C {}", { name: "C", binding: -1 }],
    ["binding class B\nx = class C as B {}", { name: "C", binding: 0 }],
    ["x = class extends B {}", { name: "" }],
  ])("%s", (text, expected) => {
    expect(first(text)).toMatchObject(expected);
  });

  test("its functions point back to it, and have the function around it as parent", () => {
    const { functions, classes } = read("func f() {\nclass C {\nconstructor(a) {}\nmethod m() {}\nget g() {}\nset s(v) {}\ninit {}\nstatic init {}\n}\n}");
    expect(functions.slice(2)).toMatchObject([
      { kind: "constructor", name: "C" }, { kind: "method", name: "m" }, { kind: "getter", name: "g" }, { kind: "setter", name: "s" },
      { kind: "initialiser", name: "", isStatic: false }, { kind: "initialiser", name: "", isStatic: true },
    ].map((expected) => ({ ...expected, class: 0, parent: 1 })));
    expect(classes[0]).toMatchObject({ constructorFunction: 2, initialiser: 6, staticInitialiser: 7, members: [{ function: 3 }, { function: 4 }, { function: 5 }] });
  });

  test("members with all that can be said of them", () => {
    const members = first('class C {\n@d private static field a: string\nprotected abstract async method [k]()\nfield #p\nmethod "odd key" as "name" of string() {}\nfield late: string private\n}')?.members;
    expect(members).toMatchObject([
      { kind: "field", key: "a", isStatic: true, access: "private", function: -1, type: string, decorators: [{ kind: "global", name: "d" }] },
      { kind: "method", key: { kind: "global", name: "k" }, abstract: true, access: "protected" },
      { kind: "field", key: "#p", access: "private" },
      { kind: "method", key: "odd key", access: "public", type: string },
      { kind: "field", key: "late", access: "private" },
    ]);
  });

  test("the value of a field is assigned by the initialiser", () => {
    const { functions, classes } = read("class C {\nfield a: string = func () => this\nfield b = 2\nstatic field c = 3\n}");
    expect(classes[0]).toMatchObject({ initialiser: 1, staticInitialiser: 3, members: [{ key: "a" }, { key: "b" }, { key: "c" }] });
    expect(withoutRanges(functions[1]?.body[1])).toStrictEqual({
      kind: "expr",
      value: { kind: "assign", target: { kind: "member", object: { kind: "this" }, key: "b" }, value: { kind: "literal", value: 2 }, declares: false },
    });
    expect(functions[2]).toMatchObject({ kind: "arrow", parent: 1 });
    expect(functions[3]).toMatchObject({ isStatic: true, body: [{ value: { target: { key: "c" } } }] });
  });

  test("initialisers and fields with a value come together in the order of the text", () => {
    const { functions } = read("class C {\nfield a = 1\ninit { f() }\nfield b = 2\n}");
    expect(functions[1]?.body.map((stmt) => stmt.kind === "expr" && stmt.value.kind)).toEqual(["assign", "call", "assign"]);
    expect(functions).toHaveLength(2);
  });

  test("an overload belongs to the class and is no member", () => {
    const { functions, classes } = read("class C {\ndeclare method m(a)\ndeclare constructor(a)\nmethod m() {}\n}");
    expect(functions.slice(1)).toMatchObject([{ kind: "method", name: "m", class: 0, hasBody: false }, { kind: "constructor", class: 0 }, { kind: "method" }]);
    expect(classes[0]).toMatchObject({ constructorFunction: -1, members: [{ function: 3 }] });
  });

  test("classes refer to each other by number", () => {
    expect(read("class A {}\nx = %class(0)").functions[0]?.body[1]).toMatchObject({ value: { value: { kind: "class", class: 0 } } });
  });
});
