/** The reference of `no-unvalidated-exception` is run: whatever is thrown, its event ends, and the thrown value goes on. */
import { describe, expect, it } from "vitest";
import { EventReporter, ModelError, type EventEnd } from "../../rules/no-unvalidated-exception/reference.js";
import { openLog } from "./references-log.js";

/** Runs an operation as an event; gives what came of it, what was recorded and what was logged. */
async function run(operation: () => Promise<string>, finish?: (end: EventEnd) => Promise<void>) {
  const { log, lines } = openLog();
  const ends: EventEnd[] = [];
  const reporter = new EventReporter(finish ?? ((end) => Promise.resolve(void ends.push(end))), log);
  const outcome: unknown = await reporter.during("compute_reboot", operation).then((given) => ({ given }), (thrown: unknown) => ({ thrown }));
  return { outcome, ends, lines };
}

/** An operation that throws something. */
const failing = (thrown: unknown) => (): Promise<string> => {
  throw thrown;
};

describe("no-unvalidated-exception", () => {
  it("records how an operation ended", async () => {
    const { outcome, ends, lines } = await run(() => Promise.resolve("done"));
    expect([outcome, lines]).toEqual([{ given: "done" }, []]);
    expect(ends).toMatchObject([{ event: "compute_reboot", result: "Success", details: null, fingerprint: null }]);
  });
  it.each<[thrown: unknown, details: string]>([
    [new ModelError("There is no such host."), "There is no such host."],
    [new RangeError("no memory"), "RangeError"],
    ["no host", "UnknownFailure"],
    [undefined, "UnknownFailure"],
    [{ message: 7 }, "UnknownFailure"],
  ])("records a failure, whatever was thrown: %o", async (thrown, details) => {
    const { outcome, ends, lines } = await run(failing(thrown));
    expect(outcome).toEqual({ thrown });
    expect(ends).toMatchObject([{ result: "Error", details, fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as string }]);
    expect(lines).toMatchObject([{ fingerprint: ends[0]?.fingerprint, msg: "an operation failed" }]);
  });
  it("throws what the operation threw where its end cannot be recorded, and else why not", async () => {
    const lost = new Error("the connection was lost");
    expect((await run(() => Promise.resolve("done"), failing(lost) as () => Promise<never>)).outcome).toEqual({ thrown: lost });
    const { outcome, lines } = await run(failing("no host"), failing(lost) as () => Promise<never>);
    expect([outcome, lines.length]).toEqual([{ thrown: "no host" }, 2]);
  });
});
