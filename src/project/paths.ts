import { posix } from "node:path";

/** Paths as the host speaks them: absolute, with `/` on every system; a drive letter may come first. */

/** Directory of a file. */
export function directoryOf(path: string): string {
  const slash = path.lastIndexOf("/");
  if (slash < 0) return ".";
  return slash === 0 ? "/" : path.slice(0, slash);
}

export function baseNameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

export function isAbsolutePath(path: string): boolean {
  return /^(?:[a-z]:)?\//iu.test(path);
}

/** `path` seen from `directory`; an absolute one stays. `..`, `.` and doubled slashes are gone from the result. */
export function joinPath(directory: string, path: string): string {
  const joined = posix.normalize(isAbsolutePath(path) ? path : `${directory}/${path}`);
  return joined.length > 1 && joined.endsWith("/") ? joined.slice(0, -1) : joined;
}

/** A path of this system in the host's form. */
export function toSlashes(path: string): string {
  return path.includes("\\") && process.platform === "win32" ? path.replaceAll("\\", "/") : path;
}

export function isBelow(path: string, directory: string): boolean {
  return path === directory || path.startsWith(directory.endsWith("/") ? directory : `${directory}/`);
}

/** The import path of a file inside `node_modules`: `/a/node_modules/@s/b/lib/c.js` → `@s/b/lib/c.js`; undefined outside of one. */
export function pathInNodeModules(path: string): string | undefined {
  const marker = "/node_modules/";
  const at = path.lastIndexOf(marker);
  return at < 0 ? undefined : path.slice(at + marker.length);
}
