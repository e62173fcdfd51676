/**
 * A snippet for each node type of typescript-estree: the smallest code whose tree has it. Several parsers read them
 * (parsers.test.ts), and all of them together are what random programs are put together from (robustness.test.ts).
 */
import { AST_NODE_TYPES } from "@typescript-eslint/types";

import type { Language } from "./parsers.js";

export interface Snippet {
  readonly code: string;
  readonly language: Language;
}

const js = (code: string): Snippet => ({ code, language: "js" });
const ts = (code: string): Snippet => ({ code, language: "ts" });
const tsx = (code: string): Snippet => ({ code, language: "tsx" });

/** By node type. A type that needs a parent (`SwitchCase`) has the snippet of its parent. */
export const SNIPPETS: Readonly<Partial<Record<AST_NODE_TYPES, Snippet>>> = {
  [AST_NODE_TYPES.AccessorProperty]: ts("class A { accessor x = 1; static accessor #y }"),
  [AST_NODE_TYPES.ArrayExpression]: js("f([1, , ...g])"),
  [AST_NODE_TYPES.ArrayPattern]: js("const [a, , b = 1, ...[c]] = f(); [a.x, ...b] = c"),
  [AST_NODE_TYPES.ArrowFunctionExpression]: js("const f = async (a, { b }) => { await a }; (() => ({}))()"),
  [AST_NODE_TYPES.AssignmentExpression]: js("let a; a = 1; a += 2; a.b ||= 3; a[f()] &&= 4; a ??= 5; a **= 6; a >>>= 7; ({ a, ...a.b } = f())"),
  [AST_NODE_TYPES.AssignmentPattern]: js("function f(a = 1, { b = 2 } = {}, [c = 3] = []) {}"),
  [AST_NODE_TYPES.AwaitExpression]: js("await f(); for await (const a of g()) ;"),
  [AST_NODE_TYPES.BinaryExpression]: js("a + b - c * d / e % f ** g << h >> i >>> j & k | l ^ m, n in o, p instanceof q, r == s, t !== u, v <= w"),
  [AST_NODE_TYPES.BlockStatement]: js("{ let a = 1; { let a = 2 } }"),
  [AST_NODE_TYPES.BreakStatement]: js("a: for (;;) { break; break a }"),
  [AST_NODE_TYPES.CallExpression]: js("f(); f(a, ...b); a.b?.(c); (0, a.b)(); f\n(g)"),
  [AST_NODE_TYPES.CatchClause]: js("try {} catch {} try {} catch (e) { e } try {} catch ({ a, b: [c] }) { a }"),
  [AST_NODE_TYPES.ChainExpression]: js("a?.b.c?.[d]?.(e); (a?.b).c; delete a?.b"),
  [AST_NODE_TYPES.ClassBody]: js("class A { ; }"),
  [AST_NODE_TYPES.ClassDeclaration]: js("class A extends f() { a() {} }"),
  [AST_NODE_TYPES.ClassExpression]: js("const a = class B { b = B }; (class {})"),
  [AST_NODE_TYPES.ConditionalExpression]: js("a ? b : c ? (d ? e : f) : g"),
  [AST_NODE_TYPES.ContinueStatement]: js("a: while (b) { continue; continue a }"),
  [AST_NODE_TYPES.DebuggerStatement]: js("debugger"),
  [AST_NODE_TYPES.Decorator]: ts("@a @b.c() class A { @d e = 1; @f() g() {} @h static i() {} @j get k() { return 1 } constructor(@l m, @n() private o = 1, @p q?: string, @r() { s }: T = {}) {} }"),
  [AST_NODE_TYPES.DoWhileStatement]: js("do a(); while (b)"),
  [AST_NODE_TYPES.EmptyStatement]: js(";;"),
  [AST_NODE_TYPES.ExportAllDeclaration]: ts("export * from 'a'; export * as b from 'b'; export type * from 'c'; export * as 'd e' from 'f' with { type: 'json' }"),
  [AST_NODE_TYPES.ExportDefaultDeclaration]: js("export default f(a)"),
  [AST_NODE_TYPES.ExportNamedDeclaration]: js("export const a = 1, { b, c: [d] } = f(); export function e() {} export class G {} export {}"),
  [AST_NODE_TYPES.ExportSpecifier]: js("const a = 1; export { a, a as b, a as default, a as 'c d' }; export { e, f as g } from 'h'"),
  [AST_NODE_TYPES.ExpressionStatement]: js("'use strict'; a; (b)"),
  [AST_NODE_TYPES.ForInStatement]: js("for (const a in b) c(a); for (d in e) ; for (var f in g()) ; for (h.i in j) ;"),
  [AST_NODE_TYPES.ForOfStatement]: js("for (const [a, { b }] of c()) d(a, b); for (e of f) ; for ({ g } of h) ; for (let i of j) ;"),
  [AST_NODE_TYPES.ForStatement]: js("for (let i = 0, j = f(); i < j; i++, j--) g(i); for (;;) break; for (k = 1; ;) break"),
  [AST_NODE_TYPES.FunctionDeclaration]: js("f(); function f(a, b) { return a } async function g() {} function* h() {} async function* i() {}"),
  [AST_NODE_TYPES.FunctionExpression]: js("const f = function g(a) { return g }; (function () { arguments })()"),
  [AST_NODE_TYPES.Identifier]: js("a; undefined; \\u0061b"),
  [AST_NODE_TYPES.IfStatement]: js("if (a) b(); else if (c) { d() } else e()"),
  [AST_NODE_TYPES.ImportAttribute]: js("import a from './a.json' with { type: 'json' }"),
  [AST_NODE_TYPES.ImportDeclaration]: js("import 'a'; import {} from 'b'"),
  [AST_NODE_TYPES.ImportDefaultSpecifier]: js("import a from 'b'; a()"),
  [AST_NODE_TYPES.ImportExpression]: js("import('a'); import(b + c); import('d', { with: { type: 'json' } })"),
  [AST_NODE_TYPES.ImportNamespaceSpecifier]: js("import * as a from 'b'; a.c()"),
  [AST_NODE_TYPES.ImportSpecifier]: js("import { a, b as c, default as d, 'e f' as g } from 'h'; a(c)"),
  [AST_NODE_TYPES.JSXAttribute]: tsx("<a b c='d &amp; e' f={g} h-i=\"j\" k:l={1} m=<n /> />"),
  [AST_NODE_TYPES.JSXClosingElement]: tsx("<a></a>"),
  [AST_NODE_TYPES.JSXClosingFragment]: tsx("<></>"),
  [AST_NODE_TYPES.JSXElement]: tsx("<A><b /></A>"),
  [AST_NODE_TYPES.JSXEmptyExpression]: tsx("<a>{/* b */}</a>"),
  [AST_NODE_TYPES.JSXExpressionContainer]: tsx("<a>{b}{c.map(() => <d />)}</a>"),
  [AST_NODE_TYPES.JSXFragment]: tsx("<>{a}</>"),
  [AST_NODE_TYPES.JSXIdentifier]: tsx("<a />; <A />; <a-b />"),
  [AST_NODE_TYPES.JSXMemberExpression]: tsx("<a.b.C />; class D { e() { return <this.f /> } }"),
  [AST_NODE_TYPES.JSXNamespacedName]: tsx("<a:b />"),
  [AST_NODE_TYPES.JSXOpeningElement]: tsx("<A<string> b />"),
  [AST_NODE_TYPES.JSXOpeningFragment]: tsx("<> a </>"),
  [AST_NODE_TYPES.JSXSpreadAttribute]: tsx("<a {...b} c />"),
  [AST_NODE_TYPES.JSXSpreadChild]: tsx("<a>{...b}</a>"),
  [AST_NODE_TYPES.JSXText]: tsx("<a> b &nbsp; 'c'\n  d {e}\n </a>"),
  [AST_NODE_TYPES.LabeledStatement]: js("a: b: for (const c of d) break a; e: { break e }"),
  [AST_NODE_TYPES.Literal]: js("f('a\\n\\u{1F600}\\ud800', \"b\", 1, 0x1f, 1_000, 1e400, 1.5e-7, true, null, 1n, 0xFn, 1_0n, /a[/]b/dgimsuy, /[a--b]/v)"),
  [AST_NODE_TYPES.LogicalExpression]: js("a && b || c; (d ?? e) || f"),
  [AST_NODE_TYPES.MemberExpression]: js("a.b; a['b']; a[0]; a[b]; a[`c`]; this.d; class A extends B { e() { super.f } }"),
  [AST_NODE_TYPES.MetaProperty]: js("import.meta.url; function f() { return new.target }"),
  [AST_NODE_TYPES.MethodDefinition]: js("class A { a() {} static async b() {} get c() { return 1 } set c(v) {} *[d]() {} 'e'() {} 1() {} constructor(f) { this.f = f } async *#g() {} }"),
  [AST_NODE_TYPES.NewExpression]: js("new A; new B(c, ...d); new (e())(); new f.g"),
  [AST_NODE_TYPES.ObjectExpression]: js("f({ a, b: 1, 'c': 2, 3: 4, [d]: 5, ...e, __proto__: null })"),
  [AST_NODE_TYPES.ObjectPattern]: js("const { a, b: c, 'd': e, [f()]: g, h = 1, i: { j } = {}, ...k } = l()"),
  [AST_NODE_TYPES.PrivateIdentifier]: js("class A { #a = 1; static #b() {} c(o) { return #a in o ? this.#a : A.#b() } }"),
  [AST_NODE_TYPES.Program]: js("#!/usr/bin/env node\na()\n"),
  [AST_NODE_TYPES.Property]: js("f({ a() {}, async *b() {}, get c() { return 1 }, set c(v) {}, [d]() {}, 'e': () => 1 })"),
  [AST_NODE_TYPES.PropertyDefinition]: js("class A { a; b = 1; static c = () => this; ['d'] = 2; [e()] = 3; #f = 4; 'g' = 5; static [h] }"),
  [AST_NODE_TYPES.RestElement]: js("function f(a, ...b) {} const { c, ...d } = e, [g, ...[h]] = i"),
  [AST_NODE_TYPES.ReturnStatement]: js("function f() { return } function g() { return a }"),
  [AST_NODE_TYPES.SequenceExpression]: js("a(), b(), c; for (;; d(), e()) break"),
  [AST_NODE_TYPES.SpreadElement]: js("f(...a, [...b], { ...c })"),
  [AST_NODE_TYPES.StaticBlock]: js("class A { static { const a = 1; var b = this; f(a, b) } static c = 1 }"),
  [AST_NODE_TYPES.Super]: js("class A extends B { constructor() { super(a); super.b() } static c() { return super.d } }"),
  [AST_NODE_TYPES.SwitchCase]: js("switch (a) { case 1: case f(): b(); break; default: let c = 1; g(c) }"),
  [AST_NODE_TYPES.SwitchStatement]: js("switch (a) {} switch (b) { case c: function d() {} d() }"),
  [AST_NODE_TYPES.TaggedTemplateExpression]: js("a`b${c}d`; e.f`\\unicode${1}`; g``"),
  [AST_NODE_TYPES.TemplateElement]: js("`a\r\nb${c}}${d}`"),
  [AST_NODE_TYPES.TemplateLiteral]: js("``; `a`; `${b}`; `c${`d${e}`}f`"),
  [AST_NODE_TYPES.ThisExpression]: js("this.a = 1"),
  [AST_NODE_TYPES.ThrowStatement]: js("throw new Error(a)"),
  [AST_NODE_TYPES.TryStatement]: js("try { a() } catch (e) { b(e) } finally { c() } try { d() } finally {}"),
  [AST_NODE_TYPES.TSAbstractAccessorProperty]: ts("abstract class A { abstract accessor x: number }"),
  [AST_NODE_TYPES.TSAbstractMethodDefinition]: ts("abstract class A { protected abstract a(b: B): C; abstract get d(): D }"),
  [AST_NODE_TYPES.TSAbstractPropertyDefinition]: ts("abstract class A { abstract readonly a: B }"),
  [AST_NODE_TYPES.TSAnyKeyword]: ts("let a: any"),
  [AST_NODE_TYPES.TSArrayType]: ts("let a: B[][]"),
  [AST_NODE_TYPES.TSAsExpression]: ts("a as B; c as const; (d as E).f = 1; (g as any) += 1"),
  [AST_NODE_TYPES.TSBigIntKeyword]: ts("let a: bigint"),
  [AST_NODE_TYPES.TSBooleanKeyword]: ts("let a: boolean"),
  [AST_NODE_TYPES.TSCallSignatureDeclaration]: ts("interface A { (b: B): C }"),
  [AST_NODE_TYPES.TSClassImplements]: ts("class A implements B, C.D<E> {}"),
  [AST_NODE_TYPES.TSConditionalType]: ts("type A<B> = B extends infer C ? C : never"),
  [AST_NODE_TYPES.TSConstructorType]: ts("type A = new (b: B) => C; type D = abstract new () => E"),
  [AST_NODE_TYPES.TSConstructSignatureDeclaration]: ts("interface A { new (b: B): C }"),
  [AST_NODE_TYPES.TSDeclareFunction]: ts("declare function a(b: B): C; function d(e: 1): 1; function d(e: any) { return e } export declare function f(): void"),
  [AST_NODE_TYPES.TSEmptyBodyFunctionExpression]: ts("class A { a(b: 1): 1; a(b: any) { return b } constructor(c: 1); constructor(c: any) {} d?(): void }"),
  [AST_NODE_TYPES.TSEnumBody]: ts("enum A {}"),
  [AST_NODE_TYPES.TSEnumDeclaration]: ts("enum A { B } const enum C { D = 1 } declare enum E { F } export enum G { H = 'h' } enum A { I = 5 }"),
  [AST_NODE_TYPES.TSEnumMember]: ts("enum A { B, C = 5, D, 'e-f' = 'g', H = B | C, I = A.B, J = -1, K = `l`, M = f(H) }"),
  [AST_NODE_TYPES.TSExportAssignment]: ts("const a = 1; export = a"),
  [AST_NODE_TYPES.TSExternalModuleReference]: ts("import a = require('b'); export import c = require('d'); a(c)"),
  [AST_NODE_TYPES.TSFunctionType]: ts("let a: <B>(c: B, d?: string, ...e: F[]) => g is H"),
  [AST_NODE_TYPES.TSImportEqualsDeclaration]: ts("import a = b.c.d; import type e = require('f'); namespace G { export import h = a; import i = a.j }"),
  [AST_NODE_TYPES.TSImportType]: ts("let a: import('b').C.D<E>; let f: typeof import('g'); let h: typeof import('i').j"),
  [AST_NODE_TYPES.TSIndexedAccessType]: ts("type A = B['c'][number]"),
  [AST_NODE_TYPES.TSIndexSignature]: ts("interface A { [b: string]: C } class D { [e: string]: F; static readonly [g: number]: H }"),
  [AST_NODE_TYPES.TSInferType]: ts("type A<B> = B extends (infer C extends string)[] ? C : D"),
  [AST_NODE_TYPES.TSInstantiationExpression]: ts("const a = b<string>; new (c<D>)(); e<F>;"),
  [AST_NODE_TYPES.TSInterfaceBody]: ts("interface A {}"),
  [AST_NODE_TYPES.TSInterfaceDeclaration]: ts("interface A<B extends C = D> { e: B } export interface F {} declare interface G {} export default interface H {}"),
  [AST_NODE_TYPES.TSInterfaceHeritage]: ts("interface A extends B, C.D<E> {}"),
  [AST_NODE_TYPES.TSIntersectionType]: ts("type A = B & C"),
  [AST_NODE_TYPES.TSIntrinsicKeyword]: ts("type A<B extends string> = intrinsic"),
  [AST_NODE_TYPES.TSLiteralType]: ts("type A = 'b' | 1 | -2 | true | 3n | -4n | null | `c`"),
  [AST_NODE_TYPES.TSMappedType]: ts("type A = { readonly [B in keyof C as `d${B}`]-?: C[B] }"),
  [AST_NODE_TYPES.TSMethodSignature]: ts("interface A { b(c: C): D; e?(): void; get f(): G; set f(v: G); ['h'](): I; <J>(k: J): J }"),
  [AST_NODE_TYPES.TSModuleBlock]: ts("namespace A { f() }"),
  [AST_NODE_TYPES.TSModuleDeclaration]: ts("namespace A { export const b = 1; export namespace C { export type D = 1 } } namespace E.F.G { export let h } module I {} declare module 'j' { export default k; export const l: 1 } declare module 'm'; declare global { var n: 1; interface O {} } declare namespace P { function q(): void; class R { s(): T } }"),
  [AST_NODE_TYPES.TSNamedTupleMember]: ts("type A = [b: C, d?: E, ...f: G[]]"),
  [AST_NODE_TYPES.TSNamespaceExportDeclaration]: ts("export as namespace A; export {}"),
  [AST_NODE_TYPES.TSNeverKeyword]: ts("let a: never"),
  [AST_NODE_TYPES.TSNonNullExpression]: ts("a!; a!.b!(); a![0]!; a?.b!.c; (a?.b)!.c; a! = 1; a!++"),
  [AST_NODE_TYPES.TSNullKeyword]: ts("let a: null"),
  [AST_NODE_TYPES.TSNumberKeyword]: ts("let a: number"),
  [AST_NODE_TYPES.TSObjectKeyword]: ts("let a: object"),
  [AST_NODE_TYPES.TSOptionalType]: ts("type A = [B?]"),
  [AST_NODE_TYPES.TSParameterProperty]: ts("class A extends B { constructor(private a: A, public readonly b = 1, protected c?: C, readonly d: D = f(), override e?) { super(); g(a) } }"),
  [AST_NODE_TYPES.TSPropertySignature]: ts("interface A { b: B; 'c'?: C; readonly 1: D; [e]: F; ['g']: H; i }"),
  [AST_NODE_TYPES.TSQualifiedName]: ts("let a: B.C.D"),
  [AST_NODE_TYPES.TSRestType]: ts("type A = [...B[]]"),
  [AST_NODE_TYPES.TSSatisfiesExpression]: ts("a satisfies B; (c satisfies D) = 1"),
  [AST_NODE_TYPES.TSStringKeyword]: ts("let a: string"),
  [AST_NODE_TYPES.TSSymbolKeyword]: ts("let a: symbol"),
  [AST_NODE_TYPES.TSTemplateLiteralType]: ts("type A = `b${C}`"),
  [AST_NODE_TYPES.TSThisType]: ts("class A { b(): this { return this } c(): this is D { return true } d(): asserts this {} }"),
  [AST_NODE_TYPES.TSTupleType]: ts("type A = [B, C]; type D = readonly [E]"),
  [AST_NODE_TYPES.TSTypeAliasDeclaration]: ts("type A<B, in out C> = B; declare type D = 1; export type E = D"),
  [AST_NODE_TYPES.TSTypeAnnotation]: ts("const { a, b }: C = d; let e: F, g!: H; try {} catch (l: unknown) {} const m = (n?: O): P => n"),
  [AST_NODE_TYPES.TSTypeAssertion]: ts("<A>b; <const>['c']; (<any>d).e = 1"),
  [AST_NODE_TYPES.TSTypeLiteral]: ts("type A = { b: C, d?(): E }"),
  [AST_NODE_TYPES.TSTypeOperator]: ts("type A = keyof B; type C = readonly D[]; declare const e: unique symbol"),
  [AST_NODE_TYPES.TSTypeParameter]: ts("function a<const B extends C = D>(e: B): B { return e } class F<G> { h: G } const i = <J,>(k: J) => k"),
  [AST_NODE_TYPES.TSTypeParameterDeclaration]: ts("class A<B> extends C<B> { d<E>(f: E) {} }"),
  [AST_NODE_TYPES.TSTypeParameterInstantiation]: ts("f<A>(b); new C<D, E>(); class G extends H<I> {} j<K>`l`; m?.<N>(o)"),
  [AST_NODE_TYPES.TSTypePredicate]: ts("function a(b: any): b is C { return true } function d(e: any): asserts e is F {} function g(h: any): asserts h {}"),
  [AST_NODE_TYPES.TSTypeQuery]: ts("let a: typeof b; let c: typeof a.d; let e: typeof this.f; let g: typeof h<I>"),
  [AST_NODE_TYPES.TSTypeReference]: ts("let a: B<C, D<E>>"),
  [AST_NODE_TYPES.TSUndefinedKeyword]: ts("let a: undefined"),
  [AST_NODE_TYPES.TSUnionType]: ts("let a: | B | C"),
  [AST_NODE_TYPES.TSUnknownKeyword]: ts("let a: unknown"),
  [AST_NODE_TYPES.TSVoidKeyword]: ts("let a: void"),
  [AST_NODE_TYPES.UnaryExpression]: js("!a; -b; +c; ~d; typeof e; void f(); void 0; delete g.h"),
  [AST_NODE_TYPES.UpdateExpression]: js("let a = 1; a++; --a; b.c++; d[e()]++; f().g--"),
  [AST_NODE_TYPES.VariableDeclaration]: js("var a = 1, b; let c; const d = a; { var b = 2 }"),
  [AST_NODE_TYPES.VariableDeclarator]: ts("let a!: string; const b: number = 1; using c = d(); await using e = f()"),
  [AST_NODE_TYPES.WhileStatement]: js("while (a) b()"),
  [AST_NODE_TYPES.YieldExpression]: js("function* f() { const a = yield; yield a; yield* g() }"),
};

/** Decorated, and not accepted by Babel. */
export const DECORATED_REST: Snippet = ts("class A { b(@c() ...d: E[]) {} }");

/** Node types that no valid tree has, or no module. */
export const NEVER: Readonly<Partial<Record<AST_NODE_TYPES, string>>> = {
  [AST_NODE_TYPES.WithStatement]: "sloppy mode only; it has a test of its own",
  [AST_NODE_TYPES.TSAbstractKeyword]: "a modifier: becomes a flag",
  [AST_NODE_TYPES.TSAsyncKeyword]: "a modifier: becomes a flag",
  [AST_NODE_TYPES.TSDeclareKeyword]: "a modifier: becomes a flag",
  [AST_NODE_TYPES.TSExportKeyword]: "a modifier: becomes an export",
  [AST_NODE_TYPES.TSPrivateKeyword]: "a modifier: becomes a flag",
  [AST_NODE_TYPES.TSProtectedKeyword]: "a modifier: becomes a flag",
  [AST_NODE_TYPES.TSPublicKeyword]: "a modifier: becomes a flag",
  [AST_NODE_TYPES.TSReadonlyKeyword]: "a modifier: becomes a flag",
  [AST_NODE_TYPES.TSStaticKeyword]: "a modifier: becomes a flag",
};

/** Code of the kind people write, where constructs meet. */
export const PROGRAMS: readonly Snippet[] = [
  ts(`import { Controller, Get, Param } from "@nestjs/common";
import type { Db } from "./db";
@Controller("users")
export class UserController {
  static readonly path = "/users";
  constructor(private readonly db: Db, @Inject(LOGGER) private logger: Logger = console) {}
  @Get(":id")
  async find(@Param("id") id: string, @Query() { page = 1, ...rest }: PageQuery, @Req() req?: Request): Promise<User | null> {
    const [row, ...others] = await this.db.query(\`SELECT * FROM users WHERE id = '\${id}'\`, ...rest.params);
    if (!row || row.tenantId !== req?.user?.tenantId) throw new NotFound("no user " + id + "!");
    return row as User;
  }
}`),
  js(`const express = require("express");
const { Pool } = require('pg'), app = express();
app.get("/:id", async (req, res, next) => {
  try {
    const { rows: [user] = [] } = await new Pool().query("SELECT " + req.params.id);
    for (const key in user) { if (key.startsWith("_")) delete user[key]; }
    res.json({ ...user, at: Date.now() });
  } catch (error) { next(error) } finally { log?.done() }
});
module.exports = { app, start: (port = 80) => app.listen(port) };
exports.extra = function () { return arguments.length };`),
  tsx(`"use client";
import React, { useState } from "react";
export default function Form<T extends object>({ items, onSave, children }: Props<T>) {
  const [value, setValue] = useState<string>("");
  return (
    <form onSubmit={async (event) => { event.preventDefault(); await onSave(value!) }}>
      {items.length > 0 && items.map((item) => <Item key={item.id} {...item} />)}
      <p dangerouslySetInnerHTML={{ __html: value }} className="a b">Hello, &quot;you&quot;</p>
      {children}
    </form>
  );
}`),
  ts(`@Injectable() export default class A {}
@a.b({ c: 1 }) /* d */ @e
// f
export abstract class G<H> extends I<H> {}`),
];
