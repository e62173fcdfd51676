/**
 * Lints the files of a shape with the plugin's own rules. Nothing of the plugin is replaced but the disk: the rules make their
 * host over the linting directory, and here that directory is a set of texts. In place of ESLint stands the part of it that
 * rules touch, with oxc's tree of the file; {@link invalidCode} asks ESLint itself whether the texts are sound.
 */
import * as typescriptParser from "@typescript-eslint/parser";
import { Linter } from "eslint";
import { parseSync } from "oxc-parser";
import { vi } from "vitest";
import type { CompiledModels, ModelIndex } from "../../src/models/index.js";
import type { LintContext } from "../../src/policy/lint.js";
import type { DiskHost } from "../../src/project/index.js";
import type { RuleName } from "../../src/rules.js";
import type { Files } from "./case.js";

const { trees } = vi.hoisted(() => ({ trees: new Map<string, Files>() }));

vi.mock("../../src/project/disk-host.js", async () => {
  const { createMemoryHost } = await import("../../src/project/memory-host.js");
  return {
    createDiskHost({ root }: { readonly root: string }): DiskHost {
      const host = createMemoryHost(trees.get(root) ?? {}, { root });
      return Object.assign(host, { refresh: () => undefined, problems: () => [] });
    },
  };
});

// Every trial has an analyser of its own; what the libraries do is worked out once for all of them.
vi.mock("../../src/models/automaton.js", async (original) => {
  const { createModelIndex } = await original<{ readonly createModelIndex: (models: readonly CompiledModels[]) => ModelIndex }>();
  let index: ModelIndex | undefined;
  return { createModelIndex: (models: readonly CompiledModels[]) => (index ??= createModelIndex(models)) };
});

const { rules } = await import("../../src/rules.js");
const { FAILURE } = await import("../../src/policy/index.js");

export interface Report {
  readonly file: string;
  readonly line: number;
  /** The path of the finding, a step a line. */
  readonly path: string;
}

let trials = 0;

/** What `rule` says of each of the files, each linted on its own. Throws when the analysis failed. */
export function reportsOf(rule: RuleName, files: Files): readonly Report[] {
  trials += 1;
  const cwd = `/trial-${trials}`;
  trees.set(cwd, files);
  const reports: Report[] = [];
  for (const [file, text] of Object.entries(files)) {
    const filename = `${cwd}/${file}`;
    const context: LintContext = {
      cwd,
      filename,
      physicalFilename: filename,
      options: [],
      settings: {},
      sourceCode: { ast: parseSync(filename, text, { astType: "ts", preserveParens: false }).program, text },
      report({ loc, messageId, data }) {
        if (messageId === FAILURE) throw new Error(`${file}: ${data["reason"] ?? "failed"}`);
        reports.push({ file, line: loc.start.line, path: data["path"] ?? "" });
      },
    };
    rules[rule].create(context)["Program:exit"]();
  }
  trees.delete(cwd);
  return reports;
}

/** What is wrong with the texts as code: syntax errors and names that nothing declares. */
export function invalidCode(files: Files): readonly string[] {
  const linter = new Linter({ cwd: "/" });
  return Object.entries(files).flatMap(([file, text]) =>
    linter.verify(text, CODE_CHECK, { filename: `/${file}` }).map(({ line, message }) => `${file}:${line} ${message}`),
  );
}

const GLOBALS = ["console", "process", "performance", "setTimeout", "setImmediate", "require", "module", "exports", "Console"];
const CODE_CHECK: Linter.Config[] = [
  {
    files: ["**/*.js", "**/*.ts"],
    languageOptions: { ecmaVersion: "latest", sourceType: "module", globals: Object.fromEntries(GLOBALS.map((name) => [name, "readonly"])) },
    rules: { "no-undef": "error", "no-redeclare": "error", "no-const-assign": "error" },
  },
  { files: ["**/*.ts"], languageOptions: { parser: typescriptParser } },
];
