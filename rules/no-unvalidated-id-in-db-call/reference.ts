/** The action log of instances as an HTTP API, over knex. Every id is parsed where it enters; what lies below takes parsed ids. */
import { Router } from "express";
import type { Knex } from "knex";
import { z } from "zod";

const InstanceUuid = z.uuid();
const RequestId = z.string().regex(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const ActionName = z.enum(["create", "delete", "start", "stop", "reboot", "resize", "migrate"]);

const ActionKey = z.object({ instanceUuid: InstanceUuid, requestId: RequestId });
const NewAction = ActionKey.extend({ action: ActionName });

interface InstanceAction {
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
    const key = ActionKey.safeParse(req.body);
    if (!key.success) {
      res.status(400).json({ message: "instanceUuid and requestId are required" });
      return;
    }
    const action = await actions.byRequestId(key.data);
    res.status(action === undefined ? 404 : 200).json(action ?? null);
  });

  routes.post("/actions", async (req, res) => {
    const given = NewAction.safeParse(req.body);
    if (!given.success) {
      res.status(400).json({ message: "instanceUuid, requestId and a known action are required" });
      return;
    }
    await actions.start(given.data);
    res.status(201).end();
  });

  return routes;
}

class InstanceActions {
  constructor(private readonly db: Knex) {}

  byRequestId({ instanceUuid, requestId }: z.infer<typeof ActionKey>): Promise<InstanceAction | undefined> {
    return this.db<InstanceAction>("instance_actions").where({ instance_uuid: instanceUuid, request_id: requestId }).first();
  }

  async start({ instanceUuid, requestId, action }: z.infer<typeof NewAction>): Promise<void> {
    const now = new Date();
    await this.db("instance_actions").insert({ instance_uuid: instanceUuid, request_id: requestId, action, start_time: now, updated_at: now });
  }
}
