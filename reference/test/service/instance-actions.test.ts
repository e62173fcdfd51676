/** Actions: what was asked of an instance. */
import { describe, expect, it } from "vitest";
import { packActionStart, type ActionName, type InstanceAction } from "../../src/model/action.js";
import type { CallerContext } from "../../src/model/context.js";
import { AlreadyCreated, AlreadyStarted, NotFound } from "../../src/model/errors.js";
import { newRequestId } from "../../src/model/ids.js";
import type { Instance } from "../../src/model/instance.js";
import { insertAction } from "../../src/storage/action-rows.js";
import { addInstance, again, aProject, caller, EVERY, openBench, unasked } from "../harness.js";

const bench = await openBench();
const { actions, clock } = bench;

/** An instance, and a member of its project. */
async function anInstance(): Promise<{ instance: Instance; member: CallerContext }> {
  const instance = await addInstance(bench);
  return { instance, member: caller(instance.projectId) };
}

/** As many actions, each of a request of its own; as much time goes by between two. */
async function several(instance: Instance, member: CallerContext, count: number, milliseconds: number): Promise<InstanceAction[]> {
  const started: InstanceAction[] = [];
  for (let at = 0; at < count; at += 1) {
    clock.forward(milliseconds);
    started.push(await actions.start(again(member), instance, "reboot"));
  }
  return started;
}

const ids = (listed: readonly InstanceAction[]): number[] => listed.map(({ id }) => id);

describe("starting an action", () => {
  it("keeps who asked, in which request, for what and when, and gives the record back", async () => {
    const { instance, member } = await anInstance();
    const now = clock.forward(1);
    const started = await actions.start(member, instance, "reboot");
    expect(started).toEqual({ ...packActionStart(member, instance.uuid, "reboot", now), id: started.id, createdAt: now });
    expect(await actions.list(instance, EVERY)).toEqual([started]);
  });

  it("keeps nobody as the one who asked, where nobody did", async () => {
    const { instance } = await anInstance();
    expect(await actions.start(unasked(), instance, "create")).toMatchObject({ userId: null, projectId: null });
  });

  it("is refused where the request has an action on the instance already, whatever it asks", async () => {
    const { instance, member } = await anInstance();
    await actions.start(member, instance, "reboot");
    for (const action of ["reboot", "delete"] satisfies ActionName[]) await expect(actions.start(member, instance, action)).rejects.toThrow(AlreadyStarted);
    expect(await actions.list(instance, EVERY)).toHaveLength(1);
  });

  it("may be of several instances in one request", async () => {
    const { instance, member } = await anInstance();
    const other = await addInstance(bench, instance.projectId);
    await actions.start(member, instance, "reboot");
    await actions.start(member, other, "delete");
    expect(await actions.getByRequestId(other, member.requestId)).toMatchObject({ action: "delete" });
  });

  it("is refused where there is no such instance", async () => {
    const { instance, member } = await anInstance();
    await bench.instances.hardDelete(instance);
    await expect(actions.start(member, instance, "reboot")).rejects.toThrow(new NotFound("instance"));
  });
});

describe("finishing an action", () => {
  it("keeps when it ended, which is when it last changed, and nothing else changes", async () => {
    const { instance, member } = await anInstance();
    const started = await actions.start(member, instance, "reboot");
    const now = clock.forward(2_000);
    const finished = await actions.finish(member, instance);
    expect(finished).toEqual({ ...started, finishTime: now, updatedAt: now });
    expect(await actions.getByRequestId(instance, member.requestId)).toEqual(finished);
  });

  it("finishes the request's action, and no other of the instance", async () => {
    const { instance, member } = await anInstance();
    const other = again(member);
    await actions.start(member, instance, "reboot");
    await actions.start(other, instance, "reboot");
    await actions.finish(member, instance);
    expect(await actions.getByRequestId(instance, other.requestId)).toMatchObject({ finishTime: null });
  });

  it("is refused where the request has started none", async () => {
    const { instance, member } = await anInstance();
    await actions.start(again(member), instance, "reboot");
    await expect(actions.finish(member, instance)).rejects.toThrow(new NotFound("action"));
  });
});

describe("recording what is done at once", () => {
  it("keeps the change and the action from start to finish", async () => {
    const { instance, member } = await anInstance();
    const now = clock.forward(1);
    const recorded = await actions.record(member, instance, "resetState", () => Promise.resolve());
    expect(recorded).toMatchObject({ startTime: now, finishTime: now, updatedAt: now, message: null });
  });

  it("keeps neither where the change fails, nor where the request has an action already", async () => {
    const { instance, member } = await anInstance();
    const failure = new Error("no");
    await expect(actions.record(member, instance, "resetState", () => Promise.reject(failure))).rejects.toBe(failure);
    expect(await actions.list(instance, EVERY)).toEqual([]);
    await actions.start(member, instance, "reboot");
    const other = again(member);
    const within = actions.record(member, instance, "resetState", async (queries) => {
      await insertAction(queries, packActionStart(other, instance.uuid, "delete", clock.now()), clock.now());
    });
    await expect(within).rejects.toThrow(AlreadyStarted);
    expect(await actions.getByRequestId(instance, other.requestId)).toBeNull();
  });
});

describe("getting an action by its request", () => {
  it("gives the action of the request on this instance, and null where there is none", async () => {
    const { instance, member } = await anInstance();
    const other = await addInstance(bench, instance.projectId);
    const started = await actions.start(member, instance, "reboot");
    expect(await actions.getByRequestId(instance, member.requestId)).toEqual(started);
    expect(await actions.getByRequestId(other, member.requestId)).toBeNull();
    expect(await actions.getByRequestId(instance, newRequestId())).toBeNull();
  });
});

describe("listing actions", () => {
  it("gives those of the instance alone", async () => {
    const { instance, member } = await anInstance();
    const own = await several(instance, member, 2, 1);
    const other = await addInstance(bench, instance.projectId);
    await several(other, member, 2, 1);
    expect(ids(await actions.list(instance, EVERY)).sort()).toEqual(ids(own).sort());
  });

  it("has the newest first, and of one moment the one with the higher id", async () => {
    const { instance, member } = await anInstance();
    const started = [...(await several(instance, member, 3, 0)), ...(await several(instance, member, 3, 1))];
    expect(ids(await actions.list(instance, EVERY))).toEqual(ids(started).reverse());
  });

  it("gives at most as many as wanted, and none where none is wanted", async () => {
    const { instance, member } = await anInstance();
    const started = await several(instance, member, 3, 1);
    expect(ids(await actions.list(instance, { limit: 2 }))).toEqual(ids(started).reverse().slice(0, 2));
    expect(await actions.list(instance, { limit: 0, marker: newRequestId() })).toEqual([]);
  });

  it("goes on after a marker, and gives each action once, also those of one moment", async () => {
    const { instance, member } = await anInstance();
    const started = [...(await several(instance, member, 4, 0)), ...(await several(instance, member, 3, 1))];
    const seen: number[] = [];
    for (let page = await actions.list(instance, { limit: 2 }); page.length > 0; page = await actions.list(instance, { limit: 2, marker: page.at(-1)?.requestId })) seen.push(...ids(page));
    expect(seen).toEqual(ids(started).reverse());
  });

  it("gives those changed since a time, or before it, or between two; both are inclusive", async () => {
    const { instance, member } = await anInstance();
    const [first, second, third] = await several(instance, member, 3, 1_000);
    const times = { changesSince: second?.updatedAt, changesBefore: second?.updatedAt };
    expect(ids(await actions.list(instance, { ...EVERY, changesSince: times.changesSince }))).toEqual([third?.id, second?.id]);
    expect(ids(await actions.list(instance, { ...EVERY, changesBefore: times.changesBefore }))).toEqual([second?.id, first?.id]);
    expect(ids(await actions.list(instance, { ...EVERY, ...times }))).toEqual([second?.id]);
  });

  it("asks when an action last changed, not when it started", async () => {
    const { instance, member } = await anInstance();
    const [first] = await several(instance, member, 2, 1_000);
    const now = clock.forward(1_000);
    await bench.events.start({ ...member, requestId: first?.requestId ?? newRequestId() }, instance, "compute_reboot");
    expect(ids(await actions.list(instance, { ...EVERY, changesSince: now }))).toEqual([first?.id]);
  });

  it("combines a marker with times", async () => {
    const { instance, member } = await anInstance();
    const [first, second, third] = await several(instance, member, 3, 1_000);
    expect(ids(await actions.list(instance, { ...EVERY, marker: third?.requestId, changesSince: second?.updatedAt }))).toEqual([second?.id]);
    expect(ids(await actions.list(instance, { ...EVERY, marker: second?.requestId, changesBefore: third?.updatedAt }))).toEqual([first?.id]);
  });

  it("is refused for a marker that the instance does not have, and says that it is the marker", async () => {
    const { instance, member } = await anInstance();
    const other = await addInstance(bench, instance.projectId);
    await actions.start(member, other, "reboot");
    for (const marker of [newRequestId(), member.requestId]) await expect(actions.list(instance, { ...EVERY, marker })).rejects.toThrow(new NotFound("marker"));
  });
});

describe("copying an action of another place", () => {
  it("writes it as it is; only the time of the record is of here", async () => {
    const { instance, member } = await anInstance();
    const at = (second: number) => new Date(Date.UTC(2025, 0, 1, 0, 0, second));
    const there = { ...packActionStart(member, instance.uuid, "reboot", at(1)), finishTime: at(2), updatedAt: at(3), message: "Error" as const };
    const copied = await actions.create(there);
    expect(copied).toEqual({ ...there, id: copied.id, createdAt: clock.now() });
  });

  it("is refused for a record that was written here, and for an action that is here already", async () => {
    const { instance, member } = await anInstance();
    const here = await actions.start(member, instance, "reboot");
    await expect(actions.create(here)).rejects.toThrow(AlreadyCreated);
    await expect(actions.create(packActionStart(member, instance.uuid, "delete", clock.now()))).rejects.toThrow(AlreadyStarted);
    expect(await actions.list(instance, EVERY)).toEqual([here]);
  });

  it("is refused where the instance is not here", async () => {
    const { instance, member } = await anInstance();
    await bench.instances.hardDelete(instance);
    await expect(actions.create(packActionStart(member, instance.uuid, "reboot", clock.now()))).rejects.toThrow(new NotFound("instance"));
  });
});

it("keeps the ids of people as they were given, with dashes or without", async () => {
  const projectId = aProject();
  const instance = await addInstance(bench, projectId);
  expect(await actions.start(caller(projectId), instance, "reboot")).toMatchObject({ projectId });
});
