/** What a user reads who got a setting wrong: each mistake once, with its place and reason, while the rest holds. */
import { describe, expect, it } from "vitest";
import { lintTree, type Files } from "./lint-tree.js";

const LIBRARY: Files = {
  "package.json": '{ "type": "module" }',
  "lib/policy.ts": "export function requireOwner() {}\nexport class Policy { check() {} static allow() {} answer = () => true; }\nexport class Near extends Policy {}\nexport const tools = { mask() {}, count: 1 };\nexport class Strange extends Imported {}\nexport const mixed = { ...globalThis.all };\n",
  "lib/index.ts": 'export * from "./policy.js";\nexport { requireOwner as mayHave } from "./policy.js";\n',
  "lib/common.cjs": "function mask() {}\nmodule.exports = { mask };\n",
  "lib/late.cjs": "module.exports = require('./all')();\n",
  "lib/handed.ts": 'export * from "@vendor/policy";\nexport const own = 1;\n',
  "lib/whole.ts": "export default function mask() {}\n",
  "lib/empty.ts": "globalThis.ready = true;\n",
  "lib/broken.ts": "export const mask = (;\n",
};

/** The messages of a tree with one file, which logs a cookie. */
async function lint(settings: object): Promise<readonly string[]> {
  const code = 'import express from "express"; import { audit } from "@acme/log";\nexpress().get("/", (req) => { audit(req.headers.cookie); });\n';
  const found = await lintTree({ ...LIBRARY, "src/use.ts": code }, settings, ["no-sensitive-context-in-log", "no-sql-injection"]);
  return found.get("src/use.ts") ?? [];
}

const REST = " (The rest of the settings holds.)";

describe("a name that leads nowhere", () => {
  it.each([
    ["lib/polcy.ts#requireOwner", /^there is no file "lib\/polcy\.ts" in \/.+; did you mean "lib\/policy\.ts"\?$/],
    ["src/elsewhere/policy.ts#requireOwner", /^there is no file "src\/elsewhere\/policy\.ts" in \/.+ \(files are named from there, or from "root"\)\.$/],
    ["lib/policy.js#requireOwnr", '"lib/policy.js" exports no "requireOwnr"; did you mean "requireOwner"?'],
    ["lib/policy.js#somethingElse", '"lib/policy.js" exports no "somethingElse"; it has "Near", "Policy", "Strange", "mixed", "requireOwner", "tools".'],
    ["lib/policy.js#Policy.chek", '"Policy" in "lib/policy.js" has no "chek"; did you mean "check"?'],
    ["lib/policy.js#Near.chek", '"Near" in "lib/policy.js" has no "chek"; did you mean "check"?'],
    ["lib/policy.js#tools.maks", '"tools" in "lib/policy.js" has no "maks"; did you mean "mask"?'],
    ["lib/index.js#mayHaev", '"lib/index.js" exports no "mayHaev"; did you mean "mayHave"?'],
    ["lib/common.cjs#maks", '"lib/common.cjs" exports no "maks"; did you mean "mask"?'],
    ["lib/policy.js", '"lib/policy.js" has no default export; name one of its exports ("lib/policy.js#Near").'],
    ["lib/policy#requireOwner", '"lib/policy" is taken for a package; for the file write "./lib/policy".'],
  ])("%s", async (name, reason) => {
    const found = await lint({ loggers: ["@acme/log#audit", name] });
    const [problem = "", ...rest] = found.map((message) => message.replace(REST, ""));
    expect(problem.replace('settings["instance-actions"].loggers[1]: ', "")).toMatch(reason);
    // The other logger is one.
    expect(rest).toHaveLength(1);
  });

  it.each([
    "lib/policy.js#requireOwner", "./lib/policy#requireOwner", "lib/policy.ts#Policy.check", "lib/policy.js#Policy.allow", "lib/policy.js#Policy.answer", "lib/policy.js#Near.check", "lib/policy.js#tools.mask",
    "lib/index.js#requireOwner", "lib/index.js#mayHave", "lib/common.cjs#mask", "lib/whole.js", "lib/whole.js#default",
  ])("not: %s", async (name) => {
    expect(await lint({ redactors: [name] })).toEqual([]);
  });

  it.each(["lib/late.cjs#mask", "lib/handed.ts#mask", "lib/empty.ts#mask", "lib/broken.ts#mask", "lib/policy.js#Strange.check", "lib/policy.js#mixed.check", "@acme/anything#mask", "@app/alias.js#mask", "#db/log#info"])("not, for one cannot tell: %s", async (name) => {
    expect(await lint({ redactors: [name] })).toEqual([]);
  });
});

describe("several mistakes", () => {
  it("each is said, and the rest holds", async () => {
    const found = await lint({ logers: [], loggers: ["@acme/log#audit", 3], redactors: "lib/policy.js#tools.mask", validators: [{ name: "lib/policy.js#requireOwner", accept: "true" }], models: ["missing.yml", { sinkModel: [["@acme/db", "Member[query].Argument[0]", "sql-injectoin"]] }] });
    expect(found.slice(0, -1)).toEqual([
      'settings["instance-actions"].logers: unknown key; did you mean "loggers"?',
      'settings["instance-actions"].validators[0]: unknown key "accept"; did you mean "accepts"?',
      'settings["instance-actions"].redactors: expected a list of names such as "src/policy.js#requireOwner", found "lib/policy.js#tools.mask"; write ["lib/policy.js#tools.mask"].',
      'settings["instance-actions"].loggers[1]: expected a name or { name, argument, accepts }, found 3.',
      'settings["instance-actions"].models: missing.yml: there is no such file.',
      'settings["instance-actions"].models[1]: sinkModel, row 1: unknown sink kind "sql-injectoin" (did you mean "sql-injection"?).',
    ].map((problem) => problem + REST));
    expect(found.at(-1)).toContain("reaches the log call `audit`");
  });
  it("the whole is no object", async () => {
    expect(await lint([])).toEqual([`settings["instance-actions"]: expected an object, found a list.${REST}`]);
  });
});
