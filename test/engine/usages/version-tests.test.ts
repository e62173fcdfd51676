import { describe, expect, test } from "vitest";
import { usagesOf } from "./usages-of.js";

const notes = (text: string): readonly string[] => usagesOf(text).map((usage) => /\((.*?)\): /.exec(usage)?.[1] ?? usage);

describe("comparisons with the version of the platform", () => {
  test.each([
    ["by semver, on either side", 'import semver from "semver"\nsemver.lt(process.version, "18.0.0")\nsemver.gt("20.0.0", process.version)', ["< 18.0.0", "< 20.0.0"]],
    ["by a range", 'import { satisfies as fits } from "semver"\nfits(process.version, ">=18")', ["satisfies >=18"]],
    ["by a function of semver alone", 'import gte from "semver/functions/gte"\ngte(process.versions.node, "18.0.0")', [">= 18.0.0"]],
    ["by a required semver", 'const semver = %require("semver")\nsemver.gte(process.version, "18.0.0")', [">= 18.0.0"]],
    ["of the first number", 'const major = Number(process.versions.node.split(".")[0])\nf(major < 18)\nf(20 <= major)', ["< 18", ">= 20"]],
    ["of the process as a module", 'import process from "node:process"\nconst major = Number(process.versions.node.split(".")[0])\nf(major < 18)', ["< 18"]],
    ["not of the second number", 'const minor = Number(process.versions.node.split(".")[1])\nf(minor < 18)', []],
    ["not of another version", 'import semver from "semver"\nsemver.lt(app.version, "18.0.0")\nf(process.version)', []],
    ["not of a version that is not constant", 'import semver from "semver"\nsemver.lt(process.version, wanted)', []],
    ["not by another library", 'import semver from "other"\nsemver.lt(process.version, "18.0.0")', []],
  ])("%s", (_, text, found) => {
    expect(notes(text)).toEqual(found);
  });

  test("stand where the comparison does", () => {
    expect(usagesOf('import semver from "semver"\nif (semver.lt(process.version, "18.0.0")) { f() }')).toEqual(['version-test (< 18.0.0): semver.lt(process.version, "18.0.0")']);
  });
});
