/** The settings that the pages show are right ones. */
import { readdirSync, readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { createModelIndex, loadUserModels, modelErrorText } from "../../src/models/index.js";
import { KINDS } from "../../src/policy/kinds.js";
import { rules } from "../../src/rules.js";
import { keysThatMatter, readSettings, WRAPPER_KEYS } from "../../src/settings/index.js";

const docs = new URL("../../docs/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, docs), "utf8");
const pages = ["settings.md", "models.md", ...readdirSync(new URL("rules/", docs)).map((name) => `rules/${name}`)];

/** The parts of a configuration that a page shows, as the plugin's settings. */
function shown(page: string): readonly object[] {
  return [...read(page).matchAll(/^```js\n((?:settings|models): [^]*?)^```$/gm)].map(([, text = ""]) => {
    const part = runInNewContext(`({ ${text} })`) as { settings?: Record<string, object>; models?: object };
    return JSON.parse(JSON.stringify(part.settings?.["instance-actions"] ?? part)) as object;
  });
}

describe.each(pages)("%s", (page) => {
  it("shows settings that are right", () => {
    for (const own of shown(page)) {
      const settings = readSettings({ "instance-actions": own });
      expect(settings.problems).toEqual([]);
      const { compiled, errors } = loadUserModels(settings.models.filter((model) => typeof model !== "string"), () => null, KINDS);
      expect(errors.map(modelErrorText)).toEqual([]);
      expect(() => createModelIndex(compiled === null ? [] : [compiled])).not.toThrow();
    }
  });
});

it.each(Object.entries(rules))("the page of %s shows just the settings that mean something to it", (name, { meta }) => {
  const keys = shown(`rules/${name}.md`).flatMap((own) => Object.keys(own));
  expect(new Set(keys)).toEqual(new Set([...keysThatMatter(meta.docs.kinds), "models"]));
});

it("the page of the settings shows all", () => {
  expect(new Set(shown("settings.md").flatMap((own) => Object.keys(own)))).toEqual(new Set([...WRAPPER_KEYS, "models"]));
});

it("the rows that the settings are said to be short for are theirs", () => {
  const rowsOf = (model: unknown): Record<string, unknown> => {
    const { extensions = [], ...short } = model as { extensions?: { addsTo: { extensible: string }; data: unknown }[] };
    return { ...short, ...Object.fromEntries(extensions.map(({ addsTo, data }) => [addsTo.extensible, data])) };
  };
  const text = /^A name is short .*?`(\w+): \["([^"]+)"\]`/m.exec(read("settings.md"));
  const { wrapperModel } = readSettings({ "instance-actions": { [text?.[1] ?? ""]: [text?.[2]?.replace(/^src/, "./src")] } });
  const [model] = shown("settings.md").flatMap((own) => ("models" in own ? (own.models as unknown[]) : []));
  expect(rowsOf(wrapperModel)).toEqual(rowsOf(model));
});
