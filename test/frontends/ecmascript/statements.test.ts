import { describe, expect, it } from "vitest";

import { printBody } from "./printer.js";
import { ir } from "./parsers.js";

const body = (text: string): string[] => printBody(ir(text));

describe("loops", () => {
  it("evaluates what is iterated before the loop", () => {
    expect(body("for (const x of f()) g(x);")).toEqual(["let %0 = @f()", "each _ { let x = each values %0; @g(x) }"]);
  });

  it("iterates a plain name directly", () => {
    expect(body("const o = f(); for (const k in o) g(k);")[1]).toBe("each _ { let k = each keys o; @g(k) }");
  });

  it("takes elements apart and writes to outer targets", () => {
    expect(body("const m = f(); let k; for (const [a, b] of m) ; for (k of m) ; for (k.x of m) ; for (var v in m) ;").slice(2)).toEqual([
      "each _ { let %0 = each values m; let a = %0.0; let b = %0.1 }",
      "each _ { k = each values m }",
      "each _ { k.x = each values m }",
      "each _ { let v = each keys m }",
    ]);
  });

  it("knows async iteration", () => {
    expect(body("const s = f(); for await (const x of s) ;")[1]).toBe("each _ { let x = each async s }");
  });

  it("puts the head of `for` before the loop", () => {
    expect(body("for (let i = 0, n = f(); i < n; i++) g(i);")).toEqual([
      "let i = 0", "let n = @f()", "while (i < n) { @g(i) } update { i = (i - 1) }",
    ]);
    expect(body("for (;;) break;")).toEqual(["while _ { break }"]);
  });

  it("tells `while` from `do`", () => {
    expect(body("while (a) b(); do c(); while (d)")).toEqual(["while @a { @b() }", "do @d { @c() }"]);
  });

  it("puts labels around the loop alone", () => {
    expect(body("a: b: for (const x of f()) { continue a; }")).toEqual([
      "let %0 = @f()", "a: { b: { each _ { let x = each values %0; continue a } } }",
    ]);
    expect(body("a: { break a; }")).toEqual(["a: { break a }"]);
  });
});

describe("branches", () => {
  it("keeps conditions as they are", () => {
    expect(body("if (!a && b) c(); else if (d) e(); else { f(); }")).toEqual([
      "if (not(@a) and @b) { @c() } else { if @d { @e() } else { @f() } }",
    ]);
  });

  it("keeps cases in order, with the functions among them first", () => {
    expect(body("switch (a) { case 1: f(); break; default: function f() {} }")).toEqual([
      "let f = function f() {}", "switch @a { 1: { f(); break }, _: {} }",
    ]);
  });

  it("keeps `try`, `catch` and `finally`", () => {
    expect(body("try { a() } catch (e) { throw e } finally { b() }")).toEqual(["try { @a() } catch e { throw e } finally { @b() }"]);
    expect(body("try { a() } catch { }")).toEqual(["try { @a() } catch _ {}"]);
  });
});

describe("other statements", () => {
  it("keeps directives, drops empty statements and `debugger`", () => {
    expect(body("'use server'; ; debugger; {}")).toEqual(['"use server"', "{}"]);
  });
});

describe("try", () => {
  it.each([
    ["try {} catch (error) {}", "error"],
    ["try {} catch (error: unknown) {}", "error"],
    ["try {} catch ({ stack }) {}", "{ stack }"],
    ["try {} catch /* nothing */ {}", "catch"],
  ])("%s: what is caught stands at %j", (text, expected) => {
    const [stmt] = ir(text, "ts").functions[0]?.body ?? [];
    const caught = stmt?.kind === "try" ? stmt.param : null;
    expect(text.slice(caught?.start, caught?.end)).toBe(expected);
  });

  it("catches nothing without a handler", () => {
    expect(ir("try {} finally {}").functions[0]?.body[0]).toMatchObject({ param: null, handler: null });
  });
});
