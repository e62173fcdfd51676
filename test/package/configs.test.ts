import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import * as entry from "../../src/index.js";
import manifest from "../../package.json" with { type: "json" };

describe("the plugin object", () => {
  it("is the only export", () => {
    expect(Object.keys(entry)).toEqual(["default"]);
  });
  it("is named and versioned as the package", () => {
    expect(plugin.meta).toEqual({ name: manifest.name, version: manifest.version, namespace: "instance-actions" });
  });
});

describe.each(["recommended", "strict"] as const)("the preset %s", (name) => {
  const preset = plugin.configs[name];

  it("has a name, its files and the plugin itself", () => {
    expect(preset.name).toBe(`instance-actions/${name}`);
    expect(preset.files).toEqual(["**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx}"]);
    expect(preset.plugins["instance-actions"]).toBe(plugin);
  });
  it("switches on rules that exist", () => {
    expect(Object.keys(preset.rules).map((rule) => rule.replace("instance-actions/", "")).filter((rule) => !(rule in plugin.rules))).toEqual([]);
  });
});

describe("what the presets hold", () => {
  it("recommended: the rules that are recommended, with their defaults", () => {
    expect(plugin.configs.recommended.rules).toEqual({
      "instance-actions/no-error-exposure": "error",
      "instance-actions/no-html-injection": "error",
      "instance-actions/no-legacy-compat-shim": "error",
      "instance-actions/no-log-injection": "error",
      "instance-actions/no-persisted-traceback": "error",
      "instance-actions/no-sensitive-context-exposure": "error",
      "instance-actions/no-sensitive-context-in-log": "error",
      "instance-actions/no-sql-injection": "error",
      "instance-actions/no-unvalidated-id-in-db-call": "error",
      "instance-actions/require-access-check": "error",
      "instance-actions/require-authentication": "error",
      "instance-actions/require-db-error-handling": "error",
    });
  });
  it("strict: every rule, with the options of the reviews' letter", () => {
    expect(plugin.configs.strict.rules).toEqual({
      "instance-actions/no-error-exposure": "error",
      "instance-actions/no-html-injection": ["error", { parameters: true }],
      "instance-actions/no-legacy-compat-shim": ["error", { deprecations: "documentation", packages: "utilities" }],
      "instance-actions/no-log-injection": ["error", { parameters: true }],
      "instance-actions/no-mixed-clocks": "error",
      "instance-actions/no-persisted-traceback": ["error", { wholeErrors: true }],
      "instance-actions/no-sensitive-context-exposure": ["error", { identity: true }],
      "instance-actions/no-sensitive-context-in-log": ["error", { categories: ["credentials", "contact", "objects", "addresses", "identity", "correlation"] }],
      "instance-actions/no-sql-injection": ["error", { parameters: true }],
      "instance-actions/no-unvalidated-exception": "error",
      "instance-actions/no-unvalidated-id-in-db-call": ["error", { accept: "format", parameters: true }],
      "instance-actions/require-access-check": "error",
      "instance-actions/require-authentication": "error",
      "instance-actions/require-db-error-handling": ["error", { calls: "through-functions" }],
    });
  });
});
