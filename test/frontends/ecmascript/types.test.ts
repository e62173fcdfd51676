import { describe, expect, it } from "vitest";

import { printTypes } from "./printer.js";
import { ir } from "./parsers.js";

/** What `type T = <text>` becomes. */
function type(text: string, before = ""): string {
  const lines = printTypes(ir(`${before}; type T = ${text};`));
  return lines.at(-1)?.replace(/^alias T = /, "") ?? "";
}

describe("type references", () => {
  it("resolve names to what is declared in sight", () => {
    expect(type("A | B.C<string>", "import { A } from 'a'; import * as B from 'b'")).toBe("(A | B.C<string>)");
    expect(type("Promise<Readonly<User>>")).toBe("@Promise<@Readonly<@User>>");
    expect(type("typeof a.b", "const a = f()")).toBe("typeof a.b");
    expect(type("typeof process.env")).toBe("typeof @process.env");
  });

  it("know primitives and literals", () => {
    expect(type("[string, number, boolean, bigint, symbol, null, undefined, void, never, unknown, any, object, unique symbol]")).toBe(
      "[string, number, boolean, bigint, symbol, null, undefined, void, never, unknown, any, object, symbol]",
    );
    expect(type("'a' | 1 | -1 | true | 1n | -2n | `b`")).toBe('("a" | 1 | -1 | true | 1n | -2n | "b")');
  });

  it("know arrays, tuples, intersections and parentheses", () => {
    expect(type("(A & B)[] | readonly C[] | [a: D, b?: E, ...F[]] | [G?]")).toBe("((@A & @B)[] | @C[] | [@D, @E, @F[]] | [@G])");
  });

  it("know object and function types", () => {
    expect(type("{ a: A; 'b-c'?: B; d(e: E): F; get g(): G; set g(v: G); [k: string]: H; (): I; new (): J; [l]: K }")).toBe(
      "{ a: @A, b-c?: @B, d(): (@E) => @F, g: @G, g: @G }",
    );
    expect(type("<U>(a: U, b?: B, ...c: C[]) => D")).toBe("(other, @B, @C[]) => @D");
  });

  it("know imported types", () => {
    expect(type("import('a').B.C<D> | typeof import('e')")).toBe("(import(a).B.C<@D> | import(e))");
  });

  it("do not follow computed types", () => {
    for (const text of ["keyof A", "A['b']", "{ [K in A]: B }", "A extends infer B ? C : D", "`a${B}`", "new () => A", "this"]) {
      expect(type(text)).toBe("other");
    }
  });
});

describe("type declarations", () => {
  it("keep parameters and parents", () => {
    expect(printTypes(ir("interface A<T, U = T> extends B, C.D<T> { e: U } type F<G extends string> = G[];"))).toEqual([
      "interface A<T, U> extends @B, @C.D<other> = { e: other }", "alias F<G> = other[]",
    ]);
  });

  it("share the binding of a value of the same name", () => {
    const module = ir("interface A { b: string } const A = 1; type C = A; f(A);");
    expect(module.bindings.map((one) => `${one.name} ${one.kind}`)).toEqual(["A local", "C type"]);
    expect(module.types.map((one) => one.binding)).toEqual([0, 1]);
  });

  it("are seen above their declaration", () => {
    expect(ir("function f(a: A) {} interface A {}").functions[1]?.params[0]?.type).toMatchObject({ binding: 1 });
  });
});
