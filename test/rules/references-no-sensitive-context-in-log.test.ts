/** The reference of no-sensitive-context-in-log, run: the records say who asked, the log does not. */
import { describe, expect, it } from "vitest";
import { createLog, Forbidden, packActionFinish, packEventFinish, packEventStart, Policy, startAction, type CallerContext } from "../../rules/no-sensitive-context-in-log/reference.js";

const context: CallerContext = { userId: "ada", projectId: "engines", roles: ["member"], requestId: "req-1", token: "tok-123" };
const now = new Date(0);

function openLog() {
  const lines: string[] = [];
  return { lines, log: createLog("debug", { write: (line) => void lines.push(line) }) };
}

describe("no-sensitive-context-in-log", () => {
  it("records who asked, and logs what was asked", async () => {
    const { log, lines } = openLog();
    const rows: object[] = [];
    await startAction(log, (values) => Promise.resolve(void rows.push(values)), context, "uuid-1", "reboot");
    expect(rows).toMatchObject([{ userId: "ada", projectId: "engines", requestId: "req-1", instanceUuid: "uuid-1" }]);
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([{ instance: "uuid-1", action: "reboot", msg: "an action started" }]);
    expect(lines.join("")).not.toMatch(/ada|engines|req-1|tok-123/);
  });
  it("packs the columns of what follows", () => {
    expect(packActionFinish(context, "uuid-1", now)).toEqual({ instanceUuid: "uuid-1", requestId: "req-1", finishTime: now, updatedAt: now });
    expect(packEventStart(context, "compute_reboot", null, now)).toEqual({ event: "compute_reboot", requestId: "req-1", host: null, startTime: now });
    expect(packEventFinish(context, "compute_reboot", "Error", now)).toEqual({ event: "compute_reboot", requestId: "req-1", result: "Error", finishTime: now });
  });
  it("logs a refusal under a name that leads nowhere", () => {
    const { log, lines } = openLog();
    const policy = new Policy(new Map([["reboot an instance", ["member", "admin"]]]), log);
    policy.require(context, "reboot an instance");
    expect(lines).toEqual([]);
    expect(() => { policy.requireVerbosely(context, "reset the state of an instance"); }).toThrow(Forbidden);
    const [checked, refused] = lines.map((line) => JSON.parse(line) as { msg: string; caller: string });
    expect(checked?.msg).toBe(`policy check of reset the state of an instance for ${refused?.caller ?? ""}`);
    expect(lines.join("")).not.toMatch(/ada|engines|tok-123/);
  });
  it("takes out what is secret and was logged all the same", () => {
    const { log, lines } = openLog();
    log.info({ context, request: { headers: { authorization: "Bearer tok-123" } } }, "a mistake");
    expect(lines.join("")).not.toContain("tok-123");
  });
});
