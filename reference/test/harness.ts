/** What the tests stand on: a fresh database for each file, a clock that they set, the service's parts put together as it does itself. */
import { randomBytes, randomUUID } from "node:crypto";
import { copyFile, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, inject } from "vitest";
import { createLog } from "../src/log.js";
import type { Clock } from "../src/model/clock.js";
import { callerContext, serviceContext, type CallerContext, type Role, type ServiceContext } from "../src/model/context.js";
import { InstanceId, newRequestId, ProjectId, UserId } from "../src/model/ids.js";
import type { Instance, InstanceState } from "../src/model/instance.js";
import { createService, type Service } from "../src/service.js";
import type { Compute } from "../src/service/operations.js";
import { openEmbedded, openServer, type Database } from "../src/storage/database.js";

/** The server that the tests run on, where one was given. */
export const DATABASE_URL = process.env["DATABASE_URL"];

/** A clock that stands still until it is told. */
export class TestClock implements Clock {
  #now = Date.parse("2026-03-01T12:00:00.000Z");

  readonly now = (): Date => new Date(this.#now);

  /** Moves it on, and says what it shows then. */
  forward(milliseconds: number): Date {
    this.#now += milliseconds;
    return this.now();
  }
}

/** A copy of the empty database, in a folder of its own; whoever asks for it removes that. */
export async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "reference-embedded-"));
  await copyInto(folder, inject("emptyDatabase"));
  return folder;
}

async function copyInto(target: string, source: string): Promise<void> {
  for (const entry of await readdir(source, { withFileTypes: true })) {
    const [from, to] = [join(source, entry.name), join(target, entry.name)];
    if (!entry.isDirectory()) await copyFile(from, to);
    else await mkdir(to).then(() => copyInto(to, from));
  }
}

/** A database in this process. Closing it leaves nothing behind. */
export async function openTestEmbedded(): Promise<Database> {
  const folder = await emptyFolder();
  const { queries, close } = await openEmbedded(folder);
  return { queries, close: () => close().finally(() => rm(folder, { recursive: true, force: true })) };
}

/** A schema of its own on the server, or a database in this process. Closing it leaves nothing behind. */
export async function openTestDatabase(url = DATABASE_URL): Promise<Database> {
  if (url === undefined) return await openTestEmbedded();
  const schema = `test_${randomBytes(8).toString("hex")}`;
  const database = await openServer(url, { schema, onIdleError: () => undefined });
  return {
    queries: database.queries,
    close: async () => {
      try {
        await database.queries.execute(sql`drop schema ${sql.identifier(schema)} cascade`);
      } finally {
        await database.close();
      }
    },
  };
}

/** Lines of the log, as they were written. */
export type LogLine = Readonly<Record<string, unknown>>;

export interface Bench extends Service {
  readonly database: Database;
  readonly clock: TestClock;
  readonly lines: LogLine[];
}

const machines: Compute = { hostOf: () => "host-1", reboot: () => Promise.resolve(), destroy: () => Promise.resolve() };

export function assemble(database: Database): Bench {
  const clock = new TestClock();
  const lines: LogLine[] = [];
  const log = createLog("trace", { write: (line) => void lines.push(JSON.parse(line) as LogLine) });
  return { ...createService({ database, compute: machines, log, tokenKey: randomBytes(32), clock }), database, clock, lines };
}

/** For the tests of one file, which share it: each has instances of its own. */
export async function openBench(): Promise<Bench> {
  const database = await openTestDatabase();
  afterAll(() => database.close());
  return assemble(database);
}

export const aProject = (): ProjectId => ProjectId.parse(randomUUID());

/** Somebody's request. */
export function caller(projectId = aProject(), ...roles: readonly Role[]): CallerContext {
  return callerContext({ userId: UserId.parse(randomUUID()), projectId, roles: roles.length === 0 ? ["member"] : roles, requestId: newRequestId() });
}

/** Another request of the same person. */
export function again(context: CallerContext): CallerContext {
  return callerContext({ ...context, requestId: newRequestId() });
}

/** Work that nobody asked for. */
export const unasked = (): ServiceContext => serviceContext(newRequestId());

export async function addInstance({ instances }: Bench, projectId = aProject(), state: InstanceState = "active"): Promise<Instance> {
  const instance: Instance = { uuid: InstanceId.parse(randomUUID()), projectId, state };
  await instances.add(instance);
  return instance;
}

/** Every action, of an instance. */
export const EVERY = { limit: 1000 } as const;
