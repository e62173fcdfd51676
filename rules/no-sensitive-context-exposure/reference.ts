/**
 * An action as others get to see it, each what he needs. Who asked for it is a part of the record, for those whom the policy lets read it.
 * Other services are told what is done, to what, and under which request's id the record is found.
 */
import { request as httpRequest } from "node:http";
import { and, eq } from "drizzle-orm";
import { pgTable, timestamp, uuid, varchar, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { jwtVerify } from "jose";
import { z } from "zod";

const InstanceId = z.uuid().toLowerCase().brand("InstanceId");
type InstanceId = z.infer<typeof InstanceId>;
const Claims = z.object({ sub: z.string(), project_id: z.string() });
const ServerPath = z.strictObject({ server_id: InstanceId });

/** A caller whose token was verified. */
interface CallerContext {
  readonly userId: string;
  readonly projectId: string;
  readonly requestId: string;
}

async function callerOf(request: FastifyRequest, key: Uint8Array): Promise<CallerContext> {
  const token = request.headers.authorization?.replace(/^Bearer /i, "") ?? "";
  const { payload } = await jwtVerify(token, key, { issuer: "identity", audience: "instance-actions", algorithms: ["HS256"], requiredClaims: ["exp"] });
  const { sub, project_id } = Claims.parse(payload);
  return { userId: sub, projectId: project_id, requestId: request.id };
}

export type Queries = PgDatabase<PgQueryResultHKT>;

const actions = pgTable("instance_actions", {
  action: varchar("action").notNull(),
  instanceUuid: uuid("instance_uuid").$type<InstanceId>().notNull(),
  requestId: varchar("request_id").notNull(),
  userId: varchar("user_id"),
  projectId: varchar("project_id"),
  startTime: timestamp("start_time", { withTimezone: true }).notNull(),
});
type InstanceAction = typeof actions.$inferSelect;

/** The record says who asked: it is kept for that. */
async function insertAction(queries: Queries, { requestId, userId, projectId }: CallerContext, instanceUuid: InstanceId, action: string): Promise<void> {
  await queries.insert(actions).values({ action, instanceUuid, requestId, userId, projectId, startTime: new Date() });
}

/** Field by field, so that a new column is not shown until someone says so. Also to readers of the project who did not ask themselves. */
function actionView({ action, instanceUuid, requestId, userId, projectId, startTime }: InstanceAction) {
  return { action, instance_uuid: instanceUuid, request_id: requestId, user_id: userId, project_id: projectId, start_time: startTime.toISOString() };
}

/** Tells other services what was started. */
function notify(bus: string, notification: object): Promise<void> {
  return new Promise((resolve, reject) => {
    const message = httpRequest(bus, { method: "POST", headers: { "content-type": "application/json" } }, (answer) => {
      answer.resume();
      resolve();
    });
    message.on("error", reject);
    message.end(JSON.stringify(notification));
  });
}

export interface RoutesOptions {
  readonly queries: Queries;
  /** The address of the service that tells the others. */
  readonly bus: string;
  /** Tokens are signed with it. */
  readonly tokenKey: Uint8Array;
}

export function actionRoutes(app: FastifyInstance, { queries, bus, tokenKey }: RoutesOptions): void {
  app.get("/servers/:server_id/os-instance-actions", async function index(request) {
    const { projectId } = await callerOf(request, tokenKey);
    const { server_id } = ServerPath.parse(request.params);
    const listed = await queries.select().from(actions).where(and(eq(actions.instanceUuid, server_id), eq(actions.projectId, projectId)));
    return { instanceActions: listed.map(actionView) };
  });

  app.post("/servers/:server_id/action", async function reboot(request, reply) {
    const caller = await callerOf(request, tokenKey);
    const { server_id } = ServerPath.parse(request.params);
    await insertAction(queries, caller, server_id, "reboot");
    await notify(bus, { event_type: "instance.reboot.start", instance_uuid: server_id, request_id: caller.requestId });
    return await reply.code(202).send();
  });
}
