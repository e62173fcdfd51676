/** Ten thousand requests, most of them nearly right: whatever is sent, the service answers as it should, and nothing gets out. */
import fc from "fast-check";
import type { InjectOptions } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role } from "../../src/model/context.js";
import { newRequestId } from "../../src/model/ids.js";
import { answerOf, contextIn, expectProblem, newInstanceId, newProject, newUser, parsedLines, SLOW, start, tokenOf, type Harness } from "./harness.js";

/** What the log says of requests that the service need not worry about. */
const MESSAGES = ["incoming request", "request completed", "a caller was not let in"];

const SEED = 20_261_122;

let service: Harness;
/** What a request may say that is right, or was. */
const known = { own: newInstanceId(), asked: newInstanceId(), others: newInstanceId(), missing: newInstanceId(), request: newRequestId(), othersRequest: newRequestId(), newRequest: newRequestId() };
const project = newProject();
/** What only the other project's members may learn. */
let secrets: readonly string[];
let tokens: readonly string[];

beforeAll(async () => {
  service = await start();
  const secretHost = "host-of-the-others";
  const otherProject = newProject();
  const others = { ...contextIn(otherProject), requestId: known.othersRequest, userId: newUser() };
  for (const [uuid, projectId, context, host] of [[known.own, project, contextIn(project, known.request), "host-1"], [known.others, otherProject, others, secretHost]] as const) {
    await service.instances.add({ uuid, projectId, state: "active" });
    await service.reporter.during(context, { action: "reboot", event: "compute_reboot", host, instances: [{ uuid, projectId, state: "active" }] }, () => Promise.reject(new RangeError("inner text"))).catch(() => undefined);
  }
  await service.instances.add({ uuid: known.asked, projectId: project, state: "active" });
  secrets = [otherProject, others.userId, secretHost, "inner text"];
  const now = Math.floor(Date.now() / 1000);
  const roles: readonly (readonly Role[])[] = [["reader"], ["member"], ["member", "reader"], []];
  tokens = [...(await Promise.all(roles.map((each) => tokenOf(each, project)))), await tokenOf(["admin"], project, { exp: now - 10 }), await tokenOf(["admin"], project, {}, new Uint8Array(32))];
}, SLOW);
afterAll(() => service.close());

/** Mostly the first; sometimes the second. */
const mostly = <Value>(usual: fc.Arbitrary<Value>, odd: fc.Arbitrary<Value>): fc.Arbitrary<Value> => fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: odd });

/** A text that is right but for a character, or for what comes before, after or twice. */
const spoilt = (text: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.tuple(fc.nat(text.length), fc.constantFrom("", "-", "'", '"', "\u0000", "\n", " ", "%", "é", "0", "Z", "/", "\\", "<")).map(([at, put]) => text.slice(0, at) + put + text.slice(at + 1)),
    fc.constantFrom(text.toUpperCase(), `${text} `, ` ${text}`, `${text}${text}`, text.slice(1), text.slice(0, -1), `{${text}}`, `${text}'--`, `["${text}"]`, ""),
  );

const nearly = (...texts: string[]): fc.Arbitrary<string> => fc.constantFrom(...texts).chain((text) => mostly(fc.constant(text), spoilt(text)));

const odd = fc.oneof(fc.string({ unit: "binary", maxLength: 20 }), fc.constantFrom("__proto__", "constructor", "toString", "null", "[object Object]", "1 OR 1=1", "{{this}}", "<b>", "${x}", "a".repeat(3000)));

const instanceId = nearly(...Array<string>(6).fill(known.own), known.others, known.missing);
/** One whose actions nobody reads: they become many. */
const askedId = nearly(...Array<string>(6).fill(known.asked), known.others, known.missing);
const requestId = nearly(...Array<string>(6).fill(known.request), known.othersRequest, known.newRequest);
const time = nearly("2026-03-01T10:00:00Z", "2026-03-01T10:00:00+02:00", "2026-03-01T10:00:00", "2026-03-01", "2026-03-01T10:00:00.123Z", "1970-01-01", "9999-12-31T23:59:59Z", "2024-02-29");
const limit = nearly("0", "1", "2", "1000", "999999999");

const parameter = mostly(
  fc.oneof(fc.tuple(fc.constant("limit"), limit), fc.tuple(fc.constant("marker"), requestId), fc.tuple(fc.constant("changes-since"), time), fc.tuple(fc.constant("changes-before"), time)),
  fc.tuple(mostly(nearly("limit", "marker", "changes-since", "changes-before"), odd), mostly(nearly("1", known.request, "2026-03-01"), odd)),
);
const encode = (text: string) => encodeURIComponent(Buffer.from(text).toString());
const query = fc.array(parameter, { maxLength: 4 }).map((pairs) => (pairs.length === 0 ? "" : `?${pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&")}`));

const segment = (usual: fc.Arbitrary<string>) => mostly(mostly(usual, odd).map(encode), fc.constantFrom("", ".", "..", "%", "%00", "%ff", "%2f", ";", "*"));
type Method = "GET" | "POST" | "HEAD" | "PUT" | "PATCH" | "OPTIONS";
const place = (method: Method, path: fc.Arbitrary<string>) => fc.record({ method: mostly(fc.constant<Method>(method), fc.constantFrom<Method>("GET", "HEAD", "POST", "PUT", "PATCH", "OPTIONS")), path });
// Nothing deletes the instance: the other requests would find nothing.
const places = fc.oneof(
  { weight: 4, arbitrary: place("GET", segment(instanceId).map((id) => `/servers/${id}/os-instance-actions`)) },
  { weight: 2, arbitrary: place("GET", fc.tuple(segment(instanceId), segment(requestId)).map(([id, request]) => `/servers/${id}/os-instance-actions/${request}`)) },
  { weight: 2, arbitrary: place("GET", segment(instanceId).map((id) => `/servers/${id}/os-instance-actions.html`)) },
  { weight: 2, arbitrary: place("POST", segment(askedId).map((id) => `/servers/${id}/action`)) },
);

const json = fc.oneof(
  { weight: 4, arbitrary: nearly('{"reboot":{"type":"HARD"}}', '{"reboot":{"type":"SOFT"}}', '{"os-resetState":{"state":"error"}}') },
  { weight: 1, arbitrary: fc.json({ maxDepth: 2 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom("reboot", "os-resetState", "type", "__proto__", "constructor"), fc.jsonValue({ maxDepth: 1 })).map(([key, value]) => `{"reboot":{"type":"HARD"},${JSON.stringify(key)}:${JSON.stringify(value)}}`) },
);
const type = mostly(fc.constant("application/json"), fc.constantFrom("text/plain", "application/json; charset=utf-16", "application/JSON", "", "application/", "multipart/form-data"));

const request = fc.record({
  place: places,
  query,
  token: mostly(fc.integer({ min: 0, max: 2 }), fc.integer({ min: -1, max: 5 })),
  spoil: mostly(fc.constant(null), odd),
  body: json,
  type,
});

test("whatever is sent is answered, refused with a problem where it is wrong, and gives nothing of others away", { timeout: 3 * SLOW }, async () => {
  const statuses = new Map<number, number>();
  const began = process.cpuUsage();
  await fc.assert(
    fc.asyncProperty(request, async ({ place: { method, path: where }, query: what, token, spoil, body, type: contentType }) => {
      service.lines.length = 0;
      const bearer = tokens[token] ?? "";
      const headers: Record<string, string> = { ...(token >= 0 && { authorization: `Bearer ${bearer}` }), ...(spoil !== null && { "x-request-id": spoil, "user-agent": spoil }) };
      const options: InjectOptions = method === "POST" || method === "PUT" || method === "PATCH" ? { method, url: where + what, payload: body, headers: { ...headers, "content-type": contentType } } : { method, url: where + what, headers };
      const answer = answerOf(await service.app.inject(options));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);

      if (method !== "HEAD" && answer.status >= 400 && answer.type !== "text/html; charset=utf-8") {
        const said = [...new URLSearchParams(what.slice(1)).keys(), ...keysOf(body)];
        expectProblem(answer, answer.status, said);
      }
      expect(answer.status).toBeLessThan(500);
      if (token < 0 || token > 2) expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(secrets.filter((secret) => answer.text.includes(secret))).toEqual([]);
      const others = parsedLines(service.lines).filter(({ msg }) => typeof msg !== "string" || !MESSAGES.includes(msg));
      expect(others).toEqual([]);
      if (bearer !== "") expect(service.lines.join("")).not.toContain(bearer.split(".")[1]);
    }),
    { numRuns: 10_000, seed: SEED, endOnFailure: false },
  );
  expect({}).not.toHaveProperty("type");
  // The grammar is worth its time only while it finds the way to every answer.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([200, 202, 400, 401, 403, 404, 415]));
  console.info(`seed ${SEED}, ${Math.round(process.cpuUsage(began).user / 1000)} ms of processor time: ${[...statuses].sort(([one], [other]) => one - other).map(([status, count]) => `${count} times ${status}`).join(", ")}`);
});

/** Every key in a JSON text, for a problem may name those that are not known. */
function keysOf(text: string): string[] {
  try {
    const keys: string[] = [];
    JSON.parse(text, (key, value: unknown) => {
      keys.push(key);
      return value;
    });
    return keys.filter((key) => key.length > 0);
  } catch {
    return [];
  }
}
