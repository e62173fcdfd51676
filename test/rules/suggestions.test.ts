/** What the suggestions make of a text, of both languages. */
import { describe, expect, it } from "vitest";
import noPersistedTraceback from "../../rules/no-persisted-traceback/rule.js";
import noSensitiveContextInLog from "../../rules/no-sensitive-context-in-log/rule.js";
import type { PolicyRule } from "../../src/policy/index.js";
import { suggestionsFor } from "./suggestions.js";

interface Case {
  readonly name: string;
  /** Before and after; `null`: nothing is offered. */
  readonly text: string;
  readonly becomes: string | null;
  readonly says?: string;
  readonly filename?: string;
}

/** `around`: the file that a case's text stands in. */
function run(title: string, rule: PolicyRule, around: (text: string) => string, cases: readonly Case[]): void {
  describe(title, () => {
    it.each(cases)("$name", ({ text, becomes, says, filename }) => {
      const applied = suggestionsFor(rule, around(text), { filename });
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
  { name: "beside comments", text: "log.info({ method: req.method, /* who */ token: req.headers.authorization /* asked */ });", becomes: "log.info({ method: req.method, /* who */ /* asked */ });" },
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
