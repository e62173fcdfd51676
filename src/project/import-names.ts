/** What a text imports, by the last name in each specifier. Built from texts alone, never from a syntax tree. */
const SPECIFIER = /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*["']([^"'\n]+)["']/gu;
const EXTENSION = /\.[cm]?[jt]sx?$/u;

/** Under which {@link HeirIndex} keeps the files that import a file of this name. */
export const importerKey = (name: string): string => `import ${name}`;

/** Adds a key for every specifier: `./routes/address.js` → `import address`. A package's name counts, too: it may be one of the project's. */
export function addImportKeys(text: string, names: Set<string>): void {
  for (const [, specifier = ""] of text.matchAll(SPECIFIER)) names.add(importerKey(lastName(specifier)));
}

/** The names by which a specifier may end that names the file: its own, and its folder's where it is an index. */
export function namesOfFile(path: string): readonly string[] {
  const own = lastName(path);
  const folder = lastName(path.slice(0, path.lastIndexOf("/")));
  return own === "index" ? [own, folder] : [own];
}

function lastName(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1).replace(EXTENSION, "");
}
