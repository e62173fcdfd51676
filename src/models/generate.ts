/** Makes the text of `compiled.generated.ts` from our own model files. Used by `tools/compile-models.ts` and its test. */
import { compileModels } from "./compile-rows.js";
import { parseModelFile, unknownVariableErrors } from "./load.js";
import type { ModelError } from "./load.js";
import type { Kinds } from "./vocabulary.js";

/** A model file: its name and its text. */
export interface ModelFile {
  readonly name: string;
  readonly text: string;
}

/** The module's text and what is wrong with the files; the text holds the good rows. The order of the files does not matter. */
export function generateCompiledModule(files: readonly ModelFile[], kinds: Kinds): { readonly text: string; readonly rows: number; readonly errors: readonly ModelError[] } {
  const loaded = files.map((file) => parseModelFile(file.text, file.name, { kinds, origin: "built-in" }));
  const rows = loaded.flatMap((each) => each.rows);
  const errors = [...loaded.flatMap((each) => each.errors), ...unknownVariableErrors(rows)];
  const json = JSON.stringify(compileModels(rows));
  const text = [
    "/**",
    " * Generated from `src/models/*.model.yml` by `tools/compile-models.ts`: do not edit.",
    " *",
    " * JSON text of a CompiledModels. A string, not an object: engines parse JSON several times faster than the same literal.",
    " */",
    `export const COMPILED_MODELS_JSON: string = ${JSON.stringify(json)};`,
    "",
  ].join("\n");
  return { text, rows: rows.length, errors };
}
