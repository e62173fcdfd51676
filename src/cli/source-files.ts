import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";

/** Folders that hold what others wrote or tools made. */
const LEFT_OUT = new Set(["node_modules", "bower_components", "dist", "build", "out", "coverage", "vendor"]);
const SOURCE = /\.[cm]?[jt]sx?$/;
const NOT_SOURCE = /(\.d\.[cm]?ts|[.-]min\.[cm]?js|\.bundle\.js)$/;

export type Selection = { readonly files: readonly string[] } | { readonly missing: string; readonly reason: string };

/**
 * The source files under these paths, each once, sorted. A path that is named is taken as it is, also `dist` or a file that the
 * walk would leave out.
 */
export async function filesToReview(paths: readonly string[]): Promise<Selection> {
  const files = new Set<string>();
  for (const path of paths) {
    try {
      if ((await stat(path)).isDirectory()) await walk(path, files);
      else files.add(path);
    } catch (error) {
      return { missing: path, reason: reasonOf(error) };
    }
  }
  return { files: [...files].sort() };
}

/** A folder that cannot be read is named as missing only when the user asked for it; below, its file count tells. */
async function walk(top: string, files: Set<string>): Promise<void> {
  const open = [top];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      // Links are not followed: what they lead to is reviewed where it lies, and they may lead in circles.
      if (entry.isDirectory() && !LEFT_OUT.has(entry.name) && !entry.name.startsWith(".")) open.push(join(folder, entry.name));
      if (entry.isFile() && SOURCE.test(entry.name) && !NOT_SOURCE.test(entry.name)) files.add(join(folder, entry.name));
    }
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "ENOENT" || code === "ENOTDIR") return "no such file or folder";
  if (code === "EACCES" || code === "EPERM") return "no permission to read it";
  return error instanceof Error ? error.message : String(error);
}

/** Text from this size on is looked at for being minified: shorter lines cost nobody anything. */
const MINIFIED_FROM = 20_000;
const LONG_LINE = 500;

/** Whether most of a text stands in very long lines: code that a tool wrote. */
export function isMinified(text: string): boolean {
  if (text.length < MINIFIED_FROM) return false;
  let inLongLines = 0;
  for (const line of text.split("\n")) if (line.length > LONG_LINE) inLongLines += line.length;
  return inLongLines > text.length / 2;
}
