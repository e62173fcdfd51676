/**
 * The rows of actions and events, and those who write several. Each function is one transaction, and so whole; what is put together out
 * of several is not: a failure between two of them leaves an action without its event, or an event that never ends.
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
  async bury(uuid: InstanceId, projectId: ProjectId): Promise<void> {
    await this.#database.insert(instances).values({ uuid, projectId, state: "error" });
    await this.#database.insert(actions).values({ instanceUuid: uuid, action: "create", startTime: new Date() }); // $ Alert[require-db-error-handling]
    await this.#recordFailure(uuid);
  }

  async #recordFailure(uuid: InstanceId): Promise<void> {
    await insertEvent(this.#database, uuid, "conductor_build");
    await endEvent(this.#database, "conductor_build", "Error"); // $ Alert[require-db-error-handling] strict
  }

  /** An administrator says that an instance is well again. When that fails, its action never ends. */
  async resetState(uuid: InstanceId): Promise<void> {
    await insertAction(this.#database, uuid, "resetState");
    await this.#database.update(instances).set({ state: "active" }).where(eq(instances.uuid, uuid)); // $ Alert[require-db-error-handling] strict
    await finishAction(this.#database, uuid, "resetState");
  }

  /** Runs an operation of several instances. When the second event cannot be started, nobody ends the first. */
  async during(event: string, uuids: readonly InstanceId[], operation: () => Promise<void>): Promise<void> {
    // $ MISSING[require-db-error-handling]: a call in a loop is one call.
    for (const uuid of uuids) await insertEvent(this.#database, uuid, event);
    let result: "Success" | "Error" = "Error";
    try {
      await operation();
      result = "Success";
    } finally {
      await endEvent(this.#database, event, result);
    }
  }
}
