/**
 * Adds to package-lock.json the packages for other platforms that npm left out, so that `npm ci` works on every one.
 *
 *     npm run lockfile       after each change of a dependency
 *
 * A native package has one optional dependency per platform. npm leaves those out of the lock that it cannot get (a registry mirror
 * that holds only some platforms) or does not need (https://github.com/npm/cli/issues/4828); then `npm ci` refuses the lock. What
 * is added has no integrity, for nothing was downloaded: the native package pins the exact version.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { inRepository } from "./generated-file.js";

interface Locked {
  readonly version?: string;
  readonly dev?: boolean;
  readonly license?: string;
  readonly engines?: object;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** `binding-linux-arm-musleabihf`, `binding-win32-x64-msvc`: system, processor, and the rest. */
const PLATFORM = /-(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(\w+))?$/;

let packages: Record<string, Locked> = {};
for (const name of ["package-lock.json", "test/libraries/package-lock.json"]) complete(inRepository(name), name);

function complete(path: URL | string, name: string): void {
  const lock = JSON.parse(readFileSync(path, "utf8")) as { packages: Record<string, Locked> };
  packages = lock.packages;
  const added = Object.entries(packages).flatMap(([holder, locked]) => missingOf(holder, locked));
  for (const [place, entry] of added) lock.packages[place] = entry;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([one], [other]) => one.localeCompare(other, "en")));
  if (added.length > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${name}: ${added.length} packages for other platforms added`);
}

/** The optional dependencies of a package that are for a platform and not in the lock, as entries beside those that are. */
function missingOf(holder: string, { optionalDependencies = {}, dev, license, engines }: Locked): [string, Locked][] {
  return Object.entries(optionalDependencies).flatMap(([name, version]): [string, Locked][] => {
    const platform = PLATFORM.exec(name);
    if (platform === null || find(holder, name, version)) return [];
    const [, os = "", cpu = "", abi = ""] = platform;
    const libc = os !== "linux" ? {} : { libc: [abi.startsWith("musl") ? "musl" : "glibc"] };
    const entry = { version, cpu: [cpu], ...(dev === true ? { dev } : {}), ...libc, ...(license === undefined ? {} : { license }), optional: true, os: [os], ...(engines === undefined ? {} : { engines }) };
    return [[`${folderOf(holder)}${name}`, entry]];
  });
}

/** Where npm put the package: beside its holder, or further out. */
function find(holder: string, name: string, version: string): boolean {
  return packages[`${folderOf(holder)}${name}`]?.version === version;
}

/** `node_modules/knip/node_modules/oxc-parser` → `node_modules/knip/node_modules/`. */
function folderOf(holder: string): string {
  return holder.slice(0, holder.lastIndexOf("node_modules/") + "node_modules/".length);
}
