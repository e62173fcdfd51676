import { describe, expect, test } from "vitest";
import { Edge, GuardOp, Node } from "../../src/compile/index.js";
import { validate } from "../../src/compile/validate.js";
import { broken, type Case } from "./broken.js";

function each(name: string, cases: readonly Case[]): void {
  describe(name, () => {
    test.each(cases)("%j with %s = %j", (...given) => {
      const { flow, complaint } = broken(given);
      expect(validate(flow)).toContain(complaint);
    });
  });
}

const CALL = "func f(a) { u.g(a.b) }";
const CHECK = "func f(a) { if (u.ok(a)) { return a } }";
const COUNTER = "let n = 0\nfunc f() { n = 1 }";

each("parallel arrays are of one length", [
  [CALL, "nodeKind/0", undefined, "nodeKind: 17 entries where 18 belong"],
  [CALL, "nodeAux/0", undefined, "nodeAux: 17 entries where 18 belong"],
  [CALL, "nodeStart/0", undefined, "nodeStart: 17 entries where 18 belong"],
  [CALL, "nodeEnd/0", undefined, "nodeEnd: 17 entries where 18 belong"],
  [CALL, "nodeFunction/0", undefined, "nodeFunction: 17 entries where 18 belong"],
  [CALL, "nodeOrigin/0", undefined, "nodeOrigin: 17 entries where 18 belong"],
  [CALL, "edgeFrom/0", undefined, "edgeFrom: 9 entries where 10 belong"],
  [CALL, "edgeTo/0", undefined, "edgeTo: 9 entries where 10 belong"],
  [CALL, "edgeKind/0", undefined, "edgeKind: 9 entries where 10 belong"],
  [CALL, "edgeLabel/0", undefined, "edgeLabel: 9 entries where 10 belong"],
  [CALL, "edgeStart/0", undefined, "edgeStart: 9 entries where 10 belong"],
  [CALL, "edgeEnd/0", undefined, "edgeEnd: 9 entries where 10 belong"],
  [CALL, "firstOut/0", undefined, "firstOut: 18 entries where 19 belong"],
  [CALL, "firstIn/0", undefined, "firstIn: 18 entries where 19 belong"],
]);

each("adjacency is that of the edges", [
  [CALL, "firstOut/0", 1, "firstOut: goes from 1 to 10, not from 0 to 10"],
  [CALL, "firstIn/18", 4, "firstIn: goes from 0 to 4, not from 0 to 10"],
  [CALL, "firstOut/<param a>", 5, "firstOut: falls at <param a>, from 5 to 2"],
  [CALL, "out/0", 0, "out: edge 0 stands with <param a> and is not its"],
  [CALL, "in/0", 1, "in: edge 1 stands with <load u.g> and is not its"],
  [CALL, "out/1", 1, "out: edge 1 of <param a> stands out of order"],
]);

each("nodes have beside them what their kind has", [
  ["f(1)", "nodeAux/<constant 1>", 4, "<constant 1>: 4 is not what it has beside it"],
  [CALL, "nodeAux/<param a>", 4, "<param a>: 4 is not what it has beside it"],
  [CALL, "nodeAux/<function f>", 4, "<function f>: 4 is not what it has beside it"],
  [CALL, "nodeAux/<load a.b>", 44, "<load a.b>: 44 is not what it has beside it"],
  [CALL, "nodeAux/<global u>", 44, "<global u>: 44 is not what it has beside it"],
  [CALL, "nodeAux/<call u.g(a.b)>", 1, "<call u.g(a.b)>: 1 is not what it has beside it"],
  [CALL, "nodeAux/<post u.g(a.b)>", 1, "<post u.g(a.b)>: 1 is not what it has beside it"],
  [CALL, "nodeAux/<update a.b>", 7, "<update a.b>: 7 is not what it has beside it"],
  [CALL, "nodeAux/<out a of f>", 1, "<out a of f>: 1 is not what it has beside it"],
  ["func f(a) { return a == 1 }", "nodeAux/<out-true a of f>", 1, "<out-true a of f>: 1 is not what it has beside it"],
  ["func f(a) { return a == 1 }", "nodeAux/<out-false a of f>", 1, "<out-false a of f>: 1 is not what it has beside it"],
  [CHECK, "nodeAux/<refine a>", 4, "<refine a>: 4 is not what it has beside it"],
  [COUNTER, "nodeAux/<variable n>", 4, "<variable n>: 4 is not what it has beside it"],
  [COUNTER, "nodeAux/<cell n in module>", 1, "<cell n in module>: 1 is not what it has beside it"],
  [COUNTER, "nodeAux/<captured n in f>", 1, "<captured n in f>: 1 is not what it has beside it"],
  ["class C {}", "nodeAux/<class C>", 1, "<class C>: 1 is not what it has beside it"],
  ['import a from "m"', "nodeAux/<import default>", 1, "<import default>: 1 is not what it has beside it"],
  ['f(%require("m"))', "nodeAux/<module m>", 44, "<module m>: 44 is not what it has beside it"],
  ["f(a as T)", "nodeAux/<cast a as T>", 1, "<cast a as T>: 1 is not what it has beside it"],
  ["f([a])", "nodeAux/<array [a]>", 1, "<array [a]>: 1 is not what it has beside it"],
  ["func f() { return arguments }", "functions/1/argumentsNode", -1, "<arguments of f>: 0 is not what it has beside it"],
]);

each("nodes stand in a function and in the text", [
  [CALL, "nodeKind/<load a.b>", 99, "node #<load a.b>: there is no kind 99"],
  [CALL, "nodeFunction/<load a.b>", 9, "<load a.b>: there is no function 9"],
  [CALL, "nodeStart/<load a.b>", 20, "<load a.b>: the range 20-19 is not ordered"],
  [CALL, "nodeEnd/<load a.b>", 90, "<load a.b>: the range 16-90 is not inside 0-22"],
]);

each("origins", [
  [CALL, "nodeOrigin/<post u.g(a.b)>", 90, "<post u.g(a.b)>: there is no node 90 to be its origin"],
  [CALL, "nodeOrigin/<update a.b>", "<out a of f>", "<update a.b>: its origin #<out a of f> was made after it"],
  ["func f(a) { g(a); h(a) }", "nodeOrigin/<post h(a)>", "<post g(a)>", "<post h(a)>: its origin #<post g(a)> has an origin of its own"],
  [CALL, "nodeOrigin/<load a.b>", "<param a>", "<load a.b>: a node of its kind is no version of another"],
  [CALL, "nodeOrigin/<post u.g(a.b)>", "<post u.g(a.b)>", "<post u.g(a.b)>: a node of its kind is a version of another"],
]);

each("nodes are made of what their kind is made of", [
  ["let x = 1\ng(x as T)", "edgeKind/{variable x --value--> cast x as T}", Edge.Text, "<cast x as T>: it is made of [text], not of [value]"],
  [CALL, "nodeKind/<load a.b>", Node.Await, "node #<load a.b> (await): it is made of [load], not of [await]"],
  [CALL, "edgeTo/{param a --base .b--> update a.b}", "<out a of f>", "edge #{param a --base .b--> update a.b} (base from <param a> to <out a of f>): an edge of its kind does not end there"],
]);

each("edges", [
  [CALL, "edgeFrom/{param a --load .b--> load a.b}", 90, "edge #{param a --load .b--> load a.b}: there is no node 90 to come from"],
  [CALL, "edgeTo/{param a --load .b--> load a.b}", 90, "edge #{param a --load .b--> load a.b}: there is no node 90 to lead to"],
  [CALL, "edgeKind/{param a --load .b--> load a.b}", 90, "edge #{param a --load .b--> load a.b}: there is no kind 90"],
  [CALL, "edgeStart/{param a --load .b--> load a.b}", 18, "{param a --load .b--> load a.b}: the range 18-17 is not ordered"],
  [CALL, "edgeEnd/{param a --load .b--> load a.b}", 90, "{param a --load .b--> load a.b}: the range 16-90 is not inside 0-22"],
  [CALL, "nodeFunction/<param a>", 0, "{param a --load .b--> load a.b}: it leads from function 0 to function 1"],
  [COUNTER, "functions/1/parent", 1, "{variable n --capture--> captured n in f}: it is captured from function 0, which is not around function 1"],
  [COUNTER, "nodeKind/<cell n in module>", Node.Variable, "edge #{cell n in module --cell--> variable n} (cell from node #<cell n in module> (variable) to <variable n>): one of its ends, and one only, is a cell"],
  [COUNTER, "nodeFunction/<cell n in module>", 1, "{cell n in module --cell--> variable n}: function 0 does not see the cell of function 1"],
]);

each("labels are in the range of their kind", [
  [CALL, "edgeLabel/{post u.g(a.b) --store .b--> update a.b}", 7, "{post u.g(a.b) --store .b--> update a.b}: 7 is no label of its kind"],
  [CALL, "edgeLabel/{param a --base .b--> update a.b}", 7, "{param a --base .b--> update a.b}: 7 is no label of its kind"],
  [CALL, "edgeLabel/{param a --load .b--> load a.b}", -1, "{param a --load .b--> load a.b}: -1 is no label of its kind"],
  [CALL, "edgeLabel/{load a.b --argument 0--> call u.g(a.b)}", -2, "{load a.b --argument 0--> call u.g(a.b)}: -2 is no label of its kind"],
  [CALL, "edgeLabel/{load u.g --callee--> call u.g(a.b)}", 1, "{load u.g --callee--> call u.g(a.b)}: 1 is no label of its kind"],
  [CHECK, "edgeLabel/{param a --refine--> refine a}", 1, "{param a --refine--> refine a}: 1 is no label of its kind"],
  [CHECK, "edgeLabel/{refine a --return--> return of f}", 2, "{refine a --return--> return of f}: 2 is no label of its kind"],
  [COUNTER, "edgeLabel/{variable n --capture--> captured n in f}", 1, "{variable n --capture--> captured n in f}: 1 is no label of its kind"],
  [COUNTER, "edgeLabel/{variable n --environment--> function f}", 9, "{variable n --environment--> function f}: 9 is no label of its kind"],
  ["f(%values(a))", "edgeLabel/{global a --iterate values--> iterate %values(a)}", 3, "{global a --iterate values--> iterate %values(a)}: 3 is no label of its kind"],
  ["f(%rest(a except b))", "edgeLabel/{global a --spread without b--> rest %rest(a except b)}", 3, "{global a --spread without b--> rest %rest(a except b)}: 3 is no label of its kind"],
  ["f(%rest(a from 1))", "edgeLabel/{global a --rest-elements from 1--> rest %rest(a from 1)}", 0, "{global a --rest-elements from 1--> rest %rest(a from 1)}: 0 is no label of its kind"],
]);

each("a call's edges are its arguments", [
  [CALL, "edgeFrom/{load u.g --callee--> call u.g(a.b)}", "<global u>", "edge #{load u.g --callee--> call u.g(a.b)} (callee from <global u> to <call u.g(a.b)>): call 0 has another callee"],
  [CALL, "edgeLabel/{load a.b --argument 0--> call u.g(a.b)}", 1, "{load a.b --argument 0--> call u.g(a.b)}: argument 1 of call 0 is another node"],
  [CALL, "edgeLabel/{global u --argument receiver--> call u.g(a.b)}", 0, "{global u --argument receiver--> call u.g(a.b)}: argument 0 of call 0 is another node"],
  [CALL, "edgeLabel/{load a.b --post 0--> post u.g(a.b)}", -1, "{load a.b --post 0--> post u.g(a.b)}: argument -1 of call 0 is another node"],
]);

each("guards", [
  [CHECK, "guards/0/op", 99, "guard 0: there is no kind 99"],
  [CHECK, "nodeAux/<refine a>", 1, "guard 0 (call-true): 0 nodes are refined by it"],
  [CHECK, "guards/0/call", 1, "guard 0 (call-true): 1 is not its call"],
  [CHECK, "guards/0/argument", 1, "guard 0 (call-true): call 0 has no argument 1"],
  [CHECK, "guards/0/op", GuardOp.Falsy, "guard 0 (falsy): 0 is not its call"],
  [CHECK, "guards/0/operand", 1, "guard 0 (call-true): 1 is not its operand"],
  [CHECK, "guards/0/text", "string", 'guard 0 (call-true): "string" is not its type'],
  ["func f(a) { if (a == b) { g(a) } }", "guards/0/operand", -1, "guard 0 (equal): -1 is not its operand"],
  ["func f(a) { if (a == b) { g(a) } }", "guards/0/path", ["x"], "guard 0 (equal): only a call's result has parts"],
]);
