import { describe, expect, test } from "vitest";
import { CallFlag } from "../../src/compile/index.js";
import { validate } from "../../src/compile/validate.js";
import { broken, type Case } from "./broken.js";
import { flowOf } from "./flow-text.js";

function each(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    test.each(cases)("%j with %s = %j", (...given) => {
      const { flow, complaint } = broken(given);
      expect(validate(flow)).toContain(complaint);
    });
  });
}

const CALL = "func f(a) { u.g(a, b) }";
const CLASS = "class C extends B { field a = 1; static field b = 2; constructor(x) { super(x) }; method m() { return this.a } }";
const COUNTER = "let n = 0\nfunc f() { n = 1 }";
const IMPORT = 'import a from "m"\nexport { a }';

test("a sound module has no faults", () => {
  for (const text of [CALL, CLASS, COUNTER, IMPORT]) expect(validate(flowOf(text).flow)).toEqual([]);
});

each("calls", [
  [CALL, "calls/count", 2, "calls.result: 1 entries where 2 belong"],
  [CALL, "calls/argumentStart", new Int32Array(), "calls.argumentStart: 0 entries where 2 belong"],
  [CALL, "calls/argumentEnd", new Int32Array(), "calls.argumentEnd: 0 entries where 2 belong"],
  [CALL, "calls/firstArgument/0", 1, "calls.firstArgument: does not go over all arguments"],
  [CALL, "calls/firstArgument/0", 3, "call 0: its arguments go from 3 to 2"],
  [CALL, "calls/result/0", "<load u.g>", "call 0: <load u.g> is not its result"],
  [CALL, "calls/callee/0", 99, "call 0: there is no node 99 to call"],
  [CALL, "calls/receiver/0", 99, "call 0: there is no node 99 to be its receiver"],
  [CALL, "calls/receiver/0", -1, "call 0: 4 edges lead to it, not 3"],
  [CALL, "calls/handler/0", "<param a>", "call 0: <param a> takes nothing thrown"],
  [CALL, "calls/handler/0", "<throw of module>", "call 0: its handler is of another function"],
  [CALL, "calls/argumentNode/1", 99, "call 0: there is no node 99 to be argument 1"],
  [CALL, "calls/argumentEnd/1", 99, "call 0, argument 1: the range 19-99 is not inside 0-23"],
  [CALL, "calls/flags/0", CallFlag.Spread, "call 0: its flag and its arguments disagree on a spread"],
]);

each("functions", [
  [CALL, "functions/1/kind", "module", "function 1 f: function 0, and no other, is of kind module"],
  [CALL, "functions/1/parent", 7, "function 1 f: 7 is not its parent"],
  [CALL, "functions/1/parent", 1, "function 1 f: its parents form a circle"],
  [CALL, "functions/1/end", 99, "function 1 f: the range 0-99 is not inside 0-23"],
  [CALL, "functions/1/class", 0, "function 1 f: there is no class 0"],
  [CALL, "functions/1/node", "<load u.g>", "function 1 f: <load u.g> does not create it"],
  [CALL, "functions/1/kind", "arrow", "function 1 f: arrows, and no others, have no this of their own"],
  [CALL, "functions/1/returnNode", "<return of module>", "function 1 f: <return of module> is not its return"],
  [CALL, "functions/1/throwNode", "<return of f>", "function 1 f: <return of f> is not its throw"],
  [CALL, "functions/1/thisNode", "<param a>", "function 1 f: <param a> is not its this"],
  [CALL, "functions/1/argumentsNode", "<param a>", "function 1 f: <param a> is not its arguments"],
  [CALL, "functions/1/params/0/node", "<this of f>", "function 1 f: <this of f> is not its parameter 0"],
  ["func f(a, b) {}", "functions/1/params/0/node", "<param b>", "function 1 f: <param b> is not parameter 0"],
  [CALL, "functions/1/params/0/end", 99, "function 1 f, parameter 0: the range 7-99 is not inside 0-23"],
  [CALL, "functions/1/params/0/decorators", [99], "function 1 f, parameter 0: there is no node 99 to decorate it"],
  [CALL, "functions/1/outs", Int32Array.of(-1), "function 1 f: 1 outs for 1 parameters and this"],
  [CALL, "functions/1/outsTrue/0", "<param a>", "function 1 f: <param a> is not entry 0 of its outsTrue"],
  [CALL, "functions/1/predicate", { param: 1, asserts: false, type: null }, "function 1 f: its predicate is about no parameter"],
  [COUNTER, "functions/1/captured/0", "<variable n>", "function 1 f: <variable n> is not its captured binding 0"],
  [COUNTER, "functions/1/captured/7", "<captured n in f>", "function 1 f: <captured n in f> is not what it captures of binding 7"],
]);

each("classes", [
  [CLASS, "classes/0/node", "<global B>", "class 0 C: <global B> does not create it"],
  [CLASS, "classes/0/end", 999, "class 0 C: the range 0-999 is not inside 0-112"],
  [COUNTER.concat("\nclass C {}"), "classes/0/binding", 0, "class 0 C: binding 0 is no class's"],
  [CLASS, "classes/0/superNode", -1, "class 0 C: -1 is not its superclass"],
  [CLASS, "classes/0/constructorFunction", 4, "class 0 C: function 4 is not its constructor"],
  [CLASS, "classes/0/initialiser", 3, "class 0 C: function 3 is not its initialiser"],
  [CLASS, "classes/0/staticInitialiser", 1, "class 0 C: function 1 is not its static initialiser"],
  [CLASS, "classes/0/members/0/function", 1, "class 0 C, member a: fields have no function, all others have one"],
  [CLASS, "classes/0/members/2/function", 1, "class 0 C, member m: function 1 is not its method"],
  [CLASS, "classes/0/members/2/end", 999, "class 0 C, member m: the range 82-999 is not inside 0-112"],
  [CLASS, "classes/0/members/2/decorators", [999], "class 0 C, member m: there is no node 999 to decorate it"],
  [CLASS, "classes/0/decorators", [999], "class 0 C: there is no node 999 to decorate it"],
  [CLASS, "classes/0/stores/a", [999], "class 0 C, stores of a: there is no node 999"],
  [CLASS, "classes/0/staticStores/b", [999], "class 0 C, staticStores of b: there is no node 999"],
]);

each("tables", [
  [CALL, "language", "", "the module has no language"],
  [CALL, "functions", [], "the module has no functions"],
  [CALL, "strings", ["g", "u", "b", "u"], "strings: entry 3 stands there twice"],
  ["x.a = 1", "paths", [["a"], ["a"]], "paths: entry 1 stands there twice"],
  ['problem "deep"', "problems/0/reason", "", "problem 0: it has no reason"],
  ['problem "deep"', "problems/0/end", 99, "problem 0: the range 0-99 is not inside 0-14"],
  [COUNTER, "bindings/0/owner", 9, "binding 0 n: there is no function 9 to own it"],
  [COUNTER, "bindings/0/cell", "<variable n>", "binding 0 n: <variable n> is not its cell"],
  [COUNTER, "nodeFunction/<cell n in module>", 1, "binding 0 n: its cell is not of its owner"],
  [COUNTER, "bindings/0/class", 9, "binding 0 n: class 9 is not of that name"],
  [COUNTER, "bindings/0/function", 9, "binding 0 n: there is no function 9"],
  [COUNTER, "bindings/0/import", 0, "binding 0 n: of kind local, with import 0"],
  [IMPORT, "imports/0/binding", 9, "binding 0 a: import 0 does not bind it"],
  ["func F() {}\nF.prototype.m = g", "prototypes/7", new Map(), "prototypes: there is no binding 7"],
  ["func F() {}\nF.prototype.m = g", "prototypes/0/m", [99], "prototypes, m of binding 0: there is no node 99"],
]);

each("imports, exports and types", [
  [IMPORT, "imports/0/node", "<this of module>", "import 0 of default: <this of module> is not its node"],
  [IMPORT, "imports/0/binding", 9, "import 0 of default: binding 9 is not an import's"],
  [IMPORT, "imports/0/end", 99, "import 0 of default: the range 7-99 is not inside 0-30"],
  ["export func f(a) {}", "exports/0/node", "<param a>", "export 0 of f: <param a> is not the module's"],
  ["export func f(a) {}", "exports/0/binding", 1, "export 0 of f: binding 1 is not the module's"],
  ["type T = string\nlet x = 1", "typeDeclarations/0/binding", 1, "type 0 T: binding 1 has another name"],
  ["type T = string", "typeDeclarations/0/end", 99, "type 0 T: the range 0-99 is not inside 0-15"],
]);
