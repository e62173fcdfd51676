import { describe, expect, it } from "vitest";

import { printBody } from "./printer.js";
import { ir, type Language } from "./parsers.js";

function expr(text: string, language: Language = "ts"): string {
  return printBody(ir(text, language)).join("; ");
}

describe("literals", () => {
  it("carry their value; bigint and regex as text", () => {
    expect(expr("f('a', 1_000, true, null, 0xFn, 1_0n, /a\\/b/giv, 1e999)")).toBe('@f("a", 1000, true, null, 0xFn, 10n, /a\\/b/giv, Infinity)');
  });

  it("fill templates in order and skip empty texts", () => {
    expect(expr("`a${b}${c}d`")).toBe('`"a", @b, @c, "d"`');
    expect(expr("`\\u{41}\n`")).toBe('`"A\\n"`');
  });

  it("hand tags their texts and values", () => {
    expect(expr("sql`a ${b} \\unicode`")).toBe('tag @sql(["a ", undefined], @b)');
    expect(expr("db.sql<Row>`a`")).toBe('tag @db.sql<@Row>(["a"])');
  });
});

describe("operators", () => {
  it("make one text of a chain of plus", () => {
    expect(expr("a + b + 'c' + (d + e)")).toBe('(@a + @b + "c" + (@d + @e))');
    expect(expr("a - b + c + d - e")).toBe("(((@a - @b) + @c + @d) - @e)");
  });

  it("keep logic, comparison and negation", () => {
    expect(expr("!a && b || (c ?? d) === e")).toBe("((not(@a) and @b) or ((@c nullish @d) === @e))");
  });

  it("group as the source does", () => {
    expect(expr("a && (b || c) && d")).toBe("((@a and (@b or @c)) and @d)");
    expect(expr("a ? b : c ? d : e")).toBe("(@a ? @b : (@c ? @d : @e))");
    expect(expr("(-a) ** 2, typeof b, void c(), void 0, delete d.e, ~f, +g")).toBe(
      "((-(@a) ** 2), typeof(@b), void(@c()), undefined, delete(@d.e), ~(@f), +(@g))",
    );
    expect(expr("class A { #x; m(o) { return #x in o && o instanceof A } }")).toContain('return (("#x" in o) and (o instanceof A))');
  });

  it("read the target before a compound assignment", () => {
    expect(expr("let a; a += b; a -= b; a ||= b; a &&= b; a ??= () => 1; a++;")).toBe(
      "let a = undefined; a = (a + @b); a = (a - @b); a = (a or @b); a = (a and @b); a = (a nullish arrow a() { return 1 }); a = (a - 1)",
    );
    expect(expr("a.b.c += d; a[i] += d")).toBe("@a.b.c = (@a.b.c + @d); @a[@i] = (@a[@i] + @d)");
  });

  it("evaluate a compound target once", () => {
    expect(expr("f().x += 1; a[i++] += 1")).toBe(
      "(let %0 = @f(), %0.x = (%0.x + 1)); (let %1 = @a, let %2 = @i = (@i - 1), %1[%2] = (%1[%2] + 1))",
    );
  });

  it("chain assignments", () => {
    expect(expr("a = b.c = d")).toBe("@a = @b.c = @d");
  });
});

describe("members and calls", () => {
  it("know static, computed, private and optional members", () => {
    expect(expr("a.b['c'][1][d]?.e?.[f]?.()")).toBe("@a.b.c.1[@d]?.e?.[@f]?.()");
    expect(expr("(a?.b).c")).toBe("@a?.b.c");
    expect(expr("class A { #x; m() { return this.#x } }")).toContain("return this.#x");
  });

  it("keep spreads, `new`, type arguments and non-null assertions", () => {
    expect(expr("f<A, string>(...a, b); new B<C>(); new D; e!.f!()")).toBe("@f<@A, string>(...@a, @b); new @B<@C>(); new @D(); ((@e nonnull).f nonnull)()");
  });

  it("keep casts, but not `as const`", () => {
    expect(expr("a as string; <T>b; c satisfies D; e as const; <const>[f]; g<string>;")).toBe(
      "(@a assert string); (@b assert @T); (@c satisfies @D); @e; [@f]; @g",
    );
  });

  it("keep holes and spreads of arrays, entries of objects", () => {
    expect(expr("[a, , ...b]")).toBe("[@a, hole, ...@b]");
    expect(expr("({ a, b: 1, 'c-d': 2, 3: e, [f]: g, ...h, i() {}, get j() { return 1 }, set j(v) {}, async *k() {} })")).toBe(
      "{ a: @a, b: 1, c-d: 2, 3: @e, [@f]: @g, ...@h, i: method i() {}, j: getter j() { return 1 }, j: setter j(v) {}, k: async method* k() {} }",
    );
  });

  it("load modules", () => {
    expect(expr("import('a'); import(b); require('c').d; require(e); import('f', { with: { type: 'json' } })")).toBe(
      'import("a"); @import(@b); require("c").d; @require(@e); import("f")',
    );
    expect(expr("const require = f; require('c')")).toBe('let require = @f; require("c")');
  });
});

describe("functions", () => {
  it("return the value of a concise body", () => {
    expect(expr("async (a, b?: string) => await a")).toBe("async arrow(a, b?: string) { return await a }");
  });

  it("yield", () => {
    expect(expr("function* f() { yield; yield 1; yield* g() }")).toBe("let f = function* f() { yield; yield 1; yield* @g() }");
  });

  it("keep the type of `this` apart from the parameters", () => {
    expect(expr("function f(this: A, b: B): C {}")).toBe("let f = function f(this: @A, b: @B): @C {}");
  });

  it("tell what predicates say", () => {
    const predicates = ir(
      "function a(x: any, y: any): y is string {} function b(x: any): asserts x {} class C { d(): this is D {} } function e(this: E, x): asserts x is F {}",
    ).functions.flatMap((one) => (one.predicate ? [one.predicate] : []));
    expect(predicates).toMatchObject([
      { param: 1, asserts: false, type: { kind: "primitive", name: "string" } },
      { param: 0, asserts: true },
      { param: 0, asserts: true, type: { path: ["F"] } },
      { param: -1, asserts: false, type: { path: ["D"] } },
    ]);
    expect(predicates[1]).not.toHaveProperty("type");
  });

  it("know their parents", () => {
    expect(ir("function a() { return () => { class B { m() {} } } }").functions.map((one) => one.parent)).toEqual([-1, 0, 1, 2]);
  });
});

describe("JSX", () => {
  it("calls components and members of JSX", () => {
    expect(expr("<div id='a' b c={d} {...e} />", "tsx")).toBe('jsx @JSX.div({ id: "a", b: true, c: @d, ...@e })');
    expect(expr("const A = f(); <A.B><A /></A.B>", "tsx")).toBe("let A = @f(); jsx A.B({ children: jsx A({}) })");
    expect(expr("<x-y a:b='1' /> ; <svg:path />", "tsx")).toBe('jsx @JSX.x-y({ a:b: "1" }); jsx @JSX.svg:path({})');
  });

  it("collects content without layout", () => {
    expect(expr("<>\n  <p>a &amp; {b}</p>\n  {/* c */}\n</>", "tsx")).toBe('jsx @JSX.Fragment({ children: jsx @JSX.p({ children: ["a &amp; ", @b] }) })');
    expect(expr("<p>{...a}</p>", "js")).toBe("jsx @JSX.p({ children: [...@a] })");
  });

  it("keeps type arguments", () => {
    expect(expr("<A<string> b={1} />", "tsx")).toBe("jsx @A<string>({ b: 1 })");
  });
});
