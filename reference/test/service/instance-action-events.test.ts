/** Events: what the steps of an action did, and what they do to the action. */
import { describe, expect, it } from "vitest";
import type { InstanceAction } from "../../src/model/action.js";
import type { CallerContext, RequestContext } from "../../src/model/context.js";
import { AlreadyCreated, AlreadyStarted, NotFound, WrongState } from "../../src/model/errors.js";
import { packEventFinish, packEventStart, type InstanceActionEvent } from "../../src/model/event.js";
import { EventId } from "../../src/model/ids.js";
import type { Instance } from "../../src/model/instance.js";
import { addInstance, again, assemble, caller, EVERY, openBench, unasked } from "../harness.js";

const bench = await openBench();
const { actions, events, clock } = bench;

interface Asked {
  readonly instance: Instance;
  readonly member: CallerContext;
  readonly action: InstanceAction;
}

/** An instance with an action, and whoever asked for it. */
async function asked(): Promise<Asked> {
  const instance = await addInstance(bench);
  const member = caller(instance.projectId);
  const action = await actions.start(member, instance, "reboot");
  clock.forward(1_000);
  return { instance, member, action };
}

const now = (context: RequestContext, instance: Instance) => actions.getByRequestId(instance, context.requestId);
const failed = { error: new WrongState() };

describe("starting an event", () => {
  it("keeps its name, host and time under the request's action, and gives the record back", async () => {
    const { instance, member, action } = await asked();
    const started = await events.start(member, instance, "compute_reboot", "host-1");
    const time = clock.now();
    expect(started).toEqual({
      id: started.id,
      actionId: action.id,
      event: "compute_reboot",
      host: "host-1",
      startTime: time,
      finishTime: null,
      result: null,
      details: null,
      fingerprint: null,
      createdAt: time,
    });
    expect(await events.listByAction(action)).toEqual([started]);
  });

  it("keeps no host where none is named", async () => {
    const { instance, member } = await asked();
    expect(await events.start(member, instance, "api_reboot")).toMatchObject({ host: null });
  });

  it("is refused where the request has started no action", async () => {
    const { instance, member, action } = await asked();
    await expect(events.start(again(member), instance, "compute_reboot")).rejects.toThrow(new NotFound("action"));
    expect(await events.listByAction(action)).toEqual([]);
  });

  it("is refused for service work where the instance has no action at all", async () => {
    const instance = await addInstance(bench);
    await expect(events.start(unasked(), instance, "compute_init_host")).rejects.toThrow(new NotFound("action"));
  });

  it("goes, for service work, to the newest action of the instance", async () => {
    const { instance, member, action } = await asked();
    const newest = await actions.start(again(member), instance, "delete");
    const started = await events.start(unasked(), instance, "compute_init_host");
    expect(started.actionId).toBe(newest.id);
    expect(await events.listByAction(action)).toEqual([]);
  });

  it("goes, for service work with an action of its own, to that", async () => {
    const { instance } = await asked();
    const service = unasked();
    const own = await actions.start(service, instance, "create");
    await actions.start(caller(instance.projectId), instance, "reboot");
    expect(await events.start(service, instance, "compute_create")).toMatchObject({ actionId: own.id });
  });
});

describe("finishing an event", () => {
  it("keeps that it went well, and neither details nor fingerprint", async () => {
    const { instance, member, action } = await asked();
    const started = await events.start(member, instance, "compute_reboot", "host-1");
    const time = clock.forward(500);
    const finished = await events.finish(member, instance, "compute_reboot");
    expect(finished).toEqual({ ...started, finishTime: time, result: "Success" });
    expect(await events.listByAction(action)).toEqual([finished]);
    expect(await now(member, instance)).toMatchObject({ message: null });
  });

  it("keeps of the service's own error its text, and marks the action", async () => {
    const { instance, member } = await asked();
    await events.start(member, instance, "compute_reboot");
    const finished = await events.finish(member, instance, "compute_reboot", failed);
    expect(finished).toMatchObject({ ...packEventFinish(failed, clock.now()), details: failed.error.message });
    expect(await now(member, instance)).toMatchObject({ message: "Error" });
  });

  it("keeps of any other error its class, and neither its text nor its trace", async () => {
    const { instance, member, action } = await asked();
    await events.start(member, instance, "compute_reboot");
    await events.finish(member, instance, "compute_reboot", { error: new RangeError("/etc/secret of 10.0.0.7") });
    const [kept] = await events.listByAction(action);
    expect(kept).toMatchObject({ result: "Error", details: "RangeError", fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown });
    expect(JSON.stringify(kept)).not.toMatch(/secret|10\.0\.0\.7|\.ts/);
  });

  it("keeps nothing of a text that was thrown", async () => {
    const { instance, member } = await asked();
    await events.start(member, instance, "compute_reboot");
    expect(await events.finish(member, instance, "compute_reboot", { error: "a secret" })).toMatchObject({ result: "Error", details: "UnknownFailure" });
  });

  it("ends the newest open one of its name, so that each of the same name ends once", async () => {
    const { instance, member } = await asked();
    const first = await events.start(member, instance, "compute_reboot");
    const second = await events.start(member, instance, "compute_reboot");
    expect(await events.finish(member, instance, "compute_reboot", failed)).toMatchObject({ id: second.id, result: "Error" });
    expect(await events.finish(member, instance, "compute_reboot")).toMatchObject({ id: first.id, result: "Success" });
    await expect(events.finish(member, instance, "compute_reboot")).rejects.toThrow(new NotFound("event"));
  });

  it("is refused where no event of this name has started, and the action stays as it is", async () => {
    const { instance, member } = await asked();
    await events.start(member, instance, "compute_reboot");
    const before = await now(member, instance);
    clock.forward(1_000);
    await expect(events.finish(member, instance, "compute_delete", failed)).rejects.toThrow(new NotFound("event"));
    expect(await now(member, instance)).toEqual(before);
  });

  it("is refused where the request has started no action, though others have such an event", async () => {
    const { instance, member, action } = await asked();
    await events.start(member, instance, "compute_reboot");
    await expect(events.finish(again(member), instance, "compute_reboot")).rejects.toThrow(new NotFound("action"));
    expect(await events.listByAction(action)).toMatchObject([{ finishTime: null }]);
  });

  it("ends, for service work, the event of the newest action", async () => {
    const { instance, member } = await asked();
    const started = await events.start(member, instance, "compute_reboot");
    expect(await events.finish(unasked(), instance, "compute_reboot")).toMatchObject({ id: started.id, result: "Success" });
  });
});

describe("the action of an event", () => {
  it("last changed when its event started, and again when it ended", async () => {
    const { instance, member } = await asked();
    await events.start(member, instance, "compute_reboot");
    expect(await now(member, instance)).toMatchObject({ updatedAt: clock.now() });
    const time = clock.forward(1_000);
    await events.finish(member, instance, "compute_reboot");
    expect(await now(member, instance)).toMatchObject({ updatedAt: time, finishTime: null });
  });

  it("does not change by service work that nobody asked for", async () => {
    const { instance, member, action } = await asked();
    await events.start(unasked(), instance, "compute_init_host");
    clock.forward(1_000);
    await events.finish(unasked(), instance, "compute_init_host");
    expect(await now(member, instance)).toEqual(action);
  });

  it("is marked by service work that failed, and did not change otherwise", async () => {
    const { instance, member, action } = await asked();
    await events.start(unasked(), instance, "compute_init_host");
    clock.forward(1_000);
    await events.finish(unasked(), instance, "compute_init_host", failed);
    expect(await now(member, instance)).toEqual({ ...action, message: "Error" });
  });

  it("stays marked, whatever goes well afterwards", async () => {
    const { instance, member } = await asked();
    await events.start(member, instance, "compute_reboot");
    await events.finish(member, instance, "compute_reboot", failed);
    await events.start(member, instance, "compute_reboot");
    await events.finish(member, instance, "compute_reboot");
    await actions.finish(member, instance);
    expect(await now(member, instance)).toMatchObject({ message: "Error" });
  });

  it("never changed earlier than it was known to, though the clock of another process is behind", async () => {
    const { instance, member } = await asked();
    const behind = assemble(bench.database);
    await events.start(member, instance, "compute_reboot");
    const time = clock.now();
    await behind.events.start(member, instance, "compute_stop");
    expect(await now(member, instance)).toMatchObject({ updatedAt: time });
    await behind.events.finish(member, instance, "compute_reboot");
    expect(await now(member, instance)).toMatchObject({ updatedAt: time });
    await behind.actions.finish(member, instance);
    expect(await now(member, instance)).toMatchObject({ updatedAt: time });
  });
});

describe("reading events", () => {
  it("gives those of the action alone, the newest first, and of one moment the one with the higher id", async () => {
    const { instance, member, action } = await asked();
    const other = await actions.start(again(member), instance, "delete");
    const started: InstanceActionEvent[] = [];
    for (const milliseconds of [0, 0, 1, 1]) {
      clock.forward(milliseconds);
      started.push(await events.start(member, instance, "compute_reboot"));
    }
    expect(await events.listByAction(action)).toEqual(started.reverse());
    expect(await events.listByAction(other)).toEqual([]);
  });

  it("gives one by its id under its action, and null under another", async () => {
    const { instance, member, action } = await asked();
    const other = await actions.start(again(member), instance, "delete");
    const started = await events.start(member, instance, "compute_reboot");
    expect(await events.getById(action, started.id)).toEqual(started);
    expect(await events.getById(other, started.id)).toBeNull();
    expect(await events.getById(action, EventId.parse(started.id + 1_000_000))).toBeNull();
  });
});

describe("copying an event of another place", () => {
  it("writes it as it is, ended or not, under the request's action", async () => {
    const { instance, member, action } = await asked();
    const at = (second: number) => new Date(Date.UTC(2025, 0, 1, 0, 0, second));
    const open = packEventStart("compute_prep_resize", "host-9", at(1));
    const ended = { ...packEventStart("compute_resize", "host-9", at(2)), ...packEventFinish(failed, at(3)) };
    for (const event of [open, ended]) expect(await events.create(member, instance, event)).toMatchObject({ ...event, actionId: action.id, createdAt: clock.now() });
  });

  it("is refused for a record that was written here, and where there is no action for it", async () => {
    const { instance, member } = await asked();
    const here = await events.start(member, instance, "compute_reboot");
    await expect(events.create(member, instance, here)).rejects.toThrow(AlreadyCreated);
    await expect(events.create(again(member), instance, packEventStart("compute_reboot", null, clock.now()))).rejects.toThrow(new NotFound("action"));
  });

  it("copies an action and its events to where the instance went", async () => {
    const source = await asked();
    await events.start(source.member, source.instance, "compute_resize", "host-1");
    await events.finish(source.member, source.instance, "compute_resize", failed);
    const target = await addInstance(bench, source.instance.projectId);
    const { action, requestId, userId, projectId, startTime, finishTime, updatedAt, message } = (await now(source.member, source.instance)) ?? source.action;
    const there = { action, instanceUuid: target.uuid, requestId, userId, projectId, startTime, finishTime, updatedAt, message };
    const copied = await actions.create(there);
    for (const { event, host, startTime: start, finishTime: end, result, details, fingerprint } of await events.listByAction(source.action)) {
      await events.create(source.member, target, { event, host, startTime: start, ...(end && result && { finishTime: end, result, details, fingerprint }) });
    }
    expect(await actions.list(target, EVERY)).toMatchObject([there]);
    expect(await events.listByAction(copied)).toMatchObject([{ event: "compute_resize", host: "host-1", result: "Error", details: failed.error.message }]);
  });
});

describe("events of several instances at once", () => {
  it("start with the action of each, and end together", async () => {
    const several = [await addInstance(bench), await addInstance(bench)];
    const context = caller();
    const reported = { action: "reboot", event: "compute_reboot", host: "host-1", instances: several } as const;
    await events.startAll(context, reported);
    await events.finishAll(context, reported, failed);
    for (const instance of several) {
      const action = await now(context, instance);
      expect(action).toMatchObject({ action: "reboot", message: "Error" });
      expect(action && (await events.listByAction(action))).toMatchObject([{ event: "compute_reboot", host: "host-1", result: "Error" }]);
    }
  });

  it("start for none where one of them cannot start", async () => {
    const [first, second] = [await addInstance(bench), await addInstance(bench)];
    const context = caller();
    await actions.start(context, second, "reboot");
    await expect(events.startAll(context, { action: "reboot", event: "compute_reboot", instances: [first, second] })).rejects.toThrow(AlreadyStarted);
    expect(await actions.list(first, EVERY)).toEqual([]);
  });

  it("end for none where one of them is gone, unless it may be", async () => {
    const [first, second] = [await addInstance(bench), await addInstance(bench)];
    const context = caller();
    const reported = { action: "delete", event: "compute_delete", instances: [first, second] } as const;
    await events.startAll(context, reported);
    await bench.instances.hardDelete(second);
    await expect(events.finishAll(context, reported, null)).rejects.toThrow(new NotFound("action"));
    const action = await now(context, first);
    expect(action && (await events.listByAction(action))).toMatchObject([{ finishTime: null }]);
    await events.finishAll(context, { ...reported, actionMayEnd: true }, null);
    expect(action && (await events.listByAction(action))).toMatchObject([{ result: "Success" }]);
  });

  it("still need their event where only the action may be gone", async () => {
    const { instance, member } = await asked();
    await expect(events.finishAll(member, { event: "compute_delete", instances: [instance], actionMayEnd: true }, null)).rejects.toThrow(new NotFound("event"));
  });
});

it("takes every time that is kept from the service's one clock", async () => {
  const shown = new Set<number>();
  const tick = () => shown.add(clock.forward(1_000).getTime());
  tick();
  const instance = await addInstance(bench);
  const member = caller(instance.projectId);
  for (const step of [
    () => actions.start(member, instance, "delete"),
    () => events.start(member, instance, "compute_delete"),
    () => events.finish(member, instance, "compute_delete", failed),
    () => actions.finish(member, instance),
    () => bench.instances.softDelete(instance),
  ]) {
    tick();
    await step();
  }
  const action = await now(member, instance);
  const kept = [action, ...(action ? await events.listByAction(action) : [])].flatMap((record) => Object.values(record ?? {}).filter((value) => value instanceof Date));
  expect(kept).toHaveLength(7);
  for (const time of kept) expect(shown).toContain(time.getTime());
});
