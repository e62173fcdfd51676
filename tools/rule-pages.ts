/** What is generated in the documents besides the headers of eslint-doc-generator: the code of the models, the wrappers, the lists. */
import { BARRIER_KINDS, EFFECT_KINDS, SINK_KINDS, SOURCE_KINDS, type RuleKinds } from "../src/policy/index.js";
import { rules } from "../src/rules.js";
import { currentText, fill, type Output } from "./generated-file.js";
import { wrapperRules, wrapperSection, wrapperTable } from "./wrapper-pages.js";

interface ListedRule {
  readonly name: string;
  readonly description: string;
  readonly cwe: readonly number[];
  readonly review: readonly string[];
  readonly recommended: boolean;
  /** What its suggestions say, with `{{placeholders}}`. */
  readonly suggestions: readonly string[];
  readonly kinds: RuleKinds;
}

export function rulePages(output: Output): void {
  const listed = Object.entries(rules).map(([name, { meta }]): ListedRule => ({ name, ...meta.docs }));
  for (const rule of listed) page(rule, output);
  fill("rules/README.md", "rules list", table(listed, (name) => `${name}/rule.ts`, (name) => `../docs/rules/${name}.md`), output);
  fill("docs/README.md", "rules list", table(listed, (name) => `../rules/${name}/rule.ts`, (name) => `rules/${name}.md`), output);
  fill("docs/models.md", "kinds", kinds(), output);
  fill("docs/settings.md", "wrappers", wrapperTable(), output);
  fill("docs/settings.md", "rules", wrapperRules(listed), output);
}

function kinds(): string {
  const lists = [["Sources", SOURCE_KINDS], ["Sinks", SINK_KINDS], ["Barriers", BARRIER_KINDS], ["Effects", EFFECT_KINDS]] as const;
  return lists.map(([title, list]) => [`| ${title} | |`, "| --- | --- |", ...Object.entries(list).map(([kind, meaning]) => `| \`${kind}\` | ${meaning} |`)].join("\n")).join("\n\n");
}

/** The page of a rule shows its two models as they are in the files, so that page and code cannot part. */
function page(rule: ListedRule, output: Output): void {
  const path = `docs/rules/${rule.name}.md`;
  fill(path, "facts", facts(rule), output);
  fill(path, "wrappers", wrapperSection(rule.kinds), output);
  for (const model of ["violation", "reference"]) fill(path, model, code(`rules/${rule.name}/${model}.ts`), output);
}

function facts({ cwe, review, suggestions }: ListedRule): string {
  const weaknesses = cwe.map((number) => `[CWE-${number}](https://cwe.mitre.org/data/definitions/${number}.html)`).join(", ");
  const offers = suggestions.map((message) => `- 💡 ${message.replaceAll(/\{\{\w+\}\}/g, "…")}`);
  return [`Weaknesses: ${weaknesses}. Points of the reviews: ${review.join(", ")}.`, ...(offers.length === 0 ? [] : ["Where the repair is certain, it is suggested:", offers.join("\n")])].join("\n\n");
}

/** Without the marks that the tests read. */
function code(path: string): string {
  const text = (currentText(path) ?? "").replace(/ \/\/ \$ .*$/gm, "").trimEnd();
  return `\`\`\`ts\n${text}\n\`\`\``;
}

function table(listed: readonly ListedRule[], source: (name: string) => string, document: (name: string) => string): string {
  const rows = listed.map(({ name, description, cwe, recommended, suggestions }) => {
    const presets = recommended ? "recommended, strict" : "strict";
    return `| [\`${name}\`](${document(name)}) | ${description} | ${cwe.join(", ")} | ${presets} | ${suggestions.length > 0 ? "💡" : ""} | [policy](${source(name)}) |`;
  });
  return ["| rule | | CWE | presets | suggests | |", "| --- | --- | --- | --- | --- | --- |", ...rows].join("\n");
}
