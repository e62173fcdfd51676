/** What must hold of the service while its database is away and after, however the database is broken. */
import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { Instance } from "../../src/model/instance.js";
import { expectProblem, parsedLines, type Answer, type Caller, type Harness } from "./harness.js";

export const LIST = "/os-instance-actions";

/** Every request that a member can make of the instance, but for the one that ends it. */
export function requestsOf(member: Caller, instance: Instance): (() => Promise<Answer>)[] {
  const server = `/servers/${instance.uuid}`;
  return [
    () => member.get(`${server}${LIST}`),
    () => member.get(`${server}${LIST}?limit=1&changes-since=2026-01-01`),
    () => member.get(`${server}${LIST}/req-00000000-0000-4000-8000-000000000000`),
    () => member.get(`${server}${LIST}.html`),
    () => reboot(member, instance),
  ];
}

export function reboot(member: Caller, instance: Instance): Promise<Answer> {
  return member.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { reboot: { type: "HARD" } } });
}

/** 503, when to come again, and nothing of why; the log has why. */
export function expectUnavailable(answer: Answer, service: Harness): void {
  expectProblem(answer, 503);
  expect(answer.headers["retry-after"]).toBe("5");
  expect(parsedLines(service.lines)).toContainEqual(expect.objectContaining({ msg: "a request failed", reqId: answer.body["request_id"] }));
}

interface Recorded {
  readonly action: string;
  readonly message: string | null;
  readonly event: string | null;
  readonly result: string | null;
}

/** The records of an instance. Each action has its event, and each failed event marks its action, or nothing of it was kept. */
export async function wholeRecords({ database }: Harness, { uuid }: Instance): Promise<Recorded[]> {
  const { rows } = (await database.queries.execute(sql`
    SELECT action, message, event, result, instance_actions_events.finish_time IS NULL AS open FROM instance_actions
    LEFT JOIN instance_actions_events ON action_id = instance_actions.id WHERE instance_uuid = ${uuid} ORDER BY instance_actions.id`)) as { rows: (Recorded & { open: boolean })[] };
  for (const { message, event, result, open } of rows) {
    expect(event).toBe("compute_reboot");
    expect(message === "Error").toBe(result === "Error");
    expect(open).toBe(result === null);
  }
  return rows.map(({ action, message, event, result }) => ({ action, message, event, result }));
}
