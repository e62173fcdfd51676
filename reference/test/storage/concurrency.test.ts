/** Several writers at once, on a server: each with a connection of its own. */
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CallerContext, RequestContext } from "../../src/model/context.js";
import { AlreadyStarted, NotFound, WrongState } from "../../src/model/errors.js";
import { packEventStart } from "../../src/model/event.js";
import type { Instance } from "../../src/model/instance.js";
import { Instances } from "../../src/service/instances.js";
import { holdAction, updateAction } from "../../src/storage/action-rows.js";
import type { Queries } from "../../src/storage/database.js";
import { insertEvent } from "../../src/storage/event-rows.js";
import { moveToShadow } from "../../src/storage/instance-rows.js";
import { shadowEvents } from "../../src/storage/schema.js";
import { transactionsOf, type Transactions } from "../../src/storage/transactions.js";
import { addInstance, again, assemble, caller, DATABASE_URL, EVERY, openTestDatabase, unasked, type Bench } from "../harness.js";
import { NO_SERVER } from "../server.js";

describe.skipIf(DATABASE_URL === undefined)(`several writers at once${DATABASE_URL === undefined ? ` (skipped: ${NO_SERVER})` : ""}`, () => {
  let bench: Bench;
  let actions: Bench["actions"];
  let clock: Bench["clock"];
  let events: Bench["events"];
  let instances: Bench["instances"];
  let queries: Queries;
  let transactions: Transactions;

  beforeAll(async () => {
    bench = assemble(await openTestDatabase());
    ({ actions, clock, events, instances } = bench);
    ({ queries } = bench.database);
    transactions = transactionsOf(queries);
  });
  afterAll(() => bench.database.close());

  async function asked(): Promise<{ readonly instance: Instance; readonly member: CallerContext }> {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    await actions.start(member, instance, "reboot");
    return { instance, member };
  }

  async function eventsOf(context: RequestContext, instance: Instance) {
    const action = await actions.getByRequestId(instance, context.requestId);
    return action === null ? [] : await events.listByAction(action);
  }

  /** The server's process of a connection. */
  async function processOf(inside: Queries): Promise<number> {
    const { rows } = (await inside.execute(sql`select pg_backend_pid() as pid`)) as { rows: { pid: number }[] };
    return rows[0]?.pid ?? 0;
  }

  /** Until somebody waits for what a connection holds. */
  async function waitedFor(pid: number): Promise<void> {
    for (let tries = 0; tries < 500; tries += 1) {
      const { rows } = (await queries.execute(sql`select from pg_stat_activity where ${pid}::int = any(pg_blocking_pids(pid))`)) as { rows: unknown[] };
      if (rows.length > 0) return;
      await pause(10);
    }
    throw new Error("nobody waits");
  }

  /** The real transactions, and how often their work was tried. */
  function counted(): { readonly counting: Transactions; readonly tries: () => number } {
    let tries = 0;
    const run: Transactions["run"] = (work, isolation) =>
      transactions.run((inside) => {
        tries += 1;
        return work(inside);
      }, isolation);
    return { counting: { run }, tries: () => tries };
  }

  it("lose no event of one action, and none of its marks", async () => {
    const { instance, member } = await asked();
    const names = Array.from({ length: 20 }, (_, at) => `compute_${at}`);
    await Promise.all(
      names.map(async (name, at) => {
        await events.start(member, instance, name);
        await events.finish(member, instance, name, at === 7 ? { error: new WrongState() } : null);
      }),
    );
    const kept = await eventsOf(member, instance);
    expect(kept.map(({ event }) => event).sort()).toEqual(names.sort());
    expect(kept.filter(({ result }) => result === "Success")).toHaveLength(19);
    expect(await actions.getByRequestId(instance, member.requestId)).toMatchObject({ message: "Error" });
  });

  it("end each event of one name once", async () => {
    const { instance, member } = await asked();
    for (let count = 0; count < 8; count += 1) await events.start(member, instance, "compute_reboot");
    const ended = await Promise.all(Array.from({ length: 8 }, () => events.finish(member, instance, "compute_reboot")));
    expect(new Set(ended.map(({ id }) => id)).size).toBe(8);
  });

  it("start the action of one request once, and the others are told", async () => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    const ends = await Promise.allSettled(Array.from({ length: 8 }, () => actions.start(member, instance, "reboot")));
    expect(ends.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const end of ends) if (end.status === "rejected") expect(end.reason).toBeInstanceOf(AlreadyStarted);
    expect(await actions.list(instance, EVERY)).toHaveLength(1);
  });

  it("both succeed after a deadlock", async () => {
    const [one, other] = [await asked(), await asked()];
    const { counting, tries } = counted();
    const held: (() => void)[] = [];
    const bothHold = new Promise<void>((resolve) => held.push(resolve));
    let holders = 0;
    const write = (order: readonly { readonly instance: Instance; readonly member: CallerContext }[], name: string) =>
      counting.run(async (inside) => {
        for (const [at, { instance, member }] of order.entries()) {
          const action = await holdAction(inside, instance, member.requestId);
          if (action === null) throw new NotFound("action");
          await insertEvent(inside, action, packEventStart(name, null, clock.now()), clock.now());
          if (at > 0) continue;
          holders += 1;
          if (holders === 2) held[0]?.();
          await bothHold;
        }
      });
    await Promise.all([write([one, other], "compute_one"), write([other, one], "compute_other")]);
    expect(tries()).toBe(3);
    for (const { instance, member } of [one, other]) expect((await eventsOf(member, instance)).map(({ event }) => event).sort()).toEqual(["compute_one", "compute_other"]);
  });

  describe("while an instance is archived or removed", () => {
    const ends: readonly (readonly [string, (ended: Instances, instance: Instance) => Promise<unknown>])[] = [
      ["archive", (ended) => ended.archive(1_000)],
      ["hardDelete", (ended, instance) => ended.hardDelete(instance)],
    ];
    const writers: readonly (readonly [string, (inside: Queries, instance: Instance, member: CallerContext) => Promise<void>])[] = [
      [
        "and the action changes",
        async (inside, instance, member) => {
          const action = await holdAction(inside, instance, member.requestId);
          if (action === null) throw new NotFound("action");
          await updateAction(inside, action, { updatedAt: clock.forward(1_000) });
          await insertEvent(inside, action, packEventStart("compute_late", null, clock.now()), clock.now());
        },
      ],
      [
        "and the action does not change",
        async (inside, instance, member) => {
          const action = await holdAction(inside, instance, member.requestId);
          if (action === null) throw new NotFound("action");
          await insertEvent(inside, action, packEventStart("compute_late", null, clock.now()), clock.now());
        },
      ],
    ];
    const cases = ends.flatMap(([name, end]) => writers.map(([what, write]) => [name, what, end, write] as const));

    it.each(cases)("%s is tried again after a writer that it did not see, %s, and no event is lost", async (_, __, end, write) => {
      const { instance, member } = await asked();
      await events.start(member, instance, "compute_reboot");
      await instances.softDelete(instance);
      const { counting, tries } = counted();
      let ending: Promise<unknown> = Promise.resolve();
      await transactions.run(async (inside) => {
        await write(inside, instance, member);
        ending = end(new Instances(counting, clock), instance);
        await waitedFor(await processOf(inside));
      });
      const counts = await ending;
      expect(tries()).toBe(2);
      expect(await eventsOf(member, instance)).toEqual([]);
      if (counts !== undefined) {
        expect(counts).toEqual({ instances: 1, actions: 1, events: 2 });
        expect((await queries.select().from(shadowEvents)).map(({ event }) => event)).toContain("compute_late");
      }
    });

    const late: readonly (readonly [string, "instance" | "action", (instance: Instance, member: CallerContext) => Promise<unknown>])[] = [
      ["starts an action", "instance", (instance, member) => actions.start(again(member), instance, "reboot")],
      ["records what is done at once", "instance", (instance, member) => actions.record(again(member), instance, "resetState", () => Promise.resolve())],
      ["finishes an action", "action", (instance, member) => actions.finish(member, instance)],
      ["starts an event", "action", (instance, member) => events.start(member, instance, "compute_late")],
      ["finishes an event", "action", (instance, member) => events.finish(member, instance, "compute_reboot")],
      ["starts an event that nobody asked for", "action", (instance) => events.start(unasked(), instance, "compute_init_host")],
      ["starts an action with its event", "instance", (instance, member) => events.startAll(again(member), { action: "reboot", event: "compute_reboot", instances: [instance] })],
    ];

    it.each(late)("whoever %s is told that it is gone: the %s", async (_, subject, write) => {
      const { instance, member } = await asked();
      await events.start(member, instance, "compute_reboot");
      await instances.softDelete(instance);
      let writing: Promise<unknown> = Promise.resolve();
      await transactions.run(async (inside) => {
        await moveToShadow(inside, 1_000);
        writing = write(instance, member).catch((error: unknown) => error);
        await waitedFor(await processOf(inside));
      });
      expect(await writing).toEqual(new NotFound(subject));
    });
  });
});
