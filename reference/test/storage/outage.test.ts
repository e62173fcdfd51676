/** The database goes away, and comes back. */
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { StorageUnavailable } from "../../src/model/errors.js";
import { openServer } from "../../src/storage/database.js";
import { addInstance, again, assemble, caller, EVERY, openTestDatabase, openTestEmbedded, type Bench } from "../harness.js";
import { createTestServer, NO_TOOLS, serverTools, type TestServer } from "../server.js";

describe("the embedded database", () => {
  it("is unavailable once it is closed", async () => {
    const bench = assemble(await openTestEmbedded());
    const instance = await addInstance(bench);
    await bench.database.close();
    await expect(bench.actions.start(caller(instance.projectId), instance, "reboot")).rejects.toThrow(StorageUnavailable);
    await expect(bench.actions.list(instance, EVERY)).rejects.toThrow(StorageUnavailable);
  });

  it("lets an operation end in whose middle it is closed, and is unavailable to those that wait behind it", async () => {
    const bench = assemble(await openTestEmbedded());
    const instance = await addInstance(bench);
    const waiting: Promise<unknown>[] = [];
    const running = bench.actions.record(caller(instance.projectId), instance, "resetState", async (queries) => {
      waiting.push(bench.actions.list(instance, EVERY), bench.database.close(), bench.actions.list(instance, EVERY));
      await queries.execute(sql`select 1`);
    });
    await expect(running).resolves.toMatchObject({ action: "resetState" });
    const [before, , behind] = await Promise.allSettled(waiting);
    expect(before).toMatchObject({ status: "fulfilled", value: [{ action: "resetState" }] });
    expect(behind).toMatchObject({ status: "rejected", reason: expect.any(StorageUnavailable) as unknown });
  });
});

const tools = serverTools();

describe.skipIf(tools === null)(`a server that stops${tools === null ? ` (skipped: ${NO_TOOLS})` : ""}`, () => {
  let server: TestServer;
  let bench: Bench;

  beforeAll(async () => {
    if (tools === null) return;
    server = await createTestServer(tools);
    bench = assemble(await openTestDatabase(server.url));
  });
  afterAll(async () => {
    await bench.database.close().finally(() => server.remove());
  });

  it("makes the operation fail as unavailable, keeps nothing of it, and is used again once it is back", async () => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    await bench.actions.start(member, instance, "reboot");
    await server.stop();
    const next = again(member);
    const refused = [() => bench.actions.start(next, instance, "delete"), () => bench.events.start(member, instance, "compute_reboot"), () => bench.actions.list(instance, EVERY)];
    for (const operation of refused) await expect(operation()).rejects.toThrow(StorageUnavailable);
    await server.start();
    expect(await bench.actions.list(instance, EVERY)).toMatchObject([{ action: "reboot" }]);
    await bench.actions.start(next, instance, "delete");
    expect(await bench.actions.list(instance, EVERY)).toMatchObject([{ action: "delete" }, { action: "reboot" }]);
  });

  it.for(["while a statement runs", "between two statements"])("in the middle of an operation, %s, leaves nothing of it", async (when) => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    const { queries } = bench.database;
    let stopped = Promise.resolve();
    const recorded = bench.actions.record(member, instance, "resetState", async (inside) => {
      await inside.execute(sql`update instances set state = 'error' where uuid = ${instance.uuid}`);
      stopped = server.stop();
      if (when === "between two statements") await stopped;
      else await inside.execute(sql`select pg_sleep(10)`);
    });
    await expect(recorded).rejects.toThrow(StorageUnavailable);
    await stopped;
    await server.start();
    expect(await bench.actions.list(instance, EVERY)).toEqual([]);
    const { rows } = (await queries.execute(sql`select state from instances where uuid = ${instance.uuid}`)) as { rows: unknown[] };
    expect(rows).toEqual([{ state: "active" }]);
  });

  it("can stop unnoticed under more operations than there are connections, and no connection is lost for good", async () => {
    const instance = await addInstance(bench);
    const member = caller(instance.projectId);
    const many = () => Array.from({ length: 25 }, () => bench.actions.start(again(member), instance, "reboot"));
    await Promise.all(many());
    server.stopUnnoticed();
    for (const end of await Promise.allSettled(many())) expect(end).toMatchObject({ status: "rejected", reason: expect.any(StorageUnavailable) as unknown });
    await server.start();
    await Promise.all(many());
    expect(await bench.actions.list(instance, EVERY)).toHaveLength(50);
  });

  it("cannot be opened while it does not run", async () => {
    await server.stop();
    await expect(openServer(server.url, { onIdleError: () => undefined })).rejects.toThrow();
    await server.start();
  });
});
