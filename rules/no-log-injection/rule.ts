import { defineFlowRule, fromCallers, PARAMETERS_OPTION } from "../../src/policy/index.js";

/** Caller text reaches a log of lines with its line breaks: a caller writes entries that never happened. */
export default defineFlowRule({
  name: "no-log-injection",
  description: "disallow caller text in logs that are written as lines",
  cwe: [117],
  review: ["001.4", "003.2"],
  precision: "medium",
  securitySeverity: 4.3,
  recommended: true,
  since: "0.1.0",

  sources: fromCallers,
  sinks: ["log-injection"],
  isPerSink: true,
  barriers: ["log-injection", "number", "form", "known", "redacted"],

  messages: {
    flow: "Caller text (`{{source}}`) reaches the log lines of `{{sink}}` with its line breaks. Log it as a field (`JSON.stringify`, a logger that writes JSON), or take the line breaks out.",
  },

  schema: {
    parameters: PARAMETERS_OPTION,
  },
  defaultOptions: { parameters: false },
  strictOptions: { parameters: true },
});
