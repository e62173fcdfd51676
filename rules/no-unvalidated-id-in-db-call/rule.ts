import { columnOf, defineFlowRule, fromCallers, isIdentifierName, sourceName } from "../../src/policy/index.js";

/** An identifier from outside reaches an identifier position of a database call, and nothing has established its form. */
export default defineFlowRule({
  name: "no-unvalidated-id-in-db-call",
  description: "disallow identifiers from outside in database calls before their form is established",
  cwe: [20, 943],
  review: ["000.2", "001.4", "003.2", "004.1"],
  precision: "high",
  securitySeverity: 5.3,
  recommended: true,
  since: "0.1.0",

  sources: fromCallers,
  sinks: ["database-identifier", "database-condition", "database-parameter", "database-record"],
  barriers: ({ accept }) => (accept === "type" ? ["text", "number", "form", "known"] : ["form", "known"]),
  // An object of the caller's in a condition is an operator as well: no-sql-injection says so, of the same value.
  yieldsTo: { sources: ["remote"], sinks: ["nosql-injection"], barriers: ["text", "inherent-text", "number", "form", "known", "nosql-injection"] },
  applies(flow) {
    const source = sourceName(flow);
    const fromId = source !== null && isIdentifierName(source);
    // Any function takes parameters: only text that is called an id is a caller's identifier.
    if (flow.sourceKind === "model-parameter" && (!fromId || flow.proven.includes("number"))) return false;
    // The argument of a find-by-id is an id, whatever it is called.
    if (flow.sinkKind === "database-identifier") return true;
    const column = columnOf(flow.sinkPath) ?? flow.lookup?.column ?? null;
    return fromId || (column !== null && isIdentifierName(column));
  },

  messages: {
    flow: "A caller's id (`{{source}}`) reaches `{{sink}}` unvalidated. Parse it (for example with a uuid schema) before it gets there.",
    parameter: "The parameter `{{source}}` of an exported function reaches `{{sink}}` unvalidated. Parse it, or take it as a type that only parsing makes.",
  },
  message: (flow) => (flow.sourceKind === "model-parameter" ? "parameter" : "flow"),

  schema: {
    accept: {
      description:
        'What is proof enough: "type" (it is a string or number, not an object of the caller\'s: the driver binds it) or "format" (its form is checked: a schema, a pattern, a known value).',
      type: "string",
      enum: ["type", "format"],
    },
    parameters: {
      description: "Whether id-like parameters of exported functions and public methods count as coming from outside.",
      type: "boolean",
    },
  },
  defaultOptions: { accept: "type", parameters: false },
  strictOptions: { accept: "format", parameters: true },
});
