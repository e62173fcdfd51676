import { expect, test } from "vitest";
import { read } from "../../../src/ir/text/read.js";

/** The type of a binding; `A` is binding 0, a class, `v` binding 1, a local, `N` binding 2, an import. */
function type(text: string): unknown {
  return read(`class A {}\nlet v\nimport * as N from "n"\nlet x: ${text}`).bindings[3]?.type;
}

const name = (binding: number, path: readonly string[], args: readonly unknown[] = []): unknown => ({ kind: "name", binding, path, args });
const string = { kind: "primitive", name: "string" } as const;
const number = { kind: "primitive", name: "number" };
const literal = (value: unknown): unknown => ({ kind: "literal", value });

test.each<[string, unknown]>([
  ["string", string],
  ["null", { kind: "primitive", name: "null" }],
  ["void", { kind: "primitive", name: "void" }],
  ["A", name(0, ["A"])],
  ["Date", name(-1, ["Date"])],
  ["A~g", name(-1, ["A"])],
  ["A~0", name(0, ["A"])],
  ['\\"string"', name(-1, ["string"])],
  ["N.a.B<string, Array<number>>", name(2, ["N", "a", "B"], [string, name(-1, ["Array"], [number])])],
  ['import("m").B<string>', { kind: "import", specifier: "m", path: ["B"], args: [string] }],
  ["typeof v.a", { kind: "typeof", binding: 1, path: ["v", "a"] }],
  ["typeof w", { kind: "typeof", binding: -1, path: ["w"] }],
  ['"a"', literal("a")],
  ["1", literal(1)],
  ["-1", literal(-1)],
  ["12n", literal({ bigint: "12" })],
  ["true", literal(true)],
  ["%literal(null)", literal(null)],
  ['%literal(%regex("a", "g"))', literal({ regex: "a", flags: "g" })],
  ["string | number | null", { kind: "union", types: [string, number, { kind: "primitive", name: "null" }] }],
  ["string | A & number", { kind: "union", types: [string, { kind: "intersection", types: [name(0, ["A"]), number] }] }],
  ["(string | number)[]", { kind: "array", element: { kind: "union", types: [string, number] } }],
  ["string[][]", { kind: "array", element: { kind: "array", element: string } }],
  ["[string, number]", { kind: "tuple", elements: [string, number] }],
  ["(string) => number", { kind: "function", params: [string], returns: number }],
  ["(a: string, b?: number, ...c: A) => () => string", { kind: "function", params: [string, number, name(0, ["A"])], returns: { kind: "function", params: [], returns: string } }],
  ["%other", { kind: "other" }],
  ["%union(string)", { kind: "union", types: [string] }],
  ["%intersection()", { kind: "intersection", types: [] }],
])("%s", (text, expected) => {
  expect(type(text)).toStrictEqual(expected);
});

test("the members of an object type, on one line or several", () => {
  const members = [
    { name: "a", type: string, optional: false, method: false },
    { name: "odd key", type: number, optional: true, method: false },
    { name: "m", type: { kind: "function", params: [string], returns: number }, optional: false, method: true },
    { name: "n", type: string, optional: false, method: true },
  ];
  expect(type('{ a: string, "odd key"?: number, m(s: string): number, method n: string }')).toStrictEqual({ kind: "object", members });
  expect(type('{\n a: string\n "odd key"?: number;\n m(string): number\n method n: string }')).toStrictEqual({ kind: "object", members });
});

test("a type prefers what is a type, and an expression what is a value", () => {
  const { functions, bindings } = read("class T {}\nfunc f(T: T) { return T }");
  expect(bindings[2]?.type).toStrictEqual(name(0, ["T"]));
  expect(functions[1]?.body).toMatchObject([{ kind: "return", value: { kind: "name", binding: 2 } }]);
});
