import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatPath, MAX_PATH_LINES, readMessage, relativePath, withForwardSlashes } from "../../src/policy/path-text.js";
import { step } from "./flows.js";

const steps = (count: number) => Array.from({ length: count }, (_, index) => step("/repo/a.ts", index, `s${index}`));

describe("formatPath", () => {
  it("writes one step a line: path, line, column, text", () => {
    expect(formatPath([step("/repo/src/a.ts", 23, "req.params.id", 12), step("/repo/src/b.ts", 4, "eq(id)", 31)], "/repo")).toBe("\n  src/a.ts:12:24 req.params.id\n  src/b.ts:31:5 eq(id)");
  });
  it("is empty without steps", () => {
    expect(formatPath([], "/repo")).toBe("");
  });
  it("puts the text of a step on one line", () => {
    expect(formatPath([step("/repo/a.ts", 0, "f(\n  a,\n\tb)")], "/repo")).toBe("\n  a.ts:1:1 f( a, b)");
  });
  it("writes a step twice in a row once", () => {
    expect(formatPath([step("/repo/a.ts", 0, "a"), step("/repo/a.ts", 0, "a")], "/repo")).toBe("\n  a.ts:1:1 a");
  });
  it("shows a dozen steps in full", () => {
    expect(formatPath(steps(12), "/repo").split("\n")).toHaveLength(1 + MAX_PATH_LINES);
    expect(formatPath(steps(12), "/repo")).not.toContain("…");
  });
  it("names other ends below", () => {
    expect(formatPath(steps(1), "/repo", [step("/repo/b.ts", 3, "c", 2)])).toBe("\n  a.ts:1:1 s0\n  also at b.ts:2:4 c");
    const lines = formatPath(steps(1), "/repo", steps(20)).split("\n").slice(2);
    expect(lines).toHaveLength(8);
    expect(lines.at(-1)).toBe("  also at 13 more places");
  });
  it("leaves out the middle of more, keeping source and sink", () => {
    const lines = formatPath(steps(30), "/repo").split("\n").slice(1);
    expect(lines).toHaveLength(MAX_PATH_LINES);
    expect(lines[5]).toBe("  … 19 more steps");
    expect(lines.at(0)).toContain("s0");
    expect(lines.at(-1)).toContain("s29");
  });
});

describe("relativePath", () => {
  it.each([
    ["/repo/src/a.ts", "/repo", "src/a.ts"],
    ["/repo/src/a.ts", "/repo/", "src/a.ts"],
    ["/repo/a.ts", "/repo/packages/api", "../../a.ts"],
    ["/other/a.ts", "/repo", "../other/a.ts"],
    ["/repository/a.ts", "/repo", "../repository/a.ts"],
    ["C:/repo/a.ts", "C:\\repo", "a.ts"],
    ["D:/a.ts", "C:\\repo", "D:/a.ts"],
    ["/a.ts", "/", "a.ts"],
  ])("%s from %s is %s", (path, from, expected) => {
    expect(relativePath(path, from)).toBe(expected);
  });
});

describe("withForwardSlashes", () => {
  it("changes Windows paths only", () => {
    expect(withForwardSlashes("C:\\repo\\a.ts")).toBe("C:/repo/a.ts");
    expect(withForwardSlashes("\\\\server\\share\\a.ts")).toBe("//server/share/a.ts");
    expect(withForwardSlashes("/repo/odd\\name.ts")).toBe("/repo/odd\\name.ts");
  });
});

describe("readMessage", () => {
  it("reads back what formatPath wrote", () => {
    expect(readMessage(`A sentence.${formatPath([step("/repo/a b.ts", 2, "x: y:3:4 z", 7)], "/repo")}`)).toEqual({
      sentence: "A sentence.",
      steps: [{ path: "a b.ts", line: 7, column: 3, text: "x: y:3:4 z" }],
      elided: null,
      also: [],
      moreEnds: 0,
    });
  });
  it("reads where steps were left out", () => {
    expect(readMessage(`A sentence.${formatPath(steps(30), "/repo")}`).elided).toEqual({ count: 19, before: 5 });
  });
  it("reads other ends", () => {
    const { steps: way, also, moreEnds } = readMessage(`A sentence.${formatPath(steps(1), "/repo", steps(20))}`);
    expect([way.length, also.length, moreEnds]).toEqual([1, 7, 13]);
    expect(also[1]).toEqual({ path: "a.ts", line: 1, column: 2, text: "s1" });
  });
  it("takes any other message as a sentence", () => {
    expect(readMessage("Parsing error:\n  unexpected")).toEqual({ sentence: "Parsing error:\n  unexpected", steps: [], elided: null, also: [], moreEnds: 0 });
  });
  it("is the inverse of formatPath for any steps without repeats", () => {
    const text = fc.string().map((each) => each.replace(/\s+/g, " ").trim());
    fc.assert(
      fc.property(fc.array(fc.record({ line: fc.integer({ min: 1, max: 1e6 }), start: fc.nat(1e6), text }), { maxLength: MAX_PATH_LINES }), (given) => {
        const path = given.map((each, index) => step(`/repo/f${index}.ts`, each.start, each.text, each.line));
        expect(readMessage(`S.${formatPath(path, "/repo")}`).steps).toEqual(path.map(({ path: file, line, column, text: code }) => ({ path: file.slice(6), line, column, text: code })));
      }),
    );
  });
});
