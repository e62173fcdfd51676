import type { DiskFiles } from "./disk-files.js";
import { type Package, readPackage } from "./manifest.js";
import { directoryOf, joinPath } from "./paths.js";
import type { ProblemLog } from "./problems.js";
import type { PathConfig, TsconfigReader } from "./tsconfig.js";
import { Watch } from "./watch.js";
import { type Workspace, readWorkspace } from "./workspaces.js";

/** What the files of one folder share: everything but the specifier that an import's meaning depends on. */
export interface Folder {
  readonly directory: string;
  /** The nearest package, this folder's own or of one above. */
  readonly package: Package | undefined;
  readonly config: PathConfig | undefined;
  /** Workspaces around this folder, the innermost first. */
  readonly workspaces: readonly Workspace[];
  /** Existing `node_modules` folders from here upward. */
  readonly modules: readonly string[];
  /** The nearest folder at or above that is the root of a workspace or of a repository. */
  readonly projectRoot: string | undefined;
}

/** Files whose presence in a folder changes what imports mean. */
const SPECIAL = ["package.json", "tsconfig.json", "jsconfig.json", "pnpm-workspace.yaml", "node_modules", ".git"];

interface KnownFolder extends Folder {
  /** Stamp of the folder itself: as long as it holds, no special file came or went. */
  stamp: string | null;
  readonly present: string;
  /** The special files that are here; they may change without the folder's stamp changing. */
  readonly contents: Watch;
  checkedRun: number;
}

/**
 * Folders by path, read once and kept over runs. When one of them turns out to have changed, all are forgotten, and with
 * them (through `onChange`) every answer that was drawn from them: manifests change rarely, and rereading takes milliseconds.
 */
export class Folders {
  readonly #files: DiskFiles;
  readonly #problems: ProblemLog;
  readonly #reader: TsconfigReader;
  readonly #onChange: () => void;
  readonly #known = new Map<string, KnownFolder>();
  readonly #configs = new Map<string, PathConfig>();
  #run = 0;

  constructor(files: DiskFiles, problems: ProblemLog, reader: TsconfigReader, onChange: () => void) {
    this.#files = files;
    this.#problems = problems;
    this.#reader = reader;
    this.#onChange = onChange;
  }

  newRun(): void {
    this.#run += 1;
  }

  at(directory: string): Folder {
    return this.#checked(directory);
  }

  #checked(directory: string): KnownFolder {
    const before = this.#known.get(directory);
    if (before?.checkedRun === this.#run) return before;
    const above = directoryOf(directory);
    // First the folders above: if one of them has changed, this one is no longer known.
    const parent = above === directory || above === "." ? undefined : this.#checked(above);
    const known = this.#known.get(directory);
    if (known === undefined) return this.#read(directory, parent);
    if (this.#stillHolds(known)) return known;
    this.#known.clear();
    this.#configs.clear();
    this.#onChange();
    return this.#checked(directory);
  }

  #stillHolds(folder: KnownFolder): boolean {
    const stamp = this.#files.stamp(folder.directory);
    if (stamp !== folder.stamp && this.#specialsIn(folder.directory).join() !== folder.present) return false;
    folder.stamp = stamp;
    if (folder.contents.changed() || folder.config?.watch.changed() === true) return false;
    if (folder.workspaces.some((workspace) => workspace.watch.changed())) return false;
    folder.checkedRun = this.#run;
    return true;
  }

  #specialsIn(directory: string): readonly string[] {
    const names = this.#files.entries(directory)?.map((entry) => entry.name);
    // A folder that may be entered but not listed.
    const candidates = names === undefined ? SPECIAL : SPECIAL.filter((name) => names.includes(name));
    return candidates.filter((name) => this.#files.stamp(joinPath(directory, name)) !== null);
  }

  #read(directory: string, parent: KnownFolder | undefined): KnownFolder {
    const specials = this.#specialsIn(directory);
    const contents = new Watch(this.#files);
    for (const name of specials) if (name !== ".git") contents.add(joinPath(directory, name));
    const own = specials.includes("package.json") ? readPackage(directory, this.#files, this.#problems) : undefined;
    const home = own ?? (specials.includes("pnpm-workspace.yaml") ? { directory, manifest: {} } : undefined);
    const workspace = home === undefined ? undefined : readWorkspace(home, this.#files, this.#problems);
    const workspaces = workspace === undefined ? (parent?.workspaces ?? []) : [workspace, ...(parent?.workspaces ?? [])];
    const folder: KnownFolder = {
      directory,
      stamp: this.#files.stamp(directory),
      present: specials.join(),
      contents,
      checkedRun: this.#run,
      package: own ?? parent?.package,
      config: this.#configOf(directory, specials, workspaces) ?? (directory.endsWith("/node_modules") ? undefined : parent?.config),
      workspaces,
      modules: specials.includes("node_modules")
        ? [joinPath(directory, "node_modules"), ...(parent?.modules ?? [])]
        : (parent?.modules ?? []),
      projectRoot: workspace !== undefined || specials.includes(".git") ? directory : parent?.projectRoot,
    };
    this.#known.set(directory, folder);
    return folder;
  }

  /** A published package's own tsconfig is of no use: what it extends is not published. */
  #configOf(directory: string, specials: readonly string[], workspaces: readonly Workspace[]): PathConfig | undefined {
    const name = ["tsconfig.json", "jsconfig.json"].find((candidate) => specials.includes(candidate));
    if (name === undefined || `${directory}/`.includes("/node_modules/")) return undefined;
    const path = joinPath(directory, name);
    const known = this.#configs.get(path);
    if (known !== undefined) return known;
    const config = this.#reader.read(path, workspaces);
    this.#configs.set(path, config);
    return config;
  }
}
