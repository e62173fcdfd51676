import type { Mutation } from "../mutation.js";

export default [
  {
    id: "stack-as-details",
    removes: "The details of a failure are the text of an own error, or a class.",
    edits: [{ file: "src/model/failure.ts", from: "return error instanceof Error ? classOf(error) : UNKNOWN;", to: "return error instanceof Error ? (error.stack ?? classOf(error)) : UNKNOWN;" }],
    reports: [{ file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
  },
  {
    id: "trace-in-place-of-its-fingerprint",
    removes: "Of a trace only a hash is kept.",
    edits: [{ file: "src/model/failure.ts", from: 'return createHash("sha256").update(traceOf(error)).digest("hex").slice(0, 16);', to: "return traceOf(error);" }],
    reports: [{ file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
  },
  {
    id: "inspected-error",
    removes: "A failure of any kind is not written out: its trace would be in the text.",
    edits: [
      { file: "src/model/failure.ts", from: "return error instanceof Error ? classOf(error) : UNKNOWN;", to: "return inspect(error);" },
      { file: "src/model/failure.ts", from: 'import { ModelError }', to: 'import { inspect } from "node:util";\nimport { ModelError }' },
    ],
    reports: [{ file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
  },
  {
    id: "whole-error-as-json",
    removes: "An error is not serialised with all that it has.",
    edits: [
      { file: "src/model/event.ts", from: "...describeFailure(failed.error) }", to: "...describeFailure(failed.error), details: JSON.stringify(failed.error, Object.getOwnPropertyNames(failed.error)) }" },
    ],
    reports: [{ file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
  },
  {
    id: "trace-past-the-description",
    removes: "The end of an event is what its description says.",
    edits: [
      { file: "src/service/instance-action-events.ts", from: "endEvent(queries, action, event, packEventFinish(failed, now))", to: "endEvent(queries, action, event, { ...packEventFinish(failed, now), ...(failed?.error instanceof Error && { details: failed.error.stack ?? null }) })" },
    ],
    reports: [{ file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
  },
  {
    id: "trace-in-a-file",
    removes: "A trace goes to the log, not to a file beside it.",
    edits: [
      { file: "src/service/event-reporter.ts", from: "      failed = { error };\n", to: '      failed = { error };\n      if (error instanceof Error) await appendFile("failures.txt", `${error.stack ?? ""}\\n`);\n' },
      { file: "src/service/event-reporter.ts", from: 'import type { Logger } from "pino";', to: 'import { appendFile } from "node:fs/promises";\nimport type { Logger } from "pino";' },
    ],
    reports: [{ file: "src/service/event-reporter.ts", line: "appendFile(\"" }],
  },
  {
    id: "column-for-the-trace",
    removes: "No column holds a trace.",
    edits: [
      { file: "src/storage/schema.ts", from: '  details: text("details"),\n', to: '  details: text("details"),\n  trace: text("trace"),\n' },
      { file: "src/model/failure.ts", from: "  /** The same for failures with the same trace", to: "  readonly trace?: string | null;\n  /** The same for failures with the same trace" },
      { file: "src/model/failure.ts", from: "fingerprint: fingerprintOf(error) };", to: "fingerprint: fingerprintOf(error), trace: error instanceof Error ? (error.stack ?? null) : null };" },
      { file: "src/model/event.ts", from: "export interface EventEnd {\n", to: "export interface EventEnd {\n  readonly trace?: string | null;\n" },
    ],
    reports: [{ file: "src/service/event-reporter.ts", line: "await this.#events.finishAll(" }],
  },
] as const satisfies readonly Mutation[];
