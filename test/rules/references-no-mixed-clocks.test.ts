/** The reference of `no-mixed-clocks` is run: every time that is stored is the given clock's. */
import { drizzle } from "drizzle-orm/pglite";
import { describe, expect, it } from "vitest";
import { ActionId, InstanceActions, InstanceId, RequestId, systemClock } from "../../rules/no-mixed-clocks/reference.js";
import { INSTANCE, openDatabase, REQUEST, rowsOf } from "./references-database.js";
import { openLog } from "./references-log.js";

const database = await openDatabase();
const context = { requestId: RequestId.parse(REQUEST) };
const uuid = InstanceId.parse(INSTANCE);
const at = (minutes: number): Date => new Date(Date.UTC(2024, 0, 1, 0, minutes));

/** Actions by a clock that goes on by a minute each time it is asked. */
function open() {
  let minutes = 0;
  const { log, lines } = openLog();
  return { actions: new InstanceActions(drizzle(database), { now: () => at(minutes++) }, log), lines };
}

describe("no-mixed-clocks", () => {
  it("begins and ends an action by one clock", async () => {
    const { actions } = open();
    await actions.start(context, uuid, "reboot");
    expect(await rowsOf(database, "instance_actions")).toMatchObject([{ start_time: at(0), updated_at: at(0), finish_time: null }]);
    await actions.finish(context, uuid);
    expect(await rowsOf(database, "instance_actions")).toMatchObject([{ start_time: at(0), updated_at: at(1), finish_time: at(1) }]);
  });
  it("records a step with its times, and logs how long it took", async () => {
    const { actions, lines } = open();
    await actions.start(context, uuid, "reboot");
    await actions.during(ActionId.parse(1), "compute_reboot", () => Promise.resolve());
    expect(await rowsOf(database, "instance_actions_events")).toMatchObject([{ event: "compute_reboot", start_time: at(1), finish_time: at(2) }]);
    expect(lines[0]?.["duration"]).toBeLessThan(60_000);
  });
  it("says when an instance went, to whatever zone reads it", async () => {
    await open().actions.close(uuid);
    expect(await rowsOf(database, "instances")).toMatchObject([{ deleted_at: at(0) }]);
  });
  it("takes the time of this process, if nothing else is given", () => {
    const before = Date.now();
    expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
  });
});
