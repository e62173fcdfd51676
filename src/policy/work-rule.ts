import type { Work } from "../engine/api.js";
import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import type { LintContext, PolicyRule } from "./lint.js";
import type { EffectKind } from "./kinds.js";
import { framed } from "./rule-frame.js";
import type { RuleDescription } from "./rule-meta.js";

/** A rule about what functions do to a database, and in which order. */
export interface WorkPolicy<Options extends object> extends RuleDescription<Options> {
  /** A sentence for each kind. `{{first}}` and `{{last}}` are the calls; they are listed below. */
  readonly messages: { readonly [Kind in Work["kind"]]: string };
  /** Files that are left alone, by their paths in the linted folder. Default: none. */
  readonly skips?: (path: string) => boolean;
  /** Whether it is this rule's business. Default: it is. */
  readonly applies?: (work: Work, options: Options) => boolean;
}

/** What makes changes, and holds them together. */
const WORK_EFFECTS: readonly EffectKind[] = ["database-write", "takes-record", "transaction", "joins-transaction", "ends-transaction", "drops-result"];

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineWorkRule<Options extends object>(policy: WorkPolicy<Options>, analyse: (context: LintContext) => FileAnalysis = analysisOf): PolicyRule {
  return framed(policy, {
    messages: policy.messages,
    hasPath: true,
    skips: (context) => policy.skips?.(pathIn(context)) === true,
    kinds: { effects: WORK_EFFECTS },
    look: (options, analysis) => ({
      items: () => analysis.works(),
      state(work: Work) {
        if (policy.applies?.(work, options) === false) return null;
        const { kind, labels, steps } = work;
        return { finding: work, at: work, messageId: kind, data: { first: labels[0] ?? "", last: labels.at(-1) ?? "" }, path: steps.length > 1 ? steps : [] };
      },
    }),
  }, analyse);
}

/** The file's path from the linted folder on: where that lies itself says nothing. */
function pathIn({ cwd, physicalFilename }: LintContext): string {
  return physicalFilename.startsWith(cwd) ? physicalFilename.slice(cwd.length) : physicalFilename;
}
