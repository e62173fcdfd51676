import { symlinkSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { filesToReview, isMinified } from "../../src/cli/source-files.js";
import { temporaryTree } from "./temporary-tree.js";

async function filesIn(folder: string, ...paths: string[]): Promise<string[]> {
  const selection = await filesToReview(paths.map((path) => join(folder, path)));
  if ("missing" in selection) throw new Error(selection.missing);
  return selection.files.map((file) => relative(folder, file));
}

describe("filesToReview", () => {
  it("takes every extension of JavaScript and TypeScript, sorted", async () => {
    const names = ["a.js", "b.mjs", "c.cjs", "d.jsx", "e.ts", "f.mts", "g.cts", "h.tsx"];
    const folder = temporaryTree(Object.fromEntries([...names, "readme.md", "data.json", "k.vue"].map((name) => [name, ""])));
    expect(await filesIn(folder, ".")).toEqual(names);
  });
  it("leaves out what others wrote or tools made", async () => {
    const made = ["node_modules/x/i.js", "a/node_modules/x/i.js", "dist/i.js", "build/i.js", "coverage/i.js", ".next/i.js", "a.min.js", "a-min.js", "types.d.ts", "types.d.mts"];
    const folder = temporaryTree(Object.fromEntries(["src/i.js", ...made].map((path) => [path, ""])));
    expect(await filesIn(folder, ".")).toEqual(["src/i.js"]);
  });
  it("takes a path that is named, whatever it is", async () => {
    const folder = temporaryTree({ "dist/i.js": "", "a.min.js": "" });
    expect(await filesIn(folder, "dist", "a.min.js")).toEqual(["a.min.js", "dist/i.js"]);
  });
  it("takes a file once", async () => {
    const folder = temporaryTree({ "src/i.js": "" });
    expect(await filesIn(folder, ".", "src", "src/i.js")).toEqual(["src/i.js"]);
  });
  it("does not follow links, which may lead in circles", async () => {
    const folder = temporaryTree({ "src/i.js": "" });
    symlinkSync(folder, join(folder, "src/loop"));
    symlinkSync(join(folder, "src/i.js"), join(folder, "src/again.js"));
    expect(await filesIn(folder, ".")).toEqual(["src/i.js"]);
  });
  it("names a path that is not there", async () => {
    expect(await filesToReview(["/no/such/place"])).toEqual({ missing: "/no/such/place", reason: "no such file or folder" });
  });
});

describe("isMinified", () => {
  it("sees code in long lines", () => {
    expect(isMinified("var a=1;".repeat(5_000))).toBe(true);
  });
  it("is silent on long files of short lines, and on short files", () => {
    expect(isMinified("var a = 1;\n".repeat(5_000))).toBe(false);
    expect(isMinified("var a=1;".repeat(100))).toBe(false);
  });
  it("is silent on a long file with one long line", () => {
    expect(isMinified(`${"var a = 1;\n".repeat(5_000)}const data = "${"x".repeat(20_000)}";\n`)).toBe(false);
  });
});
