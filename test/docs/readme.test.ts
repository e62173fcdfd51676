/** What the README shows is what the command says. */
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { command } from "../cli/command.js";
import { temporaryTree } from "../cli/temporary-tree.js";

const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

it("the example's files give the example's finding", async () => {
  const files = [...readme.matchAll(/^```ts\n(\/\/ (\S+)\n[^]*?)^```$/gm)].map(([, text = "", path = ""]) => [path, text] as const);
  const shown = /^```text\n([^]*?)^```$/m.exec(readme)?.[1] ?? "none";
  const { stdout } = await command(temporaryTree(Object.fromEntries(files)), ["review", "."]);
  expect(stdout.slice(0, shown.length)).toBe(shown);
  expect(stdout).toContain("1 finding in 1 file");
});

it("the example's repair is one", async () => {
  const repaired = `import { Router } from "express";
import { Pool } from "pg";
const COLUMNS = new Map([["start", "start_time"]]);
Router().get("/actions", async (req, res) => {
  const column = COLUMNS.get(String(req.query["sort"])) ?? "start_time";
  res.json(await new Pool().query(\`SELECT * FROM actions WHERE start_time > $1 ORDER BY \${column}\`, [req.query["since"]]));
});
`;
  expect((await command(temporaryTree({ "a.ts": repaired }), ["review", "."])).stdout).toMatch(/^No findings/);
});
