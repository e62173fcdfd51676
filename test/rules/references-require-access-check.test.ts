/** The reference of require-access-check, run: what belongs to another project is not there. */
import { drizzle } from "drizzle-orm/pglite";
import Fastify from "fastify";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { actionRoutes } from "../../rules/require-access-check/reference.js";
import { INSTANCE, openDatabase, OTHER_PROJECT, PROJECT, REQUEST, rowsOf } from "./references-database.js";

const KEY = new Uint8Array(32).fill(7);
const database = await openDatabase();

/** Sends one request to a service with one action, as a member or administrator of a project. */
async function ask(method: "GET" | "PUT" | "DELETE", url: string, projectId: string, roles = ["member"], key = KEY) {
  await database.exec("TRUNCATE instance_actions RESTART IDENTITY CASCADE");
  await database.query("INSERT INTO instance_actions (instance_uuid, request_id, project_id, action) VALUES ($1, $2, $3, 'reboot')", [INSTANCE, REQUEST, PROJECT]);
  const token = await new SignJWT({ project_id: projectId, roles }).setProtectedHeader({ alg: "HS256" }).setIssuer("identity").setAudience("instance-actions").setExpirationTime("1h").sign(key);
  const app = Fastify();
  actionRoutes(app, drizzle(database), KEY);
  const { statusCode, body } = await app.inject({ method, url, headers: { authorization: `Bearer ${token}` } });
  const [row] = await rowsOf(database, "instance_actions");
  return { status: statusCode, body: body === "" ? null : (JSON.parse(body) as unknown), isThere: row !== undefined, isFinished: row?.["finish_time"] instanceof Date };
}

const ACTION = `/servers/${INSTANCE}/os-instance-actions/${REQUEST}`;
const ANY = "/os-instance-actions/1";
const shown = { instanceAction: { action: "reboot", instance_uuid: INSTANCE, request_id: REQUEST } };

describe("require-access-check", () => {
  it("shows an action to its project, and to administrators", async () => {
    expect(await ask("GET", ACTION, PROJECT)).toMatchObject({ status: 200, body: shown });
    expect(await ask("GET", ANY, PROJECT)).toMatchObject({ status: 200, body: shown });
    expect(await ask("GET", ANY, OTHER_PROJECT, ["admin"])).toMatchObject({ status: 200, body: shown });
  });
  it("shows it to nobody else", async () => {
    expect(await ask("GET", ACTION, OTHER_PROJECT)).toMatchObject({ status: 404 });
    expect(await ask("GET", ANY, OTHER_PROJECT)).toMatchObject({ status: 200, body: { instanceAction: null } });
  });
  it("ends an action of the project, and no other", async () => {
    expect(await ask("PUT", `${ACTION}/end`, PROJECT)).toMatchObject({ status: 204, isFinished: true });
    expect(await ask("PUT", `${ACTION}/end`, OTHER_PROJECT)).toMatchObject({ status: 404, isFinished: false });
  });
  it("removes an action of the project, and no other", async () => {
    expect(await ask("DELETE", ANY, PROJECT)).toMatchObject({ status: 204, isThere: false });
    expect(await ask("DELETE", ANY, OTHER_PROJECT)).toMatchObject({ isThere: true });
  });
  it("serves nobody whose token does not hold", async () => {
    expect(await ask("GET", ANY, PROJECT, ["admin"], new Uint8Array(32))).toMatchObject({ status: 500 });
    expect(await ask("DELETE", ANY, PROJECT, ["admin"], new Uint8Array(32))).toMatchObject({ status: 500, isThere: true });
  });
});
