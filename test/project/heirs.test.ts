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
      { path: project.root, reason: "the folder is too large: only 2 of 3 source files were searched for subclasses and importers" },
    ]);
  });
});

describe("heirs of a class in a workspace that is linted from one of its packages", () => {
  /** Each package has one heir; `app` depends on `db` and `dev`, `db` on `core`, and `other`, an app as well, on `db`. */
  const files = {
    "package.json": { name: "root", workspaces: ["apps/*", "libs/*"] },
    "apps/app/package.json": { name: "app", dependencies: { db: "*", pg: "*" }, devDependencies: { dev: "*" } },
    "apps/app/src/a.ts": heir,
    "apps/other/package.json": { name: "other", dependencies: { db: "*" } },
    "apps/other/src/a.ts": heir,
    "libs/db/package.json": { name: "db", peerDependencies: { core: "*" } },
    "libs/db/src/a.ts": heir,
    "libs/core/package.json": { name: "core", optionalDependencies: { db: "*" } },
    "libs/core/src/a.ts": heir,
    "libs/dev/package.json": { name: "dev" },
    "libs/dev/src/a.ts": heir,
  };
  const reached = ["apps/app/src/a.ts", "libs/core/src/a.ts", "libs/db/src/a.ts", "libs/dev/src/a.ts"];
  const all = ["apps/app/src/a.ts", "apps/other/src/a.ts", "libs/core/src/a.ts", "libs/db/src/a.ts", "libs/dev/src/a.ts"];

  function heirsFromApp(more: Readonly<Record<string, string | object>> = {}, near = "libs/db/src/x.ts", root = "apps/app"): readonly string[] {
    const project = temporaryProject({ ...files, ...more });
    return heirs(project, near, project.path(root));
  }

  it("are looked for in the packages that it depends on, and those that they depend on", () => {
    expect(heirsFromApp()).toEqual(reached);
  });

  it("are the same ones for a root inside the package", () => {
    expect(heirsFromApp({}, "libs/db/src/x.ts", "apps/app/src")).toEqual(reached);
  });

  it("are the same ones for a class of each of these packages", () => {
    expect(["apps/app/a.ts", "libs/core/a.ts", "libs/dev/a.ts"].map((near) => heirsFromApp({}, near))).toEqual([reached, reached, reached]);
  });

  it.each([".", "apps"])("are looked for in all of it from a root that is not inside one package (%s)", (root) => {
    expect(heirsFromApp({}, "libs/db/src/x.ts", root)).toEqual(all);
  });

  it("are looked for in all of it from a root in a package without a name", () => {
    expect(heirsFromApp({ "apps/app/package.json": {} })).toEqual(all);
  });

  it("are looked for in the package of the class, though nothing depends on it", () => {
    expect(heirsFromApp({}, "apps/other/src/x.ts")).toEqual(all);
  });

  it("are looked for in the package of the class, though the workspace does not name it", () => {
    const more = { "tools/package.json": { name: "tools", dependencies: { other: "*" } }, "tools/a.ts": heir };
    expect(heirsFromApp(more, "tools/x.ts")).toEqual([...all, "tools/a.ts"]);
  });

  it("are looked for in packages that the workspace's root depends on", () => {
    expect(heirsFromApp({ "package.json": { ...files["package.json"], devDependencies: { other: "*" } } })).toEqual(all);
  });

  it("are looked for in packages that a tsconfig maps to", () => {
    expect(heirsFromApp({ "apps/app/tsconfig.json": { compilerOptions: { paths: { "@other/*": ["../other/src/*"] } } } })).toEqual(all);
  });

  it("are looked for in what is in no package, and not in a package that the workspace does not name", () => {
    const more = { "shared/a.ts": heir, "examples/one/package.json": {}, "examples/one/a.ts": heir };
    expect(heirsFromApp(more)).toEqual([...reached, "shared/a.ts"]);
  });

  it("are looked for in a package below the root, and in one that it contains only if it is reached", () => {
    const workspaces = [...files["package.json"].workspaces, "apps/app/plugins/*", "libs/db/inner/*"];
    const more = {
      "package.json": { name: "root", workspaces },
      "apps/app/plugins/p/package.json": { name: "p" },
      "apps/app/plugins/p/a.ts": heir,
      "libs/db/inner/i/package.json": { name: "i" },
      "libs/db/inner/i/a.ts": heir,
    };
    expect(heirsFromApp(more)).toEqual(["apps/app/plugins/p/a.ts", ...reached]);
  });

  it("are looked for in folders with a manifest of their own inside a package", () => {
    expect(heirsFromApp({ "libs/db/src/esm/package.json": { type: "module" }, "libs/db/src/esm/a.ts": heir })).toEqual(
      [...reached, "libs/db/src/esm/a.ts"].sort(),
    );
  });

  it("are not looked for in an opened package", () => {
    const more = { "node_modules/pg/package.json": { name: "pg" }, "node_modules/pg/a.js": heir };
    expect(heirsFromApp(more, "node_modules/pg/x.js")).toEqual(reached);
  });

  it("are found once where a linked package really is", () => {
    const project = temporaryProject({ ...files, "elsewhere/pg/package.json": { name: "pg" }, "elsewhere/pg/a.ts": heir });
    project.link("libs/pg", "elsewhere/pg");
    expect(heirs(project, "libs/db/src/x.ts", project.path("apps/app"))).toEqual(["apps/app/src/a.ts", "elsewhere/pg/a.ts", ...reached.slice(1)]);
  });

  it("follow a changed manifest after a refresh", () => {
    const project = temporaryProject(files);
    project.settle();
    const host = project.host({ root: project.path("apps/app") });
    const ask = (): readonly string[] => host.heirs("Base", project.path("libs/db/src/x.ts")).map((path) => path.slice(project.root.length + 1));
    const before = ask();
    project.write("apps/app/package.json", JSON.stringify({ name: "app", dependencies: { other: "*" } }));
    project.settle();
    const sameRun = ask();
    host.refresh();
    const after = ask();
    project.write("libs/db/package.json", JSON.stringify({ name: "db" }));
    project.settle();
    host.refresh();
    expect([before, sameRun, after, ask()]).toEqual([reached, reached, all.slice(0, 4), ["apps/app/src/a.ts", "apps/other/src/a.ts", "libs/db/src/a.ts"]]);
  });
});

describe("problems", () => {
  it("are listed by path", () => {
    const log = new ProblemLog();
    for (const path of ["/b", "/a", "/b"]) log.add(path, "broken");
    expect(log.list().map(({ path }) => path)).toEqual(["/a", "/b"]);
  });
});
