import type { Usage } from "../engine/api.js";
import { excerpt } from "../engine/index.js";
import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import { textOf, type LintContext, type PolicyRule } from "./lint.js";
import { framed } from "./rule-frame.js";
import type { RuleDescription } from "./rule-meta.js";
import type { Suggestions } from "./suggestion.js";

/** A rule about the use of an API or a shape of code, by kinds of usage (`usageModel` rows, or what the engine recognises). */
export interface UsagePolicy<Options extends object, Kind extends string> extends RuleDescription<Options> {
  /** Kinds of usage, each with its sentence. `{{text}}` is the code, `{{note}}` the usage's note or what {@link judge} made of it. */
  readonly messages: { readonly [Id in Kind]: string };
  /** Kinds that the options leave on. Default: all. */
  readonly kinds?: (options: Options) => readonly Kind[];
  /** Whether a file is left out as a whole, besides tests. Default: none. */
  readonly skips?: (path: string, text: string) => boolean;
  /** Whether a usage is a finding, of which kind, and with which note. Asked for every usage of the file. Default: by its own kind. */
  readonly judge?: (usage: Usage, file: UsageFile<Options>) => Judgement<Kind> | null;
  /** What can be written instead, by message id. Default: nothing. */
  readonly suggestions?: Suggestions<UsageFinding<Kind>>;
}

/** A usage that was judged. */
export interface UsageFinding<Kind extends string> {
  readonly usage: Usage;
  readonly kind: Kind;
}

export interface Judgement<Kind extends string> {
  readonly kind: Kind;
  readonly note: string;
}

export interface UsageFile<Options extends object> {
  readonly path: string;
  readonly options: Options;
  /** The code of a usage. */
  text(usage: Usage): string;
}

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineUsageRule<Options extends object, Kind extends string>(
  policy: UsagePolicy<Options, Kind>,
  analyse: (context: LintContext) => FileAnalysis = analysisOf,
): PolicyRule {
  const all = new Set<string>(Object.keys(policy.messages));
  const isKind = (kind: string): kind is Kind => all.has(kind);
  const byKind = ({ kind, note }: Usage): Judgement<Kind> | null => (isKind(kind) ? { kind, note } : null);
  const judge = policy.judge ?? byKind;
  return framed(policy, {
    messages: policy.messages,
    hasPath: false,
    kinds: {},
    suggestions: policy.suggestions,
    skips: (context) => policy.skips?.(context.physicalFilename, textOf(context.sourceCode)) === true,
    look(options: Options, analysis, context) {
      const kinds = new Set<string>(policy.kinds?.(options) ?? all);
      const source = textOf(context.sourceCode);
      const file: UsageFile<Options> = { path: context.physicalFilename, options, text: ({ start, end }) => source.slice(start, end) };
      return {
        items: () => analysis.usages(),
        state(usage: Usage) {
          const judged = judge(usage, file);
          if (judged === null || !kinds.has(judged.kind)) return null;
          return { finding: { usage, kind: judged.kind }, at: usage, messageId: judged.kind, data: { text: excerpt(file.text(usage), EXCERPT), note: judged.note }, path: [] };
        },
      };
    },
  }, analyse);
}

/** Longest code in a sentence. */
const EXCERPT = 60;
