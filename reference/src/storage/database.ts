/** The database: a PostgreSQL server by its URL, or one inside this process. The rest of the service cannot tell them apart. */
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { drizzle as drizzleServer } from "drizzle-orm/node-postgres";
import { migrate as migrateServer } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import { escapeIdentifier, Pool } from "pg";

/** What queries are made on: the database, or a transaction. */
export type Queries = PgDatabase<PgQueryResultHKT>;

export interface Database {
  readonly queries: Queries;
  /** Ends every connection. */
  readonly close: () => Promise<void>;
}

const migrationsFolder = fileURLToPath(new URL("../../migrations", import.meta.url));

export interface ServerOptions {
  /** Called with errors of connections while no statement runs on them: a server that was stopped. */
  readonly onIdleError: (error: Error) => void;
  /** The schema to work in; the connection's own by default. */
  readonly schema?: string;
}

/** Opens a server's database and brings its tables up to date. */
export async function openServer(url: string, { onIdleError, schema }: ServerOptions): Promise<Database> {
  const pool = new Pool({ connectionString: schema === undefined ? url : inSchema(url, schema), connectionTimeoutMillis: 5_000 });
  // The pool hears a connection only while nobody has it; between two statements of a transaction its error would end the process.
  pool.on("connect", (client) => client.on("error", onIdleError));
  pool.on("error", () => undefined);
  const queries = drizzleServer(pool);
  await migrateServer(queries, { migrationsFolder, ...(schema === undefined ? {} : { migrationsSchema: schema }) });
  // Of a connection that breaks while a transaction begins, drizzle does not let go: the pool would have one less, for good.
  const transaction: typeof queries.transaction = async (work, config) => {
    const client = await pool.connect();
    try {
      return await drizzleServer(client).transaction(work, config);
    } finally {
      client.release();
    }
  };
  return { queries: Object.assign(queries, { transaction }), close: () => pool.end() };
}

/** The schema beside the options that the URL has: given beside the URL, they would give way to those. */
function inSchema(url: string, schema: string): string {
  const at = new URL(url);
  const path = `-c search_path=${escapeIdentifier(schema).replace(/[\\\s]/g, "\\$&")}`;
  at.searchParams.set("options", [...at.searchParams.getAll("options"), path].join(" "));
  return at.href;
}

/** Opens a database in this process, in memory unless a folder is given. */
export async function openEmbedded(folder?: string): Promise<Database> {
  const client = await PGlite.create(folder === undefined ? {} : { dataDir: folder });
  const queries = drizzleEmbedded(client);
  await migrateEmbedded(queries, { migrationsFolder });
  const inProcess = queries.transaction.bind(queries);
  // Closing waits for the transaction at hand. Those behind it fail in the middle of the database's own code.
  const transaction: typeof queries.transaction = async (work, config) => {
    try {
      return await inProcess(work, config);
    } catch (error) {
      throw client.closed ? new Error("PGlite is closed", { cause: error }) : error;
    }
  };
  return { queries: Object.assign(queries, { transaction }), close: () => client.close() };
}
