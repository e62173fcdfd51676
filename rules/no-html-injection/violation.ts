/**
 * Pages about the actions of an instance. What a link asks for becomes part of the page, as markup: it may hold a script, which then
 * runs with the session of whoever follows the link.
 */
import type { Request, Response } from "express";
import type { Knex } from "knex";

interface ActionRow {
  readonly instance_uuid: string;
  readonly action: string;
  readonly start_time: Date;
}

/** GET /instances/:uuid/actions.html?title=… */
export function actionPageHandler(db: Knex) {
  return async (req: Request, res: Response): Promise<void> => {
    const uuid = String(req.params["uuid"]);
    const actions = await db<ActionRow>("instance_actions").where({ instance_uuid: uuid });
    if (actions.length === 0) {
      res.status(404).send(`<p>There are no actions of ${uuid}.</p>`); // $ Alert[no-html-injection]
      return;
    }
    res.send(page(String(req.query["title"] ?? "Actions"), actions)); // $ Alert[no-html-injection]
  };
}

function page(title: string, actions: readonly ActionRow[]): string {
  const rows = actions.map(({ action, start_time }) => `<tr><td>${action}<td>${start_time.toISOString()}`);
  return `<!doctype html><title>${title}</title><table>${rows.join("")}</table>`;
}

/** GET /instances/:uuid/events.html?name=…: the form of a search, with what was searched for. */
export function eventPageHandler(db: Knex) {
  return async (req: Request, res: Response): Promise<void> => {
    const name = String(req.query["name"] ?? "");
    const [found] = await db("instance_actions_events").where({ event: name }).count({ events: "*" });
    res.type("html");
    // Only the first one is replaced, and a quote ends the attribute anyway.
    res.write(`<form><input name="name" value="${name.replace("<", "&lt;")}"></form>`); // $ Alert[no-html-injection]
    res.write(`<p>${Number(found?.["events"])} events</p><a href="?name=${encodeURIComponent(name)}">again</a>`);
    res.end();
  };
}
