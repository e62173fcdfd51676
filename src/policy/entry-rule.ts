import type { Entry, Step } from "../engine/api.js";
import { readSettings } from "../settings/index.js";
import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import { optionsOf } from "./flow-rule.js";
import type { LintContext, PolicyRule } from "./lint.js";
import { formatPath } from "./path-text.js";
import { reportFailure, ruleMeta, type RuleDescription } from "./rule-meta.js";
import { isSkippedTest } from "./test-file.js";

/** A rule about where requests enter: what may run for them, and what has to run before. */
export interface EntryPolicy<Options extends object, MessageId extends string> extends RuleDescription<Options> {
  /** Sentences. `{{entry}}` is the path or the handler's name; the calls from the handler are added below. */
  readonly messages: { readonly [Id in MessageId]: string };
  /** What is wrong with an entry; `null`: nothing. */
  readonly judge: (entry: Entry, options: Options) => EntryFinding<MessageId> | null;
}

export interface EntryFinding<MessageId extends string> {
  readonly messageId: MessageId;
  /** From the handler on. */
  readonly steps: readonly Step[];
}

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineEntryRule<Options extends object, MessageId extends string>(
  policy: EntryPolicy<Options, MessageId>,
  analyse: (context: LintContext) => FileAnalysis = analysisOf,
): PolicyRule {
  const messages = Object.fromEntries(Object.entries<string>(policy.messages).map(([id, sentence]) => [id, `${sentence}{{path}}`]));
  return {
    meta: ruleMeta(policy, messages, undefined),
    create(context) {
      const options = optionsOf(context, policy.defaultOptions);
      const { messages: form } = readSettings(context.settings);
      if (isSkippedTest(context)) return { "Program:exit"() {} };
      const analysis = analyse(context);
      return {
        "Program:exit"() {
          for (const entry of analysis.entries()) {
            const [finding] = analysis.guarded(() => [policy.judge(entry, options)]);
            if (finding == null) continue;
            context.report({
              loc: analysis.location(entry),
              messageId: finding.messageId,
              data: { entry: entry.path === "" ? entry.name : entry.path, path: form === "path" ? formatPath(finding.steps, context.cwd) : "" },
            });
          }
          reportFailure(context, analysis.takeFailure());
        },
      };
    },
  };
}
