import { describe, expect, it } from "vitest";
import { isOpenEndpoint } from "../../src/policy/endpoint-name.js";

describe("isOpenEndpoint", () => {
  it.each(["/login", "/api/v1/sign-up", "/users/:id/password", "/oauth2/token", "/health", "signIn", "resetPassword", "handleOAuthCallback"])("%s", (name) => {
    expect(isOpenEndpoint(name)).toBe(true);
  });
  it.each(["/actions", "/authors", "/instances/:id/resetting", "/tokenizer", "saveAction", "restart", ""])("not %s", (name) => {
    expect(isOpenEndpoint(name)).toBe(false);
  });
});
