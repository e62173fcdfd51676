/** The reference of no-error-exposure, run: a caller reads texts that were written for callers, the log has the rest. */
import Fastify, { type FastifyBaseLogger } from "fastify";
import { describe, expect, it } from "vitest";
import { ModelError, operationRoutes } from "../../rules/no-error-exposure/reference.js";
import { openLog } from "./references-log.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
const FOREIGN = new TypeError("cannot connect to db-7.internal as nova");
const OWN = new ModelError("The instance is being deleted.");

/** Asks for an operation of machines whose steps end with `failure`; gives the answer, and what was logged of errors. */
async function ask(path: string, failure?: Error, payload: object = {}) {
  const { log, lines } = openLog();
  const loggerInstance: FastifyBaseLogger = log;
  const app = Fastify({ loggerInstance });
  const step = (): Promise<void> => (failure === undefined ? Promise.resolve() : Promise.reject(failure));
  operationRoutes(app, { reboot: step, checkCanLiveMigrate: step });
  const { statusCode, body } = await app.inject({ method: "POST", url: `/servers/${path}`, payload });
  return { status: statusCode, body, errors: lines.filter((line) => "err" in line) };
}

describe("no-error-exposure", () => {
  it("tells how a step ended", async () => {
    expect(await ask(`${UUID}/reboot`)).toEqual({ status: 202, body: `{"event":"compute_reboot","result":"Success","details":null}`, errors: [] });
  });
  it("tells of a foreign error its class, and of an own one what it says", async () => {
    expect((await ask(`${UUID}/reboot`, FOREIGN)).body).toBe(`{"event":"compute_reboot","result":"Error","details":"TypeError"}`);
    expect((await ask(`${UUID}/reboot`, OWN)).body).toContain("The instance is being deleted.");
  });
  it("says that a host refused, and logs why", async () => {
    const host = { host: "host-2" };
    expect(await ask(`${UUID}/live-migration`, undefined, host)).toMatchObject({ status: 202, errors: [] });
    const { status, body, errors } = await ask(`${UUID}/live-migration`, FOREIGN, host);
    expect([status, body]).toEqual([400, `{"status":400,"detail":"The host cannot take the instance."}`]);
    expect(JSON.stringify(errors)).toContain("db-7.internal");
  });
  it("says no more of a request that it does not understand", async () => {
    expect(await ask("everything/reboot")).toEqual({ status: 400, body: `{"status":400,"detail":"The request is not understood."}`, errors: [] });
    expect((await ask(`${UUID}/live-migration`, undefined, { host: "a b" })).status).toBe(400);
  });
  it("answers for whatever nothing else caught", async () => {
    const { log, lines } = openLog();
    const loggerInstance: FastifyBaseLogger = log;
    const app = Fastify({ loggerInstance });
    operationRoutes(app, { reboot: () => Promise.resolve(), checkCanLiveMigrate: () => Promise.resolve() });
    app.get("/foreign", () => Promise.reject(FOREIGN));
    app.get("/own", () => Promise.reject(OWN));
    expect((await app.inject("/own")).json()).toEqual({ status: 409, detail: "The instance is being deleted." });
    expect((await app.inject("/foreign")).body).not.toMatch(/db-7|TypeError|at /);
    expect(lines).toContainEqual(expect.objectContaining({ err: expect.objectContaining({ message: FOREIGN.message }) as object }));
  });
});
