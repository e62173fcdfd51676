import { describe, expect, test } from "vitest";
import type { Expr } from "../../../src/ir/ir.js";
import { read } from "../../../src/ir/text/read.js";
import { withoutRanges } from "../without-ranges.js";

/** The expression of the only statement, without ranges. `a`, `b`, `c`, `f` are the bindings 0 to 3. */
function expression(text: string): unknown {
  const module = read(`let a; let b; let c; let f\n${text}`);
  const [only] = module.functions[0]?.body ?? [];
  if (only?.kind !== "expr") throw new Error("not an expression");
  return withoutRanges(only.value);
}

const a = { kind: "name", binding: 0 };
const b = { kind: "name", binding: 1 };
const c = { kind: "name", binding: 2 };
const f = { kind: "name", binding: 3 };
const literal = (value: unknown): unknown => ({ kind: "literal", value });
const arg = (value: unknown, spread = false): unknown => ({ value, spread });
const call = (callee: unknown, args: readonly unknown[], more: object = {}): unknown => ({ kind: "call", form: "call", callee, args, optional: false, ...more });
const member = (object: unknown, key: unknown, optional = false): unknown => ({ kind: "member", object, key, optional });

describe("literals", () => {
  test.each<[string, unknown]>([
    ['"a\\n\\u0041\\u{1F600}\\x41"', "a\nA😀A"],
    ["'say \"hi\"'", 'say "hi"'],
    ["1.5e3", 1500],
    ["%neg(1)", -1],
    ["%nan", Number.NaN],
    ["%inf", Number.POSITIVE_INFINITY],
    ["%neginf", Number.NEGATIVE_INFINITY],
    ["true", true],
    ["false", false],
    ["null", null],
    ["undefined", undefined],
    ["12n", { bigint: "12" }],
    ['%bigint("0x1f")', { bigint: "0x1f" }],
    ["/a[/]b\\/c/gu", { regex: "a[/]b\\/c", flags: "gu" }],
    ['%regex("a/b", "g")', { regex: "a/b", flags: "g" }],
  ])("%s", (text, value) => {
    expect(expression(text)).toStrictEqual(literal(value));
  });
});

describe("names", () => {
  test("a name that a declaration binds", () => {
    expect(expression("a")).toStrictEqual(a);
  });

  test("a name that nothing binds is a global", () => {
    expect(expression("console")).toStrictEqual({ kind: "global", name: "console" });
  });

  test("a quoted name", () => {
    expect(expression('\\"import.meta"')).toStrictEqual({ kind: "global", name: "import.meta" });
  });

  test("a name that is a global although something binds it", () => {
    expect(expression("a~g")).toStrictEqual({ kind: "global", name: "a" });
  });

  test("a name with a number", () => {
    expect(expression("b~1")).toStrictEqual(b);
  });

  test.each(["this", "super", "arguments"])("%s", (kind) => {
    expect(expression(kind)).toStrictEqual({ kind });
  });
});

describe("members", () => {
  test.each<[string, unknown]>([
    ["a.b", member(a, "b")],
    ["a.if", member(a, "if")],
    ["a.#b", member(a, "#b")],
    ['a."odd key"', member(a, "odd key")],
    ['a["odd key"]', member(a, "odd key")],
    ["a[0]", member(a, "0")],
    ["a[b]", member(a, b)],
    ['a[("b")]', member(a, literal("b"))],
    ["a?.b", member(a, "b", true)],
    ["a?.[b]", member(a, b, true)],
    ["a\n  .b", member(a, "b")],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });
});

describe("calls", () => {
  test.each<[string, unknown]>([
    ["f(a, ...b)", call(f, [arg(a), arg(b, true)])],
    ["f?.(a)", call(f, [arg(a)], { optional: true })],
    ["f::<string>(a)", call(f, [arg(a)], { typeArgs: [{ kind: "primitive", name: "string" }] })],
    ["new f(a)", call(f, [arg(a)], { form: "new" })],
    ["new f", call(f, [], { form: "new" })],
    ["new a.b(c).f()", call(member(call(member(a, "b"), [arg(c)], { form: "new" }), "f"), [])],
    ["super(a)", call({ kind: "super" }, [arg(a)], { form: "super" })],
    ["super.f(a)", call(member({ kind: "super" }, "f"), [arg(a)])],
    ['%tag f(["x", ""], a)', call(f, [arg({ kind: "array", elements: [arg(literal("x")), arg(literal(""))] }), arg(a)], { form: "tag" })],
    ["f`x${a}`", call(f, [arg({ kind: "array", elements: [arg(literal("x")), arg(literal(""))] }), arg(a)], { form: "tag" })],
    ["%jsx f({ a })", call(f, [arg({ kind: "object", entries: [{ kind: "field", key: "a", value: a }] })], { form: "jsx" })],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });
});

describe("text", () => {
  const plus = (...parts: readonly unknown[]): unknown => ({ kind: "concat", form: "plus", parts });
  const template = (...parts: readonly unknown[]): unknown => ({ kind: "concat", form: "template", parts });
  test.each<[string, unknown]>([
    ["a + b + c", plus(a, b, c)],
    ["(a + b) + c", plus(plus(a, b), c)],
    ["a + (b + c)", plus(a, plus(b, c))],
    ["a - b + c", plus({ kind: "binary", op: "-", left: a, right: b }, c)],
    ["a + b - c", { kind: "binary", op: "-", left: plus(a, b), right: c }],
    ["%plus(a)", plus(a)],
    ["`x ${a}${b}`", template(literal("x "), a, b)],
    ["`\\`\\${`", template(literal("`${"))],
    ['`${""}${ { a }.a }`', template(literal(""), member({ kind: "object", entries: [{ kind: "field", key: "a", value: a }] }, "a"))],
    ["`a\n${`b${a}`}`", template(literal("a\n"), template(literal("b"), a))],
    ["``", template()],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });
});

describe("operators", () => {
  const binary = (op: string, left: unknown, right: unknown): unknown => ({ kind: "binary", op, left, right });
  const logical = (op: string, left: unknown, right: unknown): unknown => ({ kind: "logical", op, left, right });
  const unary = (op: string, operand: unknown): unknown => ({ kind: "unary", op, operand });
  test.each<[string, unknown]>([
    ["a ? b : c", { kind: "conditional", test: a, then: b, else: c }],
    ["a ?? b or c and f", logical("nullish", a, logical("or", b, logical("and", c, f)))],
    ["(a ?? b) and c", logical("and", logical("nullish", a, b), c)],
    ["a === b", binary("===", a, b)],
    ["a - b - c", binary("-", binary("-", a, b), c)],
    ["a - b * c", binary("-", a, binary("*", b, c))],
    ["a >> b >>> c", binary(">>>", binary(">>", a, b), c)],
    ["a > b", binary(">", a, b)],
    ["a % b", binary("%", a, b)],
    ["a %2", binary("%", a, literal(2))],
    ["a in b", binary("in", a, b)],
    ["a instanceof b", binary("instanceof", a, b)],
    ["a / b / c", binary("/", binary("/", a, b), c)],
    ["not a and b", logical("and", unary("not", a), b)],
    ["typeof a === b", binary("===", unary("typeof", a), b)],
    ["-1", unary("-", literal(1))],
    ["a -1", binary("-", a, literal(1))],
    ["+a", unary("+", a)],
    ["~a", unary("~", a)],
    ["void a", unary("void", a)],
    ["delete a.b", unary("delete", member(a, "b"))],
    ["await f(a)", { kind: "await", value: call(f, [arg(a)]) }],
    ["yield", { kind: "yield", value: null, delegate: false }],
    ["yield a", { kind: "yield", value: a, delegate: false }],
    ["yield* a", { kind: "yield", value: a, delegate: true }],
    ["(a, b)", { kind: "sequence", items: [a, b] }],
    ["%seq(a)", { kind: "sequence", items: [a] }],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });
});

describe("casts", () => {
  const string = { kind: "primitive", name: "string" };
  test.each<[string, unknown]>([
    ["a as string", { kind: "cast", form: "assert", value: a, type: string }],
    ["a satisfies string", { kind: "cast", form: "satisfies", value: a, type: string }],
    ["a!", { kind: "cast", form: "nonnull", value: a, type: { kind: "other" } }],
    ["a!.b", member({ kind: "cast", form: "nonnull", value: a, type: { kind: "other" } }, "b")],
    ["%nonnull(a, string)", { kind: "cast", form: "nonnull", value: a, type: string }],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });
});

describe("assignments", () => {
  const assign = (target: unknown, value: unknown, declares = false): unknown => ({ kind: "assign", target, value, declares });
  const key = (object: unknown, name: unknown): unknown => ({ kind: "member", object, key: name });
  test.each<[string, unknown]>([
    ["a = b", assign(a, b)],
    ["a := b", assign(a, b, true)],
    ["a = b = c", assign(a, assign(b, c))],
    ["a.b = c", assign(key(a, "b"), c)],
    ["a[b] = c", assign(key(a, b), c)],
    ["x = a", assign({ kind: "global", name: "x" }, a)],
    ["%opaque(a) = b", assign({ kind: "opaque", children: [a] }, b)],
    ["f(a = b)", call(f, [arg(assign(a, b))])],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });
});

describe("objects and arrays", () => {
  const field = (key: unknown, value: unknown): unknown => ({ kind: "field", key, value });
  test.each<[string, unknown]>([
    ["({ a, x: b, \"odd key\": c, 0: a, [b]: c, ...f })", { kind: "object", entries: [field("a", a), field("x", b), field("odd key", c), field("0", a), field(b, c), { kind: "spread", value: f }] }],
    ["({ get: a, set: b, method: c, async: a })", { kind: "object", entries: [field("get", a), field("set", b), field("method", c), field("async", a)] }],
    ["({ get, async })", { kind: "object", entries: [field("get", { kind: "global", name: "get" }), field("async", { kind: "global", name: "async" })] }],
    ["({ get a() {}, set [b](x) {} })", { kind: "object", entries: [{ kind: "getter", key: "a", function: 1 }, { kind: "setter", key: b, function: 2 }] }],
    ["({ async method a() {} })", { kind: "object", entries: [field("a", { kind: "function", function: 1 })] }],
    ["[a, , ...b]", { kind: "array", elements: [arg(a), null, arg(b, true)] }],
    ["[a, ,]", { kind: "array", elements: [arg(a), null] }],
    ["[a,]", { kind: "array", elements: [arg(a)] }],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });

  test("a method of an object is a function of kind method, called by its key", () => {
    const { functions } = read("x = { async generator method a() {}, method b as \"c\"() {} }");
    expect(functions.slice(1)).toMatchObject([{ kind: "method", name: "a", async: true, generator: true, class: -1 }, { kind: "method", name: "c" }]);
  });
});

describe("kinds with a % before them", () => {
  test.each<[string, unknown]>([
    ["%values(a)", { kind: "iterate", over: "values", value: a }],
    ["%keys(a)", { kind: "iterate", over: "keys", value: a }],
    ["%async(a)", { kind: "iterate", over: "async", value: a }],
    ["%rest(a from 1)", { kind: "rest", value: a, from: 1, except: [] }],
    ['%rest(a except x, "odd key", [b])', { kind: "rest", value: a, from: 0, except: ["x", "odd key", b] }],
    ['%require("pg")', { kind: "module", form: "require", specifier: "pg" }],
    ['%import("pg")', { kind: "module", form: "import", specifier: "pg" }],
    ["%opaque(a, b)", { kind: "opaque", children: [a, b] }],
    ["%opaque()", { kind: "opaque", children: [] }],
  ])("%s", (text, expected) => {
    expect(expression(text)).toStrictEqual(expected);
  });
});

describe("line breaks", () => {
  function count(text: string): number {
    return read(text).functions[0]?.body.length ?? 0;
  }

  test.each(["a\n(b)", "a\n[b]", "a\n-b", "a\n+b", "a\n%opaque(b)", "a\n`b`", "a;b", "return\na"])("%j is two statements", (text) => {
    expect(count(text)).toBe(2);
  });

  test.each(["a\n.b", "a\n?.b", "a\n? b\n: c", "a\nand b", "a\n?? b", "a =\nb", "a\n= b", "a +\nb", "(a\n+ b)", "f(a,\nb)", "[a\n- b]"])("%j is one statement", (text) => {
    expect(count(text)).toBe(1);
  });
});

test("the range of an expression is its place in the text, without brackets around it", () => {
  const [stmt] = read("(a + b).c").functions[0]?.body ?? [];
  const value: Expr | undefined = stmt?.kind === "expr" ? stmt.value : undefined;
  expect(value).toMatchObject({ start: 0, end: 9, object: { start: 1, end: 6, parts: [{ start: 1, end: 2 }, { start: 5, end: 6 }] } });
});
