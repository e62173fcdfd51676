/** Reading the action log, over node-postgres. What the caller asks for is pasted into the statement's text. */
import type { Request, Response } from "express";
import type { Pool } from "pg";

interface ActionFilter {
  readonly instanceUuid: string;
  readonly changesSince?: string;
  readonly orderBy: string;
}

/** GET /instances/:uuid/actions?changes-since=…&sort=start_time */
export function listActionsHandler(pool: Pool) {
  const log = new ActionLog(pool);
  return async (req: Request, res: Response): Promise<void> => {
    const changesSince = req.query["changes-since"];
    const filter: ActionFilter = {
      instanceUuid: String(req.params["uuid"]),
      orderBy: String(req.query["sort"] ?? "created_at"),
      ...(typeof changesSince === "string" ? { changesSince } : {}),
    };
    res.json(await log.list(filter));
  };
}

/** GET /instances/:uuid/actions/:request/events?name=compute_%25 */
export function listEventsHandler(pool: Pool) {
  return async (req: Request, res: Response): Promise<void> => {
    const conditions = [`a.request_id = '${String(req.params["request"])}'`];
    if (req.query["name"]) conditions.push("e.event LIKE '" + String(req.query["name"]) + "'");
    const { rows } = await pool.query(
      "SELECT e.* FROM instance_actions_events e JOIN instance_actions a ON a.id = e.action_id WHERE " + conditions.join(" AND "), // $ Alert[no-sql-injection]
    );
    res.json(rows);
  };
}

class ActionLog {
  constructor(private readonly pool: Pool) {}

  async list(filter: ActionFilter): Promise<unknown[]> {
    let text = `SELECT * FROM instance_actions WHERE instance_uuid = '${filter.instanceUuid}'`;
    if (filter.changesSince !== undefined) text += ` AND updated_at >= '${filter.changesSince}'`;
    // Binding cannot help here: the name of a column is part of the statement.
    text += ` ORDER BY ${filter.orderBy} DESC, id DESC`;
    const { rows } = await this.pool.query(text); // $ Alert[no-sql-injection]
    return rows;
  }
}
