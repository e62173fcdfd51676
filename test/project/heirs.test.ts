import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { DiskFiles } from "../../src/project/disk-files.js";
import { ProblemLog } from "../../src/project/problems.js";
import { SourceTree } from "../../src/project/source-tree.js";
import { temporaryProject, type TemporaryProject } from "./temporary-project.js";

const heir = "export class A extends Base {}";

/** Files below the root that inherit from `Base`, relative to it. */
function heirs(project: TemporaryProject, near = "src/x.ts", root = project.root): readonly string[] {
  return project.host({ root }).heirs("Base", project.path(near)).map((path) => path.slice(project.root.length + 1));
}

describe("heirs", () => {
  it("are found in the whole project, sorted", () => {
    const project = temporaryProject({ "z.ts": heir, "src/b.js": heir, "src/a/c.tsx": heir, "src/no.ts": "class A {}" });
    expect(heirs(project)).toEqual(["src/a/c.tsx", "src/b.js", "z.ts"]);
  });

  it.each(["node_modules/a", "dist", "build", "coverage", "out", "vendor", ".next", ".git", ".cache", "packages/b/node_modules/c", "packages/b/dist"])(
    "are not looked for in %s",
    (folder) => {
      const project = temporaryProject({ [`${folder}/a.js`]: heir, "packages/b/package.json": {} });
      expect(heirs(project)).toEqual([]);
    },
  );

  it("are looked for in a source folder that is named like an output", () => {
    expect(heirs(temporaryProject({ "package.json": {}, "src/build/a.ts": heir }))).toEqual(["src/build/a.ts"]);
  });

  it("are not looked for in declarations, minified files and data", () => {
    expect(heirs(temporaryProject({ "a.d.ts": heir, "a.min.js": heir, "a.md": heir }))).toEqual([]);
  });

  it("are not looked for in files that cannot be read as text", () => {
    expect(heirs(temporaryProject({ "a.ts": `${heir}\0`, "b.ts": heir }))).toEqual(["b.ts"]);
  });

  it.skipIf(process.getuid?.() === 0)("are not looked for in a folder without permission", () => {
    const project = temporaryProject({ "shut/a.ts": heir, "b.ts": heir });
    chmodSync(project.path("shut"), 0);
    const found = heirs(project);
    chmodSync(project.path("shut"), 0o700);
    expect(found).toEqual(["b.ts"]);
  });

  it("are looked for once in a folder that links to itself", () => {
    const project = temporaryProject({ "src/a.ts": heir });
    project.link("src/again", "src");
    expect(heirs(project)).toEqual(["src/a.ts"]);
  });

  it("are found in other packages of the workspace, from a root that is one of them", () => {
    const project = temporaryProject({ "package.json": { workspaces: ["packages/*"] }, "packages/a/package.json": {}, "packages/b/a.ts": heir });
    expect(heirs(project, "packages/a/x.ts", project.path("packages/a"))).toEqual(["packages/b/a.ts"]);
  });

  it("are found in the whole repository, from a root inside it", () => {
    const project = temporaryProject({ ".git/HEAD": "", "a/x.ts": "", "b/a.ts": heir });
    expect(heirs(project, "a/x.ts", project.path("a"))).toEqual(["b/a.ts"]);
  });

  it("are none near a file outside of any project", () => {
    const project = temporaryProject({ "inside/x.ts": "", "outside/a.ts": heir });
    expect(heirs(project, "outside/x.ts", project.path("inside"))).toEqual([]);
  });

  it("follow changed, new and deleted files after a refresh", () => {
    const project = temporaryProject({ "a.ts": heir, "b.ts": "", "c.ts": heir });
    const host = project.host();
    const ask = (): readonly string[] => host.heirs("Base", project.path("a.ts")).map((path) => path.slice(project.root.length + 1));
    const before = ask();
    project.write("b.ts", heir);
    project.write("d/d.ts", heir);
    project.remove("c.ts");
    const sameRun = ask();
    host.refresh();
    expect([before, sameRun, ask()]).toEqual([["a.ts", "c.ts"], ["a.ts", "c.ts"], ["a.ts", "b.ts", "d/d.ts"]]);
  });

  it("above the bound are left out, the same ones each time, and that is told", () => {
    const project = temporaryProject({ "b.ts": heir, "a.ts": heir, "c/c.ts": heir });
    const problems = new ProblemLog();
    const tree = new SourceTree(project.root, new DiskFiles(), problems, 2);
    expect(tree.filesNaming("Base")).toEqual([project.path("a.ts"), project.path("b.ts")]);
    expect(problems.list()).toEqual([
      { path: project.root, reason: "the folder is too large: only 2 of 3 source files were searched for subclasses" },
    ]);
  });
});

describe("problems", () => {
  it("are listed by path", () => {
    const log = new ProblemLog();
    for (const path of ["/b", "/a", "/b"]) log.add(path, "broken");
    expect(log.list().map(({ path }) => path)).toEqual(["/a", "/b"]);
  });
});
