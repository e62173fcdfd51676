/** The reference on disk, to be mutated there and reviewed by the built command, in strict: each version by a process of its own. */
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import type { ESLint } from "eslint";
import { originalText, referenceFolder } from "./mutation.js";

const repository = join(referenceFolder, "..");
const NAMESPACE = "instance-actions/";

/** `src/log.ts:7 no-sensitive-context-in-log`. */
export type FindingText = string;

export interface ReferenceCopy {
  readonly write: (texts: ReadonlyMap<string, string>) => void;
  /** Makes these files what they are in the repository. */
  readonly restore: (files: Iterable<string>) => void;
  /** What strict says of all files; sorted. */
  readonly review: () => Promise<FindingText[]>;
  readonly remove: () => void;
}

export function copyReference(): ReferenceCopy {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mutations-")));
  const folder = join(root, "reference");
  const sources = readdirSync(join(referenceFolder, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const file of ["package.json", "tsconfig.json", "../tsconfig.json", ...sources.map((name) => join("src", name))]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(referenceFolder, file), join(folder, file));
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  if (existsSync(join(referenceFolder, "node_modules"))) symlinkSync(join(referenceFolder, "node_modules"), join(folder, "node_modules"));

  const findings = (results: readonly ESLint.LintResult[]): FindingText[] =>
    results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line, message }) => `${relative(folder, filePath)}:${line} ${ruleId?.replace(NAMESPACE, "") ?? message}`)).sort();
  const write = (texts: ReadonlyMap<string, string>): void => {
    for (const [file, text] of texts) writeFileSync(join(folder, file), text);
  };
  return {
    write,
    restore: (files) => { write(new Map([...files].map((file) => [file, originalText(file)]))); },
    review: async () => findings(JSON.parse(await output(process.execPath, join(repository, "dist/cli.js"), "review", "--preset", "strict", "--format", "json", join(folder, "src"))) as ESLint.LintResult[]),
    remove: () => { rmSync(root, { recursive: true }); },
  };
}

/** What a program writes, whatever its exit code: findings are no failure here. */
function output(program: string, ...args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, args, { maxBuffer: 2 ** 26 }, (error, stdout) => {
      if (stdout === "") reject(error ?? new Error(`${program} wrote nothing`));
      else resolve(stdout);
    });
  });
}
