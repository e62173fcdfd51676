/**
 * One operation, one transaction. What the database refuses because of another writer is tried again; what it cannot do at all leaves
 * as {@link StorageUnavailable}; everything else is the operation's own failure and goes on as it is.
 */
import { setTimeout as pause } from "node:timers/promises";
import { StorageUnavailable } from "../model/errors.js";
import type { Queries } from "./database.js";

/** Tries in all, the first included. */
const ATTEMPTS = 5;

/** SQLSTATE of what another transaction caused: serialisation failure, deadlock. */
const RETRIED = new Set(["40001", "40P01"]);

/** SQLSTATE classes of a server that cannot serve: connection, resources, operator intervention, system error. */
const UNAVAILABLE = new Set(["08", "53", "57", "58"]);

/** What Node says of a connection. */
const NETWORK = new Set(["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "EHOSTUNREACH", "ENOTFOUND", "EAI_AGAIN"]);

export interface Isolation {
  readonly isolationLevel: "read committed" | "repeatable read";
}

export interface Transactions {
  /** Runs the work as one transaction: all of it is kept, or nothing. Throws what the work throws, and {@link StorageUnavailable}. */
  readonly run: <Result>(work: (queries: Queries) => Promise<Result>, isolation?: Isolation) => Promise<Result>;
}

export function transactionsOf(queries: Queries): Transactions {
  return {
    async run(work, isolation = { isolationLevel: "read committed" }) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await queries.transaction(work, isolation);
        } catch (error) {
          if (attempt < ATTEMPTS && RETRIED.has(sqlStateOf(error) ?? "")) await pause(2 ** attempt * Math.random());
          else throw isUnavailable(error) ? new StorageUnavailable(error) : error;
        }
      }
    },
  };
}

/** Whether what a row refers to is not there. */
export function isDangling(error: unknown): boolean {
  return sqlStateOf(error) === "23503";
}

function isUnavailable(error: unknown): boolean {
  const state = sqlStateOf(error);
  if (state !== null) return UNAVAILABLE.has(state.slice(0, 2)) || RETRIED.has(state);
  return causes(error).some((each) => NETWORK.has(codeOf(each) ?? "") || /^(?:Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after)|is not queryable$|PGlite is clos/.test(each.message));
}

/** The five characters with which PostgreSQL says what went wrong. */
function sqlStateOf(error: unknown): string | null {
  for (const each of causes(error)) {
    const code = codeOf(each);
    if (code !== null && /^[0-9A-Z]{5}$/.test(code) && !NETWORK.has(code)) return code;
  }
  return null;
}

function codeOf(error: Error): string | null {
  return "code" in error && typeof error.code === "string" ? error.code : null;
}

/** An error and what caused it; drivers and drizzle wrap what they got. */
function causes(error: unknown): Error[] {
  const found: Error[] = [];
  for (let each = error; each instanceof Error && !found.includes(each); each = each.cause) found.push(each);
  return found.flatMap((each) => (each instanceof AggregateError ? [each, ...each.errors.filter((inner): inner is Error => inner instanceof Error)] : [each]));
}
