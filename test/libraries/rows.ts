/**
 * Every row of a library's model is load-bearing: without it the engine takes the code in `fixtures/` for something else. The
 * fixtures are type-checked against the real packages, so a row cannot speak of an API that is not there. (Rows of file patterns need
 * a file at such a path: see paths.test.ts.)
 */
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isFilePattern } from "../../src/models/file-pattern.js";
import { compileModels, modelErrorText, parseModelFile, type CompiledModels } from "../../src/models/index.js";
import type { ModelRow } from "../../src/models/rows.js";
import { KINDS } from "../../src/policy/kinds.js";
import { observe } from "./observe.js";

const models = new URL("../../src/models/", import.meta.url);
const fixtures = new URL("fixtures/", import.meta.url);

/** `pg.ts` and `pg.untyped.js` show the rows of `pg.model.yml`; code for which no types exist stands in the second. */
const byLibrary = new Map<string, string[]>();
for (const name of readdirSync(fixtures).filter((each) => /\.[jt]sx?$/.test(each))) {
  const library = name.replace(/(?:\.untyped)?\.[jt]sx?$/, "");
  byLibrary.set(library, [...(byLibrary.get(library) ?? []), name]);
}

const rowsByFile = new Map(readdirSync(models).filter((name) => name.endsWith(".model.yml")).map((name) => [name, rowsOf(name)]));

function rowsOf(name: string): readonly ModelRow[] {
  const { rows, errors } = parseModelFile(readFileSync(new URL(name, models), "utf8"), name, { kinds: KINDS, origin: "built-in" });
  if (errors.length > 0) throw new Error(errors.map(modelErrorText).join("\n"));
  return rows;
}

const label = (row: ModelRow): string => `${row.from.file}:${row.from.line ?? 0}`;

/** Two files of tests, a half each, so that two processes share the time. */
export function describeRows(half: 0 | 1): void {
  describe.each([...byLibrary].filter((_, index) => index % 2 === half))("%s", describeLibrary);
}

function describeLibrary(library: string, files: readonly string[]): void {
  const own = rowsByFile.get(`${library}.model.yml`);
  it.runIf(own === undefined)("has a model", () => {
    expect.unreachable(`there is no src/models/${library}.model.yml`);
  });
  if (own === undefined) return;
  const others = compileModels([...rowsByFile].flatMap(([name, rows]) => (name === `${library}.model.yml` ? [] : rows)));
  const texts = files.map((name) => [`/${name}`, readFileSync(new URL(name, fixtures), "utf8")] as const);
  const seen = (mine: CompiledModels): string => JSON.stringify(texts.map(([path, text]) => observe(path, text, [others, mine])));

  it("needs every row", { timeout: 120_000 }, () => {
    const all = seen(compileModels(own));
    const idle = own.filter((row) => row.extensible !== "typeVariableModel" && !isFilePattern(row.type) && seen(compileModels(own.filter((each) => each !== row))) === all);
    expect(idle.map(label)).toEqual([]);
  });
}
