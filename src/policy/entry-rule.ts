import type { Entry, Step } from "../engine/api.js";
import { readSettings } from "../settings/index.js";
import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import { optionsOf } from "./flow-rule.js";
import type { EffectKind, SourceKind } from "./kinds.js";
import type { LintContext, PolicyRule } from "./lint.js";
import { formatPath } from "./path-text.js";
import { reportTroubles, ruleMeta, type RuleDescription } from "./rule-meta.js";
import { isSkippedTest } from "./test-file.js";

/** A rule about where requests enter: what may run for them, and what has to run before. */
export interface EntryPolicy<Options extends object, MessageId extends string, Source extends SourceKind, Effect extends EffectKind> extends RuleDescription<Options> {
  /** Kinds of values and effects that {@link judge} asks for. */
  readonly sources: readonly Source[];
  readonly effects: readonly Effect[];
  /** Sentences. `{{entry}}` is the path or the handler's name; the calls from the handler are added below. */
  readonly messages: { readonly [Id in MessageId]: string };
  /** What is wrong with an entry; `null`: nothing. */
  readonly judge: (entry: EntryOf<Source, Effect>, options: Options) => EntryFinding<MessageId> | null;
}

/** An entry, asked only for kinds that its policy names. */
export type EntryOf<Source extends SourceKind, Effect extends EffectKind> = Omit<Entry, "isGuarded" | "reaches" | "reads"> & {
  reaches(effect: Effect): readonly Step[] | null;
  isGuarded(effect: Effect): boolean;
  reads(source: Source): boolean;
};

export interface EntryFinding<MessageId extends string> {
  readonly messageId: MessageId;
  /** From the handler on. */
  readonly steps: readonly Step[];
}

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineEntryRule<Options extends object, MessageId extends string, const Source extends SourceKind, const Effect extends EffectKind>(
  policy: EntryPolicy<Options, MessageId, Source, Effect>,
  analyse: (context: LintContext) => FileAnalysis = analysisOf,
): PolicyRule {
  const messages = Object.fromEntries(Object.entries<string>(policy.messages).map(([id, sentence]) => [id, `${sentence}{{path}}`]));
  return {
    meta: ruleMeta(policy, messages, undefined, { sources: policy.sources, effects: policy.effects }),
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
          reportTroubles(context, analysis);
        },
      };
    },
  };
}
