import { describe, expect, test } from "vitest";
import { Program } from "./program.js";

const MAIN = 'import { put } from "./a"\nput(source())';
const SINK = "export func put(x) { sink(x) }";
const HARMLESS = "export func put(x) { }";

/** After an edit that is opened, as an editor does; and that the same program would have if it were new. */
function edited(program: Program, name: string, text: string): readonly string[] {
  program.edit(name, text);
  program.refresh();
  program.flows(name);
  const flows = program.flows("main");
  expect(flows).toEqual(new Program(program.files).flows("main"));
  return flows;
}

describe("an edited file", () => {
  test("changes what is said of the file itself", () => {
    const program = new Program({ main: "sink(source())" });
    expect(program.flows("main")).toEqual(["sink(source())"]);
    expect(edited(program, "main", "sink(1)")).toEqual([]);
  });

  test("changes what is said of a file that calls it", () => {
    const program = new Program({ main: MAIN, a: SINK });
    expect(program.flows("main")).toEqual(["a: sink(x)"]);
    expect(edited(program, "a", HARMLESS)).toEqual([]);
    expect(edited(program, "a", SINK)).toEqual(["a: sink(x)"]);
  });

  test("behind a re-export", () => {
    const program = new Program({ main: MAIN, a: 'export * from "./b"', b: HARMLESS });
    expect(program.flows("main")).toEqual([]);
    expect(edited(program, "b", SINK)).toEqual(["b: sink(x)"]);
  });

  test("in a circle of re-exports", () => {
    const program = new Program({ main: MAIN, a: 'export * from "./b"', b: 'export * from "./a"\nexport * from "./c"', c: HARMLESS });
    expect(program.flows("main")).toEqual([]);
    expect(edited(program, "c", SINK)).toEqual(["c: sink(x)"]);
    expect(edited(program, "b", 'export * from "./a"')).toEqual([]);
  });

  test("that exports a name, where another did before", () => {
    const program = new Program({ main: MAIN, a: 'export * from "./b"\nexport * from "./c"', b: "export const other = 1", c: HARMLESS });
    expect(program.flows("main")).toEqual([]);
    expect(edited(program, "b", SINK)).toEqual(["b: sink(x)"]);
    expect(edited(program, "b", "export const other = 2")).toEqual([]);
    expect(edited(program, "c", SINK)).toEqual(["c: sink(x)"]);
  });

  test("that nobody asked for the name, between two that were", () => {
    const program = new Program({ main: MAIN, a: 'export * from "./b"\nexport * from "./c"', b: "export const other = 1", c: SINK });
    expect(program.flows("main")).toEqual(["c: sink(x)"]);
    expect(edited(program, "b", "export const another = 1")).toEqual(["c: sink(x)"]);
    expect(edited(program, "c", HARMLESS)).toEqual([]);
    expect(edited(program, "b", SINK)).toEqual(["b: sink(x)"]);
  });

  test("that hands on a type under a new name", () => {
    const program = new Program({ main: 'import type { T } from "./a"\nfunc f(v: T) { v.put(source()) }', a: 'export * from "./b"', b: "export const T1 = 1", c: "export class T { method put(x) { sink(x) } }" });
    expect(program.flows("main")).toEqual([]);
    expect(edited(program, "b", 'export { T } from "./c"')).toEqual(["c: sink(x)"]);
  });

  test("behind a type", () => {
    const program = new Program({ main: 'import type { T } from "./a"\nfunc f(v: T) { v.put(source()) }', a: 'export { T } from "./b"', b: "export class T { method put(x) { } }" });
    expect(program.flows("main")).toEqual([]);
    expect(edited(program, "b", "export class T { method put(x) { sink(x) } }")).toEqual(["b: sink(x)"]);
  });

  test("behind a parent class", () => {
    const program = new Program({ main: 'import { A } from "./a"\nclass B extends A {}\nnew B().put(source())', a: "export class A { method put(x) { } }" });
    expect(program.flows("main")).toEqual([]);
    expect(edited(program, "a", "export class A { method put(x) { sink(x) } }")).toEqual(["a: sink(x)"]);
  });

  test("that returns a source", () => {
    const program = new Program({ main: 'import { get } from "./a"\nsink(get()[0])', a: 'import { take } from "./b"\nexport func get() { return take() }', b: "export func take() { return [1] }" });
    expect(program.flows("main")).toEqual([]);
    expect(edited(program, "b", "export func take() { return [source()] }")).toEqual(["sink(get()[0])"]);
  });

  test("that checks a value", () => {
    const program = new Program({ main: 'import { must } from "./a"\nconst x = source()\nmust(x)\nsink(x)', a: "export func must(x) { check(x) }" });
    expect(program.flows("main")).toEqual(["sink(x) [form]"]);
    expect(edited(program, "a", "export func must(x) { }")).toEqual(["sink(x)"]);
  });
});

describe("changes that nobody opened", () => {
  test("a file that changed on disk", () => {
    const program = new Program({ main: MAIN, a: SINK });
    program.flows("main");
    program.edit("a", HARMLESS);
    program.refresh();
    expect(program.flows("main")).toEqual([]);
  });

  test("a file behind an index that was forgotten in between, twice", () => {
    const program = new Program({ main: MAIN, a: 'import { d } from "./d"\nexport * from "./b"\nexport * from "./c"\nexport const e = d()', b: "export const other = 1", c: SINK, d: "export func d() { return 1 }" });
    expect(program.flows("main")).toEqual(["c: sink(x)"]);
    for (const value of [2, 3]) {
      program.edit("d", `export func d() { return ${value} }`);
      program.edit("b", `export const other = ${value}`);
      program.refresh();
      expect(program.flows("main")).toEqual(["c: sink(x)"]);
    }
    program.edit("b", "export func put(x) { }");
    program.edit("c", "export const other = 1");
    program.refresh();
    expect(program.flows("main")).toEqual(new Program(program.files).flows("main"));
    program.edit("b", SINK);
    program.refresh();
    expect(program.flows("main")).toEqual(["b: sink(x)"]);
  });

  test("a name that an index hands on from another file now", () => {
    const program = new Program({ main: 'import { put } from "./a"\nimport { d } from "./a"\nd(1)\nput(source())', a: 'import { d } from "./d"\nexport { d }\nexport * from "./b"\nexport * from "./c"\nconst e = d(1)', b: "export const other = 1", c: "export const more = 1", d: "export func d(x) { return x }" });
    expect(program.flows("main")).toEqual([]);
    program.edit("d", "export func d(x) { return [x] }");
    program.refresh();
    expect(program.flows("main")).toEqual([]);
    program.edit("b", SINK);
    program.refresh();
    expect(program.flows("main")).toEqual(["b: sink(x)"]);
  });

  test("a file that was missing", () => {
    const program = new Program({ main: MAIN });
    program.flows("main");
    program.edit("a", SINK);
    program.refresh();
    expect(program.flows("main")).toEqual(["a: sink(x)"]);
  });

  test("a new class that implements an abstract method", () => {
    const program = new Program({ main: "export abstract class A { abstract method put(x) }\nfunc f(a: A) { a.put(source()) }" });
    program.flows("main");
    program.edit("b", 'import { A } from "./main"\nclass B extends A { method put(x) { sink(x) } }');
    program.refresh();
    expect(program.flows("main")).toEqual(["b: sink(x)"]);
  });
});
