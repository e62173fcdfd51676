/** The log: JSON lines, so that no text of a caller can begin a new one; what is secret is taken out wherever it appears. */
import { pino, type DestinationStream, type Logger } from "pino";

const SECRET = ["authorization", "cookie", "password", "token", "tokenKey", "secret"];

export function createLog(level: string, destination?: DestinationStream): Logger {
  const paths = SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);
  return pino({ level, redact: { paths, censor: "[removed]" } }, destination ?? pino.destination({ dest: 2, sync: true }));
}
