/** The actions of instances as others get to see them: over HTTP, and as events for another service. Both tell too much. */
import type { Request, Response } from "express";
import type { Knex } from "knex";
import { z } from "zod";

const InstanceUuid = z.uuid();

interface Instance {
  readonly uuid: string;
  readonly projectId: string;
  readonly hostname: string;
  readonly adminPassword: string;
}

async function loadInstance(db: Knex, uuid: string): Promise<Instance> {
  const instance = await db<Instance>("instances").where({ uuid }).first();
  if (instance === undefined) throw new Error("The instance does not exist.");
  return instance;
}

/** Tells the billing service that an action was started. */
async function notify(billing: string, event: object): Promise<void> {
  await fetch(billing, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(event) }); // $ Alert[no-sensitive-context-exposure]
}

/** GET /instances/:uuid */
export function showInstanceHandler(db: Knex) {
  return async (req: Request, res: Response): Promise<void> => {
    res.json(await loadInstance(db, InstanceUuid.parse(req.params["uuid"]))); // $ Alert[no-sensitive-context-exposure]
  };
}

/** POST /instances/:uuid/action { "rebuild": { "imageRef": "…", "adminPassword": "…" } } */
export function rebuildHandler(billing: string, rebuild: (instance: string, image: string, password: string) => Promise<void>) {
  return async (req: Request, res: Response): Promise<void> => {
    const { imageRef, adminPassword } = req.body.rebuild;
    await rebuild(InstanceUuid.parse(req.params["uuid"]), String(imageRef), String(adminPassword));
    await notify(billing, { action: "rebuild", caller: req.headers });
    // For the form that is shown again.
    res.cookie("adminPassword", adminPassword); // $ Alert[no-sensitive-context-exposure]
    res.status(202).json({ imageRef, adminPassword }); // $ Alert[no-sensitive-context-exposure]
  };
}
