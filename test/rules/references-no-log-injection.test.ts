/** The reference of no-log-injection, run: one line for each step, whatever the caller writes. */
import Fastify from "fastify";
import { afterEach, describe, expect, it, vi } from "vitest";
import { operationRoutes } from "../../rules/no-log-injection/reference.js";
import { openLog } from "./references-log.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
const REASON = "slow\r\n2026-08-21T12:00:00.000Z delete of everything finished";

afterEach(() => {
  vi.restoreAllMocks();
});

/** Asks for an action; gives the status, the lines of the journal and of the log, and what was run. */
async function ask(payload: object, failure?: Error, uuid = UUID) {
  const journal: string[] = [];
  const write = (...given: string[]): void => void journal.push(...given.join(" ").split(/\r\n|[\r\n]/));
  vi.spyOn(console, "info").mockImplementation(write);
  vi.spyOn(console, "warn").mockImplementation(write);
  const { log, lines } = openLog();
  const ran: string[][] = [];
  const app = Fastify();
  operationRoutes(app, log, (...given) => (ran.push(given), failure === undefined ? Promise.resolve() : Promise.reject(failure)));
  const { statusCode } = await app.inject({ method: "POST", url: `/servers/${uuid}/action`, payload });
  return { status: statusCode, journal, lines, ran };
}

describe("no-log-injection", () => {
  it("writes a line for each step, the reason in quotes", async () => {
    const { status, journal, lines, ran } = await ask({ action: "reboot", reason: REASON });
    expect([status, ran]).toEqual([202, [[UUID, "reboot"]]]);
    expect(journal).toEqual([expect.stringMatching(new RegExp(`^\\S+Z reboot of ${UUID} started: "slow\\\\r\\\\n2026.*finished"$`))]);
    expect(lines).toMatchObject([{ msg: "an action started", instance: UUID, action: "reboot", reason: REASON }]);
  });
  it("writes a failure in one line", async () => {
    const { status, journal, lines } = await ask({ action: "delete", reason: REASON }, new RangeError("gone"));
    expect([status, journal.length]).toEqual([500, 2]);
    expect(journal[1]).toMatch(/RangeError "slow\\r\\n2026.*finished"$/);
    expect(lines[1]).toMatchObject({ msg: "an action failed", action: "delete", reason: REASON, err: { message: "gone" } });
  });
  it("writes nothing of what it does not understand", async () => {
    const nothing = { status: 500, journal: [], lines: [], ran: [] };
    expect(await ask({ action: "reboot\ndelete", reason: "slow" })).toEqual(nothing);
    expect(await ask({ action: "reboot" })).toEqual(nothing);
    expect(await ask({ action: "reboot", reason: "slow" }, undefined, "a%0Ab")).toEqual(nothing);
  });
});
