/** The reference models are programs, not pictures: each is run here. */
import express from "express";
import type { RequestHandler } from "express";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { newest, packEventFinish } from "../../rules/no-legacy-compat-shim/reference.js";
import { changePasswordHandler, logRequests } from "../../rules/no-sensitive-context-in-log/reference.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";

/** A logger that notes what it is given. */
function fakeLogger(): { readonly log: Logger; readonly lines: unknown[][] } {
  const lines: unknown[][] = [];
  const note = (...args: unknown[]): void => void lines.push(args);
  return { log: { info: note, warn: note, error: note, debug: note } as unknown as Logger, lines };
}

/** Serves handlers for one test; gives the address. */
async function serve(...handlers: RequestHandler[]): Promise<string> {
  const app = express().use(express.json());
  for (const handler of handlers) app.use(handler);
  const server = app.listen(0);
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const post = (url: string, body: unknown): Promise<globalThis.Response> =>
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- experimental in name only since Node 18
  fetch(url, { method: "POST", headers: { "content-type": "application/json", "x-auth-token": "tok-123", "x-user-id": "ada" }, body: JSON.stringify(body) });

describe("no-sensitive-context-in-log", () => {
  it("logs what happened, and nothing of the caller", async () => {
    const { log, lines } = fakeLogger();
    let set = "";
    const base = await serve(logRequests(log), changePasswordHandler(log, (_, password) => ((set = password), Promise.resolve())));
    expect((await post(base, { changePassword: { adminPass: "hunter2" } })).status).toBe(202);
    expect(set).toBe("hunter2");
    const text = JSON.stringify(lines);
    expect(text).toContain("action finished");
    expect(text).not.toMatch(/hunter2|tok-123|ada"/);
  });
});

describe("no-legacy-compat-shim", () => {
  it("packs how an event ended", () => {
    expect(packEventFinish(UUID, "compute_start", null)).toMatchObject({ result: "Success" });
    expect(packEventFinish(UUID, "compute_start", null)).not.toHaveProperty("details");
    expect(packEventFinish(UUID, "compute_start", new RangeError("x"))).toMatchObject({ result: "Error", details: "RangeError" });
  });
  it("cuts details to 255 bytes at a character's end", () => {
    const { details = "" } = packEventFinish(UUID, "e", "é".repeat(200));
    expect(details).toBe("é".repeat(127));
  });
  it("gives the newest event", () => {
    const [old, young] = [{ startTime: new Date(1) }, { startTime: new Date(2) }];
    expect(newest([young, old])).toBe(young);
    expect(newest<{ startTime: Date }>([])).toBeUndefined();
  });
});
