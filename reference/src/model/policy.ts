/**
 * Who may do what. Asked before every read and every change. That a record is the caller's is not asked here: the conditions of the
 * queries say it (storage/scope.ts), but for what an administrator does to another project's instance, which no condition can say.
 */
import { isAdmin, type CallerContext, type Role } from "./context.js";
import { Forbidden } from "./errors.js";
import type { Instance } from "./instance.js";

/** Rights, and the roles that have them. */
const RIGHTS = {
  "list actions": ["reader", "member", "admin"],
  "show an action": ["reader", "member", "admin"],
  "see what an event kept of a failure": ["admin"],
  "see the host of an event": ["admin"],
  "reboot an instance": ["member", "admin"],
  "delete an instance": ["member", "admin"],
  "reset the state of an instance": ["admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof RIGHTS;

export interface Policy {
  readonly allows: (caller: CallerContext, right: Right) => boolean;
  /** Throws {@link Forbidden}. */
  readonly require: (caller: CallerContext, right: Right) => void;
  /** The same for one instance: it is in the caller's project, or the caller is an administrator. Throws {@link Forbidden}. */
  readonly requireFor: (caller: CallerContext, right: Right, instance: Instance) => void;
}

export const rolePolicy: Policy = {
  allows: (caller, right) => RIGHTS[right].some((role) => caller.roles.includes(role)),

  require(caller, right) {
    if (!this.allows(caller, right)) throw new Forbidden(right);
  },

  requireFor(caller, right, instance) {
    this.require(caller, right);
    if (instance.projectId !== caller.projectId && !isAdmin(caller)) throw new Forbidden(right);
  },
};
