/** The reference of no-legacy-compat-shim, run. */
import { describe, expect, it } from "vitest";
import { newest, packEventFinish } from "../../rules/no-legacy-compat-shim/reference.js";

const UUID = "0f7c1e2a-6f0b-4d5c-9d3e-5a1b2c3d4e5f";

describe("no-legacy-compat-shim", () => {
  it("packs how an event ended", () => {
    expect(packEventFinish(UUID, "compute_start", null)).toMatchObject({ result: "Success" });
    expect(packEventFinish(UUID, "compute_start", null)).not.toHaveProperty("details");
    expect(packEventFinish(UUID, "compute_start", new RangeError("x"))).toMatchObject({ result: "Error", details: "RangeError" });
  });
  it("cuts details to 255 bytes at a character's end", () => {
    const { details = "" } = packEventFinish(UUID, "e", "é".repeat(200));
    expect(details).toBe("é".repeat(127));
  });
  it("gives the newest event", () => {
    const [old, young] = [{ startTime: new Date(1) }, { startTime: new Date(2) }];
    expect(newest([young, old])).toBe(young);
    expect(newest<{ startTime: Date }>([])).toBeUndefined();
  });
});
