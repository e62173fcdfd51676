/** The reference of require-access-check, run: what belongs to another project is not there. */
import express from "express";
import type { Knex } from "knex";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { actionRoutes } from "../../rules/require-access-check/reference.js";

const REQUEST = "req-0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
const CALLERS = new Map([
  ["tok-nova", { projectId: "nova" }],
  ["tok-glance", { projectId: "glance" }],
]);

type Row = Record<string, unknown>;

const row = (): Row => ({ id: 7, action: "reboot", instance_uuid: "i-1", request_id: REQUEST, project_id: "nova", start_time: new Date(0), finish_time: null, message: null });

/** A table that is searched, changed and emptied by conditions on its columns. */
function fakeKnex(rows: Row[]): Knex {
  const found = (condition: Row): Row[] => rows.filter((each) => Object.entries(condition).every(([name, value]) => each[name] === value));
  const where = (condition: Row) => ({
    first: () => Promise.resolve(found(condition)[0]),
    update: (values: Row) => Promise.resolve(found(condition).map((each) => Object.assign(each, values)).length),
    delete: () => Promise.resolve(found(condition).map((each) => rows.splice(rows.indexOf(each), 1)).length),
  });
  return (() => ({ where })) as unknown as Knex;
}

interface Asked {
  readonly status: number;
  readonly body: unknown;
  readonly rows: Row[];
}

/** Sends one request to a service with one action, of the project nova. */
async function ask(method: string, path: string, token: string, message?: string | null): Promise<Asked> {
  const rows = [row()];
  const app = express().use(express.json()).use(actionRoutes(fakeKnex(rows), CALLERS));
  const server = app.listen(0);
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- experimental in name only since Node 18
  const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}${path}`, {
    method,
    headers: { "content-type": "application/json", "x-auth-token": token },
    ...(message === undefined ? {} : { body: JSON.stringify({ message }) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith("{") ? (JSON.parse(text) as unknown) : text, rows };
}

describe("require-access-check", () => {
  it("shows an action to its project", async () => {
    const { status, body } = await ask("GET", `/actions/${REQUEST}`, "tok-nova");
    expect([status, body]).toEqual([200, { action: "reboot", instance: "i-1", start: "1970-01-01T00:00:00.000Z", message: null }]);
  });
  it("shows it to nobody else", async () => {
    const { status, body } = await ask("GET", `/actions/${REQUEST}`, "tok-glance");
    expect([status, body]).toEqual([404, ""]);
  });
  it("ends an action of the project", async () => {
    const { status, rows } = await ask("PUT", "/actions/7/end", "tok-nova", "Error");
    expect([status, rows[0]?.["message"], rows[0]?.["finish_time"]]).toEqual([204, "Error", expect.any(Date)]);
  });
  it("ends no action of another project, and none that is not there", async () => {
    const { status, rows } = await ask("PUT", "/actions/7/end", "tok-glance", "Error");
    expect([status, rows]).toEqual([404, [row()]]);
    expect((await ask("PUT", "/actions/8/end", "tok-nova", null)).status).toBe(404);
  });
  it("removes an action of the project", async () => {
    const { status, rows } = await ask("DELETE", "/actions/7", "tok-nova");
    expect([status, rows]).toEqual([204, []]);
  });
  it("removes no action of another project", async () => {
    const { status, rows } = await ask("DELETE", "/actions/7", "tok-glance");
    expect([status, rows]).toEqual([404, [row()]]);
  });
  it("answers nobody whom it does not know", async () => {
    const { status, rows } = await ask("DELETE", "/actions/7", "tok-none");
    expect([status, rows]).toEqual([401, [row()]]);
  });
});
