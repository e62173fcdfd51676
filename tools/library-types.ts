/**
 * Type-checks the fixtures of `test/libraries` against the real packages; installs these first where they are missing or old.
 *
 *     npm run types:libraries
 */
import { execFileSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = fileURLToPath(new URL("../test/libraries/", import.meta.url));
const [wanted, installed] = [`${folder}package-lock.json`, `${folder}node_modules/.package-lock.json`];

/** Its failure is this program's. */
function run(program: string, ...args: string[]): void {
  try {
    execFileSync(program, args, { cwd: folder, stdio: "inherit" });
  } catch {
    process.exit(1);
  }
}

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  run("npm", "ci", "--ignore-scripts", "--legacy-peer-deps", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error");
}
run(process.execPath, fileURLToPath(new URL("../node_modules/typescript/bin/tsc", import.meta.url)), "-p", folder);
