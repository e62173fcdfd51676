import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import { optionsOf } from "./flow-rule.js";
import { textOf, type LintContext, type PolicyRule } from "./lint.js";
import { shorten } from "./path-text.js";
import { reportFailure, ruleMeta, type RuleDescription } from "./rule-meta.js";

/** A rule about the use of an API or a shape of code, by kinds of usage (`usageModel` rows, or what the compiler recognises). */
export interface UsagePolicy<Options extends object, Kind extends string> extends RuleDescription<Options> {
  /** Kinds of usage, each with its sentence. `{{text}}` is the code, `{{note}}` the model row's note. */
  readonly messages: { readonly [Id in Kind]: string };
  /** Kinds that the options leave on. Default: all. */
  readonly kinds?: (options: Options) => readonly Kind[];
}

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineUsageRule<Options extends object, Kind extends string>(
  policy: UsagePolicy<Options, Kind>,
  analyse: (context: LintContext) => FileAnalysis = analysisOf,
): PolicyRule {
  return {
    meta: ruleMeta(policy, policy.messages),
    create(context) {
      const options = optionsOf(context, policy.defaultOptions);
      const kinds = new Set<string>(policy.kinds?.(options) ?? Object.keys(policy.messages));
      const analysis = analyse(context);
      return {
        "Program:exit"() {
          const { sourceCode } = context;
          for (const usage of analysis.usages()) {
            if (!kinds.has(usage.kind)) continue;
            context.report({
              loc: analysis.location(usage),
              messageId: usage.kind,
              data: { text: shorten(textOf(sourceCode).slice(usage.start, usage.end), EXCERPT), note: usage.note },
            });
          }
          reportFailure(context, analysis.takeFailure());
        },
      };
    },
  };
}

/** Longest code in a sentence. */
const EXCERPT = 60;
