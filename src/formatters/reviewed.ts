import type { ESLint, Linter } from "eslint";
import { FAILURE, type AnalysisTotals } from "../policy/index.js";

/** A reviewed tree: what there is to report. */
export interface Reviewed {
  /** What paths in messages are relative to; absolute. */
  readonly root: string;
  /** One per reviewed file, in the order of their paths. */
  readonly results: readonly ESLint.LintResult[];
  /** Files that were left out because a tool wrote them. */
  readonly minified: readonly string[];
  readonly totals: AnalysisTotals;
}

/** A message that says that a file could not be read as code, or not be analysed. */
export function isFailure({ fatal, messageId }: Linter.LintMessage): boolean {
  return fatal === true || messageId === FAILURE;
}

/** A message that says a rule was broken, not that a file could not be read. */
export type FindingMessage = Linter.LintMessage & { readonly ruleId: string };

export function isFinding(message: Linter.LintMessage): message is FindingMessage {
  return message.ruleId !== null && !isFailure(message);
}
