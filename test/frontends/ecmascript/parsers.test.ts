import { describe, expect, it } from "vitest";

import { lower } from "../../../src/frontends/ecmascript/index.js";
import { babelTree, espreeTree, type Language, oxcTree, oxcTreeOtherwise, Rejected, typescriptTree } from "./parsers.js";
import { DECORATED_REST, PROGRAMS, type Snippet, SNIPPETS } from "./snippets.js";

const FIXTURES: readonly Snippet[] = [...Object.values(SNIPPETS), ...PROGRAMS, DECORATED_REST];

/**
 * Snippets that a parser does not accept; everything else it must. (Counted, so that a parser which starts to reject
 * everything cannot pass.)
 */
function compare(fixtures: readonly Snippet[], tree: (text: string, language: Language) => unknown): string[] {
  const rejected: string[] = [];
  for (const { code, language } of fixtures) {
    let other: unknown;
    try {
      other = tree(code, language);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      rejected.push(code);
      continue;
    }
    expect({ code, module: lower(other, code) }).toEqual({ code, module: lower(oxcTree(code, language), code) });
  }
  return rejected;
}

describe("the same text gives the same IR", () => {
  it("by oxc-parser with other options", () => {
    expect(compare(FIXTURES, oxcTreeOtherwise)).toEqual([]);
  });

  it("by @typescript-eslint/parser", () => {
    expect(compare(FIXTURES, typescriptTree)).toEqual([]);
  });

  it("by @babel/eslint-parser", () => {
    expect(compare(FIXTURES, babelTree)).toEqual([DECORATED_REST.code]);
  });

  it("by espree", () => {
    expect(compare(FIXTURES.filter((one) => one.language === "js"), espreeTree)).toEqual([]);
  });

  it("whether nodes say `range` or `start` and `end`", () => {
    const code = "const { a, b = `c${d}e` } = f(a => a?.b);";
    const tree = espreeTree(code);
    const bare: unknown = JSON.parse(JSON.stringify(tree, (key, value: unknown) => (key === "range" || key === "loc" ? undefined : value)));
    expect(lower(bare, code)).toEqual(lower(tree, code));
  });
});
