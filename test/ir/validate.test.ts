import { describe, expect, test } from "vitest";
import type { Module } from "../../src/ir/ir.js";
import { validate } from "../../src/ir/index.js";
import { read } from "../../src/ir/text/read.js";

/** The module of a text, with one value replaced: `functions.1.parent`; `undefined` takes the field away. */
function change(text: string, path: string, value: unknown): Module {
  const module: unknown = structuredClone(read(text));
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  let at = module as Record<string, unknown>;
  for (const key of keys) at = at[key] as Record<string, unknown>;
  if (value === undefined) Reflect.deleteProperty(at, last);
  else at[last] = value;
  return module as Module;
}

type Case = readonly [text: string, path: string, value: unknown, complaint: string];

function each(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    test.each(cases)("%j with %s = %j", (text, path, value, complaint) => {
      expect(validate(read(text))).toEqual([]);
      expect(validate(change(text, path, value))).toContain(complaint);
    });
  });
}

/** What can be said in the text form as well as the IR. */
function told(name: string, cases: readonly (readonly [text: string, complaint: string])[]): void {
  describe(name, () => {
    test.each(cases)("%j", (text, complaint) => {
      expect(validate(read(text))).toEqual([complaint]);
    });
  });
}

test("a sound module has no faults", () => {
  expect(validate(read("import a from \"m\"\nexport { f }\nasync func f(x: a) { await x\n each (const y of a) { continue } }\nclass C { field a = 1 }"))).toEqual([]);
});

each("numbers are in range", [
  ["let x", "bindings.0.owner", 4, "binding 0 x: there is no function 4 to own it"],
  ["func f() {}", "functions.1.parent", 4, "function 1 f: there is no function 4 to be its parent"],
  ["class C { method m() {} }", "functions.1.class", 4, "function 1 m: there is no class 4"],
  ["class C {}", "classes.0.owner", 4, "class 0 C: there is no function 4 to own it"],
  ["let x = 1", "functions.0.body.0.value.target.binding", 4, "function 0, target at 4-5: there is no binding 4"],
  ["x = func () {}", "functions.0.body.0.value.value.function", 4, "function 0, function at 4-14: there is no function 4"],
  ["x = class {}", "functions.0.body.0.value.value.class", 4, "function 0, class at 4-12: class 4 is not owned by function 0"],
  ["class C { method m() {} }", "classes.0.members.0.function", 4, "class 0 C, member m: there is no function 4"],
  ["try {} catch (e) {}", "functions.0.body.0.param.binding", 4, "function 0, try at 0-19: there is no binding 4"],
  ["let x: T", "bindings.0.type.binding", 4, "binding 0 x, type T: there is no binding 4"],
]);

each("ranges are ordered and inside those around them", [
  ["f(a)", "functions.0.body.0.value.start", 3.5, "function 0, call at 3.5-4: the range 3.5-4 is not ordered"],
  ["f(a)", "functions.0.body.0.value.callee.start", 2, "function 0, global at 2-1: the range 2-1 is not ordered"],
  ["f(a)\nb", "functions.0.body.0.end", 9, "function 0, expr at 0-9: the range 0-9 is not inside 0-6"],
  ["f(a)\nb", "functions.0.body.0.value.args.0.value.end", 5, "function 0, global at 2-5: the range 2-5 is not inside 0-4"],
  ["try {} catch (e) {}\nb", "functions.0.body.0.param.end", 20, "function 0, try at 0-19, the caught value: the range 14-20 is not inside 0-19"],
  ["f.a = 1", "functions.0.body.0.value.target.end", 9, "function 0, target at 0-9: the range 0-9 is not inside 0-7"],
  ["func f(a) {}", "functions.1.end", 20, "function 1 f: the range 0-20 is not inside 0-12"],
  ["func f(a) {}", "functions.1.params.0.end", 20, "function 1 f, parameter binding 1 a: the range 7-20 is not inside 0-12"],
  ["class C { field a }", "classes.0.end", 30, "class 0 C: the range 0-30 is not inside 0-19"],
  ["class C { field a }", "classes.0.members.0.end", 30, "class 0 C, member a: the range 10-30 is not inside 0-19"],
  ["type T = string", "types.0.end", 30, "type 0 T: the range 0-30 is not inside 0-15"],
  ['import a from "m"', "imports.0.end", 30, 'import of default from "m": the range 7-30 is not inside 0-17'],
  ["let a; export a", "exports.0.end", 30, "export of a: the range 14-30 is not inside 0-15"],
  ['problem "p"', "problems.0.end", 30, "problem: the range 0-30 is not inside 0-11"],
]);

each("the module", [
  ["", "language", "", "the module has no language"],
  ['problem "p"', "problems.0.reason", "", "a problem has no reason"],
  ["f()", "functions.0.kind", "function", "function 0: function 0, and no other, is of kind module"],
  ["x = func () {}", "functions.1.kind", "module", "function 1: function 0, and no other, is of kind module"],
  ["f()", "functions.0.parent", 0, "function 0: the module has no parent, class or parameters"],
]);

each("bindings", [
  ["type T = string", "bindings.0.type", { kind: "other" }, "binding 0 T: a type is not of a type"],
  ["let x\ndeclare func f()", "bindings.0.owner", 1, "binding 0 x: its owner has no body"],
  ["func f(a) {}\nlet b\nb", "bindings.2.owner", 1, "function 0, name at 19-20: binding 2 b is out of sight"],
  ["let b\nb = 1", "bindings.0.owner", 2, "function 0, target at 6-7: binding 0 b is out of sight"],
]);

told("bindings, as they are used", [
  ["let x\nfunc f() { x := 1 }", "function 1 f, target at 17-18: binding 0 x is declared in a function that does not own it"],
  ['import x from "m"\nx := 1', "function 0, target at 18-19: a binding of kind import is not declared by an assignment"],
  ["binding import x", "binding 0 x: no import binds it"],
]);

each("imports and exports", [
  ['import a from "m"', "bindings.0.kind", "local", 'import of default from "m": binding 0 a is not of kind import'],
  ['import a from "m"\nfunc f() {}', "bindings.0.owner", 1, "binding 0 a: an import is owned by the module"],
  ["func f(a) {}\nexport f", "exports.0.binding", 1, "export of f: binding 1 a is not the module's"],
  ["let a\nexport a", "exports.0.binding", 9, "export of a: binding 9 is not the module's"],
  ["binding exports e\nexport e as =", "exports.0.name", "e", 'export of e: the whole export object goes by the name "="'],
]);

each("types", [
  ["type T = string", "types.0.name", "U", "type 0 U: binding 0 has another name"],
  ["type T = string", "bindings.0.kind", "exports", "type 0 T: a exports is no type"],
  ["interface I {}", "types.0.type", { kind: "other" }, "type 0 I: the type of an interface is an object"],
  ["enum E { 1 }", "types.0.type", { kind: "other" }, "type 0 E: the type of an enum is a union"],
  ["let x: T", "bindings.0.type.path", [], "binding 0 x: a type has no name"],
  ["class C {}\nlet x: C[]", "bindings.1.type.element.path.0", "D", "binding 1 x: type D is not called like binding 0 C"],
]);

each("types, wherever one stands", [
  ["type T = U", "types.0.type.binding", 9, "type 0 T, type U: there is no binding 9"],
  ["let x: A<U>", "bindings.0.type.args.0.binding", 9, "binding 0 x, type U: there is no binding 9"],
  ["func f(): U {}", "functions.1.returnType.binding", 9, "function 1 f, type U: there is no binding 9"],
  ["class C implements U {}", "classes.0.implements.0.binding", 9, "class 0 C, type U: there is no binding 9"],
  ["class C { field a: U }", "classes.0.members.0.type.binding", 9, "class 0 C, member a, type U: there is no binding 9"],
  ["a as U", "functions.0.body.0.value.type.binding", 9, "function 0, cast at 0-6, type U: there is no binding 9"],
  ["f::<U>()", "functions.0.body.0.value.typeArgs.0.binding", 9, "function 0, call at 0-8, type U: there is no binding 9"],
]);

each("functions", [
  ["func f() { func g() {} }", "functions.1.parent", 2, "function 1 f: its parents form a circle"],
  ["func f()", "functions.1.body", [{ kind: "break", label: null, start: 0, end: 1 }], "function 1 f: without a body it has statements"],
  ["class C {}\nfunc f() {}", "functions.1.class", 0, "function 1 f: a function of kind function is no member of a class"],
  ["func f() {}", "functions.1.isStatic", true, "function 1 f: only a member of a class is static"],
  ["x = func () => {}", "functions.1.generator", true, "function 1: a function of kind arrow is no generator"],
  ["func f(x): x is string {}", "functions.1.predicate.param", 1, "function 1 f: its predicate is about no parameter"],
  ["func f(x): x is string {}", "functions.1.predicate.type", undefined, "function 1 f: its predicate says nothing"],
  ["func f(x, y) {}", "functions.1.params.1.binding", 1, "function 1 f: two parameters share a binding"],
  ["func f(x) {}", "bindings.1.kind", "local", "function 1 f, parameter binding 1 x: it is no param of this function"],
  ["func f(x) {}\nfunc g() {}", "bindings.1.owner", 2, "function 1 f, parameter binding 1 x: it is no param of this function"],
  ["func f(x) {}", "functions.1.params.0.type", { kind: "other" }, "function 1 f, parameter binding 1 x: its binding has another type"],
  ["func f() { func g() {} }", "functions.2.parent", 0, "function 1 f, function at 11-22: function 2 g stands in function 1, its parent is 0"],
  ["class C { method m() {} }\nx = func () {}", "functions.0.body.1.value.value.function", 1, "function 0, function at 30-40: function 1 m is of kind method in class 0"],
  ["x = { get a() {} }", "functions.1.kind", "setter", "function 0, object at 4-18: function 1 a is of kind setter"],
]);

told("functions, as they are made", [
  ["declare func f() {}", "function 1 f: nothing makes it"],
  ["func f() {}\nx = %func(1)", "function 1 f: it is made in 2 places"],
  ["class C {}\nx = %class(0)", "class 0 C: it is made in several places"],
]);

each("classes", [
  ["class C {}", "bindings.0.kind", "local", "class 0 C: binding 0 C is no class of its owner"],
  ["class C extends B::<T> {}", "classes.0.superclass", undefined, "class 0 C: type arguments without a superclass"],
  ["class C { constructor() {} }", "functions.1.kind", "method", "class 0 C: function 1 C is of kind method in class 0"],
  ["class C { init {} }", "functions.1.isStatic", true, "class 0 C: function 1 is of kind initialiser in class 0"],
  ["class C { static init {} }", "functions.1.isStatic", false, "class 0 C: function 1 is of kind initialiser in class 0"],
  ["class C { method m() {} }", "functions.1.class", -1, "class 0 C, member m: function 1 m is of kind method"],
  ["class C { method m() {} }", "classes.0.members.0.isStatic", true, "class 0 C, member m: function 1 m is of kind method in class 0"],
  ["class C { method m() {} }", "classes.0.members.0.kind", "getter", "class 0 C, member m: function 1 m is of kind method in class 0"],
  ["class C { method m() {} }\nfunc f() {}", "functions.1.parent", 2, "class 0 C, member m: function 1 m stands in function 0, its parent is 2"],
  ["class C { field a }", "classes.0.members.0.kind", "method", "class 0 C, member a: fields have no function, all others have one"],
  ["class C { field #a }", "classes.0.members.0.access", "public", "class 0 C, member #a: a name with # is private"],
  ["class C { method m() {} }", "classes.0.members.0.abstract", true, "class 0 C, member m: it is abstract and has a body"],
]);

told("statements", [
  ["break", "function 0, break at 0-5: there is nothing around to break"],
  ["switch (a) { case 1: continue }", "function 0, continue at 21-29: there is nothing around to continue"],
  ["while (a) { x = func () { break } }", "function 1, break at 26-31: there is nothing around to break"],
  ["a: { while (b) { break c } }", "function 0, break at 17-24: no statement around has the label c"],
  ["a: { while (b) { continue a }\nb }", "function 0, continue at 17-27: the label a is not that of a loop"],
  ["each {}", "function 0, loop at 0-7: an each has a body that starts by assigning an iterate, and nothing else"],
  ["each { f() }", "function 0, loop at 0-12: an each has a body that starts by assigning an iterate, and nothing else"],
  ["switch (a) { default: default: }", "function 0, switch at 0-32: two default cases"],
  ["try {}", "function 0, try at 0-6: neither handler nor finalizer"],
]);

each("statements, with what the text form has no words for", [
  ["each (a of b) {}", "functions.0.body.0.test", { kind: "this", start: 1, end: 2 }, "function 0, loop at 0-16: an each has a body that starts by assigning an iterate, and nothing else"],
  ["let e; try {} finally {}", "functions.0.body.0.param", { binding: 0, start: 8, end: 9 }, "function 0, try at 7-24: a caught value and a handler go together"],
  ["try {} catch {}", "functions.0.body.0.param", null, "function 0, try at 0-15: a caught value and a handler go together"],
]);

test.each(["while (a) { break }", "a: b: while (c) { continue a }", "a: { b: { break a } }", "switch (a) { case 1: break }"])("%j: the jump has a target", (text) => {
  expect(validate(read(text))).toEqual([]);
});

told("expressions", [
  ["%plus(a)", "function 0, concat at 0-8: a sum has two parts at least"],
  ["%seq(a)", "function 0, sequence at 0-7: a sequence has two items at least"],
  ["%rest(a from 1.5)", "function 0, rest at 0-17: from 1.5 is no index"],
  ["func f() { yield 1 }", "function 1 f, yield at 11-18: the function is no generator"],
  ["generator func f() { yield* }", "function 1 f, yield at 21-27: it delegates to nothing"],
  ["func f() { await a }", "function 1 f, await at 11-18: the function is not async"],
  ["func f() { a = %async(b) }", "function 1 f, iterate at 15-24: the function is not async"],
  ["func f() { super.a }", "function 1 f, super at 11-16: no member function is around"],
  ["x = func () => arguments", "function 1, arguments at 15-24: no function is around"],
  ["%tag f(a)", "function 0, call at 0-9: the first argument of a tag is the array of texts"],
  ["%jsx C()", "function 0, call at 0-8: an element has one argument, an object"],
  ["class C { method m() { super() } }", "function 1 m, call at 23-30: super is called outside a constructor"],
]);

each("expressions, with what the text form has no words for", [
  ["new C()", "functions.0.body.0.value.optional", true, "function 0, call at 0-7: a call of form new is not optional"],
  ["f()", "functions.0.body.0.value.form", "super", "function 0, call at 0-3: the form super and the callee super go together"],
]);

test.each(["class C { constructor() { x = func () => super() } }", "x = { method m() { super.a } }", "func f() { x = func () => arguments }", "await a", "generator func f() { yield }"])("%j: the function fits", (text) => {
  expect(validate(read(text))).toEqual([]);
});
