import { chmodSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { resolved, temporaryProject } from "./temporary-project.js";

const npm = { "package.json": { name: "root", workspaces: ["packages/*"] } };

/** Resolves from `packages/app/src/a.ts`, with nothing installed. */
function resolve(files: Readonly<Record<string, string | object>>, specifier: string): string {
  const project = temporaryProject({ ...npm, "packages/app/package.json": { name: "@s/app" }, ...files });
  return resolved(project, project.host(), "packages/app/src/a.ts", specifier);
}

describe("a package of the workspace", () => {
  it("is its source, where main names what no build has written yet", () => {
    const files = { "packages/db/package.json": { name: "@s/db", main: "dist/index.js" }, "packages/db/src/index.ts": "" };
    expect(resolve(files, "@s/db")).toBe("file packages/db/src/index.ts");
  });

  it("is its source also where the build has run", () => {
    const files = {
      "packages/db/package.json": { name: "@s/db", main: "dist/index.js" },
      "packages/db/dist/index.js": "",
      "packages/db/src/index.ts": "",
    };
    expect(resolve(files, "@s/db")).toBe("file packages/db/src/index.ts");
  });

  it("is its built file where there is no source", () => {
    const files = { "packages/db/package.json": { name: "@s/db", main: "lib/start.js" }, "packages/db/lib/start.js": "" };
    expect(resolve(files, "@s/db")).toBe("file packages/db/lib/start.js");
  });

  it("is its source at the package's root", () => {
    const files = { "packages/db/package.json": { name: "@s/db", main: "./index.ts" }, "packages/db/index.ts": "" };
    expect(resolve(files, "@s/db")).toBe("file packages/db/index.ts");
  });

  it("is found without any entry in its manifest", () => {
    const files = { "packages/db/package.json": { name: "@s/db" }, "packages/db/src/index.js": "" };
    expect(resolve(files, "@s/db")).toBe("file packages/db/src/index.js");
  });

  it("gives a subpath by its exports", () => {
    const files = {
      "packages/db/package.json": { name: "@s/db", exports: { "./pg": { require: "./dist/cjs/drivers/pg.cjs" } } },
      "packages/db/src/drivers/pg.ts": "",
    };
    expect(resolve(files, "@s/db/pg")).toBe("file packages/db/src/drivers/pg.ts");
  });

  it("gives a subpath by a pattern of its exports", () => {
    const files = {
      "packages/db/package.json": { name: "@s/db", exports: { "./api/*": "./dist/http/*.js" } },
      "packages/db/src/http/users/index.ts": "",
    };
    expect(resolve(files, "@s/db/api/users")).toBe("file packages/db/src/http/users/index.ts");
  });

  it("gives a subpath as it is written, without exports", () => {
    const files = { "packages/db/package.json": { name: "@s/db" }, "packages/db/server-only/a.ts": "" };
    expect(resolve(files, "@s/db/server-only/a")).toBe("file packages/db/server-only/a.ts");
  });

  it("gives a subpath into its output as the source", () => {
    const files = { "packages/db/package.json": { name: "@s/db" }, "packages/db/src/types.ts": "" };
    expect(resolve(files, "@s/db/dist/types")).toBe("file packages/db/src/types.ts");
  });

  it("gives its data files as data", () => {
    const files = { "packages/db/package.json": { name: "@s/db" }, "packages/db/logo.png": "" };
    expect(resolve(files, "@s/db/logo.png")).toBe("data packages/db/logo.png");
  });

  it("is a package where nothing stands for the path (generated code)", () => {
    const files = { "packages/db/package.json": { name: "@s/db" } };
    expect(resolve(files, "@s/db/generated/client")).toBe("package @s/db/generated/client");
  });

  it("is a package where only declarations stand for the path", () => {
    const files = { "packages/db/package.json": { name: "@s/db", types: "index.d.ts" }, "packages/db/index.d.ts": "" };
    expect(resolve(files, "@s/db")).toBe("package @s/db");
  });

  it("is its source through a link in node_modules", () => {
    const project = temporaryProject({
      "app/package.json": { name: "app" },
      "packages/db/package.json": { name: "@s/db", main: "dist/index.js" },
      "packages/db/src/index.ts": "",
    });
    project.link("app/node_modules/@s/db", "packages/db");
    expect(resolved(project, project.host(), "app/a.ts", "@s/db")).toBe("file packages/db/src/index.ts");
  });

  it("is not found by a name that only begins like it", () => {
    const files = { "packages/db/package.json": { name: "@s/db" }, "packages/db/src/index.ts": "" };
    expect(resolve(files, "@s/db-core")).toBe("package @s/db-core");
  });

  it("may import itself", () => {
    expect(resolve({ "packages/app/src/b.ts": "" }, "@s/app/b")).toBe("file packages/app/src/b.ts");
  });

  it.skipIf(process.platform === "win32" || process.getuid?.() === 0)("is found where the workspace's root may be entered but not listed", () => {
    const project = temporaryProject({ ...npm, "packages/app/package.json": {}, "packages/db/package.json": { name: "db" }, "packages/db/index.ts": "" });
    chmodSync(project.root, 0o300);
    const found = resolved(project, project.host(), "packages/app/a.ts", "db");
    chmodSync(project.root, 0o700);
    expect(found).toBe("file packages/db/index.ts");
  });

  it("is found from a host whose root is another package", () => {
    const project = temporaryProject({
      ...npm,
      "packages/app/package.json": { name: "app" },
      "packages/db/package.json": { name: "db" },
      "packages/db/src/index.ts": "",
    });
    expect(resolved(project, project.host({ root: project.path("packages/app") }), "packages/app/a.ts", "db")).toBe("file packages/db/src/index.ts");
  });
});

describe("workspace patterns", () => {
  const db = { name: "db" };

  it("may be an object with packages (yarn)", () => {
    const project = temporaryProject({ "package.json": { workspaces: { packages: ["libs/db"] } }, "libs/db/package.json": db, "libs/db/index.ts": "" });
    expect(resolved(project, project.host(), "a.ts", "db")).toBe("file libs/db/index.ts");
  });

  it("may stand in pnpm-workspace.yaml", () => {
    const project = temporaryProject({ "pnpm-workspace.yaml": "packages:\n  # all\n  - 'libs/*'\n", "libs/db/package.json": db, "libs/db/index.ts": "" });
    expect(resolved(project, project.host(), "a.ts", "db")).toBe("file libs/db/index.ts");
  });

  it("may reach over several levels", () => {
    const project = temporaryProject({ "package.json": { workspaces: ["libs/**"] }, "libs/x/y/db/package.json": db, "libs/x/y/db/index.ts": "" });
    expect(resolved(project, project.host(), "a.ts", "db")).toBe("file libs/x/y/db/index.ts");
  });

  it("may name alternatives", () => {
    const project = temporaryProject({ "package.json": { workspaces: ["./{apps,libs}/*/"] }, "libs/db/package.json": db, "libs/db/index.ts": "" });
    expect(resolved(project, project.host(), "a.ts", "db")).toBe("file libs/db/index.ts");
  });

  it("may leave folders out", () => {
    const project = temporaryProject({
      "package.json": { workspaces: ["libs/*", "!libs/old-*"] },
      "libs/old-db/package.json": db,
      "libs/old-db/index.ts": "",
    });
    expect(resolved(project, project.host(), "a.ts", "db")).toBe("package db");
  });

  it("do not reach into node_modules", () => {
    const project = temporaryProject({
      "package.json": { workspaces: ["libs/**"] },
      "libs/x/node_modules/db/package.json": db,
      "libs/x/node_modules/db/index.js": "",
    });
    expect(resolved(project, project.host(), "a.ts", "db")).toBe("package db");
  });

  it("may name folders that are not there, or be of wrong types", () => {
    const project = temporaryProject({ "package.json": { workspaces: ["gone/*", "gone", 1, null, "[(+"] }, "b.ts": "" });
    expect(resolved(project, project.host(), "a.ts", "./b")).toBe("file b.ts");
  });

  it("of an inner workspace come before those of the outer one", () => {
    const project = temporaryProject({
      "package.json": { workspaces: ["packages/*"] },
      "packages/ui/package.json": { name: "ui" },
      "packages/ui/index.ts": "",
      "www/package.json": { workspaces: ["packages/*"] },
      "www/packages/ui/package.json": { name: "ui" },
      "www/packages/ui/index.ts": "",
    });
    const host = project.host();
    expect([resolved(project, host, "www/apps/a.ts", "ui"), resolved(project, host, "packages/ui/a.ts", "ui")]).toEqual([
      "file www/packages/ui/index.ts",
      "file packages/ui/index.ts",
    ]);
  });

  it("that cannot be read are told, and the rest works", () => {
    const project = temporaryProject({ "pnpm-workspace.yaml": "packages: [", "b.ts": "" });
    const host = project.host();
    expect(resolved(project, host, "a.ts", "./b")).toBe("file b.ts");
    expect(host.problems().map(({ path }) => path)).toEqual([project.path("pnpm-workspace.yaml")]);
  });
});
