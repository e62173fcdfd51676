import type { Mutation } from "../mutation.js";

export default [
  {
    id: "lines-for-people",
    removes: "The log is JSON, whoever reads it. (Two lines: the log's form, and that no text of a caller stands in a message.)",
    edits: [
      { file: "src/log.ts", from: 'return pino({ level, serializers: { err: writable }, redact: { paths, censor: "[removed]" }, hooks }, destination ?? pino.destination({ dest: 2, sync: true }));', to: 'return pino({ level, serializers: { err: writable }, redact: { paths, censor: "[removed]" }, hooks, transport: { target: "pino-pretty" } });' },
      { file: "src/http/problems.ts", from: '"a request failed");', to: "`${request.url} failed`);" },
    ],
    reports: [{ file: "src/http/problems.ts", line: "request.log.error(" }],
    missed: "The log of a request is not known to be the logger that the server was made with.",
  },
  {
    id: "refusal-on-the-console",
    removes: "A refusal is logged by the log.",
    edits: [{ file: "src/http/server.ts", from: "app.setNotFoundHandler((request, reply) => answerProblem(new NotHere(), request, reply));", to: "app.setNotFoundHandler((request, reply) => {\n    console.warn(`nothing is at ${request.url}`);\n    return answerProblem(new NotHere(), request, reply);\n  });" }],
    reports: [{ file: "src/http/server.ts", line: "console.warn(" }],
  },
  {
    id: "event-on-standard-error",
    removes: "The name of an event is a field of the log, no part of a line.",
    edits: [{ file: "src/service/event-reporter.ts", from: "      throw error;\n    } finally", to: "      console.error(`${reported.event} failed`);\n      throw error;\n    } finally" }],
    reports: [{ file: "src/service/event-reporter.ts", line: "console.error(" }],
  },
  {
    id: "helper-of-lines",
    removes: "No other log than the log is written. (Two files: a function that writes lines, and a route that calls it.)",
    edits: [
      { file: "src/log.ts", from: "const SECRET", to: "export function trace(what: string): void {\n  console.debug(`${new Date().toISOString()} ${what}`);\n}\n\nconst SECRET" },
      { file: "src/http/action-routes.ts", from: "    const page = renderPage(", to: "    trace(decodeURIComponent(request.url));\n    const page = renderPage(" },
      { file: "src/http/action-routes.ts", from: 'import type { InstanceAction } from', to: 'import { trace } from "../log.js";\nimport type { InstanceAction } from' },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: "trace(decodeURIComponent" }, { file: "src/log.ts", line: "console.debug(" }],
  },
  {
    id: "path-on-the-console",
    removes: "What a caller wrote into a path is parsed before it is written anywhere.",
    edits: [{ file: "src/http/operation-routes.ts", from: 'app.delete("/servers/:server_id", async (request, reply) => {\n', to: 'app.delete("/servers/:server_id", async (request, reply) => {\n    console.info(`deleting ${(request.params as { server_id: string }).server_id}`);\n' }],
    reports: [{ file: "src/http/operation-routes.ts", line: "console.info(" }],
  },
] as const satisfies readonly Mutation[];
