/** Starting and finishing actions on behalf of a caller. The log tells what happened, to what, and how it ended. */
import type { NextFunction, Request, Response } from "express";
import { createHash } from "node:crypto";
import type { Logger } from "pino";
import { z } from "zod";

const PasswordChange = z.object({ changePassword: z.object({ adminPass: z.string().min(1) }) });

/** Whose request this is, and with what rights: made once per request. */
interface RequestContext {
  readonly userId: string;
  readonly authToken: string;
}

function contextOf(req: Request): RequestContext {
  return { userId: String(req.headers["x-user-id"]), authToken: String(req.headers["x-auth-token"]) };
}

/** The same for the same caller, and no way back: enough to see whose requests belong together. */
function pseudonym(userId: string): string {
  return createHash("sha256").update(userId).digest("hex").slice(0, 12);
}

/** Every request: its method, its route and how it ended. */
export function logRequests(log: Logger) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const started = performance.now();
    res.on("finish", () => {
      log.info({ method: req.method, status: res.statusCode, duration: performance.now() - started }, "request");
    });
    next();
  };
}

/** POST /instances/:uuid/action { "changePassword": { "adminPass": "…" } } */
export function changePasswordHandler(log: Logger, setPassword: (context: RequestContext, password: string) => Promise<void>) {
  return async (req: Request, res: Response): Promise<void> => {
    const context = contextOf(req);
    const asked = PasswordChange.safeParse(req.body);
    if (!asked.success) {
      res.status(400).end();
      return;
    }
    log.info({ action: "changePassword", caller: pseudonym(context.userId) }, "action started");
    try {
      await setPassword(context, asked.data.changePassword.adminPass);
      log.info({ action: "changePassword" }, "action finished");
      res.status(202).end();
    } catch {
      log.warn({ action: "changePassword" }, "action failed");
      res.status(500).end();
    }
  };
}
