/** The wrapper that records what an operation does. Whatever happens to the record, the operation's own end goes on. */
import { describe, expect, it } from "vitest";
import type { RequestContext } from "../../src/model/context.js";
import { AlreadyStarted, NotFound, StorageUnavailable, WrongState } from "../../src/model/errors.js";
import { describeFailure } from "../../src/model/failure.js";
import type { InstanceActionEvent } from "../../src/model/event.js";
import type { Instance } from "../../src/model/instance.js";
import { addInstance, assemble, caller, EVERY, openBench, openTestEmbedded, unasked, type Bench } from "../harness.js";

const bench = await openBench();
const { actions, clock, instances, lines, reporter } = bench;

async function eventsOf(context: RequestContext, instance: Instance, { actions, events }: Bench = bench): Promise<InstanceActionEvent[]> {
  const action = await actions.getByRequestId(instance, context.requestId);
  return action === null ? [] : await events.listByAction(action);
}

const reboot = (...several: readonly Instance[]) => ({ action: "reboot", event: "compute_reboot", host: "host-1", instances: several }) as const;

/** What it throws, whatever that is. */
async function thrownBy(run: () => Promise<unknown>): Promise<{ readonly thrown: unknown }> {
  try {
    await run();
  } catch (thrown) {
    return { thrown };
  }
  throw new Error("nothing was thrown");
}

describe("an operation that goes well", () => {
  it("is an event from its start to its end, and gives back what it returns", async () => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    const start = clock.forward(1_000);
    const returned = await reporter.during(member, reboot(instance), async () => {
      expect(await eventsOf(member, instance)).toMatchObject([{ finishTime: null }]);
      return clock.forward(1_000);
    });
    expect(returned).toEqual(clock.now());
    expect(await eventsOf(member, instance)).toMatchObject([{ event: "compute_reboot", host: "host-1", startTime: start, finishTime: returned, result: "Success", details: null }]);
  });

  it("is an event without a host where it has none", async () => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    await actions.start(member, instance, "reboot");
    await reporter.during(member, { event: "api_reboot", instances: [instance] }, () => Promise.resolve());
    expect(await eventsOf(member, instance)).toMatchObject([{ event: "api_reboot", host: null }]);
  });

  it("fails where its end cannot be recorded", async () => {
    const instance = await addInstance(bench);
    const ended = reporter.during(caller(), reboot(instance), () => instances.hardDelete(instance));
    await expect(ended).rejects.toThrow(new NotFound("action"));
  });

  it("ends well where the action may be gone, and is", async () => {
    const instance = await addInstance(bench);
    const ended = reporter.during(caller(), { ...reboot(instance), actionMayEnd: true }, async () => {
      await instances.hardDelete(instance);
      return "done";
    });
    await expect(ended).resolves.toBe("done");
  });
});

describe("an operation that fails", () => {
  it("throws what it threw, and its event and action say so", async () => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    const failure = new WrongState();
    expect(await thrownBy(() => reporter.during(member, reboot(instance), () => Promise.reject(failure)))).toEqual({ thrown: failure });
    expect(await eventsOf(member, instance)).toMatchObject([{ result: "Error", details: failure.message }]);
    expect(await actions.getByRequestId(instance, member.requestId)).toMatchObject({ message: "Error", finishTime: null });
  });

  it.each([new TypeError("a secret"), Object.freeze(new TypeError("a secret"))])("has its trace in the log, under the fingerprint that the event has, and nowhere else (%#)", async (failure) => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    await thrownBy(() => reporter.during(member, reboot(instance), () => Promise.reject(failure)));
    const [event] = await eventsOf(member, instance);
    expect(event).toMatchObject({ details: "TypeError", fingerprint: describeFailure(failure).fingerprint });
    expect(lines.filter(({ fingerprint }) => fingerprint === event?.fingerprint)).toMatchObject([{ event: "compute_reboot", err: { stack: failure.stack } }]);
    expect(JSON.stringify(event)).not.toContain("secret");
  });

  it("throws what it threw where its end cannot be recorded, and the log says that", async () => {
    const instance = await addInstance(bench);
    const failure = new WrongState();
    const run = () =>
      reporter.during(caller(), reboot(instance), async () => {
        await instances.hardDelete(instance);
        throw failure;
      });
    expect(await thrownBy(run)).toEqual({ thrown: failure });
    expect(lines.at(-1)).toMatchObject({ event: "compute_reboot", err: { type: "NotFound" } });
  });

  it("throws what it threw where the action may be gone", async () => {
    const instance = await addInstance(bench);
    const failure = new WrongState();
    const run = () =>
      reporter.during(caller(), { ...reboot(instance), actionMayEnd: true }, async () => {
        await instances.hardDelete(instance);
        throw failure;
      });
    expect(await thrownBy(run)).toEqual({ thrown: failure });
  });

  it("throws what it threw where the database is gone", async () => {
    const short = assemble(await openTestEmbedded());
    const instance = await addInstance(short);
    const failure = new WrongState();
    const run = () =>
      short.reporter.during(caller(), reboot(instance), async () => {
        await short.database.close();
        throw failure;
      });
    expect(await thrownBy(run)).toEqual({ thrown: failure });
    expect(short.lines.at(-1)).toMatchObject({ err: { type: "StorageUnavailable" } });
    await expect(short.reporter.during(caller(), reboot(instance), () => Promise.resolve())).rejects.toThrow(StorageUnavailable);
  });

  const revoked = Proxy.revocable(new Error("x"), {});
  revoked.revoke();
  const circle: RangeError & { self?: unknown } = new RangeError("a secret");
  circle.self = circle;
  const thrown: readonly (readonly [string, unknown])[] = [
    ["undefined", undefined],
    ["null", null],
    ["a text", "a secret"],
    ["a symbol", Symbol("a secret")],
    ["an object with the fields of an error", { name: "a secret", message: "a secret", stack: "a secret" }],
    ["a frozen error", Object.freeze(new RangeError("a secret"))],
    [
      "an error whose stack throws",
      Object.defineProperty(new RangeError("x"), "stack", {
        get: () => {
          throw new Error("a secret");
        },
      }),
    ],
    ["an error that holds itself", circle],
    ["a proxy that was revoked", revoked.proxy],
  ];

  it.each(thrown)("throws what it threw, and keeps no text of it: %s", async (_, what) => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    const end = await thrownBy(() =>
      reporter.during(member, reboot(instance), () => {
        throw what;
      }),
    );
    expect(Object.is(end.thrown, what)).toBe(true);
    const [event] = await eventsOf(member, instance);
    expect(event).toMatchObject({ result: "Error", fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown });
    expect(["UnknownFailure", "RangeError"]).toContain(event?.details);
    expect(lines.some(({ fingerprint }) => fingerprint === event?.fingerprint)).toBe(true);
  });
});

describe("an operation on several instances", () => {
  it("is not done where its start cannot be recorded for one of them, and then for none", async () => {
    const [first, second] = [await addInstance(bench), await addInstance(bench)];
    const context = caller();
    await actions.start(context, second, "reboot");
    let done = false;
    const operation = () => {
      done = true;
      return Promise.resolve();
    };
    await expect(reporter.during(context, reboot(first, second), operation)).rejects.toThrow(AlreadyStarted);
    expect(done).toBe(false);
    expect(await actions.list(first, EVERY)).toEqual([]);
  });

  it("ends for all of them but those that may be gone, and are", async () => {
    const [first, second] = [await addInstance(bench), await addInstance(bench)];
    const context = caller();
    await reporter.during(context, { ...reboot(first, second), actionMayEnd: true }, () => instances.hardDelete(first));
    expect(await eventsOf(context, second)).toMatchObject([{ result: "Success" }]);
  });
});

it("keeps of an instance that could not be placed one create action, with one event that failed", async () => {
  const instance = await addInstance(bench, undefined, "error");
  const context = unasked();
  const buried = { action: "create", event: "conductor_schedule_and_build_instances", instances: [instance] } as const;
  await thrownBy(() => reporter.during(context, buried, () => Promise.reject(new WrongState())));
  expect(await actions.list(instance, EVERY)).toMatchObject([{ action: "create", message: "Error" }]);
  expect(await eventsOf(context, instance)).toMatchObject([{ event: "conductor_schedule_and_build_instances", result: "Error", host: null }]);
});
