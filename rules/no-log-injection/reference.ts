/**
 * The journal of actions: a line for each step, for people to read and for a program to count failures. What may stand in a line as
 * it is was checked to be one of the known words, or a uuid; what a caller wrote freely stands in it as JSON, in the log as a field.
 */
import type { Request, Response } from "express";
import type { Logger } from "pino";
import { z } from "zod";

const InstanceUuid = z.uuid();
const AskedAction = z.object({ action: z.enum(["start", "stop", "reboot"]), reason: z.string().max(255) });

interface StartedAction extends z.infer<typeof AskedAction> {
  readonly instanceUuid: string;
}

/** POST /instances/:uuid/action { "action": "reboot", "reason": "…" } */
export function actionHandler(log: Logger, start: (instanceUuid: string, action: string) => Promise<void>) {
  const journal = new Journal();
  return async (req: Request, res: Response): Promise<void> => {
    const uuid = InstanceUuid.safeParse(req.params["uuid"]);
    const given = AskedAction.safeParse(req.body);
    if (!uuid.success || !given.success) {
      res.status(400).json({ message: "a known action and a reason are required" });
      return;
    }
    const asked: StartedAction = { instanceUuid: uuid.data, ...given.data };
    journal.started(asked);
    try {
      await start(asked.instanceUuid, asked.action);
      journal.finished(asked);
      res.status(202).end();
    } catch (error) {
      log.warn({ err: error, action: asked.action, reason: asked.reason }, "an action failed");
      res.status(500).end();
    }
  };
}

class Journal {
  started({ instanceUuid, action, reason }: StartedAction): void {
    console.info(`${new Date().toISOString()} ${action} of ${instanceUuid} started: ${JSON.stringify(reason)}`);
  }

  finished({ instanceUuid, action }: StartedAction): void {
    console.info(`${new Date().toISOString()} ${action} of ${instanceUuid} finished`);
  }
}
