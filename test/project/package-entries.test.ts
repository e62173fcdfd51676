import { describe, expect, it } from "vitest";
import { entryCandidates, importTargets, matchPattern, sourceCandidates } from "../../src/project/package-entries.js";

describe("entryCandidates", () => {
  it("looks for the source of a missing build first", () => {
    expect(entryCandidates({ main: "dist/index.js" }, ".")[0]).toBe("src/index");
  });

  it("drops the folder that names a module format", () => {
    expect(entryCandidates({ main: "./build/main/server.js" }, ".")[0]).toBe("src/server");
  });

  it("drops the module format in the file's name", () => {
    expect(entryCandidates({ main: "dist/thing.cjs.js" }, ".")).toContain("src/thing");
  });

  it("takes `source` before all", () => {
    expect(entryCandidates({ source: "code/main.ts", main: "dist/index.js" }, ".")[0]).toBe("code/main.ts");
  });

  it("takes a condition that names a TypeScript source before the built ones", () => {
    const manifest = { exports: { ".": { import: "./dist/a.js", "@s/source": "./code/a.ts" } } };
    expect(entryCandidates(manifest, ".")[0]).toBe("code/a.ts");
  });

  it("takes declarations last", () => {
    const manifest = { exports: { ".": { types: "./dist/types/b.d.ts", default: "./dist/a.js" } } };
    const candidates = entryCandidates(manifest, ".");
    expect(candidates.indexOf("src/a")).toBeLessThan(candidates.indexOf("src/b"));
  });

  it("reads nested conditions and lists", () => {
    const manifest = { exports: { "./x": [{ node: { import: "./dist/x.mjs" } }, "./dist/y.js"] } };
    expect(entryCandidates(manifest, "./x")[0]).toBe("src/x");
  });

  it("reads exports without subpaths", () => {
    expect(entryCandidates({ exports: "./dist/a.js" }, ".")[0]).toBe("src/a");
  });

  it("fills in a pattern", () => {
    expect(entryCandidates({ exports: { "./api/*": "./dist/http/*.js" } }, "./api/users/me")[0]).toBe("src/http/users/me");
  });

  it("takes the pattern with the longest text before its star", () => {
    const manifest = { exports: { "./*": "./dist/any/*.js", "./api/*": "./dist/http/*.js" } };
    expect(entryCandidates(manifest, "./api/a")[0]).toBe("src/http/a");
  });

  it("finds a subpath that exports does not name", () => {
    expect(entryCandidates({ exports: { ".": "./dist/index.js" } }, "./util")).toContain("src/util");
  });

  it("stays inside the package", () => {
    expect(entryCandidates({ main: "../../elsewhere.js" }, ".").filter((path) => path.startsWith(".."))).toEqual([]);
  });

  it("bears a manifest of wrong types", () => {
    expect(entryCandidates({ main: 1, exports: 2, source: null, types: [] }, ".")[0]).toBe("src/index");
  });

  it("does not confuse a subpath with a member of Object", () => {
    expect(entryCandidates({ exports: { ".": "./a.js" } }, "./constructor")).toContain("constructor");
  });
});

describe("sourceCandidates", () => {
  it("keeps a path that no build wrote", () => {
    expect(sourceCandidates("code/a.js")).toEqual(["code/a.js", "code/a"]);
  });

  it("keeps the folder in front of the output folder", () => {
    expect(sourceCandidates("inner/dist/a.js")[0]).toBe("inner/src/a");
  });
});

describe("importTargets", () => {
  it("names the targets of an entry", () => {
    expect(importTargets({ imports: { "#db": { node: "./db.js", default: "pg" } } }, "#db")).toEqual(["./db.js", "pg"]);
  });

  it("is empty without the entry", () => {
    expect(importTargets({ imports: { "#db": "./db.js" } }, "#toString")).toEqual([]);
  });
});

describe("matchPattern", () => {
  it("does not let prefix and suffix overlap", () => {
    expect(matchPattern("ab*ba", "aba")).toBeUndefined();
  });
});
