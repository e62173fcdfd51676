import type { Dirent } from "node:fs";
import { MAX_SCANNED_FILES } from "./bounds.js";
import type { DiskFiles } from "./disk-files.js";
import { fileKind } from "./file-kinds.js";
import { HeirIndex, indexKeys } from "./heritage.js";
import type { ProblemLog } from "./problems.js";

/** Never sources, wherever they stand. Folders whose name starts with a dot are left out as well (`.git`, `.next`, `.yarn`). */
const NEVER = new Set(["node_modules", "bower_components"]);
/** What a build or a package manager writes, if beside a manifest or at the top; deeper, `src/build` is someone's code. */
const OUTPUT_BESIDE_MANIFEST = new Set(["dist", "build", "coverage", "out", "vendor"]);

/** Folders below a tree's own that are not part of it. */
export interface Borders {
  /** Folders of packages, which are trees of their own. */
  readonly packages: ReadonlySet<string>;
  /** Whether every folder with a manifest is a package of its own. */
  readonly isForeignAtManifest: boolean;
}

interface ScannedFolder {
  stamp: string | null;
  readonly hasManifest: boolean;
  /** Absolute paths. */
  files: readonly string[];
  folders: readonly string[];
}

/**
 * The heritage index of all source files below one folder. Texts are scanned once; later runs look at the stamps of
 * folders and files and scan again what has changed.
 */
export class SourceTree {
  readonly #root: string;
  readonly #files: DiskFiles;
  readonly #problems: ProblemLog;
  readonly #folders = new Map<string, ScannedFolder>();
  readonly #stamps = new Map<string, string | null>();
  readonly #index = new HeirIndex();
  readonly #limit: number;
  #outdated = true;

  constructor(root: string, files: DiskFiles, problems: ProblemLog, limit = MAX_SCANNED_FILES) {
    this.#limit = limit;
    this.#root = root;
    this.#files = files;
    this.#problems = problems;
  }

  newRun(): void {
    this.#outdated = true;
  }

  /** `borders` count once a run. Sorted. */
  filesNaming(name: string, borders?: Borders): readonly string[] {
    if (this.#outdated) this.#update(borders);
    this.#outdated = false;
    return this.#index.filesNaming(name);
  }

  #update(borders: Borders | undefined): void {
    this.#problems.clear(this.#root);
    const unseen = new Set(this.#stamps.keys());
    const pending = [this.#root];
    let count = 0;
    for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
      const folder = this.#folder(directory);
      if (borders?.isForeignAtManifest === true && folder.hasManifest && directory !== this.#root) continue;
      for (const path of folder.files) {
        count += 1;
        if (count > this.#limit) continue;
        unseen.delete(path);
        this.#scan(path);
      }
      // Sorted, and taken from the end: the same files fall to the bound on every machine.
      pending.push(...(borders === undefined ? folder.folders : folder.folders.filter((inner) => !borders.packages.has(inner))));
    }
    for (const path of unseen) this.#forget(path);
    if (count > this.#limit) {
      const seen = `only ${String(this.#limit)} of ${String(count)} source files`;
      this.#problems.add(this.#root, `the folder is too large: ${seen} were searched for subclasses and importers`);
    }
  }

  #folder(directory: string): ScannedFolder {
    const stamp = this.#files.stamp(directory);
    const known = this.#folders.get(directory);
    if (known?.stamp === stamp) return known;
    // A folder that cannot be read holds nothing for us.
    const folder = { stamp, ...listing(directory, this.#files.entries(directory) ?? [], directory === this.#root) };
    this.#folders.set(directory, folder);
    return folder;
  }

  #scan(path: string): void {
    const stamp = this.#files.stamp(path);
    if (this.#stamps.get(path) === stamp) return;
    this.#stamps.set(path, stamp);
    const content = this.#files.read(path);
    this.#index.set(path, content.kind === "text" ? indexKeys(content.text) : new Set());
  }

  #forget(path: string): void {
    this.#stamps.delete(path);
    this.#index.set(path, new Set());
  }
}

function listing(directory: string, entries: readonly Dirent[], isTop: boolean): Omit<ScannedFolder, "stamp"> {
  const files: string[] = [];
  const folders: string[] = [];
  const hasManifest = entries.some((entry) => entry.name === "package.json");
  const besideManifest = isTop || hasManifest;
  const prefix = directory === "/" ? "/" : `${directory}/`;
  for (const entry of entries) {
    const { name } = entry;
    // Symbolic links are not followed: they lead in circles, and what they lead to in the project is found as itself.
    if (entry.isDirectory()) {
      const skipped = name.startsWith(".") || NEVER.has(name) || (besideManifest && OUTPUT_BESIDE_MANIFEST.has(name));
      if (!skipped) folders.push(prefix + name);
    } else if (entry.isFile() && fileKind(name) === "source" && !name.includes(".min.")) {
      files.push(prefix + name);
    }
  }
  return { hasManifest, files: files.sort(), folders: folders.sort().reverse() };
}
