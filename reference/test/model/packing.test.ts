/** What is written of a start and of an end, and what a text must be to become an identifier or a time. */
import { describe, expect, it } from "vitest";
import { ListQuery } from "../../src/http/requests.js";
import { packActionFinish, packActionStart } from "../../src/model/action.js";
import { WrongState } from "../../src/model/errors.js";
import { packEventFinish, packEventStart } from "../../src/model/event.js";
import { ActionId, InstanceId, newRequestId, ProjectId, RequestId, UserId } from "../../src/model/ids.js";
import { caller, unasked } from "../harness.js";

const NOW = new Date("2026-03-01T12:00:00.123Z");
const UUID = "0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d";
const instance = InstanceId.parse(UUID);

describe("an action as it is written", () => {
  it("starts with who asked, in which request, for what, and starts and changes at one moment", () => {
    const context = caller();
    expect(packActionStart(context, instance, "reboot", NOW)).toEqual({
      action: "reboot",
      instanceUuid: UUID,
      requestId: context.requestId,
      userId: context.userId,
      projectId: context.projectId,
      startTime: NOW,
      updatedAt: NOW,
      finishTime: null,
      message: null,
    });
  });

  it("names nobody where nobody asked", () => {
    expect(packActionStart(unasked(), instance, "reboot", NOW)).toMatchObject({ userId: null, projectId: null });
  });

  it("ends and changes at one moment, and nothing else of it changes", () => {
    expect(packActionFinish(NOW)).toEqual({ finishTime: NOW, updatedAt: NOW });
  });
});

describe("an event as it is written", () => {
  it("starts with its name, its host, or none, and the time", () => {
    expect(packEventStart("compute_reboot", "host-1", NOW)).toEqual({ event: "compute_reboot", host: "host-1", startTime: NOW });
    expect(packEventStart("api_reboot", null, NOW)).toEqual({ event: "api_reboot", host: null, startTime: NOW });
  });

  it("ends well without details and fingerprint", () => {
    expect(packEventFinish(null, NOW)).toEqual({ finishTime: NOW, result: "Success", details: null, fingerprint: null });
  });

  it("ends badly with what is kept of the failure", () => {
    const error = new WrongState();
    expect(packEventFinish({ error }, NOW)).toEqual({ finishTime: NOW, result: "Error", details: error.message, fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/) as unknown });
  });

  it("ends badly whatever was thrown, undefined too", () => {
    for (const error of [undefined, null, 0, ""]) expect(packEventFinish({ error }, NOW)).toMatchObject({ result: "Error", details: "UnknownFailure" });
  });
});

describe("a text", () => {
  it("becomes an instance's id where it is a uuid, and is the same in either case", () => {
    expect(InstanceId.parse(UUID.toUpperCase())).toBe(UUID);
    for (const text of ["", "1", `${UUID} `, `${UUID}\n`, `{${UUID}}`, UUID.slice(1), UUID.replaceAll("-", ""), [UUID], { toString: () => UUID }, null]) {
      expect(InstanceId.safeParse(text).success).toBe(false);
    }
  });

  it("becomes a request's id where it is req- and a uuid", () => {
    expect(RequestId.parse(`req-${UUID}`)).toBe(`req-${UUID}`);
    expect(RequestId.safeParse(newRequestId()).success).toBe(true);
    for (const text of [UUID, `req-${UUID}\n`, `req-${UUID.toUpperCase()}`, `REQ-${UUID}`, `req-${UUID}' or 1=1`, [`req-${UUID}`], 7]) expect(RequestId.safeParse(text).success).toBe(false);
  });

  it("becomes a project's or a user's id where it is a uuid, with or without dashes", () => {
    for (const Id of [ProjectId, UserId]) {
      expect(Id.parse(UUID.replaceAll("-", ""))).toBe(UUID.replaceAll("-", ""));
      expect(Id.parse(UUID)).toBe(UUID);
      for (const text of ["", "admin", `${UUID}\n`, UUID.toUpperCase(), { length: 36 }]) expect(Id.safeParse(text).success).toBe(false);
    }
  });

  it("becomes no record's key, which is a positive whole number", () => {
    expect(ActionId.parse(1)).toBe(1);
    for (const key of ["1", 0, -1, 1.5, Number.NaN, 2 ** 53, null]) expect(ActionId.safeParse(key).success).toBe(false);
  });

  it("becomes a time with its offset taken into account, not dropped", () => {
    const since = (text: string) => ListQuery.parse({ "changes-since": text })["changes-since"]?.toISOString();
    expect(since("2026-03-01T12:00:00+05:30")).toBe("2026-03-01T06:30:00.000Z");
    expect(since("2026-03-01T23:30:00-02:00")).toBe("2026-03-02T01:30:00.000Z");
    expect(since("2026-03-01T12:00:00Z")).toBe("2026-03-01T12:00:00.000Z");
    expect(since("2026-03-01T12:00:00")).toBe("2026-03-01T12:00:00.000Z");
    expect(since("2026-03-01")).toBe("2026-03-01T00:00:00.000Z");
  });
});
