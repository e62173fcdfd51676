import { describe, expect, test } from "vitest";
import { Program } from "../program.js";
import { usagesOf } from "./usages-of.js";

const PUT = "export func put() {}";

describe("modules that only keep an old name alive", () => {
  test.each([
    ["by a re-export", { main: 'import { put } from "./legacy-put"', "legacy-put": 'export { put } from "./put"', put: PUT }, ["compat-module (./put): put"]],
    ["by an import and an export", { main: 'import { put } from "./legacy"', legacy: 'import { put } from "./put"\nexport { put }', put: PUT }, ["compat-module (./put): put"]],
    ["by a re-export of everything", { main: 'import { put } from "./compat"', compat: 'export * from "./put"', put: PUT }, ["compat-module (./put): put"]],
    ["under another name", { main: 'import { put } from "./deprecated/put"', "deprecated/put": 'export { store as put } from "../store"', store: "export func store() {}" }, ["compat-module (store of ../store): put"]],
    ["not one that does something", { main: 'import { put } from "./legacy"', legacy: 'import { put } from "./put"\nput()\nexport { put }', put: PUT }, []],
    ["not one that is not called old", { main: 'import { put } from "./index"', index: 'export { put } from "./put"', put: PUT }, []],
    ["not one that hands on from another old one", { main: 'import { put } from "./legacy"', legacy: 'export { put } from "./compat"', compat: PUT }, []],
    ["not an import of types", { main: 'import type { Put } from "./legacy"', legacy: 'export { Put } from "./put"', put: "export type Put = string" }, []],
  ])("%s", (_, files, usages) => {
    expect(usagesOf(files)).toEqual(usages);
  });

  test("are no news to a file that is old itself", () => {
    const files = { "new/use": 'import { put } from "../legacy/put"', "legacy/use": 'import { put } from "../legacy/put"', "legacy/put": 'export { put } from "../put"', put: PUT };
    expect(new Program(files).usages("new/use")).toHaveLength(1);
    expect(new Program(files).usages("legacy/use")).toEqual([]);
  });
});
