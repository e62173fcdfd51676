import type { DiskFiles } from "./disk-files.js";
import type { DiskResolver } from "./disk-resolver.js";
import type { Folders } from "./folders.js";
import type { Resolution } from "./host.js";
import { Watch } from "./watch.js";

interface Entry {
  readonly resolution: Resolution;
  readonly watch: Watch;
  checkedRun: number;
}

/**
 * Resolutions by (folder, specifier): two map lookups for a known one. In a later run an answer holds as long as all that
 * it was drawn from is as it was, so a file that appears, disappears or comes before another is seen after the next `refresh`.
 */
export class ResolutionCache {
  readonly #files: DiskFiles;
  readonly #resolver: DiskResolver;
  readonly #nameOf: (path: string) => string;
  readonly #byFolder = new Map<string, { checkedRun: number; readonly entries: Map<string, Entry> }>();
  #run = 0;

  /** `nameOf`: the name that the project's files go by, from a real path. */
  constructor(files: DiskFiles, resolver: DiskResolver, nameOf: (path: string) => string) {
    this.#files = files;
    this.#resolver = resolver;
    this.#nameOf = nameOf;
  }

  newRun(): void {
    this.#run += 1;
  }

  clear(): void {
    this.#byFolder.clear();
  }

  resolve(folders: Folders, directory: string, specifier: string): Resolution {
    let known = this.#byFolder.get(directory);
    if (known?.checkedRun !== this.#run) {
      folders.at(directory); // May clear this cache.
      known = this.#byFolder.get(directory) ?? { checkedRun: this.#run, entries: new Map<string, Entry>() };
      known.checkedRun = this.#run;
      this.#byFolder.set(directory, known);
    }
    const entry = known.entries.get(specifier);
    if (entry?.checkedRun === this.#run) return entry.resolution;
    if (entry !== undefined && !entry.watch.changed()) {
      entry.checkedRun = this.#run;
      return entry.resolution;
    }
    const watch = new Watch(this.#files);
    const found = this.#resolver.resolve(folders.at(directory), specifier, watch);
    const resolution = "path" in found ? { ...found, path: this.#nameOf(found.path) } : found;
    known.entries.set(specifier, { resolution, watch, checkedRun: this.#run });
    return resolution;
  }
}
