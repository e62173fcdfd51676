import rule from "../../rules/no-persisted-traceback/rule.js";
import { ruleTester } from "./rule-tester.js";

/** Code around a failing step, with a database, a cache and files: `body`, which has `error`, on line 6. */
const failing = (body: string): string => `import { Pool } from "pg";
import Redis from "ioredis";
import fs from "node:fs/promises";
import util from "node:util";
const pool = new Pool(); const redis = new Redis();
export async function run(step: () => Promise<void>) { try { await step(); } catch (error) { ${body} } }`;
const found = [{ messageId: "flow", line: 6 }] as const;

ruleTester.run("no-persisted-traceback", rule, {
  valid: [
    { name: "logged", code: failing("console.error(error.stack);") },
    { name: "its message is stored", code: failing('await pool.query("UPDATE events SET details = $1", [error.message]);') },
    { name: "its class is stored", code: failing('await pool.query("UPDATE events SET details = $1", [error.name]);') },
    { name: "its text is stored", code: failing('await pool.query("UPDATE events SET details = $1", [String(error)]);') },
    { name: "its code is stored", code: failing('await redis.set("last", error.code);') },
    { name: "whether there is one is stored", code: failing('await redis.set("has", error.stack ? 1 : 0);') },
    { name: "its length is stored", code: failing('await redis.set("length", error.stack.length);') },
    { name: "a stack of another sort", code: 'import Redis from "ioredis"; const redis = new Redis(); const cards = { stack: "ace" }; await redis.set("cards", cards.stack);' },
    { name: "as JSON: the stack is not enumerable", code: failing('await redis.set("last", JSON.stringify(error));') },
    { name: "as JSON, cloned", code: failing('await redis.set("last", JSON.stringify(structuredClone(error)));') },
    { name: "within JSON", code: failing('await redis.set("last", JSON.stringify({ at: Date.now(), error }));') },
    { name: "a new error within JSON", code: failing('await redis.set("last", JSON.stringify({ error: new Error("stopped", { cause: error }) }));') },
    { name: "an error of a member within JSON", code: failing('await redis.set("last", JSON.stringify([{ cause: error.cause }]));') },
    { name: "as JSON of named fields", code: failing('await redis.set("last", JSON.stringify(error, ["name", "message"]));') },
    { name: "the names of its fields", code: failing('await redis.set("last", Object.getOwnPropertyNames(error).join());') },
    { name: "as a whole, by default", code: failing('await pool.query("UPDATE events SET details = $1", [error]);') },
    { name: "its copy", code: failing('await redis.set("last", JSON.stringify({ ...error }));') },
    { name: "the message of the project's own class, through a helper", code: `class Own extends Error {} const textOf = (e: unknown): string => { if (e instanceof Own) return e.message; return "other"; };\n${failing('await redis.set("last", textOf(error));')}`, options: [{ wholeErrors: true }] },
    { name: "in a test", code: failing("await fs.writeFile('trace.txt', error.stack);"), filename: "run.test.ts" },
  ],
  invalid: [
    { name: "in a bound parameter", code: failing('await pool.query("UPDATE events SET traceback = $1", [error.stack]);'), errors: [...found] },
    { name: "in a cache", code: failing('await redis.set("last", error.stack);'), errors: [...found] },
    { name: "in a file", code: failing('await fs.writeFile("trace.txt", error.stack);'), errors: [...found] },
    { name: "as part of a text", code: failing('await fs.appendFile("trace.txt", `${new Date().toISOString()} ${error.stack}\\n`);'), errors: [...found] },
    { name: "as part of JSON", code: failing('await redis.set("last", JSON.stringify({ trace: error.stack }));'), errors: [...found] },
    { name: "of a new error", code: failing('await redis.set("here", new Error().stack);'), errors: [...found] },
    { name: "inspected", code: failing('await redis.set("last", util.inspect(error));'), errors: [...found] },
    { name: "as JSON with all its own fields", code: failing('await redis.set("last", JSON.stringify(error, Object.getOwnPropertyNames(error)));'), errors: [...found] },
    { name: "as a whole, where asked for", code: failing('await pool.query("UPDATE events SET details = $1", [error]);'), options: [{ wholeErrors: true }], errors: [{ messageId: "exception", line: 6 }] },
    { name: "inspected within an object", code: failing('await redis.set("last", util.inspect({ error }));'), errors: [...found] },
    { name: "of its cause, inspected", code: failing('await redis.set("last", util.inspect(new Error("stopped", { cause: error })));'), errors: [...found] },
    { name: "copied, then as JSON", code: failing('const copy = { message: error.message, stack: error.stack }; await redis.set("last", JSON.stringify({ copy }));'), errors: [...found] },
    { name: "changed, then as JSON", code: failing('const copy: any = { stack: error.stack }; copy.stack += " at step"; await redis.set("last", JSON.stringify(copy));'), errors: [...found] },
    { name: "some lines of it", code: failing('await redis.set("last", error.stack.split("\\n").slice(0, 3).join("\\n"));'), errors: [...found] },
    { name: "through a helper", code: failing("const trace = (e) => e.stack; await fs.writeFile('t', trace(error));"), errors: [...found] },
    {
      name: "by the service of a module's data model",
      code: `import type { ModulesSdkTypes } from "@medusajs/framework/types";
export class Runs {
  constructor(private readonly service: ModulesSdkTypes.IMedusaInternalService<any>) {}
  async run(step: () => Promise<void>) { try { await step(); } catch (error) { await this.service.upsert([{ context: { trace: error.stack } }]); } }
}`,
      errors: [{ messageId: "flow", line: 4 }],
    },
  ],
});
