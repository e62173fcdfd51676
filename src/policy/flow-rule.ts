import type { Flow, Step } from "../engine/api.js";
import { excerpt } from "../engine/index.js";
import { readSettings, type MessageForm } from "../settings/index.js";
import { analysisOf, linkedPath, type FileAnalysis } from "./file-analysis.js";
import { criteria, findings, type Barriers, type Precedence } from "./finding.js";
import type { SinkKind, SourceKind } from "./kinds.js";
import type { LintContext, PolicyRule } from "./lint.js";
import { formatPath, relativePath } from "./path-text.js";
import { reportFailure, ruleMeta, type RuleDescription } from "./rule-meta.js";
import { suggest, type Suggestions } from "./suggestion.js";
import { isSkippedTest } from "./test-file.js";

/**
 * A rule as a policy: values of these kinds must not arrive at those sinks unless one of the barriers holds. Read it top to
 * bottom: what it is about, what it looks for, what satisfies it, what it says.
 */
export interface FlowPolicy<Options extends object, Sink extends SinkKind, MessageId extends string> extends RuleDescription<Options> {
  readonly sources: readonly SourceKind[] | ((options: Options) => readonly SourceKind[]);
  readonly sinks: readonly Sink[];
  readonly barriers: Barriers<Sink> | ((options: Options) => Barriers<Sink>);
  /** Whether a flow past all barriers is this rule's business; `others`: all flows of the file, also those that a barrier holds. Default: it is. */
  readonly applies?: (flow: Flow, options: Options, others: readonly Flow[]) => boolean;
  /** Findings of another rule that say the graver thing of the same value at the same call: where it is on, this one is silent. */
  readonly yieldsTo?: Precedence;
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

/** Makes an ESLint rule of a policy. `analyse` is for tests. */
export function defineFlowRule<Options extends object, const Sink extends SinkKind, MessageId extends string = "flow">(
  policy: FlowPolicy<Options, Sink, MessageId>,
  analyse: (context: LintContext) => FileAnalysis = analysisOf,
): PolicyRule {
  const messages = Object.fromEntries(Object.entries<string>(policy.messages).map(([id, sentence]) => [id, `${sentence}{{path}}`]));
  return {
    meta: ruleMeta(policy, messages, policy.suggestions),
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
          const flows = analysis.flows();
          for (const flow of findings(flows, rule)) {
            const messageId = policy.message?.(flow) ?? "flow";
            const more = policy.words?.(flow, options, flows, (step) => placeText(step, context)) ?? {};
            context.report({ loc: analysis.location(flow.report), messageId, data: { ...words(flow, form, context.cwd), ...more }, suggest: [...analysis.guarded(() => suggest(policy.suggestions, flow, context))] });
          }
          reportFailure(context, analysis.takeFailure());
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

/** A step in a sentence about the linted file. */
function placeText({ path, line }: Step, context: LintContext): string {
  return path === linkedPath(context) ? `line ${line}` : `${relativePath(path, context.cwd)}:${line}`;
}

/** ESLint has merged `meta.defaultOptions` already; a host that does not know it gets the defaults here. */
export function optionsOf<Options extends object>(context: LintContext, defaults: Options): Options {
  const given = context.options[0];
  return typeof given === "object" && given !== null ? { ...defaults, ...given } : defaults;
}
