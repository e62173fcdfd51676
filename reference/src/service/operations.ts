/** What users ask of instances. Each is recorded as an action before anything is done, and what is done, as an event of it. */
import type { CallerContext } from "../model/context.js";
import { WrongState } from "../model/errors.js";
import type { InstanceId } from "../model/ids.js";
import type { Instance } from "../model/instance.js";
import type { Policy } from "../model/policy.js";
import { updateState } from "../storage/instance-rows.js";
import type { EventReporter } from "./event-reporter.js";
import type { InstanceActions } from "./instance-actions.js";
import type { Instances } from "./instances.js";

/** The machines. */
export interface Compute {
  /** Where the instance runs. */
  readonly hostOf: (instance: Instance) => string;
  readonly reboot: (instance: Instance, type: "SOFT" | "HARD") => Promise<void>;
  readonly destroy: (instance: Instance) => Promise<void>;
}

export interface OperationParts {
  readonly policy: Policy;
  readonly instances: Instances;
  readonly actions: InstanceActions;
  readonly reporter: EventReporter;
  readonly compute: Compute;
}

export class Operations {
  readonly #parts: OperationParts;

  constructor(parts: OperationParts) {
    this.#parts = parts;
  }

  async reboot(caller: CallerContext, uuid: InstanceId, type: "SOFT" | "HARD"): Promise<void> {
    const { policy, instances, reporter, compute } = this.#parts;
    policy.require(caller, "reboot an instance");
    const instance = await instances.get(caller, uuid, "living");
    if (instance.state !== "active" && type === "SOFT") throw new WrongState();
    await reporter.during(caller, { action: "reboot", event: "compute_reboot", host: compute.hostOf(instance), instances: [instance] }, async () => {
      await compute.reboot(instance, type);
      await instances.setState(instance, "active");
    });
  }

  async delete(caller: CallerContext, uuid: InstanceId): Promise<void> {
    const { policy, instances, reporter, compute } = this.#parts;
    policy.require(caller, "delete an instance");
    const instance = await instances.get(caller, uuid, "living");
    await reporter.during(caller, { action: "delete", event: "compute_delete", host: compute.hostOf(instance), instances: [instance], actionMayEnd: true }, async () => {
      await compute.destroy(instance);
      await instances.softDelete(instance);
    });
  }

  /** An administrator's repair; nothing runs on a host, so the action ends with it. */
  async resetState(caller: CallerContext, uuid: InstanceId, state: "active" | "error"): Promise<void> {
    const { policy, instances, actions } = this.#parts;
    // Before the instance is looked for: whoever may not repair one would learn from the answer whether it is there.
    policy.require(caller, "reset the state of an instance");
    const instance = await instances.getOfAnyProject(uuid);
    policy.requireFor(caller, "reset the state of an instance", instance);
    await actions.record(caller, instance, "resetState", (queries) => updateState(queries, instance, state));
  }
}
