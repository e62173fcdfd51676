/**
 * What is kept of a failure. Of the service's own errors their text, which was written for a reader; of any other error the name of
 * its class. In place of the trace there is a fingerprint: under it the log has the trace, where only operators read.
 */
import { createHash } from "node:crypto";
import { ModelError } from "./errors.js";

/** Bytes of UTF-8 that the column holds. */
export const DETAILS_BYTES = 255;

export interface Failure {
  /** At most {@link DETAILS_BYTES} long. */
  readonly details: string;
  /** The same for failures with the same trace: 16 hexadecimal digits. */
  readonly fingerprint: string;
}

export function describeFailure(error: unknown): Failure {
  return { details: truncateUtf8(textOf(error), DETAILS_BYTES), fingerprint: fingerprintOf(error) };
}

/** What a reader may see of an error of any kind. */
function textOf(error: unknown): string {
  if (error instanceof ModelError) return error.message;
  return error instanceof Error ? classOf(error) : "UnknownFailure";
}

/** Not `error.name`, which anyone may have set to anything. */
function classOf(error: Error): string {
  const { name } = error.constructor;
  return /^\w{1,80}$/.test(name) ? name : "Error";
}

function fingerprintOf(error: unknown): string {
  const trace = error instanceof Error ? (error.stack ?? classOf(error)) : typeof error;
  return createHash("sha256").update(trace).digest("hex").slice(0, 16);
}

/** At most so many bytes of UTF-8, with no half character at the end. */
export function truncateUtf8(text: string, bytes: number): string {
  const encoded = Buffer.from(text, "utf8");
  if (encoded.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && (encoded[end] ?? 0) >> 6 === 0b10) end -= 1;
  return encoded.toString("utf8", 0, end);
}
