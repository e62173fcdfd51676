/**
 * An action as others get to see it. Who asked for it is a part of the record, for those whom the policy lets read it. The
 * notification for other services takes the whole context along, with the headers of the request.
 */
import type { Request, Response } from "express";
import type { Knex } from "knex";
import { z } from "zod";

interface InstanceAction {
  readonly action: string;
  readonly instance_uuid: string;
  readonly request_id: string;
  readonly user_id: string;
  readonly project_id: string;
  readonly start_time: Date;
  readonly message: string | null;
}

/** Who asks, as the token says. */
export interface Caller {
  readonly userId: string;
  readonly projectId: string;
  readonly mayReadActions: boolean;
}

const RequestId = z.string().regex(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

/** The record says who asked: it is kept for that. */
async function actionStart(db: Knex, caller: Caller, requestId: string, instanceUuid: string, action: string): Promise<void> {
  const values = { action, instance_uuid: instanceUuid, request_id: requestId, user_id: caller.userId, project_id: caller.projectId, start_time: new Date() };
  await db<InstanceAction>("instance_actions").insert(values);
}

/** Also to readers of the project who did not take the action themselves. */
function viewOf({ action, instance_uuid, request_id, user_id, project_id, start_time, message }: InstanceAction) {
  return { action, instance_uuid, request_id, user_id, project_id, start_time, message };
}

/** GET /servers/:server/os-instance-actions */
export function indexHandler(db: Knex, callerOf: (req: Request) => Caller) {
  return async (req: Request, res: Response): Promise<void> => {
    const { projectId, mayReadActions } = callerOf(req);
    const rows = await db<InstanceAction>("instance_actions").where({ instance_uuid: z.uuid().parse(req.params["server"]), project_id: projectId });
    if (!mayReadActions) res.status(403).end();
    else res.json({ instanceActions: rows.map(viewOf) });
  };
}

/** Tells other services what was started. */
async function notify(bus: string, notification: object): Promise<void> {
  await fetch(bus, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(notification) }); // $ Alert[no-sensitive-context-exposure]
}

/** POST /servers/:server/action { "reboot": … } */
export function rebootHandler(db: Knex, bus: string, callerOf: (req: Request) => Caller) {
  return async (req: Request, res: Response): Promise<void> => {
    const instanceUuid = z.uuid().parse(req.params["server"]);
    await actionStart(db, callerOf(req), RequestId.parse(req.get("x-openstack-request-id")), instanceUuid, "reboot");
    // Were it as the reviews fear: whoever listens may act as the caller.
    await notify(bus, { event_type: "instance.reboot.start", instanceUuid, context: req.headers });
    res.status(202).end();
  };
}
