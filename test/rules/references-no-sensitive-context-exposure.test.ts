/** The reference of `no-sensitive-context-exposure` is run: what others get to see is what they need. */
import { drizzle } from "drizzle-orm/pglite";
import Fastify from "fastify";
import { SignJWT } from "jose";
import { describe, expect, it, onTestFinished } from "vitest";
import { actionRoutes } from "../../rules/no-sensitive-context-exposure/reference.js";
import { INSTANCE, openDatabase, OTHER_PROJECT, PROJECT, REQUEST } from "./references-database.js";

const KEY = new Uint8Array(32).fill(7);
const database = await openDatabase();

/** A service, with one that is told what it does; a way to ask it as a user of a project. */
async function open() {
  const told: unknown[] = [];
  const bus = Fastify();
  bus.post("/", (request) => Promise.resolve(void told.push({ body: request.body, authorization: request.headers.authorization })));
  onTestFinished(() => bus.close());
  const address = await bus.listen();
  const ask = async (method: "GET" | "POST", url: string, projectId: string) => {
    const token = await new SignJWT({ project_id: projectId }).setProtectedHeader({ alg: "HS256" }).setSubject("ada").setIssuer("identity").setAudience("instance-actions").setExpirationTime("1h").sign(KEY);
    const app = Fastify({ genReqId: () => REQUEST });
    actionRoutes(app, { queries: drizzle(database), bus: address, tokenKey: KEY });
    const { statusCode, body } = await app.inject({ method, url: `/servers/${INSTANCE}/${url}`, headers: { authorization: `Bearer ${token}` } });
    return { status: statusCode, body };
  };
  return { ask, told };
}

describe("no-sensitive-context-exposure", () => {
  it("tells others what is done, and nothing of who asked", async () => {
    const { ask, told } = await open();
    expect(await ask("POST", "action", PROJECT)).toEqual({ status: 202, body: "" });
    expect(told).toEqual([{ body: { event_type: "instance.reboot.start", instance_uuid: INSTANCE, request_id: REQUEST }, authorization: undefined }]);
  });
  it("shows to the project who asked", async () => {
    const { ask } = await open();
    await ask("POST", "action", PROJECT);
    const { status, body } = await ask("GET", "os-instance-actions", PROJECT);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ instanceActions: [{ action: "reboot", instance_uuid: INSTANCE, request_id: REQUEST, user_id: "ada", project_id: PROJECT }] });
    expect((await ask("GET", "os-instance-actions", OTHER_PROJECT)).body).toBe(`{"instanceActions":[]}`);
  });
});
