/**
 * Events of an action: what each step did, and how it ended. The trace goes to the log, under an id; the table keeps the id, the
 * class of the error and, of the project's own errors, the text that was written for the reader.
 */
import { randomUUID } from "node:crypto";
import type { Knex } from "knex";
import type { Logger } from "pino";

/** An error whose message is written for whoever reads the events. */
export class InstanceActionError extends Error {
  override readonly name = "InstanceActionError";

  constructor(readonly detail: string) {
    super(detail);
  }
}

export class EventReporter {
  constructor(
    private readonly db: Knex,
    private readonly log: Logger,
    private readonly host: string,
  ) {}

  /** Runs one step of an action and records it as an event, whatever becomes of it. */
  async during<Result>(actionId: number, event: string, step: () => Promise<Result>): Promise<Result> {
    const id = randomUUID();
    await this.db("instance_actions_events").insert({ id, action_id: actionId, event, host: this.host, start_time: new Date() });
    try {
      const result = await step();
      await this.finish(id, { result: "Success" });
      return result;
    } catch (error) {
      const errorId = randomUUID();
      this.log.error({ err: error, errorId }, "a step of an action failed");
      await this.finish(id, { result: "Error", error_id: errorId, details: detailsOf(error) });
      throw error;
    }
  }

  private async finish(id: string, outcome: object): Promise<void> {
    await this.db("instance_actions_events")
      .where({ id })
      .update({ ...outcome, finish_time: new Date() });
  }
}

/** What may be kept of a failure: the text of an own error, of any other only its class. */
function detailsOf(error: unknown): string {
  if (error instanceof InstanceActionError) return error.detail;
  return error instanceof Error ? error.name : "unknown failure";
}
