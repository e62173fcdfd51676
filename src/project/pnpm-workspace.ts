const PACKAGES = /^packages:\s*(?:#.*)?$/u;
/** Where else such a key may stand, in any form. */
const ANY_PACKAGES = /^\s*["']?packages["']?\s*:/u;
const NOTHING = /^\s*(?:#.*)?$/u;
/** In quotes, or plain where YAML reads it as a string whatever else it looks like: a path with a slash. */
const ITEM = /^( *)-\s+(?:'([^']*)'|"([^"\\]*)"|([a-z_@][\w@.-]*\/[\w@./*{},-]*))\s*(?:\s#.*)?$/iu;
const NEXT_KEY = /^[^\s-]/u;

/**
 * The `packages` of a `pnpm-workspace.yaml` as nearly everyone writes it: a list with one pattern on each line. Undefined
 * where anything in it is of another form, and a YAML parser has to read it: to load one costs more than all else that is
 * done to know a workspace.
 */
export function plainPackages(text: string): readonly string[] | undefined {
  const lines = text.split(/\r?\n/u);
  const keys = lines.filter((line) => ANY_PACKAGES.test(line)).length;
  const start = lines.findIndex((line) => PACKAGES.test(line));
  if (start < 0 || keys > 1) return undefined;
  const patterns: string[] = [];
  let indent: string | undefined;
  for (const line of lines.slice(start + 1)) {
    if (NOTHING.test(line)) continue;
    if (NEXT_KEY.test(line)) break;
    const [, before, single, double, plain] = ITEM.exec(line) ?? [];
    const pattern = single ?? double ?? plain;
    if (pattern === undefined || (indent ?? before) !== before) return undefined;
    indent = before;
    patterns.push(pattern);
  }
  return patterns;
}
