/** The log: JSON lines, so that no text of a caller can begin a new one; what is secret is taken out wherever it appears. */
import { pino, type DestinationStream, type Logger } from "pino";

/** A signed token, also where a caller wrote it into a path or a query. */
const TOKEN = /\beyJ[\w-]*\.[\w-]*\.[\w-]*/g;

const SECRET = ["authorization", "cookie", "password", "token", "tokenKey", "secret"];

export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, redact: { paths, censor: "[removed]" }, hooks: { streamWrite: (line) => line.replace(TOKEN, "[removed]") } }, destination ?? pino.destination({ dest: 2, sync: true }));
}
