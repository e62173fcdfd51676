import { builtinModules } from "node:module";

/** What an import specifier is, before any file is looked at. */
export type Specifier =
  /** `./a`, `..`, `../b`. */
  | { readonly kind: "relative"; readonly path: string }
  | { readonly kind: "absolute"; readonly path: string }
  /** `#a/b`: an entry of the nearest package's `imports`, or an alias of that look. */
  | { readonly kind: "private"; readonly name: string }
  /** `pg`, `@scope/a/b`, an alias such as `@/a`: the import path, as models write it. */
  | { readonly kind: "bare"; readonly name: string }
  /** A module of Node, without `node:`; also `bun:sqlite`, `virtual:x`, `https://…`: nothing a file can stand for. */
  | { readonly kind: "outside"; readonly name: string }
  /** `./a.svg?url`, `./a.ts?raw`: the file's text or address, not its code. */
  | { readonly kind: "asset"; readonly path: string }
  | { readonly kind: "invalid"; readonly reason: string };

const BUILTINS: ReadonlySet<string> = new Set(builtinModules);
const SCHEME = /^[a-z][a-z0-9+.-]+:/iu;
const DRIVE = /^[a-z]:[\\/]/iu;
const ASSET_QUERY = /[?&](?:raw|url|inline)\b/u;

/** Sorts a specifier into its kind. Bundler queries (`?worker`) are taken off. */
export function parseSpecifier(specifier: string): Specifier {
  if (specifier === "") return { kind: "invalid", reason: "the import path is empty" };
  if (specifier.includes("\0")) return { kind: "invalid", reason: "the import path holds a NUL character" };
  if (specifier.startsWith("node:")) return { kind: "outside", name: specifier.slice("node:".length) };
  if (specifier.startsWith("file://")) return fileUrl(specifier);
  if (DRIVE.test(specifier)) return { kind: "absolute", path: specifier.replaceAll("\\", "/") };
  if (SCHEME.test(specifier)) return { kind: "outside", name: specifier };
  if (BUILTINS.has(specifier)) return { kind: "outside", name: specifier };
  if (specifier.startsWith("#")) return { kind: "private", name: specifier };
  const query = specifier.indexOf("?");
  const path = query < 0 ? specifier : specifier.slice(0, query);
  if (!/^(?:\.{0,2}\/|\.{1,2}$)/u.test(path)) return { kind: "bare", name: path };
  if (query >= 0 && ASSET_QUERY.test(specifier.slice(query))) return { kind: "asset", path };
  return { kind: path.startsWith("/") ? "absolute" : "relative", path };
}

function fileUrl(url: string): Specifier {
  try {
    return { kind: "absolute", path: decodeURIComponent(new URL(url).pathname).replace(/^\/([a-z]:\/)/iu, "$1") };
  } catch {
    return { kind: "invalid", reason: "the import path is not a valid URL" };
  }
}

/** `@scope/name/a/b` → `@scope/name` and `./a/b`; `name` → `name` and `.`. */
export function splitPackage(name: string): { readonly packageName: string; readonly subpath: string } {
  const first = name.indexOf("/");
  const end = name.startsWith("@") && first >= 0 ? name.indexOf("/", first + 1) : first;
  if (end < 0) return { packageName: name, subpath: "." };
  const rest = name.slice(end + 1);
  return { packageName: name.slice(0, end), subpath: rest === "" ? "." : `./${rest}` };
}
