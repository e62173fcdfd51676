import type { ESLint, Linter } from "eslint";
import type { Reviewed } from "../../src/formatters/index.js";

/** A reviewed tree in `/repo`, from messages by file. */
export function reviewedTree(files: Readonly<Record<string, readonly Linter.LintMessage[]>>, changes: Partial<Reviewed> = {}): Reviewed {
  const results = Object.entries(files).map(([path, messages]): ESLint.LintResult => ({
    filePath: `/repo/${path}`,
    messages: [...messages],
    suppressedMessages: [],
    errorCount: messages.length,
    fatalErrorCount: 0,
    warningCount: 0,
    fixableErrorCount: 0,
    fixableWarningCount: 0,
    usedDeprecatedRules: [],
  }));
  return { root: "/repo", results, minified: [], totals: { files: 3, functions: 10, flows: 2, bounds: new Map(), problems: [] }, ...changes };
}

export function finding(rule: string, line: number, message: string): Linter.LintMessage {
  return { ruleId: `instance-actions/${rule}`, severity: 2, line, column: 3, message };
}
