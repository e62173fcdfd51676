import { Linter } from "eslint";
import type { Entry, Flow, FlowQuery, Usage, Work } from "../../src/engine/api.js";
import type { FlowAnalyzer } from "../../src/policy/analyzer.js";
import { FileAnalysis } from "../../src/policy/file-analysis.js";
import type { LintContext, PolicyRule } from "../../src/policy/lint.js";

/** An analysis with given answers, one per file, that notes what it was asked. */
export function fakeAnalysis(answers: { readonly flows?: readonly Flow[]; readonly usages?: readonly Usage[]; readonly works?: readonly Work[]; readonly entries?: readonly Entry[]; readonly fails?: Error }) {
  const queries: FlowQuery[] = [];
  const give = <Answer>(answer: readonly Answer[] | undefined): readonly Answer[] => {
    if (answers.fails !== undefined) throw answers.fails;
    return answer ?? [];
  };
  const analyzer: FlowAnalyzer = {
    open: () => null,
    flows(_file, query) {
      queries.push(query);
      return give(answers.flows);
    },
    usages: () => give(answers.usages),
    entries: () => give(answers.entries),
    works: () => give(answers.works),
    stats: () => ({ files: 0, functions: 0, flows: 0, bounds: new Map() }),
    problems: () => [],
  };
  const byFile = new WeakMap<object, FileAnalysis>();
  const analyse = ({ sourceCode }: LintContext): FileAnalysis => {
    const known = byFile.get(sourceCode) ?? new FileAnalysis(typeof sourceCode.text === "string" ? sourceCode.text : "", () => [analyzer, null]);
    byFile.set(sourceCode, known);
    return known;
  };
  return { analyse, queries };
}

/** Lints a text in `/repo` with these rules, as ESLint does. */
export function lint(rules: Readonly<Record<string, PolicyRule>>, options: { readonly code?: string; readonly settings?: Record<string, unknown>; readonly ruleOptions?: object; readonly filename?: string } = {}): Linter.LintMessage[] {
  const config: Linter.Config = {
    plugins: { test: { rules: { ...rules } } },
    rules: Object.fromEntries(Object.keys(rules).map((name) => [`test/${name}`, options.ruleOptions === undefined ? "error" : ["error", options.ruleOptions]])),
    settings: options.settings ?? {},
  };
  return new Linter({ cwd: "/repo" }).verify(options.code ?? "let id;\nuse(id);\n", config, { filename: options.filename ?? "/repo/src/api.js" });
}
