import { describe, expect, test } from "vitest";
import type { Module } from "../../../src/ir/ir.js";
import { print } from "../../../src/ir/text/print.js";
import { read } from "../../../src/ir/text/read.js";
import { renumber } from "../renumber.js";

/** The text of a module without ranges and needless numbers. */
function plain(module: Module): string {
  return print(module, { ranges: false, ids: false });
}

describe("without ranges and numbers", () => {
  /** Texts that are printed as they were written. */
  test.each([
    'import pg from "pg"\nimport { a, b as c, type T } from "m"\nimport * as ns from "n"\nimport type { U, V } from "o"\nexport { a, c as default }\nexport * from "m"\n',
    'binding exports \\"module.exports"\n\\"module.exports".a = 1\n',
    'const id = req.params.id\npool.query("select " + id + `a ${id}`)\n',
    "async func f(a, b?: string, ...c) {\n  return a\n}\nx = func (y) => y.z\nx = func (y) => ({ y })\nx = func () {\n  return\n}\n",
    "class C extends B::<T> implements I {\n  private field db: Pool\n  field #p\n  constructor(db: Pool) {\n    super(db)\n  }\n  static async method m() {}\n  init {\n    this.a = 1\n  }\n}\n",
    "if (a) {\n  b\n} else if (c) {} else {\n  d\n}\n",
    "each (const x of xs) {\n  x\n}\neach (a.b in o) {}\n",
    "out: {\n  while (a) {\n    break out\n  } update {\n    b\n  }\n}\ndo {} while (a)\n",
    "switch (a) {\n  case 1:\n    break\n  default:\n    b\n}\n",
    "try {\n  a\n} catch (e) {\n  throw e\n} finally {}\n",
    "func isA(x: unknown): x is A {}\nfunc check(this: T, x): asserts x {}\n",
    "type T<A> = { a: string, b?: A[], m(A): void } | null\ninterface I extends J { a: T }\nenum E { \"a\", 2 }\n",
    "a = (b, c) ?? d or e and not f ? -1 : +(-g) ** h\n",
    "a[0][\"odd key\"][k][(\"x\")]?.b?.[c]?.(d)!.e\n",
    "x = { a: 1, \"odd key\": 2, [k]: 3, b, ...c, get d() {}, method e() {} }\nx = [a, , ...b]\n",
    "({}.a = 1)\n((func () {})())\n",
    "%values(a)\n%rest(a from 1)\n%rest(a except b, [c])\n%require(\"m\")\n%opaque(a, b)\n%jsx C({})\n%tag sql([\"\"], a)\nnew C::<T>(a)\n",
    "(a as string).b = (c satisfies T) + (yield d)\n",
    'problem "too deep"\ndeclare func f(a: string): string\n',
  ])("%j", (text) => {
    expect(plain(read(text))).toBe(text);
  });

  test("a name is numbered where another one hides it", () => {
    const module = read("let x~0 = 1\nfunc f(x~2) { return x~0 }");
    expect(plain(module)).toBe("let x~0 = 1\nfunc f(x) {\n  return x~0\n}\n");
  });

  test("a global that has the name of a binding in sight is marked", () => {
    expect(plain(read("let x\nx~g = x"))).toBe("let x\nx~g = x\n");
  });

  test("bindings of one name that do not see each other need no number", () => {
    const text = "func f(x) {\n  return x\n}\nfunc g(x) {\n  return x\n}\n";
    expect(plain(read(text))).toBe(text);
  });

  test("a local that is used outside the block that declares it is declared at the head of its function", () => {
    const module = read("let x\nif (a) { x := 1 }\nx");
    expect(plain(module)).toBe("let x\nif (a) {\n  x := 1\n}\nx\n");
  });

  test("the numbers of the module make no difference", () => {
    const text = "func f(a) {\n  const b = func (c) => c\n  return b(a)\n}\nclass C {\n  method m() {}\n}\n";
    for (const seed of [1, 2, 3]) expect(plain(renumber(read(text), seed))).toBe(text);
  });
});

describe("numbers", () => {
  test("are left out where the reader gives the same ones", () => {
    const text = "let a\nfunc f(b) {\n  return a\n}\n";
    expect(print(read(text), { ranges: false })).toBe(text);
  });

  test("are printed at the declarations of a kind when they do not follow the text", () => {
    expect(print(read("let b~1\nlet a~0\nfunc~2 f~2() {}\nfunc~1 g~3() {}"), { ranges: false })).toBe("let a\nlet b\nfunc~2 f() {}\nfunc~1 g() {}\n");
    expect(print(read("func f~1() {}\nfunc g~0() {}"), { ranges: false })).toBe("func f~1() {}\nfunc g~0() {}\n");
  });

  test("refer to a function that is made elsewhere", () => {
    const text = "func~1 f() {}\nx = %func(1)\n";
    expect(print(read(text), { ranges: false })).toBe(text);
  });
});

describe("ranges", () => {
  test("stand behind what they are of", () => {
    expect(print(read("f(a)"))).toBe('module "text"@0-4\nf@0-1(a@2-3)@0-4\n');
  });

  test("follow each other from the inside out, and are left out at the end when they repeat", () => {
    expect(print(read("let x = a + b\nf()@3-4 @1-9"))).toBe('module "text"@0-26\nlet x@4-5 = a@8-9 + b@12-13 @8-13 @4-13 @0-13\nf@14-15()@3-4 @1-9\n');
  });

  test("of a caught value stand behind its name, or behind the keyword", () => {
    const text = 'module "text"@0-70\ntry {} catch (e: T@14-15) {}@0-22\ntry {} catch@30-35 {}@23-38\nlet x@43-44 = 1@47-48 @43-48 @39-48\ntry {} catch x@62-63 {}@49-66\n';
    expect(print(read(text))).toBe(text);
  });

  test("of something compound beside an operator stand behind brackets", () => {
    expect(print(read("a - b - c"))).toBe('module "text"@0-9\n(a@0-1 - b@4-5)@0-5 - c@8-9 @0-9\n');
  });
});

test("a module that is not sound is printed all the same", () => {
  const module = read("func f(x) { return x }");
  const broken: Module = { ...module, bindings: [], functions: module.functions.slice(0, 1) };
  expect(print(broken, { ranges: false })).toBe("missing0~0 := %func(1)\n");
});
