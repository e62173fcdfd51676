/** The actions of instances as others get to see them: over HTTP, and as events for another service. Each gets what it needs. */
import type { Request, Response } from "express";
import type { Knex } from "knex";
import { request } from "node:http";
import { z } from "zod";

const InstanceUuid = z.uuid();
const Rebuild = z.object({ rebuild: z.object({ imageRef: z.uuid(), adminPassword: z.string().min(12) }) });

/** A row of the table. */
interface Instance {
  readonly uuid: string;
  readonly projectId: string;
  readonly hostname: string;
  readonly adminPassword: string;
}

/** What a caller gets to see of it. */
interface InstanceView {
  readonly uuid: string;
  readonly hostname: string;
}

async function findInstance(db: Knex, uuid: string): Promise<Instance | undefined> {
  return db<Instance>("instances").where({ uuid }).first();
}

const viewOf = ({ uuid, hostname }: Instance): InstanceView => ({ uuid, hostname });

/** An event for the billing service: what was done, to what. Who asked stays in the action log, under the request's id. */
function notify(billing: string, event: { readonly action: string; readonly instance: string }): Promise<void> {
  return new Promise((resolve, reject) => {
    const message = request(billing, { method: "POST", headers: { "content-type": "application/json" } }, (answer) => {
      answer.resume();
      resolve();
    });
    message.on("error", reject);
    message.end(JSON.stringify(event));
  });
}

/** GET /instances/:uuid */
export function showInstanceHandler(db: Knex) {
  return async (req: Request, res: Response): Promise<void> => {
    const instance = await findInstance(db, InstanceUuid.parse(req.params["uuid"]));
    if (instance === undefined) res.status(404).end();
    else res.json(viewOf(instance));
  };
}

/** POST /instances/:uuid/action { "rebuild": { "imageRef": "…", "adminPassword": "…" } } */
export function rebuildHandler(billing: string, rebuild: (instance: string, image: string, password: string) => Promise<void>) {
  return async (req: Request, res: Response): Promise<void> => {
    const instance = InstanceUuid.parse(req.params["uuid"]);
    const asked = Rebuild.safeParse(req.body);
    if (!asked.success) {
      res.status(400).end();
      return;
    }
    const { imageRef, adminPassword } = asked.data.rebuild;
    await rebuild(instance, imageRef, adminPassword);
    await notify(billing, { action: "rebuild", instance });
    res.status(202).json({ accepted: { action: "rebuild", imageRef } });
  };
}
