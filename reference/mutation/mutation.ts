/**
 * A mutation: what a hurried developer would write where the reference has a protection. It compiles, and exactly one rule must notice.
 */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type RuleName =
  | "no-error-exposure"
  | "no-html-injection"
  | "no-legacy-compat-shim"
  | "no-log-injection"
  | "no-mixed-clocks"
  | "no-persisted-traceback"
  | "no-sensitive-context-exposure"
  | "no-sensitive-context-in-log"
  | "no-sql-injection"
  | "no-unvalidated-exception"
  | "no-unvalidated-id-in-db-call"
  | "require-access-check"
  | "require-authentication"
  | "require-db-error-handling";

/** A text that stands exactly once in a file of the reference, and what takes its place. */
export interface Edit {
  /** From the reference's folder: `src/log.ts`. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** The lines of a file of the mutated reference that have a text. */
export interface Place {
  readonly file: string;
  readonly line: string;
  /** Only the first of them below a line with this text. */
  readonly below?: string;
}

export interface Mutation extends Version {
  /** Where the rule reports. */
  readonly reports: readonly Place[];
  /** Why the rule does not report yet what it should, for mutations that are known misses. */
  readonly missed?: string;
}

/** A changed version of the reference. */
export interface Version {
  readonly id: string;
  /** The protection that is gone, in a sentence. */
  readonly removes: string;
  readonly edits: readonly Edit[];
}

export const referenceFolder = fileURLToPath(new URL("../", import.meta.url));

export const originalText = (file: string): string => readFileSync(new URL(`../${file}`, import.meta.url), "utf8");

/** The changed files, by their paths. Throws where an edit's text does not stand exactly once in its file. */
export function mutated({ id, edits }: Version): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { file, from, to } of edits) {
    const [before, after, ...more] = (texts.get(file) ?? originalText(file)).split(from);
    if (before === undefined || after === undefined || more.length > 0) throw new Error(`${id}: not exactly once in ${file}: ${from}`);
    texts.set(file, before + to + after);
  }
  return texts;
}

/** `src/log.ts:7`, of each line. Throws where no line has the text. */
export function placesOf({ file, line, below }: Place, texts: ReadonlyMap<string, string>): string[] {
  const lines = (texts.get(file) ?? originalText(file)).split("\n");
  const from = below === undefined ? 0 : lines.findIndex((text) => text.includes(below));
  const found = lines.flatMap((text, index) => (index >= from && text.includes(line) ? [`${file}:${index + 1}`] : []));
  if (found.length === 0 || from < 0) throw new Error(`no line of ${file} has: ${line}`);
  return below === undefined ? found : found.slice(0, 1);
}
