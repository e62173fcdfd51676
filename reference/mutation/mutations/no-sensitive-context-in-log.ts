import type { Mutation } from "../mutation.js";

export default [
  {
    id: "headers-without-redaction",
    removes: "The log takes out what is secret. (Two lines: the list of names, and that nobody logs headers.)",
    edits: [
      { file: "src/log.ts", from: 'return pino({ level, serializers: { err: writable }, redact: { paths, censor: "[removed]" }, hooks }, destination', to: "return pino({ level, serializers: { err: writable }, hooks }, destination" },
      { file: "src/http/problems.ts", from: "request.log.error({ err: error },", to: "request.log.error({ err: error, headers: request.headers }," },
    ],
    reports: [{ file: "src/http/problems.ts", line: "request.log.error(" }],
  },
  {
    id: "a-name-less-in-the-list",
    removes: "The list of what is taken out names the header that tokens are in. (Two lines: the list, and that nobody logs headers.)",
    edits: [
      { file: "src/log.ts", from: '["authorization", "cookie", ', to: '["cookie", ' },
      { file: "src/http/problems.ts", from: "request.log.error({ err: error },", to: "request.log.error({ err: error, headers: request.headers }," },
    ],
    reports: [{ file: "src/http/problems.ts", line: "request.log.error(" }],
    missed: "A list of names that is made of another list is taken for one that names everything.",
  },
  {
    id: "token-by-another-name",
    removes: "A token is not logged: the log takes it out by its name only.",
    edits: [{ file: "src/http/authentication.ts", from: '    request.caller = await', to: '    request.log.debug({ bearer: token }, "a token came");\n    request.caller = await' }],
    reports: [{ file: "src/http/authentication.ts", line: "bearer: token" }],
  },
  {
    id: "context-with-a-failure",
    removes: "A failed operation is logged without its context.",
    edits: [{ file: "src/service/event-reporter.ts", from: 'event: reported.event }, "an operation failed");', to: 'event: reported.event, context }, "an operation failed");' }],
    reports: [{ file: "src/service/event-reporter.ts", line: '"an operation failed"' }],
    missed: "A list of names that is made of another list is taken for one that names everything.",
  },
  {
    id: "caller-of-an-operation",
    removes: "Who asked for an operation is in its action, not in the log.",
    edits: [
      { file: "src/http/operation-routes.ts", from: "    await operations.delete(caller, server_id);\n", to: '    await operations.delete(caller, server_id);\n    request.log.info({ user: caller.userId }, "an instance was deleted");\n' },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "user: caller.userId" }],
  },
  {
    id: "key-in-the-first-line",
    removes: "The key of the tokens is not written into a text of the log, where no list of names takes it out.",
    edits: [{ file: "src/main.ts", from: "const database =\n", to: 'log.info(`tokens are signed with ${Buffer.from(config.tokenKey).toString("base64")}`);\nconst database =\n' }],
    reports: [{ file: "src/main.ts", line: "log.info(" }],
    missed: "A list of names that is made of another list is taken for one that names everything.",
  },
  {
    id: "headers-on-the-console",
    removes: "Nothing is logged past the log.",
    edits: [{ file: "src/http/authentication.ts", from: '    if (token === undefined) throw', to: '    console.log(JSON.stringify(request.headers));\n    if (token === undefined) throw' }],
    reports: [{ file: "src/http/authentication.ts", line: "console.log(" }],
  },
  {
    id: "serializer-with-headers",
    removes: "The log writes of a request what pino writes of it.",
    edits: [{ file: "src/log.ts", from: 'return pino({ level, serializers: { err: writable }, redact: { paths, censor: "[removed]" }, hooks }, destination', to: "return pino({ level, hooks, serializers: { req: (request: IncomingMessage) => ({ url: request.url, headers: request.headers }) } }, destination" },
      { file: "src/log.ts", from: 'import { pino,', to: 'import type { IncomingMessage } from "node:http";\nimport { pino,' }],
    reports: [{ file: "src/log.ts", line: "serializers" }],
  },
  {
    id: "address-of-the-caller",
    removes: "From where a request came is not kept.",
    edits: [{ file: "src/http/problems.ts", from: "request.log.error({ err: error },", to: "request.log.error({ err: error, from: request.ip }," }],
    reports: [{ file: "src/http/problems.ts", line: "request.log.error(" }],
  },
  {
    id: "configuration-at-the-start",
    removes: "The configuration is not logged as a whole. (Two lines: the list of names, and that nobody logs it.)",
    edits: [
      { file: "src/log.ts", from: ', "tokenKey", "secret"]', to: ', "secret"]' },
      { file: "src/main.ts", from: "const database =\n", to: 'log.info({ config }, "starting");\nconst database =\n' },
    ],
    reports: [{ file: "src/main.ts", line: "log.info(" }],
    missed: "A list of names that is made of another list is taken for one that names everything.",
  },
  {
    id: "helper-past-the-log",
    removes: "No function but the log writes what happens. (Two files: a function that does, and who hands it the headers.)",
    edits: [
      { file: "src/log.ts", from: "const SECRET", to: "export function trace(what: unknown): void {\n  console.debug(JSON.stringify(what));\n}\n\nconst SECRET" },
      { file: "src/http/authentication.ts", from: "    if (token === undefined) throw", to: "    trace({ headers: request.headers });\n    if (token === undefined) throw" },
      { file: "src/http/authentication.ts", from: 'import { callerContext, ROLES', to: 'import { trace } from "../log.js";\nimport { callerContext, ROLES' },
    ],
    reports: [{ file: "src/http/authentication.ts", line: "trace({" }],
  },
] as const satisfies readonly Mutation[];
