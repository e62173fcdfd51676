/** `npm run reference`, as whoever tries the service runs it: what it prints works as it stands, and it leaves nothing behind. */
import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { Agent, get, type IncomingMessage } from "node:http";
import { connect, createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { parsedLines, SLOW } from "./harness.js";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Where the processes of this file put their temporary folders. */
const temporary = mkdtempSync(join(tmpdir(), "reference-test-"));
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

class Run {
  readonly process: ChildProcess;
  stdout = "";
  stderr = "";

  /** In a group of its own, as a terminal starts it: what the keyboard sends goes to the whole group. */
  constructor(environment: Readonly<Record<string, string>> = {}, command: readonly string[] = ["npm", "run", "--silent", "reference"]) {
    const [file = "", ...rest] = command;
    const inherited = { ...process.env };
    delete inherited["DATABASE_URL"];
    this.process = spawn(file, rest, { cwd: root, detached: true, stdio: ["ignore", "pipe", "pipe"], env: { ...inherited, TMPDIR: temporary, ...environment } });
    this.process.stdout?.on("data", (chunk) => (this.stdout += String(chunk)));
    this.process.stderr?.on("data", (chunk) => (this.stderr += String(chunk)));
  }

  /** Until it has printed how to call it. */
  async started(): Promise<void> {
    while (!this.stdout.includes("/action\n") && this.process.exitCode === null) await pause(50);
    expect(this.stdout, this.stderr).toContain("/action\n");
  }

  async ended(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, "close");
    return this.process.exitCode;
  }

  /** The keyboard's Ctrl-C. */
  interrupt(signal: NodeJS.Signals = "SIGINT"): void {
    if (this.process.pid !== undefined && this.process.exitCode === null && this.process.signalCode === null) process.kill(-this.process.pid, signal);
  }

  /** The commands that it says can be run. */
  get commands(): string[] {
    return [...this.stdout.matchAll(/^ {2}(curl .*)$/gm)].map(([, command]) => command ?? "");
  }

  get folder(): string {
    return dirname(/@(\S+)/.exec(this.stdout)?.[1] ?? "");
  }
}

let runs: Run[] = [];
function run(...how: ConstructorParameters<typeof Run>): Run {
  const started = new Run(...how);
  runs.push(started);
  return started;
}
afterEach(async () => {
  for (const each of runs) {
    each.interrupt("SIGKILL");
    await each.ended();
  }
  runs = [];
});

/** Keeps the connection afterwards, as browsers do. */
async function ask(address: string): Promise<IncomingMessage> {
  const [answer] = (await once(get(address, { agent: new Agent({ keepAlive: true }) }), "response")) as [IncomingMessage];
  answer.resume();
  await once(answer, "end");
  return answer;
}

const shell = (command: string) => promisify(execFile)("sh", ["-c", command], { timeout: 20_000 });

describe("started without anything set", () => {
  let service: Run;

  beforeAll(async () => {
    service = new Run();
    await service.started();
  }, SLOW);
  afterAll(async () => {
    service.interrupt("SIGKILL");
    await service.ended();
  });

  test("it prints an address that answers, and asks strangers for a token", async () => {
    const address = /listens at (http:\/\/127\.0\.0\.1:\d+);/.exec(service.stdout)?.[1] ?? "";
    const answer = await ask(address);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
  });

  test("the commands that it prints work as they stand", { timeout: SLOW }, async () => {
    expect(service.commands).toHaveLength(3);
    const [list = "", newest = "", reboot = ""] = service.commands;
    const actions = async (command: string) => (JSON.parse((await shell(`${command} --silent --show-error --fail`)).stdout) as { instanceActions: Record<string, unknown>[] }).instanceActions;
    expect(await actions(list)).toMatchObject([{ action: "reboot", message: "Error" }, { action: "create", message: null }]);
    expect(await actions(newest)).toMatchObject([{ action: "reboot" }]);
    expect((await shell(`${reboot} --silent --show-error --write-out '%{http_code}'`)).stdout).toBe("202");
    expect(await actions(list)).toHaveLength(3);
    expect(await actions(newest)).toMatchObject([{ action: "reboot", message: null }]);
  });

  test("only its owner can read the tokens", () => {
    expect(statSync(service.folder).mode & 0o777).toBe(0o700);
    expect(readdirSync(service.folder).sort()).toEqual(["admin", "member"]);
    for (const role of ["admin", "member"]) expect(statSync(join(service.folder, role)).mode & 0o777).toBe(0o600);
  });

  test("its log is JSON lines on the other stream, without the tokens", async () => {
    await expect.poll(() => service.stderr).toContain("request completed");
    const { stdout } = await shell(`cat ${service.folder}/*`);
    const tokens = stdout.match(/eyJ\S+/g) ?? [];
    expect(tokens).toHaveLength(2);
    expect(parsedLines(service.stderr.split(/(?<=\n)/)).length).toBeGreaterThan(2);
    for (const token of tokens) expect(service.stderr + service.stdout).not.toContain(token);
  });

  test("Ctrl-C ends it within 5 seconds, and the tokens are gone", { timeout: SLOW }, async () => {
    const began = performance.now();
    service.interrupt();
    // The shell between npm and the service ends by the signal, whatever the service ends with: that is tested without npm.
    await service.ended();
    expect(performance.now() - began).toBeLessThan(5000);
    expect(parsedLines(service.stderr.split(/(?<=\n)/)).filter(({ level }) => Number(level) > 50)).toEqual([]);
    expect(existsSync(service.folder)).toBe(false);
    expect(readdirSync(temporary).filter((name) => name.startsWith("instance-actions-"))).toEqual([]);
  });
});

/** Without npm around it, where a process manager starts it. */
const ALONE = [process.execPath, fileURLToPath(new URL("../../../node_modules/jiti/lib/jiti-cli.mjs", import.meta.url)), "reference/src/main.ts"];

test.each(["SIGINT", "SIGTERM"] as const)("%s ends it within 5 seconds, with exit code 0, also while clients keep their connections", { timeout: SLOW }, async (signal) => {
  const service = run({}, ALONE);
  await service.started();
  const address = /listens at (\S+);/.exec(service.stdout)?.[1] ?? "";
  // Both connections stay: one has had its answer, one has sent half a request.
  await ask(address);
  const { hostname, port } = new URL(address);
  const half = connect({ host: hostname, port: Number(port) }).on("error", () => undefined);
  half.write("GET / HTTP/1.1\r\nhost: x\r\n");
  await pause(100);
  const began = performance.now();
  service.interrupt(signal);
  expect(await service.ended(), service.stderr).toBe(0);
  expect(performance.now() - began).toBeLessThan(5000);
  half.destroy();
  expect(existsSync(service.folder)).toBe(false);
});

test("Ctrl-C twice ends it like once", { timeout: SLOW }, async () => {
  const service = run({}, ALONE);
  await service.started();
  service.interrupt();
  await pause(5);
  service.interrupt();
  expect(await service.ended(), service.stderr).toBe(0);
  expect(existsSync(service.folder)).toBe(false);
});

test.each([
  ["PORT", "secret-80"],
  ["PORT", "70000"],
  ["PORT", "-1"],
  ["PORT", "1.5"],
  ["DATABASE_URL", "mysql://user:secret@localhost/x"],
  ["DATABASE_URL", "secret"],
  ["TOKEN_KEY", "c2VjcmV0"],
  ["TOKEN_KEY", "secret, and not base64"],
  ["LOG_LEVEL", "secret"],
])("a wrong %s is told by its name, and not its value: %s", { timeout: SLOW }, async (name, value) => {
  const service = run({ [name]: value }, ALONE);
  expect(await service.ended()).toBe(1);
  expect(service.stdout).toBe("");
  expect(service.stderr).toContain(name);
  expect(service.stderr).not.toContain(value);
  expect(service.stderr).not.toContain("secret");
});

test("all variables that are wrong are told at once, and npm hands the exit code on", { timeout: SLOW }, async () => {
  const service = run({ PORT: "x", LOG_LEVEL: "loud" });
  expect(await service.ended()).toBe(1);
  expect(service.stderr).toMatch(/PORT[^]*LOG_LEVEL|LOG_LEVEL[^]*PORT/);
});

test("a port that is taken ends it with the reason, and the tokens are gone", { timeout: SLOW }, async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const service = run({ PORT: String((other.address() as AddressInfo).port) }, ALONE);
  expect(await service.ended()).toBe(1);
  other.close();
  expect(service.stderr).toContain("EADDRINUSE");
  expect(readdirSync(temporary)).toEqual([]);
});

test("a server that is not there ends it with the reason, without the password", { timeout: SLOW }, async () => {
  const service = run({ DATABASE_URL: "postgres://user:secret@127.0.0.1:1/x" }, ALONE);
  expect(await service.ended()).toBe(1);
  expect(service.stderr).toContain("ECONNREFUSED");
  expect(service.stderr).not.toContain("secret");
});
