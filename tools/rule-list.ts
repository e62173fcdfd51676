import { existsSync, readdirSync } from "node:fs";
import { inRepository, type Output } from "./generated-file.js";

/** Names of the rules: the folders in `rules/` that hold a rule; sorted. */
export function ruleNames(): string[] {
  return readdirSync(inRepository("rules/")).filter((name) => existsSync(inRepository(`rules/${name}/rule.ts`))).sort();
}

/** `src/rules.ts`: every rule by its name. */
export function ruleList(output: Output): void {
  const names = ruleNames();
  const lines = [
    '// Written by "npm run generate" from the folders in rules/: do not edit.',
    ...names.map((name) => `import ${camelCase(name)} from "../rules/${name}/rule.js";`),
    "",
    "/** Every rule by its name. */",
    "export const rules = {",
    ...names.map((name) => `  "${name}": ${camelCase(name)},`),
    "};",
    "",
    "export type RuleName = keyof typeof rules;",
    "",
  ];
  output.put("src/rules.ts", lines.join("\n"));
}

function camelCase(name: string): string {
  return name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}
