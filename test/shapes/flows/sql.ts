/** Caller data into the text of a statement, or as a NoSQL condition. */
import type { FlowCase, Guard } from "../case.js";

const number: Guard = {
  name: "a number",
  imports: { "./number-of.js": "{ numberOf }" },
  pass: (value) => `numberOf(${value})`,
  files: ({ any, file }) => ({
    [file("number-of")]: `export function numberOf(value${any}) {
  return Number(value);
}`,
  }),
};
const knownNames: Guard = {
  name: "a list of known names",
  setUp: 'const KNOWN = ["name", "state"];',
  check: (value) => `if (!KNOWN.includes(${value})) throw new Error("unknown");`,
};
const knownNamesElsewhere: Guard = {
  name: "a list of known names in another file",
  imports: { "./known-names.js": "{ isKnown }" },
  check: (value) => `if (!isKnown(${value})) throw new Error("unknown");`,
  files: ({ any, file }) => ({
    [file("known-names")]: `const NAMES = new Set${any === "" ? "" : "<unknown>"}(["name", "state"]);
export const isKnown = (value${any}) => NAMES.has(value);`,
  }),
};
const mappedName: Guard = {
  name: "a table of names",
  setUp: 'const COLUMNS = new Map([["name", "display_name"], ["state", "vm_state"]]);',
  pass: (value) => `COLUMNS.get(${value})`,
};
const pattern: Guard = {
  name: "an assertion of its form in another file",
  imports: { "./assert-word.js": "{ assertWord }" },
  check: (value) => `assertWord(${value});`,
  files: ({ any, file }) => ({
    [file("assert-word")]: `export function assertWord(value${any}) {
  if (!/^[a-z_]+$/.test(value)) throw new Error("not a word");
}`,
  }),
};
const enumSchema: Guard = {
  name: "a zod enum",
  imports: { zod: "{ z }" },
  setUp: 'const stateSchema = z.enum(["active", "error"]);',
  pass: (value) => `stateSchema.parse(${value})`,
};
const text: Guard = {
  name: "String()",
  pass: (value) => `String(${value})`,
};

const rule = "no-sql-injection";

export const sqlFlows: readonly FlowCase[] = [
  {
    rule,
    name: "express query → pg text",
    language: "js",
    entry: {
      imports: { express: "express" },
      setUp: "const router = express.Router();",
      handler: (body) => `async (req, res) => {\n${body}\n  res.end();\n}`,
      route: (handler) => `router.get("/actions", ${handler});`,
    },
    source: "req.query.name",
    store: { imports: { pg: "{ Client }" }, setUp: "", receiver: { name: "client", type: "Client", make: "new Client()" } },
    sink: (receiver, value) => `${receiver}.query("SELECT * FROM actions WHERE name = '" + ${value} + "'")`,
    guards: [knownNames, { name: "a bound parameter", sink: (receiver, value) => `${receiver}.query("SELECT * FROM actions WHERE name = $1", [${value}])` }],
  },
  {
    rule,
    name: "fastify query → mysql2 template",
    language: "ts",
    entry: {
      imports: { fastify: "fastify, { FastifyReply, FastifyRequest }" },
      setUp: "const server = fastify();",
      handler: (body) => `async (request: FastifyRequest, reply: FastifyReply) => {\n${body}\n  return reply.send();\n}`,
      route: (handler) => `server.get("/actions", ${handler});`,
    },
    source: "request.query.sort",
    store: { imports: { "mysql2/promise": "mysql" }, setUp: "", receiver: { name: "db", type: "mysql.Pool", make: 'mysql.createPool("mysql://localhost/nova")' } },
    sink: (receiver, value) => `${receiver}.query(\`SELECT * FROM actions ORDER BY \${${value}}\`)`,
    guards: [mappedName, pattern],
  },
  {
    rule,
    name: "Nest query → TypeORM query",
    language: "ts",
    entry: {
      imports: { "@nestjs/common": "{ Controller, Get, Query }" },
      setUp: "",
      handler: null,
      route: () => "",
      around: (body) => `@Controller("actions")
export class ActionController {
  @Get()
  async list(@Query("state") state: any) {
${body}
  }
}`,
    },
    source: "state",
    store: { imports: { typeorm: "{ DataSource }" }, setUp: "", receiver: { name: "dataSource", type: "DataSource", make: 'new DataSource({ type: "postgres" })' } },
    sink: (receiver, value) => `${receiver}.query("SELECT * FROM actions WHERE state = '" + ${value} + "'")`,
    guards: [enumSchema, knownNamesElsewhere],
  },
  {
    rule,
    name: "Next route → Prisma raw text",
    language: "ts",
    entry: {
      imports: { "next/server": "{ NextRequest, NextResponse }" },
      setUp: "",
      handler: (body) => `async (request: NextRequest) => {\n${body}\n  return NextResponse.json({});\n}`,
      route: (handler) => `export const GET = ${handler};`,
    },
    source: 'request.nextUrl.searchParams.get("limit")',
    store: { imports: { "@prisma/client": "{ PrismaClient }" }, setUp: "", receiver: { name: "prisma", type: "PrismaClient", make: "new PrismaClient()" } },
    sink: (receiver, value) => `${receiver}.$queryRawUnsafe(\`SELECT * FROM actions LIMIT \${${value}}\`)`,
    guards: [number, { name: "a tagged template", sink: (receiver, value) => `${receiver}.$queryRaw\`SELECT * FROM actions LIMIT \${${value}}\`` }],
  },
  {
    rule,
    name: "koa body → mongodb condition",
    language: "js",
    entry: {
      imports: { koa: "Koa", "@koa/router": "Router" },
      setUp: "const app = new Koa();\nconst router = new Router();\napp.use(router.routes());",
      handler: (body) => `async (ctx) => {\n${body}\n  ctx.status = 204;\n}`,
      route: (handler) => `router.post("/actions", ${handler});`,
    },
    source: "ctx.request.body.name",
    store: {
      imports: { mongodb: "{ MongoClient }" },
      setUp: 'const client = new MongoClient("mongodb://localhost");',
      receiver: { name: "actions", type: "Collection", make: 'client.db("nova").collection("actions")' },
    },
    sink: (receiver, value) => `${receiver}.findOne({ name: ${value} })`,
    guards: [text, { name: "$eq", sink: (receiver, value) => `${receiver}.findOne({ name: { $eq: ${value} } })` }],
  },
];
