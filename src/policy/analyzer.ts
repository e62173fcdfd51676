import type { Entry, Flow, FlowQuery, AnalysisStats, FileProblem, Usage, Work } from "../engine/api.js";
import type { Module } from "../ir/index.js";

/** The engine as policies see it. `File` is the engine's own handle of an opened file; policies only hand it back. */
export interface FlowAnalyzer<File = unknown> {
  /** Registers the text that is being linted, with a way to lower the linter's own tree of it. */
  open(path: string, text: string, lower: () => Module): File;
  /** Every flow of the file from one of the kinds of source to one of the kinds of sink. */
  flows(file: File, query: FlowQuery): readonly Flow[];
  usages(file: File): readonly Usage[];
  works(file: File): readonly Work[];
  entries(file: File): readonly Entry[];
  stats(): AnalysisStats;
  problems(): readonly FileProblem[];
}
