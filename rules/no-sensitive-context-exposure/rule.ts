import { askedFor, columnOf, defineFlowRule, makesNew, namesCaller, namesPassword, readsField, sourceName, type Flow, type SourceKind } from "../../src/policy/index.js";

/** Secrets, or whole records that hold them, leave to a reader who should not have them. */
export default defineFlowRule({
  name: "no-sensitive-context-exposure",
  description: "disallow secrets and whole records in what leaves the service",
  cwe: [200, 312],
  review: ["000.4"],
  precision: "medium",
  securitySeverity: 6.5,
  recommended: true,
  since: "0.1.0",

  sources: ({ identity, files }): readonly SourceKind[] => ["sensitive-object", "credential", ...(files ? (["file-content"] as const) : []), ...(identity ? (["identity"] as const) : [])],
  sinks: ["response", "outbound-message", "cross-window", "clear-text-storage"],
  barriers: ["redacted", "number", "restricted"],
  applies: isExposed,

  messages: {
    flow: "A secret (`{{source}}`) leaves through `{{sink}}`. Leave it out, or hash or encrypt it first.",
    object: "A whole object with sensitive fields (`{{source}}`) leaves through `{{sink}}`. Send the fields that are needed.",
    storage: "A secret (`{{source}}`) is kept as it is by `{{sink}}`, where whoever has the machine reads it. Keep a session id or an encrypted value.",
    identity: "The identity of the caller (`{{source}}`) leaves through `{{sink}}`. Leave it out where the receiver does not need it.",
    file: "What was read from a file (`{{source}}`) leaves for another host through `{{sink}}`.",
  },
  message(flow) {
    if (flow.sourceKind === "file-content") return "file";
    if (flow.sourceKind === "identity") return "identity";
    if (flow.sinkKind === "clear-text-storage") return "storage";
    return flow.sourceKind === "sensitive-object" ? "object" : "flow";
  },

  schema: {
    files: {
      description: "Whether the content of files counts where it leaves for another host.",
      type: "boolean",
    },
    identity: {
      description: "Whether ids of users, projects and tenants count in messages to other services.",
      type: "boolean",
    },
  },
  defaultOptions: { files: true, identity: false },
  strictOptions: { identity: true },
});

/**
 * A program shows other services its own keys, and gives a token to whoever it was made for. What a caller sent in a body is handed
 * on by design; his headers, with what he is known by, are not.
 */
function isExposed(flow: Flow): boolean {
  const { sourceKind, sinkKind } = flow;
  switch (sourceKind) {
    case "file-content":
      return sinkKind === "outbound-message" && !isField(flow);
    case "identity":
      return sinkKind === "outbound-message";
    case "sensitive-object":
      return sinkKind !== "clear-text-storage" && namesCaller(sourceName(flow) ?? "");
    default:
      return sinkKind === "cross-window" || (sinkKind !== "outbound-message" && isPassword(flow));
  }
}

/** A field of what a file says: a manifest's name and version, a setting. Such files are there to be read, and their fields to be used. */
function isField({ steps }: Flow): boolean {
  return readsField(steps[0]?.text ?? "");
}

function isPassword(flow: Flow): boolean {
  const text = flow.steps[0]?.text ?? "";
  // Whoever asks for a new secret gets it once.
  if (flow.sinkKind === "response" && makesNew(text)) return false;
  return [sourceName(flow), askedFor(text), columnOf(flow.sinkPath)].some((name) => name !== null && namesPassword(name));
}
