/**
 * Actions and their events over HTTP. When a step fails, the caller reads the text of whatever was thrown: statements with their
 * values, names of tables and hosts, paths, source lines.
 */
import { Router, type NextFunction, type Request, type Response } from "express";

/** How a step of an action ended. */
export interface ActionEvent {
  readonly event: string;
  readonly result: "Success" | "Error";
  readonly details: string | null;
}

export interface Compute {
  readonly reboot: (instanceUuid: string) => Promise<void>;
  readonly snapshot: (instanceUuid: string, name: string) => Promise<void>;
}

/** Runs one step, and tells how it ended. */
async function during(event: string, step: () => Promise<void>): Promise<ActionEvent> {
  try {
    await step();
    return { event, result: "Success", details: null };
  } catch (error) {
    return { event, result: "Error", details: String(error) };
  }
}

export function actionRoutes(compute: Compute): Router {
  const routes = Router();

  routes.post("/instances/:uuid/reboot", async (req, res) => {
    const ended = await during("compute_reboot", () => compute.reboot(req.params.uuid));
    res.status(ended.result === "Error" ? 500 : 202).json(ended); // $ Alert[no-error-exposure]
  });

  routes.post("/instances/:uuid/snapshot", async (req, res) => {
    try {
      await compute.snapshot(req.params.uuid, String(req.body.name));
      res.status(202).end();
    } catch (error) {
      // That it is an error says nothing of who wrote its text.
      const reason = error instanceof Error ? error.toString() : "unknown failure";
      res.status(500).json({ message: `The snapshot failed: ${reason}` }); // $ Alert[no-error-exposure]
    }
  });

  routes.use((error: Error, _req: Request, res: Response, _next: NextFunction) => {
    res.status(500).send(error.stack); // $ Alert[no-error-exposure]
  });

  return routes;
}
