import { MAX_EXTENDS_DEPTH } from "./bounds.js";
import type { DiskFiles } from "./disk-files.js";
import { isObject, type JsonObject, parseJsonWithComments, stringsOf } from "./json-text.js";
import type { FileFinder } from "./file-finder.js";
import { messageOf } from "./manifest.js";
import { matchPattern } from "./package-entries.js";
import { directoryOf, isBelow, joinPath } from "./paths.js";
import type { ProblemLog } from "./problems.js";
import { splitPackage } from "./specifier.js";
import { Watch } from "./watch.js";
import type { Workspace } from "./workspaces.js";

/**
 * `paths` and `baseUrl` of a tsconfig. oxc-resolver can read them too, and was decided against for this part:
 * - it answers every import below a broken tsconfig with an error, where one with a missing `extends` still has its own paths;
 * - it leaves out files that `include` does not name (tests, `.js`), so that two files of one folder get different answers;
 * - it does not say which files it read, without which an editor cannot know when an answer is out of date.
 */
export interface PathMapping {
  /** Pattern with at most one `*` → absolute targets with `*`. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly baseUrl: string | undefined;
}

export interface PathConfig {
  /** Mappings of the tsconfig itself, or, if it has none, of the projects it refers to. */
  readonly mappings: readonly { readonly directory: string; readonly mapping: PathMapping }[];
  readonly watch: Watch;
}

/** One reading of a tsconfig: where it began, and what it looked at. */
interface Reading {
  /** Folder of the tsconfig that is asked about: `${configDir}`. */
  readonly home: string;
  readonly workspaces: readonly Workspace[];
  readonly watch: Watch;
}

/** What a chain of tsconfig files says; what the nearest file says wins. */
interface Collected {
  baseUrl?: string;
  paths?: { readonly table: JsonObject; readonly directory: string };
}

export class TsconfigReader {
  readonly #files: DiskFiles;
  readonly #problems: ProblemLog;
  readonly #finder: FileFinder;

  constructor(files: DiskFiles, problems: ProblemLog, finder: FileFinder) {
    this.#files = files;
    this.#problems = problems;
    this.#finder = finder;
  }

  /** Never throws: what is wrong goes to the problem log, and what remains is used. */
  read(path: string, workspaces: readonly Workspace[]): PathConfig {
    const watch = new Watch(this.#files);
    const own = this.#mappingOf(path, workspaces, watch);
    if (isUseful(own)) return { mappings: [{ directory: directoryOf(path), mapping: own }], watch };
    const mappings: { directory: string; mapping: PathMapping }[] = [];
    for (const reference of this.#references(path)) {
      const mapping = this.#mappingOf(reference, workspaces, watch);
      if (isUseful(mapping)) mappings.push({ directory: directoryOf(reference), mapping });
    }
    return { mappings, watch };
  }

  #mappingOf(path: string, workspaces: readonly Workspace[], watch: Watch): PathMapping {
    const collected: Collected = {};
    const home = directoryOf(path);
    this.#collect(path, [], { home, workspaces, watch }, collected);
    const paths = new Map<string, readonly string[]>();
    for (const [pattern, targets] of Object.entries(collected.paths?.table ?? {})) {
      const base = collected.baseUrl ?? collected.paths?.directory ?? "";
      paths.set(pattern, stringsOf(targets).map((target) => joinPath(base, inConfigDirectory(target, home))));
    }
    return { paths, baseUrl: collected.baseUrl };
  }

  #collect(path: string, chain: readonly string[], reading: Reading, into: Collected): void {
    const config = this.#load(path, reading.watch);
    if (config === undefined) return;
    const options = config["compilerOptions"];
    if (isObject(options)) {
      const { baseUrl, paths } = options;
      if (into.baseUrl === undefined && typeof baseUrl === "string") {
        into.baseUrl = joinPath(directoryOf(path), inConfigDirectory(baseUrl, reading.home));
      }
      if (into.paths === undefined && isObject(paths)) into.paths = { table: paths, directory: directoryOf(path) };
    }
    const parents = typeof config["extends"] === "string" ? [config["extends"]] : stringsOf(config["extends"]);
    // The last of several wins, and the first to be collected wins here.
    for (const parent of parents.toReversed()) this.#collectParent(path, parent, [...chain, path], reading, into);
  }

  #collectParent(path: string, parent: string, chain: readonly string[], reading: Reading, into: Collected): void {
    const found = this.#locate(directoryOf(path), parent, reading);
    if (found === undefined) {
      this.#problems.add(path, `"extends": "${parent}" is not found; the paths and baseUrl it may hold are not known`);
    } else if (chain.includes(found) || chain.length > MAX_EXTENDS_DEPTH) {
      this.#problems.add(path, `"extends": "${parent}" leads back to a file that extends this one`);
    } else {
      this.#collect(found, chain, reading, into);
    }
  }

  #locate(directory: string, parent: string, { workspaces, watch }: Reading): string | undefined {
    if (/^(?:\.{0,2}\/|\.{1,2}$|[a-z]:[\\/])/iu.test(parent)) return this.#configAt(joinPath(directory, parent), watch);
    const { packageName, subpath } = splitPackage(parent);
    for (const workspace of workspaces) {
      const found = workspace.packages.get(packageName);
      if (found !== undefined) return this.#configAt(joinPath(found.directory, subpath), watch);
    }
    for (let above = directory; ; above = directoryOf(above)) {
      watch.add(joinPath(above, `node_modules/${packageName}`));
      if (directoryOf(above) === above || above === ".") break;
    }
    return this.#finder.findConfig(directory, parent);
  }

  #configAt(target: string, watch: Watch): string | undefined {
    return [target, `${target}.json`, `${target}/tsconfig.json`].find((file) => watch.add(file) && this.#files.read(file).kind === "text");
  }

  #load(path: string, watch: Watch): JsonObject | undefined {
    watch.add(path);
    this.#problems.clear(path);
    const content = this.#files.read(path);
    if (content.kind === "none") {
      this.#problems.add(path, `this tsconfig cannot be read: ${content.reason}; its paths are not known`);
      return undefined;
    }
    try {
      const config = content.text.trim() === "" ? {} : parseJsonWithComments(content.text);
      if (isObject(config)) return config;
      this.#problems.add(path, "this tsconfig holds no JSON object; its paths are not known");
    } catch (error) {
      this.#problems.add(path, `this tsconfig is no valid JSON (${messageOf(error)}); its paths are not known`);
    }
    return undefined;
  }

  #references(path: string): readonly string[] {
    const content = this.#files.read(path);
    const directory = directoryOf(path);
    let config: unknown;
    try {
      config = content.kind === "text" ? parseJsonWithComments(content.text) : undefined;
    } catch {
      return []; // Told by `#load`.
    }
    const references = isObject(config) && Array.isArray(config["references"]) ? config["references"] : [];
    return references.flatMap((reference: unknown) => {
      const target = isObject(reference) ? reference["path"] : undefined;
      if (typeof target !== "string") return [];
      const file = joinPath(directory, target);
      return [file.endsWith(".json") ? file : `${file}/tsconfig.json`];
    });
  }
}

function isUseful(mapping: PathMapping): boolean {
  return mapping.paths.size > 0 || mapping.baseUrl !== undefined;
}

function inConfigDirectory(path: string, home: string): string {
  // TypeScript's own template, not one of JavaScript.
  return path.startsWith("${configDir}") ? joinPath(home, `.${path.slice("${configDir}".length)}`) : path;
}

/** All that the `paths` of a tsconfig lead to: absolute paths, a `*` may be in them. */
export function mappingTargets(config: PathConfig): readonly string[] {
  return config.mappings.flatMap(({ mapping }) => [...mapping.paths.values()].flat());
}

/** Absolute paths that `name` may stand for in a file of `directory`, best first. */
export function mappedPaths(config: PathConfig, directory: string, name: string): readonly string[] {
  const candidates: string[] = [];
  for (const { directory: home, mapping } of config.mappings) {
    if (!isBelow(directory, home)) continue;
    candidates.push(...matchedTargets(mapping.paths, name));
    if (mapping.baseUrl !== undefined) candidates.push(joinPath(mapping.baseUrl, name));
  }
  return candidates;
}

/** TypeScript's choice: the exact pattern, else the one with the longest text before its `*`. */
function matchedTargets(paths: PathMapping["paths"], name: string): readonly string[] {
  const exact = paths.get(name);
  if (exact !== undefined) return exact;
  let best: { readonly prefix: number; readonly targets: readonly string[]; readonly middle: string } | undefined;
  for (const [pattern, targets] of paths) {
    const middle = matchPattern(pattern, name);
    const prefix = pattern.indexOf("*");
    if (middle !== undefined && (best === undefined || prefix > best.prefix)) best = { prefix, targets, middle };
  }
  return best === undefined ? [] : best.targets.map((target) => target.replaceAll("*", () => best.middle));
}
