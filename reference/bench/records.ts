/**
 * What recording and reading cost: `npm run bench -- --only reference`. On the embedded database, or on the server of `DATABASE_URL`
 * in a schema of its own. Exits with 1 where a page is not read by its index, or takes longer the more actions there are.
 */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { serviceContext } from "../src/model/context.js";
import { InstanceId, newRequestId, ProjectId } from "../src/model/ids.js";
import type { InstanceAction } from "../src/model/action.js";
import type { Instance } from "../src/model/instance.js";
import { createLog } from "../src/log.js";
import { systemClock } from "../src/model/clock.js";
import { EventReporter } from "../src/service/event-reporter.js";
import { InstanceActionEvents } from "../src/service/instance-action-events.js";
import { InstanceActions } from "../src/service/instance-actions.js";
import { Instances } from "../src/service/instances.js";
import { pageAfter } from "../src/storage/action-rows.js";
import { openEmbedded, openServer, type Database } from "../src/storage/database.js";
import { transactionsOf } from "../src/storage/transactions.js";

const EVENTS = 1_000;
/** Actions of the one instance that is listed. */
const SIZES = [1_000, 10_000, 100_000];
const LIMIT = 100;
const PAGES = 60;

const url = process.env["DATABASE_URL"];
const schema = `bench_${randomUUID().replaceAll("-", "")}`;
const database: Database = url === undefined ? await openEmbedded() : await openServer(url, { onIdleError: () => undefined, schema });
const transactions = transactionsOf(database.queries);
const actions = new InstanceActions(transactions, systemClock);
const reporter = new EventReporter(new InstanceActionEvents(transactions, systemClock), createLog("silent"));
const instances = new Instances(transactions, systemClock);

async function newInstance(): Promise<Instance> {
  const instance: Instance = { uuid: InstanceId.parse(randomUUID()), projectId: ProjectId.parse(randomUUID()), state: "active" };
  await instances.add(instance);
  return instance;
}

const median = (times: readonly number[]): number => times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

async function recordEvents(): Promise<void> {
  const instance = await newInstance();
  const took = await timed(async () => {
    for (let count = 0; count < EVENTS; count++) {
      await reporter.during(serviceContext(newRequestId()), { action: "reboot", event: "compute_reboot", host: "host-1", instances: [instance] }, () => Promise.resolve());
    }
  });
  console.log(`${String(EVENTS)} events started and finished, each with its action: ${took.toFixed(0)} ms (${((EVENTS / took) * 1_000).toFixed(0)} a second)`);
}

/** So many more actions of an instance, a second apart. */
async function fill(instance: Instance, from: number, to: number): Promise<void> {
  await database.queries.execute(sql`
    INSERT INTO instance_actions (action, instance_uuid, request_id, start_time, created_at, updated_at)
    SELECT 'reboot', ${instance.uuid}, 'req-' || gen_random_uuid(), moment, moment, moment
    FROM generate_series(${from}::int, ${to}::int - 1) AS number, LATERAL (SELECT timestamptz '2020-01-01Z' + number * interval '1 second' AS moment) AS time`);
  await database.queries.execute(sql`ANALYZE instance_actions`);
}

/** The plan of a page, one line for each step. */
async function planOf(instance: Instance, after: InstanceAction | undefined): Promise<string> {
  const answer: unknown = await database.queries.execute(sql`EXPLAIN (COSTS OFF) ${pageAfter(database.queries, instance, after, { limit: LIMIT })}`);
  const rows = (answer as { readonly rows: readonly Readonly<Record<string, string>>[] }).rows;
  return rows.map((row) => `    ${row["QUERY PLAN"] ?? ""}`).join("\n");
}

async function listPages(): Promise<boolean> {
  const instance = await newInstance();
  let filled = 0;
  let isRight = true;
  const medians: number[] = [];
  for (const size of SIZES) {
    await fill(instance, filled, size);
    filled = size;
    const middle = await actions.list(instance, { limit: size >> 1 });
    const marker = middle.at(-1);
    if (marker === undefined) throw new Error("no actions");
    const first: number[] = [];
    const deep: number[] = [];
    for (let page = 0; page < PAGES; page++) {
      first.push(await timed(() => actions.list(instance, { limit: LIMIT })));
      deep.push(await timed(() => actions.list(instance, { limit: LIMIT, marker: marker.requestId })));
    }
    console.log(`a page of ${String(LIMIT)} over ${String(size)} actions, medians of ${String(PAGES)}: the first ${median(first).toFixed(2)} ms, one from the middle ${median(deep).toFixed(2)} ms`);
    medians.push(median(deep));
    if (size === SIZES.at(-1)) {
      const plan = await planOf(instance, marker);
      console.log(`  plan of the one from the middle:\n${plan}`);
      isRight &&= plan.includes("instance_actions_newest") && !plan.includes("Sort") && !plan.includes("Seq Scan");
    }
  }
  // Twice for noise; a scan would take a hundred times as long.
  isRight &&= (medians.at(-1) ?? Number.NaN) < 2 * (medians[0] ?? Number.NaN) + 2;
  return isRight;
}

await recordEvents();
const isRight = await listPages();
if (url !== undefined) await database.queries.execute(sql.raw(`DROP SCHEMA "${schema}" CASCADE`));
await database.close();
if (!isRight) {
  console.error("a page is not read by its index, or takes longer the more actions there are");
  process.exitCode = 1;
}
