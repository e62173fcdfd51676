/** Instances, as far as the records of what was asked of them need it: who may see one, and what its end does to them. */
import type { CallerContext } from "../model/context.js";
import type { Clock } from "../model/clock.js";
import type { InstanceId } from "../model/ids.js";
import type { Instance, InstanceState } from "../model/instance.js";
import { findInstance, findInstanceOfAnyProject, insertInstance, markDeleted, moveToShadow, purgeShadow, removeInstance, updateState, type RowCounts } from "../storage/instance-rows.js";
import type { Transactions } from "../storage/transactions.js";

export class Instances {
  readonly #transactions: Transactions;
  readonly #clock: Clock;

  constructor(transactions: Transactions, clock: Clock) {
    this.#transactions = transactions;
    this.#clock = clock;
  }

  add(instance: Instance): Promise<void> {
    return this.#transactions.run((queries) => insertInstance(queries, instance, this.#clock.now()));
  }

  /** One that the caller may see; by default a deleted one too. Throws NotFound. */
  get(caller: CallerContext, uuid: InstanceId, which: "living" | "any" = "any"): Promise<Instance> {
    return this.#transactions.run((queries) => findInstance(queries, caller, uuid, which));
  }

  /** One of any project: ask the policy about it. Throws NotFound. */
  getOfAnyProject(uuid: InstanceId): Promise<Instance> {
    return this.#transactions.run((queries) => findInstanceOfAnyProject(queries, uuid));
  }

  setState(instance: Instance, state: InstanceState): Promise<void> {
    return this.#transactions.run((queries) => updateState(queries, instance, state));
  }

  /** Ends the instance for its users; its records stay. */
  softDelete(instance: Instance): Promise<void> {
    return this.#transactions.run((queries) => markDeleted(queries, instance, this.#clock.now()));
  }

  /** Removes the instance and its records: events first, then actions, then the instance; all or nothing. */
  hardDelete(instance: Instance): Promise<void> {
    return this.#transactions.run((queries) => removeInstance(queries, instance), { isolationLevel: "repeatable read" });
  }

  /** Moves deleted instances, with their records, out of the tables that are read; a record written meanwhile is not lost. */
  archive(limit: number): Promise<RowCounts> {
    return this.#transactions.run((queries) => moveToShadow(queries, limit), { isolationLevel: "repeatable read" });
  }

  /** Removes archived records that were created before a time. */
  purge(before: Date): Promise<RowCounts> {
    return this.#transactions.run((queries) => purgeShadow(queries, before));
  }
}
