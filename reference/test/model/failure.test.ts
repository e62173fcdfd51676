/** What is kept of a failure, also of one that was made to be kept whole. */
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AlreadyStarted, Forbidden, ModelError, NotFound, StorageUnavailable, WrongState } from "../../src/model/errors.js";
import { describeFailure, DETAILS_BYTES, truncateUtf8 } from "../../src/model/failure.js";

const SECRET = "hunter2";

class DiskFull extends Error {}

const detailsOf = (error: unknown): string => describeFailure(error).details;

describe("details of a failure", () => {
  it("are the text of the service's own error", () => {
    for (const error of [new NotFound("marker"), new AlreadyStarted(), new Forbidden("reboot an instance"), new WrongState(), new StorageUnavailable(new Error(SECRET))]) {
      expect(detailsOf(error)).toBe(error.message);
      expect(error.message).not.toContain(SECRET);
    }
  });

  it("are the class name of any other error, and none of its text", () => {
    expect(detailsOf(new DiskFull(SECRET))).toBe("DiskFull");
    expect(detailsOf(new TypeError(SECRET))).toBe("TypeError");
    expect(detailsOf(new AggregateError([new Error(SECRET)], SECRET, { cause: SECRET }))).toBe("AggregateError");
  });

  it("are never what an error says its name is", () => {
    expect(detailsOf(Object.assign(new DiskFull("x"), { name: SECRET }))).toBe("DiskFull");
  });

  it("are never what an error says its constructor is", () => {
    for (const constructor of [{ name: SECRET }, null, undefined, SECRET, class hunter2 extends Error {}]) {
      expect(detailsOf(Object.assign(new DiskFull("x"), { constructor }))).toBe("DiskFull");
    }
  });

  it("are Error where the class has no name, or one that is no word", () => {
    const Named = (name: unknown) => Object.defineProperty(class extends Error {}, "name", { value: name });
    for (const name of ["", `${SECRET} `, "a".repeat(81), 7, null, { toString: () => SECRET }]) expect(detailsOf(new (Named(name))("x"))).toBe("Error");
  });

  it("say of what is no error only that it failed", () => {
    for (const thrown of [SECRET, 7, 7n, true, null, undefined, Symbol(SECRET), [SECRET], { message: SECRET, name: SECRET, stack: SECRET }, () => SECRET, Object.create(null)]) {
      expect(detailsOf(thrown)).toBe("UnknownFailure");
    }
  });

  it("say no more of an error of another realm", () => {
    expect(detailsOf(runInNewContext(`new Error("${SECRET}")`))).toBe("UnknownFailure");
  });

  it("are those of the error, where it is frozen or behind a proxy", () => {
    expect(detailsOf(Object.freeze(new DiskFull(SECRET)))).toBe("DiskFull");
    expect(detailsOf(new Proxy(new DiskFull(SECRET), {}))).toBe("DiskFull");
    expect(detailsOf(new Proxy(new NotFound("action"), {}))).toBe("There is no such action.");
  });

  it("are at most 255 bytes, cut between two characters", () => {
    class Long extends ModelError {}
    const details = detailsOf(new Long("ä".repeat(200)));
    expect(details).toBe("ä".repeat(127));
    expect(Buffer.byteLength(details)).toBeLessThanOrEqual(DETAILS_BYTES);
  });
});

describe("an error that cannot be looked at", () => {
  const fail = (): never => {
    throw new Error(SECRET);
  };
  const revoked = Proxy.revocable(new Error(SECRET), {});
  revoked.revoke();
  const hostile: readonly (readonly [string, unknown])[] = [
    ["a getter that throws for its constructor", Object.defineProperty(new DiskFull("x"), "constructor", { get: fail })],
    ["a getter that throws for its stack", Object.defineProperty(new DiskFull("x"), "stack", { get: fail })],
    ["a getter that throws for its message", Object.defineProperty(new NotFound("action"), "message", { get: fail })],
    ["a stack that is no text", Object.defineProperty(new DiskFull("x"), "stack", { value: { toString: fail } })],
    ["a message that is no text", Object.defineProperty(new NotFound("action"), "message", { value: { toString: fail } })],
    ["a prototype without a constructor", Object.setPrototypeOf(new Error("x"), Object.create(Error.prototype, { constructor: { value: null } }) as object)],
    ["a proxy that was revoked", revoked.proxy],
    ["a proxy whose every trap throws", new Proxy(new Error("x"), new Proxy({}, { get: fail }))],
  ];

  it.each(hostile)("is described all the same: %s", (_, error) => {
    const { details, fingerprint } = describeFailure(error);
    expect(["DiskFull", "Error", "UnknownFailure"]).toContain(details);
    expect(fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe("the fingerprint of a failure", () => {
  const failAt = (): Error => new DiskFull(SECRET);
  const [first, second] = [0, 1].map(failAt);

  it("is the same for the same trace, and another for another", () => {
    expect(describeFailure(first).fingerprint).toBe(describeFailure(second).fingerprint);
    expect(describeFailure(first).fingerprint).not.toBe(describeFailure(new DiskFull(SECRET)).fingerprint);
  });

  it("is 16 hexadecimal digits, with nothing of the trace in it", () => {
    for (const error of [first, new NotFound("event"), Object.defineProperty(new DiskFull("x"), "stack", { value: undefined }), null, SECRET, undefined]) {
      expect(describeFailure(error).fingerprint).toMatch(/^[0-9a-f]{16}$/);
    }
  });
});

describe("text that is cut to a number of bytes", () => {
  const unicode = fc.string({ unit: "binary", maxLength: 120 });

  it("is the longest beginning that fits, of whole characters", () => {
    fc.assert(
      fc.property(unicode, fc.integer({ min: 0, max: 300 }), (text, bytes) => {
        const cut = truncateUtf8(text, bytes);
        expect(text.startsWith(cut)).toBe(true);
        expect(Buffer.byteLength(cut)).toBeLessThanOrEqual(bytes);
        const [next] = text.slice(cut.length);
        if (next !== undefined) expect(Buffer.byteLength(cut + next)).toBeGreaterThan(bytes);
      }),
    );
  });
});
