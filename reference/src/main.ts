/** Starts the service: `npm run reference`. `Ctrl-C` gives the requests at hand a moment to finish, closes the database and ends. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "./config.js";
import { pretendedCompute, seedDemo, writeDemoTokens } from "./demo.js";
import { createLog } from "./log.js";
import { createService } from "./service.js";
import { openEmbedded, openServer } from "./storage/database.js";

/** Milliseconds that a request has to finish; a client that sends half of one would keep the service for a minute. */
const GRACE = 3_000;

const config = readConfig(process.env);
const log = createLog(config.logLevel);
const database =
  config.databaseUrl === null
    ? await openEmbedded()
    : await openServer(config.databaseUrl, { onIdleError: (error) => { log.warn({ err: error }, "a connection to the database was lost"); } });
const service = createService({ database, compute: pretendedCompute, log, tokenKey: config.tokenKey });
const tokens = await mkdtemp(join(tmpdir(), "instance-actions-"));
service.app.addHook("onClose", async () => {
  await database.close();
  await rm(tokens, { recursive: true, force: true });
});
// Ctrl-C reaches a process several times where npm stands between: once from the terminal, and again from npm.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);

try {
  const instance = await seedDemo(service);
  await writeDemoTokens(config.tokenKey, instance.projectId, tokens);
  const address = await service.app.listen({ port: config.port, host: config.host });
  const server = `${address}/servers/${instance.uuid}`;
  process.stdout.write(`
The instance action service listens at ${address}; Ctrl-C ends it.
As a member of the project, and as an administrator, for an hour:

  curl -H @${tokens}/member ${server}/os-instance-actions
  curl -H @${tokens}/admin '${server}/os-instance-actions?limit=1'
  curl -H @${tokens}/member --json '{"reboot":{"type":"HARD"}}' ${server}/action

`);
} catch (error) {
  await service.app.close();
  throw error;
}

/** Closing again is the same as closing once. */
function end(): void {
  setTimeout(() => { service.app.server.closeAllConnections(); }, GRACE).unref();
  void service.app.close();
}
