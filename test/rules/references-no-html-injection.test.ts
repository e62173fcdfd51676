/** The reference of no-html-injection, run: what is put into its pages is text, whatever it looks like. */
import express from "express";
import type { Knex } from "knex";
import type { AddressInfo } from "node:net";
import { describe, expect, it, onTestFinished } from "vitest";
import { actionPageHandler, eventPageHandler } from "../../rules/no-html-injection/reference.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
const SCRIPT = `"><script>alert('1')</script>`;

/** A knex that finds `rows` by any condition, and notes the conditions. */
function fakeKnex(rows: readonly unknown[]): { readonly db: Knex; readonly conditions: unknown[] } {
  const conditions: unknown[] = [];
  const found = { count: () => Promise.resolve([{ events: rows.length }]), then: (resolve: (rows: unknown) => void) => { resolve(rows); } };
  const db = () => ({ where: (condition: unknown) => (conditions.push(condition), found) });
  return { db: db as unknown as Knex, conditions };
}

/** Serves both pages over a table with `rows`; asks for one. */
async function ask(path: string, rows: readonly unknown[] = []): Promise<{ status: number; type: string | null; text: string; conditions: unknown[] }> {
  const { db, conditions } = fakeKnex(rows);
  const app = express();
  app.get("/instances/:uuid/actions.html", actionPageHandler(db));
  app.get("/instances/:uuid/events.html", eventPageHandler(db));
  const server = app.listen(0);
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- experimental in name only since Node 18
  const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/instances/${path}`);
  return { status: response.status, type: response.headers.get("content-type"), text: await response.text(), conditions };
}

describe("no-html-injection", () => {
  const rows = [{ instance_uuid: UUID, action: "reboot", start_time: new Date(0) }];

  it("shows the actions of an instance", async () => {
    const { status, type, text, conditions } = await ask(`${UUID}/actions.html`, rows);
    expect([status, type]).toEqual([200, "text/html; charset=utf-8"]);
    expect(text).toBe("<!doctype html><title>Actions</title><table><tr><td>reboot<td>1970-01-01T00:00:00.000Z</table>");
    expect(conditions).toEqual([{ instance_uuid: UUID }]);
  });
  it("shows a title of the caller's as text", async () => {
    const { text } = await ask(`${UUID}/actions.html?title=${encodeURIComponent(`Größe, 1. ${SCRIPT}`)}`, rows);
    expect(text).toContain("<title>Größe, 1. &#34;&#62;&#60;script&#62;alert&#40;&#39;1&#39;&#41;&#60;&#47;script&#62;</title>");
  });
  it("shows what stands in the table as text", async () => {
    const { text } = await ask(`${UUID}/actions.html`, [{ ...rows[0], action: SCRIPT }]);
    expect(text).not.toContain("<script");
  });
  it("answers in plain text that there are none", async () => {
    const { status, type, text } = await ask(`${UUID}/actions.html`);
    expect([status, type, text]).toEqual([404, "text/plain; charset=utf-8", `There are no actions of ${UUID}.`]);
  });
  it("refuses what is no instance, and a title that is not one text", async () => {
    const { status, type, conditions } = await ask(`${encodeURIComponent(SCRIPT)}/actions.html`);
    expect([status, type, conditions]).toEqual([400, "application/json; charset=utf-8", []]);
    expect((await ask(`${UUID}/actions.html?title=a&title=b`)).status).toBe(400);
  });
  it("keeps a name inside its attribute", async () => {
    const { text, conditions } = await ask(`${UUID}/events.html?name=${encodeURIComponent(SCRIPT)}`, rows);
    expect(text).toBe(`<form><input name="name" value="&#34;&#62;&#60;script&#62;alert&#40;&#39;1&#39;&#41;&#60;&#47;script&#62;"></form><p>1 events</p>`);
    expect(conditions).toEqual([{ event: SCRIPT }]);
  });
  it("refuses a name that is too long", async () => {
    expect((await ask(`${UUID}/events.html?name=${"a".repeat(256)}`)).status).toBe(400);
  });
});
