/**
 * The context of a request, and what is made of it: the columns of an action and of its events, which hold who asked and are logged
 * nowhere; and the check of a policy, which logs all that it knows of the caller.
 */
import type { Logger } from "pino";

/** Whose request this is, and with what rights: made once per request, by what read the token. */
export interface RequestContext {
  readonly requestId: string;
  readonly userId: string;
  readonly projectId: string;
  readonly roles: readonly string[];
  readonly timestamp: Date;
  readonly authToken: string;
}

/** The columns of an action. */
export function packActionStart(context: RequestContext, instanceUuid: string, action: string) {
  return {
    request_id: context.requestId,
    user_id: context.userId,
    project_id: context.projectId,
    instance_uuid: instanceUuid,
    action,
  };
}

export function packActionFinish(context: RequestContext, instanceUuid: string) {
  return { request_id: context.requestId, instance_uuid: instanceUuid };
}

export function packActionEventStart(context: RequestContext, instanceUuid: string, event: string, host: string | null) {
  return { event, request_id: context.requestId, instance_uuid: instanceUuid, host };
}

export function packActionEventFinish(context: RequestContext, instanceUuid: string, event: string, result: "Success" | "Error") {
  return { event, request_id: context.requestId, instance_uuid: instanceUuid, result };
}

/** Says that an action was recorded: what, and of which instance; who asked stays in the record. */
export async function actionStart(log: Logger, insert: (values: object) => Promise<void>, context: RequestContext, instanceUuid: string, action: string): Promise<void> {
  const values = packActionStart(context, instanceUuid, action);
  await insert(values);
  log.info({ instance: values.instance_uuid, action: values.action }, "an action started");
}

export interface Target {
  readonly projectId: string;
}

/** Rules of who may do what. */
export class Policy {
  constructor(
    private readonly rules: ReadonlyMap<string, (context: RequestContext, target: Target) => boolean>,
    private readonly log: Logger,
  ) {}

  authorize(context: RequestContext, action: string, target: Target): void {
    if (this.rules.get(action)?.(context, target) === true) return;
    this.log.debug({ action, user: context.userId, project: context.projectId, roles: context.roles }, "policy check failed"); // $ Alert[no-sensitive-context-in-log] strict
    throw new Error(`Policy does not allow ${action} to be performed.`);
  }

  // Were it as the reviews fear: with the ids goes the token.
  authorizeVerbosely(context: RequestContext, action: string, target: Target): void {
    this.log.debug("policy check of %s for %o with %s", action, target, context.authToken); // $ Alert[no-sensitive-context-in-log]
    this.authorize(context, action, target);
  }
}
