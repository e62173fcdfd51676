/**
 * The service that starts and ends actions and their events. None of these methods asks who calls it, and none has to: a token is
 * asked for before any route that leads to them. One route was mounted above it.
 */
import express, { Router, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type { Knex } from "knex";
import type { Server } from "node:http";
import { z } from "zod";

const ServerUuid = z.uuid();
const ActionName = z.enum(["create", "delete", "start", "stop", "reboot", "resize", "migrate"]);
const EventName = z.enum(["compute_reboot_instance", "compute_resize_instance"]);

class InstanceActions {
  constructor(private readonly db: Knex) {}

  async actionStart(instance: string, action: string): Promise<void> {
    await this.db("instance_actions").insert({ instance_uuid: instance, action, start_time: new Date() });
  }

  async actionFinish(instance: string, action: string): Promise<void> {
    await this.db("instance_actions").where({ instance_uuid: instance, action }).update({ finish_time: new Date() });
  }

  async eventStart(action: number, event: string): Promise<void> {
    await this.db("instance_actions_events").insert({ action_id: action, event, start_time: new Date() });
  }

  async eventFinishWithFailure(action: number, event: string): Promise<void> {
    await this.db("instance_actions_events").where({ action_id: action, event }).update({ finish_time: new Date(), result: "Error" });
  }
}

/** A handler that does something to a server, and has nothing to tell. */
function operation(run: (req: Request) => Promise<void>): RequestHandler {
  return async (req, res) => {
    await run(req);
    res.status(202).end();
  };
}

function authenticate(token: string) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (req.get("x-auth-token") === token) next();
    else res.status(401).end();
  };
}

const serverOf = (req: Request): string => ServerUuid.parse(req.params["uuid"]);
const actionOf = (req: Request): number => z.coerce.number().int().parse(req.params["action"]);

export function serve(db: Knex, token: string, port: number): Server {
  const actions = new InstanceActions(db);
  const app = express();
  app.use(express.json());
  app.use("/os-server-external-events", externalEvents(actions));
  app.use(authenticate(token));
  app.use("/servers", servers(actions));
  return app.listen(port);
}

function servers(actions: InstanceActions): Router {
  const routes = Router();
  routes.post("/:uuid/actions", operation((req) => actions.actionStart(serverOf(req), ActionName.parse(req.body.action))));
  routes.put("/:uuid/actions", operation((req) => actions.actionFinish(serverOf(req), ActionName.parse(req.body.action))));
  routes.post("/:uuid/actions/:action/events", operation((req) => actions.eventStart(actionOf(req), EventName.parse(req.body.event))));
  routes.put("/:uuid/actions/:action/events", operation((req) => actions.eventFinishWithFailure(actionOf(req), EventName.parse(req.body.event))));
  return routes;
}

/** What other services tell of a server: a volume was extended, its power was switched. */
function externalEvents(actions: InstanceActions): Router {
  const routes = Router();
  routes.post("/:uuid", operation((req) => actions.actionStart(serverOf(req), ActionName.parse(req.body.name)))); // $ Alert[require-authentication]
  return routes;
}
