import { Linter } from "eslint";
import { existsSync, readdirSync } from "node:fs";
import { expect, describe, it } from "vitest";
import { FLOORS, floorConfigs } from "../../tools/floors.js";

/** Lints one import as if it stood in a file of the repository. */
function complaints(file: string, specifier: string): string[] {
  return new Linter({ cwd: "/repo" }).verify(`import "${specifier}";`, floorConfigs(), { filename: `/repo/${file}` }).map((message) => message.message);
}

describe("an import of a floor below is fine", () => {
  it.each([
    ["src/engine/search.ts", "../ir/index.js"],
    ["src/engine/search.ts", "../project/index.js"],
    ["src/engine/search.ts", "./bounds.js"],
    ["src/frontends/ecmascript/lower.ts", "../../ir/index.js"],
    ["src/policy/flow-rule.ts", "../engine/api.js"],
    ["rules/no-x/rule.ts", "../../src/policy/index.js"],
    ["src/cli/review.ts", "../index.js"],
    ["src/rules.ts", "../rules/no-x/rule.js"],
    ["src/project/disk.ts", "node:fs"],
    ["src/cli/review.ts", "eslint"],
  ])("%s: %s", (file, specifier) => {
    expect(complaints(file, specifier)).toEqual([]);
  });
});

describe("an import of the same floor or one above is an error", () => {
  it.each([
    ["src/ir/ir.ts", "../engine/index.js"],
    ["src/compile/build.ts", "../frontends/ecmascript/index.js"],
    ["src/frontends/ecmascript/lower.ts", "../../compile/index.js"],
    ["src/models/load.ts", "../policy/kinds.js"],
    ["src/project/host.ts", "../engine/index.js"],
    ["src/engine/search.ts", "../policy/kinds.js"],
    ["src/policy/flow-rule.ts", "../index.js"],
    ["src/policy/flow-rule.ts", "../../rules/no-x/rule.js"],
    ["rules/no-x/rule.ts", "../../src/configs.js"],
    ["rules/no-x/rule.ts", "../../src/rules.js"],
  ])("%s: %s", (file, specifier) => {
    expect(complaints(file, specifier)[0]).toMatch(/is on floor \d and must not import/);
  });
});

describe("what only some folders may import", () => {
  it.each([
    ["src/engine/search.ts", "node:fs"],
    ["src/engine/search.ts", "eslint"],
    ["src/policy/flow-rule.ts", "eslint"],
    ["src/compile/build.ts", "oxc-parser"],
    ["src/engine/search.ts", "oxc-resolver"],
  ])("%s: %s", (file, specifier) => {
    expect(complaints(file, specifier)[0]).toContain("must not import this");
  });
});

it("every folder and file of src has a floor", () => {
  const names = readdirSync(new URL("../../src/", import.meta.url)).map((name) => `src/${name.replace(/\.ts$/, "")}`);
  expect(names.filter((name) => !FLOORS.has(name))).toEqual([]);
  for (const folder of FLOORS.keys()) expect(existsSync(new URL(`../../${folder}`, import.meta.url)) || existsSync(new URL(`../../${folder}.ts`, import.meta.url)), folder).toBe(true);
});
