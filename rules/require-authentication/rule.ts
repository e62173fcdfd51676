import { defineEntryRule, isOpenEndpoint } from "../../src/policy/index.js";

/** A request that changes records is answered before anyone asked who sends it. */
export default defineEntryRule({
  name: "require-authentication",
  description: "require authentication before a request changes records",
  cwe: [306],
  review: ["000.3"],
  precision: "medium",
  securitySeverity: 8.1,
  recommended: true,
  since: "0.1.0",

  sources: ["identity", "caller"],
  effects: ["database-write", "authenticates", "authorises"],

  messages: {
    open: "Nobody asks who sends a request to `{{entry}}`, which changes records. Authenticate before it (a middleware, a guard, a signature check), or name what does in the settings (`authenticators`).",
  },
  judge(entry) {
    // What the method says it only reads, it may read for anyone; what gives a caller his identity cannot ask for it.
    if (entry.role === "reads" || isOpenEndpoint(entry.path) || isOpenEndpoint(entry.name)) return null;
    const steps = entry.reaches("database-write");
    if (steps === null || !entry.isComplete) return null;
    // Who the caller is was left in the request by something that authenticates.
    if (entry.isGuarded("authenticates") || entry.isGuarded("authorises") || entry.reads("identity") || entry.reads("caller") || entry.isLimited) return null;
    return { messageId: "open", steps };
  },

  schema: {},
  defaultOptions: {},
});
