/** Starts the service: `npm run reference`. `Ctrl-C` lets the requests at hand finish, closes the database and ends. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "./config.js";
import { pretendedCompute, seedDemo, writeDemoTokens } from "./demo.js";
import { createLog } from "./log.js";
import { createService } from "./service.js";
import { openEmbedded, openServer } from "./storage/database.js";

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
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void service.app.close());

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
