/**
 * The action log of instances, over node-postgres. What belongs together is written piece by piece: a failure between two pieces
 * leaves an action without its event, an event that never ends, or goes unseen.
 */
import type { Pool } from "pg";

export class InstanceActions {
  constructor(private readonly pool: Pool) {}

  /** Starts an action with its first event. */
  async start(instance: string, action: string, event: string): Promise<void> {
    const { rows } = await this.pool.query(
      "INSERT INTO instance_actions (instance_uuid, action, start_time, updated_at) VALUES ($1, $2, now(), now()) RETURNING id",
      [instance, action],
    );
    await this.pool.query("INSERT INTO instance_actions_events (action_id, event, start_time) VALUES ($1, $2, now())", [rows[0].id, event]); // $ Alert[require-db-error-handling]
  }

  /** Runs a step as an event of an action. When it fails, nobody finishes the event. */
  async during(actionId: number, event: string, step: () => Promise<void>): Promise<void> {
    await this.pool.query("INSERT INTO instance_actions_events (action_id, event, start_time) VALUES ($1, $2, now())", [actionId, event]);
    await step();
    await this.pool.query("UPDATE instance_actions_events SET finish_time = now(), result = 'Success' WHERE action_id = $1 AND event = $2", [actionId, event]); // $ Alert[require-db-error-handling]
  }

  /** The event failed, and with it the action: one table says so, and the other perhaps. */
  async fail(actionId: number, event: string): Promise<void> {
    await Promise.all([
      this.pool.query("UPDATE instance_actions_events SET finish_time = now(), result = 'Error' WHERE action_id = $1 AND event = $2", [actionId, event]),
      this.pool.query("UPDATE instance_actions SET message = 'Error', updated_at = now() WHERE id = $1", [actionId]), // $ Alert[require-db-error-handling]
    ]);
  }

  /** Nobody waits for it: a failure ends the process, or is never heard of. */
  touch(actionId: number): void {
    void this.pool.query("UPDATE instance_actions SET updated_at = now() WHERE id = $1", [actionId]); // $ Alert[require-db-error-handling]
  }
}
