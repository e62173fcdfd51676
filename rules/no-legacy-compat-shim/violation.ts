/** An event of an action as an object, written for runtimes and callers that nobody has to support any more. */
import { Buffer } from "node:buffer";
import { inspect, isString } from "node:util"; // $ Alert[no-legacy-compat-shim]
import assign from "object-assign"; // $ Alert[no-legacy-compat-shim]

// Node has it since version 16.9: the branch is never taken.
if (!Object.hasOwn) { // $ Alert[no-legacy-compat-shim]
  Object.hasOwn = (object: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(object, key);
}

const MAX_DETAILS = 255;

interface EventFields {
  readonly event: string;
  readonly instance_uuid: string;
  readonly request_id: string;
  readonly finish_time: Date;
  readonly result: "Success" | "Error";
  readonly details?: string;
  readonly traceback?: string;
}

/** Reads a field as if the object were the dictionary that it once was. */
class ObjectDictCompat {
  get(key: string, missing: unknown = null): unknown {
    return Object.hasOwn(this, key) ? Reflect.get(this, key) : missing;
  }
}

// TODO: remove the backward compatibility once all callers read fields.
class InstanceActionEvent extends ObjectDictCompat { // $ Alert[no-legacy-compat-shim]
  constructor(fields: EventFields) {
    super();
    assign(this, fields);
  }

  /** The columns of an event that ended. */
  static packActionEventFinish(key: { readonly instance_uuid: string; readonly request_id: string }, event: string, excVal: unknown, excTb: string | null): EventFields {
    const finished = assign({ event, finish_time: new Date() }, key);
    if (excTb === null) return assign({}, finished, { result: "Success" as const });
    return assign({}, finished, { result: "Error" as const, traceback: excTb, details: truncate(messageOf(excVal)) });
  }
}

export function finishedEvent(fields: EventFields): InstanceActionEvent {
  return new InstanceActionEvent(fields);
}

export function failedEvent(key: { readonly instance_uuid: string; readonly request_id: string }, event: string, excVal: unknown, excTb: string): InstanceActionEvent {
  return finishedEvent(InstanceActionEvent.packActionEventFinish(key, event, excVal, excTb));
}

function messageOf(excVal: unknown): string {
  // Two kinds of text, as once in Python 2: nothing makes String objects.
  if (typeof excVal === "string" || excVal instanceof String) return excVal.toString(); // $ Alert[no-legacy-compat-shim]
  if (isString(excVal)) return excVal;
  return excVal instanceof Error ? excVal.name : inspect(excVal);
}

/** At most 255 bytes of UTF-8, as the column holds. */
function truncate(text: string): string {
  return new Buffer(text, "utf8").slice(0, MAX_DETAILS).toString("utf8"); // $ Alert[no-legacy-compat-shim]
}
