/**
 * Pages about the actions of an instance. What is put into markup is escaped where it is put in, whoever it comes from: the caller,
 * or the table.
 */
import type { Request, Response } from "express";
import type { Knex } from "knex";
import { z } from "zod";

const InstanceUuid = z.uuid();
const PageQuery = z.object({ title: z.string().max(80).default("Actions") });
const EventQuery = z.object({ name: z.string().max(255).default("") });

interface ActionRow {
  readonly instance_uuid: string;
  readonly action: string;
  readonly start_time: Date;
}

/** What stands for itself in an element and in a quoted attribute. Anything else becomes a reference. */
const PLAIN = /^[\p{L}\p{N} .,:_-]$/u;

function escape(text: string): string {
  return Array.from(text, (character) => (PLAIN.test(character) ? character : `&#${character.codePointAt(0) ?? 0};`)).join("");
}

/** GET /instances/:uuid/actions.html?title=… */
export function actionPageHandler(db: Knex) {
  return async (req: Request, res: Response): Promise<void> => {
    const uuid = InstanceUuid.safeParse(req.params["uuid"]);
    const query = PageQuery.safeParse(req.query);
    if (!uuid.success || !query.success) {
      res.status(400).json({ message: "the instance or the title is not understood" });
      return;
    }
    const actions = await db<ActionRow>("instance_actions").where({ instance_uuid: uuid.data });
    if (actions.length === 0) {
      res.status(404).type("text/plain").send(`There are no actions of ${uuid.data}.`);
      return;
    }
    res.send(page(query.data.title, actions));
  };
}

function page(title: string, actions: readonly ActionRow[]): string {
  const rows = actions.map(({ action, start_time }) => `<tr><td>${escape(action)}<td>${start_time.toISOString()}`);
  return `<!doctype html><title>${escape(title)}</title><table>${rows.join("")}</table>`;
}

/** GET /instances/:uuid/events.html?name=…: the form of a search, with what was searched for. */
export function eventPageHandler(db: Knex) {
  return async (req: Request, res: Response): Promise<void> => {
    const query = EventQuery.safeParse(req.query);
    if (!query.success) {
      res.status(400).json({ message: "the name is not understood" });
      return;
    }
    const { name } = query.data;
    const [found] = await db("instance_actions_events").where({ event: name }).count({ events: "*" });
    res.send(`<form><input name="name" value="${escape(name)}"></form><p>${Number(found?.["events"] ?? 0)} events</p>`);
  };
}
