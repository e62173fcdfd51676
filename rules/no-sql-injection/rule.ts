import { bindValues, defineFlowRule, fromCallers, PARAMETERS_OPTION } from "../../src/policy/index.js";

/** Caller data becomes part of SQL text, an object of the caller's a NoSQL condition, or caller text code that a database runs. */
export default defineFlowRule({
  name: "no-sql-injection",
  description: "disallow caller data in SQL text, and caller objects in NoSQL conditions",
  cwe: [89, 943],
  review: ["000.2", "001.4", "004.1"],
  precision: "very-high",
  securitySeverity: 8.8,
  recommended: true,
  since: "0.1.0",

  sources: fromCallers,
  sinks: ["sql-injection", "nosql-injection", "code-in-query"],
  barriers: {
    // That a value is a string says nothing here: strings are what injections are made of.
    "sql-injection": ["number", "form", "known", "sql-injection"],
    // Only an object of the caller's can act as an operator ({ $gt: "" }).
    "nosql-injection": ["text", "inherent-text", "number", "form", "known", "nosql-injection"],
    "code-in-query": ["number", "form", "known", "nosql-injection"],
  },

  messages: {
    flow: "Caller data (`{{source}}`) becomes part of the SQL of `{{sink}}`. Bind it as a parameter; map identifiers through a list of known names.",
    condition: "An object of the caller's (`{{source}}`) can become an operator in the condition of `{{sink}}`. Take it as a string (`String(…)`, a schema) or write `{ $eq: … }`.",
    code: "Caller text (`{{source}}`) is run as code by `{{sink}}`. Write the condition with query operators instead.",
  },
  message(flow) {
    if (flow.sinkKind === "nosql-injection") return "condition";
    return flow.sinkKind === "code-in-query" ? "code" : "flow";
  },

  suggestions: {
    bind: {
      message: "Write {{placeholder}} into the statement and hand the value over beside it.",
      repair: (flow, tree) => (flow.sinkKind === "sql-injection" ? bindValues(flow, tree) : null),
    },
  },

  schema: {
    parameters: PARAMETERS_OPTION,
  },
  defaultOptions: { parameters: false },
  strictOptions: { parameters: true },
});
