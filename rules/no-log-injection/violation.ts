/**
 * A journal of actions: what a caller asked for, and how it ended. In the log of JSON lines a text stays a text, whatever is in it. In
 * the journal for people it ends a line where the caller ended one: `"reason": "test\n2026-08-21T12:00:00Z delete finished"`.
 */
import type { Request, Response } from "express";
import { pino, type Logger } from "pino";

export interface StartedAction {
  readonly instanceUuid: string;
  readonly action: string;
  readonly reason: string;
}

/** One JSON object for each step. */
class ActionLog {
  constructor(private readonly log: Logger) {}

  actionStart(started: StartedAction): void {
    this.log.info({ instance: started.instanceUuid, action: started.action, reason: started.reason }, "an action started");
  }

  eventFinishWithFailure({ instanceUuid, action }: StartedAction, excVal: unknown): void {
    this.log.error({ err: excVal, instance: instanceUuid, action }, "a step of an action failed");
  }
}

// Were it as the reviews fear: a line of text for each step.
class Journal {
  actionStart({ instanceUuid, action, reason }: StartedAction): void {
    console.info(`${new Date().toISOString()} ${action} of ${instanceUuid} started: ${reason}`); // $ Alert[no-log-injection]
  }

  eventFinishWithFailure({ instanceUuid, reason }: StartedAction, excVal: unknown): void {
    console.warn("%s a step on %s failed with %s; the caller said: %s", new Date().toISOString(), instanceUuid, excVal instanceof Error ? excVal.name : "", reason); // $ Alert[no-log-injection]
  }
}

/** POST /servers/:uuid/action { "action": "reboot", "reason": "…" } */
export function actionHandler(run: (instanceUuid: string, action: string) => Promise<void>) {
  const [log, journal] = [new ActionLog(pino()), new Journal()];
  return async (req: Request, res: Response): Promise<void> => {
    const { action, reason } = req.body;
    // An annotation says what is expected, not what comes.
    const asked: StartedAction = { instanceUuid: String(req.params["uuid"]), action, reason };
    log.actionStart(asked);
    journal.actionStart(asked);
    try {
      await run(asked.instanceUuid, asked.action);
      res.status(202).end();
    } catch (error) {
      log.eventFinishWithFailure(asked, error);
      journal.eventFinishWithFailure(asked, error);
      res.status(500).end();
    }
  };
}
