/**
 * What a file has to run on, as its project declares it: `engines.node` and `browserslist`.
 *
 * - The nearest package.json with a name speaks. A private package that says nothing runs where its workspace does; a published one
 *   that says nothing may run anywhere.
 * - Of `browserslist` the queries are read that name versions (`chrome >= 100`, `safari 15.4`, `node 20`, `baseline widely available`).
 *   Queries by market share need a table that is newer than this plugin: such a project needs its shims, as far as we can tell.
 * - `target` and `lib` of a tsconfig are not read: they say what the compiler writes and believes, and bundlers set both for their own ends.
 * - A private package that declares nothing has the oldest Node that is still maintained, and the browsers of Baseline.
 */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MAINTAINED_NODE } from "./compat.generated.js";
import { minimumOf } from "./versions.js";

/** The oldest version of a runtime; `any`: all there ever were; `none`: the file does not run there. */
export type Oldest = { readonly kind: "version"; readonly version: string } | { readonly kind: "any" } | { readonly kind: "none" };
export type Browsers = { readonly kind: "versions"; readonly oldest: ReadonlyMap<string, string> } | { readonly kind: "baseline" } | { readonly kind: "any" } | { readonly kind: "none" };

export interface Targets {
  readonly node: Oldest;
  /** Whether `engines` says so, and how (`>=20`). */
  readonly engines: string | null;
  readonly browsers: Browsers;
  /** Names of the packages that the nearest package.json asks for. */
  readonly dependencies: ReadonlySet<string>;
}

interface Manifest {
  readonly directory: string;
  readonly content: Readonly<Record<string, unknown>>;
}

/** Packages that are there to run code in a browser. */
const FOR_BROWSERS = /^(react-dom|preact|vue|svelte|solid-js|@angular\/core|next|nuxt|@remix-run\/react|react-router|astro|vite|webpack|parcel|@types\/react-dom|jquery|@builder\.io\/qwik|lit|alpinejs)$/;

/** Read anew each time: only files with something to judge ask. `undeclared`: what to take a private project for that declares nothing. */
export function targetsOf(path: string, undeclared: "maintained" | "silent"): Targets {
  const manifests = manifestsAbove(path);
  const [nearest] = manifests;
  const isPrivate = nearest === undefined || nearest.content["private"] === true;
  const speaking = isPrivate ? manifests : manifests.slice(0, 1);
  const engines = speaking.map(({ content }) => textAt(content["engines"], "node")).find((range) => range !== null) ?? null;
  const declared = engines === null ? null : minimumOf(engines);
  const queries = browserQueries(nearest, speaking);
  const listed = queries === null ? null : readQueries(queries);
  const assumed = isPrivate && undeclared === "maintained";
  const node: Oldest =
    declared !== null ? { kind: "version", version: declared }
    : engines === null && listed?.node !== undefined ? { kind: "version", version: listed.node }
    : engines === null && assumed ? { kind: "version", version: MAINTAINED_NODE }
    : { kind: "any" };
  const dependencies = new Set(["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"].flatMap((list) => keysOf(nearest?.content[list])));
  return { node, engines, browsers: listed?.browsers ?? undeclaredBrowsers(manifests, dependencies, assumed), dependencies };
}

/** Where nothing is said of browsers. */
function undeclaredBrowsers(manifests: readonly Manifest[], dependencies: ReadonlySet<string>, assumed: boolean): Browsers {
  const [nearest, outer] = manifests;
  const bundled = nearest?.content["browser"] !== undefined || [...dependencies].some((name) => FOR_BROWSERS.test(name));
  // What a private package of a workspace is bundled into stands in another one.
  const shared = nearest?.content["private"] === true && outer !== undefined;
  if (!bundled && !shared) return { kind: "none" };
  return assumed ? { kind: "baseline" } : { kind: "any" };
}

/** Every package.json with a name (or workspaces) around a file, nearest first, up to the repository's root. */
function manifestsAbove(path: string): Manifest[] {
  const found: Manifest[] = [];
  for (let directory = dirname(path); ; directory = dirname(directory)) {
    const content = readJson(join(directory, "package.json"));
    if (content !== null && (typeof content["name"] === "string" || content["workspaces"] !== undefined || content["engines"] !== undefined)) found.push({ directory, content });
    if (directory === dirname(directory) || existsSync(join(directory, ".git"))) return found;
  }
}

function browserQueries(nearest: Manifest | undefined, speaking: readonly Manifest[]): readonly string[] | null {
  for (const { directory, content } of speaking.length > 0 ? speaking : nearest === undefined ? [] : [nearest]) {
    const field = content["browserslist"];
    if (typeof field === "string") return split(field);
    if (Array.isArray(field)) return field.filter((query) => typeof query === "string").flatMap(split);
    if (typeof field === "object" && field !== null) return Object.values(field).flat().filter((query) => typeof query === "string").flatMap(split);
    const file = readText(join(directory, ".browserslistrc"));
    if (file !== null) return file.split("\n").map((line) => line.replace(/#.*/, "").trim()).filter((line) => line !== "" && !line.startsWith("[")).flatMap(split);
  }
  return null;
}

const split = (query: string): string[] => query.split(/,|\bor\b/i).map((part) => part.trim()).filter((part) => part !== "");

const BROWSERS: ReadonlyMap<string, string> = new Map([
  ["chrome", "chrome"], ["edge", "edge"], ["firefox", "firefox"], ["ff", "firefox"], ["safari", "safari"],
  ["chromeandroid", "chrome_android"], ["and_chr", "chrome_android"], ["firefoxandroid", "firefox_android"], ["and_ff", "firefox_android"], ["ios", "safari_ios"], ["ios_saf", "safari_ios"],
]);

/** What the queries ask for; `any` when one of them cannot be read. */
function readQueries(queries: readonly string[]): { readonly node: string | undefined; readonly browsers: Browsers | null } {
  const oldest = new Map<string, string>();
  let node: string | undefined;
  let baseline = false;
  for (const query of queries.map((each) => each.toLowerCase())) {
    // Leaving some out makes the rest no older.
    if (query.startsWith("not ")) continue;
    if (/^(baseline (widely|newly) available|last \d versions? of baseline)/.test(query) || /^last [12] (chrome|edge|firefox|safari|ios|major)?\s*versions?$/.test(query) && !/^last [12] versions?$/.test(query)) {
      baseline = true;
      continue;
    }
    if (/^(maintained node versions|current node)$/.test(query)) {
      node ??= MAINTAINED_NODE;
      continue;
    }
    const [, name = "", version = ""] = /^(\w+)\s*(?:>=|=)?\s*(\d+(?:\.\d+)*)(?:\s*-\s*[\d.]+)?$/.exec(query) ?? [];
    const browser = BROWSERS.get(name);
    if (name === "node") node = older(node, version);
    else if (browser !== undefined) oldest.set(browser, older(oldest.get(browser), version));
    else return { node, browsers: { kind: "any" } };
  }
  if (oldest.size > 0) return { node, browsers: { kind: "versions", oldest } };
  return { node, browsers: baseline ? { kind: "baseline" } : null };
}

function older(a: string | undefined, b: string): string {
  return a === undefined || isAtLeast(a, b) ? b : a;
}

/** Whether version `a` is `b` or later; both are numbers with dots. */
export function isAtLeast(a: string, b: string): boolean {
  const [left, right] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let index = 0; index < Math.max(left.length, right.length); index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}

function textAt(value: unknown, key: string): string | null {
  const text: unknown = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return typeof text === "string" ? text : null;
}

function keysOf(value: unknown): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return null;
  }
}

function readJson(path: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(readText(path) ?? "null");
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
