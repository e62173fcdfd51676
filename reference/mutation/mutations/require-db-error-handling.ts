import type { Mutation } from "../mutation.js";

export default [
  {
    id: "no-transaction",
    removes: "One operation is one transaction.",
    edits: [{ file: "src/storage/transactions.ts", from: "return await queries.transaction(work, isolation);", to: "return await work(queries);" }],
    reports: [{ file: "src/storage/transactions.ts", line: "return await work(queries);" }],
    missed: "What a function does with the queries that it is given is taken for a part of a transaction.",
  },
  {
    id: "record-in-two-transactions",
    removes: "A change and the record of it are one transaction.",
    edits: [
      { file: "src/service/instance-actions.ts", from: "  record(context: RequestContext,", to: "  async record(context: RequestContext," },
      { file: "src/service/instance-actions.ts", from: "    return this.#transactions.run(async (queries) => {\n      await change(queries);\n      return await insertAction(queries, { ...packActionStart(context, instance.uuid, action, now), ...packActionFinish(now) }, now);\n    });", to: "    await this.#transactions.run(change);\n    return await this.#transactions.run((queries) => insertAction(queries, { ...packActionStart(context, instance.uuid, action, now), ...packActionFinish(now) }, now));" },
    ],
    reports: [{ file: "src/service/instance-actions.ts", line: "return await this.#transactions.run((queries) => insertAction(" }],
    missed: "What a function does with the queries that it is given is taken for a part of a transaction.",
  },
  {
    id: "forgotten-await",
    removes: "That an action was not changed is seen by the operation that changes it.",
    edits: [{ file: "src/service/instance-action-events.ts", from: "if (asked) await updateAction(queries, action, { updatedAt: event.startTime });", to: "if (asked) void updateAction(queries, action, { updatedAt: event.startTime });" }],
    reports: [{ file: "src/service/instance-action-events.ts", line: "void updateAction" }],
    missed: "A change that a function of the program makes may be left alone.",
  },
  {
    id: "action-before-its-event",
    removes: "An action and its first event begin together.",
    edits: [
      { file: "src/service/operations.ts", from: 'await reporter.during(caller, { action: "reboot", event: "compute_reboot",', to: 'await this.#parts.actions.start(caller, instance, "reboot");\n    await reporter.during(caller, { event: "compute_reboot",' },
    ],
    reports: [{ file: "src/service/operations.ts", line: 'await reporter.during(caller, { event: "compute_reboot",' }],
  },
  {
    id: "delete-in-two-transactions",
    removes: "An instance and its records are removed together.",
    edits: [
      { file: "src/service/instances.ts", from: "hardDelete(instance: Instance): Promise<void> {\n    return this.#transactions.run((queries) => removeInstance(queries, instance), { isolationLevel: \"repeatable read\" });", to: "async hardDelete(instance: Instance): Promise<void> {\n    await this.#transactions.run((queries) => removeRecords(queries, instance));\n    await this.#transactions.run((queries) => removeInstance(queries, instance));" },
      { file: "src/service/instances.ts", from: "removeInstance, updateState", to: "removeInstance, removeRecords, updateState" },
      { file: "src/storage/instance-rows.ts", from: "/** Removes an instance and its records for good. */\nexport async function removeInstance(", to: "export async function removeRecords(" },
      { file: "src/storage/instance-rows.ts", from: "  await queries.delete(instances).where(eq(instances.uuid, instance.uuid));\n", to: "}\n\nexport async function removeInstance(queries: Queries, instance: Instance): Promise<void> {\n  await queries.delete(instances).where(eq(instances.uuid, instance.uuid));\n" },
    ],
    reports: [{ file: "src/service/instances.ts", line: "await this.#transactions.run((queries) => removeInstance(" }],
  },
  {
    id: "state-set-and-forgotten",
    removes: "A failure to write the new state is a failure of the operation.",
    edits: [{ file: "src/service/operations.ts", from: 'await instances.setState(instance, "active");', to: 'void instances.setState(instance, "active");' }],
    reports: [{ file: "src/service/operations.ts", line: "void instances.setState" }],
    missed: "A change that a function of the program makes may be left alone.",
  },
  {
    id: "loop-of-callbacks",
    removes: "The transaction ends after all that belongs to it.",
    edits: [
      { file: "src/service/instance-action-events.ts", from: "      for (const instance of instances) {\n        if (action !== undefined) await insertAction(queries, packActionStart(context, instance.uuid, action, now), now);\n        await addEvent(queries, context, instance, packEventStart(event, host ?? null, now), now);\n      }", to: "      instances.forEach(async (instance) => {\n        if (action !== undefined) await insertAction(queries, packActionStart(context, instance.uuid, action, now), now);\n        await addEvent(queries, context, instance, packEventStart(event, host ?? null, now), now);\n      });" },
    ],
    reports: [{ file: "src/service/instance-action-events.ts", line: "instances.forEach(" }],
  },
  {
    id: "failure-swallowed",
    removes: "What cannot be written goes on to whoever asked for it.",
    edits: [
      { file: "src/service/operations.ts", from: "      await instances.softDelete(instance);\n", to: "      await instances.softDelete(instance).catch(() => undefined);\n" },
    ],
    reports: [{ file: "src/service/operations.ts", line: "softDelete(instance).catch" }],
    missed: "That a failure is swallowed is no kind of finding.",
  },
  {
    id: "statement-not-awaited",
    removes: "A statement is over before its transaction is.",
    edits: [{ file: "src/storage/instance-rows.ts", from: "  await queries.update(instances).set({ state }).where(eq(instances.uuid, instance.uuid));\n", to: "  void queries.update(instances).set({ state }).where(eq(instances.uuid, instance.uuid)).execute();\n" }],
    reports: [{ file: "src/storage/instance-rows.ts", line: "void queries.update(" }],
  },
] as const satisfies readonly Mutation[];
