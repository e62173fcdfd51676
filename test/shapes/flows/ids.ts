/** An id of the caller's into an identifier position of a database call. */
import type { FlowCase, Guard } from "../case.js";

const uuidCheck: Guard = {
  name: "a uuid check",
  imports: { uuid: "{ validate as isUuid }" },
  check: (value) => `if (!isUuid(${value})) throw new Error("not an id");`,
};
const uuidPredicate: Guard = {
  name: "a predicate of another file",
  imports: { "./is-id.js": "{ isId }" },
  check: (value) => `if (!isId(${value})) throw new Error("not an id");`,
  files: ({ any, file }) => ({
    [file("is-id")]: `import { validate } from "uuid";
export function isId(value${any}) { return typeof value === "string" && validate(value); }`,
  }),
};
const uuidAssertion: Guard = {
  name: "an assertion function of another file",
  imports: { "./assert-id.js": "{ assertId }" },
  check: (value) => `assertId(${value});`,
  files: ({ any, file }) => ({
    [file("assert-id")]: `const FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export function assertId(value${any}) {
  if (typeof value !== "string" || !FORM.test(value)) throw new TypeError("not an id");
}`,
  }),
};
const schema: Guard = {
  name: "a zod schema",
  imports: { zod: "{ z }" },
  setUp: "const idSchema = z.string().uuid();",
  pass: (value) => `idSchema.parse(${value})`,
};
const importedSchema: Guard = {
  name: "a zod schema of another file",
  imports: { "./id-schema.js": "{ idSchema }" },
  pass: (value) => `idSchema.parse(${value})`,
  files: ({ file }) => ({ [file("id-schema")]: `import { z } from "zod";\nexport const idSchema = z.string().uuid();` }),
};
const number: Guard = {
  name: "a number",
  imports: { "./number-of.js": "{ numberOf }" },
  pass: (value) => `numberOf(${value})`,
  files: ({ any, file }) => ({
    [file("number-of")]: `export function numberOf(value${any}) {
  const number = Number(value);
  if (!Number.isInteger(number)) throw new RangeError("not a number");
  return number;
}`,
  }),
};

const rule = "no-unvalidated-id-in-db-call";

export const idFlows: readonly FlowCase[] = [
  {
    rule,
    name: "express params → pg parameter",
    language: "ts",
    entry: {
      imports: { express: "express" },
      setUp: "const app = express();",
      handler: (body) => `async (req: express.Request, res: express.Response) => {\n${body}\n  res.end();\n}`,
      route: (handler) => `app.get("/instances/:id", ${handler});`,
    },
    source: "req.params.id",
    store: { imports: { pg: "{ Pool }" }, setUp: "", receiver: { name: "pool", type: "Pool", make: "new Pool()" } },
    sink: (receiver, value) => `${receiver}.query("SELECT * FROM instances WHERE uuid = $1", [${value}])`,
    guards: [uuidCheck, importedSchema],
  },
  {
    rule,
    name: "fastify query → mysql2 parameter",
    language: "js",
    entry: {
      imports: { fastify: "fastify" },
      setUp: "const server = fastify();",
      handler: (body) => `async (request, reply) => {\n${body}\n  return reply.send();\n}`,
      route: (handler) => `server.get("/actions", ${handler});`,
    },
    source: "request.query.instanceId",
    store: { imports: { "mysql2/promise": "mysql" }, setUp: "", receiver: { name: "db", type: "mysql.Pool", make: 'mysql.createPool("mysql://localhost/nova")' } },
    sink: (receiver, value) => `${receiver}.execute("SELECT * FROM actions WHERE instance_id = ?", [${value}])`,
    guards: [uuidAssertion, schema],
  },
  {
    rule,
    name: "Nest body → TypeORM condition",
    language: "ts",
    entry: {
      imports: { "@nestjs/common": "{ Body, Controller, Post }" },
      setUp: "",
      handler: null,
      route: () => "",
      around: (body) => `@Controller("instances")
export class InstanceController {
  @Post()
  async find(@Body() body: any) {
${body}
  }
}`,
    },
    source: "body.instanceId",
    store: {
      imports: { typeorm: "{ DataSource, Repository }", "./instance.entity.js": "{ Instance }" },
      setUp: 'const dataSource = new DataSource({ type: "postgres" });',
      receiver: { name: "instances", type: "Repository<Instance>", make: "dataSource.getRepository(Instance)" },
    },
    sink: (receiver, value) => `${receiver}.findOneBy({ id: ${value} })`,
    guards: [uuidPredicate, schema],
  },
  {
    rule,
    name: "Next API route → Prisma condition",
    language: "ts",
    entry: {
      imports: { next: "{ NextApiRequest, NextApiResponse }" },
      setUp: "",
      handler: (body) => `async (request: NextApiRequest, response: NextApiResponse) => {\n${body}\n  response.status(204).end();\n}`,
      route: (handler) => `export default ${handler};`,
    },
    source: "request.query.instanceId",
    store: { imports: { "@prisma/client": "{ PrismaClient }" }, setUp: "", receiver: { name: "prisma", type: "PrismaClient", make: "new PrismaClient()" } },
    sink: (receiver, value) => `${receiver}.instance.findUnique({ where: { id: ${value} } })`,
    guards: [uuidAssertion, number],
  },
  {
    rule,
    name: "koa params → mongodb condition",
    language: "js",
    entry: {
      imports: { koa: "Koa", "@koa/router": "Router" },
      setUp: "const app = new Koa();\nconst router = new Router();\napp.use(router.routes());",
      handler: (body) => `async (ctx) => {\n${body}\n  ctx.status = 204;\n}`,
      route: (handler) => `router.get("/instances/:id", ${handler});`,
    },
    source: "ctx.params.id",
    store: {
      imports: { mongodb: "{ MongoClient }" },
      setUp: 'const client = new MongoClient("mongodb://localhost");',
      receiver: { name: "instances", type: "Collection", make: 'client.db("nova").collection("instances")' },
    },
    sink: (receiver, value) => `${receiver}.findOne({ instanceId: ${value} })`,
    guards: [uuidPredicate, importedSchema],
  },
];
