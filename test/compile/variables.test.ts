import { describe, expect, test } from "vitest";
import { flowOf } from "./flow-text.js";

describe("versions of variables", () => {
  test("an assignment makes a version, and the old one keeps its value", () => {
    const flow = flowOf("let x = a\ng(x)\nx = b\nh(x)");
    expect(flow.into("call g(x)")).toContain("variable x --argument 0--> call g(x)");
    expect(flow.into("call h(x)")).toContain("variable x #2 --argument 0--> call h(x)");
    expect(flow.into("variable x #2")).toEqual(["global b --value--> variable x #2"]);
  });

  test("two ways meet in a join, of the variables that differ only", () => {
    const flow = flowOf("func f(a, b) { if (k()) { a = 1 }\n return [a, b] }");
    const join = "join if (k()) { a = 1 }";
    expect(flow.nodes("join")).toEqual([join]);
    expect(flow.into(join)).toEqual([`variable a --value--> ${join}`, `param a --value--> ${join}`]);
    expect(flow.edges("store")).toEqual([`${join} --store .0--> array [a, b]`, "param b --store .1--> array [a, b]"]);
  });

  test("a way that returns does not meet the others", () => {
    const flow = flowOf("func f(c, a) { if (c) { a = 1; return a }\n return g(a) }");
    expect(flow.into("call g(a)")).toContain("param a --argument 0--> call g(a)");
  });

  test("a loop's head joins the way in and the way round", () => {
    const flow = flowOf("func f(x) { let t = x\n while (k()) { t = g(t) }\n return t }");
    const head = "join while (k()) { t = g(t) }";
    expect(flow.into(head)).toEqual([`variable t --value--> ${head}`, `variable t #2 --value--> ${head}`]);
    expect(flow.edges("return")).toEqual([`${head} --return--> return of f`]);
  });

  test("continue goes to the head of the loop it names", () => {
    const flow = flowOf("func f(xs) { let t = 0\n outer: while (k()) { each (const x of xs) { t = x; continue outer } }\n return t }");
    expect(flow.edges("value")).toContainEqual(expect.stringMatching(/^variable t #2 --value--> join while/));
    expect(flow.edges("value")).not.toContainEqual(expect.stringMatching(/^variable t #2 --value--> join each/));
  });

  test("a constant alias is a version of the value it stands for", () => {
    const { flow, node } = flowOf("func f(a) { const b = a\n return b }");
    expect(flow.nodeOrigin[node("variable b")]).toBe(node("param a"));
  });

  test("a variable with a declared type is a value of its own", () => {
    const { flow, node } = flowOf("func f(a) { const b: T = a\n return b }");
    expect(flow.nodeOrigin[node("variable b")]).toBe(node("variable b"));
  });

  test("what catch sees is what the body began with or ended with", () => {
    const flow = flowOf("func f(a) { try { a = g() } catch { h(a) } }");
    const join = "join try { a = g() } catch { h(a) }";
    expect(flow.into(join)).toEqual([`param a --value--> ${join}`, `variable a --value--> ${join}`]);
    expect(flow.into("call h(a)")).toContain(`${join} --argument 0--> call h(a)`);
  });

  // The environment at a return or throw inside the body is not kept for the handler.
  test.fails("what catch sees is also what the body returned with", () => {
    const flow = flowOf("func f(a) { try { a = g()\n return h() } catch { k(a) } }");
    expect(flow.into("call k(a)")).not.toContain("param a --argument 0--> call k(a)");
  });

  // Only the first and the last environment of the body reach the handler.
  test.fails("what catch sees is also what the body held in between", () => {
    const flow = flowOf("func f(a) { try { a = g()\n h()\n a = 1 } catch { k(a) } }");
    expect(flow.edges("value").filter((line) => line.startsWith("variable a --value--> join"))).toHaveLength(1);
  });
});

describe("variables of several functions", () => {
  test("a constant is captured as it is when the function is made", () => {
    const flow = flowOf("func f(a) { const b = a\n return func () => b }");
    expect(flow.edges("capture")).toEqual(["variable b --capture--> captured b in (anonymous)"]);
    expect(flow.edges("environment")).toEqual(["variable b --environment--> function"]);
    expect(flow.edges("cell")).toEqual([]);
  });

  test("a variable that is reassigned after the function was made has a cell", () => {
    const flow = flowOf("let n = 0\nfunc f() { return n }\nn = g()");
    expect(flow.edges("cell")).toContain("variable n #2 --cell--> cell n in module");
    expect(flow.edges("cell")).toContain("cell n in module --cell--> captured n in f");
  });

  test("a variable that an inner function writes is read through its cell outside", () => {
    const flow = flowOf("let n = 0\nfunc f() { n = x }\nf()\ng([n])");
    expect(flow.edges("cell")).toContain("cell n in module --cell--> variable n");
    expect(flow.into("cell n in module")).toEqual(["variable n #2 --cell--> cell n in module"]);
  });

  test("a function between two others hands on what the inner one captures", () => {
    const flow = flowOf("func outer(a) { return func middle() { return func inner() { return a } } }");
    expect(flow.edges("capture")).toEqual(["param a --capture--> captured a in middle", "captured a in middle --capture--> captured a in inner"]);
  });

  test("an arrow function captures this, a function has its own", () => {
    const flow = flowOf("class C { method m() { return [func () => this, func () { return this }] } }");
    expect(flow.edges("capture")).toEqual(["this of m --capture--> captured this in (anonymous)"]);
    expect(flow.edges("return")).toContain("this of (anonymous) --return--> return of (anonymous) #2");
  });

  test("a write to this in an arrow function is seen by the method around it", () => {
    const flow = flowOf("class C { method m() { g(func () => { this.x = 1 }) } }");
    expect(flow.edges("cell")).toEqual(["cell this in m --cell--> this of m", "update this.x --cell--> cell this in m"]);
  });

  test("functions and imports are read directly from anywhere", () => {
    const flow = flowOf('import a from "m"\nfunc f() {}\nfunc g() { h(a, f) }');
    expect(flow.edges("environment")).not.toContain("import default --environment--> function g");
    expect(flow.into("call h(a, f)")).toEqual(expect.arrayContaining(["import default --argument 0--> call h(a, f)", "function f --argument 1--> call h(a, f)"]));
  });
});

describe("exports", () => {
  test("a function that is never reassigned is exported itself", () => {
    const { flow, node } = flowOf("func f() {}\nexport { f, f as default }");
    expect(flow.exports).toEqual([
      { kind: "local", name: "f", node: node("function f"), binding: 0 },
      { kind: "local", name: "default", node: node("function f"), binding: 0 },
    ]);
  });

  test("a variable is exported as it is at the end, and as any function leaves it", () => {
    const flow = flowOf("let c = 1\nexport { c }\nc = 2\nfunc f() { c = 3 }");
    const [, , exported] = flow.nodes("variable");
    expect(flow.flow.exports[0]).toMatchObject({ name: "c", node: flow.node(exported ?? "") });
    expect(flow.into(exported ?? "")).toEqual([`variable c #2 --value--> ${exported ?? ""}`, `cell c in module --cell--> ${exported ?? ""}`]);
  });

  test("re-exports keep the name that they import", () => {
    const { flow } = flowOf('export { a as b, * as ns } from "m"\nexport * from "n"');
    expect(flow.exports).toEqual([
      { kind: "from", name: "b", specifier: "m", imported: "a" },
      { kind: "from", name: "ns", specifier: "m", imported: "*" },
      { kind: "all", specifier: "n" },
    ]);
  });
});
