/**
 * The action log of instances as an HTTP service. Whoever reaches its port starts, finishes and removes actions: the token is asked
 * for, but only after the routes have answered.
 */
import express, { Router, type NextFunction, type Request, type RequestHandler, type Response } from "express";
import type { Knex } from "knex";
import type { Server } from "node:http";
import { z } from "zod";

const InstanceUuid = z.uuid();
const ActionName = z.enum(["create", "delete", "start", "stop", "reboot", "resize", "migrate"]);

class InstanceActions {
  constructor(private readonly db: Knex) {}

  list(instance: string): Promise<object[]> {
    return this.db("instance_actions").where({ instance_uuid: instance }).select("action", "start_time", "finish_time");
  }

  async start(instance: string, action: string): Promise<void> {
    await this.db("instance_actions").insert({ instance_uuid: instance, action, start_time: new Date() });
  }

  async finish(instance: string, action: string): Promise<void> {
    await this.db("instance_actions").where({ instance_uuid: instance, action }).update({ finish_time: new Date() });
  }

  async forget(instance: string): Promise<void> {
    await this.db("instance_actions").where({ instance_uuid: instance }).delete();
  }
}

const instanceOf = (req: Request): string => InstanceUuid.parse(req.params["uuid"]);

/** A handler that does something to an instance, and has nothing to tell. */
function operation(run: (instance: string, body: unknown) => Promise<void>): RequestHandler {
  return async (req, res) => {
    await run(instanceOf(req), req.body);
    res.status(202).end();
  };
}

function requireToken(token: string) {
  return (req: Request, res: Response, next: NextFunction): void => {
    if (req.get("x-auth-token") === token) next();
    else res.status(401).end();
  };
}

export function serve(db: Knex, token: string, port: number): Server {
  const actions = new InstanceActions(db);
  const instances = Router();
  instances.get("/:uuid/actions", async (req, res) => void res.json(await actions.list(instanceOf(req))));
  instances.post("/:uuid/actions", operation((uuid, body) => actions.start(uuid, ActionName.parse(body)))); // $ Alert[require-authentication]
  instances.put("/:uuid/actions", operation((uuid, body) => actions.finish(uuid, ActionName.parse(body)))); // $ Alert[require-authentication]
  instances.delete("/:uuid/actions", operation((uuid) => actions.forget(uuid))); // $ Alert[require-authentication]

  const app = express();
  app.use(express.text());
  app.use("/instances", instances);
  app.use(requireToken(token));
  return app.listen(port);
}
