import { rmSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { isBuilt, packedProject } from "./packed.js";

const JAVASCRIPT = `const express = require("express");
const { Pool } = require("pg");
const pool = new Pool();
express().get("/", async (req, res) => res.json(await pool.query("SELECT " + req.query.what)));
`;
const TYPESCRIPT = `import type { Request } from "express";
import { run } from "./run.js";
export const handler = (req: Request): Promise<unknown> => run(String(req.query["what"]));
`;
const RUN = `import { Pool } from "pg";
const pool: Pool = new Pool();
export async function run(what: string): Promise<unknown> {
  return pool.query(\`SELECT \${what}\`);
}
`;
interface Result {
  readonly filePath: string;
  readonly messages: readonly { readonly ruleId: string | null; readonly line: number; readonly message: string }[];
}

describe.skipIf(!isBuilt).each(["eslint", "eslint9"] as const)("the packed plugin on %s", (eslint) => {
  const project = packedProject(eslint);
  afterAll(() => {
    rmSync(project.folder, { recursive: true, force: true });
  });
  const lint = (config: string): Result[] => {
    project.write("eslint.config.js", config);
    const { stdout, stderr } = project.run("node", "node_modules/eslint/bin/eslint.js", "-f", "json", "src");
    expect(stderr).toBe("");
    return JSON.parse(stdout) as Result[];
  };
  const found = (results: readonly Result[]): string[] => results.flatMap(({ filePath, messages }) => messages.map(({ line, ruleId, message }) => `${filePath.slice(project.folder.length + 1)}:${line} ${ruleId ?? message}`));

  project.write("package.json", '{ "type": "module" }');
  project.write("src/package.json", '{ "type": "commonjs" }');
  project.write("src/plain.js", JAVASCRIPT);
  project.write("src/typed.ts", TYPESCRIPT);
  project.write("src/run.ts", RUN);

  it("finds through espree, with the preset alone", () => {
    const config = 'import plugin from "eslint-plugin-instance-actions";\nexport default [{ ignores: ["**/*.ts"] }, plugin.configs.recommended];\n';
    expect(found(lint(config))).toEqual(["src/plain.js:4 instance-actions/no-sql-injection"]);
  });

  it("finds across files through @typescript-eslint/parser, and says the way", () => {
    const config = `import plugin from "eslint-plugin-instance-actions";
import parser from "@typescript-eslint/parser";
import { defineConfig } from "eslint/config";
export default defineConfig({ files: ["**/*.ts"], plugins: { "instance-actions": plugin }, extends: ["instance-actions/recommended"], languageOptions: { parser } }, { ignores: ["**/*.js"] });
`;
    const results = lint(config);
    expect(found(results)).toEqual(["src/typed.ts:3 instance-actions/no-sql-injection"]);
    const way = results.flatMap(({ messages }) => messages)[0]?.message.split("\n").slice(1) ?? [];
    expect(way[0]).toMatch(/^ {2}src\/typed\.ts:3:\d+ req\.query\["what"\]$/);
    expect(way[1]).toMatch(/^ {2}src\/typed\.ts:3:\d+ run\(/);
    expect(way.at(-1)).toMatch(/^ {2}src\/run\.ts:4:\d+ pool\.query\(/);
  });

  it("works under another name", () => {
    const config = 'import plugin from "eslint-plugin-instance-actions";\nexport default [{ ignores: ["**/*.ts"] }, { plugins: { ia: plugin }, rules: { "ia/no-sql-injection": "error" } }];\n';
    expect(found(lint(config))).toEqual(["src/plain.js:4 ia/no-sql-injection"]);
  });

  it("reports a wrong setting, naming it, and goes on", () => {
    project.write("eslint.config.js", 'import plugin from "eslint-plugin-instance-actions";\nexport default [{ ignores: ["**/*.ts"] }, plugin.configs.recommended, { settings: { "instance-actions": { model: [] } } }];\n');
    const { code, stdout } = project.run("node", "node_modules/eslint/bin/eslint.js", "src");
    expect(code).toBe(1);
    expect(stdout).toContain('settings["instance-actions"].model: unknown key');
    expect(stdout).toContain("instance-actions/no-sql-injection");
  });

  it("can be required from CommonJS", () => {
    expect(project.run("node", "-e", "console.log(Object.keys(require('eslint-plugin-instance-actions').default.rules).length)").stdout.trim()).toMatch(/^\d+$/);
  });

  it("brings its command, which reviews the model that comes with the rules", () => {
    const { code, stdout } = project.run("node", "node_modules/eslint-plugin-instance-actions/dist/cli.js", "review");
    expect(code).toBe(1);
    expect(stdout).toContain("rules/no-sql-injection/violation.ts");
  });
});
