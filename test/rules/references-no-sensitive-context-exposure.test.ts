/** The reference of `no-sensitive-context-exposure` is run: what others get to see is what they need. */
import express, { type RequestHandler } from "express";
import type { Knex } from "knex";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { rebuildHandler, showInstanceHandler } from "../../rules/no-sensitive-context-exposure/reference.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
const INSTANCE = { uuid: UUID, projectId: "p-1", hostname: "db-1", adminPassword: "correct horse battery" };

/** Serves one path for one test; gives its address. */
async function serve(method: "get" | "post", path: string, handler: RequestHandler): Promise<string> {
  const app = express().use(express.json());
  app[method](path, handler);
  const server = app.listen(0);
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** A knex that has one instance, or none. */
function fakeKnex(instance?: object): { readonly db: Knex; readonly conditions: unknown[] } {
  const conditions: unknown[] = [];
  const db = () => ({ where: (condition: unknown) => (conditions.push(condition), { first: () => Promise.resolve(instance) }) });
  return { db: db as unknown as Knex, conditions };
}

/** A billing service that notes what it is told. */
async function fakeBilling(): Promise<{ readonly address: string; readonly events: unknown[] }> {
  const events: unknown[] = [];
  const address = await serve("post", "/", (req, res) => {
    events.push({ body: req.body as unknown, token: req.get("x-auth-token") });
    res.end();
  });
  return { address, events };
}

const post = (url: string, body: unknown): Promise<globalThis.Response> =>
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- experimental in name only since Node 18
  fetch(url, { method: "POST", headers: { "content-type": "application/json", "x-auth-token": "tok-123" }, body: JSON.stringify(body) });
// eslint-disable-next-line n/no-unsupported-features/node-builtins -- as above
const get = (url: string): Promise<globalThis.Response> => fetch(url);

describe("no-sensitive-context-exposure", () => {
  it("shows of an instance what a caller may see", async () => {
    const { db, conditions } = fakeKnex(INSTANCE);
    const response = await get(`${await serve("get", "/instances/:uuid", showInstanceHandler(db))}/instances/${UUID}`);
    expect([response.status, await response.json()]).toEqual([200, { uuid: UUID, hostname: "db-1" }]);
    expect(conditions).toEqual([{ uuid: UUID }]);
  });
  it("does not know an instance that is not there", async () => {
    const { db } = fakeKnex();
    expect((await get(`${await serve("get", "/instances/:uuid", showInstanceHandler(db))}/instances/${UUID}`)).status).toBe(404);
  });
  it("rebuilds with the password, and tells nobody", async () => {
    const { address, events } = await fakeBilling();
    let given: string[] = [];
    const base = await serve("post", "/instances/:uuid/action", rebuildHandler(address, (...args) => ((given = args), Promise.resolve())));
    const response = await post(`${base}/instances/${UUID}/action`, { rebuild: { imageRef: UUID, adminPassword: INSTANCE.adminPassword } });
    expect([response.status, await response.json()]).toEqual([202, { accepted: { action: "rebuild", imageRef: UUID } }]);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(given).toEqual([UUID, UUID, INSTANCE.adminPassword]);
    expect(events).toEqual([{ body: { action: "rebuild", instance: UUID }, token: undefined }]);
  });
  it("refuses what is no rebuild", async () => {
    const base = await serve("post", "/instances/:uuid/action", rebuildHandler("http://localhost:1", () => Promise.reject(new Error("called"))));
    expect((await post(`${base}/instances/${UUID}/action`, { rebuild: { imageRef: UUID, adminPassword: "short" } })).status).toBe(400);
  });
});
