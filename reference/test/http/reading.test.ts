/** What is read of actions: which, in what order, with which fields; and that the links of pages lead through all of them. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { sql } from "drizzle-orm";
import type { ActionName } from "../../src/model/action.js";
import { serviceContext } from "../../src/model/context.js";
import { newRequestId, type RequestId } from "../../src/model/ids.js";
import type { Instance } from "../../src/model/instance.js";
import { contextIn, expectProblem, newInstanceId, SLOW, start, type Answer, type Caller, type Harness } from "./harness.js";

let service: Harness;
let member: Caller;
let instance: Instance;
let list: string;

beforeAll(async () => {
  service = await start();
  member = await service.caller("member");
}, SLOW);
afterAll(() => service.close());

async function newInstance(): Promise<void> {
  instance = await service.instance(member.project);
  list = `/servers/${instance.uuid}/os-instance-actions`;
}

/** Records an action that starts at a time, and returns the id of its request. */
async function act(time: string, action: ActionName = "reboot"): Promise<RequestId> {
  service.clock.set(time);
  const context = contextIn(instance.projectId);
  await service.actions.start(context, instance, action);
  return context.requestId;
}

const actionsOf = ({ body }: Answer): Record<string, unknown>[] => body["instanceActions"] as Record<string, unknown>[];
const requestsOf = (answer: Answer): unknown[] => actionsOf(answer).map((action) => action["request_id"]);
const actionOf = ({ body }: Answer): Record<string, unknown> => body["instanceAction"] as Record<string, unknown>;
const eventsOf = (answer: Answer): Record<string, unknown>[] => actionOf(answer)["events"] as Record<string, unknown>[];

function nextOf({ body }: Answer): string | null {
  const links = body["links"] as { rel: string; href: string }[] | undefined;
  return links?.find(({ rel }) => rel === "next")?.href ?? null;
}

/** Follows the links from a page on; the requests of each page. */
async function pagesFrom(url: string): Promise<unknown[][]> {
  const pages: unknown[][] = [];
  for (let next: string | null = url; next !== null; ) {
    const answer = await member.get(next);
    expect(answer.status, answer.text).toBe(200);
    pages.push(requestsOf(answer));
    expect(pages.length).toBeLessThan(50);
    next = nextOf(answer);
  }
  return pages;
}

test("a list has these fields of each action, and no others", async () => {
  await newInstance();
  service.clock.set("2026-03-01T10:00:00.250Z");
  const context = contextIn(member.project);
  await service.actions.start(context, instance, "create");
  const answer = await member.get(list);
  expect(answer).toMatchObject({ status: 200, type: "application/json; charset=utf-8" });
  expect(answer.body).toEqual({
    instanceActions: [
      {
        action: "create",
        instance_uuid: instance.uuid,
        request_id: context.requestId,
        user_id: context.userId,
        project_id: context.projectId,
        start_time: "2026-03-01T10:00:00.250Z",
        updated_at: "2026-03-01T10:00:00.250Z",
        message: null,
      },
    ],
  });
});

test("an action is shown with the fields of the list and its events, newest first", async () => {
  await newInstance();
  service.clock.set("2026-03-01T10:00:00Z");
  const context = contextIn(member.project);
  await service.actions.start(context, instance, "reboot");
  await service.events.start(context, instance, "compute_reboot", "host-17");
  service.clock.set("2026-03-01T10:00:01Z");
  await service.events.start(context, instance, "compute_wait", null);
  service.clock.set("2026-03-01T10:00:02Z");
  await service.events.finish(context, instance, "compute_reboot");
  const shown = await member.get(`${list}/${context.requestId}`);
  const { events, ...fields } = actionOf(shown);
  expect([fields]).toEqual(actionsOf(await member.get(list)));
  expect(fields).toMatchObject({ start_time: "2026-03-01T10:00:00.000Z", updated_at: "2026-03-01T10:00:02.000Z" });
  expect(events).toEqual([
    { event: "compute_wait", start_time: "2026-03-01T10:00:01.000Z", finish_time: null, result: null, hostId: "" },
    { event: "compute_reboot", start_time: "2026-03-01T10:00:00.000Z", finish_time: "2026-03-01T10:00:02.000Z", result: "Success", hostId: expect.stringMatching(/^[0-9a-f]{56}$/) as string },
  ]);
});

test("when an action finished is not told", async () => {
  await newInstance();
  const context = contextIn(member.project);
  await service.actions.start(context, instance, "reboot");
  await service.actions.finish(context, instance);
  expect((await member.get(list)).text).not.toContain("finish_time");
  expect(actionOf(await member.get(`${list}/${context.requestId}`))).not.toHaveProperty("finish_time");
});

test("an instance without actions has an empty list", async () => {
  await newInstance();
  expect((await member.get(list)).body).toEqual({ instanceActions: [] });
});

test("actions are listed newest first, and those of one moment by their id", async () => {
  await newInstance();
  const [first, second, third] = [await act("2026-03-01T10:00:00Z", "create"), await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:01Z")];
  expect(requestsOf(await member.get(list))).toEqual([third, second, first]);
});

test("an instance id is understood in capitals", async () => {
  await newInstance();
  const request = await act("2026-03-01T10:00:00Z");
  expect(requestsOf(await member.get(`/servers/${instance.uuid.toUpperCase()}/os-instance-actions`))).toEqual([request]);
});

test("an action that the instance does not have is not found", async () => {
  await newInstance();
  const there = await act("2026-03-01T10:00:00Z");
  expectProblem(await member.get(`${list}/${newRequestId()}`), 404);
  await newInstance();
  expectProblem(await member.get(`${list}/${there}`), 404);
});

test("the list of an instance that is not there is not found", async () => {
  expectProblem(await member.get(`/servers/${newInstanceId()}/os-instance-actions`), 404);
});

test("an action of an instance that is not there is not found", async () => {
  await newInstance();
  const request = await act("2026-03-01T10:00:00Z");
  expectProblem(await member.get(`/servers/${newInstanceId()}/os-instance-actions/${request}`), 404);
});

test("a deleted instance shows its actions, the deletion first", async () => {
  await newInstance();
  const created = await act("2026-03-01T10:00:00Z", "create");
  service.clock.set("2026-03-01T11:00:00Z");
  const deleted = await member.send({ method: "DELETE", url: `/servers/${instance.uuid}` });
  expect(deleted).toMatchObject({ status: 204, text: "" });
  const answer = await member.get(list);
  expect(actionsOf(answer).map(({ action }) => action)).toEqual(["delete", "create"]);
  expect(requestsOf(answer)).toEqual([deleted.headers["x-request-id"], created]);
  expect(eventsOf(await member.get(`${list}/${String(deleted.headers["x-request-id"])}`))).toMatchObject([{ event: "compute_delete", result: "Success" }]);
});

test("nothing can be asked of a deleted instance", async () => {
  await newInstance();
  await member.send({ method: "DELETE", url: `/servers/${instance.uuid}` });
  expectProblem(await member.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { reboot: { type: "HARD" } } }), 404);
  expectProblem(await member.send({ method: "DELETE", url: `/servers/${instance.uuid}` }), 404);
  expect(actionsOf(await member.get(list)).map(({ action }) => action)).toEqual(["delete"]);
});

test("the actions of an archived instance are gone for readers, and those of a living one stay", async () => {
  await newInstance();
  const living = instance;
  const kept = await act("2026-03-01T10:00:00Z");
  await newInstance();
  const request = await act("2026-03-01T10:00:00Z", "create");
  await member.send({ method: "DELETE", url: `/servers/${instance.uuid}` });
  await service.instances.archive(1000);
  expectProblem(await member.get(list), 404);
  expectProblem(await member.get(`${list}/${request}`), 404);
  expect(requestsOf(await member.get(`/servers/${living.uuid}/os-instance-actions`))).toEqual([kept]);
});

test("what a request did is found under the id it was answered with", async () => {
  await newInstance();
  service.clock.set("2026-03-01T10:00:00Z");
  const answer = await member.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { reboot: { type: "SOFT" } } });
  expect(answer).toMatchObject({ status: 202, text: "" });
  const shown = await member.get(`${list}/${String(answer.headers["x-request-id"])}`);
  expect(actionOf(shown)).toMatchObject({ action: "reboot", project_id: member.project, message: null, events: [{ event: "compute_reboot", result: "Success" }] });
});

test("an operation that fails leaves one action, marked, and one failed event", async () => {
  await newInstance();
  service.clock.set("2026-03-01T10:00:00Z");
  await service.reporter
    .during(serviceContext(newRequestId()), { action: "create", event: "conductor_schedule", instances: [instance] }, () => Promise.reject(new RangeError("no host has room")))
    .catch(() => undefined);
  const listed = await member.get(list);
  expect(actionsOf(listed)).toMatchObject([{ action: "create", message: "Error" }]);
  expect(eventsOf(await member.get(`${list}/${String(requestsOf(listed)[0])}`))).toMatchObject([{ event: "conductor_schedule", result: "Error", finish_time: "2026-03-01T10:00:00.000Z" }]);
});

test("an action that was copied here is read like one of this place", async () => {
  await newInstance();
  const time = new Date("2020-01-01T00:00:00Z");
  const { requestId, userId, projectId } = contextIn(member.project);
  await service.actions.create({ action: "create", instanceUuid: instance.uuid, requestId, userId, projectId, startTime: time, finishTime: null, updatedAt: time, message: "Error" });
  expect(actionsOf(await member.get(list))).toMatchObject([{ request_id: requestId, user_id: userId, start_time: "2020-01-01T00:00:00.000Z", message: "Error" }]);
});

test("a limit gives so many, and the rest by the link", async () => {
  await newInstance();
  const [first, second, third] = [await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:01Z"), await act("2026-03-01T10:00:02Z")];
  const page = await member.get(`${list}?limit=2`);
  expect(requestsOf(page)).toEqual([third, second]);
  expect(page.body["links"]).toEqual([{ rel: "next", href: `${list}?limit=2&marker=${second}` }]);
  const rest = await member.get(nextOf(page) ?? "");
  expect(requestsOf(rest)).toEqual([first]);
  expect(nextOf(rest)).toBeNull();
});

test("a limit of 0 gives none, and no link", async () => {
  await newInstance();
  await act("2026-03-01T10:00:00Z");
  expect((await member.get(`${list}?limit=0`)).body).toEqual({ instanceActions: [] });
});

test("a page has a thousand at the most, whatever the limit", async () => {
  await newInstance();
  await service.database.queries.execute(sql`
    INSERT INTO instance_actions (action, instance_uuid, request_id, start_time, created_at, updated_at)
    SELECT 'reboot', ${instance.uuid}, 'req-' || gen_random_uuid(), now(), now(), now() FROM generate_series(1, 1003)`);
  const sizes = async (query: string) => (await pagesFrom(`${list}${query}`)).map((page) => page.length);
  expect(await sizes("")).toEqual([1000, 3]);
  expect(await sizes("?limit=999999999")).toEqual([1000, 3]);
  expect(new Set((await pagesFrom(list)).flat()).size).toBe(1003);
});

test("a marker gives those after it", async () => {
  await newInstance();
  const [first, second, third] = [await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:01Z"), await act("2026-03-01T10:00:02Z")];
  expect(requestsOf(await member.get(`${list}?marker=${third}`))).toEqual([second, first]);
  expect(requestsOf(await member.get(`${list}?marker=${first}`))).toEqual([]);
});

test("a marker that the instance does not have is a bad request", async () => {
  await newInstance();
  const elsewhere = await act("2026-03-01T10:00:00Z");
  await newInstance();
  await act("2026-03-01T10:00:00Z");
  expectProblem(await member.get(`${list}?marker=${elsewhere}`), 400);
  expectProblem(await member.get(`${list}?marker=${newRequestId()}`), 400);
});

test("changes-since gives what changed then or later", async () => {
  await newInstance();
  const [, second, third] = [await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:01Z"), await act("2026-03-01T10:00:02Z")];
  expect(requestsOf(await member.get(`${list}?changes-since=2026-03-01T10:00:01Z`))).toEqual([third, second]);
  expect(requestsOf(await member.get(`${list}?changes-since=2026-03-01T10:00:01.001Z`))).toEqual([third]);
});

test("changes-before gives what changed then or earlier", async () => {
  await newInstance();
  const [first, second] = [await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:01Z"), await act("2026-03-01T10:00:02Z")];
  expect(requestsOf(await member.get(`${list}?changes-before=2026-03-01T10:00:01Z`))).toEqual([second, first]);
  expect(requestsOf(await member.get(`${list}?changes-before=2026-03-01T10:00:00.999Z`))).toEqual([first]);
});

test("changes-since and changes-before together give what changed between them, both included", async () => {
  await newInstance();
  const [, second] = [await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:01Z"), await act("2026-03-01T10:00:02Z")];
  expect(requestsOf(await member.get(`${list}?changes-since=2026-03-01T10:00:01Z&changes-before=2026-03-01T10:00:01Z`))).toEqual([second]);
});

test("what counts is the last change, not the start", async () => {
  await newInstance();
  const request = await act("2026-03-01T10:00:00Z");
  service.clock.set("2026-03-01T12:00:00Z");
  await service.events.start(contextIn(member.project, request), instance, "compute_reboot");
  expect(requestsOf(await member.get(`${list}?changes-since=2026-03-01T11:00:00Z`))).toEqual([request]);
});

test("a time with an offset is converted", async () => {
  await newInstance();
  const [, second] = [await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:01Z")];
  expect(requestsOf(await member.get(`${list}?changes-since=${encodeURIComponent("2026-03-01T19:00:01+09:00")}`))).toEqual([second]);
  expect(requestsOf(await member.get(`${list}?changes-since=2026-03-01T04:30:01-05:30`))).toEqual([second]);
});

test("a time without an offset is UTC, and a date its midnight", async () => {
  await newInstance();
  const [, second] = [await act("2026-02-28T23:59:59.999Z"), await act("2026-03-01T00:00:00Z")];
  expect(requestsOf(await member.get(`${list}?changes-since=2026-03-01T00:00:00`))).toEqual([second]);
  expect(requestsOf(await member.get(`${list}?changes-since=2026-03-01`))).toEqual([second]);
});

test("the links of pages give every action once, also those of one moment", async () => {
  await newInstance();
  const requests: RequestId[] = [];
  for (let count = 0; count < 7; count += 1) requests.push(await act("2026-03-01T10:00:00Z"));
  for (const limit of ["1", "2", "3", "7"]) expect((await pagesFrom(`${list}?limit=${limit}`)).flat()).toEqual(requests.toReversed());
});

test("the links of pages keep the filters", async () => {
  await newInstance();
  const requests: RequestId[] = [];
  for (const second of ["00", "01", "01", "01", "02", "02", "03"]) requests.push(await act(`2026-03-01T10:00:${second}Z`));
  const between = requests.slice(1, 6).toReversed();
  const query = `changes-since=${encodeURIComponent("2026-03-01T12:00:01+02:00")}&changes-before=2026-03-01T10:00:02Z`;
  expect((await pagesFrom(`${list}?limit=2&${query}`)).flat()).toEqual(between);
  expect((await pagesFrom(`${list}?${query}&limit=1`)).flat()).toEqual(between);
});

test("an action that begins while pages are read is not in them, and moves none", async () => {
  await newInstance();
  const requests = [await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:00Z"), await act("2026-03-01T10:00:00Z")];
  const page = await member.get(`${list}?limit=2`);
  await act("2026-03-01T10:00:00Z");
  expect([...requestsOf(page), ...(await pagesFrom(nextOf(page) ?? "")).flat()]).toEqual(requests.toReversed());
});
