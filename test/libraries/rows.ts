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

/** Libraries whose own rows are compiled apart from all the others' at a time: compiling all others for each library would be most of the time. */
const BLOCK = 8;

const modelOf = (library: string): string => `${library}.model.yml`;
const label = (row: ModelRow): string => `${row.from.file}:${row.from.line ?? 0}`;

/** Two files of tests, a half each, so that two processes share the time. */
export function describeRows(half: 0 | 1): void {
  const libraries = [...byLibrary.keys()].filter((_, index) => index % 2 === half);
  for (let at = 0; at < libraries.length; at += BLOCK) describeBlock(libraries.slice(at, at + BLOCK));
}

function describeBlock(libraries: readonly string[]): void {
  const block = new Set(libraries.map(modelOf));
  let outside: CompiledModels | undefined;
  describe.each(libraries)("%s", (library) => {
    const file = modelOf(library);
    const own = rowsByFile.get(file);
    if (own === undefined) {
      it("has a model", () => expect.unreachable(`there is no src/models/${file}`));
      return;
    }
    it("needs every row", { timeout: 120_000 }, () => {
      outside ??= compileModels(rowsOfFiles((name) => !block.has(name)));
      const others = [outside, compileModels(rowsOfFiles((name) => block.has(name) && name !== file))];
      const texts = (byLibrary.get(library) ?? []).map((name) => [`/${name}`, readFileSync(new URL(name, fixtures), "utf8")] as const);
      const seen = (mine: CompiledModels): Iterable<string> => observeAll(texts, [...others, mine]);
      const all = [...seen(compileModels(own))];
      const idle = own.filter((row) => row.extensible !== "typeVariableModel" && !isFilePattern(row.type) && isSame(seen(compileModels(own.filter((each) => each !== row))), all));
      expect(idle.map(label)).toEqual([]);
    });
  });
}

function rowsOfFiles(isWanted: (name: string) => boolean): readonly ModelRow[] {
  return [...rowsByFile].flatMap(([name, rows]) => (isWanted(name) ? rows : []));
}

function* observeAll(texts: readonly (readonly [path: string, text: string])[], sets: readonly CompiledModels[]): Generator<string> {
  for (const [path, text] of texts) yield* observe(path, text, sets);
}

/** Looks no further than the first difference. */
function isSame(lines: Iterable<string>, expected: readonly string[]): boolean {
  let at = 0;
  for (const line of lines) if (line !== expected[at++]) return false;
  return at === expected.length;
}
