import type { Flow } from "../engine/api.js";
import { excerpt } from "../engine/index.js";
import { readSettings, type MessageForm } from "../settings/index.js";
import { analysisOf, type FileAnalysis } from "./file-analysis.js";
import { allBarriers, criteria, findings, type Barriers, type Precedence } from "./finding.js";
import type { EffectKind, SinkKind, SourceKind } from "./kinds.js";
import type { LintContext, PolicyRule } from "./lint.js";
import { formatPath } from "./path-text.js";
import { reportTroubles, ruleMeta, underAnyOptions, type RuleDescription } from "./rule-meta.js";
import { suggest, type Suggestions } from "./suggestion.js";
import { isSkippedTest } from "./test-file.js";

/**
 * A rule as a policy: values of these kinds must not arrive at those sinks unless one of the barriers holds. Read it top to
 * bottom: what it is about, what it looks for, what satisfies it, what it says.
 */
export interface FlowPolicy<Options extends object, Sink extends SinkKind, MessageId extends string, Effect extends EffectKind = never> extends RuleDescription<Options> {
  readonly sources: readonly SourceKind[] | ((options: Options) => readonly SourceKind[]);
  readonly sinks: readonly Sink[];
  readonly barriers: Barriers<Sink> | ((options: Options) => Barriers<Sink>);
  /** Whether a flow past all barriers is this rule's business; `others`: all flows of the file, also those that a barrier holds. Default: it is. */
  readonly applies?: (flow: FlowOf<Effect>, options: Options, others: readonly Flow[]) => boolean;
  /** Effects that {@link applies} asks for. Default: none. */
  readonly effects?: readonly Effect[];
  /** Findings of another rule that say the graver thing of the same value at the same call: where it is on, this one is silent. */
  readonly yieldsTo?: Precedence;
  /**
   * Self-contained sentences: what reaches what, and what would make it right. `{{source}}` and `{{sink}}` are the text of the
   * source and the name of the sink; the path is added below.
   */
  readonly messages: { readonly [Id in MessageId | "flow"]: string };
  /** Which of the messages fits a flow. Default: `flow`. */
  readonly message?: (flow: Flow) => MessageId | "flow";
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
  const messages = Object.fromEntries(Object.entries<string>(policy.messages).map(([id, sentence]) => [id, `${sentence}{{path}}`]));
  return {
    meta: ruleMeta(policy, messages, policy.suggestions, {
      sources: underAnyOptions(policy, policy.sources),
      sinks: policy.sinks,
      barriers: underAnyOptions(policy, (options: Options) => allBarriers(typeof policy.barriers === "function" ? policy.barriers(options) : policy.barriers)),
      effects: policy.effects ?? [],
    }),
    create(context) {
      const options = optionsOf(context, policy.defaultOptions);
      const sources = typeof policy.sources === "function" ? policy.sources(options) : policy.sources;
      const barriers = typeof policy.barriers === "function" ? policy.barriers(options) : policy.barriers;
      const rule = criteria(sources, policy.sinks, barriers, (flow, others) => policy.applies?.(flow, options, others) ?? true, policy.yieldsTo);
      const { messages: form } = readSettings(context.settings);
      if (isSkippedTest(context)) return { "Program:exit"() {} };
      const analysis = analyse(context);
      analysis.register(sources, policy.sinks);
      return {
        "Program:exit"() {
          for (const flow of findings(analysis.flows(), rule)) {
            const messageId = policy.message?.(flow) ?? "flow";
            context.report({ loc: analysis.location(flow.report), messageId, data: words(flow, form, context.cwd), suggest: [...analysis.guarded(() => suggest(policy.suggestions, flow, context))] });
          }
          reportTroubles(context, analysis);
        },
      };
    },
  };
}

/** A sentence names its source; longer code stands in the path below. */
const SOURCE_LENGTH = 40;

/** What the placeholders of a message stand for. */
function words(flow: Flow, form: MessageForm, cwd: string): Record<string, string> {
  return {
    source: excerpt(flow.steps[0]?.text ?? flow.sourcePath.join("."), SOURCE_LENGTH),
    sink: flow.sinkLabel,
    path: form === "path" ? formatPath(flow.steps, cwd) : "",
  };
}

/** ESLint has merged `meta.defaultOptions` already; a host that does not know it gets the defaults here. */
export function optionsOf<Options extends object>(context: LintContext, defaults: Options): Options {
  const given = context.options[0];
  return typeof given === "object" && given !== null ? { ...defaults, ...given } : defaults;
}
