import { ESLint } from "eslint";
import parser from "@typescript-eslint/parser";
import plugin from "../../src/index.js";
import { temporaryTree } from "../cli/temporary-tree.js";

export type Files = Readonly<Record<string, string>>;

/** Lints the files of `src/` in a tree with some rules; the first lines of what is said, by file. */
export async function lintTree(files: Files, settings: object, rules: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  const cwd = temporaryTree(files);
  const config = { files: ["**/*.{js,cjs,ts}"], plugins: { "instance-actions": plugin }, languageOptions: { parser }, settings: { "instance-actions": settings }, rules: Object.fromEntries(rules.map((rule) => [`instance-actions/${rule}`, "error" as const])) };
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [config] });
  const results = await eslint.lintFiles(["src"]);
  return new Map(results.map(({ filePath, messages }) => [filePath.slice(cwd.length + 1), messages.map(({ message }) => message.split("\n")[0] ?? "")]));
}
