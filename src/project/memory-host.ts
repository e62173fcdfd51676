import { posix } from "node:path";
import { fileKind } from "./file-kinds.js";
import { probePath } from "./file-probe.js";
import { HeirIndex, indexKeys } from "./heritage.js";
import type { FileContent, Host, Resolution } from "./host.js";
import { importerKey, namesOfFile } from "./import-names.js";
import { directoryOf } from "./paths.js";
import { parseSpecifier } from "./specifier.js";

/** A host whose files are texts in memory: for tests, and for a page in a browser. */
export interface MemoryHost extends Host {
  /** Adds a file or replaces its text. */
  set(path: string, text: string): void;
  /** Takes a file away; one that is not there is no error. */
  delete(path: string): void;
}

/**
 * A host over `files` (path → text). Paths not starting with `/` stand below `root` (default `/`). Relative specifiers
 * resolve as on disk; every bare one is a package: there is no tsconfig, workspace or `node_modules` here.
 */
export function createMemoryHost(
  files: ReadonlyMap<string, string> | Readonly<Record<string, string>>,
  options: { readonly root?: string } = {},
): MemoryHost {
  const host = new InMemoryHost(options.root ?? "/");
  const entries: Iterable<readonly [string, string]> = files instanceof Map ? (files as ReadonlyMap<string, string>) : Object.entries(files);
  for (const [path, text] of entries) host.set(path, text);
  return host;
}

interface MemoryFile {
  readonly text: string;
  readonly version: number;
}

class InMemoryHost implements MemoryHost {
  readonly root: string;
  readonly #files = new Map<string, MemoryFile>();
  readonly #heirs = new HeirIndex();
  #version = 0;

  constructor(root: string) {
    this.root = posix.resolve("/", root);
  }

  set(path: string, text: string): void {
    const at = this.#absolute(path);
    this.#version += 1;
    const file = { text: text.startsWith("\uFEFF") ? text.slice(1) : text, version: this.#version };
    this.#files.set(at, file);
    if (fileKind(at) === "source") this.#heirs.set(at, indexKeys(file.text));
  }

  delete(path: string): void {
    const at = this.#absolute(path);
    this.#files.delete(at);
    this.#heirs.set(at, new Set());
  }

  read(path: string): FileContent {
    const file = this.#files.get(path);
    return file === undefined ? { kind: "none", reason: "the file does not exist" } : { kind: "text", text: file.text };
  }

  stamp(path: string): string | null {
    const file = this.#files.get(path);
    return file === undefined ? null : String(file.version);
  }

  importers(path: string): readonly string[] {
    return [...new Set(namesOfFile(path).flatMap((name) => this.#heirs.filesNaming(importerKey(name))))].sort();
  }

  /** The files in memory are one program. */
  packageOf(): string | null {
    return null;
  }

  heirs(name: string): readonly string[] {
    return this.#heirs.filesNaming(name);
  }

  resolve(from: string, specifier: string): Resolution {
    const parsed = parseSpecifier(specifier);
    switch (parsed.kind) {
      case "invalid":
        return { kind: "missing", reason: parsed.reason };
      case "bare":
      case "outside":
        return { kind: "package", name: parsed.name };
      case "private":
        return { kind: "missing", reason: `no package.json with "imports" names ${parsed.name}` };
      case "relative":
      case "absolute":
      case "asset":
        return this.#resolvePath(posix.resolve(directoryOf(from), parsed.path), parsed.path, parsed.kind === "asset");
      default:
        return parsed satisfies never;
    }
  }

  #resolvePath(target: string, written: string, asset: boolean): Resolution {
    const directoryOnly = /(?:^|\/)\.{0,2}$/u.test(written);
    const path = probePath(target, (candidate) => this.#files.has(candidate), directoryOnly);
    if (path === undefined) return { kind: "missing", reason: `there is no file ${target}` };
    const kind = fileKind(path);
    if (asset || kind === "data") return { kind: "data", path };
    if (kind === "source") return { kind: "file", path };
    const source = path.replace(/\.d(\.[cm]?)ts$/u, "$1js");
    if (this.#files.has(source) && source !== path) return { kind: "file", path: source };
    return { kind: "missing", reason: `${path} holds declarations only, and no source stands beside it` };
  }

  #absolute(path: string): string {
    return posix.resolve(this.root, path);
  }
}
