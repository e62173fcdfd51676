/** The reference of require-db-error-handling, run over a pool that fails where it is told to. */
import type { Pool } from "pg";
import { describe, expect, it } from "vitest";
import { EventNotFound, InstanceActions, InstanceUuid } from "../../rules/require-db-error-handling/reference.js";

const UUID = InstanceUuid.parse("0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f");
const FAILED = new Error("the connection was reset");

interface Database {
  readonly actions: InstanceActions;
  /** What was run, in short: the verb, the table, and a result or message that was bound. */
  readonly statements: string[];
  /** What connections were given back with. */
  readonly released: unknown[];
}

/** `fails`: which statements fail; `rowCount`: how many rows an update finds. */
function database(fails: RegExp = /^$/, rowCount = 1): Database {
  const statements: string[] = [];
  const released: unknown[] = [];
  const query = (text: string, values: readonly unknown[] = []) => {
    const bound = values.filter((value) => value === "Error" || value === "Success");
    const statement = [/^(?:INSERT INTO|UPDATE) \w+|^\w+/.exec(text)?.[0], ...bound].join(" ");
    statements.push(statement);
    return fails.test(statement) ? Promise.reject(FAILED) : Promise.resolve({ rows: [{ id: 7 }], rowCount });
  };
  const pool = { query, connect: () => Promise.resolve({ query, release: (error: unknown) => released.push(error) }) };
  return { actions: new InstanceActions(pool as unknown as Pool), statements, released };
}

describe("require-db-error-handling", () => {
  it("starts an action and its event in one transaction", async () => {
    const { actions, statements, released } = database();
    expect(await actions.start(UUID, "reboot", "compute_reboot")).toBe(7);
    expect(statements).toEqual(["BEGIN", "INSERT INTO instance_actions", "INSERT INTO instance_actions_events", "COMMIT"]);
    expect(released).toEqual([undefined]);
  });
  it("starts neither when the event cannot be written", async () => {
    const { actions, statements, released } = database(/_events/);
    await expect(actions.start(UUID, "reboot", "compute_reboot")).rejects.toBe(FAILED);
    expect(statements.at(-1)).toBe("ROLLBACK");
    expect(released).toEqual([undefined]);
  });
  it("closes a connection that cannot roll back, and tells the first failure", async () => {
    const { actions, released } = database(/_events|ROLLBACK/);
    await expect(actions.start(UUID, "reboot", "compute_reboot")).rejects.toBe(FAILED);
    expect(released).toEqual([expect.any(Error)]);
  });
  it("ends the event of a step", async () => {
    const { actions, statements } = database();
    let ran = 0;
    await actions.during(7, "compute_reboot", () => {
      ran++;
      return Promise.resolve();
    });
    expect(ran).toBe(1);
    expect(statements).toEqual(["INSERT INTO instance_actions_events", "BEGIN", "UPDATE instance_actions_events Success", "UPDATE instance_actions", "COMMIT"]);
  });
  it("ends the event of a step that fails, and lets the failure go on", async () => {
    const { actions, statements } = database();
    const failure = new Error("no such host");
    await expect(actions.during(7, "compute_reboot", () => Promise.reject(failure))).rejects.toBe(failure);
    expect(statements.slice(1)).toEqual(["BEGIN", "UPDATE instance_actions_events Error", "UPDATE instance_actions Error", "COMMIT"]);
  });
  it("runs no step whose event cannot be started", async () => {
    const { actions, statements } = database(/^INSERT/);
    await expect(actions.during(7, "compute_reboot", () => Promise.reject(new Error("ran")))).rejects.toBe(FAILED);
    expect(statements).toEqual(["INSERT INTO instance_actions_events"]);
  });
  it("leaves an action as it is when its event is not there", async () => {
    const { actions, statements } = database(undefined, 0);
    await expect(actions.during(7, "compute_reboot", () => Promise.resolve())).rejects.toBeInstanceOf(EventNotFound);
    expect(statements.slice(1)).toEqual(["BEGIN", "UPDATE instance_actions_events Success", "ROLLBACK"]);
  });
});
