/** The reference of no-legacy-compat-shim, run. */
import { describe, expect, it } from "vitest";
import { DETAILS_BYTES, eventView, ModelError, packEventFinish } from "../../rules/no-legacy-compat-shim/reference.js";

const now = new Date(0);
const detailsOf = (error: unknown) => packEventFinish("compute_reboot", { error }, now).details;

describe("no-legacy-compat-shim", () => {
  it("packs how an event ended", () => {
    expect(packEventFinish("compute_reboot", null, now)).toEqual({ event: "compute_reboot", finishTime: now, result: "Success", details: null });
    expect(packEventFinish("compute_reboot", { error: undefined }, now)).toMatchObject({ result: "Error", details: "UnknownFailure" });
    expect([detailsOf(new RangeError("x")), detailsOf(new ModelError("There is no such host.")), detailsOf("no host")]).toEqual(["RangeError", "There is no such host.", "no host"]);
  });
  it("cuts details to the bytes of the column, at a character's end", () => {
    expect(detailsOf("é".repeat(200))).toBe("é".repeat(127));
    expect(detailsOf("e".repeat(DETAILS_BYTES))).toHaveLength(DETAILS_BYTES);
  });
  it("shows the fields that an event has", () => {
    const end = packEventFinish("compute_reboot", null, now);
    expect(eventView(end, ["event", "result"])).toEqual({ event: "compute_reboot", result: "Success" });
    expect(eventView(end, ["toString" as "event"])).toEqual({});
  });
});
