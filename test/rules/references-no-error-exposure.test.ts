/** The reference of no-error-exposure, run: a caller reads texts that were written for callers, the log has the rest. */
import express from "express";
import type { AddressInfo } from "node:net";
import type { Logger } from "pino";
import { describe, expect, it, onTestFinished } from "vitest";
import { actionRoutes, InstanceActionError, type Compute } from "../../rules/no-error-exposure/reference.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
const FOREIGN = new TypeError("cannot connect to db-7.internal as nova");
const OWN = new InstanceActionError(409, "The instance is being deleted.");

/** Asks for an action of a compute whose steps end with `failure`; gives the answer, and what was logged. */
async function ask(path: string, failure?: Error, body: unknown = {}): Promise<{ status: number; answer: unknown; lines: unknown[]; asked: string[] }> {
  const lines: unknown[] = [];
  const asked: string[] = [];
  const step = (...given: string[]): Promise<void> => {
    asked.push(...given);
    return failure === undefined ? Promise.resolve() : Promise.reject(failure);
  };
  const compute: Compute = { reboot: step, snapshot: step };
  const log = { error: (fields: unknown) => void lines.push(fields) } as unknown as Logger;
  const server = express().use(express.json()).use(actionRoutes(compute, log)).listen(0);
  onTestFinished(() => {
    server.close();
  });
  await new Promise((resolve) => server.once("listening", resolve));
  // eslint-disable-next-line n/no-unsupported-features/node-builtins -- experimental in name only since Node 18
  const response = await fetch(`http://localhost:${(server.address() as AddressInfo).port}/instances/${path}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, answer: text === "" ? null : JSON.parse(text), lines, asked };
}

describe("no-error-exposure", () => {
  it("tells how a step ended", async () => {
    expect(await ask(`${UUID}/reboot`)).toEqual({ status: 202, answer: { event: "compute_reboot", result: "Success", details: null }, lines: [], asked: [UUID] });
  });
  it("tells of a foreign error an id, under which the log has it", async () => {
    const { status, answer, lines } = await ask(`${UUID}/reboot`, FOREIGN);
    const [line] = lines as { err: unknown; errorId: string }[];
    expect(status).toBe(500);
    expect(answer).toEqual({ event: "compute_reboot", result: "Error", details: `The server failed. Ask for ${line?.errorId ?? ""}.` });
    expect(line?.err).toBe(FOREIGN);
    expect(JSON.stringify(answer)).not.toMatch(/db-7|TypeError/);
  });
  it("tells of an own error what it says", async () => {
    expect((await ask(`${UUID}/reboot`, OWN)).answer).toMatchObject({ result: "Error", details: "The instance is being deleted." });
  });
  it("answers the same way where nothing else caught it", async () => {
    const snapshot = { name: "before the update" };
    expect(await ask(`${UUID}/snapshot`, undefined, snapshot)).toMatchObject({ status: 202, answer: null, asked: [UUID, "before the update"] });
    expect(await ask(`${UUID}/snapshot`, OWN, snapshot)).toMatchObject({ status: 409, answer: { message: "The instance is being deleted." } });
    const { status, answer, lines } = await ask(`${UUID}/snapshot`, FOREIGN, snapshot);
    expect([status, lines.length]).toEqual([500, 1]);
    expect(JSON.stringify(answer)).not.toMatch(/db-7|TypeError|at /);
  });
  it("says what is wrong with a request", async () => {
    const { status, answer, asked, lines } = await ask(`${UUID}/snapshot`, undefined, { name: "" });
    expect([status, asked, lines]).toEqual([400, [], []]);
    expect(answer).toMatchObject({ message: "The request is not understood.", issues: [{ path: ["name"] }] });
    expect((await ask("everything/reboot")).status).toBe(400);
  });
});
