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

/** `line rule` of every mark `// $ Alert[rule]`. */
function marks(file: string): string[] {
  const lines = readFileSync(`${repository}${file}`, "utf8").split("\n");
  return lines.flatMap((line, index) => [...line.matchAll(/\$ Alert\[([\w-]+)\]/g)].map(([, rule]) => `${index + 1} ${rule ?? ""}`));
}

describe.each(Object.entries(rules))("%s", (name, rule) => {
  it("finds what is marked in its violation, and nothing else", async () => {
    const file = `rules/${name}/violation.ts`;
    expect(marks(file).length).toBeGreaterThan(0);
    expect([...new Set(await findings(file, rule.meta.docs.recommended ? "recommended" : "strict"))]).toEqual(marks(file));
  });
  it("is silent on its reference, as are all rules in strict", async () => {
    expect(await findings(`rules/${name}/reference.ts`, "strict")).toEqual([]);
  });
});
