/** The reference of require-db-error-handling, run over a database that refuses what it is told to refuse. */
import { drizzle } from "drizzle-orm/pglite";
import { afterEach, describe, expect, it } from "vitest";
import { Conductor, createAction, InstanceId, NotFound, ProjectId } from "../../rules/require-db-error-handling/reference.js";
import { INSTANCE, openDatabase, PROJECT, rowsOf } from "./references-database.js";

const database = await openDatabase();
const conductor = new Conductor(drizzle(database));
const [first, second] = [InstanceId.parse(INSTANCE), InstanceId.parse("1f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f")];

/** From now on, until the test ends, rows of the table like that cannot be written. */
const refuse = (table: string, condition: string) => database.exec(`ALTER TABLE ${table} ADD CONSTRAINT refused CHECK (NOT (${condition})) NOT VALID`);

afterEach(async () => {
  for (const table of ["instances", "instance_actions", "instance_actions_events"]) await database.exec(`ALTER TABLE ${table} DROP CONSTRAINT IF EXISTS refused`);
});

const counts = async () => [(await rowsOf(database, "instances")).length, (await rowsOf(database, "instance_actions")).length, (await rowsOf(database, "instance_actions_events")).length];
const failures = async () => (await rowsOf(database, "instance_actions_events")).map(({ event, result }) => [event, result]);

describe("require-db-error-handling", () => {
  it("buries an instance with its records", async () => {
    await conductor.bury(second, ProjectId.parse(PROJECT));
    expect(await counts()).toEqual([2, 1, 1]);
    expect(await failures()).toEqual([["conductor_build", "Error"]]);
  });
  it("buries nothing where the end cannot be written", async () => {
    await refuse("instance_actions_events", "result IS NOT NULL");
    await expect(conductor.bury(second, ProjectId.parse(PROJECT))).rejects.toThrow();
    expect(await counts()).toEqual([1, 0, 0]);
  });
  it("resets a state with its action, or does neither", async () => {
    await conductor.resetState(first);
    expect(await rowsOf(database, "instance_actions")).toMatchObject([{ action: "resetState", finish_time: expect.any(Date) as Date }]);
    await refuse("instance_actions", "finish_time IS NOT NULL");
    await database.query("UPDATE instances SET state = 'error'");
    await database.exec("TRUNCATE instance_actions CASCADE");
    await expect(conductor.resetState(first)).rejects.toThrow();
    expect([await counts(), await rowsOf(database, "instances")]).toMatchObject([[1, 0, 0], [{ state: "error" }]]);
  });
  it("copies an action as it is", async () => {
    await createAction(drizzle(database), { instanceUuid: first, action: "reboot", startTime: new Date(0) });
    expect(await rowsOf(database, "instance_actions")).toMatchObject([{ action: "reboot", start_time: new Date(0), finish_time: null }]);
  });
  it("runs an operation as an event, and ends it as the operation ends", async () => {
    await conductor.resetState(first);
    const failure = new Error("no such host");
    await expect(conductor.during("compute_reboot", [first], () => Promise.reject(failure))).rejects.toBe(failure);
    await conductor.during("compute_delete", [first], () => Promise.resolve());
    expect(await failures()).toEqual([["compute_reboot", "Error"], ["compute_delete", "Success"]]);
  });
  it("runs nothing whose start cannot be written for all instances", async () => {
    await conductor.resetState(first);
    let ran = false;
    await expect(conductor.during("compute_reboot", [first, second], () => Promise.resolve(void (ran = true)))).rejects.toBeInstanceOf(NotFound);
    expect([ran, await failures()]).toEqual([false, []]);
  });
});
