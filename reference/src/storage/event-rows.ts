/** Events in the database. Whoever asks for those of an action has the action. */
import { and, desc, eq, isNull } from "drizzle-orm";
import type { InstanceAction } from "../model/action.js";
import { NotFound } from "../model/errors.js";
import type { EventEnd, InstanceActionEvent, NewEvent } from "../model/event.js";
import type { EventId } from "../model/ids.js";
import type { Queries } from "./database.js";
import { events } from "./schema.js";

type Action = Pick<InstanceAction, "id">;

export async function insertEvent(queries: Queries, action: Action, event: NewEvent, now: Date): Promise<InstanceActionEvent> {
  const [row] = await queries.insert(events).values({ ...event, actionId: action.id, createdAt: now }).returning();
  if (row === undefined) throw new NotFound("event");
  return row;
}

/** Ends the newest step of this name that has not ended. Throws {@link NotFound}. */
export async function endEvent(queries: Queries, action: Action, event: string, end: EventEnd): Promise<InstanceActionEvent> {
  const [open] = await queries
    .select({ id: events.id })
    .from(events)
    .where(and(eq(events.actionId, action.id), eq(events.event, event), isNull(events.finishTime)))
    .orderBy(desc(events.id))
    .limit(1);
  if (open === undefined) throw new NotFound("event");
  const [row] = await queries.update(events).set(end).where(eq(events.id, open.id)).returning();
  if (row === undefined) throw new NotFound("event");
  return row;
}

/** Newest first; what was created at one moment, by its id. */
export async function listEvents(queries: Queries, action: Action): Promise<InstanceActionEvent[]> {
  return await queries.select().from(events).where(eq(events.actionId, action.id)).orderBy(desc(events.createdAt), desc(events.id));
}

export async function findEvent(queries: Queries, action: Action, id: EventId): Promise<InstanceActionEvent | null> {
  const [row] = await queries.select().from(events).where(and(eq(events.actionId, action.id), eq(events.id, id)));
  return row ?? null;
}
