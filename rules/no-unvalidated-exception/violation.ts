/**
 * What is kept of a failed step. Anything can be thrown, `undefined` too. The error is looked at before its text is read: it may be an
 * error of the service's own, another error, or something else. The trace is taken for what it should be.
 */
import { createHash } from "node:crypto";
import type { Logger } from "pino";

/** An error of this service's own. Its message may be shown to the caller, and kept with an event. */
export class ModelError extends Error {}

/** The failure of a step. */
export interface Failed {
  readonly error: unknown;
}

/** How an event ended. */
export interface EventEnd {
  readonly event: string;
  readonly finishTime: Date;
  readonly result: "Success" | "Error";
  readonly details: string | null;
  /** The same for failures with the same trace; under it the log has the trace. */
  readonly fingerprint: string | null;
}

function describeFailure(error: unknown) {
  return { details: textOf(error), fingerprint: fingerprintOf(error) };
}

function textOf(error: unknown): string {
  if (error instanceof ModelError) return error.message.slice(0, 255);
  return error instanceof Error ? classOf(error) : "UnknownFailure";
}

/** Not `error.name`, which anyone may have set to anything. */
function classOf(error: Error): string {
  const { name } = error.constructor;
  return /^\w{1,80}$/.test(name) ? name : "Error";
}

function fingerprintOf(error: unknown): string {
  const trace = (error as Error).stack ?? ""; // $ Alert[no-unvalidated-exception]
  return createHash("sha256").update(trace).digest("hex").slice(0, 16);
}

export function packEventFinish(event: string, failed: Failed | null, now: Date): EventEnd {
  if (failed === null) return { event, finishTime: now, result: "Success", details: null, fingerprint: null };
  return { event, finishTime: now, result: "Error", ...describeFailure(failed.error) };
}

/** Runs operations as events, and tells how each ended. */
export class EventReporter {
  readonly #finish: (end: EventEnd) => Promise<void>;
  readonly #log: Logger;

  constructor(finish: (end: EventEnd) => Promise<void>, log: Logger) {
    this.#finish = finish;
    this.#log = log;
  }

  async during<Result>(event: string, operation: () => Promise<Result>): Promise<Result> {
    let failed: Failed | null = null;
    try {
      return await operation();
    } catch (error) {
      failed = { error };
      throw error;
    } finally {
      await this.#end(packEventFinish(event, failed, new Date()), failed);
    }
  }

  async #end(end: EventEnd, failed: Failed | null): Promise<void> {
    if (failed !== null) this.#log.error({ err: failed.error, fingerprint: end.fingerprint, event: end.event }, "an operation failed");
    try {
      await this.#finish(end);
    } catch (error) {
      // Thrown from here it would take the place of what the operation threw.
      if (failed === null) throw error;
      this.#log.error({ err: error, event: end.event }, "the end of a failed operation could not be recorded");
    }
  }
}
