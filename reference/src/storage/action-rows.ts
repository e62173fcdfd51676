/** Actions in the database. Whoever asks for those of an instance has the instance: it was found under the caller's scope. */
import { and, desc, eq, gte, lte, sql } from "drizzle-orm";
import type { InstanceAction, NewAction } from "../model/action.js";
import { AlreadyStarted, NotFound } from "../model/errors.js";
import type { RequestId } from "../model/ids.js";
import type { Instance } from "../model/instance.js";
import type { Queries } from "./database.js";
import { actions } from "./schema.js";
import { isDangling } from "./transactions.js";

/** Which actions of an instance; both times are inclusive, and of the last change. */
export interface ActionFilter {
  readonly limit: number;
  /** Those after this one. */
  readonly marker?: RequestId | undefined;
  readonly changesSince?: Date | undefined;
  readonly changesBefore?: Date | undefined;
}

/** Throws {@link AlreadyStarted}, and {@link NotFound} where the instance was removed meanwhile. */
export async function insertAction(queries: Queries, action: NewAction, now: Date): Promise<InstanceAction> {
  try {
    const [row] = await queries.insert(actions).values({ ...action, createdAt: now }).onConflictDoNothing().returning();
    if (row === undefined) throw new AlreadyStarted();
    return row;
  } catch (error) {
    throw isDangling(error) ? new NotFound("instance") : error;
  }
}

export async function findAction(queries: Queries, { uuid }: Instance, requestId: RequestId): Promise<InstanceAction | null> {
  const [row] = await queries.select().from(actions).where(and(eq(actions.instanceUuid, uuid), eq(actions.requestId, requestId)));
  return row ?? null;
}

/** The action that a step belongs to, held until the transaction ends. */
export async function holdAction(queries: Queries, { uuid }: Instance, requestId: RequestId): Promise<InstanceAction | null> {
  const [row] = await queries.select().from(actions).where(and(eq(actions.instanceUuid, uuid), eq(actions.requestId, requestId))).for("update");
  return row ?? null;
}

/** The same for work that no request asked for: the newest action of the instance. */
export async function holdNewestAction(queries: Queries, { uuid }: Instance): Promise<InstanceAction | null> {
  const [row] = await queries.select().from(actions).where(eq(actions.instanceUuid, uuid)).orderBy(desc(actions.createdAt), desc(actions.id)).limit(1).for("update");
  return row ?? null;
}

/** Newest first; what was created at one moment, by its id. Throws {@link NotFound} for an unknown marker. */
export async function listActions(queries: Queries, instance: Instance, filter: ActionFilter): Promise<InstanceAction[]> {
  if (filter.limit === 0) return [];
  const after = filter.marker === undefined ? undefined : await findAction(queries, instance, filter.marker);
  if (after === null) throw new NotFound("marker");
  return await pageAfter(queries, instance, after, filter);
}

/** The query of one page: it reads the index `instance_actions_newest` from where the page begins, and no further than its end. */
export function pageAfter(queries: Queries, instance: Instance, after: InstanceAction | undefined, { limit, changesSince, changesBefore }: ActionFilter) {
  return queries
    .select()
    .from(actions)
    .where(
      and(
        eq(actions.instanceUuid, instance.uuid),
        after && sql`(${actions.createdAt}, ${actions.id}) < (${sql.param(after.createdAt, actions.createdAt)}, ${after.id})`,
        changesSince && gte(actions.updatedAt, changesSince),
        changesBefore && lte(actions.updatedAt, changesBefore),
      ),
    )
    .orderBy(desc(actions.createdAt), desc(actions.id))
    .limit(limit);
}

export type ActionChange = Partial<Pick<InstanceAction, "finishTime" | "updatedAt" | "message">>;

/** When it last changed never goes back, though the clock of the process that changed it before was ahead. Throws {@link NotFound}. */
export async function updateAction(queries: Queries, { id, updatedAt }: Pick<InstanceAction, "id" | "updatedAt">, change: ActionChange): Promise<InstanceAction> {
  const forward = change.updatedAt !== undefined && change.updatedAt > updatedAt ? change : { ...change, updatedAt };
  const [row] = await queries.update(actions).set(forward).where(eq(actions.id, id)).returning();
  if (row === undefined) throw new NotFound("action");
  return row;
}
