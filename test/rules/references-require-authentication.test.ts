/** The reference of `require-authentication` is run: without a token that holds nothing happens. */
import { drizzle } from "drizzle-orm/pglite";
import { SignJWT } from "jose";
import { describe, expect, it } from "vitest";
import { createServer } from "../../rules/require-authentication/reference.js";
import { INSTANCE, openDatabase, rowsOf } from "./references-database.js";

const database = await openDatabase();
const KEY = new Uint8Array(32).fill(7);

function tokenOf(key: Uint8Array, audience = "instance-actions", expires = "1h"): Promise<string> {
  return new SignJWT({}).setProtectedHeader({ alg: "HS256" }).setIssuer("identity").setAudience(audience).setExpirationTime(expires).sign(key);
}

async function ask(method: "POST" | "PUT", url: string, payload: object, authorization: string | null): Promise<number> {
  const { statusCode } = await createServer(drizzle(database), KEY).inject({ method, url, payload, headers: authorization === null ? {} : { authorization } });
  return statusCode;
}

const ACTIONS = `/servers/${INSTANCE}/actions`;
const EVENTS = "/actions/1/events";
const reboot = { action: "reboot" };
const event = { event: "compute_reboot" };

describe("require-authentication", () => {
  it("serves who shows a token", async () => {
    const bearer = `Bearer ${await tokenOf(KEY)}`;
    expect([
      await ask("POST", ACTIONS, reboot, bearer),
      await ask("POST", EVENTS, event, bearer),
      await ask("PUT", EVENTS, event, bearer),
      await ask("PUT", ACTIONS, reboot, bearer),
    ]).toEqual([200, 200, 200, 200]);
    expect(await rowsOf(database, "instance_actions")).toMatchObject([{ instance_uuid: INSTANCE, action: "reboot", finish_time: expect.any(Date) as Date }]);
    expect(await rowsOf(database, "instance_actions_events")).toMatchObject([{ event: "compute_reboot", result: "Error" }]);
  });
  it("serves nobody else", async () => {
    const wrong = [null, "", "Bearer ", "Bearer a.b.c", `Bearer ${await tokenOf(new Uint8Array(32))}`, `Bearer ${await tokenOf(KEY, "another service")}`, `Bearer ${await tokenOf(KEY, undefined, "-1h")}`];
    for (const authorization of wrong) {
      expect(await ask("POST", ACTIONS, reboot, authorization)).toBe(401);
      expect(await ask("PUT", ACTIONS, reboot, authorization)).toBe(401);
      expect(await ask("POST", EVENTS, event, authorization)).toBe(401);
      expect(await ask("PUT", EVENTS, event, authorization)).toBe(401);
    }
    expect(await rowsOf(database, "instance_actions")).toEqual([]);
  });
});
