import { posix } from "node:path";
import { fileKind, withoutCodeExtension } from "./file-kinds.js";
import { isObject, type JsonObject } from "./json-text.js";

/**
 * Where the source of a package's entry stands, although its manifest names what a build makes of it. Pure: it names
 * candidates in order, relative to the package's folder; who asks looks which of them exists.
 */

/** Folders that hold what a build wrote. `lib` holds sources in some packages: then its own file is found as it is written. */
const OUTPUT = new Set(["dist", "build", "lib", "es", "esm", "cjs", "out", "output", "types", "umd", "_build", ".output"]);
/** Of these, the ones that no source is named like: the whole folder stands for the package. */
const OUTPUT_ONLY = new Set(["dist", "build", "out", "output", "cjs", "esm", "umd"]);
/** Folders inside an output folder that name a module format, not a folder of the sources. */
const FORMAT = new Set(["cjs", "esm", "es", "es5", "es6", "es2015", "umd", "commonjs", "main", "module", "mjs"]);
/** Folders inside an output folder that may be either. */
const PLATFORM = new Set(["src", "client", "server", "types", "node", "browser", "web", "bundle"]);
/** `index.cjs.js`, `embed.umd.min.js`: the format in the name. */
const FORMAT_SUFFIX = /\.(?:cjs|esm|es|es5|umd|min|common|module|development|production)$/u;

/** Candidates for a package's `subpath` (`.` or `./a/b`), best first; without extension where the source may have another. */
export function entryCandidates(manifest: JsonObject, subpath: string): readonly string[] {
  const candidates = new Set<string>();
  for (const target of entryTargets(manifest, subpath)) addSources(target, candidates);
  if (subpath === ".") {
    for (const usual of ["src/index", "index", "lib/index", "source/index", "src/main"]) candidates.add(usual);
  } else {
    addSources(subpath, candidates);
    candidates.add(posix.join("src", withoutCodeExtension(subpath)));
    candidates.add(posix.join("lib", withoutCodeExtension(subpath)));
  }
  return [...candidates];
}

/** Candidates for the source of a file that a manifest or a tsconfig path names: see `entryCandidates`. */
export function sourceCandidates(target: string): readonly string[] {
  const candidates = new Set<string>();
  addSources(target, candidates);
  return [...candidates];
}

/** Whether a path inside a package names the whole of what its build wrote. */
export function isOutputFolder(path: string): boolean {
  return OUTPUT_ONLY.has(path);
}

/** The targets of a `#name` in `imports`: paths start with `./`, others name a package. Empty: there is no such entry. */
export function importTargets(manifest: JsonObject, name: string): readonly string[] {
  return mappedTargets(manifest["imports"], name);
}

function entryTargets(manifest: JsonObject, subpath: string): readonly string[] {
  const targets: string[] = [];
  const add = (field: string): void => {
    const value = manifest[field];
    if (typeof value === "string") targets.push(value);
  };
  if (subpath === ".") add("source");
  const exported = manifest["exports"];
  const isSubpathMap = isObject(exported) && Object.keys(exported).some((key) => key.startsWith("."));
  targets.push(...mappedTargets(isSubpathMap ? exported : { ".": exported }, subpath));
  if (subpath === ".") for (const field of ["module", "main", "types", "typings"]) add(field);
  return targets;
}

/** Node's lookup in `exports` and `imports`: the exact key, else the pattern with the longest prefix. */
function mappedTargets(map: unknown, name: string): readonly string[] {
  if (!isObject(map)) return [];
  if (Object.hasOwn(map, name) && !name.includes("*")) return conditionTargets(map[name]);
  let best: { readonly prefix: string; readonly key: string; readonly middle: string } | undefined;
  for (const key of Object.keys(map)) {
    const middle = matchPattern(key, name);
    const prefix = key.slice(0, Math.max(0, key.indexOf("*")));
    if (middle !== undefined && (best === undefined || prefix.length > best.prefix.length)) best = { prefix, key, middle };
  }
  if (best === undefined) return [];
  const { key, middle } = best;
  return conditionTargets(map[key]).map((target) => target.replaceAll("*", () => middle));
}

/** What `*` of a pattern stands for in a name; undefined where the pattern does not match, or holds no `*`. */
export function matchPattern(pattern: string, name: string): string | undefined {
  const star = pattern.indexOf("*");
  if (star < 0) return undefined;
  const suffix = pattern.slice(star + 1);
  const fits = name.length >= pattern.length - 1 && name.startsWith(pattern.slice(0, star)) && name.endsWith(suffix);
  return fits ? name.slice(star, name.length - suffix.length) : undefined;
}

interface RankedTarget {
  readonly rank: number;
  readonly target: string;
}

/** Every target below nested conditions, sources first, declarations last, else in written order. */
function conditionTargets(value: unknown): readonly string[] {
  const ranked: RankedTarget[] = [];
  collectTargets(value, "", ranked);
  return ranked.sort((left, right) => left.rank - right.rank).map(({ target }) => target);
}

function collectTargets(value: unknown, condition: string, ranked: RankedTarget[]): void {
  if (typeof value === "string") ranked.push({ rank: targetRank(value, condition), target: value });
  else if (Array.isArray(value)) for (const item of value) collectTargets(item, condition, ranked);
  else if (isObject(value)) for (const [key, nested] of Object.entries(value)) collectTargets(nested, key, ranked);
}

function targetRank(target: string, condition: string): number {
  if (condition === "source" || /(?<!\.d)\.[cm]?tsx?$/u.test(target)) return 0;
  return condition === "types" || fileKind(target) === "declaration" ? 2 : 1;
}

function addSources(target: string, candidates: Set<string>): void {
  const path = posix.normalize(target);
  if (path.startsWith("../") || path === ".." || path.startsWith("/")) return;
  if (fileKind(path) === "data" && /\.[a-z0-9]+$/iu.test(path) && !path.endsWith("/")) candidates.add(path);
  const segments = withoutCodeExtension(path).replace(/\/$/u, "").split("/");
  const output = segments.findIndex((segment, index) => index < segments.length - 1 && OUTPUT.has(segment));
  const wholeOutput = output < 0 && segments.length === 1 && OUTPUT.has(segments[0] ?? "") && target.endsWith("/");
  if (output < 0 && !wholeOutput) {
    candidates.add(path);
    candidates.add(segments.join("/"));
    return;
  }
  const base = segments.slice(0, Math.max(output, 0));
  const rests = sourceRests(wholeOutput ? ["index"] : segments.slice(output + 1));
  for (const rest of rests) candidates.add([...base, "src", ...rest].join("/"));
  for (const rest of rests) for (const extension of [".ts", ".tsx"]) candidates.add([...base, ...rest].join("/") + extension);
  candidates.add(path);
  for (const rest of rests) candidates.add([...base, ...rest].join("/"));
}

/** The path below an output folder, without the folders that only the build has. */
function sourceRests(rest: readonly string[]): readonly (readonly string[])[] {
  let inner = rest;
  while (inner.length > 1 && FORMAT.has(inner[0] ?? "")) inner = inner.slice(1);
  const rests = [inner];
  while (inner.length > 1 && (PLATFORM.has(inner[0] ?? "") || FORMAT.has(inner[0] ?? ""))) rests.push((inner = inner.slice(1)));
  return rests.flatMap((path) => {
    const last = path.at(-1) ?? "";
    let plain = last;
    while (FORMAT_SUFFIX.test(plain)) plain = plain.replace(FORMAT_SUFFIX, "");
    return plain === last ? [path] : [path, [...path.slice(0, -1), plain]];
  });
}
