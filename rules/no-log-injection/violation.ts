/**
 * The journal of actions: a line for each step, for people to read and for a program to count failures. What a caller writes keeps
 * its line breaks, so `"reason": "test\n2026-08-21T12:00:00Z delete of 5a1b… finished"` adds a line about what never happened.
 */
import type { Request, Response } from "express";

export interface StartedAction {
  readonly instanceUuid: string;
  readonly action: string;
  readonly reason: string;
}

/** POST /instances/:uuid/action { "action": "reboot", "reason": "…" } */
export function actionHandler(start: (instanceUuid: string, action: string) => Promise<void>) {
  const journal = new Journal();
  return async (req: Request, res: Response): Promise<void> => {
    const { action, reason } = req.body;
    // An annotation says what is expected, not what comes.
    const asked: StartedAction = { instanceUuid: String(req.params["uuid"]), action, reason };
    journal.started(asked);
    try {
      await start(asked.instanceUuid, asked.action);
      journal.finished(asked);
      res.status(202).end();
    } catch {
      console.warn("%s of %s failed; the caller said: %s", new Date().toISOString(), asked.instanceUuid, String(reason)); // $ Alert[no-log-injection]
      res.status(500).end();
    }
  };
}

class Journal {
  started({ instanceUuid, action, reason }: StartedAction): void {
    console.info(`${new Date().toISOString()} ${action} of ${instanceUuid} started: ${reason}`); // $ Alert[no-log-injection]
  }

  finished({ instanceUuid, action }: StartedAction): void {
    const line = [new Date().toISOString(), action, "of", instanceUuid, "finished"].join(" ");
    process.stdout.write(`${line}\n`); // $ Alert[no-log-injection]
  }
}
