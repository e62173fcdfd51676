export { Analyzer, type AnalyzerOptions, type LintedFile } from "./analyzer.js";
export type { AnalysisStats, Entry, FileProblem, Flow, FlowQuery, Step, Usage, Work } from "./api.js";
export { BOUNDS, COARSENING } from "./bounds.js";
export { excerpt } from "./traces/excerpt/index.js";
export type { Questions, Vocabulary } from "./vocabulary.js";
export type { Frontend } from "./program/world.js";
