import { resolve as resolveSystemPath } from "node:path";
import { DiskFiles } from "./disk-files.js";
import { DiskResolver } from "./disk-resolver.js";
import { FileFinder, realPath } from "./file-finder.js";
import { Folders } from "./folders.js";
import { importerKey, namesOfFile } from "./import-names.js";
import { HeirSearch } from "./heir-search.js";
import type { FileContent, Host, Resolution } from "./host.js";
import { directoryOf, isBelow, toSlashes } from "./paths.js";
import { ProblemLog, type ProjectProblem } from "./problems.js";
import { ResolutionCache } from "./resolution-cache.js";
import { TsconfigReader } from "./tsconfig.js";

export type { ProjectProblem } from "./problems.js";

export interface DiskHostOptions {
  /** Directory that messages and `./` model rows are relative to, as a rule the linter's working directory. */
  readonly root: string;
  /** Names of packages whose files in `node_modules` count as the project's own. */
  readonly packages?: readonly string[];
}

/** A host over the files on disk. */
export interface DiskHost extends Host {
  /**
   * Begins a new lint run. Within a run every file is looked at once, so that one run sees one state of the disk; what was
   * learnt before is kept as long as the files it was learnt from have the same stamps. Itself costs nothing.
   */
  refresh(): void;
  /** Manifests and tsconfigs read so far that are broken, and limits that were hit; sorted by path. */
  problems(): readonly ProjectProblem[];
}

/** Nothing is read until it is asked for. `root` need not be the root of the repository or of the workspace. */
export function createDiskHost(options: DiskHostOptions): DiskHost {
  return new FilesOnDisk(toSlashes(resolveSystemPath(options.root)), options.packages ?? []);
}

class FilesOnDisk implements DiskHost {
  readonly root: string;
  /** `root` with links followed, if that is another path: found files are named below `root`, as the linter names them. */
  readonly #realRoot: string;
  readonly #files = new DiskFiles();
  readonly #problems = new ProblemLog();
  readonly #finder = new FileFinder();
  readonly #resolver: DiskResolver;
  readonly #folders: Folders;
  readonly #cache: ResolutionCache;
  readonly #heirs: HeirSearch;

  constructor(root: string, packages: readonly string[]) {
    this.root = root;
    this.#realRoot = realPath(root) ?? root;
    const configs = new TsconfigReader(this.#files, this.#problems, this.#finder);
    this.#resolver = new DiskResolver(this.#files, this.#finder, this.#problems, packages);
    const nameOf = (path: string): string => this.#named(path);
    this.#cache = new ResolutionCache(this.#files, this.#resolver, nameOf);
    this.#folders = new Folders(this.#files, this.#problems, configs, () => {
      this.#cache.clear();
    });
    this.#heirs = new HeirSearch(root, this.#files, this.#problems, this.#folders, nameOf);
  }

  read(path: string): FileContent {
    return this.#files.read(path);
  }

  stamp(path: string): string | null {
    return this.#files.stamp(path);
  }

  resolve(from: string, specifier: string): Resolution {
    const directory = directoryOf(toSlashes(from));
    return this.#cache.resolve(this.#folders, directory === "." ? this.root : directory, specifier);
  }

  importers(path: string): readonly string[] {
    const at = toSlashes(path);
    return [...new Set(namesOfFile(at).flatMap((name) => this.#heirs.filesNaming(importerKey(name), directoryOf(at))))].sort();
  }

  packageOf(path: string): string | null {
    const name = this.#folders.at(directoryOf(toSlashes(path))).package?.manifest["name"];
    return typeof name === "string" ? name : null;
  }

  heirs(name: string, near: string): readonly string[] {
    return this.#heirs.filesNaming(name, directoryOf(toSlashes(near)));
  }

  refresh(): void {
    this.#files.newRun();
    this.#finder.newRun();
    this.#resolver.newRun();
    this.#folders.newRun();
    this.#cache.newRun();
    this.#heirs.newRun();
  }

  problems(): readonly ProjectProblem[] {
    return this.#problems.list().filter(({ path }) => this.#files.stamp(path) !== null);
  }

  #named(path: string): string {
    const isElsewhere = this.#realRoot !== this.root && isBelow(path, this.#realRoot);
    return isElsewhere ? this.root + path.slice(this.#realRoot.length) : path;
  }
}
