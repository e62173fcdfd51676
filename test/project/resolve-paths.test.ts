import { describe, expect, it } from "vitest";
import { resolved, temporaryProject } from "./temporary-project.js";

/** Resolves one specifier from `src/a.ts` in a project of empty files. */
function resolve(paths: readonly string[], specifier: string, from = "src/a.ts"): string {
  const project = temporaryProject(Object.fromEntries(paths.map((path) => [path, ""])));
  return resolved(project, project.host(), from, specifier);
}

describe("a relative specifier", () => {
  it.each([".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"])("finds %s without its extension", (extension) => {
    expect(resolve([`src/b${extension}`], "./b")).toBe(`file src/b${extension}`);
  });

  it("takes the source before its output", () => {
    expect(resolve(["src/b.js", "src/b.ts"], "./b")).toBe("file src/b.ts");
  });

  it.each([
    [".js", ".ts"],
    [".js", ".tsx"],
    [".jsx", ".tsx"],
    [".mjs", ".mts"],
    [".cjs", ".cts"],
    [".js", ".js"],
  ])("takes %s for %s", (written, real) => {
    expect(resolve([`src/b${real}`], `./b${written}`)).toBe(`file src/b${real}`);
  });

  it("finds a file whose name has a dot", () => {
    expect(resolve(["src/user.service.ts"], "./user.service")).toBe("file src/user.service.ts");
  });

  it("finds the index file of a folder", () => {
    expect(resolve(["src/b/index.tsx"], "./b")).toBe("file src/b/index.tsx");
  });

  it("finds the index file of its own folder and of the parent", () => {
    const paths = ["src/index.ts", "index.js"];
    expect([resolve(paths, "."), resolve(paths, "./"), resolve(paths, "..")]).toEqual(["file src/index.ts", "file src/index.ts", "file index.js"]);
  });

  it("takes the file before the folder", () => {
    expect(resolve(["src/b.ts", "src/b/index.ts"], "./b")).toBe("file src/b.ts");
  });

  it("takes the folder for a path with a slash at its end", () => {
    expect(resolve(["src/b.ts", "src/b/index.ts"], "./b/")).toBe("file src/b/index.ts");
  });

  it("finds the main file of a folder with a manifest", () => {
    const project = temporaryProject({ "b/package.json": { main: "start.js" }, "b/start.ts": "" });
    expect(resolved(project, project.host(), "src/a.ts", "../b")).toBe("file b/start.ts");
  });

  it("finds names with brackets, spaces and dollars", () => {
    const paths = ["src/[id]/$route (x).ts"];
    expect(resolve(paths, "./[id]/$route (x)")).toBe(`file ${paths[0] ?? ""}`);
  });

  it("follows a symbolic link", () => {
    const project = temporaryProject({ "lib/b.ts": "" });
    project.link("src/linked", "lib");
    expect(resolved(project, project.host(), "src/a.ts", "./linked/b")).toBe("file lib/b.ts");
  });

  it("finds the source where a build that has not run would write", () => {
    const project = temporaryProject({ "package.json": {}, "src/server.ts": "" });
    expect(resolved(project, project.host(), "bin/a.js", "../dist/server.js")).toBe("file src/server.ts");
  });

  it("takes declarations' source beside them", () => {
    expect(resolve(["src/b.d.ts", "src/b.js"], "./b.d.ts")).toBe("file src/b.js");
  });

  it("does not take declarations for code, and says so", () => {
    const project = temporaryProject({ "src/b.d.ts": "" });
    expect(project.host().resolve(project.path("src/a.ts"), "./b")).toEqual({
      kind: "missing",
      reason: `${project.path("src/b.d.ts")} holds declarations only, and no source stands beside it`,
    });
  });

  it.each(["b.json", "b.vue", "b.svelte", "b.css", "b.png", "b.graphql"])("takes %s for data", (name) => {
    expect(resolve([`src/${name}`], `./${name}`)).toBe(`data src/${name}`);
  });

  it("takes code imported as text for data", () => {
    expect(resolve(["src/b.ts"], "./b.ts?raw")).toBe("data src/b.ts");
  });

  it("says which file is missing", () => {
    const project = temporaryProject();
    expect(project.host().resolve(project.path("src/a.ts"), "./b")).toEqual({
      kind: "missing",
      reason: `there is no file ${project.path("src/b")}`,
    });
  });

  it.each(["", "./b\0", "./", "/", "./" + "b".repeat(5000), "../".repeat(200) + "b"])("does not throw at a specifier that names nothing", (specifier) => {
    expect(resolve([], specifier)).toBe("missing");
  });

  it("finds an absolute path", () => {
    const project = temporaryProject({ "b.ts": "" });
    expect(resolved(project, project.host(), "a.ts", project.path("b"))).toBe("file b.ts");
  });
});

describe("the importing file", () => {
  it("need not be there", () => {
    expect(resolve(["src/b.ts"], "./b", "src/unsaved.ts")).toBe("file src/b.ts");
  });

  it("may have no folder: it counts as in the root", () => {
    const project = temporaryProject({ "b.ts": "" });
    expect(project.host().resolve("<input>", "./b")).toEqual({ kind: "file", path: project.path("b.ts") });
  });
});

describe("the root", () => {
  it("may be a symbolic link: files are named below it", () => {
    const project = temporaryProject({ "real/src/b.ts": "" });
    project.link("link", "real");
    const host = project.host({ root: project.path("link") });
    expect(host.resolve(project.path("link/src/a.ts"), "./b")).toEqual({ kind: "file", path: project.path("link/src/b.ts") });
  });
});

describe("a module of Node", () => {
  it.each([
    ["fs", "fs"],
    ["node:fs/promises", "fs/promises"],
    ["node:test", "test"],
  ])("takes %s for package %s", (specifier, name) => {
    expect(resolve([], specifier)).toBe(`package ${name}`);
  });

  it("is not shadowed by a file of the base folder", () => {
    const project = temporaryProject({ "tsconfig.json": { compilerOptions: { baseUrl: "." } }, "events.ts": "" });
    expect(resolved(project, project.host(), "src/a.ts", "events")).toBe("package events");
  });
});
