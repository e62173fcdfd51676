import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { ESLint } from "eslint";
import { describe, expect, it } from "vitest";
import plugin from "../../src/index.js";
import { temporaryTree } from "../cli/temporary-tree.js";

const schema = (reason: string): string => `import { z } from "zod";\nexport const Query = z.object({ sort: ${reason} });\n`;
const [anything, known] = [schema("z.string()"), schema('z.enum(["id", "name"])')];

/** A server beside the schema of what it takes and the statement that it runs. */
function project(first: string): { readonly lint: () => Promise<readonly string[]>; readonly write: (text: string) => void } {
  const cwd = temporaryTree({
    "a-server.js": 'import express from "express";\nimport { Query } from "./b-schema.js";\nimport { list } from "./c-list.js";\nexpress().get("/", async (req, res) => { res.json(await list(Query.parse(req.query))); });\n',
    "b-schema.js": first,
    "c-list.js": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const list = ({ sort }) => pool.query(`SELECT id FROM actions ORDER BY ${sort}`);\n',
  });
  const eslint = new ESLint({ cwd, overrideConfigFile: true, overrideConfig: [plugin.configs.recommended] });
  return {
    lint: async () => (await eslint.lintFiles(["*.js"])).flatMap(({ messages }) => messages.map(({ line, ruleId }) => `${String(line)} ${String(ruleId)}`)),
    write: (text) => {
      writeFileSync(join(cwd, "b-schema.js"), text);
    },
  };
}

const found = ["4 instance-actions/no-sql-injection"];

/** One process that lints again and again: a watcher, an editor's server. */
describe("runs one right after the other", () => {
  it("see what another file has become, though it was linted as well", async () => {
    const { lint, write } = project(known);
    expect(await lint()).toEqual([]);
    write(anything);
    expect(await lint()).toEqual(found);
    write(known);
    expect(await lint()).toEqual([]);
  });
  it("see the same where nothing has changed", async () => {
    const { lint } = project(anything);
    expect(await lint()).toEqual(found);
    expect(await lint()).toEqual(found);
  });
});
