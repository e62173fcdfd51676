import rule from "../../rules/no-unvalidated-id-in-db-call/rule.js";
import { ruleTester } from "./rule-tester.js";

/** A route over mongoose with zod at hand: `body` on line 5. */
const route = (body: string): string => `import express from "express";
import mongoose from "mongoose";
import { z } from "zod";
const Action = mongoose.model("Action", new mongoose.Schema({ instanceUuid: String })); const Uuid = z.string().uuid(); const app = express();
app.post("/", async (req, res) => { ${body} });`;
const found = [{ messageId: "flow", line: 5 }] as const;

ruleTester.run("no-unvalidated-id-in-db-call: accept type", rule, {
  valid: [
    { name: "parsed by a schema", code: route("await Action.findById(Uuid.parse(req.body.id));") },
    { name: "parsed as part of an object", code: route("const { id } = z.object({ id: Uuid }).parse(req.body); await Action.findById(id);") },
    { name: "parsed without throwing", code: route("const id = Uuid.safeParse(req.body.id); if (!id.success) return; await Action.findById(id.data);") },
    { name: "proven to be text", code: route('if (typeof req.body.id !== "string") return; await Action.findById(req.body.id);') },
    { name: "made text", code: route("await Action.findById(String(req.body.id));") },
    { name: "made a number", code: route("await Action.findById(Number(req.body.id));") },
    { name: "an id made here", code: route('await Action.findById(crypto.randomUUID());') },
    { name: "compared with a known value", code: route('if (req.body.id !== "self") return; await Action.findById(req.body.id);') },
    { name: "no id", code: route("await Action.find({ note: String(req.body.note) });") },
    { name: "a loaded record's id", code: route("const [action] = await Action.find({ state: 1 }); await Action.findById(action.id);") },
    // $ MISSING: a column that another argument names is not read.
    { name: "known miss: a column of its own argument, a value with another name", code: 'import { Router } from "express"; import type { Knex } from "knex"; export const routes = (db: Knex) => Router().get("/:request", async (req, res) => { res.json(await db("actions").where("request_id", req.params.request).first("action")); });' },
    { name: "a parameter, by default", code: 'import type { Model } from "mongoose"; export const find = (Action: Model<object>, id: string) => Action.findById(id);' },
  ],
  invalid: [
    { name: "as it came", code: route("await Action.findById(req.body.id);"), errors: [...found] },
    {
      name: "by a client that a helper makes once",
      code: `import { PrismaClient } from "@prisma/client";
const kept = new Map<string, any>();
function once<T>(name: string, make: () => T): T { if (!kept.has(name)) kept.set(name, make()); return kept.get(name); }
const prisma = once("prisma", () => new PrismaClient());
export const remove = async (request: Request) => { const { id } = await request.json(); await prisma.action.delete({ where: { id } }); };`,
      errors: [...found],
    },
    { name: "destructured", code: route("const { id } = req.body; await Action.findById(id);"), errors: [...found] },
    { name: "checked to be truthy", code: route("if (!req.body.id) return res.end(); await Action.findById(req.body.id);"), errors: [...found] },
    { name: "parsed, but the other one used", code: route("Uuid.safeParse(req.body.id); await Action.findById(req.body.id);"), errors: [...found] },
    { name: "annotated only", code: route("const id: string = req.body.id; await Action.findById(id);"), errors: [...found] },
    { name: "cast only", code: route("await Action.findById(req.body.id as string);"), errors: [...found] },
    { name: "in a condition", code: route("await Action.findOne({ instanceUuid: req.body.uuid });"), errors: [...found] },
    { name: "the schema takes anything", code: route("await Action.findById(z.any().parse(req.body.id));"), errors: [...found] },
  ],
});

ruleTester.run("no-unvalidated-id-in-db-call: accept format", rule, {
  valid: [
    { name: "parsed by a schema", code: route("await Action.findById(Uuid.parse(req.body.id));"), options: [{ accept: "format" }] },
    { name: "a pattern", code: route("const id = String(req.body.id); if (!/^[0-9a-f]{24}$/.test(id)) return; await Action.findById(id);"), options: [{ accept: "format" }] },
    { name: "an enum", code: route('await Action.findById(z.enum(["a", "b"]).parse(req.body.id));'), options: [{ accept: "format" }] },
  ],
  invalid: [
    { name: "made text", code: route("await Action.findById(String(req.body.id));"), options: [{ accept: "format" }], errors: [...found] },
    { name: "proven to be text", code: route('if (typeof req.body.id !== "string") return; await Action.findById(req.body.id);'), options: [{ accept: "format" }], errors: [...found] },
    { name: "a schema of any text", code: route("await Action.findById(z.string().parse(req.body.id));"), options: [{ accept: "format" }], errors: [...found] },
  ],
});

/** A model function: line 2. */
const model = (parameters: string, argument: string): string => `import { Pool } from "pg"; const pool = new Pool();
export const find = (${parameters}) => pool.query("SELECT * FROM a WHERE id = $1", [${argument}]);`;

ruleTester.run("no-unvalidated-id-in-db-call: parameters", rule, {
  valid: [
    { name: "not called an id", code: model("note: string", "note"), options: [{ accept: "format", parameters: true }] },
    { name: "a number", code: model("actionId: number", "actionId"), options: [{ accept: "format", parameters: true }] },
    { name: "a branded type", code: `type ActionId = string & { readonly brand: unique symbol };\n${model("actionId: ActionId", "actionId")}`, options: [{ accept: "format", parameters: true }] },
    { name: "what a schema with a brand accepts", code: `import { z } from "zod";\nconst ActionId = z.uuid().toLowerCase().brand("ActionId").readonly();\nexport type ActionId = z.infer<typeof ActionId>;\n${model("actionId: ActionId", "actionId")}`, options: [{ accept: "format", parameters: true }] },
    { name: "what a schema with a brand accepts, valibot", code: `import * as v from "valibot";\nconst Key = v.pipe(v.string(), v.uuid(), v.brand("Key"));\ntype ActionId = v.InferOutput<typeof Key>;\n${model("actionId: ActionId", "actionId")}`, options: [{ accept: "format", parameters: true }] },
    { name: "a branded field of a declared type", code: `type ActionId = string & { readonly brand: unique symbol };\ninterface Action { readonly id: ActionId }\n${model("action: Pick<Action, 'id'>", "action.id")}`, options: [{ accept: "format", parameters: true }] },
    { name: "an id of an instance of a class", code: `class Instance { constructor(readonly uuid: string) {} }\n${model("instance: Instance | null", "instance?.uuid")}`, options: [{ accept: "format", parameters: true }] },
    { name: "an id of a record", code: `import { Model } from "sequelize";\nclass Instance extends Model { declare readonly uuid: string }\n${model("instance: Instance", "instance.uuid")}`, options: [{ accept: "format", parameters: true }] },
    { name: "not exported", code: model("actionId: string", "actionId").replace("export ", ""), options: [{ accept: "format", parameters: true }] },
  ],
  invalid: [
    { name: "what a schema without a brand accepts", code: `import { z } from "zod";\nconst ActionId = z.uuid();\ntype ActionId = z.infer<typeof ActionId>;\n${model("actionId: ActionId", "actionId")}`, options: [{ accept: "format", parameters: true }], errors: [{ messageId: "parameter", line: 5 }] },
    { name: "a field that is declared to be one of some texts", code: `interface Action { readonly id: "a" | "b" }\n${model("action: Action", "action.id")}`, options: [{ accept: "format", parameters: true }], errors: [{ messageId: "parameter", line: 3 }] },
    { name: "an id as text", code: model("actionId: string", "actionId"), options: [{ accept: "format", parameters: true }], errors: [{ messageId: "parameter", line: 2 }] },
    { name: "an id of an object of an interface", code: `interface Instance { readonly uuid: string }\n${model("instance: Instance | null", "instance?.uuid")}`, options: [{ accept: "format", parameters: true }], errors: [{ messageId: "parameter", line: 3 }] },
    { name: "an id of an instance of a class of fields alone", code: `class FindInstance { uuid!: string }\n${model("asked: FindInstance", "asked.uuid")}`, options: [{ accept: "format", parameters: true }], errors: [{ messageId: "parameter", line: 3 }] },
    { name: "an id inside an object", code: model("key: { instance_uuid: string }", "key.instance_uuid"), options: [{ accept: "format", parameters: true }], errors: [{ messageId: "parameter", line: 2 }] },
  ],
});

/** A route over node-postgres: line 3. */
const bound = (body: string): string => `import express from "express"; import { Pool } from "pg";
const pool = new Pool();
express().get("/actions", async (req, res) => { ${body} });`;
/** A route over Drizzle: line 4. */
const drizzle = (body: string): string => `import express from "express"; import { drizzle } from "drizzle-orm/node-postgres"; import { pgTable, text, uuid } from "drizzle-orm/pg-core"; import { eq } from "drizzle-orm";
const db = drizzle("postgres://localhost");
const actions = pgTable("actions", { uuid: uuid("uuid"), note: text("note") });
express().get("/actions", async (req, res) => { ${body} });`;

ruleTester.run("no-unvalidated-id-in-db-call: what is called an id", rule, {
  valid: [
    { name: "a word to look for, of a kept query", code: bound('const query = req.query; res.json(await pool.query("SELECT * FROM a WHERE b = $1", [query.word]));') },
    { name: "Drizzle: a column that is no id", code: drizzle("res.json(await db.select().from(actions).where(eq(actions.note, req.query.word)));") },
  ],
  invalid: [
    { name: "read of a kept query", code: bound('const query = req.query; res.json(await pool.query("SELECT * FROM a WHERE b = $1", [query.actionId]));'), errors: [{ messageId: "flow", line: 3 }] },
    { name: "taken out of an asserted query", code: bound('const { actionId } = req.query as { actionId: string }; res.json(await pool.query("SELECT * FROM a WHERE b = $1", [actionId]));'), errors: [{ messageId: "flow", line: 3 }] },
    { name: "Drizzle: a column that is an id", code: drizzle("res.json(await db.select().from(actions).where(eq(actions.uuid, req.query.word)));"), errors: [{ messageId: "flow", line: 4 }] },
    { name: "asserted to be of a branded type", code: `type ActionId = string & { readonly brand: unique symbol };\n${bound('const find = (id: ActionId) => pool.query("SELECT * FROM a WHERE b = $1", [id]); res.json(await find(req.query.actionId as ActionId));')}`, errors: [{ messageId: "flow", line: 4 }] },
  ],
});
