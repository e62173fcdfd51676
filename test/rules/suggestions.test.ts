/** What the suggestions make of a text, of both languages. */
import { describe, expect, it } from "vitest";
import noLegacyCompatShim from "../../rules/no-legacy-compat-shim/rule.js";
import noPersistedTraceback from "../../rules/no-persisted-traceback/rule.js";
import noSensitiveContextInLog from "../../rules/no-sensitive-context-in-log/rule.js";
import noSqlInjection from "../../rules/no-sql-injection/rule.js";
import type { PolicyRule } from "../../src/policy/index.js";
import { lintText, suggestionsFor } from "./suggestions.js";

interface Case {
  readonly name: string;
  /** Before and after; `null`: nothing is offered. */
  readonly text: string;
  readonly becomes: string | null;
  readonly says?: string;
  readonly filename?: string;
  readonly options?: object;
}

/** `around`: the file that a case's text stands in. */
function run(title: string, rule: PolicyRule, around: (text: string) => string, cases: readonly Case[]): void {
  describe(title, () => {
    it.each(cases)("$name", ({ text, becomes, says, ...config }) => {
      expect(lintText(rule, around(text), config)).not.toEqual([]);
      const applied = suggestionsFor(rule, around(text), config);
      expect(applied.map(({ output }) => output)).toEqual(becomes === null ? [] : [around(becomes)]);
      expect(applied.flatMap(({ left }) => left)).toEqual([]);
      if (says !== undefined) expect(applied[0]?.says).toBe(says);
    });
  });
}

run("no-persisted-traceback", noPersistedTraceback, (text) => `import Redis from "ioredis";\nconst redis = new Redis();\nexport async function run(step) { try { await step(); } catch (error) { ${text} } }\n`, [
  { name: "the stack of an error", text: 'await redis.set("last", error.stack);', becomes: 'await redis.set("last", error.name);', says: "Store the class of the error: `error.name`." },
  { name: "in JavaScript", text: 'await redis.set("last", error.stack);', becomes: 'await redis.set("last", error.name);', filename: "file.js" },
  { name: "of an error that may be missing", text: 'await redis.set("last", error?.stack);', becomes: 'await redis.set("last", error?.name);' },
  { name: "by a computed key", text: "await redis.set(\"last\", error['stack']);", becomes: 'await redis.set("last", error["name"]);' },
  { name: "cast", text: 'await redis.set("last", (error as Error).stack!);', becomes: 'await redis.set("last", (error as Error).name!);' },
  { name: "of its cause", text: 'await redis.set("last", error.cause.stack);', becomes: 'await redis.set("last", error.cause.name);' },
  { name: "as a part of a text", text: 'await redis.set("last", `failed: ${error.stack}`);', becomes: null },
  { name: "kept in a variable that may be read elsewhere", text: 'const trace = error.stack; console.error(trace); await redis.set("last", trace);', becomes: null },
  { name: "of an object of the project's", text: 'const report = { stack: error.stack }; await redis.set("last", report.stack);', becomes: null },
  { name: "by a serialiser", text: 'await redis.set("last", JSON.stringify(error, Object.getOwnPropertyNames(error)));', becomes: null },
]);

run("no-sensitive-context-in-log", noSensitiveContextInLog, (text) => `import express from "express";\nimport pino from "pino";\nconst log = pino(); const app = express();\napp.post("/", (req, res) => { ${text} });\n`, [
  { name: "the first field", text: "log.info({ token: req.headers.authorization, method: req.method });", becomes: "log.info({ method: req.method });", says: "Leave the field `token` out of what is logged." },
  { name: "in JavaScript", text: "log.info({ token: req.headers.authorization, method: req.method });", becomes: "log.info({ method: req.method });", filename: "file.js" },
  { name: "the last field", text: 'log.info({ method: req.method, token: req.headers.authorization }, "done");', becomes: 'log.info({ method: req.method }, "done");' },
  { name: "the only field", text: "log.info({ token: req.headers.authorization });", becomes: "log.info({ });" },
  { name: "a shorthand", text: "const { password } = req.body; log.info({ password, method: req.method });", becomes: "const { password } = req.body; log.info({ method: req.method });" },
  { name: "on a line of its own", text: "log.info({\n  method: req.method,\n  token: req.headers.authorization,\n  path: req.path,\n});", becomes: "log.info({\n  method: req.method,\n  path: req.path,\n});" },
  { name: "the last line", text: "log.info({\n  method: req.method,\n  token: req.headers.authorization,\n});", becomes: "log.info({\n  method: req.method,\n});" },
  { name: "beside comments", text: "log.info({ method: req.method, /* who */ token: req.headers.authorization /* asked */ });", becomes: "log.info({ method: req.method /* who */  /* asked */ });" },
  { name: "before a comment and a comma", text: "log.info({ token: req.headers.authorization /* asked */, method: req.method });", becomes: "log.info({  /* asked */ method: req.method });" },
  { name: "behind a comment of one line", text: "log.info({\n  // who\n  token: req.headers.authorization,\n  method: req.method,\n});", becomes: "log.info({\n  // who\n  \n  method: req.method,\n});" },
  { name: "of an object within", text: "log.info({ caller: { token: req.headers.authorization, ip: 1 } });", becomes: "log.info({ caller: { ip: 1 } });" },
  { name: "a whole object", text: 'log.info({ headers: req.headers, method: req.method }, "done");', becomes: 'log.info({ method: req.method }, "done");' },
  { name: "made for it", text: "log.info({ text: `token ${req.headers.authorization}`, method: req.method });", becomes: "log.info({ method: req.method });" },
  { name: "over a field of what is spread", text: "log.info({ ...req.query, token: req.headers.authorization });", becomes: null },
  { name: "before what is spread", text: "const extra = { a: 1 }; log.info({ token: req.headers.authorization, ...extra });", becomes: "const extra = { a: 1 }; log.info({ ...extra });" },
  { name: "an argument", text: "log.info(req.headers.authorization);", becomes: null },
  { name: "an element of a list", text: "log.info({ tokens: [req.headers.authorization] });", becomes: null },
  { name: "of an object that is made elsewhere", text: "const entry = { token: req.headers.authorization }; send(entry); log.info(entry);", becomes: null },
  { name: "handed to a function of the project's", text: "const note = (entry) => log.info(entry); note({ token: req.headers.authorization });", becomes: null },
]);

const pg = (text: string): string => `import express from "express";\nimport { Pool } from "pg";\nconst pool = new Pool(); const app = express();\napp.get("/", async (req, res) => { const { a, b } = req.query; ${text} });\n`;

run("no-sql-injection: places of a value", noSqlInjection, pg, [
  { name: "after a comparison", text: "await pool.query(`SELECT * FROM t WHERE id = ${req.params.id}`);", becomes: "await pool.query(`SELECT * FROM t WHERE id = $1`, [req.params.id]);", says: "Write `$1` into the statement and hand the value over beside it." },
  { name: "in JavaScript", text: "await pool.query(`SELECT * FROM t WHERE id = ${req.params.id}`);", becomes: "await pool.query(`SELECT * FROM t WHERE id = $1`, [req.params.id]);", filename: "file.js" },
  { name: "in quotes of its own", text: "await pool.query(`SELECT * FROM t WHERE name = '${a}' AND x = 1`);", becomes: "await pool.query(`SELECT * FROM t WHERE name = $1 AND x = 1`, [a]);" },
  { name: "several", text: "await pool.query(`SELECT * FROM t WHERE x >= ${a} AND (y <> '${b}')`);", becomes: "await pool.query(`SELECT * FROM t WHERE x >= $1 AND (y <> $2)`, [a, b]);", says: "Write `$1` to `$2` into the statement and hand the value over beside it." },
  { name: "a pattern", text: "await pool.query(`SELECT * FROM t WHERE name ILIKE '%${a}%'`);", becomes: "await pool.query(`SELECT * FROM t WHERE name ILIKE $1`, [`%${a}%`]);" },
  { name: "between", text: "await pool.query(`SELECT * FROM t WHERE n BETWEEN ${a} AND ${b}`);", becomes: "await pool.query(`SELECT * FROM t WHERE n BETWEEN $1 AND $2`, [a, b]);" },
  { name: "in a list of values", text: "await pool.query(`INSERT INTO t (x, y, z) VALUES ('${a}', 1, ${String(b)}::int)`);", becomes: "await pool.query(`INSERT INTO t (x, y, z) VALUES ($1, 1, $2::int)`, [a, String(b)]);" },
  { name: "in rows of values", text: "await pool.query(`INSERT INTO t VALUES (${a}), (${b})`);", becomes: "await pool.query(`INSERT INTO t VALUES ($1), ($2)`, [a, b]);" },
  { name: "on several lines", text: "await pool.query(`\n  UPDATE t\n  SET x = ${a}\n  WHERE y = ${b}\n`);", becomes: "await pool.query(`\n  UPDATE t\n  SET x = $1\n  WHERE y = $2\n`, [a, b]);" },
  { name: "with a cast of TypeScript", text: "await pool.query(`SELECT 1 WHERE x = ${(a as string).trim()}`);", becomes: "await pool.query(`SELECT 1 WHERE x = $1`, [(a as string).trim()]);" },
  { name: "a cursor's statement", text: "const Cursor = require('pg-cursor'); new Cursor(`SELECT 1 WHERE x = ${a}`);", becomes: "const Cursor = require('pg-cursor'); new Cursor(`SELECT 1 WHERE x = $1`, [a]);" },
  { name: "a column", text: "await pool.query(`SELECT * FROM t ORDER BY ${a}`);", becomes: null },
  { name: "a table, and a value", text: "await pool.query(`SELECT * FROM ${a} WHERE x = ${b}`);", becomes: null },
  { name: "a column of an assignment", text: "await pool.query(`UPDATE t SET ${a} = ${b}`);", becomes: null },
  { name: "a list", text: "await pool.query(`SELECT * FROM t WHERE x IN (${a})`);", becomes: null },
  { name: "a limit, which drivers take as a number", text: "await pool.query(`SELECT * FROM t LIMIT ${a}`);", becomes: null },
  { name: "a part of a longer text", text: "await pool.query(`SELECT * FROM t WHERE x = 'it''s ${a}'`);", becomes: null },
  { name: "two parts of one text", text: "await pool.query(`SELECT * FROM t WHERE x = '${a} ${b}'`);", becomes: null },
  { name: "a name in quotes", text: 'await pool.query(`SELECT * FROM t WHERE x = "${a}"`);', becomes: null },
  { name: "a qualified name", text: "await pool.query(`SELECT * FROM t, u WHERE t.x = ${a}.x`);", becomes: null },
  { name: "a key of JSON", text: "await pool.query(`SELECT x->${a} FROM t`);", becomes: null },
  { name: "in a comment", text: "await pool.query(`SELECT 1 -- x = ${a}`);", becomes: null },
  { name: "joined to another value", text: "await pool.query(`SELECT * FROM t WHERE x = ${a}${b}`);", becomes: null },
  { name: "a call that may quote", text: "await pool.query(`SELECT * FROM t WHERE x = ${quoted(a)} AND y = ${b}`);", becomes: null },
  { name: "beside placeholders", text: "await pool.query(`SELECT * FROM t WHERE x = $1 AND y = ${a}`);", becomes: null },
  { name: "with an escape", text: "await pool.query(`SELECT * FROM t WHERE x = ${a}\\n`);", becomes: null },
  { name: "with another argument", text: "await pool.query(`SELECT * FROM t WHERE x = ${a}`, []);", becomes: null },
  { name: "concatenated", text: 'await pool.query("SELECT * FROM t WHERE x = " + a);', becomes: null },
  { name: "in a variable", text: "const sql = `SELECT * FROM t WHERE x = ${a}`; console.log(sql); await pool.query(sql);", becomes: null },
  { name: "of a statement object", text: "await pool.query({ text: `SELECT * FROM t WHERE x = ${a}` });", becomes: null },
  { name: "through a function of the project's", text: "const run = (sql) => pool.query(sql); await run(`SELECT * FROM t WHERE x = ${a}`);", becomes: null },
  { name: "of a method that takes no values", text: "await pool.copyTo(`COPY t TO ${a}`);", becomes: null },
]);

const driver = (text: string): string => `import express from "express";\nconst app = express();\napp.get("/", async (req, res) => { ${text} });\n`;

run("no-sql-injection: drivers", noSqlInjection, driver, [
  { name: "mysql2", text: "const db = await require('mysql2/promise').createConnection({}); await db.execute(`SELECT 1 WHERE a = '${req.query.a}' AND b = ${req.query.b}`);", becomes: "const db = await require('mysql2/promise').createConnection({}); await db.execute(`SELECT 1 WHERE a = ? AND b = ?`, [req.query.a, req.query.b]);", says: "Write `?` for each into the statement and hand the value over beside it." },
  { name: "mysql", text: "const db = require('mysql').createConnection({}); db.query(`SELECT 1 WHERE a = ${req.query.a}`);", becomes: "const db = require('mysql').createConnection({}); db.query(`SELECT 1 WHERE a = ?`, [req.query.a]);" },
  { name: "sqlite3", text: "const { Database } = require('sqlite3'); new Database('a').run(`DELETE FROM t WHERE a = ${req.query.a}`);", becomes: "const { Database } = require('sqlite3'); new Database('a').run(`DELETE FROM t WHERE a = ?`, [req.query.a]);" },
  { name: "sqlite3, many statements in one text", text: "const { Database } = require('sqlite3'); new Database('a').exec(`DELETE FROM t WHERE a = ${req.query.a}`);", becomes: null },
  { name: "postgres", text: "const sql = require('postgres')(); await sql.unsafe(`SELECT 1 WHERE a = ${req.query.a}`);", becomes: "const sql = require('postgres')(); await sql.unsafe(`SELECT 1 WHERE a = $1`, [req.query.a]);" },
  { name: "pg-promise", text: "const db = require('pg-promise')()('x'); await db.any(`SELECT 1 WHERE a = ${req.query.a}`);", becomes: "const db = require('pg-promise')()('x'); await db.any(`SELECT 1 WHERE a = $1`, [req.query.a]);" },
  { name: "knex", text: "const db = require('knex')({}); await db('t').whereRaw(`a = ${req.query.a}`);", becomes: "const db = require('knex')({}); await db('t').whereRaw(`a = ?`, [req.query.a]);" },
  { name: "knex, where a question mark stands already", text: "const db = require('knex')({}); await db.raw(`SELECT 1 WHERE a ? 'x' AND b = ${req.query.a}`);", becomes: null },
  { name: "sequelize", text: "const { Sequelize } = require('sequelize'); await new Sequelize('x').query(`SELECT 1 WHERE a LIKE '%${req.query.a}%' OR b LIKE '%${req.query.a}%'`);", becomes: "const { Sequelize } = require('sequelize'); await new Sequelize('x').query(`SELECT 1 WHERE a LIKE ? OR b LIKE ?`, { replacements: [`%${req.query.a}%`, `%${req.query.a}%`] });" },
  { name: "pglite", text: "const { PGlite } = require('@electric-sql/pglite'); await new PGlite().query(`SELECT 1 WHERE a = ${req.query.a}`);", becomes: "const { PGlite } = require('@electric-sql/pglite'); await new PGlite().query(`SELECT 1 WHERE a = $1`, [req.query.a]);" },
  { name: "a driver that binds in another way", text: "const Database = require('better-sqlite3'); new Database('a').prepare(`SELECT 1 WHERE a = ${req.query.a}`).all();", becomes: null },
]);

const asIs = (text: string): string => text;

// This repository asks for Node 20 in its package.json, and these files stand in it.
run("no-legacy-compat-shim: patches", noLegacyCompatShim, (text) => `${text}rest();\n`, [
  { name: "an if", text: "if (!Array.prototype.at) {\n  Array.prototype.at = function () {};\n}\n", becomes: "", says: "Remove the patch." },
  { name: "in JavaScript", text: "if (!Array.prototype.at) {\n  Array.prototype.at = function () {};\n}\n", becomes: "", filename: "file.js" },
  { name: "by typeof", text: "if (typeof Object.hasOwn !== 'function') Object.hasOwn = (o, k) => k in o;\n", becomes: "" },
  { name: "by typeof, undefined", text: "if (typeof structuredClone === 'undefined') {\n  globalThis.structuredClone = (v) => v;\n}\n", becomes: "" },
  { name: "by in", text: 'if (!("at" in Array.prototype)) Array.prototype.at = function () {};\n', becomes: "" },
  { name: "compared with undefined, and more", text: "if (Object.hasOwn === undefined && run()) {\n  const has = (o, k) => k in o;\n  Object.hasOwn = has;\n}\n", becomes: "" },
  { name: "??=", text: "Object.hasOwn ??= (o, k) => k in o;\n", becomes: "" },
  { name: "||", text: "String.prototype.replaceAll = String.prototype.replaceAll || function () {};\n", becomes: "" },
  { name: "&&", text: "!Object.hasOwn && (Object.hasOwn = (o, k) => k in o);\n", becomes: "" },
  { name: "in a function", text: "function install() {\n  Object.hasOwn ??= (o, k) => k in o;\n  run();\n}\n", becomes: "function install() {\n  run();\n}\n" },
  { name: "on one line with others", text: "run(); Object.hasOwn ??= (o, k) => k in o; run();\n", becomes: "run(); run();\n" },
  { name: "with something for the other case", text: "if (!Object.hasOwn) Object.hasOwn = (o, k) => k in o;\nelse run();\n", becomes: null },
  { name: "with a declaration that is used outside", text: "if (!Object.hasOwn) {\n  var has = (o, k) => k in o;\n  Object.hasOwn = has;\n}\nhas(1);\n", becomes: null },
  { name: "or for another reason", text: "if (!Object.hasOwn || forced) Object.hasOwn = (o, k) => k in o;\n", becomes: null },
  { name: "behind an early return", text: "function install() {\n  if (Object.hasOwn) return;\n  Object.hasOwn = (o, k) => k in o;\n}\n", becomes: null },
  { name: "as the only statement of another", text: "if (a) Object.hasOwn ??= (o, k) => k in o;\n", becomes: null },
  { name: "between lines that would join", text: "const a = b\nif (!Object.hasOwn) { Object.hasOwn = (o, k) => k in o }\n[1].map(run)\n", becomes: null },
]);

run("no-legacy-compat-shim: substitutes and tests", noLegacyCompatShim, asIs, [
  { name: "||", text: "export const hasOwn = Object.hasOwn || ((o, k) => k in o);", becomes: "export const hasOwn = Object.hasOwn;", says: "Use `Object.hasOwn` without a substitute." },
  { name: "??, among arguments", text: "run(globalThis.structuredClone ?? ((v) => v), 1);", becomes: "run(globalThis.structuredClone, 1);" },
  { name: "cast", text: "export const clone = (globalThis as any).structuredClone ?? ((v) => v);", becomes: "export const clone = (globalThis as any).structuredClone;" },
  { name: "either kind of text", text: "export const f = (x) => typeof x === 'string' || x instanceof String;", becomes: "export const f = (x) => typeof x === 'string';", says: "Leave `x instanceof String` out of the condition." },
  { name: "in JavaScript", text: "export const f = (x) => typeof x === 'string' || x instanceof String;", becomes: "export const f = (x) => typeof x === 'string';", filename: "file.js" },
  { name: "neither kind", text: "export function f(x) { if (typeof x !== 'number' && !(x instanceof Number)) run(); }", becomes: "export function f(x) { if (typeof x !== 'number') run(); }" },
  { name: "the other way round", text: "export const f = (x) => x.y instanceof Boolean || (typeof x.y === 'boolean');", becomes: "export const f = (x) => (typeof x.y === 'boolean');" },
]);

run("no-legacy-compat-shim: packages", noLegacyCompatShim, asIs, [
  { name: "one that patches in", text: 'import "core-js/actual/array/at";\nimport { run } from "./run.js";\nrun();\n', becomes: 'import { run } from "./run.js";\nrun();\n', says: "Remove the import." },
  { name: "required", text: 'require("core-js/actual/array/at");\nrun();\n', becomes: "run();\n", filename: "file.cjs" },
  { name: "a function of a class", text: 'import assign from "object-assign";\nexport const f = (a) => assign({}, assign, a);\n', becomes: "export const f = (a) => Object.assign({}, Object.assign, a);\n", says: "Use the native form: `Object.assign`." },
  { name: "in JavaScript", text: 'const assign = require("object-assign");\nmodule.exports = (a) => assign({}, a);\n', becomes: "module.exports = (a) => Object.assign({}, a);\n", filename: "file.cjs" },
  { name: "a method", text: 'import includes from "array-includes";\nif (!includes([1, 2], x, 1)) run();\n', becomes: "if (![1, 2].includes(x, 1)) run();\n", says: "Use the native form: `value.includes(…)`." },
  { name: "a method of an expression", text: 'import flat from "array.prototype.flat";\nexport const all = flat(a || b);\n', becomes: "export const all = (a || b).flat();\n" },
  { name: "a property", text: 'import flags from "regexp.prototype.flags";\nrun(flags(/a/g));\n', becomes: "run((/a/g).flags);\n" },
  { name: "a class by its own name", text: 'import { AbortController } from "abort-controller";\nexport const c: AbortController = new AbortController();\n', becomes: "export const c: AbortController = new AbortController();\n" },
  { name: "a class by another name", text: 'import Controller from "abort-controller";\nexport const c = new Controller();\n', becomes: "export const c = new AbortController();\n" },
  { name: "called where it is required", text: 'run(require("array-includes")(a, b));\n', becomes: "run(a.includes(b));\n", filename: "file.cjs" },
  { name: "handed on where it is required", text: 'module.exports = require("object-assign");\n', becomes: "module.exports = Object.assign;\n", filename: "file.cjs" },
  { name: "used as an object's shorthand", text: 'import assign from "object-assign";\nexport const all = { assign };\n', becomes: null },
  { name: "exported again", text: 'import assign from "object-assign";\nexport { assign };\n', becomes: null },
  { name: "where the root is another", text: 'import assign from "object-assign";\nexport const f = (Object, a) => assign({}, a);\n', becomes: null },
  { name: "a method handed on", text: 'import includes from "array-includes";\nexport const f = (xs) => xs.map(includes);\n', becomes: null },
  { name: "a method with its arguments spread", text: 'import includes from "array-includes";\nexport const f = (xs) => includes(...xs);\n', becomes: null },
  { name: "a use within a use", text: 'import flat from "array.prototype.flat";\nexport const f = (xs) => flat(flat(xs));\n', becomes: null },
  { name: "another thing of the package", text: 'import { AbortSignal } from "abort-controller";\nexport const s = AbortSignal;\n', becomes: null },
  { name: "a part of the package", text: 'import getPolyfill from "object.assign/polyfill";\nexport const assign = getPolyfill();\n', becomes: null },
  { name: "one that does more than its name", text: 'import fetch from "cross-fetch";\nexport const f = () => fetch("a");\n', becomes: null },
]);

run("no-legacy-compat-shim: old APIs", noLegacyCompatShim, asIs, [
  { name: "another name of the same module", text: 'import os from "os";\nrun(os.tmpDir());\n', becomes: 'import os from "os";\nrun(os.tmpdir());\n', says: "Use the native form: `tmpdir`." },
  { name: "imported by its name", text: 'import { tmpDir } from "node:os";\nrun(tmpDir());\n', becomes: 'import { tmpdir as tmpDir } from "node:os";\nrun(tmpDir());\n' },
  { name: "a function of the language", text: 'import util, { inspect } from "util";\nrun(util.isArray, inspect);\n', becomes: 'import util, { inspect } from "util";\nrun(Array.isArray, inspect);\n' },
  { name: "imported, among others", text: 'import { isArray, inspect } from "util";\nrun(isArray(inspect));\n', becomes: 'import { inspect } from "util";\nrun(Array.isArray(inspect));\n' },
  { name: "imported, beside a default", text: 'import util, { isArray } from "util";\nrun(isArray(util));\n', becomes: 'import util, { } from "util";\nrun(Array.isArray(util));\n' },
  { name: "a test", text: 'import util from "util";\nif (util.isString(x)) run();\n', becomes: 'import util from "util";\nif (typeof x === "string") run();\n', says: 'Use the native form: `typeof value === "string"`.' },
  { name: "in JavaScript", text: 'const util = require("util");\nif (util.isString(x)) run();\n', becomes: 'const util = require("util");\nif (typeof x === "string") run();\n', filename: "file.cjs" },
  { name: "a test within an expression", text: 'import util from "util";\nrun(!util.isNull(x || y));\n', becomes: 'import util from "util";\nrun(!((x || y) === null));\n' },
  { name: "of a value that is written twice", text: 'import util from "util";\nrun(util.isObject(x.y));\n', becomes: 'import util from "util";\nrun(typeof x.y === "object" && x.y !== null);\n' },
  { name: "of a value that would be made twice", text: 'import util from "util";\nrun(util.isObject(make()));\n', becomes: null },
  { name: "a test that is handed on", text: 'import util from "util";\nrun(xs.filter(util.isString));\n', becomes: null },
  { name: "a path that no import can name", text: 'import { R_OK } from "fs";\nrun(R_OK);\n', becomes: null },
  { name: "a member of a member", text: 'import fs from "fs";\nrun(fs.R_OK);\n', becomes: 'import fs from "fs";\nrun(fs.constants.R_OK);\n' },
  { name: "by destructuring", text: 'const { isArray } = require("util");\nrun(isArray(x));\n', becomes: null, filename: "file.cjs" },
  { name: "with two native forms", text: 'run(new Buffer("a"));\n', becomes: null },
  { name: "only advised against, where asked for", text: 'import path from "path";\nrun(path._makeLong("a"));\n', becomes: 'import path from "path";\nrun(path.toNamespacedPath("a"));\n', options: { deprecations: "documentation" } },
]);
