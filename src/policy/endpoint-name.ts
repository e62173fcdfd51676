/**
 * Which paths, and names of handlers, say that anyone may ask: where callers get, renew or prove their identity, and what is
 * public by its purpose. Names decide here for want of anything else: a handler that authenticates nobody because it need not
 * looks like one that forgot.
 */
export function isOpenEndpoint(name: string): boolean {
  return OPEN.test(name.replace(/([a-z])([A-Z])/g, "$1-$2"));
}

const OPEN = /(?:^|[^a-z])(?:log-?(?:in|out)|sign-?(?:in|out|up)|regist(?:er|ration)|auth|oauth2?|sso|saml|callback|password|passcode|reset|forgot|recover|verify|verification|confirm|activate|activation|refresh|token|session|captcha|2fa|mfa|otp|health|ping|status|ready|live|metrics|unsubscribe|newsletter|contact|track|analytics|telemetry)(?:$|[^a-z])/i;
