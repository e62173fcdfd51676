/** How an event of an action ends, written for runtimes that nobody has to support any more. */
import { Buffer } from "node:buffer";
import { inspect, isString } from "node:util"; // $ Alert[no-legacy-compat-shim]
import assign from "object-assign"; // $ Alert[no-legacy-compat-shim]

// Node has these since version 16.9: the branch is never taken.
if (!Object.hasOwn) { // $ Alert[no-legacy-compat-shim]
  Object.hasOwn = (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key);
}
if (!Array.prototype.at) { // $ Alert[no-legacy-compat-shim]
  Array.prototype.at = function at<Item>(this: Item[], index: number): Item | undefined {
    return this[index < 0 ? this.length + index : index];
  };
}

const MAX_DETAILS = 255;

interface EventFinish {
  readonly event: string;
  readonly instanceUuid: string;
  readonly finishTime: Date;
  readonly result: "Success" | "Error";
  readonly details?: string;
}

/** The columns of a finished event. */
export function packEventFinish(instanceUuid: string, event: string, failure: unknown): EventFinish {
  const finished = { event, instanceUuid, finishTime: new Date() };
  if (!failure) return assign({}, finished, { result: "Success" as const });
  return assign({}, finished, { result: "Error" as const, details: truncate(messageOf(failure)) });
}

function messageOf(failure: unknown): string {
  // Two kinds of text, as once in Python 2: nothing makes String objects.
  if (typeof failure === "string" || failure instanceof String) return failure.toString(); // $ Alert[no-legacy-compat-shim]
  if (isString(failure)) return failure;
  return failure instanceof Error ? failure.name : inspect(failure);
}

/** At most 255 bytes of UTF-8, as the column holds. */
function truncate(text: string): string {
  return new Buffer(text, "utf8").slice(0, MAX_DETAILS).toString("utf8"); // $ Alert[no-legacy-compat-shim]
}

/** The newest of an action's events. */
export function newest<Event extends { readonly startTime: Date }>(events: readonly Event[]): Event | undefined {
  return [...events].sort((a, b) => a.startTime.getTime() - b.startTime.getTime()).at(-1);
}
