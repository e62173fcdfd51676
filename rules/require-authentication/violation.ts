/**
 * The service that starts and ends actions and their events. None of the functions that change records asks who calls, and none has to:
 * a token is asked for before any route that leads to them. One route is on a server of its own, which asks for none.
 */
import { and, eq } from "drizzle-orm";
import { bigint, pgTable, timestamp, uuid, varchar, type PgDatabase, type PgQueryResultHKT } from "drizzle-orm/pg-core";
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { errors as joseErrors, jwtVerify } from "jose";
import { z } from "zod";

const ServerPath = z.strictObject({ server_id: z.uuid().toLowerCase() });
const EventPath = z.strictObject({ action_id: z.coerce.number().int().positive() });
const ActionBody = z.strictObject({ action: z.enum(["delete", "reboot"]) });
const EventBody = z.strictObject({ event: z.enum(["compute_delete", "compute_reboot"]) });

export type Queries = PgDatabase<PgQueryResultHKT>;

const actions = pgTable("instance_actions", {
  id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  instanceUuid: uuid("instance_uuid").notNull(),
  action: varchar("action").notNull(),
  startTime: timestamp("start_time", { withTimezone: true }).notNull(),
  finishTime: timestamp("finish_time", { withTimezone: true }),
});
const events = pgTable("instance_actions_events", {
  actionId: bigint("action_id", { mode: "number" }).notNull(),
  event: varchar("event").notNull(),
  startTime: timestamp("start_time", { withTimezone: true }).notNull(),
  finishTime: timestamp("finish_time", { withTimezone: true }),
  result: varchar("result"),
});

/** There is no token, or none that holds. */
class Unauthenticated extends Error {
  readonly statusCode = 401;
}

/** A hook that lets nobody go on without a token that the identity service signed. Throws {@link Unauthenticated}. */
function authenticator(key: Uint8Array) {
  return async (request: FastifyRequest, _reply: FastifyReply): Promise<void> => {
    const token = /^Bearer ([\w.-]+)$/i.exec(request.headers.authorization ?? "")?.[1];
    if (token === undefined) throw new Unauthenticated("A valid token is needed.");
    try {
      await jwtVerify(token, key, { issuer: "identity", audience: "instance-actions", algorithms: ["HS256"], requiredClaims: ["exp"] });
    } catch (error) {
      throw error instanceof joseErrors.JOSEError ? new Unauthenticated("A valid token is needed.", { cause: error }) : error;
    }
  };
}

async function startAction(queries: Queries, instanceUuid: string, action: string): Promise<void> {
  await queries.insert(actions).values({ instanceUuid, action, startTime: new Date() });
}

async function finishAction(queries: Queries, instanceUuid: string, action: string): Promise<void> {
  await queries.update(actions).set({ finishTime: new Date() }).where(and(eq(actions.instanceUuid, instanceUuid), eq(actions.action, action)));
}

async function startEvent(queries: Queries, actionId: number, event: string): Promise<void> {
  await queries.insert(events).values({ actionId, event, startTime: new Date() });
}

async function finishEvent(queries: Queries, actionId: number, event: string): Promise<void> {
  await queries.update(events).set({ finishTime: new Date(), result: "Error" }).where(and(eq(events.actionId, actionId), eq(events.event, event)));
}

export function createServer(queries: Queries, tokenKey: Uint8Array): FastifyInstance {
  const app = Fastify();
  app.addHook("onRequest", authenticator(tokenKey));
  operationRoutes(app, queries);
  return app;
}

// Were it as the reviews fear: the same records, and nobody asks who sends.
export function createInternalServer(queries: Queries): FastifyInstance {
  const app = Fastify();
  externalEventRoutes(app, queries);
  return app;
}

function operationRoutes(app: FastifyInstance, queries: Queries): void {
  app.post("/servers/:server_id/actions", async (request) => {
    await startAction(queries, ServerPath.parse(request.params).server_id, ActionBody.parse(request.body).action);
  });
  app.put("/servers/:server_id/actions", async (request) => {
    await finishAction(queries, ServerPath.parse(request.params).server_id, ActionBody.parse(request.body).action);
  });
  app.put("/actions/:action_id/events", async (request) => {
    await finishEvent(queries, EventPath.parse(request.params).action_id, EventBody.parse(request.body).event);
  });
}

/** What other services tell of an instance: a volume was extended, its power was switched. */
function externalEventRoutes(app: FastifyInstance, queries: Queries): void {
  app.post("/actions/:action_id/events", async (request) => { // $ Alert[require-authentication]
    await startEvent(queries, EventPath.parse(request.params).action_id, EventBody.parse(request.body).event);
  });
}
