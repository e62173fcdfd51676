/**
 * What a file name says: code to analyse, declarations without code, or data. The one list of extensions, in the order
 * in which an import without extension tries them.
 */

/** Sources before what is compiled from them: a `.ts` beside its `.js` output is the file someone wrote. */
export const SOURCE_EXTENSIONS: readonly string[] = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

export const DECLARATION_EXTENSIONS: readonly string[] = [".d.ts", ".d.mts", ".d.cts"];

/** Tried without extension as well (`./table` → `table.json`, `./Dialog` → `Dialog.vue`), so that they are data and not missing. */
export const DATA_EXTENSIONS: readonly string[] = [".json", ".vue", ".svelte"];

/** What an output extension in a specifier may stand for in the sources: TypeScript's own substitution, sources first. */
export const EXTENSION_ALIASES: ReadonlyMap<string, readonly string[]> = new Map([
  [".js", [".ts", ".tsx", ".js", ".jsx", ".d.ts"]],
  [".jsx", [".tsx", ".jsx", ".d.ts"]],
  [".mjs", [".mts", ".mjs", ".d.mts"]],
  [".cjs", [".cts", ".cjs", ".d.cts"]],
]);

export type FileKind = "source" | "declaration" | "data";

const DECLARATION = /\.d(?:\.[^./]+)?\.[cm]?ts$/u;
const SOURCE = /\.[cm]?[jt]sx?$/u;

/** The kind of a file, by its name alone. `.d.ts`, `.d.css.ts` are declarations; everything that is not code is data. */
export function fileKind(path: string): FileKind {
  if (!SOURCE.test(path)) return "data";
  return DECLARATION.test(path) ? "declaration" : "source";
}

const CODE_EXTENSION = /(?:\.d)?\.[cm]?[jt]sx?$/u;

/** `a/b.d.ts`, `a/b.js` → `a/b`; a name that is no code stays as it is. */
export function withoutCodeExtension(path: string): string {
  return path.replace(CODE_EXTENSION, "");
}
