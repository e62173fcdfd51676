/** What a step of an action did, on which host, and how it ended. */
import { describeFailure } from "./failure.js";
import type { ActionId, EventId } from "./ids.js";

export const RESULTS = ["Success", "Error"] as const;
export type EventResult = (typeof RESULTS)[number];

export interface NewEvent {
  /** `compute_reboot`: where, and what. */
  readonly event: string;
  readonly host: string | null;
  readonly startTime: Date;
}

/** How an event ended. */
export interface EventEnd {
  readonly finishTime: Date;
  readonly result: EventResult;
  readonly details: string | null;
  readonly fingerprint: string | null;
}

export interface InstanceActionEvent extends NewEvent {
  readonly id: EventId;
  readonly actionId: ActionId;
  readonly createdAt: Date;
  readonly finishTime: Date | null;
  readonly result: EventResult | null;
  readonly details: string | null;
  /** Of the failure's trace; the trace is in the log under it. */
  readonly fingerprint: string | null;
}

/** The failure of a step. A step may throw anything, `undefined` too: so it is not told from success by its error. */
export interface Failed {
  readonly error: unknown;
}

export function packEventStart(event: string, host: string | null, now: Date): NewEvent {
  return { event, host, startTime: now };
}

export function packEventFinish(failed: Failed | null, now: Date): EventEnd {
  if (failed === null) return { finishTime: now, result: "Success", details: null, fingerprint: null };
  return { finishTime: now, result: "Error", ...describeFailure(failed.error) };
}
