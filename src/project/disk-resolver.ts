import type { DiskFiles } from "./disk-files.js";
import { type FileFinder, realPath } from "./file-finder.js";
import { fileKind, withoutCodeExtension } from "./file-kinds.js";
import type { Folder } from "./folders.js";
import type { Resolution } from "./host.js";
import { type Package, readPackage } from "./manifest.js";
import { entryCandidates, importTargets, isOutputFolder, sourceCandidates } from "./package-entries.js";
import { isBelow, joinPath, pathInNodeModules } from "./paths.js";
import type { ProblemLog } from "./problems.js";
import { type Specifier, parseSpecifier, splitPackage } from "./specifier.js";
import { mappedPaths } from "./tsconfig.js";
import { Watch } from "./watch.js";

/** What an import path below a package stands for, in whichever folder it is imported. */
interface Entry {
  readonly resolution: Resolution | undefined;
  readonly watch: Watch;
}

/** The meaning of one specifier in one folder. Everything it looks at goes into the watch. */
export class DiskResolver {
  readonly #files: DiskFiles;
  readonly #finder: FileFinder;
  readonly #problems: ProblemLog;
  /** Packages in `node_modules` whose files count as the project's own. */
  readonly #opened: ReadonlySet<string>;
  /** By package and subpath: many folders import the same one. Of this run only. */
  readonly #entries = new Map<Package, Map<string, Entry>>();

  constructor(files: DiskFiles, finder: FileFinder, problems: ProblemLog, opened: readonly string[]) {
    this.#files = files;
    this.#finder = finder;
    this.#problems = problems;
    this.#opened = new Set(opened);
  }

  newRun(): void {
    this.#entries.clear();
  }

  resolve(folder: Folder, specifier: string, watch: Watch): Resolution {
    const parsed = parseSpecifier(specifier);
    switch (parsed.kind) {
      case "invalid":
        return { kind: "missing", reason: parsed.reason };
      case "outside":
        return { kind: "package", name: parsed.name };
      case "relative":
      case "absolute":
      case "asset":
        return this.#resolvePath(folder, parsed, watch);
      case "private":
        return this.#resolvePrivate(folder, parsed.name, watch);
      case "bare":
        return this.#resolveBare(folder, parsed.name, watch);
      default:
        return parsed satisfies never;
    }
  }

  #resolvePath(folder: Folder, { kind, path }: Specifier & { readonly path: string }, watch: Watch): Resolution {
    const target = joinPath(folder.directory, path);
    const found = this.#finder.find(target, watch, path.endsWith("/")) ?? this.#sourceOfOutput(folder, target, watch);
    if (found === undefined) return { kind: "missing", reason: `there is no file ${target}` };
    if (kind === "asset") return { kind: "data", path: found };
    const inModules = pathInNodeModules(found);
    return (
      this.#classify(found) ??
      (inModules === undefined
        ? { kind: "missing", reason: `${found} holds declarations only, and no source stands beside it` }
        : { kind: "package", name: withoutCodeExtension(inModules).replace(/\/index$/u, "") })
    );
  }

  #resolvePrivate(folder: Folder, name: string, watch: Watch): Resolution {
    const mapped = this.#resolveMapped(folder, name, watch);
    if (mapped !== undefined) return mapped;
    const owner = folder.package;
    // As in Node, no entry may lead to another one.
    const targets = owner === undefined ? [] : importTargets(owner.manifest, name).filter((target) => !target.startsWith("#"));
    for (const target of targets) {
      if (owner === undefined || !target.startsWith(".")) return this.resolve(folder, target, watch);
      const found = this.#findFirst(owner.directory, sourceCandidates(target), watch);
      if (found !== undefined) return found;
    }
    const where = owner === undefined ? "no package.json is near" : `${owner.directory}/package.json`;
    const fault = targets.length === 0 ? "has no entry for" : "names no file that is there for";
    return { kind: "missing", reason: `"imports" ${fault} ${name} (${where})` };
  }

  #resolveBare(folder: Folder, name: string, watch: Watch): Resolution {
    return this.#resolveMapped(folder, name, watch) ?? this.#resolvePackage(folder, name, watch) ?? { kind: "package", name };
  }

  /** By the `paths` and `baseUrl` of the nearest tsconfig. */
  #resolveMapped(folder: Folder, name: string, watch: Watch): Resolution | undefined {
    if (folder.config === undefined) return undefined;
    for (const target of mappedPaths(folder.config, folder.directory, name)) {
      const found = this.#finder.find(target, watch) ?? this.#sourceOfOutput(folder, target, watch);
      if (found === undefined) continue;
      return this.#classify(found) ?? { kind: "package", name };
    }
    return undefined;
  }

  #resolvePackage(folder: Folder, name: string, watch: Watch): Resolution | undefined {
    const { packageName, subpath } = splitPackage(name);
    const owner = this.#packageNamed(folder, packageName, watch);
    if (owner === undefined) return undefined;
    const entry = this.#entryOf(owner, subpath);
    watch.include(entry.watch);
    return entry.resolution;
  }

  #entryOf(owner: Package, subpath: string): Entry {
    let entries = this.#entries.get(owner);
    if (entries === undefined) this.#entries.set(owner, (entries = new Map<string, Entry>()));
    let entry = entries.get(subpath);
    if (entry === undefined) {
      const watch = new Watch(this.#files);
      entry = { resolution: this.#findFirst(owner.directory, entryCandidates(owner.manifest, subpath), watch), watch };
      entries.set(subpath, entry);
    }
    return entry;
  }

  /** The package of that name whose sources are the project's: of a workspace, the importing one itself, linked, or opened. */
  #packageNamed(folder: Folder, name: string, watch: Watch): Package | undefined {
    for (const workspace of folder.workspaces) {
      const found = workspace.packages.get(name);
      if (found !== undefined) return found;
    }
    if (folder.package?.manifest["name"] === name) return folder.package;
    for (const modules of folder.modules) {
      const directory = `${modules}/${name}`;
      if (name.startsWith("@")) watch.add(directory.slice(0, directory.lastIndexOf("/")));
      if (this.#files.stamp(directory) === null) continue;
      const real = realPath(directory) ?? directory;
      if (pathInNodeModules(real) !== undefined && !this.#opened.has(name)) return undefined;
      watch.add(`${real}/package.json`);
      return readPackage(real, this.#files, this.#problems);
    }
    return undefined;
  }

  #findFirst(directory: string, candidates: readonly string[], watch: Watch): Resolution | undefined {
    for (const candidate of candidates) {
      const target = joinPath(directory, candidate);
      const found = this.#finder.find(target, watch, candidate.endsWith("/"));
      const resolution = found === undefined ? undefined : this.#classify(found);
      if (resolution !== undefined) return resolution;
    }
    return undefined;
  }

  /** A path into the output of a build that has not run, in the folder of a known package: its source. */
  #sourceOfOutput(folder: Folder, target: string, watch: Watch): string | undefined {
    const home = this.#homeOf(folder, target);
    if (home === undefined) return undefined;
    const inside = target.slice(home.directory.length + 1);
    const candidates = inside === "" ? entryCandidates(home.manifest, ".") : sourceCandidates(isOutputFolder(inside) ? `${inside}/` : inside);
    for (const candidate of candidates) {
      const found = this.#finder.find(joinPath(home.directory, candidate), watch);
      if (found !== undefined && fileKind(found) === "source") return found;
    }
    return undefined;
  }

  #homeOf(folder: Folder, target: string): Package | undefined {
    let home = folder.package !== undefined && isBelow(target, folder.package.directory) ? folder.package : undefined;
    for (const workspace of folder.workspaces) {
      for (const candidate of workspace.packages.values()) {
        const isInner = home === undefined || candidate.directory.length > home.directory.length;
        if (isInner && isBelow(target, candidate.directory)) home = candidate;
      }
    }
    return home;
  }

  /** What a found file is; undefined for declarations alone and for files of packages that are not opened. */
  #classify(path: string): Resolution | undefined {
    const inModules = pathInNodeModules(path);
    if (inModules !== undefined && !this.#opened.has(splitPackage(inModules).packageName)) return undefined;
    const kind = fileKind(path);
    if (kind === "declaration") return undefined;
    return kind === "source" ? { kind: "file", path } : { kind: "data", path };
  }
}
