/**
 * What a failed event keeps of the exception and of its traceback, made text before it crosses to the conductor. The exception is
 * looked at first: it may be an error of Nova's own, another error, or a text. The traceback is taken for what it should be.
 */

/** Nova's own errors: their text is written for whoever reads the events. */
export class NovaError extends Error {
  constructor(readonly template: string, readonly kwargs: Readonly<Record<string, string>>) {
    super(template);
  }

  formatMessage(): string {
    return this.template.replace(/%\((\w+)\)s/g, (_, name: string) => this.kwargs[name] ?? "");
  }
}

export interface FinishedEvent {
  readonly event: string;
  readonly finishTime: Date;
  readonly result: "Success" | "Error";
  readonly details?: string;
  readonly traceback?: string;
}

/** `details` of an event: a text as it is, of a foreign error only its class. */
function exceptionToDict(fault: unknown): { readonly message: string } {
  if (typeof fault === "string") return { message: fault };
  if (fault instanceof NovaError) return { message: fault.formatMessage() };
  return { message: fault instanceof Error ? fault.name : "unknown failure" };
}

function formatTb(excTb: unknown): string {
  return (excTb as Error).stack ?? ""; // $ Alert[no-unvalidated-exception]
}

/** What is sent to the conductor is text. Only arguments by name are looked at: `excVal` and `excTb`. */
function serializeArgs({ excVal, excTb }: { readonly excVal?: unknown; readonly excTb?: unknown }) {
  return {
    ...(excVal ? { excVal: exceptionToDict(excVal).message } : {}),
    ...(excTb ? { excTb: typeof excTb === "string" ? excTb : formatTb(excTb) } : {}),
  };
}

/** Success is what has no traceback; an exception without one is not looked at. */
function packActionEventFinish(event: string, failure: { readonly excVal?: unknown; readonly excTb?: unknown } = {}): FinishedEvent {
  const finished = { event, finishTime: new Date() };
  const { excVal, excTb } = serializeArgs(failure);
  if (excTb === undefined) return { ...finished, result: "Success" };
  return { ...finished, result: "Error", traceback: excTb, ...(excVal === undefined ? {} : { details: excVal }) };
}

/** Runs a step of an action as an event, and tells how it ended. */
export async function eventReporter(event: string, step: () => Promise<void>, report: (finished: FinishedEvent) => Promise<void>): Promise<void> {
  try {
    await step();
  } catch (error) {
    // A language that has one object for both: what was thrown brings its trace along, if it is an error.
    await report(packActionEventFinish(event, { excVal: error, excTb: error }));
    throw error;
  }
  await report(packActionEventFinish(event));
}
