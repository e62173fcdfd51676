import { defineFlowRule, PARAMETERS_OPTION } from "../../src/policy/index.js";

/** Caller data becomes markup: in a response, a template, an e-mail, an element of a page. */
export default defineFlowRule({
  name: "no-html-injection",
  description: "disallow caller data in HTML",
  cwe: [79],
  review: ["001.4"],
  precision: "medium",
  securitySeverity: 6.1,
  recommended: true,
  since: "0.1.0",

  sources: ({ answers, parameters }) => ["remote", "browser", ...(answers ? (["fetched"] as const) : []), ...(parameters ? (["model-parameter"] as const) : [])],
  sinks: ["html-injection", "html-output", "html-or-selector"],
  barriers: {
    "html-injection": ["html-injection", "number", "form", "known"],
    "html-output": ["html-injection", "number", "form", "known"],
    // Only what begins with `<` is taken as markup.
    "html-or-selector": ["html-injection", "fixed-start", "number", "form", "known"],
  },

  // What a service answers, a program sends on as its own: gateways, renderers and content systems do nothing else.
  applies: ({ sourceKind, sinkKind }) => sourceKind !== "fetched" || sinkKind !== "html-output",

  messages: {
    flow: "Caller data (`{{source}}`) becomes markup in `{{sink}}`. Escape it, let a template escape it, sanitise it, or answer with JSON or plain text.",
    fetched: "What a server answered (`{{source}}`) becomes markup in `{{sink}}`. Show it as text, or sanitise it.",
  },
  message: (flow) => (flow.sourceKind === "fetched" ? "fetched" : "flow"),

  schema: {
    answers: {
      description: "Whether what another service answers (`fetch`, a query client) counts, too, where it becomes markup of a page (not where it is sent on).",
      type: "boolean",
    },
    parameters: PARAMETERS_OPTION,
  },
  defaultOptions: { answers: true, parameters: false },
  strictOptions: { parameters: true },
});
