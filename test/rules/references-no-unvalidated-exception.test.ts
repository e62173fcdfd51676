/** The reference of `no-unvalidated-exception` is run: whatever is thrown, the event is recorded, and the thrown value goes on. */
import type { Knex } from "knex";
import type { Logger } from "pino";
import { describe, expect, it } from "vitest";
import { EventReporter } from "../../rules/no-unvalidated-exception/reference.js";

/** A reporter, with what it writes and logs. */
function fakeReporter(): { readonly reporter: EventReporter; readonly rows: Record<string, unknown>[]; readonly lines: unknown[][] } {
  const rows: Record<string, unknown>[] = [];
  const lines: unknown[][] = [];
  const db = () => ({ insert: (row: Record<string, unknown>) => (rows.push(row), Promise.resolve()) });
  const log = { error: (...args: unknown[]) => void lines.push(args) };
  return { reporter: new EventReporter(db as unknown as Knex, log as unknown as Logger), rows, lines };
}

/** A step that throws something. */
const failing = (thrown: unknown) => (): Promise<void> => {
  throw thrown;
};

/** The event of a step that threw. */
async function eventOf(thrown: unknown): Promise<Record<string, unknown> | undefined> {
  const { reporter, rows } = fakeReporter();
  await expect(reporter.during(1, "compute_start", failing(thrown))).rejects.toBe(thrown);
  expect(rows).toHaveLength(1);
  return rows[0];
}

describe("no-unvalidated-exception", () => {
  it("records how a step ended", async () => {
    const { reporter, rows } = fakeReporter();
    expect(await reporter.during(1, "compute_start", () => Promise.resolve("done"))).toBe("done");
    expect(rows).toMatchObject([{ action_id: 1, event: "compute_start", result: "Success" }]);
    expect(rows[0]).not.toHaveProperty("details");
  });
  it("records the text of an error, and that of the error behind it", async () => {
    expect(await eventOf(new Error("no host", { cause: new Error("no memory") }))).toMatchObject({ result: "Error", details: "no host (no memory)" });
    expect(await eventOf(new Error("no host", { cause: "full" }))).toMatchObject({ details: "no host" });
  });
  it("records what is no error", async () => {
    expect(await eventOf("no host")).toMatchObject({ result: "Error", details: "thrown: no host" });
    expect(await eventOf(undefined)).toMatchObject({ result: "Error", details: "thrown: undefined" });
    expect(await eventOf({ message: 7 })).toMatchObject({ result: "Error", details: "thrown: [object Object]" });
  });
  it("keeps to the size of the column", async () => {
    expect((await eventOf(new Error("x".repeat(300))))?.["details"]).toHaveLength(255);
  });
  it("logs the failure of a step that nobody waits for", async () => {
    const { reporter, lines } = fakeReporter();
    reporter.runAside(1, "compute_stop", failing(null));
    await expect.poll(() => lines).toHaveLength(1);
    expect(lines[0]?.[0]).toMatchObject({ event: "compute_stop", err: new Error("thrown: null") });
  });
});
