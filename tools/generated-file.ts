import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../", import.meta.url);

/** A file of the repository, by its path from the root. */
export function inRepository(path: string): URL {
  return new URL(path, ROOT);
}

/** The repository's folder as a system path, for programs that are run in it. */
export const repository = fileURLToPath(ROOT);

/** Generated texts: written, or (in a check) only compared. */
export class Output {
  readonly #stale: string[] = [];

  constructor(private readonly onlyCheck: boolean) {}

  put(path: string, text: string): void {
    if (currentText(path) === text) return;
    this.#stale.push(path);
    if (!this.onlyCheck) writeFileSync(inRepository(path), text);
  }

  /** What was not as it should be, and whether it still is. */
  get stale(): readonly string[] {
    return this.#stale;
  }
}

export function currentText(path: string): string | null {
  try {
    return readFileSync(inRepository(path), "utf8");
  } catch {
    return null;
  }
}

/** Puts a text between `<!-- begin <name> -->` and `<!-- end <name> -->`. */
export function fill(path: string, name: string, text: string, output: Output): void {
  const [begin, end] = [`<!-- begin ${name} -->`, `<!-- end ${name} -->`];
  const document = currentText(path);
  const [from, to] = [document?.indexOf(begin) ?? -1, document?.indexOf(end) ?? -1];
  if (document === null || from === -1 || to < from) throw new Error(`${path} must have the marks ${begin} and ${end}`);
  output.put(path, `${document.slice(0, from + begin.length)}\n\n${text}\n\n${document.slice(to)}`);
}
