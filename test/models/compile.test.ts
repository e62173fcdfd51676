import { readFileSync, readdirSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { builtInModels } from "../../src/models/built-in.js";
import { compileModels } from "../../src/models/compile-rows.js";
import { generateCompiledModule } from "../../src/models/generate.js";
import { createModelIndex } from "../../src/models/automaton.js";
import { KINDS, compiledOf, rowsOf } from "./model-fixtures.js";

const MODELS = {
  sinkModel: [
    ["pg", "Member[query].Argument[0]", "sql-injection"],
    ["pg", "Member[query].Argument[0].Member[text]", "sql-injection"],
    ["mysql", "Member[query].Argument[0]", "sql-injection"],
  ],
  typeModel: [["pg.Pool", "pg", "Member[Pool].Instance"]],
  barrierModel: [["pg", "Member[escapeLiteral].ReturnValue", "sql-injection"]],
};

describe("compileModels", () => {
  it("does not depend on the order of the rows", () => {
    const rows = rowsOf(MODELS);
    const compiled = compileModels(rows);
    fc.assert(
      fc.property(fc.shuffledSubarray([...rows], { minLength: rows.length }), (shuffled) => {
        expect(compileModels(shuffled)).toEqual(compiled);
      }),
    );
  });

  it("keeps a row once that is there twice", () => {
    const rows = rowsOf(MODELS);
    expect(compileModels([...rows, ...rows])).toEqual(compileModels(rows));
  });

  it("is JSON", () => {
    const compiled = compiledOf(MODELS);
    expect(JSON.parse(JSON.stringify(compiled))).toEqual(compiled);
  });

  it("shares the steps that paths begin with", () => {
    const one = compiledOf({ sinkModel: [["a", "Member[x].Member[y].Argument[0]", "log"]] });
    const two = compiledOf({ sinkModel: [["a", "Member[x].Member[y].Argument[0]", "log"], ["a", "Member[x].Member[y].Argument[1]", "log"]] });
    expect(two.edges.length - one.edges.length).toBe(2);
  });

  it("keeps names that objects have anyway", () => {
    const index = createModelIndex([compiledOf({ sinkModel: [["__proto__", "Member[constructor]", "log"]] })]);
    expect(index.sinks(index.member(index.package("__proto__"), "constructor"))).toEqual(["log"]);
  });

  it("ends type variables that refer to themselves", () => {
    const compiled = compiledOf({
      typeModel: [["a.T", "a", "TypeVar[v]"]],
      typeVariableModel: [["v", "Member[x].TypeVar[v]"], ["v", "Member[x]"]],
    });
    expect(compiled.edges.length).toBeGreaterThan(0);
  });
});

describe("the compiled models that ship", () => {
  const folder = new URL("../../src/models/", import.meta.url);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith(".model.yml"))
    .map((name) => ({ name: `src/models/${name}`, text: readFileSync(new URL(name, folder), "utf8") }));

  it("are current (run: jiti tools/compile-models.ts)", () => {
    const { text } = generateCompiledModule(files, KINDS);
    expect(readFileSync(new URL("compiled.generated.ts", folder), "utf8") === text).toBe(true);
  });

  it("do not depend on the order of the files", () => {
    expect(generateCompiledModule([...files].reverse(), KINDS).text === generateCompiledModule(files, KINDS).text).toBe(true);
  });

  it("are parsed once", () => {
    expect(builtInModels()).toBe(builtInModels());
  });
});
