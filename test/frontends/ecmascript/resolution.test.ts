import * as typescriptEslint from "@typescript-eslint/parser";
import { describe, expect, it } from "vitest";

import { lower } from "../../../src/frontends/ecmascript/index.js";
import type { Module } from "../../../src/ir/ir.js";
import { PROGRAMS, type Snippet, SNIPPETS } from "./snippets.js";

/** What names mean in the IR: the binding (-1 for a global) by name and offset. */
function namesOf(value: unknown, module: Module, names = new Map<string, number>()): Map<string, number> {
  if (typeof value !== "object" || value === null) return names;
  if ("kind" in value && "start" in value) {
    if (value.kind === "name" && "binding" in value && typeof value.binding === "number") {
      names.set(`${module.bindings[value.binding]?.name ?? "?"} at ${String(value.start)}`, value.binding);
    }
    if (value.kind === "global" && "name" in value) names.set(`${String(value.name)} at ${String(value.start)}`, -1);
  }
  for (const part of Object.values(value)) namesOf(part, module, names);
  return names;
}

/** Names that mean something without a declaration. */
const BUILT_IN = new Set(["undefined", "arguments", "require", "module", "exports"]);

/** Where this frontend and typescript-eslint's scope manager disagree about which declaration a name means. */
function disagreements({ code, language }: Snippet): string[] {
  const { ast, scopeManager } = typescriptEslint.parseForESLint(code, {
    range: true, sourceType: "module", ecmaFeatures: { jsx: language !== "ts" }, filePath: `file.${language}`,
  });
  const module = lower(ast, code);
  const names = namesOf([module.functions, module.classes], module);
  const bindings = new Map<unknown, number>();
  const found: string[] = [];
  for (const reference of scopeManager.scopes.flatMap((scope) => scope.references)) {
    const place = `${reference.identifier.name} at ${reference.identifier.range[0]}`;
    const binding = names.get(place);
    if (binding === undefined || !reference.isValueReference || BUILT_IN.has(reference.identifier.name)) continue;
    const variable = reference.resolved?.defs.length ? reference.resolved : null;
    const known = variable ? (bindings.get(variable) ?? binding) : -1;
    if (variable) bindings.set(variable, binding);
    if (known !== binding || (variable !== null && binding < 0)) found.push(`${place} of ${code}`);
  }
  return found;
}

describe("names", () => {
  it("mean the declaration that ESLint's scope analysis finds", () => {
    const fixtures = [...Object.values(SNIPPETS), ...PROGRAMS];
    expect(fixtures.flatMap(disagreements)).toEqual([]);
  });

  it.each([
    "let a; { a; let b = a; { let a = b; a } } function f(a, b = a) { var c = a; { var c; c } } class C { m() { C; a } }",
    "f(); function f() { g; function g() { f; x } } var x = () => x; (function y() { y; x }); for (let i of x) i; for (let i in x) i; try {} catch (x) { x }",
    "import { a } from 'm'; namespace N { export const a = 1; a } enum E { A, B = A } switch (a) { case 1: let a; a } a; E.A; N.a",
  ])("mean it where scopes meet: %s", (code) => {
    expect(disagreements({ code, language: "ts" })).toEqual([]);
  });
});
