import { expect, test } from "vitest";
import { read } from "../../src/ir/text/read.js";
import { behaviours, Program } from "./program.js";

behaviours("instances", {
  "a field that the constructor keeps": ["class A { constructor(x) { this.x = x }\n method m() { sink(this.x) } }\nnew A(source()).m()", ["sink(this.x)"]],
  "a field is not its neighbour": ["class A { constructor(x) { this.x = x\n this.y = 1 }\n method m() { sink(this.y) } }\nnew A(source()).m()", []],
  "a field with a first value": ["class A { field x = source()\n method m() { sink(this.x) } }\nnew A().m()", ["sink(this.x)"]],
  "a private field": ["class A { field #x = source()\n method m() { sink(this.#x) } }\nnew A().m()", ["sink(this.#x)"]],
  "a private method": ["class A { method #m(x) { sink(x) }\n method n(x) { this.#m(x) } }\nnew A().n(source())", ["sink(x)"]],
  "a field read from outside": ["class A { constructor(x) { this.x = x } }\nsink(new A(source()).x)", ["sink(new A(source()).x)"]],
  "a field that holds a function": ["class A { field put = func (x) => { sink(x) } }\nnew A().put(source())", ["sink(x)"]],
  "a method on a kept library value": ['import { Pool } from "db"\nclass R { constructor(db) { this.db = db }\n method find(id) { this.db.query(id) } }\nnew R(new Pool()).find(source())', ["this.db.query(id)"]],
  "a declared type names the class": ["class A { method put(x) { sink(x) } }\nfunc f(a: A) { a.put(source()) }", ["sink(x)"]],
  "functions with a prototype": ["func F(x) { this.x = x }\nF.prototype.m = func () { sink(this.x) }\nnew F(source()).m()", ["sink(this.x)"]],
});

behaviours("inheritance", {
  "a source that the parent hands to a child's method": ["class A { method run() { this.hook(source()) } }\nclass B extends A { method hook(x) { sink(x) } }\nnew B().run()", ["sink(x)"]],
  "a method of the parent": ["class A { method put(x) { sink(x) } }\nclass B extends A {}\nnew B().put(source())", ["sink(x)"]],
  "a method that is overridden": ["class A { method put(x) { sink(x) } }\nclass B extends A { method put(x) {} }\nnew B().put(source())", []],
  "the parent's method by super": ["class A { method put(x) { sink(x) } }\nclass B extends A { method put(x) { super.put(x) } }\nnew B().put(source())", ["sink(x)"]],
  "the parent's constructor by super": ["class A { constructor(x) { this.x = x } }\nclass B extends A { constructor(y) { super(y) }\n method m() { sink(this.x) } }\nnew B(source()).m()", ["sink(this.x)"]],
  "the parent's constructor where there is no other": ["class A { constructor(x) { this.x = x } }\nclass B extends A { method m() { sink(this.x) } }\nnew B(source()).m()", ["sink(this.x)"]],
  "a child's method that the parent calls": ["class A { method run(v) { this.hook(v) } }\nclass B extends A { method hook(x) { sink(x) } }\nnew B().run(source())", ["sink(x)"]],
  "an abstract method is its implementations": ["abstract class A { abstract method put(x) }\nclass B extends A { method put(x) { sink(x) } }\nfunc f(a: A) { a.put(source()) }", ["sink(x)"]],
  "an interface's method is its implementations": ["interface I { other: string }\nclass B implements I { method put(x) { sink(x) } }\nfunc f(a: I) { a.put(source()) }", ["sink(x)"]],
  "over files": [
    {
      main: 'import { A } from "./a"\nimport { put } from "./b"\nclass B extends A { method hook(x) { put(x) } }\nnew B().run(source())',
      a: "export class A { method run(v) { this.hook(v) } }",
      b: "export func put(x) { sink(x) }",
    },
    ["b: sink(x)"],
  ],
});

behaviours("statics", {
  "a static method": ["class A { static method put(x) { sink(x) } }\nA.put(source())", ["sink(x)"]],
  "an inherited one": ["class A { static method put(x) { sink(x) } }\nclass B extends A {}\nB.put(source())", ["sink(x)"]],
  "a static method is none of an instance": ["class A { static method put(x) { sink(x) } }\nnew A().put(source())", []],
  "a static field that holds a function": ["class A { static field put = func (x) => { sink(x) } }\nA.put(source())", ["sink(x)"]],
  "a value in a static field": ["class A { static field s = source() }\nsink(A.s)", ["sink(A.s)"]],
  "a value that a static method keeps": ["class A { static method put(x) { A.v = x }\n static method run() { sink(A.v) } }\nA.put(source())\nA.run()", ["sink(A.v)"]],
  "a value that a static method keeps in this": ["class A { static method put(x) { this.v = x } }\nfunc f() { A.put(source()) }\nfunc g() { sink(A.v)\n sink(A.w) }", ["sink(A.v)"]],
  "a value that is kept in a function": ["func f() { sink(f.v) }\nf.v = source()\nf()", ["sink(f.v)"]],
  "this in a static method is the class": ["class A { static method run(x) { this.put(x) }\n static method put(x) { sink(x) } }\nA.run(source())", ["sink(x)"]],
});

behaviours("getters that hand on what they are", {
  "of a class: a library value": ['import { Pool } from "db"\nclass A { get pool() { return new Pool() } }\nnew A().pool.query(source())', ["new A().pool.query(source())"]],
  "of an object: a function": ["const o = { get put() { return func (x) => { sink(x) } } }\no.put(source())", ["sink(x)"]],
});

behaviours("accessors", {
  "a value out of a class's getter": ["class A { get g() { return source() } }\nsink(new A().g)", ["sink(new A().g)"]],
  "a value out of an object's getter": ["const o = { get g() { return source() } }\nsink(o.g)", ["sink(o.g)"]],
  "a value into a setter": ["class A { set s(v) { sink(v) } }\nconst a = new A()\na.s = source()", ["sink(v)"]],
  "a value into an object's setter": ["const o = { set s(v) { sink(v) } }\no.s = source()", ["sink(v)"]],
  "what a getter reads of its object": ["class A { constructor(x) { this.x = x }\n get g() { return this.x } }\nsink(new A(source()).g)", ["sink(new A(source()).g)"]],
  "what a getter makes of it": ["class A { constructor(x) { this.x = x }\n get g() { return clean(this.x) } }\nsink(new A(source()).g)", ["sink(new A(source()).g) [clean]"]],
  "what an object's getter has captured": ["func f(x) { return { get g() { return x } } }\nsink(f([source()]).g[0])", ["sink(f([source()]).g[0])"]],
  "what an object's getter reads of its object": ["const o = { x: source(), get g() { return this.x } }\nsink(o.g)", ["sink(o.g)"]],
  "what a setter keeps": ["class A { set s(v) { this.kept = v }\n method m() { sink(this.kept) } }\nconst a = new A()\na.s = source()\na.m()", ["sink(this.kept)"]],
  "what a setter keeps elsewhere only": ["class A { set s(v) { this.kept = 1 }\n get s() { return this.kept } }\nconst a = new A()\na.s = source()\nsink(a.s)", []],
  "a parent's": ["class A { set s(v) { this.kept = v }\n get s() { return this.kept } }\nclass B extends A {}\nconst b = new B()\nb.s = source()\nsink(b.s)", ["sink(b.s)"]],
  "an abstract one is its implementations": ["abstract class A { abstract get g()\n method m() { sink(this.g) } }\nclass B extends A { get g() { return source() } }\nnew B().m()", ["sink(this.g)"]],
  "a static one": ["class A { static get g() { return source() } }\nsink(A.g)", ["sink(A.g)"]],
  "a sink on what a caller handed in": ["class A { constructor(put) { this.put = put }\n set s(v) { this.put(v) } }\nconst a = new A(func (x) => { sink(x) })\na.s = source()", ["sink(x)"]],
  "of another file": [{ main: 'import { A } from "./a"\nconst a = new A()\na.s = source()\nsink(a.s)', a: "export class A { set s(v) { this.kept = v }\n get s() { return this.kept } }" }, ["sink(a.s)"]],
  "that give a source of another file": [{ main: 'import { A } from "./a"\nsink(new A().g)', a: "export class A { get g() { return source() } }" }, ["sink(new A().g)"]],
});

/** How often the members of a class are looked through, for a call of a method that every class of a chain declares abstract. */
function looksThrough(length: number): number {
  const chain = Array.from({ length }, (_, index) => `abstract class C${index}${index === 0 ? "" : ` extends C${index - 1}`} { abstract method put(x) }`);
  const text = `${chain.join("\n")}\nfunc f(v: C0) { v.put(source()) }`;
  const program = new Program({ main: text });
  let looks = 0;
  for (const cls of program.analyzer.open("/main.ts", text, () => read(text)).module.flow.classes) {
    const { members } = cls;
    Object.defineProperty(cls, "members", { get: () => (looks++, members) });
  }
  expect(program.flows("main")).toEqual([]);
  return looks;
}

test("each class beneath an abstract one is asked once, with those above it: not all ways through the chain", () => {
  const few = looksThrough(4);
  expect(few).toBeGreaterThan(4);
  expect(looksThrough(8)).toBeLessThan(5 * few);
});
