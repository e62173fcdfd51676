/** A stack trace, or an error with its stack, into a store. */
import type { FlowCase, Guard } from "../case.js";

const fingerprint: Guard = {
  name: "a fingerprint",
  imports: { "node:crypto": "{ createHash }" },
  pass: (value) => `createHash("sha256").update(String(${value})).digest("hex")`,
};
const importedFingerprint: Guard = {
  name: "a fingerprint made in another file",
  imports: { "./fingerprint.js": "{ fingerprint }" },
  pass: (value) => `fingerprint(${value})`,
  files: ({ any, file }) => ({
    [file("fingerprint")]: `import { createHash } from "node:crypto";
export function fingerprint(value${any}) {
  return createHash("sha1").update(String(value)).digest("hex").slice(0, 12);
}`,
  }),
};
const messageOf: Guard = {
  name: "the message alone",
  imports: { "./message-of.js": "{ messageOf }" },
  pass: (value) => `messageOf(${value})`,
  files: ({ any, file }) => ({
    [file("message-of")]: `export function messageOf(failure${any}) {
  return failure instanceof Error ? failure.message : "unknown failure";
}`,
  }),
};
const className: Guard = { name: "the class of the error", pass: (value) => `${value}.name` };

const rule = "no-persisted-traceback";

export const traceFlows: readonly FlowCase[] = [
  {
    rule,
    name: "caught stack → pg insert",
    language: "ts",
    entry: {
      imports: { "./work.js": "{ work }" },
      setUp: "",
      handler: (body) => `async () => {\n  try {\n    await work();\n  } catch (error: any) {\n${body}\n  }\n}`,
      route: (handler) => `export const run = ${handler};`,
    },
    source: "error.stack",
    store: { imports: { pg: "{ Pool }" }, setUp: "", receiver: { name: "pool", type: "Pool", make: "new Pool()" } },
    sink: (receiver, value) => `${receiver}.query("INSERT INTO faults (details) VALUES ($1)", [${value}])`,
    guards: [fingerprint, { name: "the message as source", source: "error.message" }],
  },
  {
    rule,
    name: "express error handler → redis set",
    language: "js",
    entry: {
      imports: { express: "express" },
      setUp: "const app = express();",
      handler: (body) => `async (err, req, res, next) => {\n${body}\n  next(err);\n}`,
      route: (handler) => `app.use(${handler});`,
    },
    source: "err.stack",
    store: { imports: { ioredis: "Redis" }, setUp: "", receiver: { name: "redis", type: "Redis", make: "new Redis()" } },
    sink: (receiver, value) => `${receiver}.set("last-failure", ${value})`,
    guards: [importedFingerprint, { name: "the class as source", source: "err.name" }],
  },
  {
    rule,
    name: "rejection as JSON → file",
    language: "js",
    entry: {
      imports: { "./work.js": "{ work }" },
      setUp: "",
      handler: (body) => `() => work().catch(async (error) => {\n${body}\n})`,
      route: (handler) => `export const run = ${handler};`,
    },
    source: "error",
    store: { imports: { "node:fs/promises": "fs" }, setUp: "", receiver: { name: "disk", type: "typeof fs", make: "fs" } },
    sink: (receiver, value) => `${receiver}.writeFile("failure.json", JSON.stringify(${value}, Object.getOwnPropertyNames(${value})))`,
    guards: [messageOf, className],
  },
  {
    rule,
    name: "Nest exception filter → mongoose create",
    language: "ts",
    entry: {
      imports: { "@nestjs/common": "{ ArgumentsHost, Catch, ExceptionFilter }" },
      setUp: "",
      handler: null,
      route: () => "",
      around: (body) => `@Catch()
export class FaultFilter implements ExceptionFilter {
  async catch(exception: Error, _host: ArgumentsHost) {
${body}
  }
}`,
    },
    source: "exception.stack",
    store: {
      imports: { mongoose: "mongoose" },
      setUp: "const schema = new mongoose.Schema({ failure: mongoose.Schema.Types.Mixed });",
      receiver: { name: "Fault", type: "mongoose.Model<any>", make: 'mongoose.model("Fault", schema)' },
    },
    sink: (receiver, value) => `${receiver}.create({ failure: ${value} })`,
    guards: [importedFingerprint, { name: "the message as source", source: "exception.message" }],
  },
  {
    rule,
    name: "caught error, its stack read at the end → Prisma create",
    language: "ts",
    entry: {
      imports: { "./work.js": "{ work }" },
      setUp: "",
      handler: (body) => `async () => {\n  try {\n    await work();\n  } catch (error: any) {\n${body}\n  }\n}`,
      route: (handler) => `export const run = ${handler};`,
    },
    source: "error",
    store: { imports: { "@prisma/client": "{ PrismaClient }" }, setUp: "", receiver: { name: "prisma", type: "PrismaClient", make: "new PrismaClient()" } },
    sink: (receiver, value) => `${receiver}.fault.create({ data: { details: ${value}.stack } })`,
    guards: [
      { name: "its message at the end", sink: (receiver, value) => `${receiver}.fault.create({ data: { details: ${value}.message } })` },
      { name: "its class and code at the end", sink: (receiver, value) => `${receiver}.fault.create({ data: { details: ${value}.name, code: ${value}.code } })` },
    ],
  },
];
