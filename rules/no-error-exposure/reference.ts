/**
 * Actions and their events over HTTP. Texts that a caller may read are written for callers, in errors of one class. Of any other
 * error the caller gets an id; under that id the log has the rest.
 */
import { Router, type NextFunction, type Request, type Response } from "express";
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import { z } from "zod";

const InstanceUuid = z.uuid();
const Snapshot = z.object({ name: z.string().min(1).max(255) });

/** A failure that the caller can do something about: its detail is written for him. */
export class InstanceActionError extends Error {
  override readonly name = "InstanceActionError";

  constructor(
    readonly status: 400 | 404 | 409,
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** How a step of an action ended. */
interface ActionEvent {
  readonly event: string;
  readonly result: "Success" | "Error";
  readonly details: string | null;
}

export interface Compute {
  readonly reboot: (instanceUuid: string) => Promise<void>;
  readonly snapshot: (instanceUuid: string, name: string) => Promise<void>;
}

/** What a caller may read of a failure. */
function publicText(error: unknown, errorId: string): string {
  return error instanceof InstanceActionError ? error.detail : `The server failed. Ask for ${errorId}.`;
}

export function actionRoutes(compute: Compute, log: Logger): Router {
  const routes = Router();

  /** Runs one step, and tells how it ended. */
  async function during(event: string, step: () => Promise<void>): Promise<ActionEvent> {
    try {
      await step();
      return { event, result: "Success", details: null };
    } catch (error) {
      const errorId = randomUUID();
      log.error({ err: error, errorId, event }, "a step of an action failed");
      return { event, result: "Error", details: publicText(error, errorId) };
    }
  }

  routes.post("/instances/:uuid/reboot", async (req, res) => {
    const uuid = InstanceUuid.parse(req.params.uuid);
    const ended = await during("compute_reboot", () => compute.reboot(uuid));
    res.status(ended.result === "Error" ? 500 : 202).json(ended);
  });

  routes.post("/instances/:uuid/snapshot", async (req, res) => {
    await compute.snapshot(InstanceUuid.parse(req.params.uuid), Snapshot.parse(req.body).name);
    res.status(202).end();
  });

  routes.use((error: unknown, _req: Request, res: Response, _next: NextFunction) => {
    if (error instanceof z.ZodError) {
      res.status(400).json({ message: "The request is not understood.", issues: error.issues });
      return;
    }
    const errorId = randomUUID();
    log.error({ err: error, errorId }, "a request failed");
    res.status(error instanceof InstanceActionError ? error.status : 500).json({ message: publicText(error, errorId) });
  });

  return routes;
}
