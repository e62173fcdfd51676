import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { MAX_WORKSPACE_DEPTH } from "./bounds.js";
import type { DiskFiles } from "./disk-files.js";
import { isObject, stringsOf } from "./json-text.js";
import { type Package, messageOf, readPackage } from "./manifest.js";
import { joinPath } from "./paths.js";
import { plainPackages } from "./pnpm-workspace.js";
import type { ProblemLog } from "./problems.js";
import { Watch } from "./watch.js";

/** The packages of one monorepo by name, and what was looked at to find them: the folders and manifests below its root. */
export interface Workspace {
  /** The root's own; among the packages too if it has a name. */
  readonly home: Package;
  readonly packages: ReadonlyMap<string, Package>;
  readonly watch: Watch;
}

const PNPM_FILE = "pnpm-workspace.yaml";

/**
 * The workspace whose root `home` is: `workspaces` of npm, yarn and bun, and pnpm's file; undefined if it has neither.
 * Both are united, since a repository that moved from one to the other often keeps both.
 */
export function readWorkspace(home: Package, files: DiskFiles, problems: ProblemLog): Workspace | undefined {
  const declared = home.manifest["workspaces"];
  const pnpm = readPnpmPatterns(joinPath(home.directory, PNPM_FILE), files, problems);
  const npm = stringsOf(isObject(declared) ? declared["packages"] : declared);
  if (npm.length === 0 && pnpm.length === 0) return undefined;
  const watch = new Watch(files);
  const packages = new Map<string, Package>();
  const note = (found: Package | undefined): void => {
    const name = found?.manifest["name"];
    if (found !== undefined && typeof name === "string" && !packages.has(name)) packages.set(name, found);
  };
  note(home);
  const directories = new Set([...expand(home.directory, pnpm, watch), ...expand(home.directory, npm, watch)]);
  for (const directory of [...directories].sort()) {
    if (watch.add(`${directory}/package.json`)) note(readPackage(directory, files, problems));
  }
  return { home, packages, watch };
}

function readPnpmPatterns(path: string, files: DiskFiles, problems: ProblemLog): readonly string[] {
  if (files.stamp(path) === null) return [];
  problems.clear(path);
  const content = files.read(path);
  try {
    if (content.kind === "none") throw new Error(content.reason);
    const plain = plainPackages(content.text);
    if (plain !== undefined) return plain;
    // Loaded only where such a file needs it: the plugin itself must start without a YAML parser.
    const yaml = createRequire(import.meta.url)("yaml") as typeof import("yaml");
    const value: unknown = yaml.parse(content.text);
    return isObject(value) ? stringsOf(value["packages"]) : [];
  } catch (error) {
    problems.add(path, `this workspace file cannot be read (${messageOf(error).split("\n", 1)[0] ?? ""}); its packages are not known`);
    return [];
  }
}

/** The folders that a list of workspace patterns names. */
function expand(home: string, patterns: readonly string[], watch: Watch): ReadonlySet<string> {
  const found = new Set<string>();
  for (const pattern of patterns) {
    if (!pattern.startsWith("!")) expandSegments(home, segmentsOf(pattern), 0, watch, found);
  }
  for (const pattern of patterns) {
    if (!pattern.startsWith("!")) continue;
    const excluded = globExpression(segmentsOf(pattern.slice(1)));
    for (const directory of found) if (excluded.test(directory.slice(home.length))) found.delete(directory);
  }
  return found;
}

function segmentsOf(pattern: string): readonly string[] {
  return pattern.split("/").filter((segment) => segment !== "" && segment !== ".");
}

function expandSegments(directory: string, segments: readonly string[], depth: number, watch: Watch, found: Set<string>): void {
  const [segment, ...rest] = segments;
  if (segment === undefined) {
    found.add(directory);
    return;
  }
  if (!segment.includes("*") && !segment.includes("{")) {
    const next = joinPath(directory, segment);
    if (watch.add(next)) expandSegments(next, rest, depth, watch, found);
    return;
  }
  if (segment === "**") expandSegments(directory, rest, depth, watch, found);
  if (depth >= MAX_WORKSPACE_DEPTH) return;
  const fits = globExpression([segment]);
  watch.add(directory);
  for (const name of foldersIn(directory)) {
    const next = joinPath(directory, name);
    if (segment === "**") expandSegments(next, segments, depth + 1, watch, found);
    else if (fits.test(`/${name}`)) expandSegments(next, rest, depth, watch, found);
  }
}

function foldersIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory, { withFileTypes: true })
      .filter((entry) => (entry.isDirectory() || entry.isSymbolicLink()) && !entry.name.startsWith(".") && entry.name !== "node_modules")
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** Matches `/a/b` (relative to the workspace's root, with a slash before it) against a pattern's segments. */
function globExpression(segments: readonly string[]): RegExp {
  const parts = segments.map((segment) => (segment === "**" ? "(?:/[^/]+)*" : `/${segmentExpression(segment)}`));
  return new RegExp(`^${parts.join("")}$`, "u");
}

function segmentExpression(segment: string): string {
  return segment
    .replaceAll(/[.+^$()|[\]\\]/gu, String.raw`\$&`)
    .replaceAll("*", "[^/]*")
    .replaceAll("?", "[^/]")
    .replaceAll(/\{([^{}]*)\}/gu, (_, list: string) => `(?:${list.replaceAll(",", "|")})`)
    .replaceAll(/[{}](?![^(]*\))/gu, String.raw`\$&`);
}
