import { describe, expect, it } from "vitest";

import { lower } from "../../../src/frontends/ecmascript/index.js";
import { printBody, printExports, printImports, printTypes } from "./printer.js";
import { ir, oxcTree } from "./parsers.js";

const exportsOf = (text: string): string[] => printExports(ir(text));
const body = (text: string): string[] => printBody(ir(text));

describe("imports", () => {
  it("bind names of another module", () => {
    expect(printImports(ir("import a, { b, c as d, default as e, 'f g' as h } from 'm'; import * as i from 'n'; import type { J } from 'o'; import { type K } from 'p';"))).toEqual([
      "a = default of m", "b = b of m", "d = c of m", "e = default of m", "h = f g of m", "i = * of n", "J = type J of o", "K = type K of p",
    ]);
  });

  it("run a module that nothing is taken from", () => {
    expect(body("import 'a'; import {} from 'b';")).toEqual(['require("a")']);
  });

  it("know `import = require` and aliases of names", () => {
    const module = ir("import a = require('m'); import b = a.C.D; b();");
    expect(printImports(module)).toEqual(["a = = of m"]);
    expect(printBody(module)).toEqual(["let b = a.C.D", "b()"]);
    expect(printTypes(module)).toEqual(["alias b = a.C.D"]);
  });

  it("take attributes", () => {
    expect(printImports(ir("import a from './a.json' with { type: 'json' }"))).toEqual(["a = default of ./a.json"]);
  });
});

describe("exports", () => {
  it("hand out declarations", () => {
    expect(exportsOf("export const a = 1, { b, c: [d] } = f(); export function g() {} export class H {} export enum I {} export interface J {} export type K = 1; export namespace L {}")).toEqual([
      "g = g (function)", "a = a (local)", "b = b (local)", "d = d (local)", "H = H (class)", "I = I (local)", "J = J (type)", "K = K (type)", "L = L (local)",
    ]);
  });

  it("rename and pass on", () => {
    expect(exportsOf("const a = 1; export { a as b, a as default }; export { c, d as e, type F } from 'm'; export * from 'n'; export * as g from 'o'; export type * from 'p'; export type { H } from 'q'")).toEqual([
      "b = a (local)", "default = a (local)", "c = c of m", "e = d of m", "F = type F of m", "all of n", "g = * of o", "all of p (types)", "H = type H of q",
    ]);
  });

  it("have a default with or without a name", () => {
    expect([exportsOf("export default f()"), body("export default f()")]).toEqual([["default = default (local)"], ["let default = @f()"]]);
    expect([exportsOf("export default function () {}"), body("g(); export default function () {}")]).toEqual([
      ["default = default (local)"], ["let default = function default() {}", "@g()"],
    ]);
    expect(exportsOf("export default function f() {}")).toEqual(["default = f (function)"]);
    expect(body("export default class {}")).toEqual(["let default = class default {  }"]);
    expect(exportsOf("export default class A {}")).toEqual(["default = A (class)"]);
    expect(exportsOf("export default interface A {}")).toEqual(["default = A (type)"]);
    expect(exportsOf("import a from 'm'; export default a;")).toEqual(["default = a (import)"]);
    expect(exportsOf("interface A {} export default A;")).toEqual(["default = A (type)"]);
    expect(exportsOf("const a = 1; export default a;")).toEqual(["default = default (local)"]);
    expect(body("export default () => 1")).toEqual(["let default = arrow default() { return 1 }"]);
  });

  it("count overloads and merged declarations once", () => {
    expect(exportsOf("export function f(a: 1): 1; export function f(a: any) {} export interface A {} export const A = 1;")).toEqual([
      "f = f (function)", "A = A (local)",
    ]);
  });

  it("know `export =`", () => {
    expect(exportsOf("class A {} export = A;")).toEqual(["= = A (class)"]);
    expect([exportsOf("export = f();"), body("export = f();")]).toEqual([["= = module.exports (exports)"], ["module.exports = @f()"]]);
    expect(exportsOf("export as namespace X;")).toEqual([]);
  });
});

describe("CommonJS", () => {
  it("has one binding for what it hands out, when it does", () => {
    const text = "exports.a = 1; module.exports.b = f; module.exports = exports = g; module['exports'].c = require('d').e";
    expect(body(text)).toEqual([
      "module.exports.a = 1", "module.exports.b = @f", "module.exports = module.exports = @g", 'module.exports.c = require("d").e',
    ]);
    expect(exportsOf(text)).toEqual(["= = module.exports (exports)"]);
    expect(exportsOf("module.hot.accept()")).toEqual([]);
  });

  it("leaves bound names alone", () => {
    expect(body("(function (module, exports, require) { module.exports = require('a'); exports.b = 1 })")).toEqual([
      'function(module, exports, require) { module.exports = require("a"); exports.b = 1 }',
    ]);
  });

  it("reads `with` and other sloppy code", () => {
    const text = "with (a) b(); module.exports = 010;";
    expect(printBody(lower(oxcTree(text, "js", "script"), text))).toEqual(["@a", "@b()", "module.exports = 8"]);
  });
});

describe("namespaces and enums", () => {
  it("make an object under a name, and properties of its exports", () => {
    expect(body("namespace A { export const b = 1; const c = b; export function d() {} export namespace E { export class F {} } }")).toEqual([
      "let A = {}",
      "{ let d = function d() {}; A.d = d; let b = 1; A.b = b; let c = b; let E = {}; { let F = class F {  }; E.F = F }; A.E = E }",
    ]);
  });

  it("add to what has the same name", () => {
    expect(body("function A() {} namespace A { export const b = 1 } namespace A { f(b) }")).toEqual([
      "let A = function A() {}", "{ let b = 1; A.b = b }", "{ @f(b) }",
    ]);
  });

  it("open every name of a dotted one", () => {
    expect(body("namespace A.B { export const c = 1 }")).toEqual(["let A = {}", "let B = {}", "A.B = B", "{ let c = 1; B.c = c }"]);
  });

  it("have no value when they are only declared", () => {
    const module = ir("declare namespace A { const b: string; function c(): void; class D {} } declare module 'm' { export const x: 1; export default x } declare global { interface Window { a: A } } declare enum E { A }");
    expect(printBody(module)).toEqual([]);
    expect(printExports(module)).toEqual([]);
    expect(printTypes(module)).toEqual(["interface Window = { a: A }", "enum E = (0)"]);
  });

  it("list the values of an enum", () => {
    const module = ir("enum E { A, B = 5, C, D = 'd', 'e-f' = -1, G = A, H = f(B) }");
    expect(printBody(module)).toEqual(['let E = { A: 0, B: 5, C: 6, D: "d", e-f: -(1), G: E.A, H: @f(E.B) }']);
    expect(printTypes(module)).toEqual(['enum E = (0 | 5 | 6 | "d" | -1 | 0 | other)']);
  });
});
