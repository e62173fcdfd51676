import { readFileSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { modelErrorText, parseModelFile, readModelObject } from "../../src/models/load.js";
import type { LoadedModels, LoadOptions } from "../../src/models/load.js";
import { loadUserModels } from "../../src/models/user-models.js";
import { createModelIndex } from "../../src/models/automaton.js";
import { KINDS } from "./model-fixtures.js";

const BUILT_IN: LoadOptions = { kinds: KINDS, origin: "built-in" };
const USER: LoadOptions = { kinds: KINDS, origin: "user" };

function file(extensible: string, rows: readonly string[], pack = "codeql/javascript-all"): string {
  return ["extensions:", "  - addsTo:", `      pack: ${pack}`, `      extensible: ${extensible}`, "    data:", ...rows.map((row) => `      - ${row}`)].join("\n");
}
function errorsOf({ errors }: LoadedModels): string[] {
  return errors.map(modelErrorText);
}

describe("parseModelFile", () => {
  it("reads a row with the line it stands in", () => {
    const { rows, errors } = parseModelFile(file("sinkModel", ['["pg", "Member[run].Argument[0]", "sql-injection"]']), "pg.model.yml", BUILT_IN);
    expect(errors).toEqual([]);
    expect(rows).toMatchObject([{ extensible: "sinkModel", type: "pg", kind: "sql-injection", from: { file: "pg.model.yml", line: 6, index: 0 } }]);
  });

  it("accepts an extension without a pack", () => {
    const text = 'extensions:\n  - addsTo: { extensible: sinkModel }\n    data:\n      - ["pg", "Argument[0]", "sql-injection"]\n';
    expect(parseModelFile(text, "a.yml", BUILT_IN).rows).toHaveLength(1);
  });

  it("ignores rows that are commented out, and data that then is empty", () => {
    const loaded = parseModelFile(file("sinkModel", []) + '\n      # - ["pg", "Argument[0]", "sql-injection"]\n', "a.yml", BUILT_IN);
    expect(loaded).toEqual({ rows: [], errors: [] });
  });

  it("accepts an empty file", () => {
    expect(parseModelFile("", "a.yml", BUILT_IN)).toEqual({ rows: [], errors: [] });
  });

  it("takes an unquoted true for the text", () => {
    const { rows } = parseModelFile(file("barrierGuardModel", ["[pkg, 'Member[isId].Argument[0]', true, form]"]), "a.yml", BUILT_IN);
    expect(rows).toMatchObject([{ extensible: "barrierGuardModel", accepts: "true" }]);
  });

  it("keeps the good rows beside a bad one and says where the bad one is", () => {
    const loaded = parseModelFile(
      file("sinkModel", ['["pg", "Member[run].Argment[0]", "sql-injection"]', '["pg", "Member[query].Argument[0]", "sql-injection"]']),
      "pg.model.yml",
      BUILT_IN,
    );
    expect(loaded.rows).toHaveLength(1);
    expect(loaded.errors).toEqual([
      {
        file: "pg.model.yml",
        line: 6,
        row: 0,
        extensible: "sinkModel",
        reason: 'unknown step "Argment" (did you mean "Argument"?) at position 12 of "Member[run].Argment[0]"',
      },
    ]);
  });

  it("reports a YAML syntax error with its line", () => {
    const [error] = errorsOf(parseModelFile('extensions:\n  - addsTo: { extensible: sinkModel\n    data: ["a"\n', "a.yml", BUILT_IN));
    expect(error).toMatch(/^a\.yml:\d+: YAML: /u);
  });

  it("reports a file without extensions", () => {
    expect(errorsOf(parseModelFile("models: []\n", "a.yml", BUILT_IN))).toEqual(['a.yml:1: expected a list under "extensions"']);
  });

  it("reports an entry without addsTo", () => {
    expect(errorsOf(parseModelFile("extensions:\n  - data: []\n", "a.yml", BUILT_IN))).toEqual([
      'a.yml:2: expected an entry with "addsTo: { extensible: … }" and "data"',
    ]);
  });

  it("reports an unknown extensible with the name it resembles", () => {
    expect(errorsOf(parseModelFile(file("sinkModle", []), "a.yml", BUILT_IN))).toEqual([
      'a.yml:2: sinkModle: unknown extensible "sinkModle" (did you mean "sinkModel"?)',
    ]);
  });

  it("reports a row that is no list", () => {
    expect(errorsOf(parseModelFile(file("sinkModel", ["pg"]), "a.yml", BUILT_IN))).toEqual(["a.yml:6: sinkModel, row 1: expected a list of columns"]);
  });

  it("reports a column that is no text", () => {
    expect(errorsOf(parseModelFile(file("sinkModel", ['["pg", null, "log"]']), "a.yml", BUILT_IN))).toEqual(["a.yml:6: sinkModel, row 1: column 2 is no text"]);
  });

  it("never throws on a text that is no model file", () => {
    expect(parseModelFile("- 1\n- 2\n", "a.yml", BUILT_IN).errors).toHaveLength(1);
  });
});

describe("kinds", () => {
  const load = (extensible: string, kind: string, options: LoadOptions, pack?: string): LoadedModels =>
    parseModelFile(file(extensible, [`["pkg", "Member[f].Argument[0]", "${kind}"]`], pack), "a.yml", options);

  it("reports an unknown kind of a built-in row with the kind it resembles", () => {
    expect(errorsOf(load("sinkModel", "sql-injektion", BUILT_IN))).toEqual([
      'a.yml:6: sinkModel, row 1: unknown sink kind "sql-injektion" (did you mean "sql-injection"?)',
    ]);
  });

  it("does not map CodeQL's kinds in built-in rows", () => {
    expect(load("sourceModel", "request", BUILT_IN).errors).toHaveLength(1);
  });

  it.each([
    ["sourceModel", "request", "remote"],
    ["sourceModel", "response", "fetched"],
    ["sourceModel", "browser-url-query", "browser"],
    ["sinkModel", "mongodb.sink", "nosql-injection"],
  ])("maps the kind of a user's %s %s to %s", (extensible, kind, ours) => {
    expect(load(extensible, kind, USER).rows).toMatchObject([{ kind: ours }]);
  });

  it.each([
    ["sourceModel", "database-access-result"],
    ["sourceModel", "view-component-input"],
    ["sinkModel", "path-injection"],
    ["sinkModel", "our-own-query"],
  ])("skips a user's CodeQL %s of the kind %s silently", (extensible, kind) => {
    expect(load(extensible, kind, USER)).toEqual({ rows: [], errors: [] });
  });

  it("reports a misspelt kind in a user's CodeQL pack", () => {
    expect(load("sinkModel", "sql-injectoin", USER).errors).toHaveLength(1);
  });

  it("reports an unknown kind in a user's model that is not CodeQL's", () => {
    expect(load("sinkModel", "path-injection", USER, "acme/models").errors).toHaveLength(1);
  });

  it("skips extensibles of CodeQL's that say nothing to us", () => {
    expect(parseModelFile(file("neutralModel", ['["pkg", "Member[f]", "summary"]']), "a.yml", USER)).toEqual({ rows: [], errors: [] });
  });

  it("skips packs for other languages", () => {
    const text = file("sinkModel", ['["java.sql", "Statement", true, "execute", "(String)", "", "Argument[0]", "sql-injection", "manual"]'], "codeql/java-all");
    expect(parseModelFile(text, "a.yml", USER)).toEqual({ rows: [], errors: [] });
  });
});

describe("readModelObject", () => {
  const row = ["pg", "Member[run].Argument[0]", "sql-injection"];

  it.each([
    ["a whole file", { extensions: [{ addsTo: { extensible: "sinkModel" }, data: [row] }] }],
    ["one extension", { addsTo: { extensible: "sinkModel" }, data: [row] }],
    ["rows by extensible", { sinkModel: [row] }],
  ])("reads %s", (_what, value) => {
    expect(readModelObject(value, "settings", USER).rows).toHaveLength(1);
  });

  it("reports a bad row without a line", () => {
    expect(errorsOf(readModelObject({ sinkModel: [["pg"]] }, "settings", USER))).toEqual([
      "settings: sinkModel, row 1: expected 3 or 4 columns (type, path, kind, condition), found 1",
    ]);
  });

  it.each([3, null, ["x"], { extensions: 3 }])("reports %j", (value) => {
    expect(readModelObject(value, "settings", USER).errors).toHaveLength(1);
  });
});

describe("loadUserModels", () => {
  it("reads the files it is told and joins them with objects", () => {
    const text = file("typeModel", ['["acme.Db", "@acme/db", "Member[connect].ReturnValue"]']);
    const { compiled, errors } = loadUserModels(
      ["models/acme.yml", { sinkModel: [["acme.Db", "Member[run].Argument[0]", "sql-injection"]] }],
      (path) => (path === "models/acme.yml" ? text : null),
      KINDS,
    );
    expect(errors).toEqual([]);
    const index = createModelIndex(compiled === null ? [] : [compiled]);
    const run = index.member(index.returned(index.member(index.package("@acme/db"), "connect"), 0, false), "run");
    expect(index.effects(run, 1, false).sinks).toHaveLength(1);
  });

  it("reports a missing file", () => {
    expect(loadUserModels("gone.yml", () => null, KINDS).errors.map(modelErrorText)).toEqual(["gone.yml: there is no such file"]);
  });

  it("reports a type variable that no row defines", () => {
    const { errors } = loadUserModels({ typeModel: [["a.T", "a", "TypeVar[a.Box.0]"]] }, () => null, KINDS);
    expect(errors.map(modelErrorText)).toEqual([
      'settings["instance-actions"].models[0]: typeModel, row 1: unknown type variable "a.Box.0": no typeVariableModel row defines it',
    ]);
  });

  it("lets a row of a CodeQL pack use a type variable that no row defines", () => {
    const text = file("typeModel", ['["a.T", "a", "TypeVar[a.Box.0]"]']);
    expect(loadUserModels("a.yml", () => text, KINDS).errors).toEqual([]);
  });

  it("has nothing to join when nothing is set", () => {
    expect(loadUserModels(undefined, () => null, KINDS)).toEqual({ compiled: null, errors: [] });
  });
});

describe("the models that ship", () => {
  const folder = new URL("../../src/models/", import.meta.url);
  const names = readdirSync(folder).filter((name) => name.endsWith(".model.yml"));

  it.each(names)("%s loads without errors", (name) => {
    expect(errorsOf(parseModelFile(readFileSync(new URL(name, folder), "utf8"), name, BUILT_IN))).toEqual([]);
  });
});
