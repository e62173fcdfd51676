import { describe, expect, test } from "vitest";
import { CallFlag } from "../../src/compile/index.js";
import { flowOf } from "./flow-text.js";

const flagsOf = (text: string): readonly number[] => [...flowOf(text).flow.calls.flags];

describe("what is handed to a call", () => {
  test("the callee, the receiver and each argument by its index", () => {
    expect(flowOf("u.f(a, b)").into("call u.f(a, b)")).toEqual([
      "load u.f --callee--> call u.f(a, b)",
      "global u --argument receiver--> call u.f(a, b)",
      "global a --argument 0--> call u.f(a, b)",
      "global b --argument 1--> call u.f(a, b)",
    ]);
  });

  test("from a spread on the index is the first that it can be", () => {
    expect(flowOf("f(a, ...b, c)").into("call f(a, ...b, c)").slice(1)).toEqual([
      "global a --argument 0--> call f(a, ...b, c)",
      "global b --spread-argument 1--> call f(a, ...b, c)",
      "global c --argument 2--> call f(a, ...b, c)",
    ]);
  });

  test("a parent's constructor and method are called on this", () => {
    const flow = flowOf("class C extends B { constructor(a) { super(a) }\n method m() { super.m() } }");
    expect(flow.into("call super(a)")).toContain("this of C --argument receiver--> call super(a)");
    expect(flow.into("call super.m()")).toContain("this of m --argument receiver--> call super.m()");
  });

  test("a tagged template hands over its texts and then its values", () => {
    expect(flowOf("t`a ${x}`").into("call t`a ${x}`").slice(1)).toEqual(["array `a ${x}` --argument 0--> call t`a ${x}`", "global x --argument 1--> call t`a ${x}`"]);
  });

  test("the form of a call is in its flags", () => {
    expect(flagsOf("f(); new C(); f(...a); f?.(); t`a`; %jsx D({})")).toEqual([0, CallFlag.New, CallFlag.Spread, CallFlag.Optional, CallFlag.Tag, CallFlag.Jsx]);
    expect(flagsOf("async func f() { await g() }")).toEqual([CallFlag.Awaited]);
  });

  test("a cast changes nothing of a callee", () => {
    expect(flowOf("u.f!(a)").into("call u.f!(a)").slice(0, 2)).toEqual(["load u.f --callee--> call u.f!(a)", "global u --argument receiver--> call u.f!(a)"]);
  });
});

describe("calls are compiled once", () => {
  test("in the condition of a loop, which is met twice", () => {
    expect(flowOf("while (f()) { g() }").nodes("call")).toEqual(["call f()", "call g()"]);
  });

  test("in a finally, which is met by two ways", () => {
    expect(flowOf("try { f() } catch { g() } finally { h() }").nodes("call")).toEqual(["call f()", "call g()", "call h()"]);
  });

  // Each case compares with the subject's expression, which is evaluated for it once more.
  test.fails("in the subject of a switch", () => {
    expect(flowOf("switch (f()) { case 1: g(); break\n case 2: h() }").nodes("call")).toEqual(["call f()", "call g()", "call h()"]);
  });
});

describe("what a call leaves behind", () => {
  test("a variable that was handed over has a version after the call", () => {
    const flow = flowOf("func f(a) { g(a)\n h(a) }");
    expect(flow.into("post g(a)")).toEqual(["param a --post 0--> post g(a)"]);
    expect(flow.into("call h(a)")).toContain("post g(a) --argument 0--> call h(a)");
  });

  test("the receiver has one, too", () => {
    expect(flowOf("func f(a) { a.push(b)\n return a }").edges("post", "return")).toEqual(["param a --post receiver--> post a.push(b)", "post a.push(b) --return--> return of f"]);
  });

  test("a property that was handed over is written back into its object", () => {
    expect(flowOf("func f(a) { g(a.b) }").into("update a.b")).toEqual(["param a --base .b--> update a.b", "post g(a.b) --store .b--> update a.b"]);
  });

  test("constants, texts and spreads have none", () => {
    expect(flowOf("func f(a) { g(1, `${a}`, ...a) }").nodes("post")).toEqual([]);
  });

  test("what is thrown goes to the innermost handler, else out of the function", () => {
    const flow = flowOf("func f() { try { g() } catch (e) { h(e) } }");
    const handlers = [...flow.flow.calls.handler];
    expect(handlers).toEqual([flow.node("catch e"), flow.node("throw of f")]);
    expect(flow.into("variable e")).toEqual(["catch e --value--> variable e"]);
    expect(flowOf("func f(a) { try { throw a } finally { g() } }").edges("value")).toContain("param a --value--> throw of f");
  });
});

describe("how parameters leave a function", () => {
  test("not at all as long as nothing was told or written of them", () => {
    const { flow } = flowOf("func f(a) { return a.b }");
    expect([...(flow.functions[1]?.outs ?? [])]).toEqual([-1, -1]);
  });

  test("as the paths that return left them", () => {
    const flow = flowOf("func f(a) { if (u.ok(a)) { return 1 }\n a.b = c }");
    expect(flow.into("out a of f")).toEqual(["refine a --value--> out a of f", "update a.b --value--> out a of f"]);
  });

  test("a way that throws does not count", () => {
    expect(flowOf("func f(a) { if (not u.ok(a)) { throw e } }").into("out a of f")).toEqual(["refine a --value--> out a of f"]);
  });

  test("apart by the truth of what is returned", () => {
    const flow = flowOf("func f(a) { return u.ok(a) }");
    expect(flow.into("out-true a of f")).toEqual(["refine a --value--> out-true a of f"]);
    expect(flow.into("out-false a of f")).toEqual(["refine a #2 --value--> out-false a of f"]);
  });

  test("constants are truthy or falsy by themselves", () => {
    const flow = flowOf("func f(a) { if (u.ok(a)) { return true }\n return false }");
    expect(flow.into("out-true a of f")).toEqual(["refine a --value--> out-true a of f"]);
    expect(flow.into("out-false a of f")).toEqual(["refine a #2 --value--> out-false a of f"]);
  });

  test("a parameter that was assigned anew says nothing of what was given", () => {
    const flow = flowOf("func f(a) { a = b; a.c = d }");
    expect(flow.into("out a of f")).toEqual([]);
    expect(flow.flow.functions[1]?.outs[1]).toBe(-1);
  });

  test("this leaves with what was written to it", () => {
    expect(flowOf("func F(a) { this.a = a }").into("out this of F")).toEqual(["update this.a --value--> out this of F"]);
  });
});
