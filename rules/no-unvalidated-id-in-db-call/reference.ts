/**
 * Reading an action of an instance, and recording one. A text of a request becomes an id through its parser, where it enters; the
 * functions below take ids and records, and no bare text.
 */
import { and, desc, eq } from "drizzle-orm";
import { bigint, pgTable, text, timestamp, uuid, varchar, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";

export const InstanceId = z.uuid().toLowerCase().brand("InstanceId");
export type InstanceId = z.infer<typeof InstanceId>;
/** `req-` and a uuid: one request of a caller, and the action it started. */
export const RequestId = z.string().regex(/^req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/).brand("RequestId");
export type RequestId = z.infer<typeof RequestId>;
/** Keys of records, given by the database. */
const RecordKey = z.int().positive();
export const ActionId = RecordKey.brand("ActionId");
export type ActionId = z.infer<typeof ActionId>;
export const EventId = RecordKey.brand("EventId");
export type EventId = z.infer<typeof EventId>;

const ActionPath = z.strictObject({ server_id: InstanceId, request_id: RequestId });

export type Queries = PgDatabase<PgQueryResultHKT>;

const instances = pgTable("instances", { uuid: uuid("uuid").$type<InstanceId>().primaryKey(), projectId: varchar("project_id").notNull() });
const actions = pgTable("instance_actions", {
  id: bigint("id", { mode: "number" }).$type<ActionId>().primaryKey().generatedAlwaysAsIdentity(),
  instanceUuid: uuid("instance_uuid").$type<InstanceId>().notNull(),
  requestId: varchar("request_id").$type<RequestId>().notNull(),
  action: varchar("action").notNull(),
  startTime: timestamp("start_time").notNull(),
});
const events = pgTable("instance_actions_events", {
  id: bigint("id", { mode: "number" }).$type<EventId>().primaryKey().generatedAlwaysAsIdentity(),
  actionId: bigint("action_id", { mode: "number" }).$type<ActionId>().notNull(),
  event: varchar("event").notNull(),
  details: text("details"),
});

/** Who asks, as the token says, and what the policy lets them see. */
export interface Caller {
  readonly projectId: string;
  readonly seesFailures: boolean;
}
export interface Instance {
  readonly uuid: InstanceId;
  readonly projectId: string;
}
export interface InstanceAction {
  readonly id: ActionId;
  readonly action: string;
}
type InstanceActionEvent = typeof events.$inferSelect;

async function findInstance(queries: Queries, caller: Caller, uuid: InstanceId): Promise<Instance | null> {
  const [found] = await queries.select().from(instances).where(and(eq(instances.uuid, uuid), eq(instances.projectId, caller.projectId)));
  return found ?? null;
}

async function findAction(queries: Queries, { uuid }: Instance, requestId: RequestId): Promise<InstanceAction | null> {
  const [row] = await queries.select().from(actions).where(and(eq(actions.instanceUuid, uuid), eq(actions.requestId, requestId)));
  return row ?? null;
}

export async function insertAction(queries: Queries, { uuid }: Instance, requestId: RequestId, action: "delete" | "reboot"): Promise<void> {
  await queries.insert(actions).values({ instanceUuid: uuid, requestId, action, startTime: new Date() });
}

async function listEvents(queries: Queries, action: InstanceAction): Promise<InstanceActionEvent[]> {
  return await queries.select().from(events).where(eq(events.actionId, action.id)).orderBy(desc(events.id));
}

export async function findEvent(queries: Queries, action: InstanceAction, id: EventId): Promise<InstanceActionEvent | null> {
  const [row] = await queries.select().from(events).where(and(eq(events.actionId, action.id), eq(events.id, id)));
  return row ?? null;
}

/** Its details are for those whom the policy allows them. */
const eventView = ({ event, details }: InstanceActionEvent, failures: boolean) => ({ event, ...(failures && { details }) });

export function actionRoutes(app: FastifyInstance, queries: Queries, callerOf: (request: FastifyRequest) => Caller): void {
  app.get("/servers/:server_id/os-instance-actions/:request_id", async function show(request, reply) {
    const caller = callerOf(request);
    const { server_id, request_id } = ActionPath.parse(request.params);
    const instance = await findInstance(queries, caller, server_id);
    const action = instance && (await findAction(queries, instance, request_id));
    if (instance === null || action === null) return await reply.code(404).send();
    const happened = await listEvents(queries, action);
    return { action: action.action, events: happened.map((event) => eventView(event, caller.seesFailures)) };
  });
}
