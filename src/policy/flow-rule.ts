import type { Flow, Step } from "../engine/api.js";
import { excerpt } from "../engine/index.js";
import { analysisOf, linkedPath, type FileAnalysis } from "./file-analysis.js";
import { allBarriers, breaks, concerns, criteria, findings, type Barriers, type Finding, type Precedence } from "./finding.js";
import type { EffectKind, SinkKind, SourceKind } from "./kinds.js";
import type { LintContext, PolicyRule } from "./lint.js";
import { relativePath } from "./path-text.js";
import { framed } from "./rule-frame.js";
import { underAnyOptions, type RuleDescription } from "./rule-meta.js";
import type { Suggestions } from "./suggestion.js";

/**
 * A rule as a policy: values of these kinds must not arrive at those sinks unless one of the barriers holds. Read it top to
 * bottom: what it is about, what it looks for, what satisfies it, what it says.
 */
export interface FlowPolicy<Options extends object, Sink extends SinkKind, MessageId extends string, Effect extends EffectKind = never> extends RuleDescription<Options> {
  readonly sources: readonly SourceKind[] | ((options: Options) => readonly SourceKind[]);
  readonly sinks: readonly Sink[];
  readonly barriers: Barriers<Sink> | ((options: Options) => Barriers<Sink>);
  /** Whether a flow past all barriers is this rule's business; `others`: all flows of the file. Default: it is. */
  readonly applies?: (flow: FlowOf<Effect>, options: Options, others: readonly Flow[]) => boolean;
  /** Whether those `others` are looked at: then flows that a barrier holds are among them. Default: no. */
  readonly comparesFlows?: boolean;
  /** Effects that {@link applies} asks for. Default: none. */
  readonly effects?: readonly Effect[];
  /** Findings of another rule that say the graver thing of the same value at the same call: where it is on, this one is silent. */
  readonly yieldsTo?: Precedence;
  /** Whether the place to repair is the sink's: then what one call in another file gets from several places of this file is one finding. Default: each place is one. */
  readonly isPerSink?: boolean;
  /**
   * Self-contained sentences: what reaches what, and what would make it right. `{{source}}` and `{{sink}}` are the text of the
   * source and the name of the sink; the path is added below.
   */
  readonly messages: { readonly [Id in MessageId | "flow"]: string };
  /** Which of the messages fits a flow. Default: `flow`. */
  readonly message?: (flow: Flow) => MessageId | "flow";
  /**
   * More words of a message, for flows that are wrong beside another: what the other placeholders stand for. `where`: how a step is
   * named in a sentence ("line 12"; with its file, where that is another). Default: none.
   */
  readonly words?: (flow: Flow, options: Options, others: readonly Flow[], where: (step: Step) => string) => Readonly<Record<string, string>>;
  /** What can be written instead, by message id. Default: nothing. */
  readonly suggestions?: Suggestions<Flow>;
}

/** A flow, asked only for effects that its policy names. */
export type FlowOf<Effect extends EffectKind> = Omit<Flow, "isGuarded"> & { isGuarded(effect: Effect): boolean };

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineFlowRule<Options extends object, const Sink extends SinkKind, MessageId extends string = "flow", const Effect extends EffectKind = never>(
  policy: FlowPolicy<Options, Sink, MessageId, Effect>,
  analyse: (context: LintContext) => FileAnalysis = analysisOf,
): PolicyRule {
  return framed(policy, {
    messages: policy.messages,
    hasPath: true,
    kinds: {
      sources: underAnyOptions(policy, policy.sources),
      sinks: policy.sinks,
      barriers: underAnyOptions(policy, (options: Options) => allBarriers(typeof policy.barriers === "function" ? policy.barriers(options) : policy.barriers)),
      effects: policy.effects ?? [],
    },
    suggestions: policy.suggestions,
    look(options: Options, analysis, context) {
      const sources = typeof policy.sources === "function" ? policy.sources(options) : policy.sources;
      const barriers = typeof policy.barriers === "function" ? policy.barriers(options) : policy.barriers;
      const rule = criteria(sources, policy.sinks, barriers, (flow, others) => policy.applies?.(flow, options, others) ?? true, policy.yieldsTo, policy.isPerSink);
      analysis.register({ sources, sinks: policy.sinks, isWanted: (flow) => (policy.comparesFlows === true ? concerns(flow, rule) : breaks(flow, rule)) });
      return {
        items: () => findings(analysis.flows(), rule, linkedPath(context)),
        state: ({ flow, also }: Finding) => ({
          finding: flow,
          at: flow.report,
          messageId: policy.message?.(flow) ?? "flow",
          data: { ...words(flow), ...policy.words?.(flow, options, analysis.flows(), (step) => placeText(step, context)) },
          path: flow.steps,
          also,
        }),
      };
    },
  }, analyse);
}

/** A sentence names its source; longer code stands in the path below. */
const SOURCE_LENGTH = 40;

/** What the placeholders of a message stand for. */
function words(flow: Flow): Record<string, string> {
  return { source: excerpt(flow.steps[0]?.text ?? flow.sourcePath.join("."), SOURCE_LENGTH), sink: flow.sinkLabel };
}

/** A step in a sentence about the linted file. */
function placeText({ path, line }: Step, context: LintContext): string {
  return path === linkedPath(context) ? `line ${line}` : `${relativePath(path, context.cwd)}:${line}`;
}
