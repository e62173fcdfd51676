import { expect, it } from "vitest";
import { isVendored } from "../../src/policy/vendored-file.js";

const VENDORED: readonly [string, string, string][] = [
  ["a minified file", "/r/public/a.min.js", "!function(){}()"],
  ["a banner with a version", "/r/assets/a.js", "/*! Acme Widgets v3.6.0 | (c) Acme and others | acme.test/license */\nvar a;"],
  ["a banner in lines", "/r/assets/a.js", "// Acme Widgets 1.2.0\n// Copyright 2019 Acme\nvar a;"],
  ["a banner with a tag", "/r/assets/a.js", "/**\n * @license MIT\n * @version 4\n */\nvar a;"],
  ["an author and a constant", "/r/assets/a.js", "/**\n * @author ann / http://ann.test/\n */\n\nvar ACME = { REVISION: '12' };"],
];
it.each(VENDORED)("%s", (_, path, text) => {
  expect(isVendored(path, text)).toBe(true);
});

const OWN: readonly [string, string, string][] = [
  ["a licence on every file", "/r/src/a.js", "/*\n * Copyright 2024 Acme. Licensed under MIT.\n */\nexport const a = 1;"],
  ["a version without a banner", "/r/src/a.js", "export const VERSION = '1.2.3';"],
  ["a version in a comment of the code", "/r/src/a.js", "/* Since 1.2.3 */\nexport const a = 1;"],
  ["an address", "/r/src/a.js", "/* @author ann */\nconst local = '127.0.0.1';"],
  ["TypeScript", "/r/src/a.ts", "/*! Acme v3.6.0 (c) Acme */\nexport const a = 1;"],
];
it.each(OWN)("not %s", (_, path, text) => {
  expect(isVendored(path, text)).toBe(false);
});
