import { chmodSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command } from "./command.js";
import { temporaryTree } from "./temporary-tree.js";

/** A file with one SQL injection, on line 4. */
const FLAWED = `import express from "express";
import { Pool } from "pg";
const pool = new Pool();
express().get("/", async (req, res) => res.json(await pool.query("SELECT * FROM a WHERE b = '" + req.query.b + "'")));
`;
const CLEAN = "export const answer = 42;\n";

describe("exit codes", () => {
  it("0: nothing found", async () => {
    const { code, stdout, stderr } = await command(temporaryTree({ "a.ts": CLEAN }), ["review", "."]);
    expect(stdout).toMatch(/^No findings\n1 file reviewed/);
    expect([code, stderr]).toEqual([0, ""]);
  });
  it("1: findings", async () => {
    const { code, stdout } = await command(temporaryTree({ "a.js": FLAWED }), ["review", "."]);
    expect(stdout).toContain("no-sql-injection");
    expect(code).toBe(1);
  });
  it.each([
    [["review", "nowhere"], "nowhere: no such file or folder"],
    [["review", "empty"], "no JavaScript or TypeScript files in empty"],
    [["review", "--preset", "lax"], 'unknown preset "lax"'],
    [["reviews"], 'unknown command "reviews"'],
  ])("2: %j", async (args, reason) => {
    const { code, stdout, stderr } = await command(temporaryTree({ "empty/readme.md": "" }), args);
    expect(stderr).toContain(reason);
    expect([code, stdout]).toEqual([2, ""]);
  });
});

describe("a tree with bad files", () => {
  it("reviews the others, and names the place and the reason", async () => {
    const folder = temporaryTree({
      "binary.ts": new Uint8Array([0x47, 0x40, 0x00, 0x10]),
      "bom.js": `\uFEFF${FLAWED}`,
      "broken.js": "const a = 1;\nconst = 2;\n",
      "deep.js": `${"[\n".repeat(10_000)}${"]\n".repeat(10_000)}`,
      "deeper.js": `${"[\n".repeat(100_000)}${"]\n".repeat(100_000)}`,
      "empty.ts": "",
      "minified.js": "var a=1;".repeat(700_000),
      "missing-import.ts": 'import { a } from "./nowhere.js";\na();\n',
      "tsconfig.json": "{ not json",
    });
    const { code, stdout } = await command(folder, ["review", ".", "--stats"]);
    expect(code).toBe(1);
    expect(stdout).toContain("binary.ts\n  1:3  cannot be reviewed\n    Parsing error: the file is binary");
    expect(stdout).toMatch(/broken\.js\n {2}2:7 {2}cannot be reviewed\n {4}Parsing error: /);
    expect(stdout).toContain("deeper.js\n  20001:1  cannot be reviewed\n    Parsing error: nested more than 20000 levels deep");
    expect(stdout).toContain("minified.js: minified, left out");
    expect(stdout).toMatch(/bom\.js\n {2}4:\d+ {2}no-sql-injection/);
    expect(stdout).not.toContain("deep.js\n");
    expect(stdout).toContain("1 finding in 1 file");
  }, 60_000);

  it.skipIf(process.getuid?.() === 0)("reports a file that it may not read", async () => {
    const folder = temporaryTree({ "a.ts": CLEAN, "secret.ts": CLEAN });
    chmodSync(join(folder, "secret.ts"), 0);
    const { code, stdout } = await command(folder, ["review", "."]);
    expect(stdout).toContain("Cannot be read: EACCES");
    expect(code).toBe(1);
  });
});

describe("the reviewed tree's own configuration", () => {
  it("is not read", async () => {
    const folder = temporaryTree({ "a.js": FLAWED, "eslint.config.js": "throw new Error('read');", ".eslintignore": "a.js" });
    expect((await command(folder, ["review", "a.js"])).code).toBe(1);
  });
  it("a comment that switches a rule off is respected", async () => {
    const folder = temporaryTree({ "a.js": FLAWED.replace("express().get", "// eslint-disable-next-line instance-actions/no-sql-injection -- tested\nexpress().get") });
    expect((await command(folder, ["review", "."])).code).toBe(0);
  });
  it("a comment that switches a rule of another plugin off is nobody's business", async () => {
    const folder = temporaryTree({ "a.js": "/* eslint-disable other/rule */\nvar a = 1; // eslint-disable-line another/rule\n" });
    expect((await command(folder, ["review", "."])).stdout).toMatch(/^No findings/);
  });
  it("a comment that switches another rule on is not", async () => {
    const folder = temporaryTree({ "a.js": '/* eslint no-var: "error", other/rule: "error" */\nvar a = 1;\n' });
    expect((await command(folder, ["review", "."])).stdout).toMatch(/^No findings/);
  });
});

describe("paths", () => {
  it("outside the working directory are reviewed where they are", async () => {
    const [here, there] = [temporaryTree({}), temporaryTree({ "src/a.js": FLAWED })];
    const { code, stdout } = await command(here, ["review", there]);
    expect(stdout).toMatch(/^src\/a\.js\n/);
    expect(code).toBe(1);
  });
  it("below node_modules are reviewed when named", async () => {
    const folder = temporaryTree({ "node_modules/x/a.js": FLAWED });
    expect((await command(folder, ["review", "node_modules/x"])).stdout).toMatch(/^node_modules\/x\/a\.js\n {2}4:\d+ {2}no-sql-injection\n/);
  });
  it("none: the flawed model that comes with the rules", async () => {
    const { code, stdout } = await command(temporaryTree({}), ["review"]);
    expect(stdout).toContain("rules/no-sql-injection/violation.ts\n");
    expect(code).toBe(1);
  });
});

describe("formats", () => {
  it("json is ESLint's own", async () => {
    const folder = temporaryTree({ "a.js": FLAWED, "b.js": CLEAN });
    const results: unknown = JSON.parse((await command(folder, ["review", ".", "--format", "json"])).stdout);
    expect(results).toMatchObject([
      { filePath: join(folder, "a.js"), errorCount: 1, messages: [{ ruleId: "instance-actions/no-sql-injection", line: 4, severity: 2 }] },
      { filePath: join(folder, "b.js"), messages: [] },
    ]);
  });
  it("shows progress on a terminal, and leaves no trace of it", async () => {
    const { stderr } = await command(temporaryTree({ "a.ts": CLEAN }), ["review", "."], { isTTY: true, columns: 30 });
    expect(stderr).toBe("\r\u001b[2K0/1 a.ts\r\u001b[2K");
  });
});
