import { describe, expect, it } from "vitest";
import { HeirIndex, heritageNames } from "../../src/project/heritage.js";

const namesIn = (text: string): readonly string[] => [...heritageNames(text)].sort();

describe("heritageNames", () => {
  it("finds the class that a class extends", () => {
    expect(namesIn("export class A extends Base {}")).toEqual(["Base"]);
  });

  it("finds every interface that a class implements", () => {
    expect(namesIn("class A implements I, J {}")).toEqual(["I", "J"]);
  });

  it("finds what an interface extends", () => {
    expect(namesIn("interface A extends B, C { x: 1 }")).toEqual(["B", "C"]);
  });

  it("finds the heritage of a class expression without a name", () => {
    expect(namesIn("export default class extends Base {}")).toEqual(["Base"]);
  });

  it("takes the last name of a dotted path", () => {
    expect(namesIn("class A extends ns.inner.Base {}")).toEqual(["Base"]);
  });

  it("leaves type arguments out, and reads on behind them", () => {
    expect(namesIn("class A extends B<T, { a: 1; b: () => U }> implements C<V> {}")).toEqual(["B", "C"]);
  });

  it("leaves the bounds of type parameters out", () => {
    expect(namesIn("class A<T extends U> {}")).toEqual([]);
  });

  it("finds the arguments of a mixin", () => {
    expect(namesIn("class A extends Mixin(Base, { option: Other }) {}")).toEqual(["Base", "Mixin"]);
  });

  it("reads over line ends and comments", () => {
    expect(namesIn("class A // extends No {\n  /* extends Nor { */ extends\n  Yes {}")).toEqual(["Yes"]);
  });

  it("is not led astray by an apostrophe in prose", () => {
    expect(namesIn("// a class doesn't\nclass A extends B {}")).toEqual(["B"]);
  });

  it("ignores conditional types and bodies", () => {
    expect(namesIn("type X = A extends B ? C : D; class E { f = 'class'; }")).toEqual([]);
  });

  it("adds the original name of a renamed import", () => {
    expect(namesIn("import { Base as B } from './b'; class A extends B {}")).toEqual(["B", "Base"]);
  });

  it("adds `default` for a default import", () => {
    expect(namesIn("import B, { x } from './b'; class A extends B {}")).toEqual(["B", "default"]);
  });

  it("adds no renamed import that no class extends", () => {
    expect(namesIn("import { Base as B } from './b'; class A extends C {}")).toEqual(["C"]);
  });

  it("knows names that are not ASCII, and names of Object's own members", () => {
    expect(namesIn("class A extends Größe {} class B extends constructor {} class C extends __proto__ {}")).toEqual(
      ["Größe", "__proto__", "constructor"].sort(),
    );
  });

  it("stays linear in a text of unclosed strings and headers", () => {
    const text = "class A extends B '".repeat(20_000);
    const start = performance.now();
    heritageNames(text);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe("HeirIndex", () => {
  it("lists files in one order, whichever came first", () => {
    const index = new HeirIndex();
    index.set("/b.ts", new Set(["Base"]));
    index.set("/a.ts", new Set(["Base", "constructor"]));
    expect([index.filesNaming("Base"), index.filesNaming("constructor"), index.filesNaming("toString")]).toEqual([
      ["/a.ts", "/b.ts"],
      ["/a.ts"],
      [],
    ]);
  });

  it("forgets what a file no longer names", () => {
    const index = new HeirIndex();
    index.set("/a.ts", new Set(["Base"]));
    index.filesNaming("Base");
    index.set("/a.ts", new Set());
    expect(index.filesNaming("Base")).toEqual([]);
  });
});
