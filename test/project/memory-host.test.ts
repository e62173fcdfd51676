import { describe, expect, it } from "vitest";
import type { Resolution } from "../../src/project/host.js";
import { createMemoryHost } from "../../src/project/memory-host.js";

function resolve(paths: readonly string[], from: string, specifier: string): Resolution {
  return createMemoryHost(new Map(paths.map((path) => [path, ""]))).resolve(from, specifier);
}

describe("createMemoryHost", () => {
  it("reads what it was given", () => {
    expect(createMemoryHost({ "/a.ts": "1\r\n" }).read("/a.ts")).toEqual({ kind: "text", text: "1\r\n" });
  });

  it("takes the byte order mark off, as ESLint does", () => {
    expect(createMemoryHost({ "/a.ts": "\uFEFF1" }).read("/a.ts")).toEqual({ kind: "text", text: "1" });
  });

  it("says that a file is not there", () => {
    expect(createMemoryHost({}).read("/a.ts")).toEqual({ kind: "none", reason: "the file does not exist" });
  });

  it("puts relative paths below its root", () => {
    const host = createMemoryHost({ "src/a.ts": "1" }, { root: "/project" });
    expect([host.root, host.read("/project/src/a.ts").kind]).toEqual(["/project", "text"]);
  });

  it("changes the stamp with the text", () => {
    const host = createMemoryHost({ "/a.ts": "1", "/b.ts": "1" });
    const [a, b] = [host.stamp("/a.ts"), host.stamp("/b.ts")];
    host.set("/a.ts", "2");
    expect([host.stamp("/a.ts") === a, host.stamp("/b.ts") === b]).toEqual([false, true]);
  });

  it("never gives a stamp twice to one path", () => {
    const host = createMemoryHost({ "/a.ts": "1" });
    const before = host.stamp("/a.ts");
    host.delete("/a.ts");
    expect(host.stamp("/a.ts")).toBeNull();
    host.set("/a.ts", "1");
    expect(host.stamp("/a.ts")).not.toBe(before);
  });

  it("follows its files as they come and go", () => {
    const host = createMemoryHost({ "/a.ts": "" });
    expect(host.resolve("/a.ts", "./b").kind).toBe("missing");
    host.set("/b.ts", "class B extends Base {}");
    expect([host.resolve("/a.ts", "./b"), host.heirs("Base", "/a.ts")]).toEqual([{ kind: "file", path: "/b.ts" }, ["/b.ts"]]);
    host.delete("/b.ts");
    expect([host.resolve("/a.ts", "./b").kind, host.heirs("Base", "/a.ts")]).toEqual(["missing", []]);
  });

  it("finds heirs in sources only", () => {
    const text = "class B extends Base {}";
    expect(createMemoryHost({ "/b.ts": text, "/a.jsx": text, "/c.d.ts": text, "/d.md": text }).heirs("Base", "/b.ts")).toEqual(["/a.jsx", "/b.ts"]);
  });

  it("adds the extension", () => {
    expect(resolve(["/src/b.ts"], "/src/a.ts", "./b")).toEqual({ kind: "file", path: "/src/b.ts" });
  });

  it("takes the source for a `.js` specifier", () => {
    expect(resolve(["/src/b.ts", "/src/b.js"], "/src/a.ts", "./b.js")).toEqual({ kind: "file", path: "/src/b.ts" });
  });

  it("finds a file whose name has a dot", () => {
    expect(resolve(["/user.service.ts"], "/a.ts", "./user.service")).toEqual({ kind: "file", path: "/user.service.ts" });
  });

  it("finds the index file of a folder", () => {
    expect(resolve(["/b/index.tsx"], "/a.ts", "./b")).toEqual({ kind: "file", path: "/b/index.tsx" });
  });

  it("takes the file before the folder, but not for a path with a slash at its end", () => {
    const paths = ["/b.ts", "/b/index.ts"];
    expect([resolve(paths, "/a.ts", "./b"), resolve(paths, "/a.ts", "./b/")]).toEqual([
      { kind: "file", path: "/b.ts" },
      { kind: "file", path: "/b/index.ts" },
    ]);
  });

  it("finds the index file of the parent", () => {
    expect(resolve(["/src/index.ts"], "/src/inner/a.ts", "..")).toEqual({ kind: "file", path: "/src/index.ts" });
  });

  it("tells data from code", () => {
    expect(resolve(["/b.json"], "/a.ts", "./b.json")).toEqual({ kind: "data", path: "/b.json" });
  });

  it("takes the source beside declarations", () => {
    expect(resolve(["/b.d.ts", "/b.js"], "/a.ts", "./b.d.ts")).toEqual({ kind: "file", path: "/b.js" });
  });

  it("does not take declarations for code", () => {
    expect(resolve(["/b.d.ts"], "/a.ts", "./b")).toEqual({
      kind: "missing",
      reason: "/b.d.ts holds declarations only, and no source stands beside it",
    });
  });

  it("takes a bare specifier for a package", () => {
    expect(resolve([], "/a.ts", "mysql2/promise")).toEqual({ kind: "package", name: "mysql2/promise" });
  });

  it("takes `node:` off", () => {
    expect(resolve([], "/a.ts", "node:fs/promises")).toEqual({ kind: "package", name: "fs/promises" });
  });

  it("says which file is missing", () => {
    expect(resolve([], "/src/a.ts", "../b")).toEqual({ kind: "missing", reason: "there is no file /b" });
  });
});
