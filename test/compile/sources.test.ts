import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile/index.js";
import { validate } from "../../src/compile/validate.js";
import { parse } from "../../src/frontends/ecmascript/parse.js";
import { SNIPPETS } from "../frontends/ecmascript/snippets.js";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The code files in a folder, the generated ones (data in a text) left out. */
function sourcesIn(folder: string): readonly string[] {
  const found: string[] = [];
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) found.push(...(entry.name === "node_modules" ? [] : sourcesIn(name)));
    else if (/\.[cm]?[jt]sx?$/.test(name) && !name.includes(".generated.")) found.push(name);
  }
  return found.sort();
}

/** What is wrong with the flow module of a text; a text that is no program has none. */
function faults(name: string, text: string): readonly string[] {
  const parsed = parse(name, text);
  return parsed.ok ? validate(compile(parsed.module)) : [];
}

describe("what compile makes of real code is sound", () => {
  test.each(["src", "rules", "tools", "test", "bench"])("every file of %s", (folder) => {
    const names = sourcesIn(folder);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(faults(name, readFileSync(join(ROOT, name), "utf8")), name).toEqual([]);
  });

  test("a snippet of every node type that the frontend knows", () => {
    for (const [type, { code, language }] of Object.entries(SNIPPETS)) expect(faults(`snippet.${language}`, code), type).toEqual([]);
  });
});
