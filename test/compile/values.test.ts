import { describe, expect, test } from "vitest";
import { flowOf } from "./flow-text.js";

describe("text", () => {
  test("is made of the parts that are not constant", () => {
    expect(flowOf('g("a" + 1 + x, `t ${y}`)').edges("text")).toEqual(['global x --text--> text "a" + 1 + x', "global y --text--> text `t ${y}`"]);
  });

  test("of constants is a constant", () => {
    expect(flowOf('g("a" + "b" + 1)').nodes("constant")).toContain('constant "ab1"');
  });
});

describe("objects and arrays", () => {
  test("keep their fields by name, and those at unknown keys under one", () => {
    expect(flowOf("g({ a: x, [k]: y })").into("object { a: x, [k]: y }")).toEqual(["global x --store .a--> object { a: x, [k]: y }", "global y --store .[]--> object { a: x, [k]: y }"]);
  });

  test("take over what is spread into them", () => {
    expect(flowOf("g({ ...x })").into("object { ...x }")).toEqual(["global x --spread--> object { ...x }"]);
  });

  test("know their getters and setters", () => {
    const flow = flowOf("const o = { get a() { return 1 }, set a(v) { g(v) } }");
    expect(flow.edges("getter", "store")).toEqual([expect.stringMatching(/^function a --getter \.a--> object/), expect.stringMatching(/^function a #2 --store \.set a--> object/)]);
  });

  test("elements are kept by index until a spread shifts them", () => {
    expect(flowOf("g([a, , b, ...c, d])").into("array [a, , b, ...c, d]")).toEqual([
      "global a --store .0--> array [a, , b, ...c, d]",
      "global b --store .2--> array [a, , b, ...c, d]",
      "global c --spread-elements--> array [a, , b, ...c, d]",
      "global d --store .[]--> array [a, , b, ...c, d]",
    ]);
  });

  test("a write makes a version of the object, and of those it lies in", () => {
    const flow = flowOf("func f(o) { o.a.b = x\n return o }");
    expect(flow.into("update o.a.b")).toEqual(["load o.a --base .b--> update o.a.b", "global x --store .b--> update o.a.b"]);
    expect(flow.into("update o.a.b #2")).toEqual(["param o --base .a--> update o.a.b #2", "update o.a.b --store .a--> update o.a.b #2"]);
    expect(flow.edges("return")).toEqual(["update o.a.b #2 --return--> return of f"]);
  });

  test("a write at a computed key overwrites nothing for certain", () => {
    expect(flowOf("func f(o) { o[k] = x }").edges("base")).toEqual(["param o --base .?--> update o[k]"]);
  });

  test("a computed key that is constant is a known one", () => {
    const flow = flowOf('func f(o) { o[("a")] = o["b"] }');
    expect(flow.edges("load", "store")).toEqual(['param o --load .b--> load o["b"]', 'load o["b"] --store .a--> update o[("a")]']);
  });

  test("a rest leaves out the names that were taken", () => {
    expect(flowOf("g(%rest(a except b, c), %rest(a from 2))").edges("spread", "rest-elements")).toEqual([
      "global a --spread without b c--> rest %rest(a except b, c)",
      "global a --rest-elements from 2--> rest %rest(a from 2)",
    ]);
  });
});

describe("choices", () => {
  test("a conditional is one of its arms", () => {
    expect(flowOf("g(c ? x : y)").into("join c ? x : y")).toEqual(["global x --value--> join c ? x : y", "global y --value--> join c ? x : y"]);
  });

  test("or gives either side, and gives its right side", () => {
    expect(flowOf("g(x or y, x and y)").edges("value")).toEqual(["global x --value--> join x or y", "global y --value--> join x or y"]);
    expect(flowOf("g(x and y)").into("call g(x and y)")).toContain("global y --argument 0--> call g(x and y)");
  });

  test("comparisons and arithmetic carry nothing on", () => {
    expect(flowOf("g(x == y, x - y, not x)").edges("value", "text")).toEqual([]);
  });
});

describe("results of functions", () => {
  test("an async function returns a promise", () => {
    expect(flowOf("async func f(a) { return a }").edges("return")).toEqual(["param a --return promise--> return of f"]);
  });

  test("await takes what is in the promise", () => {
    expect(flowOf("async func f(p) { return await p }").edges("await", "return")).toEqual(["param p --await--> await await p", "await await p --return promise--> return of f"]);
  });

  test("a generator's elements, its delegate, and its result", () => {
    expect(flowOf("generator func f(a, b, c) { yield a\n yield* b\n return c }").into("return of f")).toEqual(["param a --yield--> return of f", "param b --yield-all--> return of f", "param c --return--> return of f"]);
  });

  test("what is iterated, by values, keys and promises", () => {
    expect(flowOf("g(%values(x), %keys(x), %async(x))").edges("iterate")).toEqual(["global x --iterate values--> iterate %values(x)", "global x --iterate keys--> iterate %keys(x)", "global x --iterate async--> iterate %async(x)"]);
  });
});

describe("classes", () => {
  test("fields are written to this by the initialiser, static ones to the class", () => {
    const flow = flowOf("class C { field a = x\n static field b = y }");
    expect(flow.edges("store")).toEqual(["global x --store .a--> update a", "global y --store .b--> update b"]);
    expect(flow.edges("value")).toContain("class C --value--> this of (anonymous) #2");
  });

  test("know their superclass, members and stores", () => {
    const flow = flowOf("class C extends B { private field a\n constructor(v) { this.a = v }\n static method s() {}\n get g() { return 1 } }");
    const [info] = flow.flow.classes;
    expect(flow.edges("super")).toEqual(["global B --super--> class C"]);
    expect(info?.members.map(({ name, kind, isStatic, access }) => ({ name, kind, isStatic, access }))).toEqual([
      { name: "a", kind: "field", isStatic: false, access: "private" },
      { name: "s", kind: "method", isStatic: true, access: "public" },
      { name: "g", kind: "getter", isStatic: false, access: "public" },
    ]);
    expect([...(info?.stores ?? [])]).toEqual([["a", [flow.node("param v")]]]);
  });

  test("a function's prototype is kept by the name of the function", () => {
    const flow = flowOf("func F() {}\nF.prototype.m = g\nF.prototype = { n: h }");
    expect([...(flow.flow.prototypes.get(0) ?? [])]).toEqual([["m", [flow.node("global g")]], ["", [flow.node("object { n: h }")]]]);
  });

  test("a class in code that is never reached is there all the same", () => {
    const { flow } = flowOf("func f() { return 1\n class C { method m() { return this } } }");
    expect(flow.classes.map(({ name }) => name)).toEqual(["C"]);
    expect(flow.functions.map(({ name }) => name)).toEqual(["", "f", "m"]);
  });
});

describe("what no kind is for", () => {
  test("an opaque value is made of all that goes in", () => {
    expect(flowOf("g(%opaque(x, y))").into("opaque %opaque(x, y)")).toEqual(["global x --value--> opaque %opaque(x, y)", "global y --value--> opaque %opaque(x, y)"]);
  });

  test("what a frontend gave up on is handed on", () => {
    expect(flowOf('problem "too deep" @0-3').flow.problems).toEqual([{ reason: "too deep", start: 0, end: 3 }]);
  });
});
