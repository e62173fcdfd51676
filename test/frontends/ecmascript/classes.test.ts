import { describe, expect, it } from "vitest";

import { printBody, printClasses } from "./printer.js";
import { ir } from "./parsers.js";

const body = (text: string): string[] => printBody(ir(text));

describe("classes", () => {
  it("are assigned where they stand", () => {
    expect(body("new A(); class A {}")).toEqual(["new A()", "let A = class A {  }"]);
  });

  it("bind the name of a class expression around it", () => {
    expect(body("const a = class B { m() { return B } }; const c = class {}")).toEqual([
      "let a = let B = class B { m = method m() { return B } }", "let c = class c {  }",
    ]);
  });

  it("have methods, accessors and computed members", () => {
    expect(body("class A { a() {} static async b() {} get c() { return 1 } set c(v) {} #d() {} [e]() {} 'f'() {} protected *g() {} }")).toEqual([
      "let A = class A { a = method a() {}; static b = async static method b() {}; c = getter c() { return 1 }; c = setter c(v) {}; private #d = method #d() {}; [@e] = method() {}; f = method f() {}; protected g = method* g() {} }",
    ]);
  });

  it("initialise fields in a function of their own", () => {
    expect(body("class A { a = 1; readonly b: B; private c = () => this.a; declare d: D; accessor e = 2 }")).toEqual([
      "let A = class A { a; b: @B; private c; d: @D; e; initialiser() { this.a = 1; this.c = arrow c() { return this.a }; this.e = 2 } }",
    ]);
  });

  it("run static fields and blocks in order", () => {
    expect(body("class A { static a = 1; static { f(this); var x = 1; } static #b = 2 }")).toEqual([
      "let A = class A { static a; private static #b; static initialiser() { this.a = 1; { @f(this); let x = 1 }; this.#b = 2 } }",
    ]);
  });

  it("evaluate the computed key of a field once", () => {
    expect(body("class A { [f()] = 1; [k] = 2 }")).toEqual([
      "let A = class A { [let %0 = @f()]; [@k]; initialiser() { this[%0] = 1; this[@k] = 2 } }",
    ]);
  });

  it("make fields of parameter properties, after `super()`", () => {
    expect(body("class A extends B { constructor(private db: Db, readonly c = 1, d) { super(); this.e = d } }")).toEqual([
      "let A = class A extends @B { private db: @Db; c; constructor A(db: @Db, c?, d) { c = (c nullish 1); super super(); this.db = db; this.c = c; this.e = d } }",
    ]);
  });

  it("keep what they extend and implement", () => {
    expect(body("class A<T> extends B.C<string, T> implements D, E.F<G> { m() { super.m() } }")).toEqual([
      "let A = class A extends @B.C<string, other> implements @D, @E.F<@G> { m = method m() { super.m() } }",
    ]);
  });

  it("ignore overload signatures, keep abstract and optional members", () => {
    expect(body("abstract class A { a(x: string): void; a(x: any) {} abstract b(): B; abstract c: C; d?(): void; constructor(y: string); constructor(y: any) {} }")).toEqual([
      "let A = abstract class A { a = method a(x: any) {}; abstract b = method b(): @B -; abstract c: @C; d = method d(): void -; constructor A(y: any) {} }",
    ]);
  });

  it("have no value when they are only declared", () => {
    const module = ir("declare class A { a: string; m(x: B): C }");
    expect(printBody(module)).toEqual([]);
    expect(printClasses(module)).toEqual(["class A { a: string; m = method m(x: @B): @C - }"]);
  });

  it("keep decorators of classes, members and parameters", () => {
    expect(body("@a class A { @b() c: C; @d e(@f g, @h() i = 1) {} constructor(@j private k: K) {} }")).toEqual([
      "let A = @@a class A { @@b() c: @C; @@d e = method e(@@f g, @@h() i?) { i = (i nullish 1) }; private k: @K; constructor A(@@j k: @K) { this.k = k } }",
    ]);
  });
});
