/** The operations on events. Each is one transaction: an event never changes without the action that it belongs to. */
import { packActionStart, type ActionName, type InstanceAction } from "../model/action.js";
import type { Clock } from "../model/clock.js";
import type { RequestContext } from "../model/context.js";
import { AlreadyCreated, NotFound } from "../model/errors.js";
import { packEventFinish, packEventStart, type Failed, type InstanceActionEvent, type NewEvent } from "../model/event.js";
import type { EventId } from "../model/ids.js";
import type { Instance } from "../model/instance.js";
import { holdAction, holdNewestAction, insertAction, updateAction } from "../storage/action-rows.js";
import type { Queries } from "../storage/database.js";
import { endEvent, findEvent, insertEvent, listEvents } from "../storage/event-rows.js";
import type { Transactions } from "../storage/transactions.js";

/** A step, of one instance or several at once. */
export interface Started {
  readonly instances: readonly Instance[];
  /** `compute_reboot`: where, and what. */
  readonly event: string;
  readonly host?: string;
  /** The action that begins with it; without one, the request has begun one before. */
  readonly action?: ActionName;
  /** The action may be gone by the end (the instance was removed): that is no failure. */
  readonly actionMayEnd?: boolean;
}

/** The action that an event belongs to. */
interface Parent {
  readonly action: InstanceAction;
  /** Whether this request asked for it. What nobody asked for does not change when the action was last changed. */
  readonly asked: boolean;
}

export class InstanceActionEvents {
  readonly #transactions: Transactions;
  readonly #clock: Clock;

  constructor(transactions: Transactions, clock: Clock) {
    this.#transactions = transactions;
    this.#clock = clock;
  }

  /** Throws NotFound where there is no action for it. */
  start(context: RequestContext, instance: Instance, event: string, host: string | null = null): Promise<InstanceActionEvent> {
    const now = this.#clock.now();
    return this.#transactions.run((queries) => addEvent(queries, context, instance, packEventStart(event, host, now), now));
  }

  /** Ends the newest open event of this name. A failure marks the action, for good. Throws NotFound. */
  finish(context: RequestContext, instance: Instance, event: string, failed: Failed | null = null): Promise<InstanceActionEvent> {
    const now = this.#clock.now();
    return this.#transactions.run((queries) => closeEvent(queries, context, instance, event, failed, now));
  }

  /** Starts an event of each instance, and the action that begins with it: for all of them, or for none. Throws NotFound, AlreadyStarted. */
  startAll(context: RequestContext, { instances, action, event, host }: Started): Promise<void> {
    const now = this.#clock.now();
    return this.#transactions.run(async (queries) => {
      for (const instance of instances) {
        if (action !== undefined) await insertAction(queries, packActionStart(context, instance.uuid, action, now), now);
        await addEvent(queries, context, instance, packEventStart(event, host ?? null, now), now);
      }
    });
  }

  /** Ends what {@link startAll} started. Throws NotFound, unless it is the action that is gone and it may be. */
  finishAll(context: RequestContext, { instances, event, actionMayEnd = false }: Started, failed: Failed | null): Promise<void> {
    const now = this.#clock.now();
    return this.#transactions.run(async (queries) => {
      for (const instance of instances) {
        if (actionMayEnd && (await findParent(queries, context, instance)) === null) continue;
        await closeEvent(queries, context, instance, event, failed, now);
      }
    });
  }

  /** Null where the action has no such event. */
  getById(action: InstanceAction, id: EventId): Promise<InstanceActionEvent | null> {
    return this.#transactions.run((queries) => findEvent(queries, action, id));
  }

  /** Newest first. */
  listByAction(action: InstanceAction): Promise<InstanceActionEvent[]> {
    return this.#transactions.run((queries) => listEvents(queries, action));
  }

  /** Writes an event of another place as it is, to copy it here. Throws AlreadyCreated for a record that was written here. */
  async create(context: RequestContext, instance: Instance, event: NewEvent | InstanceActionEvent): Promise<InstanceActionEvent> {
    if ("id" in event) throw new AlreadyCreated();
    return await this.#transactions.run((queries) => addEvent(queries, context, instance, event, this.#clock.now()));
  }
}

async function addEvent(queries: Queries, context: RequestContext, instance: Instance, event: NewEvent, now: Date): Promise<InstanceActionEvent> {
  const { action, asked } = await parentOf(queries, context, instance);
  if (asked) await updateAction(queries, action, { updatedAt: event.startTime });
  return await insertEvent(queries, action, event, now);
}

async function closeEvent(queries: Queries, context: RequestContext, instance: Instance, event: string, failed: Failed | null, now: Date): Promise<InstanceActionEvent> {
  const { action, asked } = await parentOf(queries, context, instance);
  const ended = await endEvent(queries, action, event, packEventFinish(failed, now));
  if (asked || failed !== null) await updateAction(queries, action, { ...(asked && { updatedAt: now }), ...(failed !== null && { message: "Error" }) });
  return ended;
}

/** Throws NotFound. */
async function parentOf(queries: Queries, context: RequestContext, instance: Instance): Promise<Parent> {
  const parent = await findParent(queries, context, instance);
  if (parent === null) throw new NotFound("action");
  return parent;
}

/** The action of this request; for the service's own work, the newest one of the instance. */
async function findParent(queries: Queries, { requestId, projectId }: RequestContext, instance: Instance): Promise<Parent | null> {
  const own = await holdAction(queries, instance, requestId);
  if (own !== null) return { action: own, asked: true };
  const newest = projectId === null ? await holdNewestAction(queries, instance) : null;
  return newest && { action: newest, asked: false };
}
