import { describe, expect, it } from "vitest";
import { askedFor, isPlainRead, makesNew, nameIn, readsComputedKey, readsField } from "../../src/policy/step-text.js";

describe("what the text of a step says", () => {
  it.each([
    ['req.param("password")', "password"],
    ["user.apiKey", "apiKey"],
    ["readPassword()", "readPassword"],
    ["await vault.readSecret(id)", "vault.readSecret"],
    ["secret", "secret"],
    ["(await x)(y)", null],
  ])("%s is asked for %s", (text, name) => {
    expect(askedFor(text)).toBe(name);
  });
  it.each([
    [makesNew, "generateKey()", true],
    [makesNew, "await this.tokens.createToken(user)", true],
    [makesNew, "readKey()", false],
    [makesNew, "generated.key", false],
    [readsField, "manifest.version", true],
    [readsField, 'settings["path"]', true],
    [readsField, "manifest", false],
    [readsField, "data.toString", false],
    [readsField, "parse(text).name", false],
    [readsComputedKey, "headers[name]", true],
    [readsComputedKey, "headers[names[0]]", true],
    [readsComputedKey, 'headers["authorization"]', false],
    [readsComputedKey, "rows[0]", false],
    [readsComputedKey, "headers.authorization", false],
    [isPlainRead, "req.body!.user", true],
    [isPlainRead, "userOf(req)", false],
  ])("%o of %s: %s", (reading, text, expected) => {
    expect(reading(text)).toBe(expected);
  });
  it.each([
    ["apiKey", "apiKey"],
    ["`key ${config.apiKey}`", "apiKey"],
    ["mask(apiKey)", "apiKey"],
    ["`${a} ${b}`", ""],
    ["a + b", ""],
  ])("%s is about %j", (text, name) => {
    expect(nameIn(text)).toBe(name);
  });
});
