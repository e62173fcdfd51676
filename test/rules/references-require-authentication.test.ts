/** The reference of `require-authentication` is run: without the token nothing happens. */
import type { Knex } from "knex";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { serve } from "../../rules/require-authentication/reference.js";

const PATH = "/instances/0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f/actions";

/** The service for one test: a way to ask it, and what it does to the database. */
async function start(): Promise<{ readonly ask: (method: string, token?: string, body?: string) => Promise<number>; readonly calls: string[] }> {
  const calls: string[] = [];
  const builder = {
    where: () => builder,
    select: () => (calls.push("select"), Promise.resolve([])),
    insert: () => (calls.push("insert"), Promise.resolve()),
    update: () => (calls.push("update"), Promise.resolve()),
    delete: () => (calls.push("delete"), Promise.resolve()),
  };
  const server = serve((() => builder) as unknown as Knex, "the-token", 0);
  onTestFinished(() => void server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}${PATH}`;
  const ask = async (method: string, token?: string, body?: string): Promise<number> => {
    const headers = { "content-type": "text/plain", ...(token === undefined ? {} : { "x-auth-token": token }) };
    // eslint-disable-next-line n/no-unsupported-features/node-builtins -- experimental in name only since Node 18
    return (await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) })).status;
  };
  return { ask, calls };
}

describe("require-authentication", () => {
  it("answers who shows the token", async () => {
    const { ask, calls } = await start();
    expect(await ask("GET", "the-token")).toBe(200);
    expect(await ask("POST", "the-token", "reboot")).toBe(202);
    expect(await ask("PUT", "the-token", "reboot")).toBe(202);
    expect(await ask("DELETE", "the-token")).toBe(202);
    expect(calls).toEqual(["select", "insert", "update", "delete"]);
  });
  it("answers nobody else", async () => {
    const { ask, calls } = await start();
    expect(await ask("POST", undefined, "reboot")).toBe(401);
    expect(await ask("PUT", "the-tokem", "reboot")).toBe(401);
    expect(await ask("DELETE", "")).toBe(401);
    expect(await ask("GET")).toBe(401);
    expect(calls).toEqual([]);
  });
});
