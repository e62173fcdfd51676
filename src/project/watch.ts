import type { DiskFiles } from "./disk-files.js";

/** The files and folders that an answer was drawn from, those that were not there among them, as they were then. */
export class Watch {
  /** Made for the first path only: the answers about packages, most of all, need none. */
  #stamps: Map<string, string | null> | undefined;
  /** Watches of answers that this one was drawn from, which others were drawn from as well. */
  #parts: Watch[] | undefined;
  /** The last run in which all was found as it was: within a run nothing changes. */
  #heldRun = -1;
  readonly #files: DiskFiles;

  constructor(files: DiskFiles) {
    this.#files = files;
  }

  /** Notes a path, and tells whether there is something at it. */
  add(path: string): boolean {
    const stamp = this.#files.stamp(path);
    this.#stamps ??= new Map();
    if (!this.#stamps.has(path)) this.#stamps.set(path, stamp);
    return stamp !== null;
  }

  /** Notes all that another one holds, now and later. */
  include(part: Watch): void {
    this.#parts ??= [];
    this.#parts.push(part);
  }

  /** Whether one of them is no longer as it was: the answer must be drawn again. */
  changed(): boolean {
    const { run } = this.#files;
    if (this.#heldRun === run) return false;
    if (this.#stamps !== undefined) {
      for (const [path, stamp] of this.#stamps) if (this.#files.stamp(path) !== stamp) return true;
    }
    if (this.#parts?.some((part) => part.changed()) === true) return true;
    this.#heldRun = run;
    return false;
  }
}
