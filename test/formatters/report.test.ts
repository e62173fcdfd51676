import { describe, expect, it } from "vitest";
import { report } from "../../src/formatters/index.js";
import { finding, reviewedTree } from "./reviewed-tree.js";

const PLAIN = { format: "stylish", stats: false, width: 80, target: {} } as const;
const WAY = "Caller data (`req.query.b`) becomes part of the SQL of `pool.query`. Bind it as a parameter; map identifiers through a list of known names.\n  src/a.ts:4:50 req.query.b\n  src/db.ts:10:3 pool.query(text)";

describe("the stylish report", () => {
  it("groups by file, with the ways, and sums up by rule and weakness", () => {
    const tree = reviewedTree({
      "src/a.ts": [finding("no-sql-injection", 4, WAY), finding("no-persisted-traceback", 9, "A stack trace is stored.")],
      "src/b.ts": [finding("no-sql-injection", 1, "Caller data.")],
      "src/c.ts": [],
    });
    expect(report(tree, PLAIN)).toBe(`src/a.ts
  4:3  no-sql-injection
    Caller data (\`req.query.b\`) becomes part of the SQL of \`pool.query\`. Bind it
    as a parameter; map identifiers through a list of known names.
      4:50 req.query.b
      src/db.ts:10:3 pool.query(text)
  9:3  no-persisted-traceback
    A stack trace is stored.

src/b.ts
  1:3  no-sql-injection
    Caller data.

3 findings in 2 files
  2  no-sql-injection        CWE-89, CWE-943
  1  no-persisted-traceback  CWE-209, CWE-497
3 files reviewed, 10 functions, 2 flows followed, no bound hit
`);
  });
  it("says so when nothing is found", () => {
    expect(report(reviewedTree({ "a.ts": [] }), PLAIN)).toBe("No findings\n1 file reviewed, 10 functions, 2 flows followed, no bound hit\n");
  });
  it("counts test files apart", () => {
    expect(report(reviewedTree({ "a.ts": [], "a.test.ts": [], "b.spec.ts": [] }), PLAIN)).toBe("No findings\n1 file reviewed, 10 functions, 2 flows followed, 2 test files left out, no bound hit\n");
  });
  it("tells files that could not be reviewed, and does not count them as findings", () => {
    const text = report(reviewedTree({ "a.ts": [{ ruleId: null, fatal: true, severity: 2, line: 2, column: 7, message: "Parsing error: Unexpected token" }] }), PLAIN);
    expect(text).toContain("a.ts\n  2:7  cannot be reviewed\n    Parsing error: Unexpected token\n");
    expect(text).toContain("No findings\n1 file reviewed, 10 functions, 2 flows followed, 1 could not be reviewed,");
  });
  it("does not count a defect of the analysis as a finding of the rule that reports it", () => {
    const text = report(reviewedTree({ "a.ts": [{ ...finding("no-sql-injection", 1, "This file could not be analysed: x."), messageId: "analysisFailed" }] }), PLAIN);
    expect(text).toContain("a.ts\n  1:3  cannot be reviewed\n    This file could not be analysed: x.\n\nNo findings\n");
  });
  it("shows where steps were left out", () => {
    const tree = reviewedTree({ "a.ts": [finding("no-sql-injection", 1, "S.\n  a.ts:1:1 a\n  … 9 more steps\n  a.ts:2:2 b")] });
    expect(report(tree, PLAIN)).toContain("      1:1 a\n      … 9 more steps\n      2:2 b\n");
  });
  it("fits its prose into narrow terminals, and leaves places whole", () => {
    const lines = report(reviewedTree({ "src/a.ts": [finding("no-sql-injection", 4, WAY)] }), { ...PLAIN, width: 40 }).split("\n");
    expect(lines.slice(0, 8)).toMatchObject(["src/a.ts", "  4:3  no-sql-injection", "    Caller data (`req.query.b`) becomes", "    part of the SQL of `pool.query`.", "    Bind it as a parameter; map", "    identifiers through a list of known", "    names.", "      4:50 req.query.b"]);
    expect(lines[8]).toBe("      src/db.ts:10:3 pool.query(text)");
  });
  it("warns of bounds that were hit, and lists them on request", () => {
    const tree = reviewedTree({ "a.ts": [] }, { minified: ["/repo/b.js"], totals: { files: 1, functions: 1, flows: 0, bounds: new Map([["MAX_STEPS", 3]]), problems: [{ path: "/repo/tsconfig.json", reason: "it is not JSON" }] } });
    expect(report(tree, PLAIN)).toContain("1 minified left out, 3 bounds hit\n\nLimits of the analysis were hit, so flows may be missing: see --stats.\n");
    expect(report(tree, { ...PLAIN, stats: true })).toContain("  3  bound hit: MAX_STEPS\n  tsconfig.json: it is not JSON\n  b.js: minified, left out\n");
  });
  it("does not warn of bounds that cost no flow", () => {
    const tree = reviewedTree({ "a.ts": [] }, { totals: { files: 1, functions: 1, flows: 0, bounds: new Map([["pathDepth", 3]]), problems: [] } });
    expect(report(tree, PLAIN)).toContain("3 bounds hit\n");
    expect(report(tree, PLAIN)).not.toContain("flows may be missing");
  });
});

describe("colours", () => {
  const tree = reviewedTree({ "a.ts": [finding("no-sql-injection", 1, "S.")] });
  const coloured = (environment: NodeJS.ProcessEnv, target = { isTTY: true }): boolean => {
    const before = process.env;
    process.env = environment;
    try {
      return report(tree, { ...PLAIN, target }).includes("\u001b[");
    } finally {
      process.env = before;
    }
  };
  it("on a terminal only", () => {
    expect(coloured({})).toBe(true);
    expect(coloured({}, { isTTY: false })).toBe(false);
  });
  it("not with NO_COLOR, and anywhere with FORCE_COLOR", () => {
    expect(coloured({ NO_COLOR: "1" })).toBe(false);
    expect(coloured({ FORCE_COLOR: "1" }, { isTTY: false })).toBe(true);
    expect(coloured({ FORCE_COLOR: "0" })).toBe(false);
  });
});
