import { lstatSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { type DiskHost, type DiskHostOptions, createDiskHost } from "../../src/project/disk-host.js";

/** A folder of files that lives as long as one test. Paths given to it are relative to it. */
export interface TemporaryProject {
  readonly root: string;
  path(relative: string): string;
  write(relative: string, content: string | Buffer): void;
  remove(relative: string): void;
  link(from: string, to: string): void;
  /**
   * Puts all that has changed since the last call into the past, each time a later one: a host then trusts its stamps, as it
   * would if the test had waited.
   */
  settle(): void;
  host(options?: Partial<DiskHostOptions>): DiskHost;
}

export function temporaryProject(files: Readonly<Record<string, string | Buffer | object>> = {}): TemporaryProject {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "instance-actions-")));
  onTestFinished(() => {
    rmSync(root, { recursive: true, force: true });
  });
  let time = 1_000_000;
  const project: TemporaryProject = {
    root,
    settle() {
      time += 1;
      for (const path of [".", ...readdirSync(root, { recursive: true, encoding: "utf8" })]) {
        const at = join(root, path);
        const stats = lstatSync(at);
        if (!stats.isSymbolicLink() && stats.mtimeMs > 1_000_000_000_000) utimesSync(at, time, time);
      }
    },
    path: (relative) => join(root, relative),
    write(relative, content) {
      mkdirSync(dirname(join(root, relative)), { recursive: true });
      writeFileSync(join(root, relative), content);
    },
    remove(relative) {
      rmSync(join(root, relative), { recursive: true });
    },
    link(from, to) {
      mkdirSync(dirname(join(root, from)), { recursive: true });
      symlinkSync(join(root, to), join(root, from));
    },
    host: (options) => createDiskHost({ root, ...options }),
  };
  for (const [path, content] of Object.entries(files)) {
    project.write(path, typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  }
  return project;
}

/** A resolution in one line: `file src/a.ts`, `package pg`, `missing`; paths relative to the project. */
export function resolved(project: TemporaryProject, host: DiskHost, from: string, specifier: string): string {
  const resolution = host.resolve(project.path(from), specifier);
  switch (resolution.kind) {
    case "file":
    case "data":
      return `${resolution.kind} ${resolution.path.replace(`${project.root}/`, "")}`;
    case "package":
      return `package ${resolution.name}`;
    case "missing":
      return "missing";
    default:
      return resolution satisfies never;
  }
}
