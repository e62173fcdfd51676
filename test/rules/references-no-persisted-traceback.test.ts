/** The reference of no-persisted-traceback, run: the table keeps what a reader may know of a failure, the log has its trace. */
import { drizzle } from "drizzle-orm/pglite";
import { expect, it } from "vitest";
import { ActionId, EventReporter, ModelError } from "../../rules/no-persisted-traceback/reference.js";
import { openDatabase, rowsOf } from "./references-database.js";
import { openLog } from "./references-log.js";

const database = await openDatabase();

/** What is kept, and logged, of an operation of an instance. */
async function report(operation: () => Promise<string>) {
  await database.query("INSERT INTO instance_actions (instance_uuid, action) SELECT uuid, 'reboot' FROM instances");
  const { log, lines } = openLog();
  const outcome = await new EventReporter(drizzle(database), log).during(ActionId.parse(1), "compute_reboot", "host-1", operation).catch((error: unknown) => error);
  return { outcome, rows: await rowsOf(database, "instance_actions_events"), lines };
}

it("records how an operation ended", async () => {
  const { outcome, rows, lines } = await report(() => Promise.resolve("done"));
  expect([outcome, lines]).toEqual(["done", []]);
  expect(rows).toMatchObject([{ event: "compute_reboot", host: "host-1", result: "Success", details: null, fingerprint: null }]);
});
it("keeps the class of a foreign error, and logs its trace under its fingerprint", async () => {
  const error = new TypeError("cannot read /etc/nova/secret.conf");
  const { outcome, rows, lines } = await report(() => Promise.reject(error));
  expect(outcome).toBe(error);
  expect(rows).toMatchObject([{ result: "Error", details: "TypeError", fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string }]);
  expect(JSON.stringify(rows)).not.toMatch(/secret|at /);
  expect(lines).toMatchObject([{ fingerprint: rows[0]?.["fingerprint"], err: { message: error.message, stack: error.stack } }]);
});
it("keeps the text of an own error", async () => {
  expect((await report(() => Promise.reject(new ModelError("There is no such image.")))).rows).toMatchObject([{ details: "There is no such image." }]);
});
it("keeps something of whatever is thrown", async () => {
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- that is the point
  expect((await report(() => Promise.reject("no"))).rows).toMatchObject([{ result: "Error", details: "UnknownFailure" }]);
});
