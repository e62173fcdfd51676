import rule from "../../rules/no-sql-injection/rule.js";
import { ruleTester } from "./rule-tester.js";

/** A route over node-postgres: `body` on line 4. */
const pg = (body: string): string => `import express from "express";
import { Pool } from "pg";
const pool = new Pool(); const app = express(); const SORT = new Map([["name", "action"], ["time", "start_time"]]);
app.get("/", async (req, res) => { ${body} });`;

/** A route over mongoose: `body` on line 4. */
const mongo = (body: string): string => `import express from "express";
import mongoose from "mongoose";
const Action = mongoose.model("Action", new mongoose.Schema({ name: String })); const app = express();
app.post("/", async (req, res) => { ${body} });`;

const flow = [{ messageId: "flow", line: 4 }] as const;
const condition = [{ messageId: "condition", line: 4 }] as const;

ruleTester.run("no-sql-injection: SQL text", rule, {
  valid: [
    { name: "bound", code: pg('await pool.query("SELECT * FROM a WHERE b = $1", [req.query.b]);') },
    { name: "a constant", code: pg('await pool.query("SELECT * FROM a WHERE b = " + 1);') },
    { name: "a number", code: pg("await pool.query(`SELECT * FROM a LIMIT ${Number(req.query.n)}`);") },
    { name: "a checked pattern", code: pg('const b = String(req.query.b); if (!/^[a-z]+$/.test(b)) return; await pool.query("SELECT * FROM a ORDER BY " + b);') },
    { name: "a name looked up in a map", code: pg('await pool.query("SELECT * FROM a ORDER BY " + (SORT.get(String(req.query.by)) ?? "id"));') },
    { name: "a name looked up in an object", code: pg('const by = { name: "action", time: "start_time" }[String(req.query.by)]; await pool.query("SELECT * FROM a ORDER BY " + by);') },
    { name: "a name in a list", code: pg('const by = String(req.query.by); if (!["name", "time"].includes(by)) return; await pool.query("SELECT * FROM a ORDER BY " + by);') },
    { name: "a compared value", code: pg('const by = req.query.by === "name" ? "action" : "start_time"; await pool.query("SELECT * FROM a ORDER BY " + by);') },
    { name: "a switch over known names", code: pg('switch (req.query.by) { case "name": await pool.query("SELECT * FROM a ORDER BY " + req.query.by); }') },
    { name: "a quoted name", code: pg('await pool.query("SELECT * FROM " + pool.escapeIdentifier(String(req.query.t)));').replace("new Pool()", "new Pool() as import('pg').Client") },
    { name: "query of another object", code: 'import express from "express"; express().get("/", (req) => { document.query("SELECT " + req.query.b); });' },
    { name: "generated placeholders", code: pg('const ids = [].concat(req.query.ids); await pool.query(`SELECT * FROM a WHERE id IN (${ids.map((_, i) => `$${i + 1}`).join(", ")})`, ids);') },
    { name: "a parameter of an exported function, by default", code: 'import { Pool } from "pg"; const pool = new Pool(); export const find = (b: string) => pool.query("SELECT * FROM a WHERE b = " + b);' },
  ],
  invalid: [
    { name: "concatenated", code: pg('await pool.query("SELECT * FROM a WHERE b = \'" + req.query.b + "\'");'), errors: [...flow] },
    { name: "a template", code: pg("await pool.query(`SELECT * FROM a WHERE b = ${req.query.b}`);"), errors: [...flow] },
    { name: "a joined list", code: pg('await pool.query(["SELECT * FROM a WHERE b =", req.query.b].join(" "));'), errors: [...flow] },
    { name: "as text: still an injection", code: pg("await pool.query(`SELECT * FROM a WHERE b = '${String(req.query.b)}'`);"), errors: [...flow] },
    { name: "an order", code: pg('await pool.query("SELECT * FROM a ORDER BY " + req.query.by);'), errors: [...flow] },
    { name: "a pattern with no end", code: pg('const b = String(req.query.b); if (!/^[a-z]+/.test(b)) return; await pool.query("SELECT * FROM a ORDER BY " + b);'), errors: [...flow] },
    { name: "the check is on another value", code: pg('const b = String(req.query.b), c = String(req.query.c); if (!/^[a-z]+$/.test(c)) return; await pool.query("SELECT * FROM a ORDER BY " + b);'), errors: [...flow] },
    { name: "the branch of a failed check", code: pg('const b = String(req.query.b); if (/^[a-z]+$/.test(b)) return; await pool.query("SELECT * FROM a ORDER BY " + b);'), errors: [...flow] },
    { name: "a truthy value", code: pg('if (!req.query.b) return; await pool.query("SELECT * FROM a WHERE b = " + req.query.b);'), errors: [...flow] },
    { name: "the text of a query object", code: pg('await pool.query({ text: "SELECT * FROM a WHERE b = " + req.query.b });'), errors: [...flow] },
    { name: "through a helper", code: pg('const find = (b) => pool.query("SELECT * FROM a WHERE b = " + b); await find(req.query.b);'), errors: [...flow] },
    {
      name: "a parameter of an exported function, where asked for",
      code: 'import { Pool } from "pg"; const pool = new Pool();\nexport const find = (b: string) => pool.query("SELECT * FROM a WHERE b = " + b);',
      options: [{ parameters: true }],
      errors: [{ messageId: "flow", line: 2 }],
    },
  ],
});

ruleTester.run("no-sql-injection: NoSQL conditions", rule, {
  valid: [
    { name: "as text", code: mongo("await Action.find({ name: String(req.body.name) });") },
    { name: "as a template", code: mongo("await Action.find({ name: `${req.body.name}` });") },
    { name: "as $eq", code: mongo("await Action.find({ name: { $eq: req.body.name } });") },
    ...["$ne", "$gt", "$gte", "$lt", "$lte", "$in", "$nin", "$all", "$size", "$mod", "$exists", "$type"].map((operator) => ({ name: `under ${operator}`, code: mongo(`await Action.find({ name: { ${operator}: req.body.name } });`) })),
    { name: "in a list under $in", code: mongo("await Action.find({ name: { $in: [req.body.name, ...req.body.names] } });") },
    { name: "under $in within $or", code: mongo("await Action.find({ $or: [{ name: { $in: req.body.names } }, { name: { $eq: req.body.name } }] });") },
    { name: "under $in within $not", code: mongo("await Action.find({ name: { $not: { $in: req.body.names } } });") },
    { name: "under $in within $elemMatch", code: mongo("await Action.find({ steps: { $elemMatch: { name: { $in: req.body.names } } } });") },
    { name: "under $in in a pipeline", code: mongo("await Action.aggregate([{ $match: { name: { $in: req.body.names } } }]);") },
    { name: "a value that a bulk write sets", code: mongo("await Action.bulkWrite(req.body.names.map(() => ({ updateOne: { filter: { name: 1 }, update: { 'list.$.names': req.body.names } } })));") },
    { name: "a value that a bulk write of a helper sets", code: mongo("const write = async (ids: string[], data: any) => { const ops = ids.map((id) => { return { updateOne: { filter: { _id: id }, update: { 'list.$.names': ids.includes(id) ? [] : data[id] } } }; }); return await Action.bulkWrite(ops, { ordered: false }); }; await write(['a'], req.body.data);") },
    { name: "under $in of a condition built before", code: mongo("const names = { $in: req.body.names }; const filter: any = {}; filter.name = names; await Action.find(filter);") },
    { name: "under $in by the driver", code: mongo('await Action.collection.deleteMany({ name: { $in: req.body.names } });') },
    { name: "checked to be text", code: mongo('if (typeof req.body.name !== "string") return; await Action.find({ name: req.body.name });') },
    { name: "under $in in a raw filter of Prisma", code: 'import { PrismaClient } from "@prisma/client"; const prisma = new PrismaClient(); export const find = async (request: Request) => prisma.action.findRaw({ filter: { name: { $in: (await request.json()).names } } });' },
    { name: "under $in in a selector of CouchDB", code: 'import nano from "nano"; const db = nano("x").use("a"); export const find = async (request: Request) => db.find({ selector: { name: { $in: (await request.json()).names } } });' },
    { name: "in a fragment, of something else", code: "const db = open(); export const find = (req: Request) => db.actions.findOne({ _id: req.body.id });" },
    { name: "a constant", code: mongo('await Action.find({ name: "create" });') },
  ],
  invalid: [
    { name: "a value of a body", code: mongo("await Action.find({ name: req.body.name });"), errors: [...condition] },
    ...["$not", "$elemMatch", "$regex"].map((operator) => ({ name: `under ${operator}`, code: mongo(`await Action.find({ name: { ${operator}: req.body.name } });`), errors: [...condition] })),
    ...["$and", "$or", "$nor", "$expr"].map((operator) => ({ name: `under ${operator}`, code: mongo(`await Action.find({ ${operator}: req.body.names });`), errors: [...condition] })),
    { name: "beside $in", code: mongo("await Action.find({ name: { $in: [] }, owner: req.body.owner });"), errors: [...condition] },
    { name: "an operand in an expression", code: mongo('await Action.find({ $expr: { $eq: ["$name", req.body.name] } });'), errors: [...condition] },
    { name: "under an operator of the caller's", code: mongo("await Action.find({ name: { [req.body.operator]: req.body.name } });"), errors: [...condition] },
    { name: "a field within $or", code: mongo("await Action.find({ $or: [{ name: req.body.name }] });"), errors: [...condition] },
    { name: "the filter of a bulk write", code: mongo("await Action.bulkWrite(req.body.names.map((name) => ({ updateOne: { filter: { name }, update: { name: 1 } } })));"), errors: [...condition] },
    { name: "in a raw filter of Prisma", code: 'import { PrismaClient } from "@prisma/client"; const prisma = new PrismaClient(); export const find = async (request: Request) => prisma.action.findRaw({ filter: { name: (await request.json()).name } });', errors: [{ messageId: "condition", line: 1 }] },
    { name: "in a selector of CouchDB", code: 'import nano from "nano"; const db = nano("x").use("a"); export const find = async (request: Request) => db.find({ selector: { name: (await request.json()).name } });', errors: [{ messageId: "condition", line: 1 }] },
    { name: "in a fragment, by the name that the shell gives its database", code: "export const find = (req: Request) => db.actions.findOne({ _id: req.body.id });", errors: [{ messageId: "condition", line: 1 }] },
    { name: "a whole body", code: mongo("await Action.findOne(req.body);"), errors: [...condition] },
    { name: "checked to be truthy", code: mongo("if (!req.body.name) return; await Action.find({ name: req.body.name });"), errors: [...condition] },
    { name: "checked to be something else", code: mongo('if (typeof req.body.name === "string") return; await Action.find({ name: req.body.name });'), errors: [...condition] },
    { name: "code", code: mongo("await Action.find({ $where: `this.name == '${req.body.name}'` });"), errors: [{ messageId: "code", line: 4 }] },
  ],
});
