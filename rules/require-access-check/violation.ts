/**
 * Instances and their actions over HTTP. The instance is looked for in the project of the caller, and its action is read by the uuid
 * of that instance. Two routes leave the instance out: whoever has the id of an action has the action.
 */
import { and, desc, eq, type SQL } from "drizzle-orm";
import { bigint, pgTable, timestamp, uuid, varchar, type PgColumn, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { jwtVerify } from "jose";
import { z } from "zod";

const InstanceId = z.uuid().toLowerCase().brand("InstanceId");
type InstanceId = z.infer<typeof InstanceId>;
const RequestId = z.string().regex(/^req-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/).brand("RequestId");
type RequestId = z.infer<typeof RequestId>;
const ActionId = z.coerce.number().int().positive().brand("ActionId");
type ActionId = z.infer<typeof ActionId>;

const ActionPath = z.strictObject({ server_id: InstanceId, request_id: RequestId });
const AnyActionPath = z.strictObject({ id: ActionId });

/** A caller whose token was verified. */
interface CallerContext {
  readonly projectId: string;
  readonly roles: readonly string[];
}

const Claims = z.object({ project_id: z.string(), roles: z.array(z.string()) });

async function callerOf(request: FastifyRequest, key: Uint8Array): Promise<CallerContext> {
  const token = request.headers.authorization?.replace(/^Bearer /i, "") ?? "";
  const { payload } = await jwtVerify(token, key, { issuer: "identity", audience: "instance-actions", algorithms: ["HS256"], requiredClaims: ["exp"] });
  const { project_id, roles } = Claims.parse(payload);
  return { projectId: project_id, roles };
}

class NotFound extends Error {
  readonly statusCode = 404;
}

export type Queries = PgDatabase<PgQueryResultHKT>;

const instances = pgTable("instances", { uuid: uuid("uuid").$type<InstanceId>().primaryKey(), projectId: varchar("project_id").notNull() });
const actions = pgTable("instance_actions", {
  id: bigint("id", { mode: "number" }).$type<ActionId>().primaryKey(),
  action: varchar("action").notNull(),
  instanceUuid: uuid("instance_uuid").$type<InstanceId>().notNull(),
  requestId: varchar("request_id").$type<RequestId>().notNull(),
  projectId: varchar("project_id").notNull(),
  finishTime: timestamp("finish_time", { withTimezone: true }),
});
type Instance = typeof instances.$inferSelect;
type InstanceAction = typeof actions.$inferSelect;

/** The tenant's part of a condition: records of the caller's own project; an administrator's queries have no such part. */
const visibleTo = (caller: CallerContext, projectId: PgColumn): SQL | undefined => (caller.roles.includes("admin") ? undefined : eq(projectId, caller.projectId));

async function findInstance(queries: Queries, caller: CallerContext, uuid: InstanceId): Promise<Instance> {
  const [found] = await queries.select().from(instances).where(and(eq(instances.uuid, uuid), visibleTo(caller, instances.projectId)));
  if (found === undefined) throw new NotFound("There is no such instance.");
  return found;
}

async function findAction(queries: Queries, { uuid }: Instance, requestId: RequestId): Promise<InstanceAction | null> {
  const [row] = await queries.select().from(actions).where(and(eq(actions.instanceUuid, uuid), eq(actions.requestId, requestId))).orderBy(desc(actions.id));
  return row ?? null;
}

async function finishAction(queries: Queries, { uuid }: Instance, requestId: RequestId): Promise<void> {
  await queries.update(actions).set({ finishTime: new Date() }).where(and(eq(actions.instanceUuid, uuid), eq(actions.requestId, requestId)));
}

async function findAnyAction(queries: Queries, id: ActionId): Promise<InstanceAction | null> {
  const [row] = await queries.select().from(actions).where(eq(actions.id, id)); // $ Alert[require-access-check]
  return row ?? null;
}

const actionView = ({ action, instanceUuid, requestId }: InstanceAction) => ({ action, instance_uuid: instanceUuid, request_id: requestId });

/** `tokenKey`: tokens are signed with it. */
export function actionRoutes(app: FastifyInstance, queries: Queries, tokenKey: Uint8Array): void {
  app.get("/servers/:server_id/os-instance-actions/:request_id", async function show(request) {
    const { server_id, request_id } = ActionPath.parse(request.params);
    const action = await findAction(queries, await findInstance(queries, await callerOf(request, tokenKey), server_id), request_id);
    return { instanceAction: action && actionView(action) };
  });

  app.put("/servers/:server_id/os-instance-actions/:request_id/end", async function finish(request, reply) {
    const { server_id, request_id } = ActionPath.parse(request.params);
    await finishAction(queries, await findInstance(queries, await callerOf(request, tokenKey), server_id), request_id);
    return await reply.code(204).send();
  });

  // Were it as the reviews fear: no instance, and so nothing of the caller's.
  app.get("/os-instance-actions/:id", async function showAny(request) {
    await callerOf(request, tokenKey);
    const action = await findAnyAction(queries, AnyActionPath.parse(request.params).id);
    return { instanceAction: action && actionView(action) };
  });

  app.delete("/os-instance-actions/:id", async function deleteAny(request, reply) {
    await callerOf(request, tokenKey);
    await queries.delete(actions).where(eq(actions.id, AnyActionPath.parse(request.params).id)); // $ Alert[require-access-check]
    return await reply.code(204).send();
  });
}
