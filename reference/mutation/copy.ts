/** The reference on disk, to be mutated there and linted as its users lint it: by ESLint's class, with the built plugin, in strict. */
import { execFile } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { ESLint } from "eslint";
import tseslint from "typescript-eslint";
import type Plugin from "../../src/index.js";
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
  readonly lint: () => Promise<FindingText[]>;
  /** The same, by the command in a process of its own. */
  readonly review: () => Promise<FindingText[]>;
  readonly remove: () => void;
}

export async function copyReference(): Promise<ReferenceCopy> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "mutations-")));
  const folder = join(root, "reference");
  const sources = readdirSync(join(referenceFolder, "src"), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  for (const file of ["package.json", "tsconfig.json", "../tsconfig.json", ...sources.map((name) => join("src", name))]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    copyFileSync(join(referenceFolder, file), join(folder, file));
  }
  symlinkSync(join(repository, "node_modules"), join(root, "node_modules"));
  if (existsSync(join(referenceFolder, "node_modules"))) symlinkSync(join(referenceFolder, "node_modules"), join(folder, "node_modules"));

  const { default: plugin } = (await import(pathToFileURL(join(repository, "dist/index.js")).href)) as { default: typeof Plugin };
  const eslint = new ESLint({ cwd: folder, overrideConfigFile: true, overrideConfig: [{ ...plugin.configs.strict, languageOptions: { parser: tseslint.parser } }] });
  const findings = (results: readonly ESLint.LintResult[]): FindingText[] =>
    results.flatMap(({ filePath, messages }) => messages.map(({ ruleId, line, message }) => `${relative(folder, filePath)}:${line} ${ruleId?.replace(NAMESPACE, "") ?? message}`)).sort();
  const write = (texts: ReadonlyMap<string, string>): void => {
    for (const [file, text] of texts) writeFileSync(join(folder, file), text);
  };
  return {
    write,
    restore: (files) => { write(new Map([...files].map((file) => [file, originalText(file)]))); },
    lint: async () => findings(await eslint.lintFiles(["src"])),
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
