/**
 * The action log of instances, over node-postgres. What belongs together is written in one transaction; an event ends however its
 * step ends; every promise is awaited.
 */
import type { Pool, PoolClient } from "pg";
import { z } from "zod";

export type InstanceUuid = string & z.core.$brand<"InstanceUuid">;
export const InstanceUuid = z.uuid().brand("InstanceUuid");

/** There is no event of this name that has not ended. */
export class EventNotFound extends Error {
  override readonly name = "EventNotFound";
}

/** All of it, or nothing. */
async function inTransaction<Result>(pool: Pool, work: (client: PoolClient) => Promise<Result>): Promise<Result> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("BEGIN");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // A connection that cannot even roll back is closed, not given to the next one.
    await client.query("ROLLBACK").catch(() => (broken = new Error("cannot roll back")));
    throw error;
  } finally {
    client.release(broken);
  }
}

export class InstanceActions {
  constructor(private readonly pool: Pool) {}

  /** Starts an action with its first event; returns its id. */
  start(instance: InstanceUuid, action: string, event: string): Promise<number> {
    return inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ id: number }>(
        "INSERT INTO instance_actions (instance_uuid, action, start_time, updated_at) VALUES ($1, $2, now(), now()) RETURNING id",
        [instance, action],
      );
      const id = rows[0]?.id;
      if (id === undefined) throw new Error("the action has no id");
      await client.query("INSERT INTO instance_actions_events (action_id, event, start_time) VALUES ($1, $2, now())", [id, event]);
      return id;
    });
  }

  /** Runs a step as an event of an action. The event ends as the step does; a failure goes on. */
  async during(actionId: number, event: string, step: () => Promise<void>): Promise<void> {
    await this.pool.query("INSERT INTO instance_actions_events (action_id, event, start_time) VALUES ($1, $2, now())", [actionId, event]);
    let result = "Error";
    try {
      await step();
      result = "Success";
    } finally {
      await this.finishEvent(actionId, event, result);
    }
  }

  /** Ends an event; its action says when one of them failed. Throws {@link EventNotFound}. */
  private finishEvent(actionId: number, event: string, result: string): Promise<void> {
    return inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(
        "UPDATE instance_actions_events SET finish_time = now(), result = $3 WHERE action_id = $1 AND event = $2 AND finish_time IS NULL",
        [actionId, event, result],
      );
      if (rowCount !== 1) throw new EventNotFound(event);
      await client.query("UPDATE instance_actions SET message = coalesce(message, $2), updated_at = now() WHERE id = $1", [actionId, result === "Error" ? result : null]);
    });
  }
}
