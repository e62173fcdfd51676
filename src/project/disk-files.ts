import { type Dirent, type Stats, closeSync, constants, openSync, readFileSync, readSync, readdirSync, statSync } from "node:fs";
import { MAX_FILE_BYTES } from "./bounds.js";
import type { FileContent } from "./host.js";

/** A file changed this shortly before it was looked at may change again within the clock tick of its file system. */
const SETTLING_MS = 25;

/** Files up to this size are read through one buffer that is kept. */
const BUFFER_BYTES = 128 * 1024;

/** Does not wait for the other end, should a pipe have taken the file's place. Windows has neither the flag nor such pipes. */
const READ_ONLY = constants.O_RDONLY | constants.O_NONBLOCK;

/** What a path showed when it was last looked at. */
interface Look {
  run: number;
  stamp: string | null;
  /** The stamp holds for this run only. */
  isSettling: boolean;
  size: number;
  time: number;
  inode: number;
  /** Why no text can be had from it. */
  refusal: string | undefined;
}

/**
 * Texts and stamps of files on disk. A path is looked at once per run: between two calls of `newRun` the disk counts as
 * unchanged, so that one lint run sees one state. A text may be younger than the look; then the next run finds another stamp.
 */
export class DiskFiles {
  /** Kept over runs: a path that is as it was keeps its stamp, and no text has to be made for it. */
  readonly #looks = new Map<string, Look>();
  /** Of this run only. */
  readonly #entries = new Map<string, readonly Dirent[] | undefined>();
  #buffer: Buffer | undefined;
  #run = 0;

  /** The number of this run. */
  get run(): number {
    return this.#run;
  }

  newRun(): void {
    this.#entries.clear();
    this.#run += 1;
  }

  /** Size, time and inode of a file or folder; `null` where there is none. */
  stamp(path: string): string | null {
    return this.#look(path).stamp;
  }

  read(path: string): FileContent {
    const { refusal, size } = this.#look(path);
    if (refusal !== undefined) return none(refusal);
    try {
      return decode(this.#bytes(path, size));
    } catch (error) {
      return none(errorReason(error));
    }
  }

  /** What is in a folder, in the order of the disk; undefined where there is none or it cannot be read. */
  entries(directory: string): readonly Dirent[] | undefined {
    const known = this.#entries.get(directory);
    if (known !== undefined || this.#entries.has(directory)) return known;
    // The stamp first: what changes after it changes the next one.
    const entries = this.stamp(directory) === null ? undefined : entriesOf(directory);
    this.#entries.set(directory, entries);
    return entries;
  }

  #look(path: string): Look {
    const known = this.#looks.get(path);
    if (known?.run === this.#run) return known;
    const stats = statsOf(path);
    let look = known;
    if (look === undefined) this.#looks.set(path, (look = { run: 0, stamp: null, isSettling: false, size: 0, time: 0, inode: 0, refusal: undefined }));
    look.run = this.#run;
    if (stats === undefined || stats instanceof Error) {
      look.stamp = null;
      look.refusal = stats === undefined ? "the file does not exist" : errorReason(stats);
    } else {
      this.#note(look, stats);
    }
    return look;
  }

  /**
   * Git's "racily clean" problem: two writes within one tick leave the same time. A file that has just been written gets
   * a stamp that holds for this run only; the worst that follows is that it is read once more.
   */
  #note(look: Look, stats: Stats): void {
    const { mtimeMs: time, size, ino: inode } = stats;
    const age = Date.now() - time;
    const isSettling = age >= 0 && age < SETTLING_MS;
    look.refusal = refusalOf(stats);
    if (look.stamp !== null && !isSettling && !look.isSettling && look.time === time && look.size === size && look.inode === inode) return;
    const stamp = `${String(time)}:${String(size)}:${String(inode)}`;
    Object.assign(look, { stamp: isSettling ? `${stamp}:${String(this.#run)}` : stamp, isSettling, size, time, inode });
  }

  /** All of a file in one read, as its size is known; valid until the next call. */
  #bytes(path: string, size: number): Buffer {
    const descriptor = openSync(path, READ_ONLY);
    try {
      const kept = (this.#buffer ??= Buffer.allocUnsafeSlow(BUFFER_BYTES));
      const buffer = size < kept.length ? kept : Buffer.allocUnsafeSlow(size + 1);
      // One byte more than there should be, to notice a file that has grown.
      const count = readSync(descriptor, buffer, 0, size + 1, 0);
      return count === size ? buffer.subarray(0, size) : readFileSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}

function refusalOf(stats: Stats): string | undefined {
  if (stats.isDirectory()) return "it is a folder";
  // A pipe or a device would block the linter for ever.
  if (!stats.isFile()) return "it is not a regular file";
  return stats.size > MAX_FILE_BYTES ? `it is larger than ${String(MAX_FILE_BYTES)} bytes (${String(stats.size)})` : undefined;
}

function entriesOf(directory: string): readonly Dirent[] | undefined {
  try {
    return readdirSync(directory, { withFileTypes: true });
  } catch {
    return undefined;
  }
}

/** Without its byte order mark, as ESLint counts offsets; line ends as they are. */
function decode(bytes: Buffer): FileContent {
  if (bytes.includes(0)) {
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    return none(wide ? "it is encoded as UTF-16; save it as UTF-8" : "it is binary (holds NUL bytes)");
  }
  const text = bytes.toString("utf8");
  return { kind: "text", text: text.startsWith("\uFEFF") ? text.slice(1) : text };
}

function none(reason: string): FileContent {
  return { kind: "none", reason };
}

/** Undefined: nothing is there, the common case, which must not cost an error with a stack. */
function statsOf(path: string): Stats | Error | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** A file system error in words a user can act on. */
function errorReason(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  switch (code) {
    case "ENOENT":
    case "ENOTDIR":
      return "the file does not exist";
    case "EACCES":
    case "EPERM":
      return "no permission to read it";
    case "EISDIR":
      return "it is a folder";
    case "ELOOP":
      return "its symbolic links form a loop";
    case "ENAMETOOLONG":
      return "its path is too long for the file system";
    default:
      return `it cannot be read (${code === "" ? String(error) : code})`;
  }
}
