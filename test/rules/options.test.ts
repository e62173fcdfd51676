/** What ESLint says of options that are wrong: which rule, which value, and what would be right. */
import { Linter } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";

function said(rule: string, ...options: unknown[]): string {
  const config = { plugins: { "instance-actions": plugin as never }, rules: { [`instance-actions/${rule}`]: ["error", ...options] as never } };
  try {
    new Linter().verify("let a;", config);
    return "nothing";
  } catch (error) {
    return String(error).replace(/\s+/g, " ");
  }
}

describe("a wrong option", () => {
  it.each([
    ["no-unvalidated-id-in-db-call", { accept: "formt" }, 'Value "formt" should match pattern "^(type|format)$".'],
    ["no-unvalidated-id-in-db-call", { acept: "format" }, 'Unexpected property "acept". Expected properties: "accept", "parameters".'],
    ["no-unvalidated-id-in-db-call", "format", 'Value "format" should be object.'],
    ["no-sql-injection", { parameters: "yes" }, 'Value "yes" should be boolean.'],
    ["no-html-injection", { answers: null }, "Value null should be boolean."],
    ["no-sensitive-context-in-log", { categories: ["credential"] }, 'Value "credential" should match pattern "^(credentials|contact|objects|addresses|identity|correlation)$".'],
    ["no-sensitive-context-in-log", { categories: [] }, "Value [] should NOT have fewer than 1 items."],
    ["no-sensitive-context-in-log", { categories: "contact" }, 'Value "contact" should be array.'],
    ["no-legacy-compat-shim", { packages: "all" }, 'Value "all" should match pattern "^(shims|utilities)$".'],
    ["require-db-error-handling", { calls: true }, "Value true should be string."],
    ["no-error-exposure", { strict: true }, "should NOT have more than 0 items."],
  ])("%s: %j", (rule, option, text) => {
    expect(said(rule, option)).toContain(`Key "instance-actions/${rule}": Value`);
    expect(said(rule, option)).toContain(text);
  });
  it("every option of every rule refuses what it is not", () => {
    for (const [name, { meta }] of Object.entries(plugin.rules)) {
      for (const option of Object.keys(meta.schema[0]?.properties ?? {})) expect(said(name, { [option]: 3 }), `${name}: ${option}`).toMatch(/Value 3 should be (boolean|string|array)\./);
      expect(said(name), name).toBe("nothing");
    }
  });
});
