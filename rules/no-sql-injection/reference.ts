/** Reading the action log, over node-postgres. Values are bound; the one name that a caller may choose is looked up in a list. */
import type { Request, Response } from "express";
import type { Pool } from "pg";
import { z } from "zod";

const InstanceUuid = z.uuid();
const ActionQuery = z.object({ "changes-since": z.iso.datetime({ offset: true }).optional(), sort: z.string().optional() });

/** What a caller may sort by → the column it means. */
const SORT_COLUMNS = new Map([
  ["created", "created_at"],
  ["started", "start_time"],
  ["updated", "updated_at"],
]);

interface ActionFilter {
  readonly instanceUuid: string;
  readonly changesSince: string | null;
  readonly orderBy: string;
}

/** GET /instances/:uuid/actions?changes-since=…&sort=started */
export function listActionsHandler(pool: Pool) {
  const log = new ActionLog(pool);
  return async (req: Request, res: Response): Promise<void> => {
    const uuid = InstanceUuid.safeParse(req.params["uuid"]);
    const query = ActionQuery.safeParse(req.query);
    const orderBy = query.success ? SORT_COLUMNS.get(query.data.sort ?? "created") : undefined;
    if (!uuid.success || !query.success || orderBy === undefined) {
      res.status(400).json({ message: "the instance, changes-since or sort is not understood" });
      return;
    }
    res.json(await log.list({ instanceUuid: uuid.data, changesSince: query.data["changes-since"] ?? null, orderBy }));
  };
}

class ActionLog {
  constructor(private readonly pool: Pool) {}

  async list({ instanceUuid, changesSince, orderBy }: ActionFilter): Promise<unknown[]> {
    const text = `SELECT * FROM instance_actions
      WHERE instance_uuid = $1 AND ($2::timestamptz IS NULL OR updated_at >= $2)
      ORDER BY ${orderBy} DESC, id DESC`;
    const { rows } = await this.pool.query<Record<string, unknown>>(text, [instanceUuid, changesSince]);
    return rows;
  }
}
