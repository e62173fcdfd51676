/**
 * The statements of the action log. What a caller sends is bound, however the text of the statement came about; the one name that he
 * may choose, what to sort by, is looked up: the statement holds the column that the table has.
 */
import { eq, gte, sql, type AnyColumn, type SQL } from "drizzle-orm";
import { bigint, pgTable, timestamp, uuid, varchar, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { FastifyInstance } from "fastify";
import { z } from "zod";

const InstanceId = z.uuid().toLowerCase().brand("InstanceId");
type InstanceId = z.infer<typeof InstanceId>;
const RequestId = z.string().regex(/^req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/).brand("RequestId");
type RequestId = z.infer<typeof RequestId>;
export const ActionId = z.int().positive().brand("ActionId");
export type ActionId = z.infer<typeof ActionId>;

const ServerPath = z.strictObject({ server_id: InstanceId });
const ActionPath = ServerPath.extend({ request_id: RequestId });
const ListQuery = z.strictObject({ limit: z.coerce.number().int().min(0).max(1000).default(1000), marker: RequestId.optional(), "changes-since": z.iso.datetime().optional() });
const SortedQuery = z.strictObject({ sort: z.enum(["created", "started", "updated"]).default("created") });

export type Queries = PgDatabase<PgQueryResultHKT>;

const actions = pgTable("instance_actions", {
  id: bigint("id", { mode: "number" }).$type<ActionId>().primaryKey(),
  instanceUuid: uuid("instance_uuid").$type<InstanceId>().notNull(),
  requestId: varchar("request_id").$type<RequestId>().notNull(),
  action: varchar("action").notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull(),
  startTime: timestamp("start_time", { withTimezone: true }).notNull(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull(),
});
const columns = { requestId: actions.requestId, action: actions.action };

/** What a caller may sort by, and the column it means. */
const SORTED_BY = { created: actions.createdAt, started: actions.startTime, updated: actions.updatedAt } satisfies Record<string, AnyColumn>;

async function findAction(queries: Queries, uuid: InstanceId, requestId: RequestId) {
  const [row] = await queries.select(columns).from(actions).where(sql`${actions.instanceUuid} = ${uuid} AND ${actions.requestId} = ${requestId}`);
  return row ?? null;
}

/** As many conditions as there are filters. */
async function listActions(queries: Queries, uuid: InstanceId, { limit, marker, "changes-since": since }: z.infer<typeof ListQuery>) {
  const conditions: SQL[] = [eq(actions.instanceUuid, uuid)];
  if (since !== undefined) conditions.push(gte(actions.updatedAt, new Date(since)));
  if (marker !== undefined) conditions.push(sql`${actions.id} < (SELECT min(id) FROM instance_actions WHERE request_id = ${marker})`);
  return await queries.select(columns).from(actions).where(sql.join(conditions, sql` AND `)).orderBy(sql`id DESC`).limit(limit);
}

async function sortedActions(queries: Queries, uuid: InstanceId, sort: keyof typeof SORTED_BY) {
  return await queries.select(columns).from(actions).where(eq(actions.instanceUuid, uuid)).orderBy(sql`${SORTED_BY[sort]} DESC`);
}

/** The columns of an event, and a placeholder for each. */
export async function insertEvent(queries: Queries, actionId: ActionId, event: string, host: string | null): Promise<void> {
  const values = { action_id: actionId, event, host, start_time: new Date() };
  const names = sql.join(Object.keys(values).map((name) => sql.identifier(name)), sql`, `);
  await queries.execute(sql`INSERT INTO instance_actions_events (${names}) VALUES (${sql.join(Object.values(values).map((value) => sql`${value}`), sql`, `)})`);
}

export function actionRoutes(app: FastifyInstance, queries: Queries): void {
  app.get("/servers/:server_id/os-instance-actions", async function index(request) {
    return await listActions(queries, ServerPath.parse(request.params).server_id, ListQuery.parse(request.query));
  });

  app.get("/servers/:server_id/os-instance-actions/:request_id", async function show(request) {
    const { server_id, request_id } = ActionPath.parse(request.params);
    return { instanceAction: await findAction(queries, server_id, request_id) };
  });

  app.get("/servers/:server_id/sorted-actions", async function sorted(request) {
    return await sortedActions(queries, ServerPath.parse(request.params).server_id, SortedQuery.parse(request.query).sort);
  });
}
