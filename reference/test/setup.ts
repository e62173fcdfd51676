/** Before the tests run: says which of them cannot and why, and makes the one embedded database that the others are copies of. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { openEmbedded } from "../src/storage/database.js";
import { NO_SERVER, NO_TOOLS, serverTools } from "./server.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** The folder of an embedded database with its tables, and nothing in them. */
    readonly emptyDatabase: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env["DATABASE_URL"] === undefined) process.stdout.write(`Skipped: several writers at once. ${NO_SERVER}\n`);
  if (serverTools() === null) process.stdout.write(`Skipped: a server that stops. ${NO_TOOLS}\n`);
  const folder = await mkdtemp(join(tmpdir(), "reference-empty-"));
  const database = await openEmbedded(folder);
  await database.close();
  project.provide("emptyDatabase", folder);
  return () => rm(folder, { recursive: true, force: true });
}
