import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** A project in a temporary folder, with the packed plugin installed. */
export interface PackedProject {
  readonly folder: string;
  write(path: string, text: string): void;
  /** Runs a program in the project; its output and its exit code. */
  run(program: string, ...args: string[]): { readonly code: number; readonly stdout: string; readonly stderr: string };
}

/**
 * Packs the plugin as `npm publish` would, and unpacks it beside links to this repository's dependencies: what `npm install` of the
 * tarball makes, without the network.
 *
 * @param eslint the folder in node_modules that is to be `eslint`
 */
export function packedProject(eslint: "eslint" | "eslint9"): PackedProject {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "instance-actions-packed-")));
  const modules = join(folder, "node_modules");
  const own = join(modules, "eslint-plugin-instance-actions");
  mkdirSync(own, { recursive: true });
  const [packed] = JSON.parse(execFileSync("npm", ["pack", "--ignore-scripts", "--json", "--pack-destination", folder], { cwd: repository, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })) as { filename: string }[];
  execFileSync("tar", ["-xzf", join(folder, packed?.filename ?? ""), "-C", own, "--strip-components=1"]);
  for (const name of readdirSync(join(repository, "node_modules"))) {
    if (!name.startsWith(".") && name !== "eslint" && name !== "eslint9") symlinkSync(join(repository, "node_modules", name), join(modules, name));
  }
  symlinkSync(join(repository, "node_modules", eslint), join(modules, "eslint"));
  return {
    folder,
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    run(program, ...args) {
      try {
        return { code: 0, stdout: execFileSync(program, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }), stderr: "" };
      } catch (error) {
        const { status = 1, stdout = "", stderr = "" } = error as { status?: number; stdout?: string; stderr?: string };
        return { code: status, stdout, stderr };
      }
    },
  };
}

/** Whether there is something to pack: `npm test` builds first, `vitest` alone does not. */
export const isBuilt = existsSync(join(repository, "dist/index.js"));
