/**
 * Reads model files. Every bad row is an error that names its file, its line and the reason; the other rows still count.
 */
import type * as Yaml from "yaml";
import { nearestName } from "./nearest-name.js";
import { EXTENSIBLES, readRow } from "./rows.js";
import type { Extensible, ModelRow } from "./rows.js";
import { rowsWithUnknownVariables } from "./type-variables.js";
import { isCodeqlPack, isForeignPack } from "./vocabulary.js";
import type { Kinds, Origin } from "./vocabulary.js";

export interface ModelError {
  readonly file: string;
  /** 1-based; null: of no line, as in models that are given as objects. */
  readonly line: number | null;
  /** 0-based position in its `data` list; null: the problem is not of one row. */
  readonly row: number | null;
  readonly extensible: string | null;
  readonly reason: string;
}
export interface LoadedModels {
  readonly rows: readonly ModelRow[];
  readonly errors: readonly ModelError[];
}
export interface LoadOptions {
  readonly kinds: Kinds;
  readonly origin: Origin;
}

/** One entry of `extensions`, whichever way it was written. */
interface Extension {
  readonly pack: string | null;
  readonly extensible: string;
  readonly line: number | null;
  readonly rows: readonly { readonly columns: unknown; readonly line: number | null }[];
}

/** One line of text for an error: `models/db.yml:12: sinkModel, row 3: unknown step …`. Rows are counted from 1. */
export function modelErrorText(error: ModelError): string {
  const where = error.line === null ? error.file : `${error.file}:${error.line}`;
  const what = [error.extensible, error.row === null ? null : `row ${error.row + 1}`].filter((each) => each !== null).join(", ");
  return what === "" ? `${where}: ${error.reason}` : `${where}: ${what}: ${error.reason}`;
}

/** Parses the YAML text of a model file. `file`: its name in errors. Never throws. */
export function parseModelFile(text: string, file: string, options: LoadOptions): LoadedModels {
  const yaml = loadYaml();
  const lines = new yaml.LineCounter();
  const document = yaml.parseDocument(text, { lineCounter: lines });
  const lineOf = (node: unknown): number | null => (yaml.isNode(node) && node.range ? lines.linePos(node.range[0]).line : null);
  const [broken] = document.errors;
  if (broken !== undefined) {
    const reason = broken.message.split("\n")[0]?.replace(/ at line \d+.*$/u, "") ?? broken.message;
    return failed(file, broken.linePos?.[0].line ?? null, `YAML: ${reason}`);
  }
  const top = document.contents;
  if (top === null) return { rows: [], errors: [] };
  const entries = yaml.isMap(top) ? top.get("extensions", true) : undefined;
  if (!yaml.isMap(top) || !top.has("extensions")) return failed(file, lineOf(top) ?? 1, `expected a list under "extensions"`);
  if (yaml.isScalar(entries) && entries.value === null) return { rows: [], errors: [] };
  if (!yaml.isSeq(entries)) return failed(file, lineOf(entries), `expected a list under "extensions"`);
  const errors: ModelError[] = [];
  const extensions = entries.items.flatMap((item) => {
    const plain: unknown = yaml.isNode(item) ? item.toJS(document) : item;
    const data = yaml.isMap(item) ? item.get("data", true) : undefined;
    const rowLines = yaml.isSeq(data) ? data.items.map(lineOf) : [];
    const read = readExtension(plain, lineOf(item), rowLines);
    if ("reason" in read) errors.push({ file, line: lineOf(item), row: null, extensible: null, reason: read.reason });
    return "reason" in read ? [] : [read];
  });
  const loaded = loadExtensions(extensions, file, options);
  return { rows: loaded.rows, errors: [...errors, ...loaded.errors] };
}

/**
 * Reads models given as an object: `{ extensions: [{ addsTo: { extensible }, data }] }`, one such entry, or rows by
 * extensible: `{ sinkModel: [["pg", "Member[run].Argument[0]", "sql-injection"]] }`.
 */
export function readModelObject(value: unknown, file: string, options: LoadOptions): LoadedModels {
  if (!isRecord(value)) return failed(file, null, "expected an object of models");
  let entries: unknown[];
  if ("extensions" in value) entries = Array.isArray(value["extensions"]) ? value["extensions"] : [null];
  else if ("addsTo" in value) entries = [value];
  else entries = Object.entries(value).map(([extensible, data]) => ({ addsTo: { extensible }, data }));
  const errors: ModelError[] = [];
  const extensions = entries.flatMap((entry) => {
    const read = readExtension(entry, null, []);
    if ("reason" in read) errors.push({ file, line: null, row: null, extensible: null, reason: read.reason });
    return "reason" in read ? [] : [read];
  });
  const loaded = loadExtensions(extensions, file, options);
  return { rows: loaded.rows, errors: [...errors, ...loaded.errors] };
}

function readExtension(entry: unknown, line: number | null, rowLines: readonly (number | null)[]): Extension | { readonly reason: string } {
  const addsTo = isRecord(entry) ? entry["addsTo"] : undefined;
  const extensible = isRecord(addsTo) ? addsTo["extensible"] : undefined;
  if (!isRecord(entry) || !isRecord(addsTo) || typeof extensible !== "string") return { reason: `expected an entry with "addsTo: { extensible: … }" and "data"` };
  const data = entry["data"] ?? [];
  if (!Array.isArray(data)) return { reason: `expected a list of rows under "data"` };
  const pack = typeof addsTo["pack"] === "string" ? addsTo["pack"] : null;
  return { pack, extensible, line, rows: data.map((columns: unknown, index) => ({ columns, line: rowLines[index] ?? line })) };
}

function loadExtensions(extensions: readonly Extension[], file: string, options: LoadOptions): LoadedModels {
  const rows: ModelRow[] = [];
  const errors: ModelError[] = [];
  for (const { pack, extensible, line, rows: lines } of extensions) {
    const lenient = options.origin === "user" && isCodeqlPack(pack);
    if (lenient && isForeignPack(pack)) continue;
    if (!isExtensible(extensible)) {
      const near = nearestName(extensible, EXTENSIBLES.keys());
      // CodeQL has more of them than matter to us (`neutralModel`, `threatModelConfiguration`, …).
      if (lenient && (near === null || CODEQL_EXTENSIBLES.has(extensible))) continue;
      errors.push({ file, line, row: null, extensible, reason: `unknown extensible "${extensible}"${near === null ? "" : ` (did you mean "${near}"?)`}` });
      continue;
    }
    for (const [index, row] of lines.entries()) {
      const fail = (reason: string): void => void errors.push({ file, line: row.line, row: index, extensible, reason });
      const columns = columnTexts(row.columns);
      if (typeof columns === "string") {
        fail(columns);
        continue;
      }
      const answer = readRow(extensible, columns, { file, line: row.line, index, pack }, options);
      if ("reason" in answer) fail(answer.reason);
      else if ("row" in answer) rows.push(answer.row);
    }
  }
  return { rows, errors };
}

const CODEQL_EXTENSIBLES: ReadonlySet<string> = new Set(["neutralModel", "threatModelConfiguration", "threatModelGrouping"]);

/** The columns as texts, or what is wrong. YAML reads `true` and `1` without quotes as what they are. */
function columnTexts(columns: unknown): string[] | string {
  if (!Array.isArray(columns)) return "expected a list of columns";
  const texts: string[] = [];
  for (const [index, column] of columns.entries()) {
    if (typeof column !== "string" && typeof column !== "boolean" && typeof column !== "number") return `column ${index + 1} is no text`;
    texts.push(String(column));
  }
  return texts;
}

/** Rows that use a type variable which none of the rows defines: only known once all files of a set are read. */
export function unknownVariableErrors(rows: readonly ModelRow[], matters: (row: ModelRow) => boolean = () => true): ModelError[] {
  const unknown = rowsWithUnknownVariables(rows).filter(({ row }) => matters(row));
  return unknown.map(({ row, name }) => ({
    file: row.from.file,
    line: row.from.line,
    row: row.from.index,
    extensible: row.extensible,
    reason: `unknown type variable "${name}": no typeVariableModel row defines it`,
  }));
}

function isExtensible(name: string): name is Extensible {
  return EXTENSIBLES.has(name as Extensible);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function failed(file: string, line: number | null, reason: string): LoadedModels {
  return { rows: [], errors: [{ file, line, row: null, extensible: null, reason }] };
}

let yamlModule: typeof Yaml | null = null;

/** Loaded only where a YAML file has to be read: importing the parser would cost every start of the plugin some 30 ms. */
function loadYaml(): typeof Yaml {
  yamlModule ??= process.getBuiltinModule("node:module").createRequire(import.meta.url)("yaml") as typeof Yaml;
  return yamlModule;
}
