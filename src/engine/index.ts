export { Analyzer, type AnalyzerOptions, type LintedFile } from "./analyzer.js";
export type { AnalysisStats, Entry, FileProblem, Flow, FlowQuery, Step, Usage, Work } from "./api.js";
export { BOUNDS, COARSENING } from "./bounds.js";
export { excerpt } from "./excerpt/index.js";
export type { Vocabulary } from "./proofs.js";
export type { Questions } from "./questions/index.js";
export type { Frontend } from "./world.js";
