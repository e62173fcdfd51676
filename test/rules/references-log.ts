/** A log that is read again. */
import { pino, type Logger } from "pino";

export interface ReadLog {
  readonly log: Logger;
  /** What it wrote, line by line. */
  readonly lines: Record<string, unknown>[];
}

export function openLog(): ReadLog {
  const lines: Record<string, unknown>[] = [];
  return { log: pino({ level: "trace", base: null }, { write: (text) => void lines.push(JSON.parse(text) as Record<string, unknown>) }), lines };
}
