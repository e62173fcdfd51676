/** Starting and finishing actions on behalf of a caller, with a log that tells more than it should. */
import type { NextFunction, Request, Response } from "express";
import type { Logger } from "pino";

/** Whose request this is, and with what rights: made once per request. */
export interface RequestContext {
  readonly requestId: string;
  readonly userId: string;
  readonly projectId: string;
  readonly authToken: string;
}

export function contextOf(req: Request): RequestContext {
  return {
    requestId: String(req.headers["x-request-id"]),
    userId: String(req.headers["x-user-id"]),
    projectId: String(req.headers["x-project-id"]),
    authToken: String(req.headers["x-auth-token"]),
  };
}

export class InstanceActions {
  constructor(private readonly log: Logger) {}

  start(context: RequestContext, instanceUuid: string, action: string): void {
    this.log.info(`action ${action} on ${instanceUuid} with token ${context.authToken}`); // $ Alert[no-sensitive-context-in-log]
  }
}

/** Every request, as it came. */
export function logRequests(log: Logger) {
  return (req: Request, _res: Response, next: NextFunction): void => {
    log.info({ method: req.method, url: req.path, headers: req.headers }, "request"); // $ Alert[no-sensitive-context-in-log]
    next();
  };
}

/** POST /instances/:uuid/action { "changePassword": { "adminPass": "…" } } */
export function changePasswordHandler(log: Logger, setPassword: (instance: string, password: string) => Promise<void>) {
  return async (req: Request, res: Response): Promise<void> => {
    const { adminPass } = req.body.changePassword;
    const cookie = req.headers.cookie;
    log.debug({ instance: req.params["uuid"], cookie }, "changing the password"); // $ Alert[no-sensitive-context-in-log]
    try {
      await setPassword(String(req.params["uuid"]), adminPass);
      res.status(202).end();
    } catch {
      log.warn("could not change the password of %s, authorization %s", req.params["uuid"], req.headers.authorization); // $ Alert[no-sensitive-context-in-log]
      res.status(500).end();
    }
  };
}
