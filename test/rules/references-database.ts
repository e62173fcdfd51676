/** The database of the reference model, in this process: the excerpts of the rules name its tables and columns. */
import { PGlite } from "@electric-sql/pglite";
import { readFileSync } from "node:fs";
import { afterAll, beforeEach } from "vitest";

const migration = readFileSync(new URL("../../reference/migrations/0000_instance_actions.sql", import.meta.url), "utf8");

export const INSTANCE = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";
export const PROJECT = "11111111-2222-4333-8444-555555555555";
export const OTHER_PROJECT = "99999999-2222-4333-8444-555555555555";
export const REQUEST = `req-${INSTANCE}`;
export const OTHER_REQUEST = `req-${PROJECT}`;

/** A database with one instance before each test of the file. Times are of any moment; not all excerpts write every column. */
export async function openDatabase(): Promise<PGlite> {
  const database = await PGlite.create();
  await database.exec(migration);
  await database.exec("ALTER TABLE instances ALTER created_at SET DEFAULT now(), ALTER state SET DEFAULT 'active'");
  for (const table of ["instance_actions", "instance_actions_events"]) await database.exec(`ALTER TABLE ${table} ALTER created_at SET DEFAULT now(), ALTER start_time SET DEFAULT now()`);
  await database.exec("ALTER TABLE instance_actions ALTER updated_at SET DEFAULT now(), ALTER request_id SET DEFAULT 'req-none'");
  beforeEach(async () => {
    await database.exec("TRUNCATE instances, instance_actions, instance_actions_events RESTART IDENTITY");
    await database.query("INSERT INTO instances (uuid, project_id) VALUES ($1, $2)", [INSTANCE, PROJECT]);
  });
  afterAll(() => database.close());
  return database;
}

/** All rows of a table, in the order they were written. */
export async function rowsOf(database: PGlite, table: "instances" | "instance_actions" | "instance_actions_events"): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query<Record<string, unknown>>(`SELECT * FROM ${table} ORDER BY ${table === "instances" ? "uuid" : "id"}`);
  return rows;
}
