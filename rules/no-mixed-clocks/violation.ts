/**
 * The times of actions. An action starts when the gateway took the request in, by its clock, and ends when this process says so: it can
 * end before it began. A step starts at a time since nobody knows when, and an instance is gone at a time of nobody knows where.
 */
import { and, eq, sql } from "drizzle-orm";
import { bigint, pgTable, timestamp, uuid, varchar, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Logger } from "pino";
import { z } from "zod";

export const InstanceId = z.uuid().toLowerCase().brand("InstanceId");
export type InstanceId = z.infer<typeof InstanceId>;
export const RequestId = z.string().regex(/^req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/).brand("RequestId");
export type RequestId = z.infer<typeof RequestId>;
export const ActionId = z.int().positive().brand("ActionId");
export type ActionId = z.infer<typeof ActionId>;

export interface RequestContext {
  readonly requestId: RequestId;
  /** When the gateway took the request in. */
  readonly timestamp: Date;
}

export type Queries = PgDatabase<PgQueryResultHKT>;

const time = (name: string) => timestamp(name, { withTimezone: true, precision: 3, mode: "date" });
const actions = pgTable("instance_actions", {
  action: varchar("action").notNull(),
  instanceUuid: uuid("instance_uuid").$type<InstanceId>().notNull(),
  requestId: varchar("request_id").$type<RequestId>().notNull(),
  startTime: time("start_time").notNull(),
  finishTime: time("finish_time"),
  updatedAt: time("updated_at").notNull(),
});
const events = pgTable("instance_actions_events", { actionId: bigint("action_id", { mode: "number" }).$type<ActionId>().notNull(), event: varchar("event").notNull(), startTime: time("start_time").notNull(), finishTime: time("finish_time") });
const instances = pgTable("instances", { uuid: uuid("uuid").$type<InstanceId>().primaryKey(), deletedAt: timestamp("deleted_at", { withTimezone: true, mode: "string" }) });

export class InstanceActions {
  readonly #queries: Queries;
  readonly #log: Logger;

  constructor(queries: Queries, log: Logger) {
    this.#queries = queries;
    this.#log = log;
  }

  async start(context: RequestContext, instanceUuid: InstanceId, action: string): Promise<void> {
    await this.#queries.insert(actions).values({ action, instanceUuid, requestId: context.requestId, startTime: context.timestamp, updatedAt: context.timestamp });
  }

  async finish({ requestId }: RequestContext, instanceUuid: InstanceId): Promise<void> {
    await this.#queries.update(actions).set({ finishTime: new Date(), updatedAt: new Date() }).where(and(eq(actions.instanceUuid, instanceUuid), eq(actions.requestId, requestId))); // $ Alert[no-mixed-clocks]
  }

  /** Runs one step of an action, and records it as an event once it is over. */
  async during(actionId: ActionId, event: string, step: () => Promise<void>): Promise<void> {
    const before = performance.now();
    await step();
    this.#log.info({ event, duration: performance.now() - before }, "a step is over");
    await this.#queries.insert(events).values({ actionId, event, startTime: new Date(before), finishTime: sql`now()` }); // $ Alert[no-mixed-clocks]
  }

  /** The instance is gone; the time stands there as its page shows it. */
  async close(uuid: InstanceId): Promise<void> {
    await this.#queries.update(instances).set({ deletedAt: new Date().toLocaleString("sv") }).where(eq(instances.uuid, uuid)); // $ Alert[no-mixed-clocks]
  }
}
