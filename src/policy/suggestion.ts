/**
 * Suggestions: for a finding, changes of the text that would repair it. The rule names them and says which of the shared repairs
 * (`repair/`) fits; a repair that is not sure of the code at hand answers `null`, and nothing is offered.
 */
import { linkedPath } from "./file-analysis.js";
import { textOf, type LintContext, type LintSuggestion } from "./lint.js";
import { Tree, type Edit, type Repair } from "./repair/tree.js";

export interface Suggestion<Finding> {
  /** What the change does, in a sentence. */
  readonly message: string;
  /** The change; `null`: none that is certain. With it the finding is gone, and the code still parses. */
  readonly repair: (finding: Finding, tree: Tree) => Repair | null;
}
/** By message id. */
export type Suggestions<Finding> = Readonly<Record<string, Suggestion<Finding>>>;

export function suggestionMessages(suggestions: Suggestions<never> | undefined): Record<string, string> {
  return Object.fromEntries(Object.entries(suggestions ?? {}).map(([id, { message }]) => [id, message]));
}

/** One use within another cannot be replaced at once. */
function overlap(edits: readonly Edit[]): boolean {
  const sorted = edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
  return sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0));
}

/** What ESLint is told to offer for a finding. */
export function suggest<Finding>(suggestions: Suggestions<Finding> | undefined, finding: Finding, context: LintContext): LintSuggestion[] {
  if (suggestions === undefined) return [];
  const tree = new Tree(context.sourceCode, linkedPath(context), textOf(context.sourceCode));
  return Object.entries(suggestions).flatMap(([messageId, { repair }]) => {
    const found = repair(finding, tree);
    if (found === null || overlap(found.edits)) return [];
    return [{ messageId, data: { ...found.data }, fix: () => found.edits.map(({ start, end, text }) => ({ range: [start, end], text })) }];
  });
}
