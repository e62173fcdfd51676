/**
 * The action log of instances. An action starts when the gateway took the request in, by its clock; it ends when this process says
 * so; its events are dated by the database. No two of these need agree: an action can end before it began, and "changed since" can
 * pass over what has just changed.
 */
import { format } from "date-fns";
import type { Knex } from "knex";

/** Made by the gateway, and sent on to every service. */
export interface RequestContext {
  readonly requestId: string;
  readonly timestamp: Date;
}

export class InstanceActionLog {
  constructor(private readonly db: Knex) {}

  async start(context: RequestContext, instanceUuid: string, action: string): Promise<void> {
    await this.db("instance_actions").insert({ instance_uuid: instanceUuid, request_id: context.requestId, action, start_time: context.timestamp, updated_at: context.timestamp });
  }

  async finish(context: RequestContext, instanceUuid: string): Promise<void> {
    await this.db("instance_actions")
      .where({ instance_uuid: instanceUuid, request_id: context.requestId })
      .update({ finish_time: new Date(), message: "done" }); // $ Alert[no-mixed-clocks]
  }

  /** Runs one step of an action and records it as an event. */
  async during(actionId: number, event: string, step: () => Promise<void>): Promise<void> {
    const started = performance.now();
    await this.db("instance_actions_events").insert({
      action_id: actionId,
      event,
      start_time: started, // $ Alert[no-mixed-clocks]
    });
    await step();
    await this.db("instance_actions_events").where({ action_id: actionId, event }).update({ finish_time: this.db.fn.now() });
  }

  /** The last word on an action, as its page shows it. */
  async close(actionId: number): Promise<void> {
    const closed = format(new Date(), "yyyy-MM-dd HH:mm:ss");
    await this.db("instance_actions_archive").insert({ action_id: actionId, closed_at: closed }); // $ Alert[no-mixed-clocks]
  }
}
