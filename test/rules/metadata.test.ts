import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules.js";

describe.each(Object.entries(rules))("%s", (name, { meta }) => {
  it("has its page, its two models and its tests", () => {
    for (const path of [`docs/rules/${name}.md`, `rules/${name}/violation.ts`, `rules/${name}/reference.ts`, `test/rules/${name}.test.ts`]) {
      // A rule with many tests has a folder of them.
      const places = [path, path.replace(/\.test\.ts$/, "")];
      expect(places.some((place) => existsSync(new URL(`../../${place}`, import.meta.url))), path).toBe(true);
    }
  });
  it("says what it is about", () => {
    expect(meta.docs.description).toMatch(/^(disallow|require|prefer) .*[^.]$/);
    expect(meta.docs.url).toContain(`docs/rules/${name}.md`);
    expect(meta.docs.cwe.length).toBeGreaterThan(0);
    expect(meta.docs.review.every((point) => /^00[0-4]\.\d$/.test(point))).toBe(true);
    expect(meta.docs.securitySeverity).toBeGreaterThan(0);
    expect(meta.docs.since).toMatch(/^\d+\.\d+\.\d+$/);
  });
  it("speaks in sentences", () => {
    for (const message of Object.values(meta.messages)) expect(message.replace("{{path}}", "")).toMatch(/^[A-Z`{].*[.)]$/);
  });
  it("has a default for every option, and describes each", () => {
    for (const [index, schema] of meta.schema.entries()) {
      expect(Object.keys(meta.defaultOptions[index] ?? {}).sort()).toEqual(Object.keys(schema.properties).sort());
      for (const option of Object.values(schema.properties)) expect(option.description).toMatch(/^[A-Z].*\.$/);
    }
  });
});
