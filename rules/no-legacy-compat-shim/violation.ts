/** How an event of an action ends, written for runtimes and callers that nobody has to support any more. */
import { isString } from "node:util"; // $ Alert[no-legacy-compat-shim]
import assign from "object-assign"; // $ Alert[no-legacy-compat-shim]

// Node has it since version 16.9: the branch is never taken.
if (!Object.hasOwn) { // $ Alert[no-legacy-compat-shim]
  Object.hasOwn = (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key);
}

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

/** Reads a field as if the object were the dictionary that it once was. */
class ObjectDictCompat {
  get(key: string, missing: unknown = null): unknown {
    return Object.hasOwn(this, key) ? Reflect.get(this, key) : missing;
  }
}

// TODO: remove the backward compatibility once all callers read fields.
class InstanceActionEvent extends ObjectDictCompat { // $ Alert[no-legacy-compat-shim]
  constructor(fields: EventEnd) {
    super();
    assign(this, fields);
  }
}

export function packEventFinish(event: string, failed: Failed | null, now: Date): EventEnd {
  const end = { event, finishTime: now };
  if (failed === null) return assign({}, end, { result: "Success" as const, details: null });
  return assign({}, end, { result: "Error" as const, details: truncateUtf8(textOf(failed.error), DETAILS_BYTES) });
}

/** What a reader may see of an error of any kind. */
function textOf(error: unknown): string {
  if (error instanceof ModelError) return error.message;
  // Two kinds of text, as once in Python 2: nothing makes String objects.
  if (typeof error === "string" || error instanceof String) return error.toString(); // $ Alert[no-legacy-compat-shim]
  if (isString(error)) return error;
  return error instanceof Error ? error.constructor.name : "UnknownFailure";
}

/** At most so many bytes of UTF-8, with no half character at the end. */
function truncateUtf8(text: string, bytes: number): string {
  const encoded = new Buffer(text, "utf8"); // $ Alert[no-legacy-compat-shim]
  if (encoded.length <= bytes) return text;
  let end = bytes;
  while (end > 0 && (encoded[end] ?? 0) >> 6 === 0b10) end -= 1;
  return encoded.toString("utf8", 0, end);
}

/** What is shown of an event: the fields that it has. */
export function eventView(end: EventEnd, fields: readonly (keyof EventEnd)[]): Partial<EventEnd> {
  const event = new InstanceActionEvent(end);
  return Object.fromEntries(fields.filter((field) => Object.hasOwn(end, field)).map((field) => [field, event.get(field)]));
}
