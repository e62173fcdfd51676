/** How an event of an action ends, in the language that every supported runtime speaks. */
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
  if (failure === null || failure === undefined) return { ...finished, result: "Success" };
  return { ...finished, result: "Error", details: truncate(messageOf(failure)) };
}

function messageOf(failure: unknown): string {
  if (typeof failure === "string") return failure;
  return failure instanceof Error ? failure.name : "unknown failure";
}

/** At most 255 bytes of UTF-8, as the column holds, and no half character at the end. */
function truncate(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= MAX_DETAILS) return text;
  return new TextDecoder("utf-8").decode(bytes.subarray(0, MAX_DETAILS)).replace(/\uFFFD+$/, "");
}

/** The newest of an action's events. */
export function newest<Event extends { readonly startTime: Date }>(events: readonly Event[]): Event | undefined {
  return events.toSorted((a, b) => a.startTime.getTime() - b.startTime.getTime()).at(-1);
}
