/**
 * The part of ESLint that the policies touch. Structural, so that ESLint 9, ESLint 10 and other hosts of ESLint rules fit it
 * without a common type.
 */

import type { BarrierKind, EffectKind, SinkKind, SourceKind } from "./kinds.js";

/** Line from 1, column from 0, as ESLint counts. */
export interface LintPosition {
  readonly line: number;
  readonly column: number;
}

export interface LintSourceCode {
  /** The tree of whichever parser the user chose. */
  readonly ast: unknown;
  /** Without a byte order mark. (Only a source code of text has one; a rule for `js/js` gets no other.) */
  readonly text?: unknown;

  // Of the source code of text again, and for suggestions only.
  getNodeByRangeIndex?(index: number): unknown;
  getDeclaredVariables?(node: unknown): readonly LintVariable[];
  readonly scopeManager?: { readonly scopes: readonly { readonly set: ReadonlyMap<string, LintVariable> }[] } | null;
}

/** A variable as ESLint's scope analysis sees it. */
export interface LintVariable {
  readonly name: string;
  readonly defs: readonly unknown[];
  /** `init`: the reference is the declaration's own. */
  readonly references: readonly { readonly identifier: unknown; readonly init?: boolean | null }[];
}

/** A change of text in ESLint's form. */
interface LintTextEdit {
  readonly range: [number, number];
  readonly text: string;
}

/** A change that a person may accept in the editor. */
export interface LintSuggestion {
  readonly messageId: string;
  readonly data: Record<string, string>;
  /** They do not overlap. */
  fix(): LintTextEdit[];
}

export interface LintReport {
  readonly loc: { readonly start: LintPosition; readonly end: LintPosition };
  readonly messageId: string;
  readonly data: Record<string, string>;
  readonly suggest?: LintSuggestion[];
}

export interface LintContext {
  readonly cwd: string;
  readonly filename: string;
  readonly physicalFilename: string;
  readonly options: readonly unknown[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly sourceCode: LintSourceCode;
  report(report: LintReport): void;
}

/** The text of a file under lint. */
export function textOf({ text }: LintSourceCode): string {
  return typeof text === "string" ? text : "";
}

/** What a rule says of itself beyond ESLint's own fields; formatters get it through `rulesMeta`. */
export interface RuleDocs {
  readonly description: string;
  readonly url: string;
  /** In the preset `recommended`. Every rule is in `strict`. */
  readonly recommended: boolean;
  /** Options in the preset `strict`, where they differ from the default. */
  readonly strictOptions: object | null;
  readonly dialects: string[];
  /** Numbers of the Common Weakness Enumeration, the closest first. */
  readonly cwe: readonly number[];
  /** Points of the Nova reviews the rule comes from: `"000.2"` is point 2 of review 000. */
  readonly review: readonly string[];
  /** How often a finding is right, in CodeQL's words. */
  readonly precision: Precision;
  /** CVSS-like, 0.1 to 10.0; what GitHub's `security-severity` takes. */
  readonly securitySeverity: number;
  /** The first version that has the rule. */
  readonly since: string;
  /** What its suggestions say, with placeholders. */
  readonly suggestions: readonly string[];
  /** The kinds that its policy reads, under any options: what rows and settings have to speak of, to mean something to it. */
  readonly kinds: RuleKinds;
}
/** Kinds by the role that a row gives them. */
export interface RuleKinds {
  readonly sources: readonly SourceKind[];
  readonly sinks: readonly SinkKind[];
  readonly barriers: readonly BarrierKind[];
  readonly effects: readonly EffectKind[];
}
export type Precision = "low" | "medium" | "high" | "very-high";

/** JSON schema (draft 4) of one option: the three forms that options take here. */
export type OptionSchema =
  | { readonly description: string; readonly type: "boolean" }
  | { readonly description: string; readonly type: "string"; readonly enum: string[]; readonly pattern?: string }
  | { readonly description: string; readonly type: "array"; readonly items: { readonly type: "string"; readonly enum: string[]; readonly pattern?: string }; readonly uniqueItems: true; readonly minItems: number };
/** JSON schema of a rule's options, which are one object. */
export interface OptionsSchema {
  readonly type: "object";
  readonly properties: Record<string, OptionSchema>;
  readonly additionalProperties: false;
}

/** A rule as ESLint takes it. */
export interface PolicyRule {
  readonly meta: {
    readonly type: "problem";
    readonly hasSuggestions: boolean;
    readonly docs: RuleDocs;
    readonly messages: Record<string, string>;
    readonly schema: OptionsSchema[];
    readonly defaultOptions: object[];
    readonly languages: string[];
  };
  create(context: LintContext): { "Program:exit"(): void };
}
