import { defineEntryRule } from "../../src/policy/index.js";

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

  messages: {
    open: "Nobody asks who sends a request to `{{entry}}`, which changes records. Authenticate before it (a middleware, a guard, a signature check), or say in the settings what does.",
  },
  judge(entry) {
    // What the method says it only reads, it may read for anyone; what gives a caller his identity cannot ask for it.
    if (entry.role === "reads" || isOpen(entry.path) || isOpen(entry.name)) return null;
    const steps = entry.reaches("database-write");
    if (steps === null || !entry.isComplete) return null;
    // Who the caller is was left in the request by something that authenticates.
    if (entry.isGuarded("authenticates") || entry.isGuarded("authorises") || entry.reads("identity") || entry.reads("caller") || entry.isLimited) return null;
    return { messageId: "open", steps };
  },

  schema: {},
  defaultOptions: {},
});

/** Where callers get, renew or prove their identity, and what anyone may do. */
const OPEN = /(?:^|[^a-z])(?:log-?(?:in|out)|sign-?(?:in|out|up)|regist(?:er|ration)|auth|oauth2?|sso|saml|callback|password|passcode|reset|forgot|recover|verify|verification|confirm|activate|activation|refresh|token|session|captcha|2fa|mfa|otp|health|ping|status|ready|live|metrics|unsubscribe|newsletter|contact|track|analytics|telemetry)(?:$|[^a-z])/i;

function isOpen(name: string): boolean {
  return OPEN.test(name.replace(/([a-z])([A-Z])/g, "$1-$2"));
}
