/** The frame of every rule, whatever its policy looks at: options, settings, what is left out, and a report for each finding. */
import type { Step } from "../engine/api.js";
import type { Range } from "../ir/index.js";
import { readSettings } from "../settings/index.js";
import type { FileAnalysis } from "./file-analysis.js";
import type { LintContext, PolicyRule, RuleKinds } from "./lint.js";
import { formatPath } from "./path-text.js";
import { reportTroubles, ruleMeta, type RuleDescription } from "./rule-meta.js";
import { suggest, type Suggestions } from "./suggestion.js";
import { isSkippedTest } from "./test-file.js";

/** How a policy of some sort becomes a rule. */
export interface Frame<Options extends object, Item, Finding> {
  /** By message id, without the path that some have below them. */
  readonly messages: Readonly<Record<string, string>>;
  /** Whether findings have a path, which is added to each sentence. */
  readonly hasPath: boolean;
  readonly suggestions?: Suggestions<Finding> | undefined;
  /** What the policy asks for, under whatever options: which settings mean something to the rule follows from it. */
  readonly kinds: Partial<RuleKinds>;
  /** Whether a file is left out as a whole, besides tests. */
  readonly skips?: (context: LintContext) => boolean;
  /** When ESLint creates the rule for a file: the place to announce what is looked for. */
  readonly look: (options: Options, analysis: FileAnalysis, context: LintContext) => Look<Item, Finding>;
}

/** One rule's look at one file, once ESLint has gone through it. Whatever throws in it, ends only what it was asked for. */
export interface Look<Item, Finding> {
  /** What the analysis lists, in the order of the reports. */
  items(): readonly Item[];
  /** `null`: no finding. */
  state(item: Item): Statement<Finding> | null;
}

/** A finding as it is said. */
export interface Statement<Finding> {
  readonly finding: Finding;
  readonly at: Range;
  readonly messageId: string;
  readonly data: Readonly<Record<string, string>>;
  /** Shown below the sentence; empty: nothing is. */
  readonly path: readonly Step[];
  /** Other ends of the same problem, named below the path. Default: none. */
  readonly also?: readonly Step[];
}

export function framed<Options extends object, Item, Finding>(
  policy: RuleDescription<Options>,
  frame: Frame<Options, Item, Finding>,
  analyse: (context: LintContext) => FileAnalysis,
): PolicyRule {
  const messages = frame.hasPath ? Object.fromEntries(Object.entries(frame.messages).map(([id, sentence]) => [id, `${sentence}{{path}}`])) : frame.messages;
  return {
    meta: ruleMeta(policy, messages, frame.suggestions, frame.kinds),
    create(context) {
      const { messages: form } = readSettings(context.settings);
      if (isSkippedTest(context) || frame.skips?.(context) === true) return { "Program:exit"() {} };
      const analysis = analyse(context);
      const look = frame.look(optionsOf(context, policy.defaultOptions), analysis, context);
      return {
        "Program:exit"() {
          for (const item of analysis.guarded(() => look.items())) {
            for (const said of analysis.guarded(() => [look.state(item)])) {
              if (said === null) continue;
              const { at, messageId, data } = said;
              const path = frame.hasPath ? { path: form === "path" ? formatPath(said.path, context.cwd, said.also) : "" } : {};
              context.report({ loc: analysis.location(at), messageId, data: { ...data, ...path }, suggest: [...analysis.guarded(() => suggest(frame.suggestions, said.finding, context))] });
            }
          }
          reportTroubles(context, analysis);
        },
      };
    },
  };
}

/** ESLint has merged `meta.defaultOptions` already; a host that does not know it gets the defaults here. */
function optionsOf<Options extends object>(context: LintContext, defaults: Options): Options {
  const given = context.options[0];
  return typeof given === "object" && given !== null ? { ...defaults, ...given } : defaults;
}
