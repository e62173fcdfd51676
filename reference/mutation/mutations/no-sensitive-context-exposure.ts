import type { Mutation } from "../mutation.js";

export default [
  {
    id: "headers-in-the-problem",
    removes: "A problem document shows nothing of the request but its id.",
    edits: [{ file: "src/http/problems.ts", from: "...rest, request_id: request.id }", to: "...rest, request_id: request.id, headers: request.headers }" }],
    reports: [{ file: "src/http/problems.ts", line: "headers: request.headers" }],
  },
  {
    id: "caller-in-the-answer",
    removes: "Who calls is not answered to anybody as a whole.",
    edits: [{ file: "src/http/operation-routes.ts", from: 'reply.code(202).header("x-request-id", caller.requestId).send();', to: "reply.code(202).send({ caller });" }],
    reports: [{ file: "src/http/operation-routes.ts", line: "send({ caller })" }],
    missed: "What the program's own authenticator leaves in the request is no caller.",
  },
  {
    id: "context-to-another-service",
    removes: "What leaves for another service does not say who asked.",
    edits: [{ file: "src/service/event-reporter.ts", from: "    let failed: Failed | null = null;\n", to: '    await fetch("http://metering.internal/operations", { method: "POST", body: JSON.stringify({ event: reported.event, user: context.userId }) });\n    let failed: Failed | null = null;\n' }],
    reports: [{ file: "src/service/event-reporter.ts", line: "await fetch(" }],
  },
  {
    id: "configuration-in-the-health",
    removes: "The configuration, with the password in the address of the database, stays in the process.",
    edits: [{ file: "src/main.ts", from: "const instance = await", to: 'service.app.get("/health", () => ({ status: "ok", ...config }));\nconst instance = await' }],
    reports: [{ file: "src/main.ts", line: "/health" }],
    missed: "Only what is called a password counts as a secret of the program's own.",
  },
  {
    id: "operation-announced-with-its-caller",
    removes: "What is announced to the machines is the instance and what to do with it, not who asked.",
    edits: [
      { file: "src/service/operations.ts", from: "      await instances.softDelete(instance);\n", to: '      await instances.softDelete(instance);\n      await announce({ instance, caller });\n' },
      { file: "src/service/operations.ts", from: "export interface OperationParts {", to: 'async function announce(deletion: { instance: Instance; caller: CallerContext }): Promise<void> {\n  await fetch("http://metering.internal/deletions", { method: "POST", body: JSON.stringify(deletion) });\n}\n\nexport interface OperationParts {' },
    ],
    reports: [{ file: "src/service/operations.ts", line: "await announce({" }],
    missed: "An id of a branded schema's type is no identity.",
  },
  {
    id: "password-of-the-database",
    removes: "What the environment sets is told to nobody who calls.",
    edits: [{ file: "src/http/server.ts", from: "  operationRoutes(app, operations);\n", to: '  app.get("/health", () => ({ status: "ok", password: process.env["DATABASE_PASSWORD"] }));\n  operationRoutes(app, operations);\n' }],
    reports: [{ file: "src/http/server.ts", line: "/health" }],
  },
  {
    id: "headers-with-a-failure",
    removes: "What failed is logged here, not sent elsewhere with the request.",
    edits: [
      { file: "src/http/problems.ts", from: 'request.log.error({ err: error }, "a request failed");', to: "void reportFailure({ status, headers: request.headers });" },
      { file: "src/http/problems.ts", from: "/** Answers with a problem.", to: 'async function reportFailure(failure: object): Promise<void> {\n  await fetch("http://failures.internal/", { method: "POST", body: JSON.stringify(failure) });\n}\n\n/** Answers with a problem.' },
    ],
    reports: [{ file: "src/http/problems.ts", line: "await fetch(" }],
  },
  {
    id: "metering-with-the-headers",
    removes: "What another service is told is told field by field. (Two files: a function that tells it, and who hands it the headers.)",
    edits: [
      { file: "src/service/operations.ts", from: "export interface OperationParts {", to: 'export async function meter(operation: object): Promise<void> {\n  await fetch("http://metering.internal/operations", { method: "POST", body: JSON.stringify(operation) });\n}\n\nexport interface OperationParts {' },
      { file: "src/http/operation-routes.ts", from: "    const asked = Operation.parse(request.body);\n", to: "    const asked = Operation.parse(request.body);\n    await meter({ asked, headers: request.headers });\n" },
      { file: "src/http/operation-routes.ts", from: 'import type { Operations } from', to: 'import { meter, type Operations } from' },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "await meter({" }],
  },
] as const satisfies readonly Mutation[];
