import { Linter } from "eslint";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parser } from "typescript-eslint";
import { afterAll, describe, expect, it } from "vitest";
import rule from "../../../rules/no-legacy-compat-shim/rule.js";
import { suggestionsFor } from "../suggestions.js";

interface Case {
  readonly name: string;
  readonly code: string;
  /** package.json; default: a server for Node 20. */
  readonly manifest?: object;
  readonly files?: Readonly<Record<string, string>>;
  readonly options?: object;
  readonly filename?: string;
}
interface Finding extends Case {
  /** `kind line`. */
  readonly found: readonly string[];
}

const SERVER = { name: "server", private: true, engines: { node: ">=20" } };
const folders: string[] = [];
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Lays the case's project out in a folder. */
function project({ code, manifest = SERVER, files = {}, filename = "src/file.ts" }: Case): string {
  const folder = mkdtempSync(join(tmpdir(), "compat-"));
  folders.push(folder);
  const all = { "package.json": JSON.stringify(manifest), ".git/HEAD": "", [filename]: code, ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

function lint(each: Case): string[] {
  const { code, options = {}, filename = "src/file.ts" } = each;
  const folder = project(each);
  const config: Linter.Config = { files: ["**/*.ts"], languageOptions: { parser: parser }, plugins: { test: { rules: { rule: rule } } }, rules: { "test/rule": ["error", options] } };
  return new Linter({ cwd: folder }).verify(code, [config], { filename: join(folder, filename) }).map(({ messageId, message, line }) => `${messageId ?? message} ${line}`);
}

function run(title: string, { valid, invalid }: { readonly valid: readonly Case[]; readonly invalid: readonly Finding[] }): void {
  describe(title, () => {
    it.each(valid)("silent: $name", (each) => {
      expect(lint(each)).toEqual([]);
    });
    it.each(invalid)("finds: $name", (each) => {
      expect(lint(each)).toEqual(each.found);
    });
    it.each(invalid)("repairs, where it suggests to: $name", (each) => {
      const { code, options, filename = "src/file.ts" } = each;
      for (const { left } of suggestionsFor(rule, code, { options, filename, cwd: project(each) })) expect(left).toEqual([]);
    });
  });
}

const AT = "if (!Array.prototype.at) {\n  Array.prototype.at = function (index) { return this[index]; };\n}";
const RESOLVERS = "if (typeof Promise.withResolvers !== 'function') {\n  Promise.withResolvers = () => ({});\n}";

run("patches", {
  valid: [
    { name: "a target still needs it", code: AT, manifest: { ...SERVER, engines: { node: ">=14" } } },
    { name: "one part of the range still needs it", code: AT, manifest: { ...SERVER, engines: { node: "^14 || >=20" } } },
    { name: "a published package that declares nothing", code: AT, manifest: { name: "library", version: "1.0.0" } },
    { name: "a browser that needs it", code: AT, manifest: { ...SERVER, browserslist: ["chrome >= 80"] } },
    { name: "a query by market share", code: AT, manifest: { ...SERVER, browserslist: [">0.2%", "not dead"] } },
    { name: "bundled for browsers, not in all of them for long", code: "Promise.try ??= (f) => f();", manifest: { ...SERVER, engines: { node: ">=24" }, dependencies: { vue: "3" } } },
    { name: "replaced without a test: a mock", code: "globalThis.fetch = async () => new Response();" },
    { name: "wrapped", code: "if (globalThis.fetch) {\n  const original = globalThis.fetch;\n  globalThis.fetch = (...args) => original(...args);\n}" },
    { name: "the console, taken over", code: "if (typeof console.log === 'function') console.log = log;\nconst log = (...args) => process.stdout.write(args.join());" },
    { name: "a name of the project's", code: "globalThis.counter ??= 0;" },
    { name: "a local of that name", code: "class Promise { static withResolvers; }\nif (!Promise.withResolvers) Promise.withResolvers = () => ({});" },
    { name: "in the set-up of tests", code: "if (!globalThis.structuredClone) globalThis.structuredClone = (v) => v;", filename: "jest.setup.ts" },
    { name: "in a test", code: AT, filename: "src/array.test.ts" },
    { name: "nothing declared, and asked to be silent", code: AT, manifest: { name: "app", private: true }, options: { undeclared: "silent" } },
    { name: "a private package takes its workspace's word", code: RESOLVERS, files: { "packages/a/package.json": '{"name":"a","private":true}', "package.json": JSON.stringify({ ...SERVER, workspaces: ["packages/*"] }) }, filename: "packages/a/index.ts" },
  ],
  invalid: [
    { name: "tested with if", code: AT, found: ["polyfill 1"] },
    { name: "tested with typeof, through a variable", code: "const P = globalThis.Promise as any;\nif (typeof P.allSettled !== 'function') {\n  P.allSettled = async () => [];\n}", found: ["polyfill 2"] },
    { name: "??=", code: "Object.hasOwn ??= (object, key) => Object.prototype.hasOwnProperty.call(object, key);", found: ["polyfill 1"] },
    { name: "||", code: "String.prototype.replaceAll = String.prototype.replaceAll || function () { return ''; };", found: ["polyfill 1"] },
    { name: "in", code: 'if (!("at" in Array.prototype)) Array.prototype.at = function () {};', found: ["polyfill 1"] },
    { name: "a global by typeof", code: "if (typeof structuredClone === 'undefined') {\n  globalThis.structuredClone = (value) => JSON.parse(JSON.stringify(value));\n}", found: ["polyfill 1"] },
    { name: "defined", code: 'if (!Array.prototype.at) Object.defineProperty(Array.prototype, "at", { value() {} });', found: ["polyfill 1"] },
    { name: "assigned", code: "if (!globalThis.fetch) Object.assign(globalThis, { fetch: load });\nfunction load() {}", found: ["polyfill 1"] },
    { name: "of a typed array", code: "Uint8Array.prototype.at ||= function () {};", found: ["polyfill 1"] },
    { name: "an early return", code: "export function install() {\n  if (Array.prototype.at) return;\n  Array.prototype.at = function () {};\n}", found: ["polyfill 2"] },
    { name: "browsers that have it", code: AT, manifest: { ...SERVER, browserslist: ["chrome >= 100", "safari 16"] }, found: ["polyfill 1"] },
    { name: "Baseline, where bundled for browsers", code: RESOLVERS, manifest: { ...SERVER, engines: { node: ">=22" }, dependencies: { "react-dom": "19" } }, found: ["polyfill 1"] },
    { name: "nothing declared: what is maintained", code: RESOLVERS, manifest: { name: "app", private: true }, found: ["polyfill 1"] },
    { name: "a substitute", code: "export const hasOwn = Object.hasOwn || ((object, key) => key in object);", found: ["feature-fallback 1"] },
  ],
});

run("substitutes", {
  valid: [
    { name: "for a value that may be 0", code: "export const width = window.innerWidth || 800;", manifest: { name: "app", private: true, dependencies: { vue: "3" } } },
    { name: "of the environment", code: "export const port = process.env.PORT || 3000;" },
  ],
  invalid: [{ name: "??", code: "export const clone = globalThis.structuredClone ?? ((value) => value);", found: ["feature-fallback 1"] }],
});

run("packages", {
  valid: [
    { name: "a target still needs it", code: 'import "cross-fetch/polyfill";', manifest: { ...SERVER, engines: { node: ">=16" } } },
    { name: "a type", code: 'import type { Assign } from "object-assign";' },
    { name: "a file of that name", code: 'import assign from "./object-assign";', files: { "src/object-assign.ts": "export default 1;" } },
    { name: "a small utility, by default", code: 'import isString from "is-string";' },
    { name: "all of core-js", code: 'import "core-js/stable";' },
    { name: "a package with more than the native form", code: 'import get from "lodash.get";', options: { packages: "utilities" } },
  ],
  invalid: [
    { name: "a shim", code: 'import assign from "object-assign";', found: ["shim-package 1"] },
    { name: "a part of one", code: 'import "cross-fetch/polyfill";', found: ["shim-package 1"] },
    { name: "required", code: 'const assign = require("object-assign");', found: ["shim-package 1"] },
    { name: "one feature of core-js", code: 'import "core-js/actual/array/at";', found: ["shim-package 1"] },
    { name: "a small utility, where asked for", code: 'import isString from "is-string";', options: { packages: "utilities" }, found: ["utility-package 1"] },
  ],
});

run("deprecated APIs", {
  valid: [
    { name: "Buffer.from", code: 'export const bytes = Buffer.from("a");' },
    { name: "a class of the project's", code: 'class Buffer {}\nexport const bytes = new Buffer();' },
    { name: "of another module", code: 'import { isArray } from "lodash";\nisArray(1);' },
    { name: "only advised against", code: 'import url from "node:url";\nurl.parse("a");' },
    { name: "a package of that name", code: 'import punycode from "punycode";\npunycode.encode("a");', manifest: { ...SERVER, dependencies: { punycode: "2" } } },
  ],
  invalid: [
    { name: "new Buffer", code: 'export const bytes = new Buffer("a");', found: ["deprecated-api 1"] },
    { name: "Buffer()", code: 'import { Buffer } from "node:buffer";\nexport const bytes = Buffer("a");', found: ["deprecated-api 2"] },
    { name: "a member", code: 'import util from "util";\nexport const f = (x) =>\n  util.isArray(x);', found: ["deprecated-api 3"] },
    { name: "required, in a function", code: 'const util = require("util");\nexport function f(x) {\n  return util.isArray(x);\n}', found: ["deprecated-api 3"] },
    { name: "a module", code: 'import punycode from "node:punycode";\npunycode.encode("a");', manifest: { ...SERVER, dependencies: { punycode: "2" } }, found: ["deprecated-api 1"] },
    { name: "advised against, where asked for", code: 'import url from "node:url";\nurl.parse("a");', options: { deprecations: "documentation" }, found: ["discouraged-api 2"] },
  ],
});

run("tests of two kinds of text", {
  valid: [
    { name: "one of them", code: "export const f = (x) => x instanceof String;" },
    { name: "different values", code: "export const f = (x, y) => typeof x === 'string' || y instanceof String;" },
    { name: "different types", code: "export const f = (x) => typeof x === 'string' || x instanceof Number;" },
    { name: "a class of the project's", code: "class String {}\nexport const f = (x) => typeof x === 'string' || x instanceof String;" },
    { name: "in two statements", code: "export function f(x) { if (typeof x === 'string') return 1; if (x instanceof String) return 2; }" },
  ],
  invalid: [
    { name: "either", code: "export const f = (x) => typeof x === 'string' || x instanceof String;", found: ["dual-test 1"] },
    { name: "neither", code: "export function f(x) {\n  if (typeof x !== 'number' && !(x instanceof Number)) throw new Error();\n}", found: ["dual-test 2"] },
    { name: "the other way round, of a property", code: "export const f = (x) => x.y instanceof Boolean || typeof x.y === 'boolean';", found: ["dual-test 1"] },
  ],
});

run("version tests", {
  valid: [
    { name: "may still be so", code: 'import semver from "semver";\nif (semver.lt(process.version, "22.0.0")) run();' },
    { name: "nothing declared", code: 'import semver from "semver";\nif (semver.lt(process.version, "14.0.0")) run();', manifest: { name: "app", private: true } },
    { name: "the version of something else", code: 'import semver from "semver";\nif (semver.lt(database.version, "14.0.0")) run(process.version);' },
    { name: "the minor version", code: "const [, minor] = process.versions.node.split('.').map(Number);\nif (minor < 9) run();" },
    { name: "an open range", code: 'import semver from "semver";\nif (semver.gte(process.version, "30.0.0")) run();' },
  ],
  invalid: [
    { name: "semver", code: 'import semver from "semver";\nif (semver.lt(process.version, "18.0.0")) run();', found: ["dead-version-branch 2"] },
    { name: "semver, the other way round", code: 'import { gte } from "semver";\nif (gte("18.0.0", process.versions.node)) run();', found: ["dead-version-branch 2"] },
    { name: "satisfies", code: 'import semver from "semver";\nif (semver.satisfies(process.version, ">=16")) run();', found: ["dead-version-branch 2"] },
    { name: "the major version", code: "const major = parseInt(process.versions.node.split('.')[0], 10);\nif (major < 18) run();", found: ["dead-version-branch 2"] },
    { name: "the major version, at once", code: "if (Number(process.version.slice(1).split('.')[0]) >= 16) run();", found: ["dead-version-branch 1"] },
  ],
});

run("old names", {
  valid: [
    { name: "a module with code", code: 'import { find } from "./compat.js";\nfind();', files: { "src/compat.ts": "export const find = () => 1;" } },
    { name: "what is itself old", code: 'import { find } from "./compat.js";\nfind();', filename: "src/legacy/index.ts", files: { "src/legacy/compat.ts": 'export { find } from "../new.js";', "src/new.ts": "export const find = () => 1;" } },
    { name: "an index of old code", code: 'import { find } from "./legacy/index.js";\nfind();', files: { "src/legacy/index.ts": 'export { find } from "./legacy-find.js";', "src/legacy/legacy-find.ts": "export const find = () => 1;" } },
    { name: "a re-export by another name", code: 'import { find } from "./index.js";\nfind();', files: { "src/index.ts": 'export { find } from "./new.js";', "src/new.ts": "export const find = () => 1;" } },
  ],
  invalid: [
    { name: "a module that only hands on", code: 'import { findOld } from "./compat.js";\nfindOld();', files: { "src/compat.ts": 'export { find as findOld } from "./new.js";', "src/new.ts": "export const find = () => 1;" }, found: ["compat-module 1"] },
  ],
});

const MARKED = "export const id = (job) => ({\n  // backward compatibility - to be removed once the queue renewed\n  id: job._id ? job._id : job.id,\n});";
run("marked code", {
  valid: [
    { name: "where not asked for", code: MARKED, options: { markedCode: false } },
    { name: "that stays", code: "// for backward compatibility\nexport const id = (job) => job.newId ?? job.id;", options: { markedCode: true } },
    { name: "to be removed, and nothing old", code: "// TODO remove this once the library is faster\nexport const id = (job) => job.id;", options: { markedCode: true } },
    { name: "in a text", code: 'export const text = "// backward compatibility, to be removed";\nrun();', options: { markedCode: true } },
  ],
  invalid: [{ name: "by default", code: MARKED, found: ["marked-code 3"] }],
});
