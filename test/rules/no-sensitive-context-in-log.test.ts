import { fileURLToPath } from "node:url";
import rule from "../../rules/no-sensitive-context-in-log/rule.js";
import { ruleTester } from "./rule-tester.js";

/** A route with pino: `body` on line 5. */
const route = (body: string): string => `import express from "express";
import pino from "pino";
import { createHash } from "node:crypto";
const log = pino(); const app = express();
app.post("/", (req, res) => { ${body} });`;
const ALL = ["credentials", "contact", "objects", "identity", "correlation"];

ruleTester.run("no-sensitive-context-in-log", rule, {
  valid: [
    { name: "a method and a status", code: route('log.info({ method: req.method, status: res.statusCode }, "request");') },
    { name: "that there is a token", code: route('log.info({ hasToken: req.headers.authorization !== undefined }, "request");') },
    { name: "a count of tokens", code: route("log.info({ tokens: req.body.tokens.length });") },
    { name: "a hash of a token", code: route('log.info(createHash("sha256").update(req.headers.authorization).digest("hex"));') },
    { name: "the name of a password field", code: route('const passwordField = "pw"; log.info("missing %s", passwordField);') },
    { name: "an identity, by default", code: route("log.info({ userId: req.user.userId });") },
    { name: "a token that is not logged", code: route("check(req.headers.authorization); log.info(req.method);") },
    { name: "a request id from a header, by default", code: route('log.info(req.headers["x-request-id"]);') },
    { name: "a header that the program picks", code: route("log.info(req.headers[HEADERS.idempotency.toLowerCase()]);") },
    { name: "the scheme of an authorization", code: route('const scheme = req.headers.authorization?.split(" ")[0]; log.info({ scheme });') },
    { name: "a field of the body", code: route("log.info({ action: req.body.action });") },
    { name: "headers without what is secret in them", code: route('const kept = new Headers(); kept.set("authorization", req.headers.authorization); log.info({ ...Object.fromEntries(kept.entries()), authorization: "<masked>" });') },
    { name: "a secret that is overwritten", code: route('const account = { role: req.body.role, password: req.body.password }; log.info({ ...account, password: "<masked>" });') },
    { name: "a token in a test", code: route("log.info(req.headers.authorization);"), filename: "routes.test.ts" },
  ],
  invalid: [
    { name: "a token", code: route("log.info(req.headers.authorization);"), errors: [{ messageId: "flow", line: 5 }] },
    { name: "a token in a text", code: route("log.info(`token ${req.headers.authorization}`);"), errors: [{ messageId: "flow", line: 5 }] },
    { name: "a password of a body", code: route("const { password } = req.body; console.log(password);"), errors: [{ messageId: "flow", line: 5 }] },
    { name: "a key of the environment", code: route("log.debug(process.env.API_SECRET);"), errors: [{ messageId: "flow", line: 5 }] },
    { name: "headers", code: route("log.info({ headers: req.headers });"), errors: [{ messageId: "object", line: 5 }] },
    { name: "a body", code: route("log.debug(req.body);"), errors: [{ messageId: "object", line: 5 }] },
    { name: "the token of an authorization", code: route('const [, token] = req.headers.authorization.split(" "); log.info(token);'), errors: [{ messageId: "flow", line: 5 }] },
    { name: "headers with one of two secrets overwritten", code: route('log.info({ ...req.headers, authorization: "<masked>" });'), errors: [{ messageId: "object", line: 5 }] },
    { name: "a secret that is written back", code: route('log.info({ password: "<masked>", ...{ password: req.body.password } });'), errors: [{ messageId: "flow", line: 5 }] },
    { name: "a request id from a header, where asked for", code: route('log.info(req.headers["x-request-id"]);'), options: [{ categories: ALL }], errors: [{ messageId: "correlation", line: 5 }] },
    { name: "the id of a user, where asked for", code: route("log.info({ who: req.user.id });"), options: [{ categories: ALL }], errors: [{ messageId: "identity", line: 5 }] },
    { name: "a request", code: route("console.log(req);"), errors: [{ messageId: "object", line: 5 }] },
    { name: "an address", code: route("log.info({ email: req.body.email });"), errors: [{ messageId: "contact", line: 5 }] },
    { name: "through a helper", code: route("const note = (text) => log.info(text); note(req.headers.cookie);"), errors: [{ messageId: "flow", line: 5 }] },
    { name: "an identity, where asked for", code: route("log.info({ userId: req.user.userId });"), options: [{ categories: ALL }], errors: [{ messageId: "identity", line: 5 }] },
    { name: "a request id, where asked for", code: route("log.info(req.requestId);"), options: [{ categories: ALL }], errors: [{ messageId: "correlation", line: 5 }] },
    // $ SPURIOUS: the logger's own redact option is not read yet.
    { name: "known false alarm: redacted by the logger", code: route("log.info({ password: req.body.password });").replace("pino()", 'pino({ redact: ["password"] })'), errors: [{ messageId: "flow", line: 5 }] },
    { name: "redacted elsewhere", code: route("log.info({ password: req.body.password });").replace("pino()", 'pino({ redact: ["token"] })'), errors: [{ messageId: "flow", line: 5 }] },
  ],
});

/** A route beside `fixtures/masking.ts`: line 4. */
const masked = `import express from "express";
import pino from "pino";
import { lastFour } from "./masking.js";
const log = pino(); express().post("/", (req) => { log.info(lastFour(String(req.headers.cookie))); });`;
const filename = fileURLToPath(new URL("fixtures/route.ts", import.meta.url));
const audited = `import express from "express";
import { audit } from "@acme/log";
express().post("/", (req) => { audit(req.headers.cookie); });`;

ruleTester.run("no-sensitive-context-in-log: own wrappers", rule, {
  valid: [
    { name: "a redactor", code: masked, filename, settings: { "instance-actions": { root: process.cwd(), redactors: ["test/rules/fixtures/masking.js#lastFour"] } } },
    { name: "an unknown function", code: audited },
  ],
  invalid: [
    { name: "a function that is not named as a redactor", code: masked, filename, errors: [{ messageId: "flow", line: 4 }] },
    { name: "a logger", code: audited, settings: { "instance-actions": { loggers: ["@acme/log#audit"] } }, errors: [{ messageId: "flow", line: 3 }] },
  ],
});

/** A logged object of a declared type: line 4. */
const typed = (value: string): string => `import pino from "pino";
interface Entry { route: string; email?: string }
const log = pino();
export function note(given: Entry) { const entry: Entry = ${value}; log.info({ ...entry, done: true }); }`;

ruleTester.run("no-sensitive-context-in-log: declared types", rule, {
  valid: [{ name: "a literal without the field that its type allows", code: typed('{ route: "/" }') }],
  invalid: [
    { name: "a value of a type that has the field", code: typed("given"), errors: [{ messageId: "contact", line: 4 }] },
    { name: "a literal that takes the field over", code: typed('{ ...given, route: "/" }'), errors: [{ messageId: "contact", line: 4 }] },
  ],
});
