/** Events of an action: what each step did, and how it ended. Anything can be thrown, so an error is made of it before it is read. */
import type { Knex } from "knex";
import type { Logger } from "pino";

interface Ended {
  readonly result: "Success" | "Error";
  readonly details?: string;
}

/** The size of the column. */
const DETAILS = 255;

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
    } catch (thrown) {
      await this.record(actionId, event, started, { result: "Error", details: detailsOf(ensureError(thrown)) });
      throw thrown;
    }
    await this.record(actionId, event, started, { result: "Success" });
    return result;
  }

  /** A step that nobody waits for. */
  runAside(actionId: number, event: string, step: () => Promise<void>): void {
    this.during(actionId, event, step).catch((thrown: unknown) => {
      this.log.error({ event, err: ensureError(thrown) }, "a step of an action failed");
    });
  }

  private async record(actionId: number, event: string, started: Date, ended: Ended): Promise<void> {
    await this.db("instance_actions_events").insert({ action_id: actionId, event, start_time: started, finish_time: new Date(), ...ended });
  }
}

/** What was thrown, if it is an error; else an error that says what it was. */
function ensureError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(`thrown: ${String(thrown)}`);
}

/** The text of the error, and that of the error behind it. */
function detailsOf(error: Error): string {
  const behind = error.cause instanceof Error ? ` (${error.cause.message})` : "";
  return `${error.message}${behind}`.slice(0, DETAILS);
}
