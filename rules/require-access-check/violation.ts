// @ts-nocheck -- Sequelize is no dependency of this plugin, so its types are not there.
/**
 * The action log of instances over HTTP, with Sequelize. Every caller is known, and every action has a project; nobody compares the
 * two, so whoever has the id of an action reads it, changes it, or removes it.
 */
import { Router, type NextFunction, type Request, type Response } from "express";
import { Model } from "sequelize";
import { z } from "zod";

const ActionId = z.coerce.number().int().positive();
const RequestId = z.string().regex(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const Finish = z.object({ message: z.string().max(255).nullable() });

export class InstanceAction extends Model {
  declare readonly id: number;
  declare readonly action: string;
  declare readonly instanceUuid: string;
  declare readonly requestId: string;
  declare readonly projectId: string;
  declare readonly startTime: Date;
  declare finishTime: Date | null;
  declare message: string | null;
}

/** The callers by their tokens, and the project each of them works in. */
export type Projects = ReadonlyMap<string, string>;

function requireProject(projects: Projects) {
  return (req: Request, res: Response, next: NextFunction): void => {
    res.locals["projectId"] = projects.get(req.get("x-auth-token") ?? "");
    if (res.locals["projectId"] === undefined) res.status(401).end();
    else next();
  };
}

export function actionRoutes(projects: Projects): Router {
  const routes = Router();
  routes.use(requireProject(projects));

  routes.get("/actions/:request", async (req, res) => {
    const requestId = RequestId.parse(req.params.request);
    const action = await InstanceAction.findOne({ where: { requestId } }); // $ Alert[require-access-check]
    // That it is there says nothing of whose it is.
    if (action === null) res.status(404).end();
    else res.json({ action: action.action, instance: action.instanceUuid, start: action.startTime, message: action.message });
  });

  routes.put("/actions/:id/end", async (req, res) => {
    const action = await InstanceAction.findByPk(ActionId.parse(req.params.id)); // $ Alert[require-access-check]
    await action.update({ finishTime: new Date(), message: Finish.parse(req.body).message });
    res.status(204).end();
  });

  routes.delete("/actions/:id", async (req, res) => {
    await InstanceAction.destroy({ where: { id: ActionId.parse(req.params.id) } }); // $ Alert[require-access-check]
    res.status(204).end();
  });

  return routes;
}
