import { Linter } from "eslint";
import { join } from "node:path";
import { parser } from "typescript-eslint";
import type { PolicyRule } from "../../src/policy/index.js";

interface Options {
  readonly options?: unknown;
  /** Default: a file of TypeScript; a file of JavaScript is read by ESLint's own parser. */
  readonly filename?: string | undefined;
  readonly cwd?: string;
}

/** A suggestion, applied. */
export interface Applied {
  /** What it says. */
  readonly says: string;
  readonly output: string;
  /** What is wrong with the output: it does not parse, or the finding is still there. */
  readonly left: readonly string[];
}

/** The findings in a text. */
export function lintText(rule: PolicyRule, code: string, { options, filename = "file.ts", cwd = process.cwd() }: Options = {}): readonly Linter.LintMessage[] {
  const isTypeScript = /\.[cm]?tsx?$/.test(filename);
  const config: Linter.Config = {
    files: ["**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}"],
    plugins: { test: { rules: { rule } } },
    rules: { "test/rule": options === undefined ? "error" : ["error", options] },
    ...(isTypeScript ? { languageOptions: { parser } } : {}),
  };
  return new Linter({ cwd }).verify(code, [config], { filename: join(cwd, filename) });
}

/** Applies every suggestion of every finding in a text, each alone, and lints what comes out. */
export function suggestionsFor(rule: PolicyRule, code: string, options: Options = {}): readonly Applied[] {
  const found = lintText(rule, code, options);
  return found.flatMap((finding) =>
    (finding.suggestions ?? []).map(({ desc, fix }) => {
      const output = code.slice(0, fix.range[0]) + fix.text + code.slice(fix.range[1]);
      return { says: desc, output, left: leftOf(finding, found, lintText(rule, output, options)) };
    }),
  );
}

/** The finding is gone when there is one less, and nothing new. */
function leftOf(finding: Linter.LintMessage, before: readonly Linter.LintMessage[], after: readonly Linter.LintMessage[]): string[] {
  const broken = after.filter(({ fatal }) => fatal === true).map(({ message }) => message);
  const expected = before.filter((each) => each !== finding).map(sentence).sort();
  const rest = after.filter(({ fatal }) => fatal !== true).map(sentence).sort();
  return [...broken, ...(broken.length > 0 || JSON.stringify(rest) === JSON.stringify(expected) ? [] : rest.length === 0 ? ["more than the finding is gone"] : rest)];
}

const sentence = ({ message }: Linter.LintMessage): string => message.split("\n")[0] ?? "";
