/** The log: JSON lines, so that no text of a caller can begin a new one; what is secret is taken out wherever it appears. */
import { pino, type DestinationStream, type Logger } from "pino";
import { traceOf } from "./model/failure.js";

/** A signed token, also where a caller wrote it into a path or a query. */
const TOKEN = /\beyJ[\w-]*\.[\w-]*\.[\w-]*/g;

const SECRET = ["authorization", "cookie", "password", "token", "tokenKey", "secret"];

export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  const hooks = { streamWrite: (line: string) => line.replace(TOKEN, "[removed]") };
  return pino({ level, serializers: { err: writable }, redact: { paths, censor: "[removed]" }, hooks }, destination ?? pino.destination({ dest: 2, sync: true }));
}

/** An error as the log writes it; of one that is frozen, or that throws when it is looked at, the trace alone. */
function writable(error: unknown): unknown {
  try {
    return error instanceof Error ? pino.stdSerializers.err(error) : error;
  } catch {
    return { stack: traceOf(error) };
  }
}
