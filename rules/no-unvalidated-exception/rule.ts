import { defineFlowRule } from "../../src/policy/index.js";

/** Anything can be thrown. A caught value is used as an error before its type was checked. */
export default defineFlowRule({
  name: "no-unvalidated-exception",
  description: "disallow using a caught value as an error before its type is checked",
  cwe: [20],
  review: ["003.2"],
  precision: "medium",
  securitySeverity: 2,
  recommended: false,
  since: "0.1.0",

  sources: ["exception"],
  sinks: ["unchecked-error"],
  barriers: ["error-class", "client-safe", "text", "number", "discriminated"],

  messages: {
    flow: "What was caught (`{{source}}`) need not be an error, and `{{sink}}` uses it as one. Check `instanceof Error` first, or make one of it.",
  },

  schema: {},
  defaultOptions: {},
});
