/** The "type" column in one spelling, so that rows and questions meet. */

/** Modules of Node that exist only with the prefix: `sqlite` without it is a package of npm. */
const PREFIX_ONLY: ReadonlySet<string> = new Set(["sea", "sqlite", "test", "test/reporters"]);
const SOURCE_EXTENSION = /(?:\.d)?\.[cm]?[jt]sx?$/u;

/**
 * - `'underscore.string'.Wrapper` → `underscore.string.Wrapper` (the engine asks for package, dot, name)
 * - `(express)` → `express` (CodeQL's generated models)
 * - `node:fs` → `fs`, except where only the prefixed name is Node's
 * - `./src/policy.js` → `./src/policy` (a row written for the output matches the TypeScript source)
 */
export function canonicalType(raw: string): string {
  const text = raw.trim();
  if (text.startsWith("./")) return text.replace(SOURCE_EXTENSION, "");
  const bare = text.replace(/^\(([^()]+)\)$/u, "$1").replace(/^'([^']+)'/u, "$1");
  if (!bare.startsWith("node:")) return bare;
  const module = bare.slice("node:".length);
  const name = /^[^.]*/u.exec(module)?.[0] ?? module;
  return PREFIX_ONLY.has(name) ? bare : module;
}

/** The roots that rows may have named a file of the project by. `path`: relative, with `/`, without `./`. */
export function fileTypes(path: string): string[] {
  const whole = canonicalType(`./${path}`);
  return whole.endsWith("/index") && whole !== "./index" ? [whole, whole.slice(0, -"/index".length)] : [whole];
}
