import { realpathSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import type { ResolverFactory } from "oxc-resolver";
import { EXTENSION_ALIASES, fileKind } from "./file-kinds.js";
import { TRIED_EXTENSIONS, probePath } from "./file-probe.js";
import { baseNameOf, directoryOf, joinPath, toSlashes } from "./paths.js";
import type { Watch } from "./watch.js";

/** Native code is loaded when the first path is looked for. */
const load = createRequire(import.meta.url);

function newResolver(options: ConstructorParameters<typeof ResolverFactory>[0]): ResolverFactory {
  const oxc = load("oxc-resolver") as typeof import("oxc-resolver");
  return new oxc.ResolverFactory(options);
}

const CONDITIONS = ["import", "require", "types", "node", "default"];

/**
 * Which file a path without extension, a folder or a `.js` path stands for: oxc-resolver's part. Answers are real paths
 * (symbolic links followed).
 */
export class FileFinder {
  readonly #sources = newResolver({
    extensions: [...TRIED_EXTENSIONS],
    extensionAlias: Object.fromEntries([...EXTENSION_ALIASES].map(([extension, aliases]) => [extension, [...aliases]])),
    conditionNames: CONDITIONS,
    mainFields: ["main"],
    nodePath: false,
  });
  readonly #configs = this.#sources.cloneWithOptions({
    extensions: [".json"],
    extensionAlias: {},
    conditionNames: CONDITIONS,
    mainFields: ["tsconfig"],
    mainFiles: ["tsconfig"],
    nodePath: false,
  });
  #outdated = false;

  /** oxc-resolver remembers what it saw, and what it did not see; forgotten only once something must be looked up again. */
  newRun(): void {
    this.#outdated = true;
  }

  /** The file that the absolute path stands for; `directoryOnly`: it was written with a slash at its end. */
  find(path: string, watch: Watch, directoryOnly = false): string | undefined {
    const asked = this.#ask(this.#sources, directoryOf(path), `./${baseNameOf(path)}${directoryOnly ? "/" : ""}`);
    const found = asked.failed ? probeDisk(path, directoryOnly) : asked.path;
    // A file put beside the answer, or where none was, may be the better answer.
    watch.add(directoryOf(path));
    const isBeside = found !== undefined && directoryOf(found) === directoryOf(path);
    if (!isBeside && watch.add(path)) watch.add(joinPath(path, "package.json"));
    return found === undefined ? undefined : sourceBeside(found);
  }

  /** The file that an `extends` naming an installed package stands for. */
  findConfig(directory: string, specifier: string): string | undefined {
    return this.#ask(this.#configs, directory, specifier).path;
  }

  /** `failed`: it is not that nothing was found; a broken package.json above makes every answer below it an error. */
  #ask(resolver: ResolverFactory, directory: string, request: string): { readonly path?: string; readonly failed: boolean } {
    if (this.#outdated) {
      this.#sources.clearCache();
      this.#configs.clearCache();
      this.#outdated = false;
    }
    try {
      const { path, error } = resolver.sync(directory, request);
      if (path !== undefined) return { path: toSlashes(path), failed: false };
      return { failed: !(error ?? "").startsWith("Cannot find module") };
    } catch {
      return { failed: true };
    }
  }
}

function probeDisk(path: string, directoryOnly: boolean): string | undefined {
  const found = probePath(path, isFile, directoryOnly);
  return found === undefined ? undefined : realPath(found);
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    return false;
  }
}

/** `a.d.ts` written out in an import: its `a.js`, if that is there. Found otherwise, declarations have no source beside them. */
function sourceBeside(path: string): string {
  if (fileKind(path) !== "declaration") return path;
  const sibling = path.replace(/\.d\.([cm]?)ts$/u, ".$1js");
  return sibling !== path && realPath(sibling) !== undefined ? sibling : path;
}

/** The path with all symbolic links followed; undefined where nothing is. */
export function realPath(path: string): string | undefined {
  try {
    return toSlashes(realpathSync.native(path));
  } catch {
    return undefined;
  }
}
