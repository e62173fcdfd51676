/** What the engine offers to policies. It knows neither ESLint nor a syntax tree nor the file system. */
import type { Range } from "../ir/index.js";

/** One step of a flow, in any file. Offsets in UTF-16 code units; `line` and `column` count from 1. */
export interface Step extends Range {
  /** Absolute path. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The source text there, on one line, without comments, and shortened around the value that it is shown for. */
  readonly text: string;
}

/** A value of a source kind arrives at a sink. Barriers are not judged here: `proven` says what holds, the policy decides. */
export interface Flow {
  readonly sourceKind: string;
  readonly sinkKind: string;
  /** Barrier kinds proven of the value where it arrives; sorted. */
  readonly proven: readonly string[];
  /** Where to report it, in the analysed file: the sink's argument if it stands there, else the call through which the value leaves toward it. */
  readonly report: Range;
  /** What was called at the sink, as written there: `pool.query`. */
  readonly sinkLabel: string;
  /** Property names under which the value lies in the sink's argument, outermost first: `["where", "id"]`; `"[]"`: an element. */
  readonly sinkPath: readonly string[];
  /** Property names read to get the value from its root, as far as known: `["params", "id"]`. */
  readonly sourcePath: readonly string[];
  /** Source first, sink last; at least one step. */
  readonly steps: readonly Step[];
  /** What the call at the sink looks up or changes; `null`: the sink is no call. */
  readonly lookup: Lookup | null;
  /** Whether the function that the value comes from, or what runs before it for the same request, has an effect. */
  isGuarded(effect: string): boolean;
  /** Further on its way, in another file, the value is a source of the same kind again; that file reports it from there. */
  readonly hasNearerSource: boolean;
  /** The kinds of source that the value is in its own file, where a call of this file took the function of another that has it as a parameter. */
  readonly ownSources: readonly string[];
  /** Which kind of record the sink's call writes: equal for calls that write the same; `null`: it cannot be told. Means nothing by itself. */
  readonly record: string | null;
  /** The constant text of the statement that the sink's call runs; `null`: there is none in sight. */
  readonly statement: Statement | null;
  /** How the sink's call would take the value beside the text that it is part of; `null`: the models do not say. */
  readonly parameters: Parameters | null;
}

/** A call that looks a record up, or changes it, by a value. */
export interface Lookup {
  /** It changes or deletes the record. */
  readonly changes: boolean;
  /** The column that the value is compared with, where the call says it beside the value. */
  readonly column: string | null;
  /** Names of the other columns in the same condition; `null`: the condition cannot be seen as a whole. */
  readonly others: readonly string[] | null;
  /** Names of the record's columns, as far as its class, its table or its schema declares them. */
  readonly columns: readonly string[];
  /** Names of columns that other calls of the program look such records up by, or write. */
  readonly columnsInUse: { readonly asked: readonly string[]; readonly written: readonly string[] };
  /** Names of the other columns by which the same value was used to look something up, on the way here. */
  readonly columnsBefore: readonly string[];
  /** What was found is compared with something, or handed to a function together with something else; or that was done with its id before. */
  readonly isChecked: boolean;
}

/** A statement, with the placeholders that it is written with; what a tagged template interpolates stands in it as `$1`, `$2`, …. */
export interface Statement {
  readonly text: string;
  /** Which of its placeholders the value is for: by position from 1, or by name; `null`: the value is the text itself. */
  readonly value: string | null;
}

/** Values beside a text with placeholders. */
export interface Parameters {
  /** Index of the argument that takes the list of values. */
  readonly argument: number;
  /** Names of the properties under which it lies there; empty: it is the argument itself. */
  readonly path: readonly string[];
  /** Of the first value: `$1` counts on, `?` stands for each value in turn. */
  readonly placeholder: string;
}

/** Where requests enter a file. */
export interface Entry extends Range {
  /** Whether its requests change something, by the method they are registered for; `handles`: it is not said. */
  readonly role: "reads" | "changes" | "handles";
  /** The path, and the name of the handler, as far as they are known; else "". */
  readonly path: string;
  readonly name: string;
  /** Whether everything that runs before the handler was found. */
  readonly isComplete: boolean;
  /** Whether it is there in some deployments only: an environment variable decides. */
  readonly isLimited: boolean;
  /** The calls from the handler to the first that has an effect; `null`: it reaches none. */
  reaches(effect: string): readonly Step[] | null;
  /** Whether the handler, or anything that runs before it, has an effect. */
  isGuarded(effect: string): boolean;
  /** Whether the handler reads values of a source kind. */
  reads(source: string): boolean;
}

/** Changes of a database that one function makes. */
export interface Work extends Range {
  /**
   * `sequence`: two changes one after the other outside a transaction; `unawaited`: a change whose failure nobody sees, for its
   * promise is neither awaited, returned nor given a handler; `dropped`: a call that drops the promises of a function which changes
   * something.
   */
  readonly kind: "sequence" | "unawaited" | "dropped";
  /** The calls, in order. */
  readonly steps: readonly Step[];
  readonly labels: readonly string[];
  /** One of them is made by a function that is called. */
  readonly isIndirect: boolean;
}

/** A use of an API that a model row marks (`usageModel`), or a shape the compiler recognises (see `src/compile`). */
export interface Usage extends Range {
  readonly kind: string;
  /** The model row's note: what to use instead, or since when it is in every target. */
  readonly note: string;
  /** What to write instead, where the row is certain of it, in its notation (see `UsageMark` in `src/models/model.ts`). */
  readonly native?: string;
}

/** The file under analysis: any text, with the module a frontend made of it. */
export interface FlowQuery {
  readonly sources: readonly string[];
  readonly sinks: readonly string[];
  /** Whether anybody asks for such a flow: what is in no one's interest gets no path. Default: all are asked for. */
  readonly isWanted?: (flow: FlowKind) => boolean;
}

/** What is known of a flow before its path. */
export interface FlowKind {
  readonly sourceKind: string;
  readonly sinkKind: string;
  /** Barrier kinds that hold of the value where it arrives. */
  readonly proven: readonly string[];
}

/** Counts for `--stats` and for the summary of a review. */
export interface AnalysisStats {
  readonly files: number;
  readonly functions: number;
  readonly flows: number;
  /** Name of the bound (see `src/engine/bounds.ts`) → how often it was hit. */
  readonly bounds: ReadonlyMap<string, number>;
}

/** A file that could not be looked into while following a flow, and why. */
export interface FileProblem {
  readonly path: string;
  readonly reason: string;
}

/** A name that a file does not have. */
export interface MissingMember {
  readonly name: string;
  /** What it was looked for in; `null`: among the exports. */
  readonly owner: string | null;
  /** What is there; sorted. */
  readonly known: readonly string[];
}
