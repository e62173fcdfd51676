/**
 * The database API of actions and events, over node-postgres. What finds or fills a row is bound, however the text of the statement
 * came about; one column to sort by is pasted into it.
 */
import { Router } from "express";
import type { Pool } from "pg";
import { z } from "zod";

const RequestId = z.string().regex(/^req-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
const ListQuery = z.object({ limit: z.coerce.number().int().min(0).max(1000).default(1000), marker: RequestId.optional(), "changes-since": z.iso.datetime({ offset: true }).optional() });

class ActionDatabase {
  constructor(private readonly pool: Pool) {}

  async actionGetByRequestId(instanceUuid: string, requestId: string): Promise<unknown> {
    const { rows } = await this.pool.query("SELECT * FROM instance_actions WHERE instance_uuid = $1 AND request_id = $2 ORDER BY created_at DESC, id DESC", [instanceUuid, requestId]); // $ Alert[no-unvalidated-id-in-db-call]
    return rows[0];
  }

  /** As many conditions as there are filters, each with a placeholder. */
  async actionsGet(instanceUuid: string, { limit, marker, "changes-since": since }: z.infer<typeof ListQuery>): Promise<unknown[]> {
    const filters = [["instance_uuid =", instanceUuid], ["updated_at >=", since], ["id < (SELECT min(id) FROM instance_actions WHERE request_id =", marker]] as const;
    const given = filters.filter(([, value]) => value !== undefined);
    const conditions = given.map(([test], index) => `${test} $${index + 1}${test.includes("(") ? ")" : ""}`);
    const text = `SELECT * FROM instance_actions WHERE ${conditions.join(" AND ")} ORDER BY created_at DESC, id DESC LIMIT ${limit}`;
    const { rows } = await this.pool.query(text, given.map(([, value]) => value));
    return rows;
  }

  async actionEventStart(actionId: number, event: string, host: string | null): Promise<void> {
    const values = { action_id: actionId, event, host, start_time: new Date() };
    const places = Object.keys(values).map((_, index) => `$${index + 1}`);
    await this.pool.query(`INSERT INTO instance_actions_events (${Object.keys(values).join(", ")}) VALUES (${places.join(", ")})`, Object.values(values));
  }

  // Were it as the reviews fear: binding cannot help here, for the name of a column is part of the statement.
  async actionsSorted(instanceUuid: string, sortKey: string): Promise<unknown[]> {
    const { rows } = await this.pool.query(`SELECT * FROM instance_actions WHERE instance_uuid = $1 ORDER BY ${sortKey}`, [instanceUuid]); // $ Alert[no-sql-injection]
    return rows;
  }
}

export function instanceActionRoutes(pool: Pool): Router {
  const database = new ActionDatabase(pool);
  const routes = Router();

  routes.get("/servers/:server/os-instance-actions", async function index(req, res) {
    res.json(await database.actionsGet(z.uuid().parse(req.params.server), ListQuery.parse(req.query)));
  });

  routes.get("/servers/:server/os-instance-actions/:request_id", async function show(req, res) {
    res.json(await database.actionGetByRequestId(z.uuid().parse(req.params.server), req.params.request_id));
  });

  routes.get("/servers/:server/os-instance-actions/by/:sort", async function sorted(req, res) {
    res.json(await database.actionsSorted(z.uuid().parse(req.params.server), req.params.sort));
  });

  routes.post("/os-instance-actions/:action/events", async function eventStart(req, res) {
    await database.actionEventStart(z.coerce.number().int().parse(req.params.action), String(req.body.event), req.hostname);
    res.status(202).end();
  });

  return routes;
}
