/** Instances in the database, and what becomes of their records when they end. */
import { and, eq, inArray, isNotNull, isNull, lt } from "drizzle-orm";
import type { CallerContext } from "../model/context.js";
import { NotFound } from "../model/errors.js";
import type { InstanceId } from "../model/ids.js";
import type { Instance, InstanceState } from "../model/instance.js";
import type { Queries } from "./database.js";
import { actions, events, instances, shadowActions, shadowEvents, shadowInstances } from "./schema.js";
import { visibleTo } from "./scope.js";

const columns = { uuid: instances.uuid, projectId: instances.projectId, state: instances.state };

export async function insertInstance(queries: Queries, instance: Instance, now: Date): Promise<void> {
  await queries.insert(instances).values({ ...instance, createdAt: now });
}

/** An instance that the caller may see; a deleted one too, unless only living ones are wanted. Throws {@link NotFound}. */
export async function findInstance(queries: Queries, caller: CallerContext, uuid: InstanceId, which: "living" | "any"): Promise<Instance> {
  const living = which === "living" ? isNull(instances.deletedAt) : undefined;
  const [found] = await queries.select(columns).from(instances).where(and(eq(instances.uuid, uuid), visibleTo(caller), living));
  if (found === undefined) throw new NotFound("instance");
  return found;
}

/** A living instance of any project, for what the policy decides instance by instance. Throws {@link NotFound}. */
export async function findInstanceOfAnyProject(queries: Queries, uuid: InstanceId): Promise<Instance> {
  const [found] = await queries.select(columns).from(instances).where(and(eq(instances.uuid, uuid), isNull(instances.deletedAt)));
  if (found === undefined) throw new NotFound("instance");
  return found;
}

export async function updateState(queries: Queries, instance: Instance, state: InstanceState): Promise<void> {
  await queries.update(instances).set({ state }).where(eq(instances.uuid, instance.uuid));
}

/** The instance is gone for its users; its records stay. */
export async function markDeleted(queries: Queries, instance: Instance, now: Date): Promise<void> {
  await queries.update(instances).set({ state: "deleted", deletedAt: now }).where(eq(instances.uuid, instance.uuid));
}

/** Removes an instance and its records for good. */
export async function removeInstance(queries: Queries, instance: Instance): Promise<void> {
  const own = queries.select({ id: actions.id }).from(actions).where(eq(actions.instanceUuid, instance.uuid));
  await queries.delete(events).where(inArray(events.actionId, own));
  await queries.delete(actions).where(eq(actions.instanceUuid, instance.uuid));
  await queries.delete(instances).where(eq(instances.uuid, instance.uuid));
}

/** How many rows were moved or removed, of each table. */
export interface RowCounts {
  readonly instances: number;
  readonly actions: number;
  readonly events: number;
}

/** Moves deleted instances, at most so many, and their records to the shadow tables. */
export async function moveToShadow(queries: Queries, limit: number): Promise<RowCounts> {
  const ended = await queries.select().from(instances).where(isNotNull(instances.deletedAt)).orderBy(instances.deletedAt).limit(limit).for("update");
  if (ended.length === 0) return { instances: 0, actions: 0, events: 0 };
  const uuids = ended.map(({ uuid }) => uuid);
  const theirs = await queries.select().from(actions).where(inArray(actions.instanceUuid, uuids)).for("update");
  const ids = theirs.map(({ id }) => id);
  const steps = ids.length === 0 ? [] : await queries.select().from(events).where(inArray(events.actionId, ids)).for("update");

  await queries.insert(shadowInstances).values(ended);
  if (theirs.length > 0) await queries.insert(shadowActions).values(theirs);
  if (steps.length > 0) await queries.insert(shadowEvents).values(steps);

  if (ids.length > 0) await queries.delete(events).where(inArray(events.actionId, ids));
  await queries.delete(actions).where(inArray(actions.instanceUuid, uuids));
  await queries.delete(instances).where(inArray(instances.uuid, uuids));
  return { instances: ended.length, actions: theirs.length, events: steps.length };
}

/** Removes from the shadow tables what was created before a time; instances by their deletion. */
export async function purgeShadow(queries: Queries, before: Date): Promise<RowCounts> {
  const removedEvents = await queries.delete(shadowEvents).where(lt(shadowEvents.createdAt, before)).returning({ id: shadowEvents.id });
  const removedActions = await queries.delete(shadowActions).where(lt(shadowActions.createdAt, before)).returning({ id: shadowActions.id });
  const removedInstances = await queries.delete(shadowInstances).where(lt(shadowInstances.deletedAt, before)).returning({ uuid: shadowInstances.uuid });
  return { instances: removedInstances.length, actions: removedActions.length, events: removedEvents.length };
}
