/**
 * What is kept of a failure. Of the service's own errors their text, which was written for a reader; of any other error the name of
 * its class. In place of the trace there is a fingerprint: under it the log has the trace, where only operators read.
 */
import { createHash } from "node:crypto";
import { ModelError } from "./errors.js";

/** Bytes of UTF-8 that the column holds. */
export const DETAILS_BYTES = 255;

const UNKNOWN = "UnknownFailure";

export interface Failure {
  /** At most {@link DETAILS_BYTES} long. */
  readonly details: string;
  /** The same for failures with the same trace: 16 hexadecimal digits. */
  readonly fingerprint: string;
}

export function describeFailure(error: unknown): Failure {
  return { details: truncateUtf8(textOf(error), DETAILS_BYTES), fingerprint: fingerprintOf(error) };
}

/** What a reader may see of an error of any kind; of one that throws when it is looked at, too. */
function textOf(error: unknown): string {
  try {
    if (!(error instanceof ModelError)) return error instanceof Error ? classOf(error) : UNKNOWN;
    const message: unknown = error.message;
    return typeof message === "string" ? message : UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}

/** The name that the class has; not the error's own `name` or `constructor`, which anyone may have set to anything. */
function classOf(error: Error): string {
  const { constructor } = Object.getPrototypeOf(error) as { readonly constructor: unknown };
  const name: unknown = typeof constructor === "function" ? constructor.name : null;
  return typeof name === "string" && /^\w{1,80}$/.test(name) ? name : "Error";
}

function fingerprintOf(error: unknown): string {
  return createHash("sha256").update(traceOf(error)).digest("hex").slice(0, 16);
}

/** For the log, and for no one else. */
export function traceOf(error: unknown): string {
  try {
    const trace: unknown = error instanceof Error ? error.stack : typeof error;
    return typeof trace === "string" ? trace : textOf(error);
  } catch {
    return UNKNOWN;
  }
}

/** At most so many bytes of UTF-8, with no half character at the end. */
export function truncateUtf8(text: string, bytes: number): string {
  const encoded = Buffer.from(text, "utf8");
  if (encoded.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && (encoded[end] ?? 0) >> 6 === 0b10) end -= 1;
  return encoded.toString("utf8", 0, end);
}
