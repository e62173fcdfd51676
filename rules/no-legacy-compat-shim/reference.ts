/** How an event of an action ends, in the language that every supported runtime speaks. */

/** Bytes of UTF-8 that the column holds. */
export const DETAILS_BYTES = 255;

/** An error of this service's own: its message is written for whoever reads the events. */
export class ModelError extends Error {}

/** The failure of a step. */
interface Failed {
  readonly error: unknown;
}

/** How an event ended. */
interface EventEnd {
  readonly event: string;
  readonly finishTime: Date;
  readonly result: "Success" | "Error";
  readonly details: string | null;
}

export function packEventFinish(event: string, failed: Failed | null, now: Date): EventEnd {
  const end = { event, finishTime: now };
  if (failed === null) return { ...end, result: "Success", details: null };
  return { ...end, result: "Error", details: truncateUtf8(textOf(failed.error), DETAILS_BYTES) };
}

/** What a reader may see of an error of any kind. */
function textOf(error: unknown): string {
  if (error instanceof ModelError) return error.message;
  if (typeof error === "string") return error;
  return error instanceof Error ? error.constructor.name : "UnknownFailure";
}

/** At most so many bytes of UTF-8, with no half character at the end. */
function truncateUtf8(text: string, bytes: number): string {
  const encoded = Buffer.from(text, "utf8");
  if (encoded.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && (encoded[end] ?? 0) >> 6 === 0b10) end -= 1;
  return encoded.toString("utf8", 0, end);
}

/** What is shown of an event: the fields that it has. */
export function eventView(end: EventEnd, fields: readonly (keyof EventEnd)[]): Partial<EventEnd> {
  return Object.fromEntries(fields.filter((field) => Object.hasOwn(end, field)).map((field) => [field, end[field]]));
}
