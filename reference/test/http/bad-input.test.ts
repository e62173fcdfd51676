/** Requests that are wrong, by mistake or on purpose: each is refused with a problem document, changes nothing, and stays text in the log. */
import { connect, type AddressInfo } from "node:net";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { newRequestId } from "../../src/model/ids.js";
import type { Instance } from "../../src/model/instance.js";
import { callerWith, contextIn, expectProblem, newProject, newUser, parsedLines, SLOW, start, tokenOf, type Answer, type Caller, type Harness } from "./harness.js";

let service: Harness;
let member: Caller;
let admin: Caller;
let instance: Instance;
let list: string;
let operation: string;
let before: string;
let logged: number;

beforeAll(async () => {
  service = await start();
  member = await service.caller("member");
  admin = await service.caller("admin", member.project);
  instance = await service.instance(member.project);
  list = `/servers/${instance.uuid}/os-instance-actions`;
  operation = `/servers/${instance.uuid}/action`;
  await service.actions.start(contextIn(member.project), instance, "create");
}, SLOW);
afterAll(() => service.close());

const everything = async () => JSON.stringify(await service.database.queries.execute(sql`SELECT * FROM instances LEFT JOIN instance_actions ON uuid = instance_uuid LEFT JOIN instance_actions_events ON action_id = instance_actions.id`));

beforeEach(async () => {
  before = await everything();
  logged = service.lines.length;
});
afterEach(async () => {
  expect(await everything()).toBe(before);
  expect(service.machines.rebooted).toBe(0);
  for (const line of parsedLines(service.lines, logged)) expect(line["level"]).toBeLessThan(50);
  for (const { token } of [member, admin]) expect(service.lines.join("")).not.toContain(token);
});

/** What the problem says is wrong, and where. */
function issuesOf({ body }: Answer): readonly { path: string; message: string }[] {
  return (body["issues"] ?? []) as { path: string; message: string }[];
}

/** The list refuses the query, naming the key; so does the page, as a page. */
async function expectRefused(query: string, path: string): Promise<void> {
  const answer = await member.get(`${list}?${query}`);
  expectProblem(answer, 400, [...new URLSearchParams(query).keys()]);
  expect(issuesOf(answer).map((issue) => issue.path), query).toContain(path);
  expect(await member.get(`${list}.html?${query}`)).toMatchObject({ status: 400, type: "text/html; charset=utf-8" });
}

test.each(["", "1", "abc", "00000000-0000-0000-0000-00000000000g", "../../etc/passwd", "{d261067d-03c3-48c8-befe-197c6ac52244}", "d261067d03c348c8befe197c6ac52244", "null", "' OR '1'='1", "d261067d-03c3-48c8-befe-197c6ac52244\n", "d261067d-03c3-48c8-befe-197c6ac52244;", "é".repeat(30)])("an instance id that is none is a bad request: %j", async (id) => {
  const segment = encodeURIComponent(id);
  for (const url of [`/servers/${segment}/os-instance-actions`, `/servers/${segment}/os-instance-actions/${newRequestId()}`, `/servers/${segment}/os-instance-actions.html`]) expectProblem(await member.get(url), 400, [id]);
  expectProblem(await member.send({ method: "DELETE", url: `/servers/${segment}` }), 400, [id]);
  expectProblem(await member.send({ method: "POST", url: `/servers/${segment}/action`, payload: { reboot: { type: "HARD" } } }), 400, [id]);
});

test.each(["", "1", "req-", "req-1", "REQ-d261067d-03c3-48c8-befe-197c6ac52244", "req-D261067D-03C3-48C8-BEFE-197C6AC52244", "d261067d-03c3-48c8-befe-197c6ac52244", "req-d261067d-03c3-48c8-befe-197c6ac52244x", "req-d261067d-03c3-48c8-befe-197c6ac52244\n", "req-d261067d-03c3-48c8-befe-197c6ac52244%", "%00", "\u0000"])("a request id that is none is a bad request, as a path and as a marker: %j", async (id) => {
  expectProblem(await member.get(`${list}/${encodeURIComponent(id)}`), 400, [id]);
  await expectRefused(`marker=${encodeURIComponent(id)}`, "marker");
});

test.each(["offset=1", "Limit=1", "limits=1", "sort=id", "page=2", "changes_since=2026-01-01", "limit[]=1", "limit[$gt]=1", "__proto__=1", "__proto__[limit]=1", "constructor=1", "constructor.prototype.limit=1", "toString=1", "=1", "%00=1", "select * from instances=1"])("a query key that is not known is refused: %s", async (query) => {
  await expectRefused(query, "");
  expect(Object.prototype).not.toHaveProperty("limit");
});

test.each(["limit=1&limit=2", "limit=1&limit=1", "marker=req-d261067d-03c3-48c8-befe-197c6ac52244&marker=x", "changes-since=2026-01-01&changes-since=2026-01-01", "changes-before=2026-01-01&changes-before="])("a query key that is repeated is refused: %s", async (query) => {
  await expectRefused(query, query.slice(0, query.indexOf("=")));
});

test.each(["-1", "-0", "+1", "1.5", "1.0", "1e3", "1E3", "0x10", "0b1", "0o7", "ten", "", " ", "1 ", " 1", "1,000", "1_000", "NaN", "Infinity", "9999999999", "9".repeat(400), "١", "²", "1\n", "1;DROP TABLE instances", "null", "true", "[1]"])("a limit that is no count is refused: %j", async (limit) => {
  await expectRefused(`limit=${encodeURIComponent(limit)}`, "limit");
});

test.each([
  "", "now", "yesterday", "0", "1772323200", "-1", "2026", "2026-03", "20260301T100000Z", "2026-3-1", "01/03/2026", "2026-03-01 10:00:00", "2026-03-01T10", "2026-03-01T25:00:00Z", "2026-03-01T24:00:00Z", "2026-03-01T10:60:00Z", "2026-03-01T10:00:60Z",
  "2026-02-30T00:00:00Z", "2026-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00", "1900-02-29", "1969-12-31T23:59:59Z", "1970-01-01T00:00:00+00:01", "0000-01-01", "-000001-01-01T00:00:00Z", "10000-01-01", "+010000-01-01T00:00:00Z", "9999-12-31T23:59:59-00:01", "99999999-01-01",
  "2026-03-01T10:00:00+25:00", "2026-03-01T10:00:00+1:00", "2026-03-01T10:00:00 02:00", "2026-03-01T10:00:00CET", "2026-03-01T10:00:00Z'; DROP TABLE instances; --", "2026-03-01T10:00:00Z\n",
])("a time that is none, or of no year between 1970 and 9999, is refused: %j", async (time) => {
  await expectRefused(`changes-since=${encodeURIComponent(time)}`, "changes-since");
  await expectRefused(`changes-before=${encodeURIComponent(time)}`, "changes-before");
});

test.each(["1970-01-01T00:00:00Z", "1970-01-01", "9999-12-31T23:59:59.999Z", "2024-02-29", "2026-03-01T10:00:00.123456789Z", "2026-03-01T10:00:00-12:00"])("a time that is one is taken: %s", async (time) => {
  expect((await member.get(`${list}?changes-since=${encodeURIComponent(time)}`)).status).toBe(200);
});

test("changes-before must not be earlier than changes-since; both the same is allowed", async () => {
  await expectRefused("changes-since=2026-03-01T10:00:01Z&changes-before=2026-03-01T10:00:00Z", "changes-before");
  await expectRefused(`changes-since=2026-03-01T10:00:00Z&changes-before=${encodeURIComponent("2026-03-01T10:00:00+00:01")}`, "changes-before");
  expect((await member.get(`${list}?changes-since=2026-03-01T10:00:00Z&changes-before=2026-03-01T10:00:00Z`)).status).toBe(200);
});

test("everything that is wrong is told at once, by its place", async () => {
  const answer = await member.get(`${list}?limit=x&marker=y&changes-since=z&more=1`);
  expectProblem(answer, 400);
  expect(issuesOf(answer).map(({ path }) => path).sort()).toEqual(["", "changes-since", "limit", "marker"]);
});

test("an action that is shown takes no query at all", async () => {
  const url = `${list}/${newRequestId()}`;
  for (const query of ["limit=1", "fields=all", "=", "__proto__=1"]) expectProblem(await member.get(`${url}?${query}`), 400);
});

test.each(["", "{", "nul", "[", '{"reboot":}', '{"reboot":{"type":"HARD"}}}', "{'reboot':{'type':'HARD'}}", '{"reboot":{"type":"HARD",}}', "\u0000", "\ufeff{", '{"reboot":{"type":"HA\nRD"}}', "NaN", '"\\ud800'])("a body that is not JSON is refused: %j", async (payload) => {
  expectProblem(await member.send({ method: "POST", url: operation, payload, headers: { "content-type": "application/json" } }), 400);
});

test.each([
  "null", "1", '"reboot"', "[]", "{}", '[{"reboot":{"type":"HARD"}}]', '{"reboot":null}', '{"reboot":"HARD"}', '{"reboot":{}}', '{"reboot":{"type":"hard"}}', '{"reboot":{"type":["HARD"]}}', '{"reboot":{"type":{"$ne":null}}}', '{"reboot":{"type":"HARD","force":true}}',
  '{"reboot":{"type":"HARD"},"x":1}', '{"reboot":{"type":"HARD"},"os-resetState":{"state":"error"}}', '{"os-resetState":{"state":"deleted"}}', '{"os-resetState":{"state":"active\' OR 1=1 --"}}', '{"Reboot":{"type":"HARD"}}', '{"delete":{}}', '{"\\u0000":1}',
])("a body that asks for nothing that there is, is refused: %s", async (payload) => {
  for (const caller of [member, admin]) expectProblem(await caller.send({ method: "POST", url: operation, payload, headers: { "content-type": "application/json" } }), 400);
});

test.each(['{"__proto__":{"type":"HARD"}}', '{"reboot":{"__proto__":{"type":"HARD"}}}', '{"reboot":{"type":"HARD"},"__proto__":{"admin":true}}', '{"reboot":{"type":"HARD"},"\\u005f_proto__":{"admin":true}}', '{"constructor":{"prototype":{"admin":true}},"reboot":{"type":"HARD"}}', '{"prototype":{"admin":true},"reboot":{"type":"HARD"}}'])("keys that reach for prototypes are refused: %s", async (payload) => {
  expectProblem(await member.send({ method: "POST", url: operation, payload, headers: { "content-type": "application/json" } }), 400);
  expect({}).not.toHaveProperty("admin");
});

test("JSON as deep as a body can hold is refused", async () => {
  const deep = (open: string, close: string) => `${open.repeat(16_000 / (open.length + close.length))}${close.repeat(16_000 / (open.length + close.length))}`;
  for (const payload of [deep("[", "]"), `${'{"a":'.repeat(2600)}1${"}".repeat(2600)}`, `{"reboot":{"type":${deep("[", "]")}}}`]) expectProblem(await member.send({ method: "POST", url: operation, payload, headers: { "content-type": "application/json" } }), 400);
});

test("a body above 16 KiB is refused, whether its length is told or not", async () => {
  const payload = JSON.stringify({ reboot: { type: "HARD", more: "x".repeat(16 * 1024) } });
  expectProblem(await member.send({ method: "POST", url: operation, payload, headers: { "content-type": "application/json" } }), 413);
  expect(await overConnection(`POST ${operation} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${member.token}\r\ncontent-type: application/json\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n${payload.length.toString(16)}\r\n${payload}\r\n0\r\n\r\n`)).toMatchObject({ status: 413 });
  expectProblem(await member.send({ method: "DELETE", url: `/servers/${instance.uuid}`, payload, headers: { "content-type": "application/json" } }), 413);
});

test.each(["text/plain", "text/html", "application/xml", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/octet-stream", "application/jsonx", "json", "*/*", "application/json, text/plain", "text/plain; application/json"])("a body of another type than JSON is refused: %s", async (type) => {
  expectProblem(await member.send({ method: "POST", url: operation, payload: '{"reboot":{"type":"HARD"}}', headers: { "content-type": type } }), 415);
});

test("an operation without a body is refused", async () => {
  expectProblem(await member.send({ method: "POST", url: operation }), 400);
});

test.each(["/", "/servers", "/servers/", "//servers", "/servers/x/y/z", "/.env", "/favicon.ico", "/metrics", "/servers/%2e%2e/os-instance-actions/../x", "*"])("a path that there is not is not found: %s", async (url) => {
  expectProblem(await member.get(url), 404);
});

test.each(["PUT", "PATCH", "POST", "DELETE", "OPTIONS", "TRACE"] as const)("a method that the list does not have is not found: %s", async (method) => {
  expectProblem(await member.send({ method, url: list }), 404);
});

test.each(["/%", "/%zz", "/servers/%ff/os-instance-actions", "/servers/%ED%A0%80/os-instance-actions", "/servers/%C0%AF/os-instance-actions"])("a path that cannot be decoded is a bad request: %s", async (url) => {
  expectProblem(await member.get(url), 400);
});

test("a segment that is too long is refused", async () => {
  expectProblem(await member.get(`/servers/${"a".repeat(300)}/os-instance-actions`), 414);
  expectProblem(await member.get(`${list}/req-${"a".repeat(300)}`), 414);
});

/** Sends bytes as they are, and reads what comes until the connection ends. */
async function overConnection(text: string): Promise<Pick<Answer, "status" | "body" | "type">> {
  if (!service.app.server.listening) await service.app.listen({ port: 0, host: "127.0.0.1" });
  const { port } = service.app.server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  socket.write(text);
  let received = "";
  for await (const chunk of socket) received += String(chunk);
  const [head = "", body = ""] = received.split("\r\n\r\n");
  return { status: Number(head.split(" ")[1]), type: /^content-type: (.*)$/im.exec(head)?.[1] ?? "", body: JSON.parse(body) as Record<string, unknown> };
}

test.each([
  ["another protocol", "HELO example.org\r\n\r\n", 400],
  ["another version", "GET / HTTP/9.9\r\n\r\n", 400],
  ["spaces in the path", "GET /a b c HTTP/1.1\r\nhost: x\r\n\r\n", 400],
  ["a header without a colon", "GET / HTTP/1.1\r\nhost: x\r\nbad header\r\n\r\n", 400],
  ["a negative length", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n", 400],
  ["two lengths", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", 400],
  ["headers that are too large", `GET / HTTP/1.1\r\nhost: x\r\nlong: ${"y".repeat(20_000)}\r\n\r\n`, 431],
])("what is not HTTP is refused on the connection: %s", async (_what, text, status) => {
  const answer = await overConnection(text);
  expectProblem({ ...answer, text: JSON.stringify(answer.body), headers: {} }, status);
});

test("a request without a host is refused by Node, before anything here could say why", async () => {
  expect(await overConnection("GET / HTTP/1.1\r\n\r\n")).toMatchObject({ status: 400, type: "" });
});

const PAYLOADS = [
  "' OR '1'='1' --", "'; DROP TABLE instances; --", "1 UNION SELECT * FROM instances", "$1", "\\'; SELECT pg_sleep(10); --",
  '\r\n{"level":60,"msg":"forged"}', "\n\u001b[2Jforged", '"},"level":60,"msg":"forged', "\u2028forged\u2029", "\u0000", "\ud83d\udca9".repeat(20),
  '"><script>alert(1)</script>', "'-alert(1)-'", "{{constructor.constructor('return process')()}}", "${jndi:ldap://x}", "%s%s%n", "__proto__", "../../../etc/passwd",
];

test.each(PAYLOADS)("hostile text is refused in every place of a request that is read: %j", async (text) => {
  const part = encodeURIComponent(text);
  const said = [text];
  for (const url of [`/servers/${part}/os-instance-actions`, `/servers/${part}/os-instance-actions.html`, `${list}/${part}`]) expectProblem(await member.get(url), 400, said);
  for (const key of ["limit", "marker", "changes-since", "changes-before", part]) {
    expectProblem(await member.get(`${list}?${key}=${part}`), 400, said);
    expect((await member.get(`${list}.html?${key}=${part}`)).status).toBe(400);
  }
  for (const payload of [{ [text]: {} }, { reboot: { type: text } }, { reboot: { type: "HARD", [text]: 1 } }, { "os-resetState": { state: text } }]) {
    expectProblem(await admin.send({ method: "POST", url: operation, payload: JSON.stringify(payload), headers: { "content-type": "application/json" } }), 400, said);
  }
});

test.each(PAYLOADS)("hostile text in places that are not read changes no answer, and no line of the log: %j", async (text) => {
  const plain = await member.get(list);
  for (const name of ["x-request-id", "request-id", "x-forwarded-for", "x-forwarded-host", "host", "user-agent", "referer", "cookie", "x-roles", "accept", "accept-language", "traceparent"]) {
    expect(await member.send({ method: "GET", url: list, headers: { [name]: text } })).toMatchObject({ status: 200, text: plain.text });
  }
  for (const { msg, reqId } of parsedLines(service.lines, logged)) {
    expect(["incoming request", "request completed"]).toContain(msg);
    expect(reqId).toMatch(/^req-[0-9a-f-]{36}$/);
  }
});

test.each(PAYLOADS)("hostile text in a token's claims gives nobody a right: %j", async (text) => {
  const withClaims = async (claims: object) => callerWith(service.app, await tokenOf(["member"], member.project, { ...claims })).get(list);
  for (const claims of [{ sub: text }, { project_id: text }, { roles: text }]) expectProblem(await withClaims(claims), 401);
  expectProblem(await withClaims({ roles: [text] }), 403);
  expect((await withClaims({ name: text, jti: text })).status).toBe(200);
});

test("a line of the log has what was sent as text", async () => {
  const text = '\r\n{"level":60,"msg":"forged"}';
  await member.get(`${list}?limit=${encodeURIComponent(text)}`);
  // As it was, in a place where nothing encodes it on the way.
  await member.send({ method: "GET", url: list, headers: { host: text } });
  const requests = parsedLines(service.lines, logged).flatMap(({ req }) => (req === undefined ? [] : [req as { url: string; host: string }]));
  expect(requests.map(({ url }) => decodeURIComponent(url))).toContain(`${list}?limit=${text}`);
  expect(requests.map(({ host }) => host)).toContain(text);
});

test("a token in a path or query is not in the log", async () => {
  const other = await tokenOf(["admin"], newProject(), { sub: newUser() });
  for (const url of [`${list}?token=${other}`, `${list}?limit=${other}`, `/servers/${other}/os-instance-actions`, `${list}/${other}`, `/${other}`]) await member.get(url);
  const [, payload = ""] = other.split(".");
  expect(service.lines.slice(logged).join("")).not.toContain(payload.slice(0, 40));
});
