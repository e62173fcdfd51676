/**
 * Events of an action: what each step did, and how it ended. When one fails, its whole stack trace stays in the table, with
 * paths, versions and source lines, for as long as the instance lives, and for everyone who may read events.
 */
import { randomUUID } from "node:crypto";
import type { Knex } from "knex";

export class EventReporter {
  constructor(
    private readonly db: Knex,
    private readonly host: string,
  ) {}

  /** Runs one step of an action and records it as an event, whatever becomes of it. */
  async during<Result>(actionId: number, event: string, step: () => Promise<Result>): Promise<Result> {
    const id = randomUUID();
    await this.db("instance_actions_events").insert({ id, action_id: actionId, event, host: this.host, start_time: new Date() });
    try {
      const result = await step();
      await this.finish(id, null);
      return result;
    } catch (error) {
      await this.finish(id, error);
      throw error;
    }
  }

  private async finish(id: string, failure: unknown): Promise<void> {
    await this.db("instance_actions_events")
      .where({ id })
      .update(packEventFinish(failure)); // $ Alert[no-persisted-traceback]
  }
}

/** The columns of a finished event. */
function packEventFinish(failure: unknown) {
  const finished = { finish_time: new Date(), result: failure === null ? "Success" : "Error" };
  if (failure === null) return finished;
  if (!(failure instanceof Error)) return { ...finished, details: "unknown failure" };
  return { ...finished, details: failure.name, traceback: failure.stack };
}

/** The last failure of an instance, kept whole for the support desk. */
export async function rememberFailure(db: Knex, instanceUuid: string, step: () => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    const report = { instance_uuid: instanceUuid, text: error instanceof Error ? (error.stack ?? error.message) : "unknown" };
    await db("instance_faults").insert(report); // $ Alert[no-persisted-traceback]
  }
}
