import { describe, expect, it } from "vitest";

import { printBindingTypes, printBody } from "./printer.js";
import { ir } from "./parsers.js";

const body = (text: string): string[] => printBody(ir(text));

describe("variables", () => {
  it("declares with the assignment", () => {
    expect(body("const a = 1; let b = a; var c = b;")).toEqual(["let a = 1", "let b = a", "let c = b"]);
    expect(ir("const a = 1; let b").bindings.map((one) => one.constant)).toEqual([true, false]);
  });

  it("starts a `let` without a value over as undefined, but not a `var`", () => {
    expect(body("let a; var b;")).toEqual(["let a = undefined"]);
  });

  it("keeps the declared type", () => {
    expect(printBindingTypes(ir("const a: string = f(), { b }: B = a; let c!: C[];"))).toEqual(["a: string", "c: @C[]", "%0: @B"]);
  });

  it("treats `using` as a constant", () => {
    expect(body("async () => { using a = f(); await using b = g(); }")).toEqual(["async arrow() { let a = @f(); let b = @g() }"]);
  });

  it("finds the nearest block's name, and leaves outer ones alone", () => {
    expect(body("let x = 1; { let x = 2; f(x); } f(x);")).toEqual(["let x.0 = 1", "{ let x.1 = 2; @f(x.1) }", "@f(x.0)"]);
  });

  it("hoists `var` out of blocks, loops, `switch` and `try`", () => {
    const [fn] = body("function f() { g(a, b, c, d, e); { var a = 1; } for (var b of []) ; switch (1) { default: var c; } try { var d; } catch { var e; } }");
    expect(fn).toContain("@g(a, b, c, d, e)");
  });

  it("gives a `var` with a parameter's name the parameter", () => {
    expect(body("function f(a) { var a = a; }")).toEqual(["let f = function f(a) { let a = a }"]);
  });

  it("does not show a function's variables to the defaults of its parameters", () => {
    expect(body("const y = 1; function f(x = y) { const y = 2; return y; }")[0]).toBe(
      "let f = function f(x?) { x = (x nullish y.0); let y.3 = 2; return y.3 }",
    );
  });

  it("assigns functions at the head of their block", () => {
    expect(body("f(); function f() {} { g(); function g() {} }")).toEqual([
      "let f = function f() {}", "f()", "{ let g = function g() {}; g() }",
    ]);
  });

  it("ignores overload signatures and declarations", () => {
    expect(body("function f(a: string): void; function f(a: any) {} declare function g(): void; declare const h: number;")).toEqual([
      "let f = function f(a: any) {}",
    ]);
  });

  it("binds the name of a function expression around it", () => {
    expect(body("const f = function g() { return g; }")).toEqual(["let f = let g = function g() { return g }"]);
  });

  it("names functions and classes after what they are assigned to", () => {
    const names = ir("const a = () => 1; b = function () {}; c.d = class {}; const e = { f: () => 1, g() {}, 'h-i': () => 1 }; const { j = () => 1 } = e;");
    expect(names.functions.map((one) => one.name)).toEqual(["", "a", "b", "f", "g", "h-i", "j"]);
    expect(names.classes[0]?.name).toBe("d");
  });

  it("reads a shadowed type and value of one name apart", () => {
    expect(printBindingTypes(ir("class User {} function f(User: User) {}"))).toEqual(["User: User"]);
    expect(ir("class User {} function f(User: User) {}").functions[1]?.params[0]?.type).toMatchObject({ binding: 0 });
  });
});

describe("free names", () => {
  it("are globals, but for `undefined` and `arguments` of a function", () => {
    expect(body("f(undefined, window); (function () { return () => arguments; });")).toEqual([
      "@f(undefined, @window)", "function() { return arrow() { return arguments } }",
    ]);
    expect(body("arguments; (undefined => undefined)(1)")).toEqual(["@arguments", "arrow(undefined) { return undefined }(1)"]);
  });

  it("include `import.meta` and `new.target`", () => {
    expect(body("import.meta.url; function f() { new.target }")).toEqual([
      "let f = function f() { @new.target }", "@import.meta.url",
    ]);
  });
});

describe("destructuring", () => {
  it("reads members of a plain name", () => {
    expect(body("const o = f(); const { a, b: c, ['d']: e, [o]: g, 1: h } = o;")).toEqual([
      "let o = @f()", "let a = o.a", "let c = o.b", "let e = o.d", "let g = o[o]", "let h = o.1",
    ]);
  });

  it("holds any other value in a temporary, also inside a pattern", () => {
    expect(body("const { a: { b }, c } = f();")).toEqual([
      "let %0 = @f()", "let %1 = %0.a", "let b = %1.b", "let c = %0.c",
    ]);
  });

  it("reads arrays by index, skips holes and takes the rest", () => {
    expect(body("const [a, , b = 1, ...[c]] = f();")).toEqual([
      "let %0 = @f()", "let a = %0.0", "let b = (%0.2 nullish 1)", "let %1 = rest %0 from 3 except []", "let c = %1.0",
    ]);
  });

  it("takes the rest of an object without the keys read before", () => {
    expect(body("const { a, [f()]: b, ...c } = o;")).toEqual([
      "let %0 = @o", "let a = %0.a", "let %1 = @f()", "let b = %0[%1]", "let c = rest %0 from 0 except [a, [%1]]",
    ]);
  });

  it("applies defaults where the value is missing", () => {
    expect(body("const { a = 1, b: { c } = {} } = f();")).toEqual([
      "let %0 = @f()", "let a = (%0.a nullish 1)", "let %1 = (%0.b nullish {})", "let c = %1.c",
    ]);
  });

  it("assigns to any target, and never reads a target it has just written", () => {
    expect(body("let a, b; [a, b] = [b, a]; ({ x: a.y, a } = a);").slice(2)).toEqual([
      "let %0 = [b, a]", "a = %0.0", "b = %0.1", "let %1 = a", "a.y = %1.x", "a = %1.a",
    ]);
  });

  it("has the right-hand side as its value", () => {
    expect(body("let a; f({ a } = g());")[1]).toBe("@f((let %0 = @g(), a = %0.a, %0))");
  });

  it("takes parameters apart at the head of the body", () => {
    expect(body("function f({ a, b = 1 }: T, [c] = [], ...[d]) {}")).toEqual([
      "let f = function f(%0: @T, %1?, ...%2) { let a = %0.a; let b = (%0.b nullish 1); %1 = (%1 nullish []); let c = %1.0; let d = %2.0 }",
    ]);
  });

  it("takes caught values apart at the head of the handler", () => {
    expect(body("try { f() } catch ({ message }) { g(message) }")).toEqual([
      "try { @f() } catch %0 { let message = %0.message; @g(message) }",
    ]);
  });
});
