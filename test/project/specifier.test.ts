import { describe, expect, it } from "vitest";
import { parseSpecifier, splitPackage } from "../../src/project/specifier.js";

describe("parseSpecifier", () => {
  it.each(["./a", "../a", ".", "..", "./"])("takes %s as relative", (specifier) => {
    expect(parseSpecifier(specifier)).toEqual({ kind: "relative", path: specifier });
  });

  it.each(["a", "@s/a", "@/a", "~/a", ".hidden", "...", "a.js"])("takes %s as bare", (specifier) => {
    expect(parseSpecifier(specifier)).toEqual({ kind: "bare", name: specifier });
  });

  it.each([
    ["node:fs", "fs"],
    ["fs/promises", "fs/promises"],
    ["node:test", "test"],
    ["bun:sqlite", "bun:sqlite"],
    ["https://esm.sh/x", "https://esm.sh/x"],
    ["virtual:routes", "virtual:routes"],
  ])("takes %s as outside the project", (specifier, name) => {
    expect(parseSpecifier(specifier)).toEqual({ kind: "outside", name });
  });

  it("takes `test`, which is a module of Node only with its prefix, as bare", () => {
    expect(parseSpecifier("test")).toEqual({ kind: "bare", name: "test" });
  });

  it("takes a drive letter for a path", () => {
    expect(parseSpecifier("C:\\a\\b.ts")).toEqual({ kind: "absolute", path: "C:/a/b.ts" });
  });

  it("decodes a file URL", () => {
    expect(parseSpecifier("file:///a%20b/c.ts")).toEqual({ kind: "absolute", path: "/a b/c.ts" });
  });

  it("refuses a file URL that cannot be decoded", () => {
    expect(parseSpecifier("file:///%E0%A4%A").kind).toBe("invalid");
  });

  it("takes a bundler's query off", () => {
    expect(parseSpecifier("./a.ts?worker")).toEqual({ kind: "relative", path: "./a.ts" });
  });

  it("takes an import of a file's text or address as an asset", () => {
    expect(parseSpecifier("./a.ts?raw")).toEqual({ kind: "asset", path: "./a.ts" });
  });

  it("keeps `#` names apart", () => {
    expect(parseSpecifier("#db")).toEqual({ kind: "private", name: "#db" });
  });

  it("refuses an empty specifier", () => {
    expect(parseSpecifier("")).toEqual({ kind: "invalid", reason: "the import path is empty" });
  });

  it("refuses a NUL character, which no file name can hold", () => {
    expect(parseSpecifier("./a\0").kind).toBe("invalid");
  });
});

describe("splitPackage", () => {
  it.each([
    ["pg", "pg", "."],
    ["pg/lib/a", "pg", "./lib/a"],
    ["@s/a", "@s/a", "."],
    ["@s/a/b", "@s/a", "./b"],
    ["a/", "a", "."],
    ["@s", "@s", "."],
  ])("splits %s", (name, packageName, subpath) => {
    expect(splitPackage(name)).toEqual({ packageName, subpath });
  });
});
