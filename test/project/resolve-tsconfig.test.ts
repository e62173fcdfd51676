import { describe, expect, it } from "vitest";
import { resolved, temporaryProject } from "./temporary-project.js";

const paths = { "@/*": ["./src/*"] };

/** Resolves from `src/deep/a.ts`. */
function resolve(files: Readonly<Record<string, string | object>>, specifier: string): string {
  const project = temporaryProject(files);
  return resolved(project, project.host(), "src/deep/a.ts", specifier);
}

describe("`paths`", () => {
  it("map a pattern", () => {
    expect(resolve({ "tsconfig.json": { compilerOptions: { paths } }, "src/b.ts": "" }, "@/b")).toBe("file src/b.ts");
  });

  it("map an exact name", () => {
    expect(resolve({ "tsconfig.json": { compilerOptions: { paths: { "@models": ["./src/models"] } } }, "src/models/index.ts": "" }, "@models")).toBe(
      "file src/models/index.ts",
    );
  });

  it("try one target after the other", () => {
    const config = { compilerOptions: { paths: { "@/*": ["./generated/*", "./src/*"] } } };
    expect(resolve({ "tsconfig.json": config, "src/b.ts": "" }, "@/b")).toBe("file src/b.ts");
  });

  it("take the pattern with the longest text before its star", () => {
    const config = { compilerOptions: { paths: { "*": ["./any/*"], "@/x/*": ["./x/*"], "@/*": ["./src/*"] } } };
    expect(resolve({ "tsconfig.json": config, "x/b.ts": "", "src/x/b.ts": "", "any/@/x/b.ts": "" }, "@/x/b")).toBe("file x/b.ts");
  });

  it("go on to packages where no target is there", () => {
    expect(resolve({ "tsconfig.json": { compilerOptions: { paths: { "*": ["./src/*"] } } } }, "pg")).toBe("package pg");
  });

  it("stand relative to baseUrl", () => {
    expect(resolve({ "tsconfig.json": { compilerOptions: { baseUrl: "./src", paths: { "~*": ["./*"] } } }, "src/b.ts": "" }, "~b")).toBe("file src/b.ts");
  });

  it("come before a package of the same name", () => {
    const files = {
      "package.json": { workspaces: ["libs/*"] },
      "libs/db/package.json": { name: "db" },
      "libs/db/index.ts": "",
      "tsconfig.json": { compilerOptions: { paths: { db: ["./src/db.ts"] } } },
      "src/db.ts": "",
    };
    expect(resolve(files, "db")).toBe("file src/db.ts");
  });

  it("hold for files that `include` does not name", () => {
    const project = temporaryProject({ "tsconfig.json": { compilerOptions: { paths }, include: ["src"], exclude: ["**/*.spec.ts"] }, "src/b.ts": "" });
    const host = project.host();
    expect(["test/a.ts", "src/a.spec.ts", "src/a.js"].map((from) => resolved(project, host, from, "@/b"))).toEqual(Array(3).fill("file src/b.ts"));
  });

  it("that lead to declarations alone leave the package to the models", () => {
    const config = { compilerOptions: { paths: { driver: ["./types/driver.d.ts"] } } };
    expect(resolve({ "tsconfig.json": config, "types/driver.d.ts": "" }, "driver")).toBe("package driver");
  });

  it("that lead into node_modules leave the package to the models", () => {
    const config = { compilerOptions: { paths: { react: ["./node_modules/react"] } } };
    expect(resolve({ "tsconfig.json": config, "node_modules/react/index.js": "" }, "react")).toBe("package react");
  });

  it("that lead into the output of a build find the source", () => {
    const config = { compilerOptions: { paths: { "@s/db": ["./libs/db/dist"] } } };
    const files = { "package.json": { workspaces: ["libs/*"] }, "tsconfig.json": config, "libs/db/package.json": { name: "x" }, "libs/db/src/index.ts": "" };
    expect(resolve(files, "@s/db")).toBe("file libs/db/src/index.ts");
  });

  it("of the nearest tsconfig hold, not those above", () => {
    expect(resolve({ "tsconfig.json": { compilerOptions: { paths } }, "src/deep/tsconfig.json": {}, "src/b.ts": "" }, "@/b")).toBe("package @/b");
  });

  it("may stand in a jsconfig.json", () => {
    expect(resolve({ "jsconfig.json": { compilerOptions: { paths } }, "src/b.js": "" }, "@/b")).toBe("file src/b.js");
  });

  it("of wrong types are passed over", () => {
    const config = { compilerOptions: { baseUrl: 1, paths: { "@/*": "./src/*", b: [1, null], "x**": ["y"], "": [""] } }, extends: 3, references: {} };
    expect(resolve({ "tsconfig.json": config, "src/b.ts": "" }, "@/b")).toBe("package @/b");
  });
});

describe("`baseUrl`", () => {
  it("gives bare paths below it", () => {
    expect(resolve({ "tsconfig.json": { compilerOptions: { baseUrl: "." } }, "src/b.ts": "" }, "src/b")).toBe("file src/b.ts");
  });
});

describe("`extends`", () => {
  const base = { compilerOptions: { paths: { "@/*": ["./src/*"] } } };

  it("inherits paths, relative to the file that has them", () => {
    const files = { "config/base.json": base, "tsconfig.json": { extends: "./config/base.json" }, "config/src/b.ts": "" };
    expect(resolve(files, "@/b")).toBe("file config/src/b.ts");
  });

  it("may leave `.json` out", () => {
    expect(resolve({ "base.json": base, "tsconfig.json": { extends: "./base" }, "src/b.ts": "" }, "@/b")).toBe("file src/b.ts");
  });

  it("may be a list, whose last entry wins", () => {
    const other = { compilerOptions: { paths: { "@/*": ["./other/*"] } } };
    const files = { "one.json": base, "two.json": other, "tsconfig.json": { extends: ["./one.json", "./two.json"] }, "src/b.ts": "", "other/b.ts": "" };
    expect(resolve(files, "@/b")).toBe("file other/b.ts");
  });

  it("is overruled by the file itself", () => {
    const files = { "base.json": base, "tsconfig.json": { extends: "./base.json", compilerOptions: { paths: { "@/*": ["./x/*"] } } }, "src/b.ts": "", "x/b.ts": "" };
    expect(resolve(files, "@/b")).toBe("file x/b.ts");
  });

  it("may name a package of the workspace that is not installed", () => {
    const files = {
      "package.json": { workspaces: ["packages/*"] },
      "packages/config/package.json": { name: "@s/config" },
      "packages/config/base.json": { compilerOptions: { paths: { "@/*": ["${configDir}/src/*"] } } },
      "tsconfig.json": { extends: "@s/config/base.json" },
      "src/b.ts": "",
    };
    expect(resolve(files, "@/b")).toBe("file src/b.ts");
  });

  it("may name an installed package", () => {
    const files = {
      "node_modules/@s/config/package.json": { name: "@s/config" },
      "node_modules/@s/config/tsconfig.json": { compilerOptions: { paths: { "@/*": ["../../../src/*"] } } },
      "tsconfig.json": { extends: "@s/config" },
      "src/b.ts": "",
    };
    expect(resolve(files, "@/b")).toBe("file src/b.ts");
  });
});

describe("a broken tsconfig", () => {
  it("with a missing `extends` keeps its own paths and relative imports, and is told once", () => {
    const project = temporaryProject({ "tsconfig.json": { extends: "@gone/tsconfig/base.json", compilerOptions: { paths } }, "src/b.ts": "", "src/x/c.ts": "" });
    const host = project.host();
    const answers = [resolved(project, host, "src/a.ts", "@/b"), resolved(project, host, "src/a.ts", "./b"), resolved(project, host, "src/x/a.ts", "./c")];
    expect(answers).toEqual(["file src/b.ts", "file src/b.ts", "file src/x/c.ts"]);
    expect(host.problems()).toEqual([
      {
        path: project.path("tsconfig.json"),
        reason: '"extends": "@gone/tsconfig/base.json" is not found; the paths and baseUrl it may hold are not known',
      },
    ]);
  });

  it.each([
    ["no JSON", '{ "compilerOptions": '],
    ["no object", "3"],
    ["bytes of no text", Buffer.from("{\0}")],
  ])("with %s is told, and relative imports work", (_, content) => {
    const project = temporaryProject({ "tsconfig.json": content, "src/b.ts": "" });
    const host = project.host();
    expect(resolved(project, host, "src/a.ts", "./b")).toBe("file src/b.ts");
    expect(host.problems().map(({ path }) => path)).toEqual([project.path("tsconfig.json")]);
  });

  it("with `extends` in a circle is told", () => {
    const project = temporaryProject({ "tsconfig.json": { extends: "./b.json" }, "b.json": { extends: "./tsconfig.json" }, "b.ts": "" });
    const host = project.host();
    expect(resolved(project, host, "a.ts", "./b")).toBe("file b.ts");
    expect(host.problems()).toEqual([
      { path: project.path("b.json"), reason: '"extends": "./tsconfig.json" leads back to a file that extends this one' },
    ]);
  });

  it("that is a folder is told", () => {
    const project = temporaryProject({ "tsconfig.json/x.ts": "", "b.ts": "" });
    const host = project.host();
    expect(resolved(project, host, "a.ts", "./b")).toBe("file b.ts");
    expect(host.problems()).toEqual([
      { path: project.path("tsconfig.json"), reason: "this tsconfig cannot be read: it is a folder; its paths are not known" },
    ]);
  });

  it("may be empty: that is none", () => {
    const project = temporaryProject({ "tsconfig.json": "" });
    const host = project.host();
    resolved(project, host, "a.ts", "./b");
    expect(host.problems()).toEqual([]);
  });
});

describe("`references`", () => {
  it("give the paths of a tsconfig that has none itself", () => {
    const files = {
      "tsconfig.json": { files: [], references: [{ path: "./tsconfig.node.json" }, { path: "./tsconfig.app.json" }] },
      "tsconfig.node.json": {},
      "tsconfig.app.json": { compilerOptions: { paths } },
      "src/b.ts": "",
    };
    expect(resolve(files, "@/b")).toBe("file src/b.ts");
  });

  it("do not give the paths of a project elsewhere", () => {
    const files = {
      "tsconfig.json": { files: [], references: [{ path: "./other" }] },
      "other/tsconfig.json": { compilerOptions: { paths: { "@/*": ["../src/*"] } } },
      "src/b.ts": "",
    };
    expect(resolve(files, "@/b")).toBe("package @/b");
  });

  it("that are broken are told", () => {
    const project = temporaryProject({ "tsconfig.json": { files: [], references: [{ path: "./gone" }, { path: 1 }, null] } });
    const host = project.host();
    resolved(project, host, "a.ts", "./b");
    expect(host.problems().map(({ path }) => path)).toEqual([]);
  });
});
