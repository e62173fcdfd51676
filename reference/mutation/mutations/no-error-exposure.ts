import type { Mutation } from "../mutation.js";

export default [
  {
    id: "message-of-any-error",
    removes: "Of an error that was not written for callers, none of its text is shown.",
    edits: [{ file: "src/http/problems.ts", from: `problem(500, "The service failed. Give the request's id to its operators.")`, to: "problem(500, error instanceof Error ? error.message : String(error))" }],
    reports: [{ file: "src/http/problems.ts", line: "return reply.code(status)" }],
    missed: "The error that an error handler of another file takes is no source.",
  },
  {
    id: "any-error-as-an-own-one",
    removes: "Only the text of the service's own errors is shown.",
    edits: [
      { file: "src/http/problems.ts", from: "if (error instanceof ModelError) return problem(statusOf(error), error.message);", to: "if (error instanceof Error) return problem(statusOf(error), error.message);" },
      { file: "src/http/problems.ts", from: "function statusOf(error: ModelError)", to: "function statusOf(error: Error)" },
    ],
    reports: [{ file: "src/http/problems.ts", line: "return reply.code(status)" }],
    missed: "The error that an error handler of another file takes is no source.",
  },
  {
    id: "stack-in-the-problem",
    removes: "A problem document has no trace.",
    edits: [{ file: "src/http/problems.ts", from: "...rest, request_id: request.id }", to: "...rest, request_id: request.id, trace: error instanceof Error ? error.stack : null }" }],
    reports: [{ file: "src/http/problems.ts", line: "return reply.code(status)" }, { file: "src/http/server.ts", line: "app.setNotFoundHandler(" }],
  },
  {
    id: "cause-in-an-own-text",
    removes: "The text of an own error has nothing of another error in it.",
    edits: [{ file: "src/model/errors.ts", from: 'super("The records cannot be reached at the moment. Try again.", { cause });', to: "super(`The records cannot be reached at the moment: ${String(cause)}`, { cause });" }],
    reports: [{ file: "src/http/problems.ts", line: "return reply.code(status)" }],
    missed: "What an own error wraps is not followed from where it is thrown to the error handler.",
  },
  {
    id: "route-with-a-boundary-of-its-own",
    removes: "Failures leave through the one error handler.",
    edits: [
      { file: "src/http/operation-routes.ts", from: "    await operations.delete(caller, server_id);\n", to: "    try {\n      await operations.delete(caller, server_id);\n    } catch (error) {\n      return await reply.code(500).send({ detail: String(error) });\n    }\n" },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "String(error)" }],
  },
  {
    id: "failure-in-the-page",
    removes: "The page says what is wrong with the request, not what failed.",
    edits: [
      { file: "src/http/action-routes.ts", from: "const listed = query.success ? await actions.list(instance, filterOf(query.data)) : [];", to: "let failure: string | null = null;\n    const listed = query.success ? await actions.list(instance, filterOf(query.data)).catch((error: unknown) => { failure = String(error); return []; }) : [];" },
      { file: "src/http/action-routes.ts", from: "next: next && `?${next}` });", to: "next: next && `?${next}`, failure });" },
      { file: "src/http/page.ts", from: "  readonly next: string | null;\n", to: "  readonly next: string | null;\n  readonly failure: string | null;\n" },
      { file: "src/http/page.ts", from: "<table>\n", to: "{{#if failure}}<p>{{failure}}</p>{{/if}}\n<table>\n" },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: ".send(page);" }],
  },
  {
    id: "details-of-any-error",
    removes: "The details that a reader of an event sees come from an allow-list of classes.",
    edits: [{ file: "src/model/failure.ts", from: "return error instanceof Error ? classOf(error) : UNKNOWN;", to: "return String(error);" }],
    reports: [{ file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
    missed: "Details go to the reader through the database; a text without a trace may be stored.",
  },
  {
    id: "no-error-handler",
    removes: "The error handler of the service answers, not the framework's, which shows the message.",
    edits: [{ file: "src/http/server.ts", from: "  app.setErrorHandler(answerProblem);\n", to: "  app.setErrorHandler((error, _request, reply) => reply.code(500).send(error));\n" }],
    reports: [{ file: "src/http/server.ts", line: "send(error)" }],
  },
  {
    id: "helper-that-reads-any-message",
    removes: "A text for callers is made by one function, which knows the service's own errors.",
    edits: [
      { file: "src/http/problems.ts", from: "function statusOf(error: ModelError)", to: "export function detailOf(error: unknown): string {\n  return error instanceof Error ? error.message : String(error);\n}\n\nfunction statusOf(error: ModelError)" },
      { file: "src/http/operation-routes.ts", from: "    await operations.delete(caller, server_id);\n", to: "    try {\n      await operations.delete(caller, server_id);\n    } catch (error) {\n      return await reply.code(409).send({ status: 409, detail: detailOf(error) });\n    }\n" },
      { file: "src/http/operation-routes.ts", from: 'import { Operation, ServerPath }', to: 'import { detailOf } from "./problems.js";\nimport { Operation, ServerPath }' },
    ],
    reports: [{ file: "src/http/operation-routes.ts", line: "detailOf(error)" }],
  },
  {
    id: "failure-as-an-answer",
    removes: "A failure is thrown on to the error handler, not answered as a result.",
    edits: [
      { file: "src/http/action-routes.ts", from: "const happened = await events.listByAction(action);", to: "const happened = await events.listByAction(action).catch((error: unknown) => String(error));\n    if (typeof happened === \"string\") return { instanceAction: actionView(action), problem: happened };" },
    ],
    reports: [{ file: "src/http/action-routes.ts", line: '"/servers/:server_id/os-instance-actions/:request_id"' }],
  },
] as const satisfies readonly Mutation[];
