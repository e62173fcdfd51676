/**
 * The action log of instances. Whoever makes the log gives it a clock, and every time of an action is that clock's, as an instant. How
 * long a step took is measured apart: that is a span, and no time.
 */
import type { Knex } from "knex";

export type InstanceUuid = string & { readonly kind: "instance" };

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

  async start(instance: InstanceUuid, action: string): Promise<void> {
    const now = this.clock.now();
    await this.db("instance_actions").insert({ instance_uuid: instance, action, start_time: now, updated_at: now });
  }

  async finish(actionId: number, message: string): Promise<void> {
    const now = this.clock.now();
    await this.db("instance_actions").where({ id: actionId }).update({ finish_time: now, updated_at: now, message });
  }

  /** Runs one step of an action, and records it as an event once it is over. */
  async during(actionId: number, event: string, step: () => Promise<void>): Promise<void> {
    const started = this.clock.now();
    const before = performance.now();
    await step();
    const duration = performance.now() - before;
    await this.db("instance_actions_events").insert({ action_id: actionId, event, start_time: started, finish_time: this.clock.now(), duration });
  }

  /** The last word on an action; its page writes the time in the zone of whoever reads it. */
  async close(actionId: number): Promise<void> {
    await this.db("instance_actions_archive").insert({ action_id: actionId, closed_at: this.clock.now().toISOString() });
  }
}
