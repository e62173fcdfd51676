/**
 * What callers read of a failed operation. Errors of Nova's own class are written for them, of any other they get the class, and one
 * handler sees to the rest. That holds until somebody makes an own error out of a foreign one's text.
 */
import { Router, type NextFunction, type Request, type Response } from "express";

/** An error whose text is written for the caller. */
abstract class NovaError extends Error {
  abstract formatMessage(): string;
}

/** The host cannot take the instance, and why. */
class MigrationPreCheckError extends NovaError {
  constructor(readonly reason: string) {
    super();
  }

  formatMessage(): string {
    return `Migration pre-check error: ${this.reason}`;
  }
}

export interface Driver {
  readonly checkCanLiveMigrate: (instanceUuid: string, host: string) => Promise<void>;
  readonly reboot: (instanceUuid: string) => Promise<void>;
}

/** How a step of an action ended, for whoever may read its events. */
interface EventView {
  readonly event: string;
  readonly result: "Success" | "Error";
  readonly details: string | null;
}

/** Of a foreign error only its class: its text names statements, paths and hosts. */
function exceptionToDict(fault: unknown): { readonly message: string } {
  if (fault instanceof NovaError) return { message: fault.formatMessage().slice(0, 255) };
  return { message: fault instanceof Error ? fault.name : "unknown failure" };
}

async function wrapInstanceEvent(event: string, step: () => Promise<void>): Promise<EventView> {
  try {
    await step();
    return { event, result: "Success", details: null };
  } catch (error) {
    return { event, result: "Error", details: exceptionToDict(error).message };
  }
}

/** Whatever the driver said is a text of Nova's from here on. */
async function checkCanLiveMigrate(driver: Driver, instanceUuid: string, host: string): Promise<MigrationPreCheckError | null> {
  try {
    await driver.checkCanLiveMigrate(instanceUuid, host);
    return null;
  } catch (error) {
    return new MigrationPreCheckError(String(error));
  }
}

export function computeRoutes(driver: Driver): Router {
  const routes = Router();

  routes.post("/servers/:uuid/reboot", async function reboot(req, res) {
    const ended = await wrapInstanceEvent("compute_reboot_instance", () => driver.reboot(req.params.uuid));
    res.status(ended.result === "Error" ? 500 : 202).json(ended);
  });

  routes.post("/servers/:uuid/live-migration", async function liveMigrate(req, res) {
    const refusal = await checkCanLiveMigrate(driver, req.params.uuid, String(req.body.host));
    if (refusal === null) res.status(202).end();
    else res.status(400).json({ badRequest: { code: 400, message: refusal.formatMessage() } }); // $ Alert[no-error-exposure]
  });

  // Nothing of an unexpected error leaves the service but its class.
  routes.use(function faultWrapper(error: unknown, _req: Request, res: Response, _next: NextFunction) {
    res.status(500).json({ computeFault: { code: 500, message: `Unexpected API error. Please report this. ${exceptionToDict(error).message}` } });
  });
  return routes;
}
