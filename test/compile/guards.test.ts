import { describe, expect, test } from "vitest";
import { flowOf } from "./flow-text.js";

/** What both ways out of `if (condition)` tell. */
const told = (condition: string): readonly string[] => flowOf(`func f(a, b) { if (${condition}) { g(a, b) } else { h(a, b) } }`).guards();

describe("what a condition tells, and with which polarity", () => {
  test.each([
    ["a", ["a: falsy"]],
    ["not a", ["a: falsy"]],
    ['typeof a === "string"', ['a: typeof "string"', 'a: not-typeof "string"']],
    ['"string" !== typeof a', ['a: not-typeof "string"', 'a: typeof "string"']],
    ["a === 1", ["a: equal constant 1", "a: not-equal constant 1"]],
    ["a !== k", ["a: not-equal global k", "a: equal global k"]],
    ["a === b", ["a: equal param b", "b: equal param a", "a: not-equal param b", "b: not-equal param a"]],
    ["a instanceof T", ["a: instanceof global T", "a: not-instanceof global T"]],
    ["a in map", ["a: in global map"]],
    ["map[a]", ["a: in global map"]],
    ["not b.table[a]", ["a: in load b.table"]],
    ["a.table[a.key]", []],
    ["u.ok(a)", ["a: call-true call u.ok(a) argument 0", "a: call-false call u.ok(a) argument 0"]],
    ["not u.ok(a)", ["a: call-true call u.ok(a) argument 0", "a: call-false call u.ok(a) argument 0"]],
    ["u.ok(a) === false", ["a: call-false call u.ok(a) argument 0", "a: call-true call u.ok(a) argument 0"]],
    ["a.valid()", ["a: call-true call a.valid() receiver", "a: call-false call a.valid() receiver"]],
    ["check(a).success", ["a: call-true call check(a) argument 0 .success", "a: call-false call check(a) argument 0 .success"]],
    ["list.indexOf(a) >= 0", ["a: call-true call list.indexOf(a) argument 0", "a: call-false call list.indexOf(a) argument 0"]],
    ["list.indexOf(a) < 0", ["a: call-false call list.indexOf(a) argument 0", "a: call-true call list.indexOf(a) argument 0"]],
  ])("%s", (condition, guards) => {
    expect(told(condition)).toEqual(guards);
  });

  test("a condition that is kept in the name it is read from tells nothing without end", () => {
    expect(flowOf('import \\"%0" from ""\n if ((%0 = %require("") and %0) and "") { g(%0) }').guards()).toEqual([]);
  });

  test("the true way of a conjunction knows both, the false way neither", () => {
    const flow = flowOf('func f(a) { if (typeof a === "string" and a !== k) { g(a) } else { h(a) } }');
    expect(flow.into("refine a #3")).toEqual(["refine a --refine--> refine a #3"]);
    expect(flow.into("call g(a)")).toContain("refine a #3 --argument 0--> call g(a)");
    expect(flow.into("call h(a)").some((line) => line.startsWith("join"))).toBe(true);
  });

  test("the false way of a disjunction knows both", () => {
    const flow = flowOf("func f(a) { if (a === k or a === l) { return }\n g(a) }");
    expect(flow.guards().slice(1, 2)).toEqual(["a: not-equal global k"]);
    expect(flow.edges("refine")).toContain("refine a #2 --refine--> refine a #4");
    expect(flow.into("call g(a)")).toContain("refine a #4 --argument 0--> call g(a)");
  });

  test("a switch compares its subject with each case, and the default with all", () => {
    const flow = flowOf('func f(a) { switch (a) { case "x": g(a); break\n default: h(a) } }');
    expect(flow.guards()).toEqual(['a: equal constant "x"', 'a: not-equal constant "x"']);
    expect(flow.into("call g(a)")).toContain("refine a --argument 0--> call g(a)");
    expect(flow.into("call h(a)")).toContain("refine a #2 --argument 0--> call h(a)");
  });

  test("switch (true) tests its cases as conditions", () => {
    expect(flowOf("func f(a) { switch (true) { case u.ok(a): g(a) } }").guards()).toEqual(["a: call-true call u.ok(a) argument 0", "a: call-false call u.ok(a) argument 0"]);
  });

  test("an entry that a constant keeps says of its key that it is there, and of itself that it is not", () => {
    const flow = flowOf("func f(a) { const entry = table[a]\n if (not entry) { h(entry); return }\n g(a) }");
    expect(flow.guards()).toEqual(["a: in global table", "entry: falsy"]);
    expect(flow.into("call g(a)")).toContain("refine a --argument 0--> call g(a)");
  });

  test("a while loop's condition holds in its body, and no longer after it", () => {
    const flow = flowOf("func f(a) { while (u.ok(a)) { g(a) }\n h(a) }");
    expect(flow.into("call g(a)")).toContain("refine a --argument 0--> call g(a)");
    expect(flow.into("call h(a)")).toContain("refine a #2 --argument 0--> call h(a)");
  });
});

describe("places that are told something of", () => {
  test("a property that known names lead to, and the objects around it get a version", () => {
    const flow = flowOf('func f(a) { if (typeof a.b.c === "string") { g(a) } }');
    expect(flow.guards()).toEqual(['a.b.c: typeof "string"', 'a.b.c: not-typeof "string"']);
    expect(flow.into("update a.b.c")).toEqual(["param a --base .b.c--> update a.b.c", "refine a.b.c --store .b.c--> update a.b.c"]);
    expect(flow.into("call g(a)")).toContain("update a.b.c --argument 0--> call g(a)");
  });

  test("not a property at a computed key, a constant, a function or an import", () => {
    expect(flowOf('import i from "m"\nfunc f(a) { if (a[k] === 1) {}\n if (i === 1) {}\n if (f === 1) {}\n if (1 === k) {} }').guards()).toEqual([]);
  });

  test("a condition that a constant keeps is a condition where the constant is tested", () => {
    const flow = flowOf("func f(a) { const ok = u.ok(a)\n if (not ok) { return }\n g(a) }");
    expect(flow.guards()).toEqual(["a: call-true call u.ok(a) argument 0", "a: call-false call u.ok(a) argument 0"]);
    expect(flow.into("call g(a)")).toContain("refine a --argument 0--> call g(a)");
  });

  test("a kept condition says nothing of a variable that was assigned since", () => {
    const flow = flowOf("func f(a) { const ok = u.ok(a)\n a = k\n if (ok) { g(a) } }");
    expect(flow.guards()).toEqual([]);
  });

  test("a part of a kept result", () => {
    expect(flowOf("func f(a) { const r = s.parse(a)\n if (r.error) { return }\n g(a) }").guards()).toEqual([
      "a: call-true call s.parse(a) argument 0 .error",
      "r.error: falsy",
      "a: call-false call s.parse(a) argument 0 .error",
    ]);
  });

  // The refinement starts from the version that was checked, so a write in between is lost.
  test.fails("a kept condition keeps what was written into the object since", () => {
    const flow = flowOf("func f(a) { const ok = u.ok(a)\n a.b = x\n if (ok) { g(a) } }");
    expect(flow.into("refine a")).toEqual(["update a.b --refine--> refine a"]);
  });
});
