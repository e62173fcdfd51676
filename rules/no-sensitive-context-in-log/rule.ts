import { columnOf, defineFlowRule, dropField, isIdentifierName, isPlainRead, nameIn, readsComputedKey, sensitiveKind, sourceName, type Flow, type SourceKind } from "../../src/policy/index.js";

const KIND_OF = {
  objects: "sensitive-object",
  credentials: "credential",
  contact: "contact",
  addresses: "ip-address",
  identity: "identity",
  correlation: "correlation",
} as const satisfies Record<string, SourceKind>;

type Category = keyof typeof KIND_OF;
const CATEGORIES: readonly Category[] = ["objects", "credentials", "contact", "addresses", "identity", "correlation"];
const defaultOptions: { readonly categories: readonly Category[] } = { categories: ["credentials", "contact", "objects"] };

/** Sensitive fields of the request context reach a log call unmasked. */
export default defineFlowRule({
  name: "no-sensitive-context-in-log",
  description: "disallow sensitive fields of the request context in log calls",
  cwe: [532, 312],
  review: ["000.4", "001.1", "002.1", "004.3"],
  precision: "high",
  securitySeverity: 6.5,
  recommended: true,
  since: "0.1.0",

  // The order is the rule's: headers with a token are reported as headers.
  sources: ({ categories }) => CATEGORIES.filter((category) => categories.includes(category)).map((category) => KIND_OF[category]),
  sinks: ["log"],
  isPerSink: true,
  // A number carries no secret: a count of tokens, a length, a flag.
  barriers: ["redacted", "number", "restricted"],
  comparesFlows: true,
  applies: (flow, _, others) => !isGuessed(flow) && !isCalledIdentifier(flow) && !isStripped(flow, others),

  messages: {
    flow: "A secret (`{{source}}`) reaches the log call `{{sink}}`. Leave it out, or mask it first.",
    contact: "Personal data (`{{source}}`) reaches the log call `{{sink}}`. Leave it out, or mask it first.",
    object: "A whole object with sensitive fields (`{{source}}`) reaches the log call `{{sink}}`. Log the fields that are needed.",
    address: "The caller's IP address (`{{source}}`) reaches the log call `{{sink}}`. Leave it out, or shorten or hash it.",
    identity: "The identity of the caller (`{{source}}`) reaches the log call `{{sink}}`. Leave it out, or log a hash of it.",
    correlation: "The request's id (`{{source}}`) reaches the log call `{{sink}}`. Leave it out, or log an id that is made for the log.",
  },
  message(flow) {
    if (isWhole(flow)) return "object";
    switch (flow.sourceKind) {
      case "contact":
      case "identity":
      case "correlation":
        return flow.sourceKind;
      case "ip-address":
        return "address";
      case "sensitive-object":
        return "object";
      default:
        return "flow";
    }
  },

  suggestions: {
    leaveOut: {
      message: "Leave the field `{{field}}` out of what is logged.",
      repair: dropField,
    },
  },

  schema: {
    categories: {
      description:
        'What counts as sensitive: "credentials" (tokens, passwords, keys, cookies), "contact" (e-mail, phone, names), "objects" (a whole request, session or user), "addresses" (IP addresses), "identity" (user, project and tenant ids), "correlation" (request ids).',
      type: "array",
      items: { type: "string", enum: ["credentials", "contact", "objects", "addresses", "identity", "correlation"] },
      uniqueItems: true,
      minItems: 1,
    },
  },
  defaultOptions,
  strictOptions: { categories: ["credentials", "contact", "objects", "addresses", "identity", "correlation"] },
});

/** A field that a computed key may or may not mean: `headers[name]` need not be the authorization. */
function isGuessed({ sourcePath, steps }: Flow): boolean {
  return sourcePath.length > 0 && readsComputedKey(steps[0]?.text ?? "");
}

/** An object of which the logger leaves fields out, or what else it is by its kind; a text that was made of it still has them. */
function isStripped({ sourceKind, proven, steps, report }: Flow, others: readonly Flow[]): boolean {
  if (!proven.includes("fields-redacted") || proven.includes("text")) return false;
  return sourceKind === "sensitive-object" || others.some((other) => other.sourceKind === "sensitive-object" && other.steps[0]?.start === steps[0]?.start && other.report.start === report.start);
}

/** What the program itself calls an id further on is one, though its name (`apiKey`) made it look like a secret. */
function isCalledIdentifier({ sourceKind, steps }: Flow): boolean {
  return sourceKind === "credential" && steps.slice(1).some(({ text }) => isIdentifierName(nameIn(text)));
}

/** The object is logged, not a field that was read from it. */
function isWhole(flow: Flow): boolean {
  const field = columnOf(flow.sinkPath);
  return isPlainRead(flow.steps[0]?.text ?? "") && field !== null && sensitiveKind(field) === flow.sourceKind && sensitiveKind(sourceName(flow) ?? "") === null;
}
