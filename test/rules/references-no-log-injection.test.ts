/** The reference of no-log-injection, run: one line for each step, whatever the caller writes. */
import express from "express";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { afterEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { actionHandler } from "../../rules/no-log-injection/reference.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
const REASON = "slow\r\n2026-08-21T12:00:00.000Z delete of everything finished";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Asks for an action; gives the status, the lines of the journal and of the log, and what was started. */
async function ask(body: unknown, step: () => Promise<void> = () => Promise.resolve(), uuid = UUID): Promise<{ status: number; journal: string[]; log: string[]; started: string[][] }> {
  const journal: string[] = [];
  vi.spyOn(console, "info").mockImplementation((line: string) => void journal.push(...line.split(/\r\n|[\r\n]/)));
  const log: string[] = [];
  const started: string[][] = [];
  const start = (...given: string[]): Promise<void> => (started.push(given), step());
  const app = express().use(express.json());
  app.post("/instances/:uuid/action", actionHandler(pino({ base: null }, { write: (text: string) => void log.push(...text.trimEnd().split("\n")) }), start));
  const server = app.listen(0);
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- experimental in name only since Node 18
  const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/instances/${uuid}/action`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return { status: response.status, journal, log, started };
}

describe("no-log-injection", () => {
  it("writes a line for each step, the reason in quotes", async () => {
    const { status, journal, log, started } = await ask({ action: "reboot", reason: REASON });
    expect([status, started, log]).toEqual([202, [[UUID, "reboot"]], []]);
    expect(journal).toHaveLength(2);
    expect(journal[0]).toMatch(new RegExp(`^\\S+Z reboot of ${UUID} started: "slow\\\\r\\\\n2026.*finished"$`));
    expect(journal[1]).toMatch(new RegExp(`^\\S+Z reboot of ${UUID} finished$`));
  });
  it("logs a failure in one line, the reason as a field", async () => {
    const { status, journal, log } = await ask({ action: "stop", reason: REASON }, () => Promise.reject(new Error("gone")));
    expect([status, journal.length, log.length]).toEqual([500, 1, 1]);
    expect(JSON.parse(log[0] ?? "")).toMatchObject({ msg: "an action failed", action: "stop", reason: REASON, err: { message: "gone" } });
  });
  it("writes nothing of what it does not understand", async () => {
    const nothing = { status: 400, journal: [], log: [], started: [] };
    expect(await ask({ action: "reboot\nstop", reason: "slow" })).toEqual(nothing);
    expect(await ask({ action: "reboot" })).toEqual(nothing);
    expect(await ask({ action: "reboot", reason: "slow" }, undefined, "a%0Ab")).toEqual(nothing);
  });
});
