import { Linter } from "eslint";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect, describe, it } from "vitest";
import { ENGINE_LAYERS, FLOORS, floorConfigs } from "../../tools/floors.js";

/** Lints one import as if it stood in a file of the repository. */
function complaints(file: string, specifier: string): string[] {
  return new Linter({ cwd: "/repo" }).verify(`import "${specifier}";`, floorConfigs(), { filename: `/repo/${file}` }).map((message) => message.message);
}

describe("an import of a floor below is fine", () => {
  it.each([
    ["src/engine/search/search.ts", "../../ir/index.js"],
    ["src/engine/search/search.ts", "../../project/index.js"],
    ["src/engine/search/search.ts", "../bounds.js"],
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
    ["src/engine/search/search.ts", "../../policy/kinds.js"],
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
    ["src/engine/search/search.ts", "node:fs"],
    ["src/engine/search/search.ts", "eslint"],
    ["src/policy/flow-rule.ts", "eslint"],
    ["src/compile/build.ts", "oxc-parser"],
    ["src/engine/search/search.ts", "oxc-resolver"],
  ])("%s: %s", (file, specifier) => {
    expect(complaints(file, specifier)[0]).toContain("must not import this");
  });
});

it("every folder and file of src has a floor", () => {
  const names = readdirSync(new URL("../../src/", import.meta.url)).map((name) => `src/${name.replace(/\.ts$/, "")}`);
  expect(names.filter((name) => !FLOORS.has(name))).toEqual([]);
  for (const folder of FLOORS.keys()) expect(existsSync(new URL(`../../${folder}`, import.meta.url)) || existsSync(new URL(`../../${folder}.ts`, import.meta.url)), folder).toBe(true);
});

describe("a layer of the engine imports those below", () => {
  it.each([
    ["src/engine/link/imports.ts", "../program/loaded.js"],
    ["src/engine/link/imports.ts", "./lookup.js"],
    ["src/engine/explore/calls/pass.ts", "../exploration.js"],
    ["src/engine/explore/calls/pass.ts", "../../facts/paths.js"],
    ["src/engine/search/trails.ts", "./search.js"],
    ["src/engine/analyzer.ts", "./search/search.js"],
  ])("%s: %s", (file, specifier) => {
    expect(complaints(file, specifier)).toEqual([]);
  });
});

describe("a layer of the engine does not import those above", () => {
  it.each([
    ["src/engine/api.ts", "./program/loaded.js"],
    ["src/engine/program/loaded.ts", "../link/linker.js"],
    ["src/engine/link/linker.ts", "../rows/context.js"],
    ["src/engine/explore/calls/pass.ts", "../../search/trails.js"],
    ["src/engine/rows/conditions.ts", "../analyzer.js"],
    ["src/engine/bounds.ts", "./facts/paths.js"],
  ])("%s: %s", (file, specifier) => {
    expect(complaints(file, specifier)[0]).toMatch(/is a layer below/);
  });
});

describe("src/engine", () => {
  const root = new URL("../../src/engine/", import.meta.url);
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => name.replaceAll("\\", "/")).filter((name) => name.endsWith(".ts"));

  /** The files of the engine that each file imports. */
  function imports(isCounted: (isTypeOnly: boolean) => boolean): Map<string, readonly string[]> {
    return new Map(files.map((file) => {
      const found = [...readFileSync(new URL(file, root), "utf8").matchAll(/^(?:import|export) (type )?[^"]*? from "(\.[^"]*)\.js";/gm)];
      return [file, found.filter(([, type]) => isCounted(type !== undefined)).map(([, , specifier]) => `${join(dirname(file), specifier ?? "")}.ts`).filter((other) => files.includes(other))];
    }));
  }

  /** The files that know one another: what is left when, again and again, those go that import none, and those that none imports. */
  function circle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
    const left = new Map(graph);
    for (let size = -1; size !== left.size; ) {
      size = left.size;
      for (const [file, known] of left) {
        if (!known.some((other) => left.has(other)) || ![...left.values()].some((others) => others.includes(file))) left.delete(file);
      }
    }
    return [...left.keys()].sort();
  }

  it("has a layer for every folder and file", () => {
    expect(readdirSync(root).sort()).toEqual([...ENGINE_LAYERS].sort());
  });

  it("has no circle of files that run one another", () => {
    const graph = imports((isTypeOnly) => !isTypeOnly);
    expect(graph.get("analyzer.ts")).toContain("search/search.ts");
    expect(circle(graph)).toEqual([]);
  });

  it("has one circle of types: a file keeps what was found of it, and what was found lies in files", () => {
    expect(circle(imports(() => true))).toEqual(["entity-set", "entity", "loaded", "question", "seed", "target", "uses"].map((name) => `program/${name}.ts`));
  });
});
