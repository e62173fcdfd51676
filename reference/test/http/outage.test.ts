/** The database in this process is broken at the driver: before the first statement, between two, for a moment or for long. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Instance } from "../../src/model/instance.js";
import { breakable, expectProblem, parsedLines, SLOW, start, type Answer, type Caller, type Harness } from "./harness.js";
import { expectUnavailable, LIST, reboot, requestsOf, wholeRecords } from "./outages.js";

let service: Harness;
let driver: ReturnType<typeof breakable>;
let member: Caller;
let instance: Instance;

beforeAll(async () => {
  service = await start();
  driver = breakable(service.database);
  member = await service.caller("member");
}, SLOW);
afterAll(() => service.close());
beforeEach(async () => {
  instance = await service.instance(member.project);
  service.machines.rebooted = 0;
});
afterEach(() => {
  driver.check = () => undefined;
});

const failure = (code: string, message = `the database at db.internal:5432 said ${code}`) => Object.assign(new Error(message), { code });

/** From the statement of this number on, or at it alone, each fails. */
function breakAt(first: number, { once = false, code = "ECONNRESET" } = {}): { readonly count: number } {
  const seen = { count: 0 };
  driver.check = () => {
    seen.count += 1;
    if (once ? seen.count === first : seen.count >= first) throw failure(code);
  };
  return seen;
}

/** How many statements a request takes. */
async function statementsOf(ask: () => Promise<Answer>, status: number): Promise<number> {
  const undisturbed = breakAt(Infinity);
  expect((await ask()).status).toBe(status);
  driver.check = () => undefined;
  expect(undisturbed.count).toBeGreaterThan(3);
  return undisturbed.count;
}

test.each(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN", "08006", "08001", "53300", "53100", "57P01", "57P03", "58030"])("every request is answered 503 while the database says %s, and as before afterwards", async (code) => {
  breakAt(1, { code });
  for (const ask of requestsOf(member, instance)) expectUnavailable(await ask(), service);
  driver.check = () => undefined;
  expect(service.machines.rebooted).toBe(0);
  expect(await wholeRecords(service, instance)).toEqual([]);
  const answers = await Promise.all(requestsOf(member, instance).map((ask) => ask()));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 200, 202]);
});

test.each(["Connection terminated unexpectedly", "Connection terminated due to connection timeout", "timeout exceeded when trying to connect", "Cannot use a pool after calling end on the pool", "PGlite is closed"])("a driver's own error is an outage, too: %s", async (message) => {
  driver.check = () => {
    throw new Error(message);
  };
  for (const ask of requestsOf(member, instance)) expectUnavailable(await ask(), service);
});

test("an operation that is cut off at any statement leaves whole records, and is done only when its start was recorded", async () => {
  const statements = await statementsOf(() => reboot(member, instance), 202);
  for (let at = 1; at <= statements; at += 1) {
    instance = await service.instance(member.project);
    service.machines.rebooted = 0;
    breakAt(at);
    expectUnavailable(await reboot(member, instance), service);
    driver.check = () => undefined;
    const records = await wholeRecords(service, instance);
    expect(records.length).toBe(service.machines.rebooted);
    // The end could not be recorded: that it began is all that is known.
    if (records.length > 0) expect(records).toEqual([{ action: "reboot", message: null, event: "compute_reboot", result: null }]);
    expect((await reboot(member, instance)).status).toBe(202);
  }
});

test("an operation that is disturbed at one statement leaves whole records", async () => {
  const statements = await statementsOf(() => reboot(member, instance), 202);
  for (let at = 1; at <= statements; at += 1) {
    instance = await service.instance(member.project);
    service.machines.rebooted = 0;
    breakAt(at, { once: true });
    expectUnavailable(await reboot(member, instance), service);
    driver.check = () => undefined;
    const records = await wholeRecords(service, instance);
    expect(records.length).toBe(service.machines.rebooted);
    for (const { result, message } of records) expect([[null, null], ["Error", "Error"]]).toContainEqual([result, message]);
  }
});

test("a reset of the state that is cut off at any statement changes neither the state nor the records", async () => {
  const admin = await service.caller("admin");
  const reset = () => admin.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { "os-resetState": { state: "error" } } });
  const statements = await statementsOf(reset, 202);
  for (let at = 1; at <= statements; at += 1) {
    instance = await service.instance(member.project);
    breakAt(at);
    expectUnavailable(await reset(), service);
    driver.check = () => undefined;
    expect((await member.get(`/servers/${instance.uuid}${LIST}`)).body).toEqual({ instanceActions: [] });
    // A soft reboot is refused in any state but active.
    expect((await member.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { reboot: { type: "SOFT" } } })).status).toBe(202);
  }
});

test("a deletion that is cut off at any statement ends the instance or leaves it", async () => {
  const url = () => `/servers/${instance.uuid}`;
  const statements = await statementsOf(() => member.send({ method: "DELETE", url: url() }), 204);
  for (let at = 1; at <= statements; at += 1) {
    instance = await service.instance(member.project);
    breakAt(at);
    expectUnavailable(await member.send({ method: "DELETE", url: url() }), service);
    driver.check = () => undefined;
    const again = await member.send({ method: "DELETE", url: url() });
    expect([204, 404]).toContain(again.status);
    const { instanceActions } = (await member.get(`${url()}${LIST}`)).body as { instanceActions: { action: string }[] };
    expect(instanceActions.length).toBeGreaterThan(0);
    for (const { action } of instanceActions) expect(action).toBe("delete");
  }
});

test.each(["40001", "40P01"])("what another writer caused is tried again, and given up after a while: %s", async (code) => {
  breakAt(1, { once: true, code });
  expect((await member.get(`/servers/${instance.uuid}${LIST}`)).status).toBe(200);
  const seen = breakAt(1, { code });
  expectUnavailable(await member.get(`/servers/${instance.uuid}${LIST}`), service);
  expect(seen.count).toBe(5);
});

test("an error of the database that is no outage is a failure of the service, without its text", async () => {
  driver.check = () => {
    throw failure("42P01", 'relation "instances" does not exist');
  };
  const answer = await member.get(`/servers/${instance.uuid}${LIST}`);
  expectProblem(answer, 500);
  expect(answer.headers).not.toHaveProperty("retry-after");
});

test("who may not ask learns nothing of the outage", async () => {
  breakAt(1);
  const stranger = await service.caller([]);
  expectProblem(await stranger.get(`/servers/${instance.uuid}${LIST}`), 403);
  expectProblem(await member.get("/servers/x/os-instance-actions"), 400);
});

test("the log has of an outage what the database said, and stays one line each", () => {
  const said = parsedLines(service.lines).filter(({ msg }) => msg === "a request failed");
  expect(JSON.stringify(said)).toContain("db.internal:5432 said 57P01");
  expect(service.lines.join("")).not.toContain(member.token);
});
