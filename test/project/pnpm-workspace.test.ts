import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { plainPackages } from "../../src/project/pnpm-workspace.js";

describe("the packages of a pnpm workspace", () => {
  it("are read from a list in quotes, with comments and other keys around it", () => {
    const text = "# top\ncatalog:\n  a: 1\npackages:\r\n  # all\n  - 'libs/*'\n\n  - \"!**/test\" # but\n  - apps/{a,b}/**\nonlyBuilt:\n  - x\n";
    expect(plainPackages(text)).toEqual(["libs/*", "!**/test", "apps/{a,b}/**"]);
  });

  it.each(["packages:\n- 'a'\n- b/*", "packages: # none\n", "packages:\n  - ''\n", "packages:\n  - a/b#c\nx: 1\n", "packages:\n  - 'a'\nx:\n  - 'b'\n"])(
    "are what YAML says of %j",
    (text) => {
      const read = plainPackages(text);
      expect(read ?? (parse(text) as { packages: unknown }).packages).toEqual((parse(text) as { packages: unknown }).packages ?? []);
    },
  );

  it.each([
    "",
    "packages: [a/b]",
    "{packages: [a/b]}",
    "packages:\n  - docs\n",
    "packages:\n  - 1\n",
    "packages:\n  - *a\n",
    "packages:\n  - !a/b\n",
    "packages:\n  - a/b\n    c\n",
    "packages:\n  - a/b: c\n",
    "packages:\n  - 'it''s'\n",
    'packages:\n  - "a\\n"\n',
    "packages:\n  - 'a\n    b'\n",
    "packages:\n  - 'a'\n   - 'b'\n",
    "packages:\n  - 'a'\n  b: c\n",
    "packages:\n  - 'a'\n---\n",
    "packages:\n  - 'a'\npackages:\n  - 'b'\n",
    "packages:\n  - 'a'\n'packages':\n  - 'b'\n",
    "packages:\n  - 'a'#b\n",
  ])("are left to YAML in %j", (text) => {
    expect(plainPackages(text)).toBeUndefined();
  });

  it("are those of YAML, or left to it, whatever the lines", () => {
    const line = fc.constantFrom("packages:", "- 'a'", "  - 'a'", "  - a/b", "    c", "  # c", "", "x: 1", "x:", '  - "b" # c', "  - 'a' 'b'", "- x", "  - a/b #c", "\t- 'a'", "---", "  y: 2");
    fc.assert(
      fc.property(fc.array(line, { maxLength: 7 }), (lines) => {
        const text = ["packages:", ...lines].join("\n");
        const read = plainPackages(text);
        let value: unknown;
        try {
          value = parse(text);
        } catch {
          return; // What follows the list may be broken.
        }
        if (read !== undefined) expect(read).toEqual((value as { packages: unknown }).packages ?? []);
      }),
      { numRuns: 2000 },
    );
  });
});
