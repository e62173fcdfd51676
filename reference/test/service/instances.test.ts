/** Instances: who may see one, and what its end does to what was asked of it. */
import { count } from "drizzle-orm";
import type { PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import type { CallerContext } from "../../src/model/context.js";
import { Forbidden, NotFound, WrongState } from "../../src/model/errors.js";
import type { Instance } from "../../src/model/instance.js";
import { rolePolicy } from "../../src/model/policy.js";
import { actions as actionRows, events as eventRows, instances as instanceRows, shadowActions, shadowEvents, shadowInstances } from "../../src/storage/schema.js";
import { addInstance, aProject, caller, EVERY, openBench } from "../harness.js";

const bench = await openBench();
const { actions, clock, events, instances, reporter } = bench;

const ALL = 1_000_000;
const LATER = new Date("2100-01-01T00:00:00Z");

async function rowsOf(table: PgTable): Promise<number> {
  const [row] = await bench.database.queries.select({ rows: count() }).from(table);
  return row?.rows ?? 0;
}

/** Rows that are read, then rows that were archived: of instances, actions and events. */
const counts = async () => ({
  kept: [await rowsOf(instanceRows), await rowsOf(actionRows), await rowsOf(eventRows)],
  archived: [await rowsOf(shadowInstances), await rowsOf(shadowActions), await rowsOf(shadowEvents)],
});

/** An instance with a history: two actions of one event each. */
async function withHistory(): Promise<Instance> {
  const instance = await addInstance(bench);
  for (const action of ["create", "reboot"] as const) {
    clock.forward(1_000);
    await reporter.during(caller(instance.projectId), { action, event: `compute_${action}`, instances: [instance] }, () => Promise.resolve());
  }
  return instance;
}

async function deleted(): Promise<Instance> {
  const instance = await withHistory();
  clock.forward(1_000);
  await instances.softDelete(instance);
  return instance;
}

/** Nothing is there to archive, or archived. */
async function swept(): Promise<void> {
  await instances.archive(ALL);
  await instances.purge(LATER);
}

describe("an instance", () => {
  const sees = (who: CallerContext, { uuid }: Instance) => instances.get(who, uuid);

  it("is seen by its project and by an administrator, and is not there for another project", async () => {
    const instance = await addInstance(bench);
    for (const role of ["reader", "member", "admin"] as const) expect(await sees(caller(instance.projectId, role), instance)).toEqual(instance);
    expect(await sees(caller(aProject(), "admin"), instance)).toEqual(instance);
    for (const role of ["reader", "member"] as const) await expect(sees(caller(aProject(), role), instance)).rejects.toThrow(new NotFound("instance"));
  });

  it("is there for everyone alike where it is of another project and where it is of none", async () => {
    const instance = await addInstance(bench);
    const stranger = caller();
    const refused = await sees(stranger, instance).catch((error: unknown) => error);
    await instances.hardDelete(instance);
    expect(await sees(stranger, instance).catch((error: unknown) => error)).toEqual(refused);
  });

  it("is still seen when it was deleted, unless only living ones are wanted", async () => {
    const instance = await deleted();
    const member = caller(instance.projectId);
    expect(await instances.get(member, instance.uuid)).toMatchObject({ state: "deleted" });
    await expect(instances.get(member, instance.uuid, "living")).rejects.toThrow(new NotFound("instance"));
    await expect(instances.getOfAnyProject(instance.uuid)).rejects.toThrow(new NotFound("instance"));
  });

  it("has the state that it was given last", async () => {
    const instance = await addInstance(bench);
    await instances.setState(instance, "error");
    expect(await instances.getOfAnyProject(instance.uuid)).toEqual({ ...instance, state: "error" });
  });
});

describe("the policy", () => {
  it("lets each role do what it may, and nobody without one do anything", () => {
    const may = (right: Parameters<typeof rolePolicy.allows>[1]) => (["reader", "member", "admin"] as const).filter((role) => rolePolicy.allows(caller(undefined, role), right));
    expect(may("list actions")).toEqual(["reader", "member", "admin"]);
    expect(may("show an action")).toEqual(["reader", "member", "admin"]);
    expect(may("see what an event kept of a failure")).toEqual(["admin"]);
    expect(may("see the host of an event")).toEqual(["admin"]);
    expect(may("reboot an instance")).toEqual(["member", "admin"]);
    expect(may("delete an instance")).toEqual(["member", "admin"]);
    expect(may("reset the state of an instance")).toEqual(["admin"]);
    const nobody = { ...caller(), roles: [] };
    expect(() => rolePolicy.require(nobody, "list actions")).toThrow(new Forbidden("list actions"));
  });

  it("asks for one instance also whose it is", async () => {
    const instance = await addInstance(bench);
    const right = "reboot an instance";
    expect(() => rolePolicy.requireFor(caller(instance.projectId), right, instance)).not.toThrow();
    expect(() => rolePolicy.requireFor(caller(aProject(), "admin"), right, instance)).not.toThrow();
    expect(() => rolePolicy.requireFor(caller(aProject()), right, instance)).toThrow(Forbidden);
    expect(() => rolePolicy.requireFor(caller(instance.projectId, "reader"), right, instance)).toThrow(Forbidden);
  });
});

describe("the records of an instance", () => {
  it("stay when it is deleted", async () => {
    const instance = await deleted();
    const listed = await actions.list(instance, EVERY);
    expect(listed).toMatchObject([{ action: "reboot" }, { action: "create" }]);
    for (const action of listed) expect(await events.listByAction(action)).toHaveLength(1);
  });

  it("go with it when it is removed, and those of others stay", async () => {
    const [instance, other] = [await withHistory(), await withHistory()];
    const before = await counts();
    await instances.hardDelete(instance);
    const { kept, archived } = await counts();
    expect(kept).toEqual([1, 2, 2].map((gone, at) => (before.kept[at] ?? 0) - gone));
    expect(archived).toEqual(before.archived);
    expect(await actions.list(other, EVERY)).toHaveLength(2);
  });
});

describe("archiving", () => {
  it("moves a deleted instance with its actions and events, every column of them, and says how many", async () => {
    await swept();
    const instance = await withHistory();
    const member = caller(instance.projectId);
    await actions.start(member, instance, "delete");
    await events.start(member, instance, "compute_delete", "host-1");
    await events.finish(member, instance, "compute_delete", { error: new WrongState() });
    await instances.softDelete(instance);
    const { queries } = bench.database;
    const rows = async (action: PgTable, event: PgTable) => [await queries.select().from(action), await queries.select().from(event)];
    const [itsActions = [], itsEvents = []] = await rows(actionRows, eventRows);
    const own = itsActions.filter((row) => row["instanceUuid"] === instance.uuid);
    const ownIds = own.map((row) => row["id"]);
    expect(await instances.archive(ALL)).toEqual({ instances: 1, actions: 3, events: 3 });
    const [shadowed = [], shadowedEvents = []] = await rows(shadowActions, shadowEvents);
    expect(shadowed).toEqual(own);
    expect(shadowedEvents).toEqual(itsEvents.filter((row) => ownIds.includes(row["actionId"])));
    await expect(instances.get(member, instance.uuid)).rejects.toThrow(new NotFound("instance"));
    expect(await actions.list(instance, EVERY)).toEqual([]);
  });

  it("leaves what is not deleted", async () => {
    await swept();
    const instance = await withHistory();
    expect(await instances.archive(ALL)).toEqual({ instances: 0, actions: 0, events: 0 });
    expect(await actions.list(instance, EVERY)).toHaveLength(2);
  });

  it("moves an instance that nothing was asked of", async () => {
    await swept();
    await instances.softDelete(await addInstance(bench));
    expect(await instances.archive(ALL)).toEqual({ instances: 1, actions: 0, events: 0 });
  });

  it("moves whole instances, the longest deleted first, at most as many as wanted, until there is none", async () => {
    await swept();
    const [second, first] = [await withHistory(), await withHistory()];
    for (const instance of [first, second]) {
      clock.forward(1_000);
      await instances.softDelete(instance);
    }
    // So that its row is not the first that the database finds.
    await instances.setState(first, "deleted");
    expect(await instances.archive(1)).toEqual({ instances: 1, actions: 2, events: 2 });
    expect(await actions.list(first, EVERY)).toEqual([]);
    expect(await actions.list(second, EVERY)).toHaveLength(2);
    expect(await instances.get(caller(second.projectId), second.uuid)).toMatchObject({ state: "deleted" });
    expect(await instances.archive(1)).toMatchObject({ instances: 1 });
    expect(await instances.archive(1)).toEqual({ instances: 0, actions: 0, events: 0 });
  });
});

describe("purging", () => {
  it("removes everything that was archived, where the time is late enough, and nothing else", async () => {
    await swept();
    await deleted();
    await instances.archive(ALL);
    const { kept } = await counts();
    expect(await instances.purge(LATER)).toEqual({ instances: 1, actions: 2, events: 2 });
    expect(await counts()).toEqual({ kept, archived: [0, 0, 0] });
  });

  it("removes nothing where all of it is younger", async () => {
    await swept();
    await deleted();
    await instances.archive(ALL);
    const before = await counts();
    expect(await instances.purge(new Date("2015-10-21T00:00:00Z"))).toEqual({ instances: 0, actions: 0, events: 0 });
    expect(await counts()).toEqual(before);
  });

  it("goes by when records were created, and by when instances were deleted; the time itself is kept", async () => {
    await swept();
    const instance = await addInstance(bench);
    const start = (action: "create" | "reboot") => actions.start(caller(instance.projectId), instance, action);
    await start("create");
    const time = clock.forward(1_000);
    await start("reboot");
    await instances.softDelete(instance);
    await instances.archive(ALL);
    expect(await instances.purge(time)).toEqual({ instances: 0, actions: 1, events: 0 });
    expect(await instances.purge(new Date(time.getTime() + 1))).toEqual({ instances: 1, actions: 1, events: 0 });
  });
});
