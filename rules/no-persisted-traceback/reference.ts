/**
 * Events of an action: what each step did on which host, and how it ended. Of a failure the table keeps the text of the service's own
 * error, or the class of any other, and a fingerprint of the trace. The trace itself is in the log, under that fingerprint.
 */
import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { bigint, pgTable, text, timestamp, varchar, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { Logger } from "pino";
import { z } from "zod";

export const ActionId = z.int().positive().brand("ActionId");
export type ActionId = z.infer<typeof ActionId>;

export type Queries = PgDatabase<PgQueryResultHKT>;

const events = pgTable("instance_actions_events", {
  actionId: bigint("action_id", { mode: "number" }).$type<ActionId>().notNull(),
  event: varchar("event").notNull(),
  host: varchar("host"),
  startTime: timestamp("start_time", { withTimezone: true }).notNull(),
  finishTime: timestamp("finish_time", { withTimezone: true }),
  result: varchar("result"),
  details: text("details"),
  fingerprint: varchar("fingerprint"),
});

/** An error of this service's own: its message is written for whoever reads the events. */
export class ModelError extends Error {}

/** What is kept of a failure. */
interface Failure {
  readonly details: string;
  /** The same for failures with the same trace. */
  readonly fingerprint: string;
}

function describeFailure(error: unknown): Failure {
  return { details: detailsOf(error), fingerprint: fingerprintOf(error) };
}

/** Not `error.name`, which anyone may have set to anything. */
function detailsOf(error: unknown): string {
  if (error instanceof ModelError) return error.message.slice(0, 255);
  return error instanceof Error ? error.constructor.name.slice(0, 80) : "UnknownFailure";
}

function fingerprintOf(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? detailsOf(error)) : typeof error;
  return createHash("sha256").update(trace).digest("hex").slice(0, 16);
}

class InstanceActionEvents {
  readonly #queries: Queries;

  constructor(queries: Queries) {
    this.#queries = queries;
  }

  async start(actionId: ActionId, event: string, host: string | null): Promise<void> {
    await this.#queries.insert(events).values({ actionId, event, host, startTime: new Date() });
  }

  async finish(actionId: ActionId, event: string): Promise<void> {
    await this.#queries.update(events).set({ finishTime: new Date(), result: "Success" }).where(open(actionId, event));
  }

  async fail(actionId: ActionId, event: string, failure: Failure): Promise<void> {
    await this.#queries.update(events).set({ finishTime: new Date(), result: "Error", ...failure }).where(open(actionId, event));
  }
}

const open = (actionId: ActionId, event: string) => and(eq(events.actionId, actionId), eq(events.event, event), isNull(events.finishTime));

/** Runs operations as events: each starts and ends with its event, and a failure goes on to whoever called. */
export class EventReporter {
  readonly #events: InstanceActionEvents;
  readonly #log: Logger;

  constructor(queries: Queries, log: Logger) {
    this.#events = new InstanceActionEvents(queries);
    this.#log = log;
  }

  async during<Result>(actionId: ActionId, event: string, host: string, operation: () => Promise<Result>): Promise<Result> {
    await this.#events.start(actionId, event, host);
    let result: Result;
    try {
      result = await operation();
    } catch (error) {
      const failure = describeFailure(error);
      this.#log.error({ err: error, fingerprint: failure.fingerprint, event }, "an operation failed");
      await this.#events.fail(actionId, event, failure);
      throw error;
    }
    await this.#events.finish(actionId, event);
    return result;
  }
}
