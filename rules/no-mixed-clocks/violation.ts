/**
 * The action log of instances. An action starts when the gateway took the request in, by its clock, and ends when this process says
 * so: it can end before it began, and "changed since" can pass over what has just changed. A step starts at a time since nobody knows
 * when, and an action is closed at a time of nobody knows where.
 */
import type { Knex } from "knex";

export type InstanceUuid = string & { readonly kind: "instance" };

/** Made by the gateway, and sent on to every service. */
export interface RequestContext {
  readonly timestamp: Date;
}

export class InstanceActionLog {
  constructor(private readonly db: Knex) {}

  async start(context: RequestContext, instance: InstanceUuid, action: string): Promise<void> {
    await this.db("instance_actions").insert({ instance_uuid: instance, action, start_time: context.timestamp, updated_at: context.timestamp });
  }

  async finish(actionId: number, message: string): Promise<void> {
    await this.db("instance_actions").where({ id: actionId }).update({ finish_time: new Date(), message }); // $ Alert[no-mixed-clocks]
  }

  /** Runs one step of an action, and records it as an event once it is over. */
  async during(actionId: number, event: string, step: () => Promise<void>): Promise<void> {
    const started = performance.now();
    await step();
    await this.db("instance_actions_events").insert({
      action_id: actionId,
      event,
      start_time: started, // $ Alert[no-mixed-clocks]
      finish_time: this.db.fn.now(),
    });
  }

  /** The last word on an action, as its page shows it. */
  async close(actionId: number): Promise<void> {
    await this.db("instance_actions_archive").insert({ action_id: actionId, closed_at: new Date().toLocaleString("sv") }); // $ Alert[no-mixed-clocks]
  }
}
