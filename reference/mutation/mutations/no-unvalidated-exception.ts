import type { Mutation } from "../mutation.js";

export default [
  {
    id: "message-of-what-was-caught",
    removes: "What was thrown is logged as what it is.",
    edits: [{ file: "src/service/event-reporter.ts", from: 'this.#log.error({ err: error, event: reported.event }, "the end', to: 'this.#log.error({ reason: (error as Error).message, event: reported.event }, "the end' }],
    reports: [{ file: "src/service/event-reporter.ts", line: "(error as Error).message" }],
  },
  {
    id: "class-of-anything",
    removes: "The class of a failure is asked for where the failure is an error.",
    edits: [{ file: "src/model/failure.ts", from: "return error instanceof Error ? classOf(error) : UNKNOWN;", to: "return classOf(error as Error);" }],
    reports: [{ file: "src/model/failure.ts", line: "classOf(error as Error)" }],
    missed: "An assertion that is handed on is no use, nor is an annotation of what a promise rejects with.",
  },
  {
    id: "trace-of-anything",
    removes: "A trace is read of errors only.",
    edits: [{ file: "src/model/failure.ts", from: "const trace: unknown = error instanceof Error ? error.stack : typeof error;", to: "const trace: unknown = (error as Error).stack;" }],
    reports: [{ file: "src/service/event-reporter.ts", line: "describeFailure(error).fingerprint" }, { file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
  },
  {
    id: "code-of-anything",
    removes: "What the database says went wrong is looked for in errors only.",
    edits: [{ file: "src/storage/transactions.ts", from: "for (let each = error; each instanceof Error && !found.includes(each); each = each.cause) found.push(each);", to: "for (let each = error as Error | undefined; each !== undefined && !found.includes(each); each = each.cause as Error | undefined) found.push(each);" }],
    reports: [
      { file: "src/storage/action-rows.ts", line: "throw isDangling(" },
      { file: "src/storage/transactions.ts", line: "return causes(error).some(" },
      { file: "src/storage/transactions.ts", line: "for (let each = error as" },
    ],
  },
  {
    id: "why-a-token-does-not-hold",
    removes: "Why a token does not hold is told by errors of known classes.",
    edits: [{ file: "src/http/authentication.ts", from: 'if (error instanceof joseErrors.JOSEError || error instanceof z.ZodError) throw new Unauthenticated("a token that does not hold", { cause: error });\n    throw error;', to: "throw new Unauthenticated((error as Error).message, { cause: error });" }],
    reports: [{ file: "src/http/authentication.ts", line: "(error as Error).message" }],
  },
  {
    id: "annotated-rejection",
    removes: "What a rejected promise gives is unknown until it is tested.",
    edits: [{ file: "src/demo.ts", from: ".catch((error: unknown) => {\n      if (!(error instanceof WrongState)) throw error;\n    });", to: '.catch((error: Error) => {\n      if (error.name !== "WrongState") throw error;\n    });' }],
    reports: [{ file: "src/demo.ts", line: "error.name" }],
    missed: "An assertion that is handed on is no use, nor is an annotation of what a promise rejects with.",
  },
  {
    id: "dangling-by-its-text",
    removes: "Which row was missing is told by the code of an error.",
    edits: [{ file: "src/storage/action-rows.ts", from: 'throw isDangling(error) ? new NotFound("instance") : error;', to: 'throw (error as Error).message.includes("foreign key") ? new NotFound("instance") : error;' }, { file: "src/storage/action-rows.ts", from: 'import { isDangling } from "./transactions.js";\n', to: "" }],
    reports: [{ file: "src/storage/action-rows.ts", line: "(error as Error).message" }],
  },
  {
    id: "reason-of-anything",
    removes: "A text is made of a failure by one function, which tests what it gets. (Two files: another such function, and who calls it.)",
    edits: [
      { file: "src/model/failure.ts", from: "/** What a reader may see", to: "export function reasonOf(error: unknown): string {\n  return (error as Error).message.slice(0, DETAILS_BYTES);\n}\n\n/** What a reader may see" },
      { file: "src/service/event-reporter.ts", from: "this.#log.error({ err: error, event: reported.event },", to: "this.#log.error({ reason: reasonOf(error), event: reported.event }," },
      { file: "src/service/event-reporter.ts", from: "import { describeFailure }", to: "import { describeFailure, reasonOf }" },
    ],
    reports: [{ file: "src/service/event-reporter.ts", line: "reason: reasonOf(error)" }],
  },
] as const satisfies readonly Mutation[];
