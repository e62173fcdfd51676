import type { Work } from "../engine/api.js";
import { readSettings } from "../settings/index.js";
import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import { optionsOf } from "./flow-rule.js";
import type { LintContext, PolicyRule } from "./lint.js";
import { formatPath } from "./path-text.js";
import { reportFailure, ruleMeta, type RuleDescription } from "./rule-meta.js";
import { isSkippedTest } from "./test-file.js";

/** A rule about what functions do to a database, and in which order. */
export interface WorkPolicy<Options extends object> extends RuleDescription<Options> {
  /** A sentence for each kind. `{{first}}` and `{{last}}` are the calls; they are listed below. */
  readonly messages: { readonly [Kind in Work["kind"]]: string };
  /** Files that are left alone, by their paths in the linted folder. Default: none. */
  readonly skips?: (path: string) => boolean;
  /** Whether it is this rule's business. Default: it is. */
  readonly applies?: (work: Work, options: Options) => boolean;
}

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineWorkRule<Options extends object>(policy: WorkPolicy<Options>, analyse: (context: LintContext) => FileAnalysis = analysisOf): PolicyRule {
  const messages = Object.fromEntries(Object.entries<string>(policy.messages).map(([id, sentence]) => [id, `${sentence}{{path}}`]));
  return {
    meta: ruleMeta(policy, messages, undefined),
    create(context) {
      const options = optionsOf(context, policy.defaultOptions);
      const { messages: form } = readSettings(context.settings);
      if (isSkippedTest(context) || policy.skips?.(pathIn(context)) === true) return { "Program:exit"() {} };
      const analysis = analyse(context);
      return {
        "Program:exit"() {
          for (const work of analysis.works()) {
            if (policy.applies?.(work, options) === false) continue;
            context.report({
              loc: analysis.location(work),
              messageId: work.kind,
              data: { first: work.labels[0] ?? "", last: work.labels.at(-1) ?? "", path: form === "path" && work.steps.length > 1 ? formatPath(work.steps, context.cwd) : "" },
            });
          }
          reportFailure(context, analysis.takeFailure());
        },
      };
    },
  };
}

/** The file's path from the linted folder on: where that lies itself says nothing. */
function pathIn({ cwd, physicalFilename }: LintContext): string {
  return physicalFilename.startsWith(cwd) ? physicalFilename.slice(cwd.length) : physicalFilename;
}
