/** Who does something. A caller's context is made by the authenticator alone; the service's own work has one without a project. */
import type { ProjectId, RequestId, UserId } from "./ids.js";

export const ROLES = ["admin", "member", "reader"] as const;
export type Role = (typeof ROLES)[number];

declare const authenticated: unique symbol;

/** A caller whose token was verified. */
export interface CallerContext {
  readonly [authenticated]: true;
  readonly userId: UserId;
  readonly projectId: ProjectId;
  readonly roles: readonly Role[];
  readonly requestId: RequestId;
}

/** Work that no caller asked for: a restart, a periodic task. */
export interface ServiceContext {
  readonly userId: null;
  readonly projectId: null;
  readonly requestId: RequestId;
}

export type RequestContext = CallerContext | ServiceContext;

/** For the authenticator, which has verified these claims. */
export function callerContext(claims: Omit<CallerContext, typeof authenticated>): CallerContext {
  return claims as CallerContext;
}

export function serviceContext(requestId: RequestId): ServiceContext {
  return { userId: null, projectId: null, requestId };
}

export function isAdmin(caller: CallerContext): boolean {
  return caller.roles.includes("admin");
}
