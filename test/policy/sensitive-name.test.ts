import { describe, expect, it } from "vitest";
import { isSensitiveCollection, namesCaller, nameOfResult, namesPassword, sensitiveKind } from "../../src/policy/sensitive-name.js";

describe("sensitiveKind", () => {
  it.each(["password", "adminPassword", "accessToken", "API_KEY", "client_secret", "authorization", "set-cookie", "jwt"])("%s is a credential", (name) => {
    expect(sensitiveKind(name)).toBe("credential");
  });
  it.each(["email", "recipientEmail", "phoneNumber", "first_name"])("%s is a contact", (name) => {
    expect(sensitiveKind(name)).toBe("contact");
  });
  it("ipAddress is an IP address", () => {
    expect(sensitiveKind("ipAddress")).toBe("ip-address");
  });
  it.each(["requestId", "x-request-id", "X-Correlation-ID", "trace_id"])("%s is a correlation", (name) => {
    expect(sensitiveKind(name)).toBe("correlation");
  });
  it.each(["hasPassword", "passwordHash", "tokenType", "tokenCount", "apiKeyId", "passwordResetUrl", "tokens", "mobile", "pin", "emailVerified", "secretName", "cookieOptions", "toString", "constructor", ""])("%s is nothing", (name) => {
    expect(sensitiveKind(name)).toBeNull();
  });

  it.each([
    ["id", "user"],
    ["_id", "currentUser"],
    ["id", "UserEntity"],
    ["uuid", "UserSessionData"],
    ["id", "tenant"],
    ["userId", null],
  ])("%s of %s is an identity", (name, owner) => {
    expect(sensitiveKind(name, owner)).toBe("identity");
  });
  it.each([
    ["id", null],
    ["id", "instance"],
    ["id", "userGroup"],
    ["id", "data"],
    ["name", "user"],
  ])("%s of %s is nothing", (name, owner) => {
    expect(sensitiveKind(name, owner)).toBeNull();
  });
});

describe("isSensitiveCollection", () => {
  it("tells objects that hold secrets from secrets", () => {
    expect(["credentials", "Cookies", "password", "token"].filter(isSensitiveCollection)).toEqual(["credentials", "Cookies"]);
  });
});

describe("nameOfResult", () => {
  it.each([
    ["getPassword", "password"],
    ["decryptApiKey", "apiKey"],
    ["gettingStarted", null],
    ["get", null],
    ["checkPassword", null],
  ])("%s gives %s", (name, subject) => {
    expect(nameOfResult(name)).toBe(subject);
  });
});

describe("namesPassword", () => {
  it("tells secrets of one owner from tokens of a bearer", () => {
    expect(["user.password", 'config["db-pwd"]', "clientSecret", "accessToken", "apiKey"].filter(namesPassword)).toEqual(["user.password", 'config["db-pwd"]', "clientSecret"]);
  });
});

describe("namesCaller", () => {
  it("tells what a caller is known by from what he sent", () => {
    expect(["headers", "currentUser", "session", "body", "request"].filter(namesCaller)).toEqual(["headers", "currentUser", "session"]);
  });
});
