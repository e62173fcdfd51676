/** The two models of every rule: what is wrong in `violation.ts` is found, on the marked lines; `reference.ts` passes everything. */
import { ESLint } from "eslint";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parser } from "typescript-eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import type { PresetName } from "../../src/configs.js";
import { rules } from "../../src/rules.js";

const repository = fileURLToPath(new URL("../../", import.meta.url));

/** `line rule` of every finding in a file. */
async function findings(file: string, preset: PresetName): Promise<string[]> {
  const eslint = new ESLint({ cwd: repository, overrideConfigFile: true, overrideConfig: [{ ...plugin.configs[preset], languageOptions: { parser } }] });
  const [result] = await eslint.lintFiles([file]);
  return result?.messages.map(({ line, ruleId, message }) => `${line} ${ruleId?.replace("instance-actions/", "") ?? message}`) ?? [];
}

/** `line rule` of every mark `// $ Alert[rule]`, and in strict also of every `// $ Alert[rule] strict`. */
function marks(file: string, preset: PresetName): string[] {
  const lines = readFileSync(`${repository}${file}`, "utf8").split("\n");
  const reports = (rule: string, only: string | undefined): boolean => preset === "strict" || (only === undefined && rules[rule as keyof typeof rules].meta.docs.recommended);
  return lines.flatMap((line, index) => [...line.matchAll(/\$ Alert\[([\w-]+)\]( strict)?/g)].flatMap(([, rule = "", only]) => (reports(rule, only) ? `${index + 1} ${rule}` : [])));
}

describe.each(Object.entries(rules))("%s", (name, rule) => {
  const file = `rules/${name}/violation.ts`;
  it.each(["recommended", "strict"] as const)("%s finds what is marked in its violation, and nothing else", async (preset) => {
    expect([...new Set(await findings(file, preset))].sort()).toEqual(marks(file, preset).sort());
  });
  it("has its flaw in its violation, in every preset that has the rule", () => {
    for (const preset of rule.meta.docs.recommended ? (["recommended", "strict"] as const) : (["strict"] as const)) {
      expect(marks(file, preset).filter((mark) => mark.endsWith(` ${name}`))).not.toEqual([]);
    }
  });
  it("is silent on its reference, as are all rules in strict", async () => {
    expect(await findings(`rules/${name}/reference.ts`, "strict")).toEqual([]);
  });
});
