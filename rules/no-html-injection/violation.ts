/**
 * The actions of an instance as views. What the API answers is JSON, in which markup means nothing: names, messages and ids may hold any
 * text. The page for a browser puts the same texts between tags, as they are.
 */
import { Router, type Request, type Response } from "express";

export interface InstanceAction {
  readonly action: string;
  readonly request_id: string;
  readonly message: string | null;
  readonly start_time: Date;
}

/** The objects below the API. */
export interface InstanceActions {
  readonly getByRequestId: (instanceUuid: string, requestId: string) => Promise<InstanceAction | undefined>;
  readonly getByInstanceUuid: (instanceUuid: string) => Promise<readonly InstanceAction[]>;
}

const viewOf = ({ action, request_id, message, start_time }: InstanceAction) => ({ action, request_id, message, start_time: start_time.toISOString() });

export class InstanceActionsController {
  constructor(private readonly actions: InstanceActions) {}

  /** GET /servers/:server/os-instance-actions */
  index = async (req: Request, res: Response): Promise<void> => {
    const instanceUuid = String(req.params["server"]);
    const found = await this.actions.getByInstanceUuid(instanceUuid);
    res.json({ instanceUuid, instanceActions: found.map(viewOf) });
  };

  /** GET /servers/:server/os-instance-actions/:request */
  show = async (req: Request, res: Response): Promise<void> => {
    const [instanceUuid, requestId] = [String(req.params["server"]), String(req.params["request"])];
    const action = await this.actions.getByRequestId(instanceUuid, requestId);
    // Whatever they asked for stands in the answer.
    if (action === undefined) res.status(404).json({ itemNotFound: { code: 404, message: `Action for request_id ${requestId} on instance ${instanceUuid} not found` } });
    else res.json({ instanceAction: viewOf(action) });
  };

  // Were it as the reviews fear: whoever follows a link to it runs what the link holds.
  page = async (req: Request, res: Response): Promise<void> => {
    const [instanceUuid, title] = [String(req.params["server"]), String(req.query["title"] ?? "Actions")];
    const rows = (await this.actions.getByInstanceUuid(instanceUuid)).map(({ action, start_time }) => `<tr><td>${action}<td>${start_time.toISOString()}`);
    if (rows.length === 0) res.status(404).send(`<p>There are no actions of ${instanceUuid}.</p>`); // $ Alert[no-html-injection]
    else res.send(`<!doctype html><title>${title}</title><table>${rows.join("")}</table>`); // $ Alert[no-html-injection]
  };
}

export function routes(actions: InstanceActions): Router {
  const controller = new InstanceActionsController(actions);
  return Router()
    .get("/servers/:server/os-instance-actions", controller.index)
    .get("/servers/:server/os-instance-actions.html", controller.page)
    .get("/servers/:server/os-instance-actions/:request", controller.show);
}
