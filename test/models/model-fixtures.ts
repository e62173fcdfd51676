/** Rows for tests, by extensible, through the loader; throws when a row is wrong. */
import { compileModels } from "../../src/models/compile-rows.js";
import { createModelIndex } from "../../src/models/automaton.js";
import type { CompiledModels } from "../../src/models/compiled.js";
import { modelErrorText, readModelObject } from "../../src/models/load.js";
import type { ModelIndex } from "../../src/models/model.js";
import type { ModelRow } from "../../src/models/rows.js";
import { KINDS } from "../../src/policy/kinds.js";

export { KINDS };

export type RowsByExtensible = Readonly<Record<string, readonly (readonly string[])[]>>;

export function rowsOf(models: RowsByExtensible): readonly ModelRow[] {
  const { rows, errors } = readModelObject(models, "test", { kinds: KINDS, origin: "built-in" });
  if (errors.length > 0) throw new Error(errors.map(modelErrorText).join("\n"));
  return rows;
}

export function compiledOf(models: RowsByExtensible): CompiledModels {
  return compileModels(rowsOf(models));
}

export function indexOf(...sets: readonly RowsByExtensible[]): ModelIndex {
  return createModelIndex(sets.map(compiledOf));
}
