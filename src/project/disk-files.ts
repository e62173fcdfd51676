import { type Stats, readFileSync, statSync } from "node:fs";
import { MAX_FILE_BYTES } from "./bounds.js";
import type { FileContent } from "./host.js";

/** A file changed this shortly before it was looked at may change again within the clock tick of its file system. */
const SETTLING_MS = 25;

/**
 * Texts and stamps of files on disk. A stamp is read once per run: between two calls of `newRun` the disk counts as
 * unchanged, so that one lint run sees one state.
 */
export class DiskFiles {
  readonly #stamps = new Map<string, string | null>();
  #run = 0;

  newRun(): void {
    this.#stamps.clear();
    this.#run += 1;
  }

  /** Size, time and inode of a file or folder; `null` where there is none. */
  stamp(path: string): string | null {
    const known = this.#stamps.get(path);
    if (known !== undefined) return known;
    const stats = statsOf(path);
    const stamp = stats === undefined || stats instanceof Error ? null : this.#describe(stats);
    this.#stamps.set(path, stamp);
    return stamp;
  }

  read(path: string): FileContent {
    const stats = statsOf(path);
    if (stats === undefined) return none("the file does not exist");
    if (stats instanceof Error) return none(errorReason(stats));
    if (stats.isDirectory()) return none("it is a folder");
    // A pipe or a device would block the linter for ever.
    if (!stats.isFile()) return none("it is not a regular file");
    if (stats.size > MAX_FILE_BYTES) return none(`it is larger than ${String(MAX_FILE_BYTES)} bytes (${String(stats.size)})`);
    try {
      return decode(readFileSync(path));
    } catch (error) {
      return none(errorReason(error));
    }
  }

  /**
   * Git's "racily clean" problem: two writes within one tick leave the same time. A file that has just been written gets
   * a stamp that holds for this run only; the worst that follows is that it is read once more.
   */
  #describe(stats: Stats): string {
    const age = Date.now() - stats.mtimeMs;
    const stamp = `${String(stats.mtimeMs)}:${String(stats.size)}:${String(stats.ino)}`;
    return age >= 0 && age < SETTLING_MS ? `${stamp}:${String(this.#run)}` : stamp;
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
