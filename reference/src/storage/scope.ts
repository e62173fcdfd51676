/** The tenant's part of a condition: records of the caller's own project; an administrator's queries have no such part. */
import { eq, type SQL } from "drizzle-orm";
import { isAdmin, type CallerContext } from "../model/context.js";
import { instances } from "./schema.js";

export function visibleTo(caller: CallerContext): SQL | undefined {
  return isAdmin(caller) ? undefined : eq(instances.projectId, caller.projectId);
}
