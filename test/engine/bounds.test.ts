import { describe, expect, test } from "vitest";
import { BOUNDS } from "../../src/engine/index.js";
import { Program } from "./program.js";

/** The bounds that an analysis hit. */
function hits(text: string): readonly string[] {
  const program = new Program({ main: text });
  program.flows("main");
  return [...program.analyzer.stats().bounds.keys()];
}

const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join("\n");

describe("a bound that is hit is counted", () => {
  test("none in a small program", () => {
    expect(hits("func f(x) { sink(x.a) }\nf(source())")).toEqual([]);
  });

  test("the depth of fields, which then are not told apart", () => {
    const program = new Program({ main: "const o = { a: { b: { c: { d: source() } } } }\nsink(o.a.b.c.d)\nsink(o.a.b.c.e)\nsink(o.a.b.x)" });
    expect(program.flows("main")).toEqual(["sink(o.a.b.c.d)", "sink(o.a.b.c.e)"]);
    expect([...program.analyzer.stats().bounds.keys()]).toEqual(["pathDepth"]);
  });

  test("the facts of one start", () => {
    const count = BOUNDS.factsPerStart;
    expect(hits(`const x0 = source()\n${lines(count, (index) => `const x${index + 1} = k ? x${index} : 1`)}`)).toContain("factsPerStart");
  });

  test("what one node costs over all paths, which then are not told apart", () => {
    const count = 100;
    const copies = lines(60, (index) => `const x${index + 1} = x${index}`);
    const program = new Program({ main: `func pass(x0) { ${copies}\nreturn x60 }\n${lines(count, (index) => `sink(pass({ f${index}: { g: source() } }).f${index}.g)`)}` });
    expect(program.flows("main")).toHaveLength(count);
    expect([...program.analyzer.stats().bounds.keys()]).toEqual(["factsPerNode"]);
  });

  test("different proofs of one value", () => {
    const proofs = ["check(x)", "x = clean(x)", "x = `${x}`", "check(x); x = clean(x)", "check(x); x = `${x}`"];
    expect(hits(`let x = source()\n${proofs.reduce((rest, proof) => `if (k) { ${proof} } else { ${rest} }`, "x = 1")}\nsink(x)`)).toEqual(["proofsPerFact"]);
  });

  test("the calls around functions that hand their results to each other in circles", () => {
    const program = new Program({
      main: `class F {
  method at(d) { return this.check(d) }
  method check(d) {
    const parent = k ? this.check(d) : 1
    return this.read(d, parent)
  }
  method read(d, parent) { return { config: this.configOf(d) ?? parent.config, dir: d } }
  method configOf(d) { return k ? this.check(d).config : 1 }
}
const f = new F()
f.at(1).config.paths.run(source())
sink(f.at(source()).dir)`,
    });
    expect(program.flows("main")).toEqual(["sink(f.at(source()).dir)"]);
    expect([...program.analyzer.stats().bounds.keys()]).toEqual(["frameDepth", "closings"]);
  });

  // A name that is repeated is cut at two, and a third read of it finds nothing.
  test.fails("a name within itself, more than twice", () => {
    const program = new Program({ main: "const o = { a: { a: { a: [source()] } } }\nsink(o.a.a.a[0])" });
    expect([...program.flows("main"), ...program.analyzer.stats().bounds.keys()]).not.toEqual([]);
  });
});

describe("statistics", () => {
  test("count files, functions and flows", () => {
    const program = new Program({ main: "func f() { sink(source()) }\nsink(source())", a: "func g() {}" });
    program.all();
    expect(program.analyzer.stats()).toMatchObject({ files: 2, functions: 4, flows: 2 });
  });
});
