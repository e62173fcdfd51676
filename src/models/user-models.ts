/** The models that a user gives in `settings["instance-actions"].models`: paths of model files, or models as objects. */
import { compileModels } from "./compile-rows.js";
import type { CompiledModels } from "./compiled.js";
import { parseModelFile, readModelObject, unknownVariableErrors } from "./load.js";
import type { LoadedModels, ModelError } from "./load.js";
import type { ModelRow } from "./rows.js";
import { isCodeqlPack } from "./vocabulary.js";
import type { Kinds } from "./vocabulary.js";

export interface UserModels {
  /** Null when there is no row: nothing to join. */
  readonly compiled: CompiledModels | null;
  readonly errors: readonly ModelError[];
}

/**
 * Reads the setting: a path, an object (see {@link readModelObject}), or a list of these. Never throws.
 *
 * A model pack written for CodeQL works as it is. Of `addsTo.pack: codeql/…`, rows with kinds that no rule here looks at
 * (`commandargs`, `path-injection`, …), other extensibles and other languages are skipped silently;
 * a kind that looks misspelt is an error, and so is every unknown kind where the pack is not one of CodeQL's.
 *
 * @param readFile the text of a file, or null when there is none
 */
export function loadUserModels(setting: unknown, readFile: (path: string) => string | null, kinds: Kinds): UserModels {
  const entries: readonly unknown[] = setting === undefined || setting === null ? [] : Array.isArray(setting) ? setting : [setting];
  const rows: ModelRow[] = [];
  const errors: ModelError[] = [];
  for (const [index, entry] of entries.entries()) {
    const loaded = loadEntry(entry, `settings["instance-actions"].models[${index}]`, readFile, kinds);
    rows.push(...loaded.rows);
    errors.push(...loaded.errors);
  }
  // CodeQL's own packs use variables that none of their rows defines: such rows match nothing there, and here.
  errors.push(...unknownVariableErrors(rows, (row) => !isCodeqlPack(row.from.pack)));
  return { compiled: rows.length === 0 ? null : compileModels(rows), errors };
}

function loadEntry(entry: unknown, name: string, readFile: (path: string) => string | null, kinds: Kinds): LoadedModels {
  const options = { kinds, origin: "user" } as const;
  if (typeof entry !== "string") return readModelObject(entry, name, options);
  const text = readFile(entry);
  if (text !== null) return parseModelFile(text, entry, options);
  return { rows: [], errors: [{ file: entry, line: null, row: null, extensible: null, reason: "there is no such file" }] };
}
