/** What was asked of an instance, by whom, and whether it went wrong. */
import type { RequestContext } from "./context.js";
import type { ActionId, InstanceId, ProjectId, RequestId, UserId } from "./ids.js";

export const ACTIONS = ["create", "delete", "reboot", "resetState"] as const;
export type ActionName = (typeof ACTIONS)[number];

/** A new action. Times are of the service's clock. */
export interface NewAction {
  readonly action: ActionName;
  readonly instanceUuid: InstanceId;
  readonly requestId: RequestId;
  /** Null where the service itself acted. */
  readonly userId: UserId | null;
  readonly projectId: ProjectId | null;
  readonly startTime: Date;
  readonly finishTime: Date | null;
  readonly updatedAt: Date;
  /** `Error` once an event of it failed, and from then on. */
  readonly message: "Error" | null;
}

export interface InstanceAction extends NewAction {
  readonly id: ActionId;
  readonly createdAt: Date;
}

/** The action as it starts: it starts, and is changed for the first time, at one and the same moment. */
export function packActionStart(context: RequestContext, instanceUuid: InstanceId, action: ActionName, now: Date): NewAction {
  const { requestId, userId, projectId } = context;
  return { action, instanceUuid, requestId, userId, projectId, startTime: now, finishTime: null, updatedAt: now, message: null };
}

/** What changes when it ends. */
export function packActionFinish(now: Date): Pick<InstanceAction, "finishTime" | "updatedAt"> {
  return { finishTime: now, updatedAt: now };
}
