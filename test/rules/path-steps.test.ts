import { describe, expect, it } from "vitest";
import { reportsOf } from "../shapes/lint.js";
import type { Files } from "../shapes/case.js";
import type { RuleName } from "../../src/rules.js";

/** The paths of all findings, each a list of steps. */
function pathsOf(rule: RuleName, files: Files): string[][] {
  return reportsOf(rule, files).map(({ path }) => path.split("\n").slice(1).map((line) => line.trim()));
}

const EXPRESS = 'import express from "express";\nimport { Pool } from "pg";\nconst app = express();\nconst pool = new Pool();\n';

describe("the first step is the source", () => {
  it("a caught error, not the statement around it", () => {
    const files = { "a.js": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport async function run(work) {\n  try {\n    await work();\n  } catch (error) {\n    await pool.query("INSERT INTO faults (details) VALUES ($1)", [error.stack]);\n  }\n}\n' };
    expect(pathsOf("no-persisted-traceback", files)).toEqual([["a.js:6:12 error", 'a.js:7:11 pool.query("INSERT INTO faults (details) VALUES ($1)", [error.stack])']]);
  });

  it("what is read of a parameter, also where an inner function reads it", () => {
    const files = { "a.js": `${EXPRESS}app.get("/", (req, res) => {\n  res.on("finish", () => {\n    pool.query("SELECT " + req.query.sort);\n  });\n});\n` };
    expect(pathsOf("no-sql-injection", files)).toEqual([["a.js:7:28 req.query.sort", 'a.js:7:5 pool.query("SELECT " + req.query.sort)']]);
  });

  it("what is read of a parameter that the parameter list takes apart", () => {
    const files = { "a.js": `${EXPRESS}app.get("/", ({ query }, res) => {\n  const sort = query.sort;\n  pool.query("SELECT " + sort);\n});\n` };
    expect(pathsOf("no-sql-injection", files)).toEqual([["a.js:6:16 query.sort", 'a.js:7:3 pool.query("SELECT " + sort)']]);
  });

  it("what is read of a request that was looked at before", () => {
    const files = { "a.js": `${EXPRESS}const seen = (req) => {\n  req.seen = true;\n};\napp.get("/", (req, res) => {\n  seen(req);\n  pool.query("SELECT " + req.query.sort);\n});\n` };
    expect(pathsOf("no-sql-injection", files)[0]?.[0]).toBe("a.js:10:26 req.query.sort");
  });
});

describe("the steps between", () => {
  it("are calls that the value passes, with the value in sight", () => {
    const files = {
      "a.js": `${EXPRESS}import { find } from "./store.js";\napp.get("/", (req, res) => {\n  find({ table: "one of many tables", order: "the order of the rows", limit: 10000, sort: req.query.sort, note: "a note for the reader" });\n});\n`,
      "store.js": 'import { Pool } from "pg";\nconst pool = new Pool();\nexport const find = (wish) => pool.query(`SELECT * FROM rows ORDER BY ${wish.sort}`);\n',
    };
    expect(pathsOf("no-sql-injection", files)).toEqual([
      ["a.js:7:91 req.query.sort", "a.js:7:3 find({ …, sort: req.query.sort, … })", "store.js:3:31 pool.query(`SELECT * FROM rows ORDER BY ${wish.sort}`)"],
    ]);
  });

  it("leave out what the next step shows again, names alone, and functions that only see a variable", () => {
    const files = { "a.js": `${EXPRESS}app.get("/", (req, res) => {\n  const { sort } = req.query;\n  const order = "ORDER BY " + String(sort);\n  setTimeout(() => {\n    pool.query(\`SELECT \${order}\`);\n  }, 10);\n});\n` };
    expect(pathsOf("no-sql-injection", files)).toEqual([["a.js:6:11 sort", 'a.js:7:17 "ORDER BY " + String(sort)', "a.js:9:5 pool.query(`SELECT ${order}`)"]]);
  });

  it("do not show a sibling that was only compared", () => {
    const files = { "a.js": `${EXPRESS}app.get("/", (req, res) => {\n  if (req.query.mode === "sorted") pool.query("SELECT " + req.query.sort);\n});\n` };
    expect(pathsOf("no-sql-injection", files)).toEqual([["a.js:6:59 req.query.sort", 'a.js:6:36 pool.query("SELECT " + req.query.sort)']]);
  });

  it("show neither comments nor line breaks", () => {
    const files = { "a.js": `${EXPRESS}app.get("/", (req, res) => {\n  pool.query( // the rows\n    "SELECT " + /* any */ req.query.sort,\n  );\n});\n` };
    expect(pathsOf("no-sql-injection", files)[0]?.at(-1)).toBe('a.js:6:3 pool.query("SELECT " + req.query.sort)');
  });
});
