/**
 * The only door to files outside the one at hand. An editor buffer, a browser page or a test can stand behind it.
 * Paths are absolute, with `/` as separator on every system.
 */
export interface Host {
  /** The text of a file, or why it cannot be had. Never throws. */
  read(path: string): FileContent;
  /** Changes whenever the content may have changed (for files on disk: size and modification time); `null`: no such file. */
  stamp(path: string): string | null;
  /** The file that `specifier`, imported by the file `from`, names. */
  resolve(from: string, specifier: string): Resolution;
  /**
   * Files of the project, as far as what is linted can load them, whose text contains the identifier `name` in a heritage
   * clause (`extends`, `implements`): candidates for being a subclass of what the file `near` declares. Sorted; a superset is fine. A file that renames the class on import counts; `"default"` asks
   * for the files whose heritage names something they import as a default.
   */
  heirs(name: string, near: string): readonly string[];
  /** Files of the project, as far as what is linted can load them, that import something whose name ends like that of the file: candidates for importing it. Sorted; a superset is fine. */
  importers(path: string): readonly string[];
  /** The name of the package that a file lies in; `null`: it has none. Other packages of the workspace import the file by it. */
  packageOf(path: string): string | null;
  /** Directory that `./` model rows and messages are relative to. */
  readonly root: string;
}

export type FileContent =
  | { readonly kind: "text"; readonly text: string }
  /** `reason` names what is wrong in words a user can act on: not found, unreadable, binary, larger than the limit. */
  | { readonly kind: "none"; readonly reason: string };

export type Resolution =
  /** A source file of the project, to be analysed. */
  | { readonly kind: "file"; readonly path: string }
  /** A package outside the project: known by models only. `name` is the import path as models write it (`pg`, `mysql2/promise`; no `node:`). */
  | { readonly kind: "package"; readonly name: string }
  /** A JSON or other data file: exists, holds no code. */
  | { readonly kind: "data"; readonly path: string }
  | { readonly kind: "missing"; readonly reason: string };
