import { MAX_HERITAGE_LENGTH } from "./bounds.js";
import { addImportKeys } from "./import-names.js";

/** Which files have a class or interface below a name. Built from texts alone, never from a syntax tree. */
const HEADER = /\b(?:class|interface)(?=[\s/])/gu;
const WORD = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const AS_NAME = /\sas\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gu;
/** Read backward from where the `as` is: most of those in a text are casts, which name nothing of interest. */
const NAME_BEFORE = /(?<=([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*)/uy;
const DEFAULT_IMPORT = /\bimport\s+(?:type\s+)?([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*(?:,|from\b)/gu;

/**
 * The names in the heritage clauses of a text: `class A extends ns.Base<T> implements I, J`, `interface A extends B`.
 * A dotted name counts by its last part; a mixin call (`extends Mixin(Base)`) names the mixin and its arguments; type arguments do
 * not count.
 * A name imported as another (`{ Base as B }`) counts under both; of a default import, `"default"` is added, because the
 * class has another name, or none, where it is declared. Comments and strings are not told from code: a superset.
 */
export function heritageNames(text: string): ReadonlySet<string> {
  const names = new Set<string>();
  if (!text.includes("extends") && !text.includes("implements")) return names;
  HEADER.lastIndex = 0;
  while (HEADER.exec(text) !== null) readHeader(text, HEADER.lastIndex, names);
  if (names.size > 0) addImportedNames(text, names);
  return names;
}

function addImportedNames(text: string, names: Set<string>): void {
  for (const { 1: local, index } of text.matchAll(AS_NAME)) {
    if (local === undefined || !names.has(local)) continue;
    NAME_BEFORE.lastIndex = index;
    const original = NAME_BEFORE.exec(text)?.[1];
    if (original !== undefined) names.add(original);
  }
  for (const [, local] of text.matchAll(DEFAULT_IMPORT)) {
    if (local !== undefined && names.has(local)) names.add("default");
  }
}

/** Reads from behind the `class` keyword to the `{` of the body, and adds what its clauses name. */
function readHeader(text: string, start: number, names: Set<string>): void {
  const end = Math.min(text.length, start + MAX_HERITAGE_LENGTH);
  const header: Header = { text, end, names, at: start, types: 0, parens: 0, inClause: false, last: undefined };
  while (header.at < end && header.parens >= 0) {
    const char = text[header.at] ?? "";
    if (header.types === 0 && header.parens === 0 && (char === "{" || char === ";")) break;
    header.at = skipped(header, char) ?? wordRead(header) ?? markRead(header, char);
  }
  takeName(header);
}

interface Header {
  readonly text: string;
  readonly end: number;
  readonly names: Set<string>;
  at: number;
  /** Depth in type arguments, in parentheses. */
  types: number;
  parens: number;
  /** Behind `extends` or `implements`. */
  inClause: boolean;
  /** The last name of a dotted path so far. */
  last: string | undefined;
}

function takeName(header: Header): void {
  if (header.last !== undefined) header.names.add(header.last);
  header.last = undefined;
}

/** Where a comment, a string or an object literal that starts here ends; undefined: none does. */
function skipped({ text, at, end, types }: Header, char: string): number | undefined {
  if (char === "/" && (text[at + 1] === "/" || text[at + 1] === "*")) return Math.min(end, afterComment(text, at));
  if (char === '"' || char === "'" || char === "`") return afterString(text, at, end);
  return char === "{" && types === 0 ? afterBraces(text, at, end) : undefined;
}

function wordRead(header: Header): number | undefined {
  WORD.lastIndex = header.at;
  const word = WORD.exec(header.text)?.[0];
  if (word === undefined) return undefined;
  if (header.types === 0) {
    if (word === "extends" || word === "implements") {
      takeName(header);
      header.inClause = true;
    } else if (header.inClause) {
      header.last = word;
    }
  }
  return header.at + word.length;
}

function markRead(header: Header, char: string): number {
  if (char === "<") header.types += 1;
  else if (char === ">" && header.text[header.at - 1] !== "=") header.types = Math.max(0, header.types - 1);
  else if (header.types === 0) {
    if (char === "(") header.parens += 1;
    if (char === ")") header.parens -= 1;
    // `Mixin(Base)` names both: the class may come from either.
    if (char === "(" || char === ")" || char === ",") takeName(header);
  }
  return header.at + 1;
}

function afterComment(text: string, at: number): number {
  const block = text[at + 1] === "*";
  const end = text.indexOf(block ? "*/" : "\n", at + 2);
  return end < 0 ? text.length : end + (block ? 2 : 1);
}

/** One that is not closed is an apostrophe in prose. */
function afterString(text: string, at: number, end: number): number {
  const quote = text[at];
  for (let index = at + 1; index < end; index += 1) {
    if (text[index] === quote) return index + 1;
    if (text[index] === "\\") index += 1;
  }
  return at + 1;
}

function afterBraces(text: string, at: number, end: number): number {
  let depth = 0;
  for (let index = at; index < end; index += 1) {
    if (text[index] === "{") depth += 1;
    else if (text[index] === "}") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return end;
}

/** The keys that a text is found by: what it names in heritage clauses, and what it imports. */
export function indexKeys(text: string): ReadonlySet<string> {
  const names = new Set(heritageNames(text));
  addImportKeys(text, names);
  return names;
}

/** Name → files, from the names of each file. Lists are sorted, so that no answer depends on the order of a scan. */
export class HeirIndex {
  readonly #namesByFile = new Map<string, ReadonlySet<string>>();
  #filesByName: Map<string, string[]> | undefined;

  /** What `path` names in its heritage clauses now; an empty set takes it out. */
  set(path: string, names: ReadonlySet<string>): void {
    if (names.size > 0) this.#namesByFile.set(path, names);
    else if (!this.#namesByFile.delete(path)) return;
    this.#filesByName = undefined;
  }

  filesNaming(name: string): readonly string[] {
    this.#filesByName ??= this.#invert();
    return this.#filesByName.get(name) ?? [];
  }

  #invert(): Map<string, string[]> {
    const files = new Map<string, string[]>();
    for (const path of [...this.#namesByFile.keys()].sort()) {
      for (const name of this.#namesByFile.get(path) ?? []) {
        const list = files.get(name);
        if (list === undefined) files.set(name, [path]);
        else list.push(path);
      }
    }
    return files;
  }
}
