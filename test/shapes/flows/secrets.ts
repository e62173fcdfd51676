/** A secret of the request into a log call. */
import type { FlowCase, Guard } from "../case.js";

const hash: Guard = {
  name: "a hash",
  imports: { "node:crypto": "{ createHash }" },
  pass: (value) => `createHash("sha256").update(${value}).digest("hex")`,
};
const importedMask: Guard = {
  name: "a pseudonym made in another file",
  imports: { "./pseudonym.js": "{ pseudonym }" },
  pass: (value) => `pseudonym(${value})`,
  files: ({ any, file }) => ({
    [file("pseudonym")]: `import { createHmac, randomBytes } from "node:crypto";
const key = randomBytes(32);
export const pseudonym = (value${any}) => createHmac("sha256", key).update(value).digest("hex").slice(0, 12);`,
  }),
};
const redacted: Guard = {
  name: "fast-redact",
  imports: { "fast-redact": "fastRedact" },
  setUp: 'const redact = fastRedact({ paths: ["cookie", "user"] });',
  pass: (value) => `redact(${value})`,
};
const length: Guard = { name: "its length", pass: (value) => `${value}.length` };
const presence: Guard = { name: "whether there is one", pass: (value) => `(${value} !== undefined)` };

const rule = "no-sensitive-context-in-log";

export const secretFlows: readonly FlowCase[] = [
  {
    rule,
    name: "express authorization → console",
    language: "ts",
    entry: {
      imports: { express: "express" },
      setUp: "const app = express();",
      handler: (body) => `async (req: express.Request, res: express.Response) => {\n${body}\n  res.end();\n}`,
      route: (handler) => `app.get("/instances", ${handler});`,
    },
    source: "req.headers.authorization",
    store: { imports: {}, setUp: "", receiver: { name: "out", type: "Console", make: "console" } },
    sink: (receiver, value) => `${receiver}.log("caller", ${value})`,
    guards: [hash, presence],
  },
  {
    rule,
    name: "fastify cookie → pino",
    language: "js",
    entry: {
      imports: { fastify: "fastify" },
      setUp: "const server = fastify();",
      handler: (body) => `async (request, reply) => {\n${body}\n  return reply.send();\n}`,
      route: (handler) => `server.get("/instances", ${handler});`,
    },
    source: "request.headers.cookie",
    store: { imports: { pino: "pino" }, setUp: "", receiver: { name: "log", type: "pino.Logger", make: "pino()" } },
    sink: (receiver, value) => `${receiver}.info({ sent: ${value} }, "request")`,
    guards: [importedMask, length],
  },
  {
    rule,
    name: "koa password → winston",
    language: "js",
    entry: {
      imports: { koa: "Koa", "@koa/router": "Router" },
      setUp: "const app = new Koa();\nconst router = new Router();\napp.use(router.routes());",
      handler: (body) => `async (ctx) => {\n${body}\n  ctx.status = 204;\n}`,
      route: (handler) => `router.post("/login", ${handler});`,
    },
    source: "ctx.request.body.password",
    store: { imports: { winston: "winston" }, setUp: "", receiver: { name: "logger", type: "winston.Logger", make: "winston.createLogger()" } },
    sink: (receiver, value) => `${receiver}.warn(\`login failed with \${${value}}\`)`,
    guards: [hash, length],
  },
  {
    rule,
    name: "express session → bunyan",
    language: "ts",
    entry: {
      imports: { express: "express" },
      setUp: "const router = express.Router();",
      handler: (body) => `async (req: express.Request, res: express.Response) => {\n${body}\n  res.end();\n}`,
      route: (handler) => `router.post("/actions", ${handler});`,
    },
    source: "req.session",
    store: { imports: { bunyan: "bunyan" }, setUp: "", receiver: { name: "log", type: "bunyan", make: 'bunyan.createLogger({ name: "nova" })' } },
    sink: (receiver, value) => `${receiver}.info({ caller: ${value} }, "action")`,
    guards: [redacted, { name: "a harmless source", source: "req.method" }],
  },
  {
    rule,
    name: "Nest body's token → Nest Logger",
    language: "ts",
    entry: {
      imports: { "@nestjs/common": "{ Body, Controller, Post }" },
      setUp: "",
      handler: null,
      route: () => "",
      around: (body) => `@Controller("login")
export class LoginController {
  @Post()
  async login(@Body() body: any) {
${body}
  }
}`,
    },
    source: "body.accessToken",
    store: { imports: { "@nestjs/common": "{ Logger }" }, setUp: "", receiver: { name: "logger", type: "Logger", make: 'new Logger("login")' } },
    sink: (receiver, value) => `${receiver}.log("token " + ${value})`,
    guards: [importedMask, presence],
  },
];
