/** The service over a database in this process, with a clock, machines and a database connection that do what a test says, and callers. */
import { randomBytes, randomUUID } from "node:crypto";
import type { PGlite, Transaction } from "@electric-sql/pglite";
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from "fastify";
import { SignJWT } from "jose";
import { expect } from "vitest";
import { AUDIENCE, ISSUER } from "../../src/http/authentication.js";
import { createLog } from "../../src/log.js";
import type { Clock } from "../../src/model/clock.js";
import { callerContext, type CallerContext, type Role } from "../../src/model/context.js";
import { InstanceId, newRequestId, ProjectId, RequestId, UserId } from "../../src/model/ids.js";
import type { Instance } from "../../src/model/instance.js";
import { createService, type Service } from "../../src/service.js";
import { openEmbedded, type Database } from "../../src/storage/database.js";

export const TOKEN_KEY = randomBytes(32);

/** Enough for a database to start in this process while others do. */
export const SLOW = 60_000;

export const newInstanceId = (): InstanceId => InstanceId.parse(randomUUID());
export const newProject = (): ProjectId => ProjectId.parse(randomUUID());
export const newUser = (): UserId => UserId.parse(randomUUID());

/** The token of a caller, as the identity service makes it; claims may be replaced, and left out with `undefined`. */
export function tokenOf(roles: readonly Role[], projectId: ProjectId, claims: Readonly<Record<string, unknown>> = {}, key: Uint8Array = TOKEN_KEY, alg = "HS256"): Promise<string> {
  const now = Math.floor(Date.now() / 1000);
  return new SignJWT({ sub: randomUUID(), project_id: projectId, roles, iss: ISSUER, aud: AUDIENCE, exp: now + 3600, ...claims }).setProtectedHeader({ alg }).sign(key);
}

export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly headers: LightMyRequestResponse["headers"];
  readonly body: Record<string, unknown>;
}

/** Someone who calls the service. */
export interface Caller {
  readonly token: string;
  readonly project: ProjectId;
  readonly get: (url: string) => Promise<Answer>;
  readonly send: (request: InjectOptions) => Promise<Answer>;
}

export interface HarnessClock extends Clock {
  set: (time: string) => void;
}

/** The machines: a reboot throws what is put here. */
export interface Machines {
  fails: Error | null;
  rebooted: number;
}

export interface Harness extends Service {
  readonly database: Database;
  readonly clock: HarnessClock;
  readonly machines: Machines;
  /** Every line of the log, as it was written. */
  readonly lines: string[];
  readonly caller: (role: Role | readonly Role[], project?: ProjectId) => Promise<Caller>;
  /** A new instance of the project. */
  readonly instance: (project: ProjectId) => Promise<Instance>;
  readonly close: () => Promise<void>;
}

/** Over a new database in this process unless one is given. */
export async function start(given?: Database): Promise<Harness> {
  const database = given ?? (await openEmbedded());
  const lines: string[] = [];
  const log = createLog("trace", { write: (line: string) => { lines.push(line); } });
  let now: Date | null = null;
  const clock: HarnessClock = { now: () => now ?? new Date(), set: (time) => { now = new Date(time); } };
  const machines: Machines = { fails: null, rebooted: 0 };
  const compute = {
    hostOf: () => "host-17",
    reboot: () => {
      machines.rebooted += 1;
      return machines.fails === null ? Promise.resolve() : Promise.reject(machines.fails);
    },
    destroy: () => Promise.resolve(),
  };
  const service = createService({ database, compute, log, tokenKey: TOKEN_KEY, clock });
  await service.app.ready();
  return {
    ...service,
    database,
    clock,
    machines,
    lines,
    caller: async (role, project = newProject()) => callerWith(service.app, await tokenOf(typeof role === "string" ? [role] : role, project), project),
    async instance(project) {
      const instance: Instance = { uuid: newInstanceId(), projectId: project, state: "active" };
      await service.instances.add(instance);
      return instance;
    },
    async close() {
      await service.app.close();
      await database.close();
    },
  };
}

/** Without a token where it is empty. */
export function callerWith(app: FastifyInstance, token: string, project = newProject()): Caller {
  const send = async (request: InjectOptions) => answerOf(await app.inject({ ...request, headers: { ...(token !== "" && { authorization: `Bearer ${token}` }), ...request.headers } }));
  return { token, project, send, get: (url) => send({ method: "GET", url }) };
}

export function answerOf(response: LightMyRequestResponse): Answer {
  const type = String(response.headers["content-type"] ?? "");
  const body: unknown = /json/.test(type) && response.payload !== "" ? JSON.parse(response.payload) : null;
  return { status: response.statusCode, type, text: response.payload, headers: response.headers, body: typeof body === "object" && body !== null ? { ...body } : {} };
}

/** Whom the records of a test are by. */
export function contextIn(projectId: ProjectId, requestId: RequestId = newRequestId()): CallerContext {
  return callerContext({ userId: newUser(), projectId, roles: ["member"], requestId });
}

/** What belongs to no answer: text of exceptions, of the database, of the libraries, of the file system. */
const INNER = /\n\s+at |[\w/]\.[cm]?[jt]s:\d|node_modules|\b\w*(?:Error|Exception)\b(?!")|\bFST_|\bERR_|\bselect\s.*\bfrom\b|insert into|syntax error|relation "|violates|drizzle|pglite|postgres|ECONN|\bzod\b|\bjose\b|\bjwt\b/i;

/** A problem document (RFC 9457) that says nothing of what is inside the service; `said` are texts of the caller's own that it may repeat. */
export function expectProblem(answer: Answer, status: number, said: readonly string[] = []): void {
  expect(flawsOf(answer, status, said), answer.text).toEqual([]);
}

function flawsOf({ status: sent, type: contentType, text, body }: Answer, status: number, said: readonly string[]): string[] {
  const { type, title, detail, status: told, request_id, issues, ...others } = body;
  let own = text;
  for (const each of said) own = own.replaceAll(JSON.stringify(each).slice(1, -1), "").replaceAll(JSON.stringify(JSON.stringify(each)).slice(3, -3), "");
  const sound: Record<string, boolean> = {
    [`the status, ${sent}`]: sent === status && told === status,
    "the content type": /^application\/problem\+json(?:;|$)/.test(contentType),
    "the type": type === "about:blank",
    "the title": typeof title === "string" && /^[A-Z][A-Za-z -]+$/.test(title),
    "the detail": typeof detail === "string" && /^[A-Z].+\.$/.test(detail),
    "the request's id": RequestId.safeParse(request_id).success,
    "the issues": issues === undefined || (Array.isArray(issues) && issues.every(isIssue)),
    "other fields": Object.keys(others).length === 0,
    [`text from inside, ${String(INNER.exec(own)?.[0])}`]: !INNER.test(own),
  };
  return Object.keys(sound).filter((each) => sound[each] === false);
}

function isIssue(issue: unknown): boolean {
  const { path, message, ...others } = issue as Record<string, unknown>;
  return typeof path === "string" && typeof message === "string" && Object.keys(others).length === 0;
}

/** What a problem says but for the request that it answers. */
export function problemWithoutRequest({ body }: Answer): Record<string, unknown> {
  return { ...body, request_id: null };
}

/** The lines of the log since a place in it, each of them one JSON text that ends where the line does. */
export function parsedLines(lines: readonly string[], from = 0): Record<string, unknown>[] {
  return lines.slice(from).map((line) => {
    if (line.indexOf("\n") !== line.length - 1) throw new Error(`not one line: ${line}`);
    return JSON.parse(line) as Record<string, unknown>;
  });
}

/** Lets a test break the connection to the database in this process: before each statement it asks whether that one may pass. */
export function breakable(database: Database): { check: (statement: string) => void } {
  const driver = { check: (_statement: string): void => undefined };
  const client = Reflect.get(database.queries, "$client") as PGlite;
  const begin = client.transaction.bind(client);
  client.transaction = (work) => {
    driver.check("begin");
    return begin((transaction) => work(checked(transaction, driver)));
  };
  return driver;
}

function checked(transaction: Transaction, driver: { check: (statement: string) => void }): Transaction {
  return new Proxy(transaction, {
    get(target, name, receiver): unknown {
      if (name !== "query") return Reflect.get(target, name, receiver);
      const query: Transaction["query"] = (text, ...rest) => {
        driver.check(text);
        return target.query(text, ...rest);
      };
      return query;
    },
  });
}
