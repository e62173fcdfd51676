import { defineFlowRule } from "../../src/policy/index.js";

/** Text of an arbitrary exception reaches a caller: it names tables, paths and hosts, and was written for nobody outside. */
export default defineFlowRule({
  name: "no-error-exposure",
  description: "disallow text of arbitrary errors in what a caller gets",
  cwe: [209],
  review: ["002.3", "003.1", "004.2"],
  precision: "high",
  securitySeverity: 5.4,
  recommended: true,
  since: "0.1.0",

  sources: ["stack-trace", "exception"],
  sinks: ["response"],
  // An error of the program's own class, or one that was told by its code, says what the program wrote.
  barriers: ["sanitized-error", "client-safe", "discriminated", "redacted", "known", "number"],

  messages: {
    flow: "The text of an arbitrary error (`{{source}}`) reaches the caller through `{{sink}}`. Answer with a text of your own, or with the message of an error class written for callers; send the rest to the log.",
    trace: "A stack trace (`{{source}}`) reaches the caller through `{{sink}}`. Answer with a text of your own; send the trace to the log.",
  },
  message: (flow) => (flow.sourceKind === "stack-trace" ? "trace" : "flow"),

  schema: {},
  defaultOptions: {},
});
