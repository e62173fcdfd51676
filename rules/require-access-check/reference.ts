/**
 * The action log of instances over HTTP, with knex. The project of the caller is a part of every condition; what is read first, and
 * changed afterwards, is compared with it. What belongs to someone else is not there.
 */
import { Router, type NextFunction, type Request, type Response } from "express";
import type { Knex } from "knex";
import { z } from "zod";

const ActionId = z.coerce.number().int().positive();
const RequestId = z.string().regex(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const Finish = z.object({ message: z.string().max(255).nullable() });

interface InstanceAction {
  readonly id: number;
  readonly action: string;
  readonly instance_uuid: string;
  readonly request_id: string;
  readonly project_id: string;
  readonly start_time: Date;
  readonly finish_time: Date | null;
  readonly message: string | null;
}

/** Who asks, as the token says. */
interface Caller {
  readonly projectId: string;
}

/** The callers by their tokens. */
export type Callers = ReadonlyMap<string, Caller>;

function requireCaller(callers: Callers) {
  return (req: Request, res: Response, next: NextFunction): void => {
    res.locals["caller"] = callers.get(req.get("x-auth-token") ?? "");
    if (res.locals["caller"] === undefined) res.status(401).end();
    else next();
  };
}

const callerOf = (res: Response): Caller => res.locals["caller"] as Caller;

export function actionRoutes(db: Knex, callers: Callers): Router {
  const routes = Router();
  routes.use(requireCaller(callers));

  routes.get("/actions/:request", async (req, res) => {
    const { projectId } = callerOf(res);
    const action = await db<InstanceAction>("instance_actions").where({ request_id: RequestId.parse(req.params.request), project_id: projectId }).first();
    if (action === undefined) res.status(404).end();
    else res.json({ action: action.action, instance: action.instance_uuid, start: action.start_time, message: action.message });
  });

  routes.put("/actions/:id/end", async (req, res) => {
    const action = await db<InstanceAction>("instance_actions").where({ id: ActionId.parse(req.params.id) }).first();
    if (action?.project_id !== callerOf(res).projectId) {
      res.status(404).end();
      return;
    }
    await db<InstanceAction>("instance_actions").where({ id: action.id }).update({ finish_time: new Date(), message: Finish.parse(req.body).message });
    res.status(204).end();
  });

  routes.delete("/actions/:id", async (req, res) => {
    const removed = await db<InstanceAction>("instance_actions").where({ id: ActionId.parse(req.params.id), project_id: callerOf(res).projectId }).delete();
    res.status(removed === 0 ? 404 : 204).end();
  });

  return routes;
}
