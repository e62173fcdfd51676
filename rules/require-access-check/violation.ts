// @ts-nocheck -- Sequelize is no dependency of this plugin, so its types are not there.
/**
 * Instances and their actions over HTTP, with Sequelize. The instance is looked for in the project of the caller, and its action is
 * read by the uuid of that instance. Two routes leave the instance out: whoever has the id of an action has the action.
 */
import { Router, type NextFunction, type Request, type Response } from "express";
import { Model } from "sequelize";
import { z } from "zod";

const ServerUuid = z.uuid();
const ActionId = z.coerce.number().int().positive();
const RequestId = z.string().regex(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);

class Instance extends Model {
  declare readonly uuid: string;
  declare readonly projectId: string;
}

class InstanceAction extends Model {
  declare readonly action: string;
  declare readonly instanceUuid: string;
  declare readonly requestId: string;
  declare readonly projectId: string;
  declare readonly startTime: Date;

  static getByRequestId(instance: Instance, requestId: string): Promise<InstanceAction | null> {
    return InstanceAction.findOne({ where: { instanceUuid: instance.uuid, requestId }, order: [["id", "DESC"]] });
  }

  static async actionFinish(instance: Instance, requestId: string): Promise<void> {
    await InstanceAction.update({ finishTime: new Date() }, { where: { instanceUuid: instance.uuid, requestId } });
  }

  static getById(id: number): Promise<InstanceAction | null> {
    return InstanceAction.findByPk(id); // $ Alert[require-access-check]
  }
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

async function getInstance(req: Request, res: Response): Promise<Instance> {
  const instance = await Instance.findOne({ where: { uuid: ServerUuid.parse(req.params.server), projectId: res.locals["projectId"] } });
  if (instance === null) throw new Error("The instance does not exist.");
  return instance;
}

const viewOf = ({ action, instanceUuid, startTime }: InstanceAction) => ({ action, instanceUuid, startTime });

export function actionRoutes(projects: Projects): Router {
  const routes = Router();
  routes.use(requireProject(projects));

  routes.get("/servers/:server/os-instance-actions/:request", async function show(req, res) {
    res.json(viewOf(await InstanceAction.getByRequestId(await getInstance(req, res), RequestId.parse(req.params.request))));
  });

  routes.put("/servers/:server/os-instance-actions/:request/end", async function finish(req, res) {
    await InstanceAction.actionFinish(await getInstance(req, res), RequestId.parse(req.params.request));
    res.status(204).end();
  });

  // Were it as the reviews fear: no instance, and so nothing of the caller's.
  routes.get("/os-instance-actions/:id", async function showAny(req, res) {
    res.json(viewOf(await InstanceAction.getById(ActionId.parse(req.params.id))));
  });
  routes.delete("/os-instance-actions/:id", async function deleteAny(req, res) {
    await InstanceAction.destroy({ where: { id: ActionId.parse(req.params.id) } }); // $ Alert[require-access-check]
    res.status(204).end();
  });
  return routes;
}
