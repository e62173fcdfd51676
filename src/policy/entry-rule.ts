import type { Entry, Step } from "../engine/api.js";
import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import type { LintContext, PolicyRule } from "./lint.js";
import type { EffectKind, SourceKind } from "./kinds.js";
import { framed } from "./rule-frame.js";
import type { RuleDescription } from "./rule-meta.js";

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
  return framed(policy, {
    messages: policy.messages,
    hasPath: true,
    kinds: { sources: policy.sources, effects: policy.effects },
    look: (options, analysis) => ({
      items: () => analysis.entries(),
      state(entry: Entry) {
        const finding = policy.judge(entry, options);
        return finding === null ? null : { finding, at: entry, messageId: finding.messageId, data: { entry: entry.path === "" ? entry.name : entry.path }, path: finding.steps };
      },
    }),
  }, analyse);
}
