import { expect, test } from "vitest";
import { read } from "../../../src/ir/text/read.js";
import { withoutRanges } from "../without-ranges.js";

function statements(text: string): unknown {
  return withoutRanges(read(text).functions[0]?.body);
}

const global = (name: string): unknown => ({ kind: "global", name });
const a = global("a");
const b = global("b");
const run = (value: unknown): unknown => ({ kind: "expr", value });
const assign = (target: unknown, value: unknown, declares: boolean): unknown => run({ kind: "assign", target, value, declares });
const iterate = (over: string): unknown => ({ kind: "iterate", over, value: global("xs") });

test.each<[string, unknown]>([
  ["if (a) { b }", { kind: "if", test: a, then: [run(b)], else: [] }],
  ["if (a) {} else { b }", { kind: "if", test: a, then: [], else: [run(b)] }],
  ["if (a) {} else if (b) {}", { kind: "if", test: a, then: [], else: [{ kind: "if", test: b, then: [], else: [] }] }],
  ["while (a) { b }", { kind: "loop", form: "while", test: a, body: [run(b)], update: [] }],
  ["while () {} update { b }", { kind: "loop", form: "while", test: null, body: [], update: [run(b)] }],
  ["do { b } while (a)", { kind: "loop", form: "do", test: a, body: [run(b)], update: [] }],
  ["do {} update { b } while ()", { kind: "loop", form: "do", test: null, body: [], update: [run(b)] }],
  ["each { a = %values(xs) }", { kind: "loop", form: "each", test: null, body: [assign(a, iterate("values"), false)], update: [] }],
  ["each (const x of xs) { b }", { kind: "loop", form: "each", test: null, body: [assign({ kind: "name", binding: 0 }, iterate("values"), true), run(b)], update: [] }],
  ["each (let x in xs) {}", { kind: "loop", form: "each", test: null, body: [assign({ kind: "name", binding: 0 }, iterate("keys"), true)], update: [] }],
  ["each (a.b async xs) {}", { kind: "loop", form: "each", test: null, body: [assign({ kind: "member", object: a, key: "b" }, iterate("async"), false)], update: [] }],
  ["switch (a) { case b: a; break\ncase 1: default: b }", {
    kind: "switch", value: a,
    cases: [{ test: b, body: [run(a), { kind: "break", label: null }] }, { test: { kind: "literal", value: 1 }, body: [] }, { test: null, body: [run(b)] }],
  }],
  ["return", { kind: "return", value: null }],
  ["return a", { kind: "return", value: a }],
  ["throw a", { kind: "throw", value: a }],
  ["try { a } catch { b }", { kind: "try", body: [run(a)], param: { binding: -1 }, handler: [run(b)], finalizer: null }],
  ["try {} catch (e) { e } finally { b }", { kind: "try", body: [], param: { binding: 0 }, handler: [run({ kind: "name", binding: 0 })], finalizer: [run(b)] }],
  ["let e; try {} catch e {}", { kind: "try", body: [], param: { binding: 0 }, handler: [], finalizer: null }],
  ["try {} finally {}", { kind: "try", body: [], param: null, handler: null, finalizer: [] }],
  ["break", { kind: "break", label: null }],
  ["continue out", { kind: "continue", label: "out" }],
  ["{ a }", { kind: "block", label: null, body: [run(a)] }],
  ["out: { a }", { kind: "block", label: "out", body: [run(a)] }],
  ["out: while (a) {}", { kind: "block", label: "out", body: [{ kind: "loop", form: "while", test: a, body: [], update: [] }] }],
])("%s", (text, expected) => {
  expect(statements(text)).toStrictEqual([expected]);
});

test("the element of an iteration is seen in the loop alone, and is owned by the function", () => {
  const { bindings, functions } = read("each (const x: string of xs) { x }\nx");
  expect(bindings).toStrictEqual([{ name: "x", kind: "local", owner: 0, constant: true, type: { kind: "primitive", name: "string" } }]);
  expect(functions[0]?.body[1]).toMatchObject({ value: { kind: "global" } });
});

test("a caught value is a local that is seen in the handler alone", () => {
  const { bindings, functions } = read("try {} catch (e: unknown) {}\ne");
  expect(bindings).toStrictEqual([{ name: "e", kind: "local", owner: 0, constant: false, type: { kind: "primitive", name: "unknown" } }]);
  expect(functions[0]?.body[1]).toMatchObject({ value: { kind: "global" } });
});

test("a caught value has the range of its declaration, or of the keyword without one", () => {
  const text = "try {} catch (e: T) {}\ntry {} catch {}\nlet x\ntry {} catch x {}";
  const spans = (read(text).functions[0]?.body ?? []).map((stmt) => (stmt.kind === "try" && stmt.param !== null ? text.slice(stmt.param.start, stmt.param.end) : null));
  expect(spans).toEqual(["e: T", "catch", "x"]);
});

test("comments and empty statements are nothing", () => {
  expect(statements("// one\n;; a // two\n// three")).toStrictEqual([run(a)]);
});
