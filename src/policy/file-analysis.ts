/**
 * One analysis per linted file, shared by all rules: every rule announces what it looks for when ESLint creates it; the first
 * that asks has the union analysed once. (The idea is eslint-plugin-regexp's: one visitor for all rules, kept by the source code at hand.)
 */
import type { Entry, Flow, FlowKind, Usage, Work } from "../engine/api.js";
import type { Range } from "../ir/index.js";
import { lower } from "../frontends/ecmascript/index.js";
import { isAbsolute, join } from "node:path";
import { analyzerFor, noteActivity } from "./analyzer-pool.js";
import type { FlowAnalyzer } from "./analyzer.js";
import type { SinkKind, SourceKind } from "./kinds.js";
import { lineIndex, type LineIndex } from "../project/index.js";
import { textOf, type LintContext, type LintReport } from "./lint.js";
import { withForwardSlashes } from "./path-text.js";

/** What a rule looks for. */
export interface Wanted {
  readonly sources: readonly SourceKind[];
  readonly sinks: readonly SinkKind[];
  /** Of flows between any of all rules' sources and sinks. */
  readonly isWanted: (flow: FlowKind) => boolean;
}

/** What a rule gets instead of ESLint's selectors. */
export class FileAnalysis {
  readonly #wanted: Wanted[] = [];
  readonly #open: () => readonly [FlowAnalyzer, unknown];
  readonly #lines: LineIndex;
  #opened: readonly [FlowAnalyzer, unknown] | undefined;
  #flows: readonly Flow[] | undefined;
  #usages: readonly Usage[] | undefined;
  #works: readonly Work[] | undefined;
  #entries: readonly Entry[] | undefined;
  #failure: Error | undefined;
  #problems: () => readonly string[];

  /** `problems`: of the settings. */
  constructor(text: string, open: () => readonly [FlowAnalyzer, unknown], problems: () => readonly string[] = () => []) {
    this.#problems = problems;
    this.#lines = lineIndex(text);
    this.#open = open;
  }

  /** Announces what a rule looks for. Before the first {@link flows}. */
  register(wanted: Wanted): void {
    this.#wanted.push(wanted);
    this.#flows = undefined;
  }

  /** Flows of all rules; each rule picks its own. */
  flows(): readonly Flow[] {
    this.#flows ??= this.#ask((analyzer, file) => {
      const all = (kinds: (wanted: Wanted) => readonly string[]): string[] => [...new Set(this.#wanted.flatMap(kinds))].sort();
      return analyzer.flows(file, { sources: all(({ sources }) => sources), sinks: all(({ sinks }) => sinks), isWanted: (flow) => this.#wanted.some(({ isWanted }) => isWanted(flow)) });
    });
    return this.#flows;
  }

  works(): readonly Work[] {
    this.#works ??= this.#ask((analyzer, file) => analyzer.works(file));
    return this.#works;
  }

  entries(): readonly Entry[] {
    this.#entries ??= this.#ask((analyzer, file) => analyzer.entries(file));
    return this.#entries;
  }

  usages(): readonly Usage[] {
    this.#usages ??= this.#ask((analyzer, file) => analyzer.usages(file));
    return this.#usages;
  }

  /** The range as ESLint takes it. */
  location({ start, end }: Range): LintReport["loc"] {
    return { start: this.#position(start), end: this.#position(end) };
  }

  #position(offset: number): LintReport["loc"]["start"] {
    const { line, column } = this.#lines.position(offset);
    return { line, column: column - 1 };
  }

  /** The defect that ended the analysis of this file, to the first rule that asks; the others stay silent about it. */
  takeFailure(): Error | undefined {
    const failure = this.#failure;
    this.#failure = undefined;
    return failure;
  }

  /** What is wrong in the settings, to the first rule that asks. */
  takeProblems(): readonly string[] {
    const problems = this.#problems;
    this.#problems = () => [];
    return this.guarded(problems);
  }

  #ask<Result>(ask: (analyzer: FlowAnalyzer, file: unknown) => readonly Result[]): readonly Result[] {
    return this.guarded(() => ask(...(this.#opened ??= this.#open())));
  }

  /** What `make` makes; nothing where it throws, which is kept for {@link takeFailure}. */
  guarded<Result>(make: () => readonly Result[]): readonly Result[] {
    try {
      return make();
    } catch (error) {
      this.#failure = error instanceof Error ? error : new Error(String(error));
      return [];
    } finally {
      noteActivity();
    }
  }
}

const analyses = new WeakMap<object, FileAnalysis>();

/** The analysis of the file that `context` is about. */
export function analysisOf(context: LintContext): FileAnalysis {
  const { sourceCode } = context;
  const known = analyses.get(sourceCode);
  if (known !== undefined) return known;
  const path = linkedPath(context);
  const { analyzer, problems } = analyzerFor(context.cwd, context.settings, path);
  const text = textOf(sourceCode);
  const analysis = new FileAnalysis(text, () => [analyzer, analyzer.open(path, text, () => lower(sourceCode.ast, text))], problems);
  analyses.set(sourceCode, analysis);
  return analysis;
}

/**
 * Where the file lies for imports. A block that a processor cut out of a file (`page.vue/0.ts`) lies where its file does;
 * text without a file lies in the linting directory.
 */
export function linkedPath(context: LintContext): string {
  const path = isAbsolute(context.physicalFilename) ? context.physicalFilename : join(context.cwd, context.filename);
  return withForwardSlashes(path);
}
