/** A real server goes away and comes back, behind a relay that the test closes: needs only DATABASE_URL. */
import { randomBytes } from "node:crypto";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Instance } from "../../src/model/instance.js";
import { openServer } from "../../src/storage/database.js";
import { SLOW, start, type Answer, type Caller, type Harness } from "./harness.js";
import { expectUnavailable, LIST, reboot, requestsOf, wholeRecords } from "./outages.js";

const url = process.env["DATABASE_URL"];

/** Stands between the service and the server. */
class Relay {
  readonly #sockets = new Set<Socket>();
  #server: Server | null = null;
  port = 0;

  constructor(readonly target: { readonly host: string; readonly port: number }) {}

  async open(): Promise<void> {
    const server = createServer((near) => {
      const far = connect(this.target);
      for (const socket of [near, far]) {
        this.#sockets.add(socket);
        socket.on("error", () => undefined).on("close", () => {
          this.#sockets.delete(socket);
          near.destroy();
          far.destroy();
        });
      }
      near.pipe(far);
      far.pipe(near);
    });
    await new Promise<void>((listening) => server.listen(this.port, "127.0.0.1", listening));
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Cuts every connection; none comes in until it is opened again. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = null;
    const closed = new Promise((done) => server?.close(done) ?? done(null));
    this.cut();
    await closed;
  }

  /** What the service sends stays on the way, on the connections that there are. */
  hold(): void {
    for (const socket of this.#sockets) socket.unpipe().pause();
  }

  cut(): void {
    for (const socket of this.#sockets) socket.resetAndDestroy();
  }
}

describe.skipIf(url === undefined)("with a server (DATABASE_URL)", () => {
  const server = new URL(url ?? "postgres://localhost");
  const relay = new Relay({ host: server.hostname, port: Number(server.port || "5432") });
  const schema = `http_${randomBytes(6).toString("hex")}`;
  const idle: Error[] = [];
  let service: Harness;
  let member: Caller;
  let instance: Instance;

  beforeAll(async () => {
    await relay.open();
    const through = new URL(server);
    through.hostname = "127.0.0.1";
    through.port = String(relay.port);
    through.searchParams.set("application_name", schema);
    service = await start(await openServer(through.href, { schema, onIdleError: (error) => idle.push(error) }));
    member = await service.caller("member");
  }, SLOW);
  afterAll(async () => {
    await service.close();
    await relay.close();
    const client = new Client({ connectionString: server.href });
    await client.connect();
    await client.query(`DROP SCHEMA ${schema} CASCADE`);
    await client.end();
  }, SLOW);
  beforeEach(async () => {
    instance = await service.instance(member.project);
    service.machines.rebooted = 0;
    service.lines.length = 0;
  });
  afterEach(async () => {
    expect((await member.get(`/servers/${instance.uuid}${LIST}`)).status).toBe(200);
  });

  test("every request is answered 503 while the server is away, and as before when it is back", { timeout: SLOW }, async () => {
    await relay.close();
    for (const ask of requestsOf(member, instance)) expectUnavailable(await ask(), service);
    await relay.open();
    expect(service.machines.rebooted).toBe(0);
    expect(await wholeRecords(service, instance)).toEqual([]);
    expect((await Promise.all(requestsOf(member, instance).map((ask) => ask()))).map(({ status }) => status)).toEqual([200, 200, 404, 200, 202]);
  });

  test("connections that are cut while nobody uses them are noticed, and replaced", { timeout: SLOW }, async () => {
    expect((await reboot(member, instance)).status).toBe(202);
    idle.length = 0;
    relay.cut();
    await expect.poll(() => idle.length).toBeGreaterThan(0);
    expect((await reboot(member, instance)).status).toBe(202);
  });

  test("connections that are lost as their transactions begin do not stay taken", { timeout: SLOW }, async () => {
    const everyConnection = () => Array.from({ length: 10 }, () => member.get(`/servers/${instance.uuid}${LIST}`));
    await Promise.all(everyConnection());
    relay.hold();
    const asked = everyConnection();
    await pause(200);
    relay.cut();
    for (const answer of await Promise.all(asked)) expectUnavailable(answer, service);
    for (const { status } of await Promise.all(everyConnection())) expect(status).toBe(200);
  });

  test("a server that ends the connections is an outage only for those who use them", { timeout: SLOW }, async () => {
    const killer = new Client({ connectionString: server.href });
    await killer.connect();
    const asked = Array.from({ length: 20 }, () => reboot(member, instance));
    const { rowCount } = await killer.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [schema]);
    expect(rowCount).toBeGreaterThan(0);
    await killer.end();
    await expectWhole(await Promise.all(asked));
  });

  test("operations that are cut off at any moment leave whole records", { timeout: SLOW }, async () => {
    for (const wait of [0, 1, 2, 4, 6, 8, 12, 16, 24]) {
      instance = await service.instance(member.project);
      service.machines.rebooted = 0;
      const asked = Array.from({ length: 8 }, () => reboot(member, instance));
      await pause(wait);
      await relay.close();
      const answers = await Promise.all(asked);
      await relay.open();
      await expectWhole(answers);
    }
  });

  /** Each request was answered, and there is an action of each that the machines were asked for; of a commit whose answer was lost, too. */
  async function expectWhole(answers: readonly Answer[]): Promise<void> {
    for (const answer of answers) if (answer.status !== 202) expectUnavailable(answer, service);
    const records = await wholeRecords(service, instance);
    const done = answers.filter(({ status }) => status === 202).length;
    expect(service.machines.rebooted).toBeGreaterThanOrEqual(done);
    expect(records.length).toBeGreaterThanOrEqual(service.machines.rebooted);
    expect(records.filter(({ result }) => result === "Success").length).toBeGreaterThanOrEqual(done);
  }
});
