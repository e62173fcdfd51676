import { describe, expect, test } from "vitest";
import { usagesOf } from "./usages-of.js";

describe("code that its own comment calls compatibility code to be removed", () => {
  test.each([
    ["the line behind the comment", "// backwards compatibility with old records, to be removed in v3\nf(x)\ng(y)", ["marked-code: f(x)"]],
    ["behind a comment of several lines", "// Backwards compatible with the old format.\n// Remove this once all records are migrated.\nf(x)", ["marked-code: f(x)"]],
    ["what is kept until something was deployed", "// Todo: delete after the deployment.\nf(x)", ["marked-code: f(x)"]],
    ["what is kept until data was migrated", "/* remove the fallback once instances are migrated */\nf(x)", ["marked-code: f(x)"]],
    ["not what removes something itself", "// remove the lock after the call\nf(x)", []],
    ["not what is for the old and stays", "// backwards compatibility with old records\nf(x)", []],
    ["not what goes and is for nothing old", "// remove this once it is done\nf(x)", []],
    ["not a text that reads like one", 'f("// backwards compatibility, to be removed")', []],
    ["not a comment without code", "f(x)\n// backwards compatibility with old records, to be removed", []],
  ])("%s", (_, text, usages) => {
    expect(usagesOf(text)).toEqual(usages);
  });
});
