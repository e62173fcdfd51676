/** A PostgreSQL server that a test may stop, in a temporary folder. */
import { execFile, execFileSync } from "node:child_process";
import { chownSync, existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";

export const NO_SERVER = "DATABASE_URL is not set.";
export const NO_TOOLS = "initdb and pg_ctl are not on the PATH, or may not be run.";

/** The programs, and whom to run them as: PostgreSQL refuses root. */
interface Tools {
  readonly initdb: string;
  readonly pgCtl: string;
  readonly user: { readonly uid: number; readonly gid: number } | null;
}

/** Null where there are none. */
export function serverTools(): Tools | null {
  const initdb = onPath("initdb");
  const pgCtl = onPath("pg_ctl");
  if (initdb === null || pgCtl === null) return null;
  if (process.getuid?.() !== 0) return { initdb, pgCtl, user: null };
  const user = idsOf("postgres") ?? idsOf("nobody");
  return user && { initdb, pgCtl, user };
}

export interface TestServer {
  readonly url: string;
  readonly start: () => Promise<void>;
  /** Connections are cut, not waited for. */
  readonly stop: () => Promise<void>;
  /** The same, with this process standing still meanwhile: it learns that its connections are gone when it uses them. */
  readonly stopUnnoticed: () => void;
  readonly remove: () => Promise<void>;
}

/** A new server, started. */
export async function createTestServer({ initdb, pgCtl, user }: Tools): Promise<TestServer> {
  const folder = await mkdtemp(join(tmpdir(), "reference-server-"));
  if (user !== null) chownSync(folder, user.uid, user.gid);
  const data = join(folder, "data");
  const port = await freePort();
  const run = async (program: string, args: readonly string[]): Promise<void> => {
    await promisify(execFile)(program, args, { cwd: folder, ...user });
  };
  const start = () => run(pgCtl, ["start", "-w", "-D", data, "-l", join(folder, "log"), "-o", `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off`]);
  const stopping = ["stop", "-w", "-m", "fast", "-D", data];
  const stop = () => run(pgCtl, stopping);
  await run(initdb, ["-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]);
  await start();
  return {
    url: `postgres://tester@127.0.0.1:${port}/postgres`,
    start,
    stop,
    stopUnnoticed: () => void execFileSync(pgCtl, stopping, { cwd: folder, stdio: "ignore", ...user }),
    remove: async () => {
      await stop().catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function onPath(program: string): string | null {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path)) ?? null;
}

function idsOf(user: string): Tools["user"] {
  const id = (option: string) => Number(execFileSync("id", [option, user], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return null;
  }
}

async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        if (address === null || typeof address === "string") reject(new Error("no port"));
        else resolve(address.port);
      });
    });
    probe.on("error", reject);
  });
}
