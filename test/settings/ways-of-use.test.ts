/** What a named wrapper means by how it is used: as an assertion, a guard of either polarity, a middleware, a maker, a decorator, a class. */
import { describe, expect, it } from "vitest";
import { lintTree, type Files } from "./lint-tree.js";

const PACKAGE: Files = { "package.json": '{ "type": "module" }', "tsconfig.json": '{ "compilerOptions": { "module": "nodenext", "experimentalDecorators": true } }' };

interface Use {
  readonly name: string;
  readonly settings: object;
  /** Below the imports, in `src/use.ts`. */
  readonly code: string;
}

/** Each use is silent (or found) by what the settings say, and the other way round without them. */
function uses(rule: string, head: string, lib: Files, named: "silences" | "finds", table: readonly Use[]): void {
  const lint = async (code: string, settings: object): Promise<readonly string[]> => (await lintTree({ ...PACKAGE, ...lib, "src/use.ts": `${head}\n${code}\n` }, settings, [rule])).get("src/use.ts") ?? ["not linted"];
  it.each(table.map((use) => [use.name, use] as const))("%s", async (_, { code, settings }) => {
    const [before, after] = [await lint(code, {}), await lint(code, settings)];
    expect([before.length, after.length], [...before, ...after].join("\n")).toEqual(named === "silences" ? [1, 0] : [0, 1]);
  });
}

/** Uses that the settings do not change. */
function without(rule: string, head: string, lib: Files, count: 0 | 1, table: readonly Use[]): void {
  it.each(table.map((use) => [use.name, use] as const))("%s", async (_, { code, settings }) => {
    const found = (await lintTree({ ...PACKAGE, ...lib, "src/use.ts": `${head}\n${code}\n` }, settings, [rule])).get("src/use.ts") ?? [];
    expect(found).toHaveLength(count);
  });
}

describe("validators", () => {
  const head = 'import express from "express"; import Redis from "ioredis"; import { check, isUuid, broken, Ids } from "../lib/ids.js"; import { isKey, parseKey } from "@vendor/keys"; const app = express(); const redis = new Redis();';
  const lib = { "lib/ids.ts": "export function check(value: any, other?: any): any { return globalThis.ids.known(value, other); }\nexport const isUuid = check; export const broken = check;\nexport class Ids { isUuid(value: any): any { return globalThis.ids.known(value); } }\n" };
  const get = (body: string): string => `app.get("/:id", async (req: any, res: any) => { const id = req.query.id; ${body} });`;
  const read = "res.json(await redis.get(id));";
  uses("no-unvalidated-id-in-db-call", head, lib, "silences", [
    { name: "an assertion that throws", settings: { validators: ["lib/ids.js#check"] }, code: get(`check(id); ${read}`) },
    { name: "an assertion that is awaited", settings: { validators: ["lib/ids.js#check"] }, code: get(`await check(id); ${read}`) },
    { name: "a guard by its name, left early", settings: { validators: ["lib/ids.js#isUuid"] }, code: get(`if (!isUuid(id)) return; ${read}`) },
    { name: "a guard by its name, around", settings: { validators: ["lib/ids.js#isUuid"] }, code: get(`if (isUuid(id)) { ${read} }`) },
    { name: "a guard in a condition", settings: { validators: ["lib/ids.js#isUuid"] }, code: get("res.json(isUuid(id) ? await redis.get(id) : null);") },
    { name: "a guard that is awaited", settings: { validators: ["lib/ids.js#isUuid"] }, code: get(`if (!(await isUuid(id))) return; ${read}`) },
    { name: "a guard that says what is broken", settings: { validators: [{ name: "lib/ids.js#broken", accepts: "false" }] }, code: get(`if (broken(id)) return; ${read}`) },
    { name: "a guard that says what is broken, around", settings: { validators: [{ name: "lib/ids.js#broken", accepts: "false" }] }, code: get(`if (!broken(id)) { ${read} }`) },
    { name: "of another argument", settings: { validators: [{ name: "lib/ids.js#check", argument: 1 }] }, code: get(`check("uuid", id); ${read}`) },
    { name: "a method of an instance", settings: { validators: ["lib/ids.js#Ids.isUuid"] }, code: get(`const ids = new Ids(); if (!ids.isUuid(id)) return; ${read}`) },
    { name: "a bound method", settings: { validators: ["lib/ids.js#Ids.isUuid"] }, code: get(`const ids = new Ids(); const known = ids.isUuid.bind(ids); if (!known(id)) return; ${read}`) },
    { name: "one whose first argument is bound", settings: { validators: [{ name: "lib/ids.js#check", argument: 1 }] }, code: get(`const known = check.bind(null, "uuid"); known(id); ${read}`) },
    { name: "a guard of a package", settings: { validators: ["@vendor/keys#isKey"] }, code: get(`if (!isKey(id)) return; ${read}`) },
    { name: "an assertion of a package", settings: { validators: ["@vendor/keys#parseKey"] }, code: get(`parseKey(id); ${read}`) },
    { name: "a row", settings: { models: [{ barrierGuardModel: [["./lib/ids.js", "Member[check].Argument[0]", "true", "form"]] }] }, code: get(`if (!check(id)) return; ${read}`) },
  ]);
  without("no-unvalidated-id-in-db-call", head, lib, 1, [
    { name: "not: the other branch of a guard", settings: { validators: ["lib/ids.js#isUuid"] }, code: get(`if (isUuid(id)) return; ${read}`) },
    { name: "not: the other branch of one that says what is broken", settings: { validators: [{ name: "lib/ids.js#broken", accepts: "false" }] }, code: get(`if (!broken(id)) return; ${read}`) },
    { name: "not: the other argument", settings: { validators: [{ name: "lib/ids.js#check", argument: 1 }] }, code: get(`check(id); ${read}`) },
    { name: "not: a guard that nobody asks", settings: { validators: ["lib/ids.js#isUuid"] }, code: get(`isUuid(id); ${read}`) },
    { name: "not: another value", settings: { validators: ["lib/ids.js#check"] }, code: get(`check(req.query.name); ${read}`) },
    { name: "not: after the use", settings: { validators: ["lib/ids.js#check"] }, code: get(`${read} check(id);`) },
    { name: "not: the same name of another package", settings: { validators: ["@vendor/other#isKey"] }, code: get(`if (!isKey(id)) return; ${read}`) },
  ]);
});

const EXPRESS = 'import express, { Router } from "express"; import knex from "knex"; const app = express(); const db = knex({}); const start = async (req: any, res: any) => { await db("actions").insert({ action: req.body.action }); res.end(); };';
const NEST = 'import { Controller, Post, Body } from "@nestjs/common"; import knex from "knex"; const db = knex({});';

describe("authenticators", () => {
  const lib = {
    "lib/session.ts": 'export function requireUser(...given: any[]): any { return globalThis.sessions.find(given); }\nexport const withUser = requireUser;\nexport class Session { require(...given: any[]): any { return globalThis.sessions.find(given); } }\nexport const session = new Session();\nexport default requireUser;\n',
    "lib/session.guard.ts": "export class SessionGuard { canActivate(): any { return globalThis.sessions.open; } }\nexport function SignedIn(...given: any[]): any { return globalThis.decorators.get(given); }\n",
  };
  const named = { authenticators: ["lib/session.js#requireUser"] };
  const methods = { authenticators: ["lib/session.js#Session.require"] };
  const imports = 'import { requireUser, withUser, Session, session } from "../lib/session.js";';
  const asyncHandler = "const asyncHandler = (act: any) => (req: any, res: any, next: any) => { Promise.resolve(act(req, res, next)).catch(next); };";
  uses("require-authentication", `${EXPRESS} ${imports}`, lib, "silences", [
    { name: "a middleware of the app", settings: named, code: 'app.use(requireUser); app.post("/actions", start);' },
    { name: "a middleware of a prefix", settings: named, code: 'app.use("/actions", requireUser); app.post("/actions/:id", start);' },
    { name: "a middleware of the route", settings: named, code: 'app.post("/actions", requireUser, start);' },
    { name: "a middleware in a list", settings: named, code: 'app.post("/actions", [requireUser], start);' },
    { name: "a middleware of a router that is mounted", settings: named, code: 'const routes = Router(); routes.use(requireUser); routes.post("/actions", start); app.use("/v2", routes);' },
    { name: "a middleware that it makes", settings: named, code: 'app.post("/actions", requireUser({ realm: "a" }), start);' },
    { name: "a middleware in a wrapper", settings: named, code: `${asyncHandler} app.post("/actions", asyncHandler(requireUser), start);` },
    { name: "a handler that it wraps", settings: { authenticators: ["lib/session.js#withUser"] }, code: 'app.post("/actions", withUser(start));' },
    { name: "a handler that it wraps, made by it", settings: { authenticators: ["lib/session.js#withUser"] }, code: 'app.post("/actions", withUser({ realm: "a" })(start));' },
    { name: "a handler that it wraps, kept in a variable", settings: { authenticators: ["lib/session.js#withUser"] }, code: 'const guarded = withUser(start); app.post("/actions", guarded);' },
    { name: "a call that throws", settings: named, code: 'app.post("/actions", async (req, res) => { await requireUser(req); await start(req, res); });' },
    { name: "a call in a function of the handler's", settings: named, code: 'const enter = async (req: any) => { await requireUser(req); }; app.post("/actions", async (req, res) => { await enter(req); await start(req, res); });' },
    { name: "a method as a middleware", settings: methods, code: 'app.use(session.require); app.post("/actions", start);' },
    { name: "a bound method as a middleware", settings: methods, code: 'const own = new Session(); app.use(own.require.bind(own)); app.post("/actions", start);' },
    { name: "a method in a closure", settings: methods, code: 'app.use((req, res, next) => session.require(req, res, next)); app.post("/actions", start);' },
    { name: "a row", settings: { models: [{ effectModel: [["./lib/session.js", "Member[requireUser]", "authenticates"]] }] }, code: 'app.use(requireUser); app.post("/actions", start);' },
  ]);
  without("require-authentication", `${EXPRESS} ${imports}`, lib, 1, [
    { name: "not: registered later", settings: named, code: 'app.post("/actions", start); app.use(requireUser);' },
    { name: "not: of another prefix", settings: named, code: 'app.use("/flavors", requireUser); app.post("/actions", start);' },
    { name: "not: the same name of another file", settings: { authenticators: ["lib/session.guard.js#SignedIn"] }, code: 'app.use(requireUser); app.post("/actions", start);' },
  ]);
  uses("require-authentication", `${EXPRESS} import { requireKey } from "@vendor/auth"; import anything from "../lib/session.js"; import "../lib/session.js";`, lib, "silences", [
    { name: "a middleware of a package", settings: { authenticators: ["@vendor/auth#requireKey"] }, code: 'app.use(requireKey); app.post("/actions", start);' },
    { name: "a middleware that a package makes", settings: { authenticators: ["@vendor/auth#requireKey"] }, code: 'app.use(requireKey({})); app.post("/actions", start);' },
    { name: "a default export", settings: { authenticators: ["lib/session.js"] }, code: 'app.use(anything); app.post("/actions", start);' },
  ]);
  const controller = (onClass: string, onMethod = ""): string => `@Controller("actions") ${onClass} class Actions { @Post() ${onMethod} async start(@Body() body: any) { await db("actions").insert({ action: body.action }); } }\nexport { Actions };`;
  const guard = { authenticators: ["lib/session.guard.ts#SessionGuard"] };
  uses("require-authentication", `${NEST} import { Use } from "@vendor/guards"; import { SessionGuard, SignedIn } from "../lib/session.guard.js";`, lib, "silences", [
    { name: "a guard class on a controller", settings: guard, code: controller("@Use(SessionGuard)") },
    { name: "a guard class on a method", settings: guard, code: controller("", "@Use(SessionGuard)") },
    { name: "an instance of a guard class", settings: guard, code: controller("@Use(new SessionGuard())") },
    { name: "a decorator", settings: { authenticators: ["lib/session.guard.ts#SignedIn"] }, code: controller("", "@SignedIn") },
    { name: "a decorator that it makes", settings: { authenticators: ["lib/session.guard.ts#SignedIn"] }, code: controller("@SignedIn({ role: 'user' })") },
  ]);
});

// (A function that is given the caller and the id is taken for a check without a setting.)
describe("accessChecks", () => {
  const records = "class Action extends Model { declare id: string; declare projectId: string }";
  const head = `import express from "express"; import { Model } from "sequelize"; import { requireOwner, mayRead, forMembers, Policy, policy } from "../lib/policy.js"; const app = express(); ${records}`;
  const lib = {
    "lib/policy.ts": "export function requireOwner(...given: any[]): any { return globalThis.policies.ask(given); }\nexport const mayRead = requireOwner; export const forMembers = requireOwner;\nexport class Policy { check(...given: any[]): any { return globalThis.policies.ask(given); } }\nexport const policy = new Policy();\n",
    "lib/owner.guard.ts": "export class OwnerGuard { canActivate(): any { return globalThis.policies.open; } }\nexport function Owned(...given: any[]): any { return globalThis.decorators.get(given); }\n",
  };
  const show = "res.json(await Action.findByPk(req.params.id));";
  const get = (body: string): string => `app.get("/:id", async (req: any, res: any) => { ${body} });`;
  const middle = (before: string): string => `app.get("/:id", ${before}, async (req: any, res: any) => { ${show} });`;
  const owner = { accessChecks: ["lib/policy.js#requireOwner"] };
  const answers = { accessChecks: [{ name: "lib/policy.js#mayRead", argument: 1, accepts: "true" }] };
  const members = { accessChecks: ["lib/policy.js#forMembers"] };
  const method = { accessChecks: ["lib/policy.js#Policy.check"] };
  uses("require-access-check", head, lib, "silences", [
    { name: "an assertion that throws", settings: owner, code: get(`await requireOwner("action", req.params.id); ${show}`) },
    { name: "an answer, left early", settings: answers, code: get(`if (!(await mayRead("action", req.params.id))) return; ${show}`) },
    { name: "an answer, around", settings: answers, code: get(`if (mayRead("action", req.params.id)) { ${show} }`) },
    { name: "a middleware of the app", settings: owner, code: `app.use(requireOwner); ${get(show)}` },
    { name: "a middleware of the route", settings: owner, code: middle("requireOwner") },
    { name: "a middleware that it makes", settings: members, code: middle('forMembers("admin")') },
    { name: "a handler that it wraps", settings: members, code: `app.get("/:id", forMembers(async (req: express.Request, res: any) => { ${show} }));` },
    { name: "a handler that it wraps, made by it", settings: members, code: `app.get("/:id", forMembers("admin")(async (req: express.Request, res: any) => { ${show} }));` },
    { name: "a method of an instance of another file", settings: method, code: get(`await policy.check("action", req.params.id); ${show}`) },
    { name: "a method of an own instance", settings: method, code: get(`const own = new Policy(); await own.check("action", req.params.id); ${show}`) },
    { name: "a bound method as a middleware", settings: method, code: middle("policy.check.bind(policy)") },
    { name: "a member of the class that uses it", settings: method, code: `class Actions { constructor(private readonly policy: Policy) {} async show(req: any, res: any) { await this.policy.check("action", req.params.id); ${show} } } const actions = new Actions(policy); app.get("/:id", (req, res) => actions.show(req, res));` },
    { name: "a row", settings: { models: [{ effectModel: [["./lib/policy.js", "Member[requireOwner]", "authorises"]] }] }, code: middle("requireOwner") },
  ]);
  const controller = (onClass: string, onMethod = ""): string => `@Controller("actions") ${onClass} class Actions { @Get(":id") ${onMethod} async show(@Param("id") id: string) { return Action.findByPk(id); } }\nexport { Actions };`;
  uses("require-access-check", `import { Controller, Get, Param, UseGuards } from "@nestjs/common"; import { Model } from "sequelize"; import { OwnerGuard, Owned } from "../lib/owner.guard.js"; ${records}`, lib, "silences", [
    { name: "a guard class on a controller", settings: { accessChecks: ["lib/owner.guard.js#OwnerGuard"] }, code: controller("@UseGuards(OwnerGuard)") },
    { name: "a guard class on a method", settings: { accessChecks: ["lib/owner.guard.js#OwnerGuard"] }, code: controller("", "@UseGuards(OwnerGuard)") },
    { name: "a decorator that it makes", settings: { accessChecks: ["lib/owner.guard.js#Owned"] }, code: controller("", '@Owned("id")') },
  ]);
  without("require-access-check", head, lib, 1, [
    { name: "not: a middleware that comes later", settings: owner, code: `${get(show)} app.use(requireOwner);` },
    { name: "not: the same name of another file", settings: { accessChecks: ["lib/owner.guard.js#Owned"] }, code: middle("requireOwner") },
  ]);
  // $ MISSING: that a check is called counts, whatever is made of its answer, and whatever else it is asked of.
  without("require-access-check", head, lib, 0, [
    { name: "known miss: the other branch of an answer", settings: answers, code: get(`if (mayRead("action", req.params.id)) return; ${show}`) },
    { name: "known miss: an answer about another id", settings: answers, code: get(`if (!mayRead("action", req.params.name)) return; ${show}`) },
  ]);
  const next = `import type { NextRequest } from "next/server"; import { Model } from "sequelize"; import { forMembers } from "../lib/policy.js"; ${records}`;
  uses("require-access-check", next, lib, "silences", [
    { name: "a route of Next that it wraps", settings: members, code: 'export const GET = forMembers(async (request: NextRequest) => Response.json(await Action.findByPk(request.nextUrl.searchParams.get("id"))));' },
    { name: "a route of Next that it wraps, made by it", settings: members, code: 'export const GET = forMembers("admin")(async (request: NextRequest) => Response.json(await Action.findByPk(request.nextUrl.searchParams.get("id"))));' },
    { name: "a function that it wraps before it is exported", settings: members, code: 'async function show(request: NextRequest) { return Response.json(await Action.findByPk(request.nextUrl.searchParams.get("id"))); } export const GET = forMembers(show);' },
  ]);
  // $ SPURIOUS: a router, or the builder of a procedure, that lets only those go on who may: what runs before is known by what is registered.
  without("require-access-check", `${head} import { memberRoutes } from "../lib/routes.js"; import { memberProcedure } from "../lib/trpc.js"; import { z } from "zod";`, { ...lib, "lib/routes.ts": 'import { Router } from "express"; export const memberRoutes: Router = globalThis.policies.routes();\n', "lib/trpc.ts": 'import { initTRPC } from "@trpc/server"; const t = initTRPC.create(); export const memberProcedure = t.procedure.use(globalThis.policies.middleware);\n' }, 1, [
    { name: "known false alarm: a router", settings: { accessChecks: ["lib/routes.js#memberRoutes"] }, code: `memberRoutes.get("/:id", async (req: any, res: any) => { ${show} });` },
    { name: "known false alarm: the builder of a procedure", settings: { accessChecks: ["lib/trpc.js#memberProcedure"] }, code: "export const find = memberProcedure.input(z.object({ id: z.string() })).query(({ input }) => Action.findByPk(input.id));" },
  ]);
  uses("require-authentication", `${EXPRESS} import { requireOwner } from "../lib/policy.js";`, lib, "silences", [{ name: "who asks what a caller may, knows who it is", settings: owner, code: 'app.use(requireOwner); app.post("/actions", start);' }]);
});

describe("clientSafeErrors", () => {
  const lib = { "lib/errors.ts": 'import { Failure } from "@vendor/failures";\nexport class PublicError extends Failure { detail = ""; }\nexport default class WholeError extends Failure {}\n' };
  const settings = { clientSafeErrors: ["lib/errors.js#PublicError", "lib/errors.js", "@vendor/failures#Shown"] };
  const head = 'import express from "express"; import { PublicError } from "../lib/errors.js"; import Anything from "../lib/errors.js"; import { Shown, Hidden } from "@vendor/failures"; class OwnError extends PublicError {} class NearError extends Hidden {} const app = express(); declare function step(): Promise<void>;';
  const failing = (body: string): string => `app.get("/", async (req: any, res: any) => { try { await step(); } catch (error: any) { ${body} } });`;
  const shown = [
    { name: "a class", of: "PublicError" },
    { name: "a default export", of: "Anything" },
    { name: "a class that extends it", of: "OwnError" },
    { name: "a class of a package", of: "Shown" },
  ];
  const hidden = [{ name: "not: another class of the package", of: "Hidden" }, { name: "not: a class that extends another", of: "NearError" }];
  for (const [rule, use] of [["no-error-exposure", "res.send(error.message);"], ["no-unvalidated-exception", "step.call(error.message);"]] as const) {
    describe(rule, () => {
      uses(rule, head, lib, "silences", shown.flatMap(({ name, of }) => [
        { name: `${name}, around`, settings, code: failing(`if (error instanceof ${of}) { ${use} }`) },
        { name: `${name}, left early`, settings, code: failing(`if (!(error instanceof ${of})) throw error; ${use}`) },
      ]));
      without(rule, head, lib, 1, [
        ...hidden.map(({ name, of }) => ({ name, settings, code: failing(`if (error instanceof ${of}) { ${use} }`) })),
        { name: "not: the other branch", settings, code: failing(`if (error instanceof PublicError) return; ${use}`) },
      ]);
    });
  }
});

describe("loggers", () => {
  const lib = { "lib/log.ts": "export const logger = { info(..._: any[]) {}, child(): any { return logger; } };\nexport class Log { info(..._: any[]) {} }\nexport function audit(..._: any[]) {}\nexport const log = new Log();\n" };
  const head = 'import express from "express"; import { logger, Log, log, audit } from "../lib/log.js"; import { record } from "@vendor/audit"; import vendor from "@vendor/log"; const app = express();';
  const get = (body: string): string => `app.get("/", (req: any) => { const secret = req.headers.cookie; ${body} });`;
  uses("no-sensitive-context-in-log", head, lib, "finds", [
    { name: "an object", settings: { loggers: ["lib/log.js#logger"] }, code: get("logger.info(secret);") },
    { name: "a method, taken out", settings: { loggers: ["lib/log.js#logger"] }, code: get("const { info } = logger; info(secret);") },
    { name: "one method of an object", settings: { loggers: ["lib/log.js#logger.info"] }, code: get("logger.info(secret);") },
    { name: "an instance of a class", settings: { loggers: ["lib/log.js#Log"] }, code: get("new Log().info(secret);") },
    { name: "an instance that is made beside the class", settings: { loggers: ["lib/log.js#Log"] }, code: get("log.info(secret);") },
    { name: "a parameter of the class's type", settings: { loggers: ["lib/log.js#Log"] }, code: `const note = (to: Log, text: string) => to.info(text); ${get("note(log, secret);")}` },
    { name: "a member of an argument", settings: { loggers: ["lib/log.js#audit"] }, code: get("audit({ secret });") },
    { name: "one argument", settings: { loggers: [{ name: "lib/log.js#audit", argument: 1 }] }, code: get('audit("login", secret);') },
    { name: "a function of a package", settings: { loggers: ["@vendor/audit#record"] }, code: get("record(secret);") },
    { name: "a default export of a package", settings: { loggers: ["@vendor/log"] }, code: get("vendor.warn(secret);") },
    { name: "as a callback", settings: { loggers: [{ name: "lib/log.js#audit", argument: 0 }] }, code: get("[secret].forEach(audit);") },
  ]);
  without("no-sensitive-context-in-log", head, lib, 0, [
    { name: "not: another method of the object", settings: { loggers: ["lib/log.js#logger.warn"] }, code: get("logger.info(secret);") },
    { name: "not: another argument", settings: { loggers: [{ name: "lib/log.js#audit", argument: 1 }] }, code: get('audit(secret, "login");') },
  ]);
});

describe("restrictedStores", () => {
  const lib = { "lib/traces.ts": 'import Redis from "ioredis"; const redis = new Redis();\nexport const traces = { keep(text: any) { redis.set("trace", text); } };\nexport class Traces { keep(text: any) { redis.set("trace", text); } }\n' };
  const head = 'import Redis from "ioredis"; import { traces, Traces } from "../lib/traces.js"; const redis = new Redis();';
  const failing = (body: string): string => `export async function run(step: () => Promise<void>) { try { await step(); } catch (error: any) { ${body} } }`;
  uses("no-persisted-traceback", head, lib, "silences", [
    { name: "an object", settings: { restrictedStores: ["lib/traces.js#traces"] }, code: failing("traces.keep(error.stack);") },
    { name: "a class", settings: { restrictedStores: ["lib/traces.js#Traces"] }, code: failing("new Traces().keep(error.stack);") },
  ]);
  without("no-persisted-traceback", head, lib, 1, [{ name: "not: another store afterwards", settings: { restrictedStores: ["lib/traces.js#traces"] }, code: failing('traces.keep(error.stack); redis.set("last", error.stack);') }]);
});

describe("gateways", () => {
  const lib = { "lib/actions.ts": "export class Action { id = ''; projectId = ''; static async load(id: any): Promise<any> { return globalThis.store.get(id); } }\nexport class Flavor { id = ''; static async load(id: any): Promise<any> { return globalThis.store.get(id); } }\n" };
  const head = 'import express from "express"; import { Action, Flavor } from "../lib/actions.js"; import { find } from "@vendor/store"; const app = express();';
  const get = (body: string): string => `app.get("/:id", async (req: any, res: any) => { ${body} });`;
  const settings = { gateways: ["lib/actions.js#Action.load", "lib/actions.js#Flavor.load"] };
  uses("require-access-check", head, lib, "finds", [{ name: "a static method of a record that has an owner", settings, code: get("res.json(await Action.load(req.params.id));") }]);
  without("require-access-check", head, lib, 0, [{ name: "not: of a record that has none", settings, code: get("res.json(await Flavor.load(req.params.id));") }]);
  uses("no-unvalidated-id-in-db-call", head, lib, "finds", [{ name: "a function of a package", settings: { gateways: ["@vendor/store#find"] }, code: get("res.json(await find(req.query.id));") }]);
});
