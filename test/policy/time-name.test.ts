import { describe, expect, it } from "vitest";
import { isClaim, isPair, isTimeName, requestTime } from "../../src/policy/time-name.js";

describe("isTimeName", () => {
  it.each(["start_time", "startTime", "created_at", "updatedAt", "timestamp", "date", "started", "finish", "expires_at", "loginTimestamp", "modified_on", "last_seen_at", "createdat", "starttime"])("%s is one", (name) => {
    expect(isTimeName(name)).toBe(true);
  });
  it.each(["duration", "elapsed_time", "responseTime", "uptime", "runtime", "time_zone", "timezone", "year", "hour", "key", "id", "data", "format", "update", "candidate", "combat"])("%s is none", (name) => {
    expect(isTimeName(name)).toBe(false);
  });
});

describe("isClaim", () => {
  it.each(["start_time", "created_at", "finished", "last_seen_at", "read_at"])("%s tells what has happened", (name) => {
    expect(isClaim(name)).toBe(true);
  });
  it.each(["expires_at", "next_run_at", "due_date", "scheduledAt", "valid_until", "starts_at", "retryAt", "birthDate", "duration"])("%s does not", (name) => {
    expect(isClaim(name)).toBe(false);
  });
});

describe("isPair", () => {
  it.each([
    ["start_time", "finish_time"],
    ["endedAt", "begunAt"],
    ["created_at", "updated_at"],
    ["seen_at", "SEEN_AT"],
  ])("%s and %s", (one, other) => {
    expect(isPair(one, other)).toBe(true);
  });
  it.each([
    ["start_time", "created_at"],
    ["started", "opened"],
    ["visited_at", "updated_at"],
  ])("not %s and %s", (one, other) => {
    expect(isPair(one, other)).toBe(false);
  });
});

describe("requestTime", () => {
  it.each([
    ["timestamp", "ctx"],
    ["timestamp", "RequestContext"],
    ["received_at", "request"],
  ])("%s of %s", (name, owner) => {
    expect(requestTime(name, owner)).toBe("caller-time");
  });
  it.each([
    ["timestamp", null],
    ["timestamp", "row"],
    ["id", "ctx"],
    ["timeout", "request"],
  ])("not %s of %s", (name, owner) => {
    expect(requestTime(name, owner)).toBeNull();
  });
});
