/**
 * Lints the files of a shape with the plugin's own rules in ESLint's own `Linter`: nothing is replaced but the disk. The rules
 * make their host over the linting directory; here that directory is a set of texts.
 */
import * as typescriptParser from "@typescript-eslint/parser";
import { Linter, type Rule } from "eslint";
import { vi } from "vitest";
import type { DiskHost } from "../../src/project/index.js";
import type { Files } from "./case.js";

const { trees } = vi.hoisted(() => ({ trees: new Map<string, Readonly<Record<string, string>>>() }));

vi.mock("../../src/project/disk-host.js", async () => {
  const { createMemoryHost } = await import("../../src/project/memory-host.js");
  return {
    createDiskHost({ root }: { readonly root: string }): DiskHost {
      const host = createMemoryHost(trees.get(root) ?? {}, { root });
      return Object.assign(host, { refresh: () => undefined, problems: () => [] });
    },
  };
});

const { rules } = await import("../../src/rules.js");

export interface Report {
  readonly file: string;
  readonly line: number;
  /** The path below the sentence, a step a line. */
  readonly steps: readonly string[];
}

let trials = 0;

/** What `rule` says of each of the files, each linted on its own. Throws if a file is not valid code, or the analysis failed. */
export function reportsOf(rule: string, files: Files): readonly Report[] {
  trials += 1;
  const cwd = `/trial-${trials}`;
  trees.set(cwd, files);
  const linter = new Linter({ cwd });
  const reports = Object.keys(files).flatMap((file) => linter.verify(files[file] ?? "", config(rule, files[file] ?? ""), { filename: `${cwd}/${file}` }).map((message) => reportOf(rule, file, files[file] ?? "", message)));
  trees.delete(cwd);
  return reports;
}

function config(rule: string, text: string): Linter.Config[] {
  return [
    {
      files: ["**/*.js", "**/*.ts"],
      languageOptions: { ecmaVersion: "latest", sourceType: isCommonjs(text) ? "commonjs" : "module", globals: GLOBALS },
      plugins: { shapes: { rules: rules as unknown as Record<string, Rule.RuleModule> } },
      rules: { [`shapes/${rule}`]: "error", "no-undef": "error", "no-redeclare": "error" },
    },
    { files: ["**/*.ts"], languageOptions: { parser: typescriptParser } },
  ];
}

/** Whether a text loads its modules the old way. */
function isCommonjs(text: string): boolean {
  return text.includes(" require(") || text.includes("module.exports");
}

const GLOBALS = Object.fromEntries(["console", "process", "performance", "require", "module", "exports", "setTimeout", "setImmediate", "URL", "Response", "Buffer"].map((name) => [name, "readonly"] as const));

function reportOf(rule: string, file: string, text: string, message: Linter.LintMessage): Report {
  if (message.ruleId !== `shapes/${rule}` || message.messageId === "analysisFailed") throw new Error(`${file}:${message.line} ${message.message}\n${text}`);
  return { file, line: message.line, steps: message.message.split("\n").slice(1).map((line) => line.trim()) };
}
