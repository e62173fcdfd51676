import { expect, test } from "vitest";
import { read } from "../../../src/ir/text/read.js";
import { IrSyntaxError } from "../../../src/ir/text/syntax-error.js";

function failure(text: string): IrSyntaxError {
  try {
    read(text);
  } catch (error) {
    if (error instanceof IrSyntaxError) return error;
    throw error;
  }
  throw new Error("the text was read");
}

test("an error shows the place, what was expected, and the line", () => {
  const error = failure("let a = 1\nfunc f( {\n}");
  expect(error).toMatchObject({ line: 2, column: 9, lineText: "func f( {", reason: 'expected a parameter, found "{"' });
  expect(error.message).toBe('2:9: expected a parameter, found "{"\n  func f( {\n          ^');
});

test.each<[string, string]>([
  ["if (a) b", '1:8: expected "{" and a block, found "b"'],
  ["f(a b)", '1:5: expected "," or ")", found "b"'],
  ["a b", '1:3: expected the end of the statement, found "b"'],
  ["{ a", '1:4: expected "}" at the end of the block, found the end of the text'],
  ["x = if", '1:5: expected an expression (a name that is spelt like this word is written \\"if"), found "if"'],
  ["a && b", "1:3: `&&` is written `and`"],
  ["a || b", "1:3: `||` is written `or`"],
  ["!a", "1:1: expected an expression (`!` is written `not`), found \"!\""],
  ["a += 1", "1:3: there is no operator `+=`; write `x = x + y`"],
  ["a?.b = 1", "1:6: expected a name, a member or %opaque(…) to assign to"],
  ['"a', "1:1: this text does not end on its line"],
  ["`a", "1:1: this template does not end"],
  ["`${a b}`", '1:6: expected "}" after the value, found "b"'],
  ["a = /b", "1:5: this regular expression does not end on its line"],
  ["a = \u0001", '1:5: unexpected character "\\u0001"'],
  ["%foo(a)", "1:2: expected one of %values"],
  ["let x; let x", '1:12: "x" is already declared in this scope'],
  ["let x~0; let x~1; x", '1:19: "x" may mean several bindings; number it: x~1'],
  ["x~4", "1:1: there is no binding 4"],
  ["let y; x~0", '1:8: binding 0 is called "y"'],
  ["let x~4", "1:5: number 4 leaves a gap: the text has 1 of binding"],
  ["let x~0; let x~0", "1:14: binding 0 is already declared"],
  ["func~1 f() {}; func~1 g() {}", "1:16: func 1 is already defined"],
  ["x = %func(1)", "1:11: there is no func 1"],
  ["x = %class(0)", "1:12: there is no class 0"],
  ["export x", '1:8: nothing in the module is called "x"'],
  ["func f() { export x }", "1:12: export stands only on the module's own level"],
  ["import { a } \"m\"", '1:14: expected "from" and the module specifier, found "\\"m\\""'],
  ["class C { a() {} }", '1:11: expected a member: field, method, get, set, constructor, init, found "a"'],
  ["class C { constructor() {} constructor() {} }", "1:28: this class has a constructor already; an overload is written `declare constructor`"],
  ["func f(x): y is string {}", '1:12: expected a parameter of this function, found "y"'],
  ["(func () {})\nfunc () {}", '2:6: expected the name of the function (a function value that begins a statement stands in brackets), found "("'],
  ["let x: = 1", '1:8: expected a type, found "="'],
])("%j", (text, message) => {
  expect(failure(text).message.startsWith(message), failure(text).message).toBe(true);
});
