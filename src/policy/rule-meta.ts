import { PACKAGE, VERSION } from "../version.js";
import type { LintContext, OptionSchema, PolicyRule, Precision, RuleKinds } from "./lint.js";
import { suggestionMessages, type Suggestions } from "./suggestion.js";

/** What every policy says of itself, first. */
export interface RuleDescription<Options extends object> {
  /** The rule's id without the plugin's prefix; also its folder in `rules/` and its page in `docs/rules/`. */
  readonly name: string;
  /** "disallow …" / "require …", no full stop. */
  readonly description: string;
  readonly cwe: readonly number[];
  readonly review: readonly string[];
  readonly recommended: boolean;
  readonly precision: Precision;
  readonly securitySeverity: number;
  readonly since: string;
  /** JSON schema by option; `{}`: the rule takes none. */
  readonly schema: { readonly [Name in keyof Options]: OptionSchema };
  readonly defaultOptions: Options;
  /** Options in the preset `strict`, where they differ. */
  readonly strictOptions?: Partial<Options>;
}

/** Message id of a defect of this plugin: the analysis of one file failed. */
export const FAILURE = "analysisFailed";

/** Message id of what is wrong in the settings. */
const WRONG_SETTINGS = "wrongSettings";

export function ruleMeta<Options extends object>(policy: RuleDescription<Options>, messages: Readonly<Record<string, string>>, suggestions: Suggestions<never> | undefined, kinds: Partial<RuleKinds>): PolicyRule["meta"] {
  const offered = suggestionMessages(suggestions);
  const takesOptions = Object.keys(policy.schema).length > 0;
  return {
    type: "problem",
    docs: {
      description: policy.description,
      url: `https://unpkg.com/${PACKAGE}@${VERSION}/docs/rules/${policy.name}.md`,
      recommended: policy.recommended,
      strictOptions: policy.strictOptions ?? null,
      dialects: ["JavaScript", "TypeScript"],
      cwe: policy.cwe,
      review: policy.review,
      precision: policy.precision,
      securitySeverity: policy.securitySeverity,
      since: policy.since,
      suggestions: Object.values(offered),
      kinds: { sources: [], sinks: [], barriers: [], effects: [], ...kinds },
    },
    hasSuggestions: suggestions !== undefined,
    messages: {
      ...messages,
      ...offered,
      [WRONG_SETTINGS]: "{{problem}} (The rest of the settings holds.)",
      [FAILURE]: `This file could not be analysed: {{reason}}. What ${PACKAGE} says about it is incomplete. Please report this, with the file if you can.`,
    },
    schema: takesOptions ? [{ type: "object", properties: Object.fromEntries(Object.entries<OptionSchema>(policy.schema).map(([name, option]) => [name, readable(option)])), additionalProperties: false }] : [],
    defaultOptions: takesOptions ? [policy.defaultOptions] : [],
    languages: ["js/js"],
  };
}

/** Of a wrong word ESLint says "one of the allowed values", and not which; of a pattern that does not match it shows the pattern. */
function readable(option: OptionSchema): OptionSchema {
  if (option.type === "string") return { ...option, pattern: patternOf(option.enum) };
  return option.type === "array" ? { ...option, items: { ...option.items, pattern: patternOf(option.items.enum) } } : option;
}

const patternOf = (words: readonly string[]): string => `^(${words.join("|")})$`;

/** All that an answer that depends on the options can be, for one option changed at a time. */
export function underAnyOptions<Options extends object, Kind extends string>({ schema, defaultOptions }: RuleDescription<Options>, answer: readonly Kind[] | ((options: Options) => readonly Kind[])): readonly Kind[] {
  if (typeof answer !== "function") return answer;
  const schemas = Object.entries<OptionSchema>(schema);
  const changed = schemas.flatMap(([name, option]) => valuesOf(option).map((value): Options => ({ ...defaultOptions, [name]: value })));
  return [...new Set([defaultOptions, ...changed].flatMap(answer))];
}

function valuesOf(option: OptionSchema): readonly unknown[] {
  if (option.type === "boolean") return [true, false];
  return option.type === "string" ? option.enum : [option.items.enum];
}

/** The settings' problems, each once, and then the file's own. */
export function reportTroubles(context: LintContext, analysis: { takeProblems(): readonly string[]; takeFailure(): Error | undefined }): void {
  const start = { line: 1, column: 0 };
  for (const problem of analysis.takeProblems()) context.report({ loc: { start, end: start }, messageId: WRONG_SETTINGS, data: { problem } });
  reportFailure(context, analysis.takeFailure());
}

/**
 * A defect of ours must not end the user's lint (a rule that throws does), and must not pass as "no findings" either: it is
 * reported in the file, once, at its first characters.
 */
function reportFailure(context: LintContext, failure: Error | undefined): void {
  if (failure === undefined) return;
  const start = { line: 1, column: 0 };
  context.report({ loc: { start, end: start }, messageId: FAILURE, data: { reason: reasonOf(failure) } });
}

function reasonOf(failure: Error): string {
  const where = failure.stack?.split("\n").find((line) => line.trimStart().startsWith("at "))?.trim();
  return where === undefined ? failure.message : `${failure.message} (${where})`;
}
