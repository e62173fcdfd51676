/** The reference of `no-mixed-clocks` is run: every time of an action is the given clock's. */
import type { Knex } from "knex";
import { describe, expect, it } from "vitest";
import { InstanceActionLog, systemClock, type Clock, type InstanceUuid } from "../../rules/no-mixed-clocks/reference.js";

/** A log with a clock that goes on by a minute each time it is asked, and what the log writes. */
function fakeLog(): { readonly log: InstanceActionLog; readonly writes: Record<string, unknown>[] } {
  const writes: Record<string, unknown>[] = [];
  const write = (row: Record<string, unknown>): Promise<number> => Promise.resolve(writes.push(row));
  const db = (): object => ({ insert: write, where: () => ({ update: write }) });
  let minutes = 0;
  const clock: Clock = { now: () => at(minutes++) };
  return { log: new InstanceActionLog(db as unknown as Knex, clock), writes };
}

const at = (minutes: number): Date => new Date(Date.UTC(2024, 0, 1, 0, minutes));
const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f" as InstanceUuid;

describe("no-mixed-clocks", () => {
  it("begins and ends an action by one clock", async () => {
    const { log, writes } = fakeLog();
    await log.start(UUID, "reboot");
    await log.finish(1, "done");
    expect(writes).toMatchObject([
      { action: "reboot", start_time: at(0), updated_at: at(0) },
      { finish_time: at(1), updated_at: at(1) },
    ]);
  });
  it("records a step with its times and how long it took", async () => {
    const { log, writes } = fakeLog();
    await log.during(1, "compute_start", () => Promise.resolve());
    expect(writes).toMatchObject([{ event: "compute_start", start_time: at(0), finish_time: at(1) }]);
    expect(writes[0]?.["duration"]).toBeLessThan(60_000);
  });
  it("writes texts in UTC", async () => {
    const { log, writes } = fakeLog();
    await log.close(1);
    expect(writes).toEqual([{ action_id: 1, closed_at: "2024-01-01T00:00:00.000Z" }]);
  });
  it("takes the time of this process, if nothing else is given", () => {
    const before = Date.now();
    expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
  });
});
