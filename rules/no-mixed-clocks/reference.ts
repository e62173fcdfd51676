/**
 * The action log of instances. Whoever makes the log gives it a clock, and every time of an action is that clock's, as an instant. How
 * long a step took is measured apart: that is a span, and no time.
 */
import type { Knex } from "knex";

export interface RequestContext {
  readonly requestId: string;
}

export interface Clock {
  now(): Date;
}

/** The clock of this process. */
export const systemClock: Clock = { now: () => new Date() };

export class InstanceActionLog {
  constructor(
    private readonly db: Knex,
    private readonly clock: Clock,
  ) {}

  async start(context: RequestContext, instanceUuid: string, action: string): Promise<void> {
    const now = this.clock.now();
    await this.db("instance_actions").insert({ instance_uuid: instanceUuid, request_id: context.requestId, action, start_time: now, updated_at: now });
  }

  async finish(context: RequestContext, instanceUuid: string): Promise<void> {
    const now = this.clock.now();
    await this.db("instance_actions")
      .where({ instance_uuid: instanceUuid, request_id: context.requestId })
      .update({ finish_time: now, updated_at: now, message: "done" });
  }

  /** Runs one step of an action, and records it as an event once it is over. */
  async during(actionId: number, event: string, step: () => Promise<void>): Promise<void> {
    const start = this.clock.now();
    const before = performance.now();
    await step();
    const duration = performance.now() - before;
    await this.db("instance_actions_events").insert({ action_id: actionId, event, start_time: start, finish_time: this.clock.now(), duration });
  }

  /** The last word on an action; its page writes the time in the zone of whoever reads it. */
  async close(actionId: number): Promise<void> {
    await this.db("instance_actions_archive").insert({ action_id: actionId, closed_at: this.clock.now().toISOString() });
  }
}
