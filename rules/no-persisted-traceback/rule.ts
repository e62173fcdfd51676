import { defineFlowRule, readOther } from "../../src/policy/index.js";

/** A stack trace outlives the process: in a record, a cache, a queue, a file. Logs and error trackers are the place for it. */
export default defineFlowRule({
  name: "no-persisted-traceback",
  description: "disallow storing stack traces",
  cwe: [209, 497],
  review: ["001.2", "003.1"],
  precision: "high",
  securitySeverity: 4.3,
  recommended: true,
  since: "0.1.0",

  sources: ({ wholeErrors }) => (wholeErrors ? ["stack-trace", "exception"] : ["stack-trace"]),
  sinks: ["persistent-store"],
  barriers: ["redacted", "sanitized-error", "restricted"],
  applies(flow) {
    if (flow.sourceKind !== "exception") return true;
    if (flow.sourcePath.at(-1) === "message") return false;
    // The whole object may take its stack along; its message, code or text does not.
    return !flow.proven.some((kind) => kind === "text" || kind === "inherent-text" || kind === "number");
  },

  messages: {
    flow: "A stack trace (`{{source}}`) is stored by `{{sink}}`. Store a message written for the reader, the error's class or an error id; send the trace to the log.",
    exception: "A whole error (`{{source}}`), with its stack, is stored by `{{sink}}`. Store a message written for the reader, the error's class or an error id.",
  },
  message: (flow) => (flow.sourceKind === "exception" ? "exception" : "flow"),
  suggestions: {
    storeClass: {
      message: "Store the class of the error: `{{replacement}}`.",
      repair: (flow, tree) => readOther(flow, tree, "stack", "name"),
    },
  },

  schema: {
    wholeErrors: {
      description: "Whether an error object that is stored as a whole counts, though drivers and JSON keep its enumerable fields only: some classes make the stack one of them.",
      type: "boolean",
    },
  },
  defaultOptions: { wholeErrors: false },
  strictOptions: { wholeErrors: true },
});
