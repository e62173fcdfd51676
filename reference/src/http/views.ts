/** Records as callers see them: field by field, so that a new column is not shown until someone says so. */
import { createHash } from "node:crypto";
import type { InstanceAction } from "../model/action.js";
import type { InstanceActionEvent } from "../model/event.js";
import type { Instance } from "../model/instance.js";
import type { CallerContext } from "../model/context.js";
import type { Policy } from "../model/policy.js";

/** What of an event a caller may see beyond that it happened. */
export interface Visibility {
  /** What was kept of a failure: details and fingerprint. */
  readonly failures: boolean;
  readonly hosts: boolean;
}

export function visibilityFor(caller: CallerContext, policy: Policy): Visibility {
  return { failures: policy.allows(caller, "see what an event kept of a failure"), hosts: policy.allows(caller, "see the host of an event") };
}

/** The same keys at every place an action is shown. When it finished is not told: only two actions ever say it. */
export function actionView({ action, instanceUuid, requestId, userId, projectId, startTime, updatedAt, message }: InstanceAction) {
  return {
    action,
    instance_uuid: instanceUuid,
    request_id: requestId,
    user_id: userId,
    project_id: projectId,
    start_time: startTime.toISOString(),
    updated_at: updatedAt.toISOString(),
    message,
  };
}

export function eventView({ event, startTime, finishTime, result, host, details, fingerprint }: InstanceActionEvent, action: InstanceAction, instance: Instance, { failures, hosts }: Visibility) {
  return {
    event,
    start_time: startTime.toISOString(),
    finish_time: finishTime?.toISOString() ?? null,
    result,
    hostId: hostId(action.projectId ?? instance.projectId, host),
    ...(hosts && { host }),
    ...(failures && { details, fingerprint }),
  };
}

/** Tells a project its hosts apart, and nobody which they are: 56 hexadecimal digits, or empty where there is no host. */
function hostId(projectId: string, host: string | null): string {
  return host === null ? "" : createHash("sha224").update(projectId).update(host).digest("hex");
}
