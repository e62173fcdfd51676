/** Who sees what, and who may do what: by the roles of a token, and by its project. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeFailure } from "../../src/model/failure.js";
import { serviceContext, type Role } from "../../src/model/context.js";
import { NotFound } from "../../src/model/errors.js";
import { newRequestId, type RequestId } from "../../src/model/ids.js";
import type { Instance } from "../../src/model/instance.js";
import { contextIn, expectProblem, newInstanceId, newProject, parsedLines, problemWithoutRequest, SLOW, start, type Answer, type Caller, type Harness } from "./harness.js";

let service: Harness;
const project = newProject();
let instance: Instance;
let list: string;
/** A reboot that failed on a host. */
let failed: RequestId;
const failure = new RangeError("disk /dev/sdb of rack 7 is gone");

beforeAll(async () => {
  service = await start();
  instance = await service.instance(project);
  list = `/servers/${instance.uuid}/os-instance-actions`;
  const context = contextIn(project);
  failed = context.requestId;
  await service.reporter.during(context, { action: "reboot", event: "compute_reboot", host: "host-17", instances: [instance] }, () => Promise.reject(failure)).catch(() => undefined);
}, SLOW);
afterAll(() => service.close());

async function eventsFor(caller: Caller, request: RequestId = failed): Promise<Record<string, unknown>[]> {
  const answer = await caller.get(`${list}/${request}`);
  expect(answer.status, answer.text).toBe(200);
  return (answer.body["instanceAction"] as { events: Record<string, unknown>[] }).events;
}

const COMMON = ["event", "finish_time", "hostId", "result", "start_time"];

test("a reader of the project sees the list and an action with its events", async () => {
  const reader = await service.caller("reader", project);
  expect((await reader.get(list)).body["instanceActions"]).toMatchObject([{ action: "reboot", message: "Error" }]);
  expect(await eventsFor(reader)).toMatchObject([{ event: "compute_reboot", result: "Error" }]);
});

test("a reader sees of an event neither its host nor what was kept of a failure", async () => {
  const [event] = await eventsFor(await service.caller("reader", project));
  expect(Object.keys(event ?? {}).sort()).toEqual(COMMON);
});

test("a member sees of an event what a reader does", async () => {
  expect(await eventsFor(await service.caller("member", project))).toEqual(await eventsFor(await service.caller("reader", project)));
});

test("an administrator sees the host, the details and the fingerprint", async () => {
  const [event] = await eventsFor(await service.caller("admin", project));
  expect(Object.keys(event ?? {}).sort()).toEqual([...COMMON, "details", "fingerprint", "host"].sort());
  expect(event).toMatchObject({ host: "host-17", details: "RangeError", fingerprint: describeFailure(failure).fingerprint });
});

test("an administrator of another project sees the same as one of this", async () => {
  const [here, elsewhere] = [await service.caller("admin", project), await service.caller("admin")];
  expect((await elsewhere.get(list)).body).toEqual((await here.get(list)).body);
  expect(await eventsFor(elsewhere)).toEqual(await eventsFor(here));
});

test("the strongest of several roles counts", async () => {
  const [event] = await eventsFor(await service.caller(["reader", "admin"], project));
  expect(event).toHaveProperty("host");
});

test("who has no role that counts may not read", async () => {
  const nobody = await service.caller([], project);
  for (const url of [list, `${list}/${failed}`, `${list}.html`]) expectProblem(await nobody.get(url), 403);
});

test("whether an instance is there is not told to who may not read", async () => {
  const nobody = await service.caller([], project);
  const missing = await nobody.get(`/servers/${newInstanceId()}/os-instance-actions`);
  expect(problemWithoutRequest(await nobody.get(list))).toEqual(problemWithoutRequest(missing));
});

test("of a foreign failure the class is kept, and no text of it is shown to anyone", async () => {
  for (const role of ["reader", "admin"] as const satisfies readonly Role[]) {
    const caller = await service.caller(role, project);
    for (const url of [list, `${list}/${failed}`, `${list}.html`]) expect((await caller.get(url)).text).not.toMatch(/disk|sdb|rack|stack|traceback|\.ts:/);
  }
});

test("of a failure of the service's own an administrator sees the text", async () => {
  const context = contextIn(project);
  await service.reporter.during(context, { action: "reboot", event: "compute_reboot", instances: [instance] }, () => Promise.reject(new NotFound("instance"))).catch(() => undefined);
  expect(await eventsFor(await service.caller("admin"), context.requestId)).toMatchObject([{ details: "There is no such instance.", host: null }]);
  expect(JSON.stringify(await eventsFor(await service.caller("member", project), context.requestId))).not.toContain("such");
});

test("the trace of a failure is in the log under the fingerprint that an administrator sees", async () => {
  const [event] = await eventsFor(await service.caller("admin", project));
  const line = parsedLines(service.lines).find(({ fingerprint }) => fingerprint === event?.["fingerprint"]);
  expect(line).toMatchObject({ err: { type: "RangeError", stack: expect.stringContaining("visibility.test.ts") as string } });
});

test("a host id tells hosts apart, and is of the project", async () => {
  const reader = await service.caller("reader", project);
  const [event] = await eventsFor(reader);
  expect(event?.["hostId"]).toBe(createHash("sha224").update(`${project}host-17`).digest("hex"));
  const context = contextIn(project);
  await service.reporter.during(context, { action: "reboot", event: "compute_reboot", host: "host-18", instances: [instance] }, () => Promise.resolve());
  const [other] = await eventsFor(reader, context.requestId);
  expect(other?.["hostId"]).not.toBe(event?.["hostId"]);
});

test("an event without a host has an empty host id, and null for an administrator", async () => {
  const context = contextIn(project);
  await service.reporter.during(context, { action: "reboot", event: "api_reboot", instances: [instance] }, () => Promise.resolve());
  expect(await eventsFor(await service.caller("reader", project), context.requestId)).toMatchObject([{ hostId: "" }]);
  expect(await eventsFor(await service.caller("admin", project), context.requestId)).toMatchObject([{ hostId: "", host: null, details: null, fingerprint: null }]);
});

test("what the service did itself has no user and no project, and its host id is of the instance's project", async () => {
  const context = serviceContext(newRequestId());
  await service.reporter.during(context, { action: "reboot", event: "compute_reboot", host: "host-17", instances: [instance] }, () => Promise.resolve());
  const reader = await service.caller("reader", project);
  expect((await reader.get(`${list}/${context.requestId}`)).body["instanceAction"]).toMatchObject({ user_id: null, project_id: null });
  expect(await eventsFor(reader, context.requestId)).toMatchObject([{ hostId: createHash("sha224").update(`${project}host-17`).digest("hex") }]);
});

test("what an administrator did is seen by the readers of the project, with whom it was by", async () => {
  const admin = await service.caller("admin");
  const answer = await admin.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { "os-resetState": { state: "active" } } });
  expect(answer).toMatchObject({ status: 202, text: "" });
  const reader = await service.caller("reader", project);
  const shown = await reader.get(`${list}/${String(answer.headers["x-request-id"])}`);
  expect(shown.body["instanceAction"]).toMatchObject({ action: "resetState", project_id: admin.project, events: [] });
});

test("a reader may ask for nothing", async () => {
  const reader = await service.caller("reader", project);
  for (const payload of [{ reboot: { type: "HARD" } }, { "os-resetState": { state: "error" } }]) expectProblem(await reader.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload }), 403);
  expectProblem(await reader.send({ method: "DELETE", url: `/servers/${instance.uuid}` }), 403);
});

test("a member may not reset the state of the project's own instance", async () => {
  const member = await service.caller("member", project);
  expectProblem(await member.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { "os-resetState": { state: "error" } } }), 403);
});

test("a failed operation is answered without its text, and recorded for its project", async () => {
  const member = await service.caller("member", project);
  service.machines.fails = failure;
  const answer = await member.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { reboot: { type: "HARD" } } });
  service.machines.fails = null;
  expectProblem(answer, 500);
  expect(answer.text).not.toMatch(/disk|sdb|rack/);
  expect(await eventsFor(member, answer.body["request_id"] as RequestId)).toMatchObject([{ result: "Error" }]);
});

test("an operation that the state of the instance does not allow is a conflict, and no action", async () => {
  const member = await service.caller("member", project);
  const stopped = await service.instance(project);
  await service.instances.setState(stopped, "error");
  expectProblem(await member.send({ method: "POST", url: `/servers/${stopped.uuid}/action`, payload: { reboot: { type: "SOFT" } } }), 409);
  expect((await member.get(`/servers/${stopped.uuid}/os-instance-actions`)).body).toEqual({ instanceActions: [] });
});

test("an instance of another project answers as one that is not there, to every request", async () => {
  const missing = newInstanceId();
  for (const role of ["reader", "member"] as const satisfies readonly Role[]) {
    const stranger = await service.caller(role);
    const answers = async (uuid: string): Promise<Answer[]> => {
      const theirs = `/servers/${uuid}`;
      const ask = (payload: object) => stranger.send({ method: "POST", url: `${theirs}/action`, payload });
      return [
        await stranger.get(`${theirs}/os-instance-actions`),
        await stranger.get(`${theirs}/os-instance-actions?limit=1&marker=${failed}`),
        await stranger.get(`${theirs}/os-instance-actions/${failed}`),
        await stranger.get(`${theirs}/os-instance-actions.html`),
        await stranger.get(`${theirs}/os-instance-actions.html?limit=x`),
        await ask({ reboot: { type: "HARD" } }),
        await ask({ "os-resetState": { state: "error" } }),
        await stranger.send({ method: "DELETE", url: theirs }),
      ];
    };
    const [there, notThere] = [await answers(instance.uuid), await answers(missing)];
    expect(there.map(problemWithoutRequest)).toEqual(notThere.map(problemWithoutRequest));
    for (const answer of there) expectProblem(answer, answer.status);
    expect(there.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, ...(role === "member" ? [404, 403, 404] : [403, 403, 403])]);
  }
});

test("an administrator's request for an instance that is not there is not found", async () => {
  const admin = await service.caller("admin");
  expectProblem(await admin.send({ method: "POST", url: `/servers/${newInstanceId()}/action`, payload: { "os-resetState": { state: "error" } } }), 404);
  expectProblem(await admin.get(`/servers/${newInstanceId()}/os-instance-actions`), 404);
});
