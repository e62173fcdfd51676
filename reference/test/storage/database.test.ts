/** Opening a database: where its tables are, and that times are the same wherever the server thinks it is. */
import { rm } from "node:fs/promises";
import { sql } from "drizzle-orm";
import { afterAll, describe, expect, it } from "vitest";
import { openEmbedded, openServer, type Database } from "../../src/storage/database.js";
import { addInstance, assemble, caller, DATABASE_URL, emptyFolder, EVERY } from "../harness.js";
import { NO_SERVER } from "../server.js";

const failing = { onIdleError: () => undefined };

describe.skipIf(DATABASE_URL === undefined)(`a server's database${DATABASE_URL === undefined ? ` (skipped: ${NO_SERVER})` : ""}`, () => {
  const url = new URL(DATABASE_URL ?? "postgres://localhost");
  const schemas = ["test_Needs quotes", "test_with_options"];
  const opened: Database[] = [];
  const open = async (schema: string, at: URL): Promise<Database> => {
    const database = await openServer(at.href, { ...failing, schema });
    opened.push(database);
    return database;
  };
  afterAll(async () => {
    for (const schema of schemas) await opened[0]?.queries.execute(sql`drop schema if exists ${sql.identifier(schema)} cascade`);
    for (const database of opened) await database.close();
  });

  it.each(schemas)("is in the schema that was asked for, whatever options the URL has: %s", async (schema) => {
    const elsewhere = new URL(url);
    elsewhere.searchParams.set("options", "-c timezone=Asia/Kolkata");
    const { queries } = await open(schema, elsewhere);
    const { rows } = (await queries.execute(sql`select current_schema() as schema, current_setting('timezone') as zone, 'instance_actions'::regclass::text as table`)) as { rows: unknown[] };
    expect(rows).toEqual([{ schema, zone: "Asia/Kolkata", table: "instance_actions" }]);
  });

  it("is opened again with what is in it", async () => {
    const bench = assemble(await open("test_with_options", url));
    const instance = await addInstance(bench);
    const started = await bench.actions.start(caller(instance.projectId), instance, "reboot");
    const again = assemble(await open("test_with_options", url));
    expect(await again.actions.list(instance, EVERY)).toEqual([started]);
  });

  it("has the same times in whatever zone the server is", async () => {
    const elsewhere = new URL(url);
    elsewhere.searchParams.set("options", "-c timezone=Asia/Kolkata");
    const bench = assemble(await open("test_with_options", elsewhere));
    const instance = await addInstance(bench);
    const started = await bench.actions.start(caller(instance.projectId), instance, "reboot");
    expect(started.startTime).toEqual(bench.clock.now());
    const { rows } = (await bench.database.queries.execute(sql`select extract(epoch from start_time)::float8 as seconds from instance_actions where id = ${started.id}`)) as { rows: unknown[] };
    expect(rows).toEqual([{ seconds: bench.clock.now().getTime() / 1000 }]);
  });
});

describe("the embedded database", () => {
  it("is opened again from its folder with what is in it", async () => {
    const folder = await emptyFolder();
    try {
      const bench = assemble(await openEmbedded(folder));
      const instance = await addInstance(bench);
      const started = await bench.actions.start(caller(instance.projectId), instance, "reboot");
      await bench.database.close();
      const again = assemble(await openEmbedded(folder));
      expect(await again.actions.list(instance, EVERY)).toEqual([started]);
      await again.database.close();
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
