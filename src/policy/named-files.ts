/** Names in the settings that lead nowhere: the file is not there, or it declares no such thing. */
import { readdirSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import type { MissingMember } from "../engine/api.js";
import { nearestName } from "../models/index.js";
import { isFileName, problemAt, type NamedWrapper } from "../settings/index.js";

/** `ask`: the first of the names that the file does not have; `null`: it has them all, or one cannot tell. */
export function namesThatLeadNowhere(named: readonly NamedWrapper[], root: string, ask: (file: string, members: readonly string[]) => MissingMember | null): readonly string[] {
  return named.flatMap(({ place, wrapper: { value } }) => {
    const reason = isFileName(value) ? wrongFile(value.where, value.members, root, ask) : wrongPackage(value.where, root);
    return reason === null ? [] : [problemAt(place, reason)];
  });
}

function wrongFile(where: string, members: readonly string[], root: string, ask: (file: string, members: readonly string[]) => MissingMember | null): string | null {
  const file = sourceFile(resolve(root, where));
  if (file === null) return `there is no file "${where}" in ${root}${hint(nearFile(resolve(root, where), where)) || ` (files are named from there, or from "root")`}`;
  const missing = ask(file, members);
  if (missing === null) return null;
  const { name, owner, known } = missing;
  const near = nearestName(name, known);
  const has = known.length === 0 ? "" : near === null ? `; it has ${list(known)}` : hint(near);
  if (members.length === 0) return `"${where}" has no default export${known.length === 0 ? "" : `; name one of its exports ("${where}#${known[0] ?? ""}")`}`;
  return owner === null ? `"${where}" exports no "${name}"${has}` : `"${owner}" in "${where}" has no "${name}"${has}`;
}

/** What looks like a file's path without its extension is taken for a package. */
function wrongPackage(where: string, root: string): string | null {
  if (where.startsWith("@") || !where.includes("/") || sourceFile(resolve(root, where)) === null) return null;
  return `"${where}" is taken for a package; for the file write "./${where}"`;
}

const EXTENSIONS = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** The file that a path means: rows match with every extension, and without one. */
function sourceFile(path: string): string | null {
  const base = path.replace(/\.[cm]?[jt]sx?$/, "");
  return [path, ...EXTENSIONS.map((extension) => base + extension)].find(isFile) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

/** A file beside the one that is not there, with a name like it. */
function nearFile(path: string, where: string): string | null {
  try {
    const near = nearestName(basename(path), readdirSync(dirname(path)).filter((name) => /\.[cm]?[jt]sx?$/.test(name)));
    return near === null ? null : where.slice(0, where.length - basename(where).length) + near;
  } catch {
    return null;
  }
}

const hint = (near: string | null): string => (near === null ? "" : `; did you mean "${near}"?`);

const MOST = 8;

function list(names: readonly string[]): string {
  const shown = names.slice(0, MOST).map((name) => `"${name}"`).join(", ");
  return names.length > MOST ? `${shown} and ${String(names.length - MOST)} more` : shown;
}
