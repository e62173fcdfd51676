import { describe, expect, it } from "vitest";
import { resolved, temporaryProject } from "./temporary-project.js";

describe("a package in node_modules", () => {
  const files = { "node_modules/pg/package.json": { name: "pg", main: "lib/index.js" }, "node_modules/pg/lib/index.js": "" };

  it("is a package, by its import path", () => {
    const project = temporaryProject(files);
    expect(resolved(project, project.host(), "src/a.ts", "pg/lib/index.js")).toBe("package pg/lib/index.js");
  });

  it("is a package also where a relative path leads into it", () => {
    const project = temporaryProject(files);
    expect(resolved(project, project.host(), "src/a.ts", "../node_modules/pg/lib/index")).toBe("package pg/lib");
  });

  it("is a package also if it is not installed", () => {
    const project = temporaryProject();
    expect(resolved(project, project.host(), "src/a.ts", "@s/driver/promise")).toBe("package @s/driver/promise");
  });

  it("is the project's own if it is opened", () => {
    const project = temporaryProject(files);
    const host = project.host({ packages: ["pg"] });
    expect(resolved(project, host, "src/a.ts", "pg")).toBe("file node_modules/pg/lib/index.js");
  });

  it("is the project's own, once opened, for relative imports inside it", () => {
    const project = temporaryProject({ ...files, "node_modules/pg/lib/b.js": "" });
    const host = project.host({ packages: ["pg"] });
    expect(resolved(project, host, "node_modules/pg/lib/index.js", "./b")).toBe("file node_modules/pg/lib/b.js");
  });

  it("is not opened by another one's name", () => {
    const project = temporaryProject(files);
    expect(resolved(project, project.host({ packages: ["p", "pg-core"] }), "src/a.ts", "pg")).toBe("package pg");
  });

  it("stays a package beside an opened one", () => {
    const project = temporaryProject({ ...files, "node_modules/other/index.js": "" });
    expect(resolved(project, project.host({ packages: ["pg"] }), "src/a.ts", "../node_modules/other/index.js")).toBe("package other");
  });

  it("is not read by the tsconfig of the project, nor by its own, which extends what is not published", () => {
    const project = temporaryProject({
      ...files,
      "tsconfig.json": { compilerOptions: { paths: { "@/*": ["./src/*"] } } },
      "src/b.ts": "",
      "node_modules/pg/tsconfig.json": { extends: "./gone.json" },
    });
    const host = project.host({ packages: ["pg"] });
    expect(resolved(project, host, "node_modules/pg/lib/index.js", "@/b")).toBe("package @/b");
    expect(host.problems()).toEqual([]);
  });

  it("is opened under pnpm's real path", () => {
    const project = temporaryProject({
      "node_modules/.pnpm/@s+a@1.0.0/node_modules/@s/a/package.json": { name: "@s/a", exports: { import: "./index.mjs" } },
      "node_modules/.pnpm/@s+a@1.0.0/node_modules/@s/a/index.mjs": "",
    });
    project.link("node_modules/@s/a", "node_modules/.pnpm/@s+a@1.0.0/node_modules/@s/a");
    expect(resolved(project, project.host({ packages: ["@s/a"] }), "src/a.ts", "@s/a")).toBe(
      "file node_modules/.pnpm/@s+a@1.0.0/node_modules/@s/a/index.mjs",
    );
  });

  it("is a package if it has declarations only", () => {
    const project = temporaryProject({
      "node_modules/types-only/package.json": { name: "types-only", types: "index.d.ts" },
      "node_modules/types-only/index.d.ts": "",
    });
    expect(resolved(project, project.host({ packages: ["types-only"] }), "src/a.ts", "types-only")).toBe("package types-only");
  });

  it("is the source if it is a link out of node_modules", () => {
    const project = temporaryProject({ "elsewhere/package.json": { name: "linked", main: "dist/index.js" }, "elsewhere/src/index.ts": "" });
    project.link("app/node_modules/linked", "elsewhere");
    expect(resolved(project, project.host(), "app/src/a.ts", "linked")).toBe("file elsewhere/src/index.ts");
  });

  it("is a package if the link leads nowhere", () => {
    const project = temporaryProject();
    project.link("node_modules/linked", "gone");
    expect(resolved(project, project.host(), "src/a.ts", "linked")).toBe("package linked");
  });
});

describe("an entry of `imports`", () => {
  it("names a file of the nearest package", () => {
    const project = temporaryProject({ "package.json": { imports: { "#db/*": "./dist/db/*.js" } }, "src/db/users.ts": "" });
    expect(resolved(project, project.host(), "src/deep/a.ts", "#db/users")).toBe("file src/db/users.ts");
  });

  it("may name a package", () => {
    const project = temporaryProject({ "package.json": { imports: { "#pg": { node: "pg", default: "./pg-web.js" } } } });
    expect(resolved(project, project.host(), "src/a.ts", "#pg")).toBe("package pg");
  });

  it("may stand in a tsconfig instead", () => {
    const project = temporaryProject({ "tsconfig.json": { compilerOptions: { paths: { "#/*": ["./src/*"] } } }, "src/b.ts": "" });
    expect(resolved(project, project.host(), "src/a.ts", "#/b")).toBe("file src/b.ts");
  });

  it("is missing if there is none, and says where it was looked for", () => {
    const project = temporaryProject({ "package.json": {} });
    expect(project.host().resolve(project.path("src/a.ts"), "#db")).toEqual({
      kind: "missing",
      reason: `"imports" has no entry for #db (${project.path("package.json")})`,
    });
  });

  it("does not lead round in circles", () => {
    const project = temporaryProject({ "package.json": { imports: { "#a": "#b", "#b": "#a" } } });
    expect(resolved(project, project.host(), "src/a.ts", "#a")).toBe("missing");
  });
});

describe("a package's own name", () => {
  it("names its own sources", () => {
    const project = temporaryProject({ "package.json": { name: "self", exports: { "./x": "./dist/x.js" } }, "src/x.ts": "" });
    expect(resolved(project, project.host(), "test/a.ts", "self/x")).toBe("file src/x.ts");
  });
});

describe("a broken package.json", () => {
  it.each([
    ["no JSON", "{ name:"],
    ["no object", "[]"],
    ["a binary", Buffer.from("\0")],
  ])("with %s is told once, and the rest works", (_, content) => {
    const project = temporaryProject({ "package.json": content, "src/b.ts": "", "src/inner/c.ts": "" });
    const host = project.host();
    expect([resolved(project, host, "src/a.ts", "./b"), resolved(project, host, "src/inner/a.ts", "./c")]).toEqual(["file src/b.ts", "file src/inner/c.ts"]);
    expect(host.problems().map(({ path }) => path)).toEqual([project.path("package.json")]);
  });

  it("is no longer told once it is mended", () => {
    const project = temporaryProject({ "package.json": "{" });
    const host = project.host();
    resolved(project, host, "a.ts", "x");
    project.write("package.json", "{}");
    host.refresh();
    resolved(project, host, "a.ts", "x");
    expect(host.problems()).toEqual([]);
  });

  it("is no longer told once it is gone", () => {
    const project = temporaryProject({ "package.json": "{" });
    const host = project.host();
    resolved(project, host, "a.ts", "x");
    project.remove("package.json");
    host.refresh();
    resolved(project, host, "a.ts", "x");
    expect(host.problems()).toEqual([]);
  });
});
