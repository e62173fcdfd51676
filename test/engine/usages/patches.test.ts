import { describe, expect, test } from "vitest";
import { usagesOf } from "./usages-of.js";

describe("a built-in that is tested for and then written", () => {
  test.each([
    ["by its truth", "if (not Array.prototype.at) { Array.prototype.at = func () {} }", "polyfill (Array.prototype.at): Array.prototype.at"],
    ["by its kind", 'if (typeof fetch === "undefined") { globalThis.fetch = func () {} }', "polyfill (fetch): fetch"],
    ["by its key", 'if (not ("at" in Array.prototype)) { Array.prototype.at = func () {} }', 'polyfill (Array.prototype.at): "at"'],
    ["by a definition", 'if (not Array.prototype.at) { Object.defineProperty(Array.prototype, "at", { value: func () {} }) }', "polyfill (Array.prototype.at): Array.prototype.at"],
    ["by an assignment of several", "if (not globalThis.fetch) { Object.assign(globalThis, { fetch: func () {} }) }", "polyfill (fetch): globalThis.fetch"],
    ["inside a function", "func install() { if (not Array.prototype.at) { Array.prototype.at = func () {} } }", "polyfill (Array.prototype.at): Array.prototype.at"],
    ["through a variable", "const proto = Array.prototype\nif (not proto.at) { proto.at = func () {} }", "polyfill (Array.prototype.at): proto.at"],
  ])("%s", (_, text, usage) => {
    expect(usagesOf(text)).toEqual([usage]);
  });
});

describe("no polyfill is", () => {
  test.each([
    ["a write without a test", "Array.prototype.at = func () {}"],
    ["a wrapper that keeps the old one", "const old = Array.prototype.at\nArray.prototype.at = func () { return old() }"],
    ["a wrapper that keeps the old one, behind a test", "if (Array.prototype.at) { const old = Array.prototype.at\n Array.prototype.at = func () { return old() } }"],
    ["a test of another feature", "if (not Array.prototype.at) { Array.prototype.flat = func () {} }"],
    ["a write to an object of the program", "const o = {}\nif (not o.at) { o.at = func () {} }"],
    ["a write at an unknown key", "if (not Array.prototype.at) { Array.prototype[k] = func () {} }"],
  ])("%s", (_, text) => {
    expect(usagesOf(text).filter((usage) => usage.startsWith("polyfill"))).toEqual([]);
  });
});

describe("a built-in with something instead of it", () => {
  test.each([
    ["by or", "const clone = structuredClone or func (x) => x", ["feature-fallback (structuredClone): structuredClone"]],
    ["by ??", "const clone = globalThis.structuredClone ?? func (x) => x", ["feature-fallback (structuredClone): globalThis.structuredClone"]],
    ["not a variable of the program", "func f(clone) { const c = clone or func (x) => x }", []],
  ])("%s", (_, text, usages) => {
    expect(usagesOf(text)).toEqual(usages);
  });
});
