/**
 * The rows of actions and events, and those who write several. What belongs together is one transaction: all of it is kept, or nothing.
 * An event ends however its operation ends, and a failure goes on to whoever called.
 */
import { and, desc, eq } from "drizzle-orm";
import { bigint, pgTable, timestamp, uuid, varchar, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import { z } from "zod";

export const InstanceId = z.uuid().toLowerCase().brand("InstanceId");
export type InstanceId = z.infer<typeof InstanceId>;
export const ProjectId = z.string().regex(/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/).brand("ProjectId");
export type ProjectId = z.infer<typeof ProjectId>;

/** What queries are made on: the database, or a transaction. */
export type Queries = PgDatabase<PgQueryResultHKT>;

const time = (name: string) => timestamp(name, { withTimezone: true });
const instances = pgTable("instances", { uuid: uuid("uuid").$type<InstanceId>().primaryKey(), projectId: varchar("project_id").$type<ProjectId>().notNull(), state: varchar("state").notNull() });
const actions = pgTable("instance_actions", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  instanceUuid: uuid("instance_uuid").$type<InstanceId>().notNull(),
  action: varchar("action").notNull(),
  startTime: time("start_time").notNull(),
  finishTime: time("finish_time"),
  updatedAt: time("updated_at"),
});
const events = pgTable("instance_actions_events", { actionId: bigint("action_id", { mode: "number" }).notNull(), event: varchar("event").notNull(), startTime: time("start_time").notNull(), finishTime: time("finish_time"), result: varchar("result") });

export class NotFound extends Error {}

async function insertAction(queries: Queries, instanceUuid: InstanceId, action: string): Promise<void> {
  await queries.insert(actions).values({ instanceUuid, action, startTime: new Date() });
}

async function finishAction(queries: Queries, instanceUuid: InstanceId, action: string): Promise<void> {
  const finished = await queries.update(actions).set({ finishTime: new Date() }).where(and(eq(actions.instanceUuid, instanceUuid), eq(actions.action, action))).returning();
  if (finished.length === 0) throw new NotFound("There is no such action.");
}

/** The event, and the time of its action: both or none. */
function insertEvent(queries: Queries, instanceUuid: InstanceId, event: string): Promise<void> {
  return queries.transaction(async (both) => {
    const [action] = await both.select().from(actions).where(eq(actions.instanceUuid, instanceUuid)).orderBy(desc(actions.id)).limit(1);
    if (action === undefined) throw new NotFound("There is no such action.");
    await both.insert(events).values({ actionId: action.id, event, startTime: new Date() });
    await both.update(actions).set({ updatedAt: new Date() }).where(eq(actions.id, action.id));
  });
}

async function endEvent(queries: Queries, event: string, result: "Success" | "Error"): Promise<void> {
  await queries.update(events).set({ finishTime: new Date(), result }).where(eq(events.event, event));
}

/** A copy of an action of another place, as it is. */
export async function createAction(queries: Queries, copy: { readonly instanceUuid: InstanceId; readonly action: string; readonly startTime: Date }): Promise<void> {
  await queries.insert(actions).values(copy);
}

/** Those who record an action with all that belongs to it. */
export class Conductor {
  readonly #database: Queries;

  constructor(database: Queries) {
    this.#database = database;
  }

  /** No host was found: the instance is kept as one that failed, and with it an action that says why. */
  bury(uuid: InstanceId, projectId: ProjectId): Promise<void> {
    return this.#database.transaction(async (queries) => {
      await queries.insert(instances).values({ uuid, projectId, state: "error" });
      await queries.insert(actions).values({ instanceUuid: uuid, action: "create", startTime: new Date() });
      await this.#recordFailure(queries, uuid);
    });
  }

  async #recordFailure(queries: Queries, uuid: InstanceId): Promise<void> {
    await insertEvent(queries, uuid, "conductor_build");
    await endEvent(queries, "conductor_build", "Error");
  }

  /** An administrator says that an instance is well again. */
  resetState(uuid: InstanceId): Promise<void> {
    return this.#database.transaction(async (queries) => {
      await insertAction(queries, uuid, "resetState");
      await queries.update(instances).set({ state: "active" }).where(eq(instances.uuid, uuid));
      await finishAction(queries, uuid, "resetState");
    });
  }

  /** Runs an operation of several instances. It starts as an event of all of them, or of none, and not at all. */
  async during(event: string, uuids: readonly InstanceId[], operation: () => Promise<void>): Promise<void> {
    await this.#database.transaction(async (queries) => {
      for (const uuid of uuids) await insertEvent(queries, uuid, event);
    });
    let result: "Success" | "Error" = "Error";
    try {
      await operation();
      result = "Success";
    } finally {
      await endEvent(this.#database, event, result);
    }
  }
}
