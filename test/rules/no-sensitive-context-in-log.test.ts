import { fileURLToPath } from "node:url";
import rule from "../../rules/no-sensitive-context-in-log/rule.js";
import { ruleTester } from "./rule-tester.js";

/** A route with pino: `body` on line 5. */
const route = (body: string): string => `import express from "express";
import pino from "pino";
import { createHash } from "node:crypto";
const log = pino(); const app = express();
app.post("/", (req, res) => { ${body} });`;
const ALL = ["credentials", "contact", "objects", "addresses", "identity", "correlation"];

ruleTester.run("no-sensitive-context-in-log", rule, {
  valid: [
    { name: "who the user is, told to a tracker as such", code: `import * as Sentry from "@sentry/node"; import type { Request } from "express"; export const told = (req: Request) => Sentry.setUser({ email: req.body.email });` },
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
    { name: "an address, in a field of a tracker's user that is not for it", code: `import * as Sentry from "@sentry/node"; import type { Request } from "express"; export const told = (req: Request) => Sentry.setUser({ id: "1", contact: req.body.email });`, errors: [{ messageId: "contact", line: 1 }] },
    { name: "an address", code: route("log.info({ email: req.body.email });"), errors: [{ messageId: "contact", line: 5 }] },
    { name: "through a helper", code: route("const note = (text) => log.info(text); note(req.headers.cookie);"), errors: [{ messageId: "flow", line: 5 }] },
    { name: "an identity, where asked for", code: route("log.info({ userId: req.user.userId });"), options: [{ categories: ALL }], errors: [{ messageId: "identity", line: 5 }] },
    { name: "a request id, where asked for", code: route("log.info(req.requestId);"), options: [{ categories: ALL }], errors: [{ messageId: "correlation", line: 5 }] },
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

/** A route whose logger was made by `make`, with what stands before it: `body` on line 6. */
const madeBy = (make: string, body: string, head = ""): string => `import express from "express";
import pino from "pino"; import winston from "winston"; import bunyan from "bunyan"; import { Logger } from "tslog";
const app = express();
${head}
const log = ${make};
app.post("/", (req, res) => { ${body} });`;
const PASSWORD = "log.info({ password: req.body.password });";
const secret = [{ messageId: "flow", line: 6 }] as const;
const whole = [{ messageId: "object", line: 6 }] as const;
const NAMES = 'const NAMES = ["password", "token"]; const all = ["cookie", ...NAMES];';
const hide = (body: string): string => `const hide = winston.format((info) => { ${body} });`;
const WINSTON = "winston.createLogger({ format: winston.format.combine(hide(), winston.format.json()) })";

ruleTester.run("no-sensitive-context-in-log: how the logger was made", rule, {
  valid: [
    { name: "pino: a path", code: madeBy('pino({ redact: ["password"] })', PASSWORD) },
    { name: "pino: paths and a censor", code: madeBy('pino({ redact: { paths: ["password"], censor: "**" } })', PASSWORD) },
    { name: "pino: a path with a wildcard", code: madeBy('pino({ redact: ["*.password"] })', "log.info({ asked: { password: req.body.password } });") },
    { name: "pino: a path with brackets", code: madeBy("pino({ redact: ['asked[\"password\"]'] })", "log.info({ asked: { password: req.body.password } });") },
    { name: "pino: an element of a list", code: madeBy('pino({ redact: ["asked[*].password"] })', "log.info({ asked: [{ password: req.body.password }] });") },
    { name: "pino: what lies in something that is left out", code: madeBy('pino({ redact: ["asked"] })', "log.info({ asked: { password: req.body.password } });") },
    { name: "pino: an object without the field", code: madeBy('pino({ redact: ["headers.authorization", "headers.cookie"] })', "log.info({ headers: req.headers });") },
    { name: "pino: the object itself", code: madeBy('pino({ redact: ["authorization", "cookie"] })', "log.info(req.headers);") },
    { name: "pino: a child", code: madeBy('pino({ redact: ["password"] }).child({ part: "actions" })', PASSWORD) },
    { name: "pino: the fields of a child", code: madeBy('pino({ redact: ["password"] })', "log.child({ password: req.body.password });") },
    { name: "pino: the child's own list", code: madeBy('pino().child({}, { redact: ["password"] })', PASSWORD) },
    { name: "pino: options in a constant", code: madeBy("pino(options)", PASSWORD, 'const options = { redact: ["password"] };') },
    { name: "pino: paths in a constant", code: madeBy("pino({ redact: all })", PASSWORD, NAMES) },
    { name: "pino: paths that cannot be told", code: madeBy("pino({ redact: all.map((name) => `*.${nameOf(name)}`) })", PASSWORD, NAMES) },
    { name: "pino: paths made of names", code: madeBy("pino({ redact: all.flatMap((name) => [name, `*.${name}`]) })", PASSWORD, NAMES) },
    { name: "pino: paths made of names, with brackets", code: madeBy("pino({ redact: all.map((name) => `asked[*].${name}[0]`) })", "log.info({ asked: [{ password: [req.body.password] }] });", NAMES) },
    { name: "pino: made by a function", code: madeBy('make("actions")', PASSWORD, 'function make(name: string) { return pino({ name, redact: ["password"] }); }') },
    { name: "pino: a declared type beside it", code: madeBy('pino({ redact: ["password"] })', PASSWORD).replace("const log =", "const log: pino.Logger =") },
    { name: "pino: kept in a class", code: madeBy("new Store()", "log.save(req);", 'class Store { private readonly log = pino({ redact: ["password"] }); save(req: express.Request) { this.log.info({ password: req.body.password }); } }') },
    { name: "pino: a serializer", code: madeBy("pino({ serializers: { user: (user) => ({ role: user.role }) } })", "log.info({ user: req.user });") },
    { name: "bunyan: a serializer", code: madeBy('bunyan.createLogger({ name: "a", serializers: { headers: (headers) => ({ accept: headers.accept }) } })', "log.info({ headers: req.headers });") },
    { name: "tslog: a key", code: madeBy('new Logger({ maskValuesOfKeys: ["password"] })', 'log.info("asked", { deep: { password: req.body.password } });') },
    { name: "winston: a format that overwrites the field", code: madeBy(WINSTON, 'log.info("asked", { password: req.body.password });', hide('if (info.password) info.password = "***"; return info;')) },
    { name: "winston: a format that gives a copy", code: madeBy(WINSTON, 'log.info("asked", { password: req.body.password });', hide('return { ...info, password: "***" };')) },
    { name: "winston: a format that overwrites fields by a list", code: madeBy(WINSTON, 'log.info("asked", { password: req.body.password });', hide('for (const name of NAMES) if (name in info) info[name] = "***"; return info;')) },
    { name: "winston: a format that asks a function", code: madeBy(WINSTON, 'log.info("asked", { password: req.body.password });', hide("return mask(info);")) },
  ],
  invalid: [
    { name: "pino: another path", code: madeBy('pino({ redact: ["token"] })', PASSWORD), errors: [...secret] },
    { name: "pino: no list", code: madeBy('pino({ level: "info" })', PASSWORD), errors: [...secret] },
    { name: "pino: other paths made of names", code: madeBy("pino({ redact: all.map((name) => `*.${name}`) })", PASSWORD, NAMES), errors: [...secret] },
    { name: "pino: paths made of other names", code: madeBy('pino({ redact: ["token"].flatMap((name) => [name, `*.${name}`]) })', PASSWORD), errors: [...secret] },
    { name: "pino: further down", code: madeBy('pino({ redact: ["password"] })', "log.info({ asked: { password: req.body.password } });"), errors: [...secret] },
    { name: "pino: a wildcard is one name", code: madeBy('pino({ redact: ["*.password"] })', PASSWORD), errors: [...secret] },
    { name: "pino: in the text", code: madeBy('pino({ redact: ["password"] })', "log.info(`asked with ${req.body.password}`);"), errors: [...secret] },
    { name: "pino: beside a text", code: madeBy('pino({ redact: ["password"] })', 'log.info("asked with %s", req.body.password);'), errors: [...secret] },
    { name: "pino: an object that other paths lie in", code: madeBy('pino({ redact: ["body.password"] })', "log.info({ headers: req.headers });"), errors: [...whole] },
    { name: "pino: a text of the whole object", code: madeBy('pino({ redact: ["authorization"] })', "log.info(JSON.stringify(req.headers));"), errors: [...whole] },
    { name: "pino: a text, by a logger that only its type tells", code: madeBy('pino({ redact: ["password"] })', "note(log, req);", "function note(log: pino.Logger, req: express.Request) { log.info(`asked with ${req.body.password}`); }"), errors: [{ messageId: "flow", line: 4 }] },
    { name: "pino: a serializer of something else", code: madeBy("pino({ serializers: { account: () => 1 } })", "log.info({ headers: req.headers });"), errors: [...whole] },
    { name: "pino: a serializer of its own, which keeps headers", code: madeBy("pino({ serializers: { req: pino.stdSerializers.req } })", "log.info({ req });"), errors: [...whole] },
    { name: "tslog: another key", code: madeBy('new Logger({ maskValuesOfKeys: ["token"] })', PASSWORD), errors: [...secret] },
    { name: "tslog: in a text", code: madeBy('new Logger({ maskValuesOfKeys: ["password"] })', "log.info(`asked with ${req.body.password}`);"), errors: [...secret] },
    { name: "winston: a format that only adds", code: madeBy(WINSTON, 'log.info("asked", { password: req.body.password });', hide('info.host = "a"; return info;')), errors: [...secret] },
    { name: "winston: formats of its own", code: madeBy("winston.createLogger({ format: winston.format.combine(winston.format.timestamp(), winston.format.json()) })", 'log.info("asked", { password: req.body.password });'), errors: [...secret] },
  ],
});

/** A function that is told a context, in a file beside `fixtures/ids.ts`: line 3. */
const told = (userId: string, logged: string, before = ""): string => `import type { Logger } from "pino"; import { z } from "zod"; import type { Count, ProjectId, UserId } from "./ids.js";
${before}
export function during(log: Logger, context: { readonly userId: ${userId} }) { log.error(${logged}, "failed"); }`;
const asked = { filename, options: [{ categories: ALL }] as [{ categories: string[] }] };

ruleTester.run("no-sensitive-context-in-log: identities of a type of their own", rule, {
  valid: [
    { name: "a number that is called like an id", ...asked, code: told("Count", "{ context }") },
    { name: "an object that is called like an id", ...asked, code: told("Parts", "{ context }", "interface Parts { readonly first: boolean }") },
  ],
  invalid: [
    { name: "of a schema", ...asked, code: told("Id", "{ user: context.userId }", 'const Id = z.string().brand("Id"); type Id = z.infer<typeof Id>;'), errors: [{ messageId: "identity", line: 3 }] },
    { name: "of a schema of another file", ...asked, code: told("UserId", "{ user: context.userId }"), errors: [{ messageId: "identity", line: 3 }] },
    { name: "of a type of another file", ...asked, code: told("ProjectId", "{ user: context.userId }"), errors: [{ messageId: "identity", line: 3 }] },
    { name: "the object that holds it", ...asked, code: told("UserId", "{ context }"), errors: [{ messageId: "object", line: 3 }] },
  ],
});
