/**
 * The times of actions. Whoever makes the service gives it a clock, and every time that is stored comes from it, as a point in time,
 * never from a request or the database. How long an operation took is measured apart: that is a span, and no time.
 */
import { and, eq } from "drizzle-orm";
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
}

export interface Clock {
  /** UTC; milliseconds, which is what the columns hold. */
  readonly now: () => Date;
}

export const systemClock: Clock = { now: () => new Date() };

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
  readonly #clock: Clock;
  readonly #log: Logger;

  constructor(queries: Queries, clock: Clock, log: Logger) {
    this.#queries = queries;
    this.#clock = clock;
    this.#log = log;
  }

  async start(context: RequestContext, instanceUuid: InstanceId, action: string): Promise<void> {
    const now = this.#clock.now();
    await this.#queries.insert(actions).values({ action, instanceUuid, requestId: context.requestId, startTime: now, updatedAt: now });
  }

  async finish({ requestId }: RequestContext, instanceUuid: InstanceId): Promise<void> {
    const now = this.#clock.now();
    await this.#queries.update(actions).set({ finishTime: now, updatedAt: now }).where(and(eq(actions.instanceUuid, instanceUuid), eq(actions.requestId, requestId)));
  }

  /** Runs one step of an action, and records it as an event once it is over. */
  async during(actionId: ActionId, event: string, step: () => Promise<void>): Promise<void> {
    const startTime = this.#clock.now();
    const before = performance.now();
    await step();
    this.#log.info({ event, duration: performance.now() - before }, "a step is over");
    await this.#queries.insert(events).values({ actionId, event, startTime, finishTime: this.#clock.now() });
  }

  /** The instance is gone; whoever shows the time writes it in the zone of the reader. */
  async close(uuid: InstanceId): Promise<void> {
    await this.#queries.update(instances).set({ deletedAt: this.#clock.now().toISOString() }).where(eq(instances.uuid, uuid));
  }
}
