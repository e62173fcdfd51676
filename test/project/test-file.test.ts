import { expect, it } from "vitest";
import { isTestFile, isTestFileIn } from "../../src/project/test-file.js";

it.each(["/r/a.test.ts", "/r/a.spec.js", "/r/a_test.mjs", "/r/a-spec.tsx", "/r/a.e2e.ts", "/r/__tests__/a.ts", "C:\\r\\__mocks__\\a.ts"])("%s holds tests", (path) => {
  expect(isTestFile(path)).toBe(true);
});

it.each(["/r/test/server.js", "/r/latest.ts", "/r/contest.js", "/r/a.tests.sql", "/r/tests.ts", "/r/test.js", "/r/spec.ts"])("%s does not", (path) => {
  expect(isTestFile(path)).toBe(false);
});

it("does not ask where the linted folder lies", () => {
  expect(isTestFileIn("/r/__tests__/project", "/r/__tests__/project/src/a.ts")).toBe(false);
  expect(isTestFileIn("/r/__tests__/project", "/r/__tests__/project/src/a.test.ts")).toBe(true);
});
