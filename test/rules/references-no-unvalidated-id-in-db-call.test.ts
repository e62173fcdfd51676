/** The reference of no-unvalidated-id-in-db-call, run: what is no id does not get as far as the database. */
import { drizzle } from "drizzle-orm/pglite";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { actionRoutes, ActionId, EventId, findEvent, insertAction, InstanceId, RequestId } from "../../rules/no-unvalidated-id-in-db-call/reference.js";
import { INSTANCE, openDatabase, OTHER_REQUEST, PROJECT, REQUEST, rowsOf } from "./references-database.js";

const database = await openDatabase();
const queries = drizzle(database);
const instance = { uuid: InstanceId.parse(INSTANCE), projectId: PROJECT };
const action = { id: ActionId.parse(1), action: "reboot" };

async function ask(uuid: string, request: string, seesFailures = true) {
  const app = Fastify();
  actionRoutes(app, queries, () => ({ projectId: PROJECT, seesFailures }));
  const answer = await app.inject(`/servers/${uuid}/os-instance-actions/${encodeURIComponent(request)}`);
  return { status: answer.statusCode, body: answer.body === "" ? null : answer.json<unknown>() };
}

async function record(): Promise<void> {
  await insertAction(queries, instance, RequestId.parse(REQUEST), "reboot");
  await database.query("INSERT INTO instance_actions_events (action_id, event, details) VALUES (1, 'compute_reboot', 'WrongState')");
}

it("shows an action with its events", async () => {
  await record();
  expect(await ask(INSTANCE.toUpperCase(), REQUEST)).toEqual({ status: 200, body: { action: "reboot", events: [{ event: "compute_reboot", details: "WrongState" }] } });
  expect(await ask(INSTANCE, REQUEST, false)).toEqual({ status: 200, body: { action: "reboot", events: [{ event: "compute_reboot" }] } });
});
it("does not know what is not there", async () => {
  await record();
  expect((await ask(INSTANCE, OTHER_REQUEST)).status).toBe(404);
  expect((await ask(PROJECT, REQUEST)).status).toBe(404);
});
it("refuses what is no id before it asks the database", async () => {
  await database.exec("ALTER TABLE instances RENAME TO away");
  for (const [uuid, request] of [["7", REQUEST], [INSTANCE, "req-7"], [INSTANCE, "%"]] as const) {
    const { status, body } = await ask(uuid, request);
    expect([status, JSON.stringify(body)]).toEqual([500, expect.stringContaining("invalid_format")]);
  }
  await database.exec("ALTER TABLE away RENAME TO instances");
});
it("records an action of a loaded instance", async () => {
  await record();
  expect(await rowsOf(database, "instance_actions")).toMatchObject([{ instance_uuid: INSTANCE, request_id: REQUEST, action: "reboot" }]);
});
it("finds an event of its action only", async () => {
  await record();
  expect(await findEvent(queries, action, EventId.parse(1))).toMatchObject({ event: "compute_reboot" });
  expect(await findEvent(queries, { ...action, id: ActionId.parse(2) }, EventId.parse(1))).toBeNull();
});
