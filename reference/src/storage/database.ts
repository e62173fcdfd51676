/** The database: a PostgreSQL server by its URL, or one inside this process. The rest of the service cannot tell them apart. */
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzleServer } from "drizzle-orm/node-postgres";
import { migrate as migrateServer } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import { Pool } from "pg";

/** What queries are made on: the database, or a transaction. */
export type Queries = PgDatabase<PgQueryResultHKT>;

export interface Database {
  readonly queries: Queries;
  /** Ends every connection. */
  readonly close: () => Promise<void>;
}

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

export interface ServerOptions {
  /** Called with errors of connections that no query waits for: a server that was stopped. */
  readonly onIdleError: (error: Error) => void;
  /** The schema to work in; the connection's own by default. */
  readonly schema?: string;
}

/** Opens a server's database and brings its tables up to date. */
export async function openServer(url: string, { onIdleError, schema }: ServerOptions): Promise<Database> {
  const pool = new Pool({ connectionString: url, connectionTimeoutMillis: 5_000, ...(schema === undefined ? {} : { options: `-c search_path=${schema}` }) });
  pool.on("error", onIdleError);
  // The pool does not listen while a transaction has the connection; an error between two statements would end the process.
  pool.on("connect", (client) => client.on("error", onIdleError));
  const queries = drizzleServer(pool);
  // Drizzle's own keeps the connection for good where the transaction could not begin: after ten of them there would be none left.
  queries.transaction = async (work, isolation) => {
    const client = await pool.connect();
    try {
      return await drizzleServer(client).transaction(work, isolation);
    } finally {
      client.release();
    }
  };
  await migrateServer(queries, { migrationsFolder, ...(schema === undefined ? {} : { migrationsSchema: schema }) });
  return { queries, close: () => pool.end() };
}

/** Opens a database in this process, in memory unless a folder is given. */
export async function openEmbedded(folder?: string): Promise<Database> {
  const client = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  const queries = drizzleEmbedded(client);
  await migrateEmbedded(queries, { migrationsFolder });
  return { queries, close: () => client.close() };
}
