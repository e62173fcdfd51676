import type { DiskFiles } from "./disk-files.js";
import { realPath } from "./file-finder.js";
import type { Folder, Folders } from "./folders.js";
import { isObject } from "./json-text.js";
import type { Package } from "./manifest.js";
import { directoryOf, isBelow, pathInNodeModules } from "./paths.js";
import type { ProblemLog } from "./problems.js";
import { type Borders, SourceTree } from "./source-tree.js";
import { mappingTargets } from "./tsconfig.js";
import type { Workspace } from "./workspaces.js";

/** The fields of a manifest that name packages which may be loaded with it. */
const DEPENDENCIES = ["dependencies", "devDependencies", "peerDependencies", "optionalDependencies"];

/** Packages of a workspace by folder. */
type Members = ReadonlyMap<string, Package>;

/** A source tree that an answer is put together from, and where it ends. */
interface Part {
  readonly tree: SourceTree;
  readonly borders: Borders | undefined;
}

/**
 * Where heirs of a class are looked for. Where the linting root is a package of a workspace, or lies in one, that is:
 * - this package, and those of the workspace below the root;
 * - the package of the class itself;
 * - the packages of the workspace that these, or the workspace's root, depend on, directly or through one another: by their
 *   manifests, or by the `paths` of their tsconfig;
 * - the files of the workspace's root that are in no package.
 *
 * Other programs of the workspace that share a library with the linted one are left out, because their classes cannot be
 * what runs here: none of the packages that do run could load them. Without a workspace, and where the linting root is a
 * workspace's root or stands above it, heirs are looked for in the whole project.
 */
export class HeirSearch {
  readonly #root: string;
  readonly #files: DiskFiles;
  readonly #problems: ProblemLog;
  readonly #folders: Folders;
  readonly #nameOf: (path: string) => string;
  readonly #projects = new Map<string, SourceTree>();
  /** Of packages of a workspace, and of what is in no package of it: each file is in one of them. */
  readonly #packages = new Map<string, SourceTree>();
  /** By the folder of the class, and by the packages that it lies in; of this run only, as each manifest may change. */
  readonly #scopes = new Map<string, readonly Part[]>();
  readonly #scopesByPackage = new Map<string, readonly Part[]>();
  readonly #members = new WeakMap<Workspace, Members>();
  /** Where packages really are. A link that leads elsewhere makes another package: its manifest is another file. */
  readonly #realFolders = new WeakMap<Package, string>();

  /** `nameOf`: the name that the project's files go by, from a real path. */
  constructor(root: string, files: DiskFiles, problems: ProblemLog, folders: Folders, nameOf: (path: string) => string) {
    this.#root = root;
    this.#files = files;
    this.#problems = problems;
    this.#folders = folders;
    this.#nameOf = nameOf;
  }

  newRun(): void {
    this.#scopes.clear();
    this.#scopesByPackage.clear();
    for (const tree of this.#projects.values()) tree.newRun();
    for (const tree of this.#packages.values()) tree.newRun();
  }

  /** Files that name a class in their heritage clauses, which is declared in a file of `directory`. Sorted. */
  filesNaming(name: string, directory: string): readonly string[] {
    let scope = this.#scopes.get(directory);
    if (scope === undefined) this.#scopes.set(directory, (scope = this.#scopeOf(directory)));
    const found = scope.map(({ tree, borders }) => tree.filesNaming(name, borders)).filter((files) => files.length > 0);
    return found.length > 1 ? found.flat().sort() : (found[0] ?? []);
  }

  #scopeOf(directory: string): readonly Part[] {
    const folder = this.#folders.at(directory);
    const around = folder.projectRoot ?? (isBelow(directory, this.#root) ? this.#root : undefined);
    if (around === undefined) return [];
    return this.#packageScope(folder, around) ?? [{ tree: this.#tree(this.#projects, around), borders: undefined }];
  }

  /** Undefined: it is the whole project. */
  #packageScope(near: Folder, around: string): readonly Part[] | undefined {
    const [workspace] = near.workspaces;
    const root = this.#folders.at(this.#root);
    if (workspace?.home.directory !== around || root.workspaces[0]?.home.directory !== around) return undefined;
    const members = this.#membersOf(workspace);
    const linted = memberAround(members, this.#root);
    if (linted === undefined || linted.directory === around) return undefined;
    const home = memberAround(members, near.directory);
    const key = `${home?.directory ?? ""}\n${near.package?.directory ?? ""}`;
    let scope = this.#scopesByPackage.get(key);
    if (scope === undefined) {
      const below = [...members.values()].filter((member) => isBelow(member.directory, this.#root));
      const reached = this.#reach([workspace.home, linted, root.package, home, near.package, ...below], workspace);
      const packages = new Set(members.keys());
      scope = this.#foldersOf(reached, around, members).map((directory) => ({
        tree: this.#tree(this.#packages, directory),
        borders: { packages, isForeignAtManifest: directory === around },
      }));
      this.#scopesByPackage.set(key, scope);
    }
    return scope;
  }

  #membersOf(workspace: Workspace): Members {
    let members = this.#members.get(workspace);
    if (members === undefined) {
      members = new Map([...workspace.packages.values()].map((member) => [member.directory, member]));
      this.#members.set(workspace, members);
    }
    return members;
  }

  #reach(starts: readonly (Package | undefined)[], workspace: Workspace): ReadonlySet<Package> {
    const members = this.#membersOf(workspace);
    const reached = new Set(starts.filter((start) => start !== undefined));
    for (const each of reached) {
      for (const field of DEPENDENCIES) {
        const named = each.manifest[field];
        for (const name of isObject(named) ? Object.keys(named) : []) {
          const found = workspace.packages.get(name);
          if (found !== undefined) reached.add(found);
        }
      }
      const { config } = this.#folders.at(each.directory);
      for (const target of config === undefined ? [] : mappingTargets(config)) {
        const found = memberAround(members, target);
        if (found !== undefined) reached.add(found);
      }
    }
    return reached;
  }

  /** Each once: a folder inside a package of the workspace is looked through with it, and a linked one where it really is. */
  #foldersOf(packages: ReadonlySet<Package>, home: string, members: Members): readonly string[] {
    const folders = new Set<string>();
    for (const each of packages) {
      const { directory } = each;
      if (pathInNodeModules(directory) !== undefined) continue;
      const around = memberAround(members, directory);
      if (around !== undefined && around.directory !== home && around.directory !== directory) continue;
      let folder = this.#realFolders.get(each);
      if (folder === undefined) this.#realFolders.set(each, (folder = this.#realFolder(directory, home)));
      folders.add(folder);
    }
    return [...folders];
  }

  /** A folder keeps its name if it is the workspace as a whole that is reached by a link. */
  #realFolder(directory: string, home: string): string {
    const real = realPath(directory) ?? directory;
    return real === (realPath(home) ?? home) + directory.slice(home.length) ? directory : this.#nameOf(real);
  }

  #tree(trees: Map<string, SourceTree>, directory: string): SourceTree {
    let tree = trees.get(directory);
    if (tree === undefined) trees.set(directory, (tree = new SourceTree(directory, this.#files, this.#problems)));
    return tree;
  }
}

/** The innermost package of the workspace that a folder lies in. */
function memberAround(members: Members, directory: string): Package | undefined {
  for (let at = directory; ; at = directoryOf(at)) {
    const member = members.get(at);
    if (member !== undefined) return member;
    if (at === directoryOf(at) || at === ".") return undefined;
  }
}
