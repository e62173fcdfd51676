/** Tokens that do not hold: none lets its bearer in, and the answer is the same for all of them; why is in the log, and the token is not. */
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { SignJWT, type JWTPayload } from "jose";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Instance } from "../../src/model/instance.js";
import { AUDIENCE, ISSUER } from "../../src/http/authentication.js";
import { callerWith, expectProblem, newProject, newUser, parsedLines, problemWithoutRequest, SLOW, start, TOKEN_KEY, tokenOf, type Answer, type Harness } from "./harness.js";

let service: Harness;
const project = newProject();
let instance: Instance;
let list: string;

beforeAll(async () => {
  service = await start();
  instance = await service.instance(project);
  list = `/servers/${instance.uuid}/os-instance-actions`;
}, SLOW);
afterAll(() => service.close());

const now = () => Math.floor(Date.now() / 1000);
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const claims = () => ({ sub: newUser(), project_id: project, roles: ["admin"], iss: ISSUER, aud: AUDIENCE, exp: now() + 3600 });

/** The answer to a request with this header, or without one. */
async function answerTo(authorization: string | null): Promise<Answer> {
  return await callerWith(service.app, "").send({ method: "GET", url: list, headers: authorization === null ? {} : { authorization } });
}

/** The token is refused, the answer is that of every refused one, and the log has the reason, but not the token. */
async function expectRefused(token: string): Promise<void> {
  const logged = service.lines.length;
  const answer = await answerTo(`Bearer ${token}`);
  expectProblem(answer, 401);
  expect(answer.headers["www-authenticate"]).toBe("Bearer");
  expect(problemWithoutRequest(answer)).toEqual(problemWithoutRequest(await answerTo(null)));
  expect(parsedLines(service.lines, logged).map(({ reason }) => reason)).toContainEqual(expect.stringMatching(/./));
  for (const part of token.split(".").filter((each) => each.length > 20)) expect(service.lines.slice(logged).join("")).not.toContain(part);
}

test("a token that holds lets its bearer in", async () => {
  expect((await answerTo(`Bearer ${await tokenOf(["reader"], project)}`)).status).toBe(200);
  expect((await answerTo(`bearer ${await tokenOf(["reader"], project)}`)).status).toBe(200);
});

test("a request without a token is refused, at every path", async () => {
  const stranger = callerWith(service.app, "");
  for (const url of [list, `${list}.html`, `${list}/x`, "/", "/nowhere", "/servers/x/os-instance-actions"]) {
    const answer = await stranger.send({ method: "GET", url });
    expectProblem(answer, 401);
    expect(answer.headers["www-authenticate"]).toBe("Bearer");
  }
  expectProblem(await stranger.send({ method: "POST", url: `/servers/${instance.uuid}/action`, payload: { reboot: { type: "HARD" } } }), 401);
  expectProblem(await stranger.send({ method: "DELETE", url: `/servers/${instance.uuid}` }), 401);
});

test("a header that is no bearer token is refused", async () => {
  const token = await tokenOf(["admin"], project);
  for (const header of ["", " ", "Bearer", "Bearer ", token, `Basic ${token}`, `Bearer  ${token}`, `Bearer ${token} `, `Bearer ${token}, Bearer ${token}`, `Bearer ${token};`, `Bearer "${token}"`, `Token ${token}`, `Bearer\t${token}`, `Bearer ${token}\n`, "Bearer null", "Bearer undefined", "Bearer a.b.c", "Bearer ...", `Bearer ${"a".repeat(15_000)}`]) {
    expectProblem(await answerTo(header), 401);
  }
});

test("a token in the query lets nobody in", async () => {
  for (const key of ["token", "access_token", "authorization"]) expectProblem(await callerWith(service.app, "").send({ method: "GET", url: `${list}?${key}=${await tokenOf(["admin"], project)}` }), 401);
});

test("a token that is over, or not yet valid, is refused", async () => {
  await expectRefused(await tokenOf(["admin"], project, { exp: now() - 1 }));
  await expectRefused(await tokenOf(["admin"], project, { exp: 0 }));
  await expectRefused(await tokenOf(["admin"], project, { nbf: now() + 3600 }));
});

test("a token without an end, or with one that is no time, is refused", async () => {
  const { exp, ...endless } = claims();
  for (const payload of [endless, { ...endless, exp: String(exp) }, { ...endless, exp: null }, { ...endless, exp: [exp] }, { ...endless, exp: true }]) {
    await expectRefused(await new SignJWT({ ...payload } as JWTPayload).setProtectedHeader({ alg: "HS256" }).sign(TOKEN_KEY));
  }
});

test("a token that is not signed is refused", async () => {
  for (const alg of ["none", "None", "NONE", "", "HS256"]) await expectRefused(`${encoded({ alg, typ: "JWT" })}.${encoded(claims())}.`);
  await expectRefused(`${encoded({ typ: "JWT" })}.${encoded(claims())}.`);
  await expectRefused(`${encoded({ alg: "none" })}.${encoded(claims())}`);
});

test("a token that is signed with another key is refused", async () => {
  await expectRefused(await tokenOf(["admin"], project, {}, randomBytes(32)));
  await expectRefused(await tokenOf(["admin"], project, {}, Buffer.alloc(32)));
});

test("a token that is signed by another algorithm is refused, also with the right key", async () => {
  await expectRefused(await tokenOf(["admin"], project, {}, TOKEN_KEY, "HS384"));
  await expectRefused(await tokenOf(["admin"], project, {}, TOKEN_KEY, "HS512"));
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await expectRefused(await new SignJWT(claims()).setProtectedHeader({ alg: "RS256" }).sign(privateKey));
});

test("a key that the token brings itself is not used", async () => {
  const own = randomBytes(32);
  const jwk = { kty: "oct", k: own.toString("base64url") };
  await expectRefused(await new SignJWT(claims()).setProtectedHeader({ alg: "HS256", jwk, kid: "../../dev/null", jku: "http://127.0.0.1/" }).sign(own));
});

test("a token that was changed after it was signed is refused", async () => {
  const [header = "", , signature = ""] = (await tokenOf(["reader"], project)).split(".");
  await expectRefused(`${header}.${encoded(claims())}.${signature}`);
  const token = await tokenOf(["reader"], project);
  await expectRefused(`${token.slice(0, -8)}AAAAAAAA`);
  await expectRefused(token.slice(0, token.lastIndexOf(".") + 1));
});

test("a token with demands that are not understood is refused", async () => {
  await expectRefused(`${encoded({ alg: "HS256", crit: ["exp"], exp: 1 })}.${encoded(claims())}.${"A".repeat(43)}`);
  await expectRefused(`${encoded({ alg: "HS256", b64: false, crit: ["b64"] })}.${encoded(claims())}.${"A".repeat(43)}`);
  await expectRefused(`${encoded({ alg: "dir", enc: "A256GCM" })}..${"A".repeat(16)}.${"A".repeat(40)}.${"A".repeat(22)}`);
});

test("a token that is not a JSON object is refused", async () => {
  for (const payload of ["[]", "null", "1", "{", '"text"', "[{}]"]) await expectRefused(`${encoded({ alg: "HS256" })}.${Buffer.from(payload).toString("base64url")}.${"A".repeat(43)}`);
});

test("a token for another service, or of another issuer, is refused", async () => {
  await expectRefused(await tokenOf(["admin"], project, { aud: "images" }));
  await expectRefused(await tokenOf(["admin"], project, { aud: [] }));
  await expectRefused(await tokenOf(["admin"], project, { aud: undefined }));
  await expectRefused(await tokenOf(["admin"], project, { iss: "someone" }));
  await expectRefused(await tokenOf(["admin"], project, { iss: undefined }));
});

test("ids in a token that are no ids are refused", async () => {
  for (const id of [undefined, null, "", "1", "admin", 7, true, {}, [newUser()], `${newUser()}\n`, ` ${newUser()}`, newUser().toUpperCase(), "*", "%", "' OR '1'='1", "__proto__", "a".repeat(36)]) {
    await expectRefused(await tokenOf(["admin"], project, { project_id: id }));
    if (id === undefined || typeof id === "string") await expectRefused(await tokenOf(["admin"], project, { sub: id }));
  }
});

test("roles that are no list of texts are refused", async () => {
  for (const roles of [undefined, null, "admin", "admin,member", { admin: true }, { 0: "admin", length: 1 }, [["admin"]], ["admin", 1], [null], true]) await expectRefused(await tokenOf([], project, { roles }));
});

test("roles that are not known give no right", async () => {
  for (const roles of [[], ["Admin"], ["ADMIN"], [" admin"], ["admin "], ["administrator"], ["__proto__"], ["constructor"], ["toString"], ["*"], ["service"]]) expectProblem(await answerTo(`Bearer ${await tokenOf([], project, { roles })}`), 403);
});

test("a header of the request gives no role and no project", async () => {
  const stranger = await service.caller("reader");
  for (const headers of [{ "x-roles": "admin" }, { "x-project-id": project }, { "x-user-id": newUser() }, { "x-is-admin-project": "True" }, { "x-original-url": list }, { "x-http-method-override": "DELETE" }]) expectProblem(await stranger.send({ method: "GET", url: list, headers }), 404);
});

test("the token of one request is not kept for the next", async () => {
  const token = await tokenOf(["admin"], project);
  const answers = await Promise.all([answerTo(`Bearer ${token}`), answerTo(null), answerTo(`Bearer ${token}`), answerTo(null)]);
  expect(answers.map(({ status }) => status)).toEqual([200, 401, 200, 401]);
});
