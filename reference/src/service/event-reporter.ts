/** Runs operations as events: each starts and ends with its event, and a failure of the operation always goes on to whoever called. */
import type { Logger } from "pino";
import type { RequestContext } from "../model/context.js";
import type { Failed } from "../model/event.js";
import { describeFailure } from "../model/failure.js";
import type { InstanceActionEvents, Started } from "./instance-action-events.js";

export class EventReporter {
  readonly #events: InstanceActionEvents;
  readonly #log: Logger;

  constructor(events: InstanceActionEvents, log: Logger) {
    this.#events = events;
    this.#log = log;
  }

  /**
   * Returns what the operation returns, and throws what it throws; what could not be recorded it throws where the operation did
   * not. Nothing is done where its start cannot be recorded for all instances.
   */
  async during<Result>(context: RequestContext, reported: Started, operation: () => Promise<Result>): Promise<Result> {
    await this.#events.startAll(context, reported);
    let failed: Failed | null = null;
    try {
      return await operation();
    } catch (error) {
      failed = { error };
      this.#log.error({ err: error, fingerprint: describeFailure(error).fingerprint, event: reported.event }, "an operation failed");
      throw error;
    } finally {
      await this.#end(context, reported, failed);
    }
  }

  async #end(context: RequestContext, reported: Started, failed: Failed | null): Promise<void> {
    try {
      await this.#events.finishAll(context, reported, failed);
    } catch (error) {
      // Thrown from here it would take the place of what the operation threw.
      if (failed === null) throw error;
      this.#log.error({ err: error, event: reported.event }, "the end of a failed operation could not be recorded");
    }
  }
}
