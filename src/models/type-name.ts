/** The "type" column in one spelling, so that rows and questions meet. */

import { isFilePattern } from "./file-pattern.js";

/** Modules of Node that exist only with the prefix: `sqlite` without it is a package of npm. */
const PREFIX_ONLY: ReadonlySet<string> = new Set(["sea", "sqlite", "test", "test/reporters"]);
const SOURCE_EXTENSION = /(?:\.d)?\.[cm]?[jt]sx?$/u;

/**
 * - `'underscore.string'.Wrapper` → `underscore.string.Wrapper` (the engine asks for package, dot, name)
 * - `(express)` → `express` (CodeQL's generated models)
 * - `node:fs` → `fs`, except where only the prefixed name is Node's
 * - `{ warn, info }` → `{info,warn}`
 * - `./src/policy.js` → `./src/policy` (a row written for the output matches the TypeScript source)
 */
export function canonicalType(raw: string): string {
  const text = raw.trim();
  if (text.startsWith("./")) return text.replace(SOURCE_EXTENSION, "");
  if (isFilePattern(text)) return text;
  const members = shapeMembers(text);
  if (members !== null) return `{${members.join(",")}}`;
  const bare = text.replace(/^\(([^()]+)\)$/u, "$1").replace(/^'([^']+)'/u, "$1");
  if (!bare.startsWith("node:")) return bare;
  const module = bare.slice("node:".length);
  const name = /^[^.]*/u.exec(module)?.[0] ?? module;
  return PREFIX_ONLY.has(name) ? bare : module;
}

/** The names in a root that is a list of members: `{info,!success}` → `["!success", "info"]`; `null`: it is another root. */
export function shapeMembers(type: string): readonly string[] | null {
  if (!type.startsWith("{") || !type.endsWith("}")) return null;
  const names = type.slice(1, -1).split(",").map((name) => name.trim());
  return names.filter((name) => name !== "").sort();
}

/** The roots that rows may have named a file of the project by. `path`: relative, with `/`, without `./`. */
export function fileTypes(path: string): string[] {
  const whole = canonicalType(`./${path}`);
  return whole.endsWith("/index") && whole !== "./index" ? [whole, whole.slice(0, -"/index".length)] : [whole];
}
