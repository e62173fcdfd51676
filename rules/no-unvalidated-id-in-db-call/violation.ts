/**
 * The action log of instances (servers, jobs, orders) as an HTTP API, over knex. What a caller sends as an id goes to the
 * database as it came: an object, a list, a name of anything.
 */
import { Router } from "express";
import type { Knex } from "knex";

export interface InstanceAction {
  readonly id: number;
  readonly action: string;
  readonly instance_uuid: string;
  readonly request_id: string;
  readonly start_time: Date;
  readonly message: string | null;
}

export function actionRoutes(db: Knex): Router {
  const routes = Router();
  const actions = new InstanceActions(db);

  routes.post("/actions/find", async (req, res) => {
    const { instanceUuid, requestId } = req.body;
    const action = await actions.byRequestId(instanceUuid, requestId);
    res.status(action === undefined ? 404 : 200).json(action ?? null);
  });

  routes.post("/actions", async (req, res) => {
    const { instanceUuid, requestId, action } = req.body;
    await actions.start(instanceUuid, requestId, String(action));
    res.status(201).end();
  });

  routes.delete("/actions", async (req, res) => {
    // A caller's ?instance_uuid=a&instance_uuid=b is a list by the time it arrives here.
    if (req.query["instance_uuid"]) {
      await db("instance_actions").where("instance_uuid", req.query["instance_uuid"]).delete(); // $ Alert[no-unvalidated-id-in-db-call]
    }
    res.status(204).end();
  });

  return routes;
}

class InstanceActions {
  constructor(private readonly db: Knex) {}

  byRequestId(instanceUuid: string, requestId: string): Promise<InstanceAction | undefined> {
    // The annotation is a promise that nothing keeps: both are whatever the body held.
    return this.db<InstanceAction>("instance_actions").where({ instance_uuid: instanceUuid, request_id: requestId }).first(); // $ Alert[no-unvalidated-id-in-db-call]
  }

  async start(instanceUuid: string, requestId: string, action: string): Promise<void> {
    const now = new Date();
    await this.db("instance_actions").insert({
      instance_uuid: instanceUuid, // $ Alert[no-unvalidated-id-in-db-call]
      request_id: requestId, // $ Alert[no-unvalidated-id-in-db-call]
      action,
      start_time: now,
      updated_at: now,
    });
  }
}
