/** What the pages say of wrappers: the settings and rows that have a meaning for a rule, by the kinds that its policy reads. */
import type { RuleKinds } from "../src/policy/index.js";
import { keysThatMatter, WRAPPER_KEYS, WRAPPER_TEXTS, type WrapperKey } from "../src/settings/index.js";

/** The section of a rule's page. */
export function wrapperSection(kinds: RuleKinds): string {
  const keys = keysThatMatter(kinds);
  const rows = rowList(kinds);
  if (keys.length === 0) return [`No function that the [settings](../settings.md) name has a meaning for this rule; rows of a [model](../models.md) have${rows === "" ? "." : ":"}`, rows].filter((part) => part !== "").join("\n\n");
  return [
    "Functions of your project are read where they stand, in whichever file. What lies in a package, or is too dynamic to follow, is named once in the [settings](../settings.md), by file or package:",
    example(keys),
    table(keys, "so this rule takes"),
    "What a name cannot say, a row of a [model](../models.md) can:",
    rows,
  ].join("\n\n");
}

/** The table of all settings of this sort. */
export function wrapperTable(): string {
  return [table(WRAPPER_KEYS, "so the rules take"), example(WRAPPER_KEYS)].join("\n\n");
}

/** Which rules a setting matters to. */
export function wrapperRules(rules: readonly { readonly name: string; readonly kinds: RuleKinds }[]): string {
  const rows = WRAPPER_KEYS.map((key) => `| \`${key}\` | ${rules.filter(({ kinds }) => keysThatMatter(kinds).includes(key)).map(({ name }) => `[\`${name}\`](rules/${name}.md)`).join(", ")} |`);
  return ["| setting | rules |", "| --- | --- |", ...rows].join("\n");
}

function table(keys: readonly WrapperKey[], taken: string): string {
  return [`| setting | names what | ${taken} |`, "| --- | --- | --- |", ...keys.map((key) => `| \`${key}\` | ${WRAPPER_TEXTS[key].does} | ${WRAPPER_TEXTS[key].taken} |`)].join("\n");
}

function example(keys: readonly WrapperKey[]): string {
  const lists = keys.flatMap((key) => [`    ${key}: [`, ...WRAPPER_TEXTS[key].examples.flatMap(({ entry, says }) => [`      // ${says}`, `      ${entry},`]), "    ],"]);
  return ["```js", "settings: {", '  "instance-actions": {', ...lists, "  },", "}", "```"].join("\n");
}

function rowList({ sources, sinks, barriers, effects }: RuleKinds): string {
  const kinds = (list: readonly string[]): string => [...new Set(list)].map((kind) => `\`${kind}\``).join(", ");
  const lines = [
    ["`sourceModel`", "what the rule looks for", sources],
    ["`sinkModel`", "where it must not arrive", sinks],
    ["`barrierModel`, `barrierGuardModel`", "what satisfies it", barriers],
    ["`effectModel`", "what it asks of calls", effects],
  ] as const;
  return lines.flatMap(([extensible, what, list]) => (list.length === 0 ? [] : [`- ${extensible}, ${what}: ${kinds(list)}`])).join("\n");
}
