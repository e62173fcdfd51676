/**
 * A wrapper in another file, however it is come by, for every setting and every rule that the setting matters to: named, it means
 * something; a function of the same name in another file does not.
 */
import { describe, expect, it } from "vitest";
import { rules } from "../../src/rules.js";
import { keysThatMatter, WRAPPER_KEYS, type WrapperKey } from "../../src/settings/index.js";
import { lintTree, type Files } from "./lint-tree.js";

/** How a file gets at the wrapper, and how it is named in the settings. */
interface Way {
  readonly imports: string;
  readonly it: string;
  readonly name: string;
}

const WAYS: Readonly<Record<string, Way>> = {
  "an import": { imports: 'import { it } from "../lib/own.js";', it: "it", name: "lib/own.js#it" },
  "an import under another name": { imports: 'import { it as other } from "../lib/own.js";', it: "other", name: "lib/own.js#it" },
  "a namespace": { imports: 'import * as own from "../lib/own.js";', it: "own.it", name: "lib/own.js#it" },
  "handed on by an index": { imports: 'import { it } from "../lib/index.js";', it: "it", name: "lib/own.js#it" },
  "handed on under another name": { imports: 'import { renamed } from "../lib/index.js";', it: "renamed", name: "lib/own.js#it" },
  "handed on as a whole": { imports: 'import { it } from "../lib/all.js";', it: "it", name: "lib/own.js#it" },
  "handed on as a namespace": { imports: 'import { own } from "../lib/index.js";', it: "own.it", name: "lib/own.js#it" },
  "a default export": { imports: 'import anything from "../lib/whole.js";', it: "anything", name: "lib/whole.js" },
  "a default export, handed on": { imports: 'import { whole } from "../lib/index.js";', it: "whole", name: "lib/whole.js" },
  "a module of CommonJS": { imports: 'const { it } = require("../lib/common.cjs");', it: "it", name: "lib/common.cjs#it" },
  "a path alias of the tsconfig": { imports: 'import { it } from "@app/own.js";', it: "it", name: "lib/own.js#it" },
  "a path alias, named by it": { imports: 'import { it } from "@app/aliased.js";', it: "it", name: "@app/aliased.js#it" },
  "a workspace package": { imports: 'import { it } from "@acme/own";', it: "it", name: "packages/own/index.ts#it" },
  "a workspace package, named by it": { imports: 'import { it } from "@acme/named";', it: "it", name: "@acme/named#it" },
  "a static method": { imports: 'import { Still } from "../lib/classes.js";', it: "Still.it", name: "lib/classes.js#Still.it" },
  "a method": { imports: 'import { Own } from "../lib/classes.js"; const own = new Own();', it: "own.it", name: "lib/classes.js#Own.it" },
  "a method of an instance that another file makes": { imports: 'import { made } from "../lib/made.js";', it: "made.it", name: "lib/classes.js#Own.it" },
  "a method of a parameter of that type": { imports: 'import type { Own } from "../lib/classes.js"; let given: Own; export const give = (own: Own) => { given = own; };', it: "given.it", name: "lib/classes.js#Own.it" },
  "a method of a class that extends it": { imports: 'import { Heir } from "../lib/made.js";', it: "new Heir().it", name: "lib/classes.js#Own.it" },
  "a bound method": { imports: 'import { Own } from "../lib/classes.js"; const own = new Own(); const bound = own.it.bind(own);', it: "bound", name: "lib/classes.js#Own.it" },
  "a member of an object": { imports: 'import { tools } from "../lib/objects.js";', it: "tools.it", name: "lib/objects.js#tools.it" },
  "a member that was taken out": { imports: 'import { tools } from "../lib/objects.js"; const { it } = tools;', it: "it", name: "lib/objects.js#tools.it" },
  "a value that is no function literal": { imports: 'import { dynamic } from "../lib/dynamic.js";', it: "dynamic", name: "lib/dynamic.js#dynamic" },
};

/** The same names, of files that nobody named. */
const OTHERS: Readonly<Record<string, Omit<Way, "name">>> = {
  "another file's": { imports: 'import { it } from "../lib/other.js";', it: "it" },
  "another class's": { imports: 'import { Own } from "../lib/other.js"; const own = new Own();', it: "own.it" },
  "another package's": { imports: 'import { it } from "@acme/other";', it: "it" },
  "the file's own": { imports: "", it: "it" },
};

/** The files that declare the wrapper; `fn`: its parameters and body. */
function library(fn: string): Files {
  const declared = `${HEAD}\nexport function it${fn}\n`;
  return {
    "package.json": '{ "type": "module", "private": true, "workspaces": ["packages/*"] }',
    "tsconfig.json": '{ "compilerOptions": { "module": "nodenext", "paths": { "@app/*": ["./lib/*"] } } }',
    "lib/own.ts": declared,
    "lib/aliased.ts": declared,
    "lib/other.ts": `${declared}export class Own { it${fn} }\n`,
    "lib/whole.ts": `${HEAD}\nexport default function it${fn}\n`,
    "lib/common.cjs": `const Redis = require("ioredis"); const redis = new Redis(); const fs = require("node:fs");\nfunction it${fn.replaceAll(": any", "")}\nmodule.exports = { it };\n`,
    "lib/classes.ts": `${HEAD}\nexport class Own { it${fn} }\nexport class Still { static it${fn} }\n`,
    "lib/made.ts": 'import { Own } from "./classes.js";\nexport const made = new Own();\nexport class Heir extends Own {}\n',
    "lib/objects.ts": `${HEAD}\nexport const tools = { it${fn} };\n`,
    "lib/dynamic.ts": `${HEAD}\nfunction plain${fn}\nconst memo = (each: any) => each;\nexport const dynamic = memo(plain);\n`,
    "lib/index.ts": 'export { it, it as renamed } from "./own.js";\nexport * as own from "./own.js";\nexport { default as whole } from "./whole.js";\n',
    "lib/all.ts": 'export * from "./own.js";\n',
    ...workspace("own", declared), ...workspace("named", declared), ...workspace("other", declared),
  };
}

const HEAD = 'import Redis from "ioredis"; import fs from "node:fs"; const redis = new Redis();';

const workspace = (name: string, text: string): Files => ({
  [`packages/${name}/package.json`]: `{ "name": "@acme/${name}", "type": "module", "exports": "./index.ts" }`,
  [`packages/${name}/index.ts`]: text,
});

const ROUTE = 'import fs from "node:fs"; import express from "express"; import Redis from "ioredis"; import { Pool } from "pg"; import knex from "knex"; import { Model } from "sequelize"; const app = express(); const redis = new Redis(); const pool = new Pool(); const db = knex({}); class Action extends Model { declare id: string; declare projectId: string }';
const get = (body: string): string => `app.get("/:id", async (req: any, res: any) => { ${body} });`;
const post = (body: string): string => `app.post("/actions", async (req: any, res: any) => { ${body} await db("actions").insert({ action: "start" }); res.end(); });`;
const failing = (body: string): string => get(`try { await redis.ping(); } catch (error: any) { ${body} }`);

interface Setting {
  /** The wrapper's parameters and body, for a rule: opaque, or doing what the setting says is fine. */
  readonly fn: string | Readonly<Record<string, string>>;
  /** Code that calls `IT`, by rule. */
  readonly uses: Readonly<Record<string, string>>;
  /** Named, it silences a finding, or makes one. */
  readonly named: "silences" | "finds";
}

const HANDS_ON = "(value: any): any { return value; }";
const DOES_NOTHING = "(..._: any[]): any { }";
const SETTINGS: Readonly<Partial<Record<WrapperKey, Setting>>> = {
  validators: {
    fn: HANDS_ON, named: "silences",
    uses: {
      "no-unvalidated-id-in-db-call": get("res.json(await redis.get(IT(req.query.id)));"),
      "no-sql-injection": get('res.json(await pool.query("SELECT * FROM actions ORDER BY " + IT(req.query.sort)));'),
      "no-html-injection": get('res.send("<p>" + IT(req.query.name) + "</p>");'),
      "no-log-injection": get('console.log("action " + IT(req.query.name));'),
      "no-unvalidated-exception": failing("const known = IT(error); res.end(known.message);"),
    },
  },
  redactors: {
    fn: HANDS_ON, named: "silences",
    uses: {
      "no-sensitive-context-in-log": get("console.log(IT(req.headers.cookie));"),
      "no-sensitive-context-exposure": get("res.json(IT(req.headers));"),
      "no-log-injection": get('console.log("action " + IT(req.query.name));'),
      "no-persisted-traceback": failing('await redis.set("last", IT(error.stack));'),
      "no-error-exposure": failing("res.send(IT(error.message));"),
    },
  },
  errorSanitizers: {
    fn: HANDS_ON, named: "silences",
    uses: {
      "no-persisted-traceback": failing('await redis.set("last", IT(error.stack));'),
      "no-error-exposure": failing("res.send(IT(error.message));"),
    },
  },
  accessChecks: {
    fn: DOES_NOTHING, named: "silences",
    uses: {
      "require-access-check": get("await IT('action', req.params.id); res.json(await Action.findByPk(req.params.id));"),
      "require-authentication": post("IT(req);"),
    },
  },
  authenticators: { fn: DOES_NOTHING, named: "silences", uses: { "require-authentication": post("IT(req);") } },
  restrictedStores: {
    named: "silences",
    fn: {
      "no-persisted-traceback": '(value: any): any { redis.set("trace", value); }',
      "no-sensitive-context-in-log": "(value: any): any { console.log(value); }",
      "no-sensitive-context-exposure": '(value: any): any { fs.writeFileSync("kept", value); }',
    },
    uses: {
      "no-persisted-traceback": failing("IT(error.stack);"),
      "no-sensitive-context-in-log": get("IT(req.headers.cookie);"),
      "no-sensitive-context-exposure": get("IT(req.body.password);"),
    },
  },
  loggers: { fn: DOES_NOTHING, named: "finds", uses: { "no-sensitive-context-in-log": get("IT(req.headers.cookie);") } },
  gateways: {
    fn: DOES_NOTHING, named: "finds",
    uses: {
      "no-unvalidated-id-in-db-call": get("IT(req.query.id);"),
      "no-persisted-traceback": failing("IT(error.stack);"),
      "no-mixed-clocks": get("IT({ started_at: performance.now() });"),
    },
  },
  queries: {
    fn: DOES_NOTHING, named: "finds",
    uses: {
      "no-sql-injection": get('IT("SELECT * FROM actions ORDER BY " + req.query.sort);'),
      "no-unvalidated-id-in-db-call": get('IT("SELECT * FROM actions WHERE id = $1", [req.query.id]);'),
    },
  },
};

describe.each(Object.entries(SETTINGS))("%s", (key, { fn: fns, uses, named }) => {
  it.each(Object.entries(uses))("%s", async (rule, use) => {
    const fn = typeof fns === "string" ? fns : (fns[rule] ?? "");
    const all: Readonly<Record<string, Omit<Way, "name">>> = { ...WAYS, ...OTHERS };
    const paths = new Map(Object.keys(all).map((name, index) => [name, `src/${index}.ts`]));
    const files = Object.fromEntries(Object.entries(all).map(([name, way]) => [paths.get(name) ?? "", `${ROUTE}\n${way.imports}\n${name === "the file's own" ? `function it${fn}\n` : ""}${use.replaceAll("IT(", `${way.it}(`)}\n`]));
    const lint = (settings: object) => lintTree({ ...library(fn), ...files }, settings, [rule]);
    const [before, after] = [await lint({}), await lint({ [key]: [...new Set(Object.values(WAYS).map(({ name }) => name))] })];
    const counts = (of: ReadonlyMap<string, readonly string[]>): object => Object.fromEntries([...paths].map(([name, path]) => [name, of.get(path)?.length]));
    const [unnamed, meant] = named === "silences" ? [1, 0] : [0, 1];
    const expected = (ways: object, count: number): object => Object.fromEntries(Object.keys(ways).map((name) => [name, count]));
    expect(counts(before)).toEqual(expected(all, unnamed));
    expect(counts(after)).toEqual({ ...expected(WAYS, meant), ...expected(OTHERS, unnamed) });
  });
});

it("covers every setting and every rule that it matters to", () => {
  for (const key of WRAPPER_KEYS) {
    const matters = Object.entries(rules).filter(([, { meta }]) => keysThatMatter(meta.docs.kinds).includes(key)).map(([name]) => name);
    const covered = [...Object.keys(SETTINGS[key]?.uses ?? {}), ...(ELSEWHERE[key] ?? [])];
    expect([...covered].sort(), key).toEqual(matters.sort());
  }
});

/** In the tests of what a setting alone has. */
const ELSEWHERE: Readonly<Partial<Record<WrapperKey, readonly string[]>>> = {
  clientSafeErrors: ["no-error-exposure", "no-unvalidated-exception"],
  gateways: ["require-access-check"],
  // A statement's text names no columns to it: nothing is said of either side of the setting.
  queries: ["require-access-check"],
};
