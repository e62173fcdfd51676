/** The reference of no-sql-injection, run: whatever a caller sends is a value of a statement, or no part of it. */
import { drizzle } from "drizzle-orm/pglite";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { actionRoutes, ActionId, insertEvent } from "../../rules/no-sql-injection/reference.js";
import { INSTANCE, openDatabase, OTHER_REQUEST, REQUEST, rowsOf } from "./references-database.js";

const database = await openDatabase();
const queries = drizzle(database);
const reboot = { requestId: REQUEST, action: "reboot" };
const removal = { requestId: OTHER_REQUEST, action: "delete" };

/** Asks about an instance that was rebooted, and then deleted; the reboot is what changed last. */
async function ask(path: string): Promise<unknown> {
  await database.exec("TRUNCATE instance_actions RESTART IDENTITY CASCADE");
  for (const [{ requestId, action }, updated] of [[reboot, 5], [removal, 3]] as const) {
    await database.query("INSERT INTO instance_actions (instance_uuid, request_id, action, created_at, updated_at) VALUES ($1, $2, $3, $4, $5)", [INSTANCE, requestId, action, "2026-01-02T00:00:00Z", `2026-01-0${updated}T00:00:00Z`]);
  }
  const app = Fastify();
  actionRoutes(app, queries);
  const answer = await app.inject(`/servers/${INSTANCE}/${path}`);
  return answer.statusCode === 200 ? answer.json<unknown>() : answer.statusCode;
}

it("finds an action by what it is asked of, and by whom", async () => {
  expect(await ask(`os-instance-actions/${REQUEST}`)).toEqual({ instanceAction: reboot });
  expect(await ask(`os-instance-actions/${encodeURIComponent("' OR true --")}`)).toBe(500);
});
it("lists what fits the filters", async () => {
  expect(await ask("os-instance-actions")).toEqual([removal, reboot]);
  expect(await ask("os-instance-actions?limit=1")).toEqual([removal]);
  expect(await ask(`os-instance-actions?marker=${OTHER_REQUEST}`)).toEqual([reboot]);
  expect(await ask("os-instance-actions?changes-since=2026-01-04T00:00:00Z")).toEqual([reboot]);
  expect(await ask(`os-instance-actions?marker=${OTHER_REQUEST}&changes-since=2026-01-06T00:00:00Z`)).toEqual([]);
});
it("sorts by the columns that it knows", async () => {
  expect(await ask("sorted-actions?sort=updated")).toEqual([reboot, removal]);
  expect(await ask(`sorted-actions?sort=${encodeURIComponent("id; DROP TABLE instance_actions")}`)).toBe(500);
});
it("binds each column of an event", async () => {
  await ask("os-instance-actions");
  await insertEvent(queries, ActionId.parse(1), "compute_reboot'); --", null);
  expect(await rowsOf(database, "instance_actions_events")).toMatchObject([{ action_id: 1, event: "compute_reboot'); --", host: null }]);
});
