/**
 * Events of an action: what each step did, and how it ended. Whatever is thrown is taken for an error. A driver that rejects with a
 * text ends as an event without details; one that rejects with nothing breaks the code that was to record it.
 */
import type { Knex } from "knex";
import type { Logger } from "pino";

interface Ended {
  readonly result: "Success" | "Error";
  readonly details?: string;
}

export class EventReporter {
  constructor(
    private readonly db: Knex,
    private readonly log: Logger,
  ) {}

  /** Runs one step of an action and records it as an event. */
  async during<Result>(actionId: number, event: string, step: () => Promise<Result>): Promise<Result> {
    const started = new Date();
    let result: Result;
    try {
      result = await step();
    } catch (error) {
      await this.record(actionId, event, started, { result: "Error", details: detailsOf(error as Error) });
      throw error;
    }
    await this.record(actionId, event, started, { result: "Success" });
    return result;
  }

  /** A step that nobody waits for. */
  runAside(actionId: number, event: string, step: () => Promise<void>): void {
    this.during(actionId, event, step).catch((reason) => {
      this.log.error("the step %s failed: %s", event, reason.message); // $ Alert[no-unvalidated-exception]
    });
  }

  private async record(actionId: number, event: string, started: Date, ended: Ended): Promise<void> {
    await this.db("instance_actions_events").insert({ action_id: actionId, event, start_time: started, finish_time: new Date(), ...ended });
  }
}

/** The text of the error, and that of the error behind it. */
function detailsOf(error: Error): string {
  const { message } = error; // $ Alert[no-unvalidated-exception]
  return error.cause === undefined ? message : `${message} (${String(error.cause)})`; // $ Alert[no-unvalidated-exception]
}
