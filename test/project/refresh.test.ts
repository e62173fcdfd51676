import { existsSync } from "node:fs";
import fc from "fast-check";
import type { Host } from "../../src/project/index.js";
import { describe, expect, it } from "vitest";
import { resolved, temporaryProject, type TemporaryProject } from "./temporary-project.js";

/** What `specifier` means from `src/a.ts` before a change, after it in the same run, and in the next run. */
function beforeAndAfter(project: TemporaryProject, specifier: string, change: () => void): readonly string[] {
  project.settle();
  const host = project.host();
  const ask = (): string => resolved(project, host, "src/a.ts", specifier);
  const before = ask();
  change();
  project.settle();
  const sameRun = ask();
  host.refresh();
  return [before, sameRun, ask()];
}

describe("after a refresh", () => {
  it("a file that was missing is found, and not before", () => {
    const project = temporaryProject({ "src/a.ts": "" });
    const change = (): void => {
      project.write("src/b.ts", "");
    };
    expect(beforeAndAfter(project, "./b", change)).toEqual(["missing", "missing", "file src/b.ts"]);
  });

  it("a file in a folder that was missing is found", () => {
    const project = temporaryProject();
    const change = (): void => {
      project.write("src/x/y/b.ts", "");
    };
    expect(beforeAndAfter(project, "./x/y/b", change).at(-1)).toBe("file src/x/y/b.ts");
  });

  it("a file that has gone is missing", () => {
    const project = temporaryProject({ "src/b.ts": "" });
    const change = (): void => {
      project.remove("src/b.ts");
    };
    expect(beforeAndAfter(project, "./b", change)).toEqual(["file src/b.ts", "file src/b.ts", "missing"]);
  });

  it("a better file comes before the one that was found", () => {
    const project = temporaryProject({ "src/b/index.ts": "" });
    const change = (): void => {
      project.write("src/b.ts", "");
    };
    expect(beforeAndAfter(project, "./b", change).at(-1)).toBe("file src/b.ts");
  });

  it("a better index file comes before the one that was found", () => {
    const project = temporaryProject({ "src/b/index.js": "" });
    const change = (): void => {
      project.write("src/b/index.ts", "");
    };
    expect(beforeAndAfter(project, "./b", change).at(-1)).toBe("file src/b/index.ts");
  });

  it("changed paths of a tsconfig hold", () => {
    const project = temporaryProject({ "tsconfig.json": {}, "src/b.ts": "" });
    const change = (): void => {
      project.write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./src/*"] } } }));
    };
    expect(beforeAndAfter(project, "@/b", change)).toEqual(["package @/b", "package @/b", "file src/b.ts"]);
  });

  it("changed paths of a file that a tsconfig extends hold", () => {
    const project = temporaryProject({ "tsconfig.json": { extends: "./config/base.json" }, "config/base.json": {}, "src/b.ts": "" });
    const change = (): void => {
      project.write("config/base.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["../src/*"] } } }));
    };
    expect(beforeAndAfter(project, "@/b", change).at(-1)).toBe("file src/b.ts");
  });

  it("a tsconfig that has come holds", () => {
    const project = temporaryProject({ "src/b.ts": "" });
    const change = (): void => {
      project.write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./src/*"] } } }));
    };
    expect(beforeAndAfter(project, "@/b", change).at(-1)).toBe("file src/b.ts");
  });

  it("a nearer tsconfig that has come holds", () => {
    const project = temporaryProject({ "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./src/*"] } } }, "src/b.ts": "" });
    const change = (): void => {
      project.write("src/tsconfig.json", "{}");
    };
    expect(beforeAndAfter(project, "@/b", change).at(-1)).toBe("package @/b");
  });

  it("an `extends` that has been installed is read, and its problem is gone", () => {
    const project = temporaryProject({ "tsconfig.json": { extends: "@s/config/base.json" }, "node_modules/@s/x/index.js": "", "src/b.ts": "" });
    project.settle();
    const host = project.host();
    resolved(project, host, "src/a.ts", "@/b");
    project.write("node_modules/@s/config/base.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["../../../src/*"] } } }));
    project.settle();
    host.refresh();
    expect([resolved(project, host, "src/a.ts", "@/b"), host.problems()]).toEqual(["file src/b.ts", []]);
  });

  it("a new package of the workspace is known", () => {
    const project = temporaryProject({ "package.json": { workspaces: ["libs/*"] }, "libs/x/package.json": { name: "x" } });
    const change = (): void => {
      project.write("libs/db/package.json", JSON.stringify({ name: "db" }));
      project.write("libs/db/src/index.ts", "");
    };
    expect(beforeAndAfter(project, "db", change)).toEqual(["package db", "package db", "file libs/db/src/index.ts"]);
  });

  it("changed exports of a package of the workspace hold", () => {
    const project = temporaryProject({
      "package.json": { workspaces: ["libs/*"] },
      "libs/db/package.json": { name: "db", exports: "./one.ts" },
      "libs/db/one.ts": "",
      "libs/db/two.ts": "",
    });
    const change = (): void => {
      project.write("libs/db/package.json", JSON.stringify({ name: "db", exports: "./two.ts" }));
    };
    expect(beforeAndAfter(project, "db", change).at(-1)).toBe("file libs/db/two.ts");
  });

  it("a new package of the workspace, two levels down, is known", () => {
    const project = temporaryProject({ "package.json": { workspaces: ["libs/*/*"] }, "libs/x/y/package.json": { name: "y" } });
    const change = (): void => {
      project.write("libs/x/db/package.json", JSON.stringify({ name: "db" }));
      project.write("libs/x/db/src/index.ts", "");
    };
    expect(beforeAndAfter(project, "db", change).at(-1)).toBe("file libs/x/db/src/index.ts");
  });

  it("a changed manifest of an opened package holds", () => {
    const project = temporaryProject({ "node_modules/pg/package.json": { main: "one.js" }, "node_modules/pg/one.js": "", "node_modules/pg/two.js": "" });
    project.settle();
    const host = project.host({ packages: ["pg"] });
    resolved(project, host, "src/a.ts", "pg");
    project.write("node_modules/pg/package.json", JSON.stringify({ main: "two.js" }));
    project.settle();
    host.refresh();
    expect(resolved(project, host, "src/a.ts", "pg")).toBe("file node_modules/pg/two.js");
  });

  it("a shared tsconfig is looked at again in every run", () => {
    const project = temporaryProject({ "tsconfig.json": { extends: "./base.json" }, "base.json": {}, "src/b.ts": "" });
    project.settle();
    const host = project.host();
    for (let run = 0; run < 3; run += 1) {
      resolved(project, host, "src/a.ts", "@/b");
      host.refresh();
    }
    project.write("base.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./src/*"] } } }));
    project.settle();
    expect(resolved(project, host, "src/a.ts", "@/b")).toBe("file src/b.ts");
  });

  it("a linked package is known", () => {
    const project = temporaryProject({ "node_modules/@s/x/package.json": {}, "elsewhere/db/package.json": { name: "@s/db" }, "elsewhere/db/index.ts": "" });
    const change = (): void => {
      project.link("node_modules/@s/db", "elsewhere/db");
    };
    expect(beforeAndAfter(project, "@s/db", change).at(-1)).toBe("file elsewhere/db/index.ts");
  });

  it("a folder first seen now does not build on a manifest read before", () => {
    const project = temporaryProject({ "tsconfig.json": {}, "src/b.ts": "" });
    const host = project.host();
    resolved(project, host, "src/a.ts", "@/b");
    project.write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./src/*"] } } }));
    host.refresh();
    expect(resolved(project, host, "test/a.ts", "@/b")).toBe("file src/b.ts");
  });

  it("a found answer is the same object as before while nothing changes", () => {
    const project = temporaryProject({ "src/b.ts": "" });
    const host = project.host();
    const ask = (): unknown => host.resolve(project.path("src/a.ts"), "fs");
    const before = ask();
    host.refresh();
    expect(ask()).toBe(before);
  });
});

describe("a host that has lived through changes", () => {
  const texts = {
    "src/b.ts": ["", "class B extends Base {}"],
    "src/b.js": [""],
    "src/b/index.ts": ["class C extends B {}"],
    "src/tsconfig.json": ["{", '{ "extends": "../tsconfig.json" }'],
    "tsconfig.json": ["{}", '{ "compilerOptions": { "paths": { "@/*": ["./src/*"] } } }'],
    "package.json": ['{ "workspaces": ["libs/*"] }', '{ "imports": { "#b": "./src/b.js" } }', "nothing"],
    "libs/db/package.json": ['{ "name": "db" }', '{ "name": "db", "main": "dist/b.js" }'],
    "libs/db/src/b.ts": ["class D extends Base {}"],
    "libs/db/index.ts": [""],
    "node_modules/db/package.json": ["{}"],
  } as const;
  const specifiers = ["./b", "./b/", "./b.js", "@/b", "db", "db/b", "#b", "../libs/db"];
  const step = fc.constantFrom(...Object.entries(texts).flatMap(([path, contents]) => [...contents, null].map((text) => ({ path, text }))));

  it("answers as a new one does", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(fc.array(fc.array(step, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 }), (runs) => {
        const project = temporaryProject({ "src/a.ts": "", "src/inner/a.ts": "" });
        const old = project.host();
        for (const changes of runs) {
          for (const { path, text } of changes) {
            if (text !== null) project.write(path, text);
            else if (old.read(project.path(path)).kind === "text") project.remove(path);
          }
          project.settle();
          old.refresh();
          const young = project.host();
          for (const from of ["src/a.ts", "src/inner/a.ts"]) {
            for (const specifier of specifiers) expect(resolved(project, old, from, specifier)).toBe(resolved(project, young, from, specifier));
          }
          const near = project.path("src/a.ts");
          expect(old.heirs("Base", near)).toEqual(young.heirs("Base", near));
          expect(old.problems()).toEqual(young.problems());
        }
      }),
      { numRuns: 60 },
    );
  });

  const manifests = {
    "package.json": ['{ "workspaces": ["libs/*"] }', '{ "workspaces": ["*"] }', '{ "workspaces": ["libs/*", "app"], "dependencies": { "d": "" } }'],
    "app/package.json": ['{ "name": "app" }', '{ "name": "app", "dependencies": { "b": "" } }'],
    "app/tsconfig.json": ['{ "compilerOptions": { "paths": { "c": ["../libs/c"] } } }'],
    "libs/b/package.json": ['{ "name": "b" }', '{ "name": "b", "dependencies": { "c": "" } }'],
    "libs/c/package.json": ['{ "name": "c" }', "{}"],
    "libs/d/package.json": ['{ "name": "d" }', '{ "name": "c" }'],
    "libs/c/new.ts": ["class A extends Base {}"],
  } as const;
  const manifestStep = fc.constantFrom(
    ...Object.entries(manifests).flatMap(([path, contents]) => [...contents, null].map((text) => ({ path, text }))),
  );

  it("names the same heirs as a new one does, and in any order of questions", { timeout: 60_000 }, () => {
    const heir = "class A extends Base {}";
    const nears = ["app/x.ts", "libs/b/x.ts", "libs/c/x.ts", "libs/d/x.ts", "tools/x.ts", "x.ts"];
    const order = fc.shuffledSubarray(nears, { minLength: nears.length });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.array(manifestStep, { minLength: 1, maxLength: 4 }), order, order), { minLength: 1, maxLength: 6 }), (runs) => {
        const project = temporaryProject({
          ...Object.fromEntries(Object.entries(manifests).map(([path, [first]]) => [path, first])),
          "package.json": manifests["package.json"][2],
          ...Object.fromEntries(["app", "libs/b", "libs/c", "libs/d", "tools"].map((folder) => [`${folder}/a.ts`, heir])),
        });
        const options = { root: project.path("app") };
        const old = project.host(options);
        for (const [changes, oldOrder, youngOrder] of runs) {
          for (const { path, text } of changes) {
            if (text !== null) project.write(path, text);
            else if (existsSync(project.path(path))) project.remove(path);
          }
          project.settle();
          old.refresh();
          const young = project.host(options);
          const ask = (host: Host) => (near: string) => [near, host.heirs("Base", project.path(near))] as const;
          expect(new Map(oldOrder.map(ask(old)))).toEqual(new Map(youngOrder.map(ask(young))));
        }
      }),
      { numRuns: 60 },
    );
  });
});
