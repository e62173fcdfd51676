/** The operations on actions. Each is one transaction. */
import { packActionFinish, packActionStart, type ActionName, type InstanceAction, type NewAction } from "../model/action.js";
import type { Clock } from "../model/clock.js";
import type { RequestContext } from "../model/context.js";
import { AlreadyCreated, NotFound } from "../model/errors.js";
import type { RequestId } from "../model/ids.js";
import type { Instance } from "../model/instance.js";
import { findAction, holdAction, insertAction, listActions, updateAction, type ActionFilter } from "../storage/action-rows.js";
import type { Queries } from "../storage/database.js";
import type { Transactions } from "../storage/transactions.js";

export class InstanceActions {
  readonly #transactions: Transactions;
  readonly #clock: Clock;

  constructor(transactions: Transactions, clock: Clock) {
    this.#transactions = transactions;
    this.#clock = clock;
  }

  /** Records that something was asked of the instance. Throws AlreadyStarted where the request has asked before. */
  start(context: RequestContext, instance: Instance, action: ActionName): Promise<InstanceAction> {
    const now = this.#clock.now();
    return this.#transactions.run((queries) => insertAction(queries, packActionStart(context, instance.uuid, action, now), now));
  }

  /** Records that what the request asked of the instance is done. Throws NotFound. */
  finish(context: RequestContext, instance: Instance): Promise<InstanceAction> {
    const now = this.#clock.now();
    return this.#transactions.run(async (queries) => {
      const action = await holdAction(queries, instance, context.requestId);
      if (action === null) throw new NotFound("action");
      return await updateAction(queries, action, packActionFinish(now));
    });
  }

  /** Records something that is done at once: the change, and the action from start to finish, are one transaction. Throws AlreadyStarted. */
  record(context: RequestContext, instance: Instance, action: ActionName, change: (queries: Queries) => Promise<void>): Promise<InstanceAction> {
    const now = this.#clock.now();
    return this.#transactions.run(async (queries) => {
      await change(queries);
      return await insertAction(queries, { ...packActionStart(context, instance.uuid, action, now), ...packActionFinish(now) }, now);
    });
  }

  /** Null where the request asked nothing of the instance. */
  getByRequestId(instance: Instance, requestId: RequestId): Promise<InstanceAction | null> {
    return this.#transactions.run((queries) => findAction(queries, instance, requestId));
  }

  /** Newest first. Throws NotFound for an unknown marker. */
  list(instance: Instance, filter: ActionFilter): Promise<InstanceAction[]> {
    return this.#transactions.run((queries) => listActions(queries, instance, filter));
  }

  /** Writes an action of another place as it is, to copy it here. Throws AlreadyCreated for a record that was written here. */
  async create(action: NewAction | InstanceAction): Promise<InstanceAction> {
    if ("id" in action) throw new AlreadyCreated();
    return await this.#transactions.run((queries) => insertAction(queries, action, this.#clock.now()));
  }
}
