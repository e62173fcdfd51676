/**
 * The database API of actions and events, and those who call it. Each function is one transaction, and so whole; what the callers
 * put together out of several is not: a failure between two of them leaves an action without its event, or an event that never ends.
 */
import type { Knex } from "knex";

export type InstanceUuid = string & { readonly form: "uuid" };

export class InstanceActionNotFound extends Error {}

export class ActionDatabase {
  constructor(private readonly db: Knex) {}

  async actionStart(instanceUuid: InstanceUuid, action: string): Promise<void> {
    await this.db("instance_actions").insert({ instance_uuid: instanceUuid, action, start_time: new Date() });
  }

  async actionFinish(instanceUuid: InstanceUuid, finishTime: Date): Promise<void> {
    const changed = await this.db("instance_actions").where({ instance_uuid: instanceUuid, finish_time: null }).update({ finish_time: finishTime });
    if (changed !== 1) throw new InstanceActionNotFound();
  }

  /** The event and the time of its action: both or none. */
  actionEventStart(instanceUuid: InstanceUuid, event: string): Promise<void> {
    return this.db.transaction(async (trx) => {
      const action = await trx("instance_actions").where({ instance_uuid: instanceUuid }).orderBy("id", "desc").first("id");
      if (action === undefined) throw new InstanceActionNotFound();
      await trx("instance_actions_events").insert({ action_id: action.id, event, start_time: new Date() });
      await trx("instance_actions").where({ id: action.id }).update({ updated_at: new Date() });
    });
  }

  async actionEventFinish(instanceUuid: InstanceUuid, event: string, result: "Success" | "Error"): Promise<void> {
    const actions = this.db("instance_actions").where({ instance_uuid: instanceUuid }).select("id");
    await this.db("instance_actions_events").whereIn("action_id", actions).where({ event }).update({ finish_time: new Date(), result });
  }

  /** A copy of an action for another cell, as it is. */
  async create(copy: { readonly instance_uuid: InstanceUuid; readonly action: string; readonly start_time: Date }): Promise<void> {
    await this.db("instance_actions").insert(copy);
  }
}

/** Those who record an action with all that belongs to it. */
export class Conductor {
  constructor(private readonly db: Knex, private readonly actions: ActionDatabase) {}

  /** No host was found: the instance goes to cell 0, and with it an action that says why. */
  async buryInCell0(instanceUuid: InstanceUuid): Promise<void> {
    await this.db("instances").insert({ uuid: instanceUuid, vm_state: "error" });
    await this.db("block_device_mapping").insert({ instance_uuid: instanceUuid, boot_index: 0 }); // $ Alert[require-db-error-handling]
    await this.recordFailedCreate(instanceUuid);
  }

  private async recordFailedCreate(instanceUuid: InstanceUuid): Promise<void> {
    await this.actions.actionStart(instanceUuid, "create");
    await this.actions.actionEventStart(instanceUuid, "conductor_build"); // $ Alert[require-db-error-handling] strict
    await this.actions.actionEventFinish(instanceUuid, "conductor_build", "Error");
  }

  /** An administrator says that an instance is well again. When that fails, its action never ends. */
  async resetState(instanceUuid: InstanceUuid): Promise<void> {
    await this.actions.actionStart(instanceUuid, "resetState");
    await this.db("instances").where({ uuid: instanceUuid }).update({ vm_state: "active" }); // $ Alert[require-db-error-handling] strict
    await this.actions.actionFinish(instanceUuid, new Date());
  }

  /** Runs a step of many instances. When the second event cannot be started, nobody ends the first. */
  async eventReporter(event: string, instanceUuids: readonly InstanceUuid[], step: () => Promise<void>): Promise<void> {
    // $ MISSING[require-db-error-handling]: a call in a loop is one call.
    for (const uuid of instanceUuids) await this.actions.actionEventStart(uuid, event);
    let result: "Success" | "Error" = "Error";
    try {
      await step();
      result = "Success";
    } finally {
      for (const uuid of instanceUuids) await this.actions.actionEventFinish(uuid, event, result);
    }
  }
}
