/**
 * The controller of an instance's actions over HTTP, and the objects below it. The uuid of the instance is checked where it enters,
 * and from then on read from the loaded record. The id of the request is not: it goes to the database as the caller wrote it.
 */
import { Router } from "express";
import type { Knex } from "knex";

export interface Instance {
  readonly uuid: string;
  readonly project_id: string;
}

export interface InstanceAction {
  readonly id: number;
  readonly instance_uuid: string;
  readonly request_id: string;
}

export interface InstanceActionEvent {
  readonly id: number;
  readonly action_id: number;
  readonly event: string;
  readonly details: string | null;
  readonly traceback: string | null;
}

export type MayRead = (projectId: string, what: "events" | "events:details") => boolean;

const isUuidLike = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

class InstanceActions {
  constructor(private readonly db: Knex) {}

  async getInstance(uuid: string): Promise<Instance | undefined> {
    return isUuidLike(uuid) ? this.db<Instance>("instances").where({ uuid }).first() : undefined;
  }

  /** Fields of objects are declared to be ids. These are arguments, which no declaration checks. */
  getByRequestId(instanceUuid: string, requestId: string): Promise<InstanceAction | undefined> {
    return this.db<InstanceAction>("instance_actions").where({ instance_uuid: instanceUuid, request_id: requestId }).first(); // $ Alert[no-unvalidated-id-in-db-call]
  }

  getByAction(action: InstanceAction): Promise<InstanceActionEvent[]> {
    return this.db<InstanceActionEvent>("instance_actions_events").where({ action_id: action.id }).orderBy("id", "desc");
  }

  async actionStart(instance: Instance, action: string): Promise<void> {
    await this.db("instance_actions").insert({ instance_uuid: instance.uuid, action, start_time: new Date() });
  }
}

/** Nobody calls it: it takes any two texts for ids. */
export function getById(db: Knex, actionId: string, eventId: string): Promise<InstanceActionEvent | undefined> {
  return db<InstanceActionEvent>("instance_actions_events").where("action_id", actionId).where("id", eventId).first(); // $ Alert[no-unvalidated-id-in-db-call] strict
}

/** The traceback is for administrators; who may not have it does not see that there is one. */
function eventView({ event, details, traceback }: InstanceActionEvent, may: (what: "events" | "events:details") => boolean) {
  return { event, ...(may("events:details") ? { details } : {}), ...(may("events") ? { traceback } : {}) };
}

/** `mayRead`: what the policy lets a caller see of a project's events. */
export function instanceActionRoutes(db: Knex, mayRead: MayRead): Router {
  const actions = new InstanceActions(db);
  const routes = Router();
  routes.get("/servers/:server/os-instance-actions/:request_id", async function show(req, res) {
    const instance = await actions.getInstance(req.params.server);
    const action = instance && (await actions.getByRequestId(instance.uuid, req.params.request_id));
    const events = action === undefined ? [] : await actions.getByAction(action);
    if (instance === undefined || action === undefined) res.status(404).end();
    else res.json({ instanceAction: { ...action, events: events.map((event) => eventView(event, (what) => mayRead(instance.project_id, what))) } });
  });

  routes.post("/servers/:server/action", async function reboot(req, res) {
    const instance = await actions.getInstance(req.params.server);
    if (instance !== undefined) await actions.actionStart(instance, "reboot");
    res.status(202).end();
  });
  return routes;
}
