/** The engine's front door: opened files, their flows and usages. */
import { Node } from "../compile/index.js";
import type { Module } from "../ir/index.js";
import type { ModelIndex } from "../models/model.js";
import type { Host } from "../project/host.js";
import { lineIndex, type LineIndex } from "../project/line-index.js";
import type { AnalysisStats, FileProblem, Entry, Flow, FlowKind, FlowQuery, MissingMember, Step, Usage, Work } from "./api.js";
import { BoundCounter } from "./bounds.js";
import { lookupAt } from "./database/lookups.js";
import { worksOf } from "./database/works.js";
import { actsAtCall } from "./effects/acts.js";
import { isLimited } from "./effects/questions/index.js";
import { reach } from "./effects/reach.js";
import { Explorer } from "./explore/explorer.js";
import { Paths } from "./facts/paths.js";
import { compose, ProofBits } from "./facts/proofs.js";
import { missingMember } from "./link/missing-member.js";
import { OnDemandLinker } from "./link/on-demand-linker.js";
import type { Loaded } from "./program/loaded.js";
import { World, type Frontend, type MayExport } from "./program/world.js";
import { entryPoints, seesSource, wayTo, type EntryPoint } from "./routes/entries.js";
import { linksEverywhere } from "./routes/everywhere.js";
import { linkHas, runsOf } from "./routes/links.js";
import { isGuarded, isOverwritten } from "./routes/overwritten.js";
import type { Models } from "./rows/context.js";
import { vouchedFor } from "./rows/type-proofs.js";
import { Search } from "./search/search.js";
import type { Arrival } from "./search/trails.js";
import { parametersOf } from "./statements/parameter-list.js";
import { statementOf } from "./statements/statements.js";
import { recordOf } from "./statements/written-records.js";
import { calleeText, excerpt } from "./traces/excerpt/index.js";
import { hasNearerSource, ownSources } from "./traces/nearer-source.js";
import { namesRead, trailsOf } from "./traces/source-spot.js";
import { callSpot, type Spot } from "./traces/spot.js";
import { reportSpot, traceOf, type Trace } from "./traces/trace.js";
import { usagesOf } from "./usages/index.js";
import type { Vocabulary } from "./vocabulary.js";

/** Length of a step's text in a message, and of a sink's name. */
const STEP_TEXT = 96;
const SINK_NAME = 60;

export interface AnalyzerOptions {
  readonly host: Host;
  readonly models: ModelIndex;
  readonly frontend: Frontend;
  /** Default: every file is parsed to see what it exports. */
  readonly mayExport?: MayExport;
  readonly vocabulary: Vocabulary;
}

/** A file under analysis; handed back to the analyzer only. */
export interface LintedFile {
  readonly module: Loaded;
}

export class Analyzer {
  readonly #world: World;
  readonly #linker: OnDemandLinker;
  readonly #models: Models;
  /** Barrier kinds by bits. */
  readonly #proven = new Map<number, readonly string[]>();
  readonly #explorer: Explorer;
  readonly #search: Search;
  readonly #lines = new WeakMap<Loaded, LineIndex>();
  readonly #seen = new Map<string, number>();
  readonly #kinds = new Map<string, ReadonlySet<string>>();
  #flows = 0;

  constructor(options: AnalyzerOptions) {
    const bounds = new BoundCounter();
    const bits = new ProofBits(options.vocabulary.barriers);
    this.#world = new World(options.host, options.frontend, options.mayExport ?? (() => () => true));
    this.#linker = new OnDemandLinker(this.#world, options.models, bounds);
    this.#models = {
      linker: this.#linker,
      paths: new Paths(bounds),
      bits,
      bounds,
      vocabulary: options.vocabulary,
      textBit: bits.bit("text"),
      thrownBit: bits.bit("thrown"),
      convertibleBit: bits.bit("convertible"),
      declaredBit: bits.bit("declared"),
      uncastBit: bits.bit("uncast"),
      typeBits: bits.bit("text") | bits.bit("fixed-start"),
    };
    this.#explorer = new Explorer(this.#models);
    this.#search = new Search(this.#models, this.#explorer);
  }

  /** Registers the text that is linted, with a way to lower the linter's own tree of it. Cheap when the text is the same. */
  open(path: string, text: string, lower: () => Module): LintedFile {
    const module = this.#world.open(path, text, lower);
    this.#seen.set(path, module.flow.functions.length);
    return { module };
  }

  /** A new lint run: files on disk are looked at again. */
  refresh(): void {
    this.#world.refresh();
    this.#linker.frames.forget();
  }

  /** Every flow from one of the kinds of source to one of the kinds of sink, in order of where it is reported. */
  flows(file: LintedFile, query: FlowQuery): readonly Flow[] {
    const { module } = file;
    this.#world.verify(module);
    this.#linker.reset();
    const sinks = new Set(query.sinks);
    const best = new Map<string, Flow>();
    const isWanted = (arrival: Arrival): boolean => sinks.has(arrival.hit.sink.kind) && query.isWanted?.(this.#flowKind(arrival)) !== false;
    for (const arrival of this.#search.arrivals(module, this.#kindsOf(query.sources), isWanted)) {
      const trace = traceOf(this.#explorer, arrival);
      const report = reportSpot(trace, module);
      if (report === null || this.#isReplaced(arrival)) continue;
      const flow = this.#flow(module, arrival, trace, report, this.#kindsOf(query.sources));
      const last = flow.steps.at(-1);
      const key = [flow.sourceKind, flow.sinkKind, flow.report.start, flow.report.end, last?.path, last?.start, flow.sinkPath.join(), flow.proven.join()].join("\0");
      const known = best.get(key);
      if (known === undefined || flow.steps.length < known.steps.length) best.set(key, flow);
    }
    const flows = [...best.values()].sort((a, b) => a.report.start - b.report.start || a.report.end - b.report.end || compareText(a, b));
    this.#flows += flows.length;
    return flows;
  }

  /** The same set for the same kinds: what is kept of sources is kept for a set. */
  #kindsOf(sources: readonly string[]): ReadonlySet<string> {
    const key = sources.join();
    let kinds = this.#kinds.get(key);
    if (kinds === undefined) this.#kinds.set(key, (kinds = new Set(sources)));
    return kinds;
  }

  usages(file: LintedFile): readonly Usage[] {
    this.#world.verify(file.module);
    this.#linker.reset();
    return usagesOf(this.#models, file.module);
  }

  /** What the functions of the file do to databases, in the order of the text. */
  works(file: LintedFile): readonly Work[] {
    const { module } = file;
    this.#world.verify(module);
    this.#linker.reset();
    const works = worksOf(this.#models, module).map(({ kind, changes }): Work => {
      const spots = changes.map(({ call }) => callSpot(module, call));
      const last = spots.at(-1) ?? { start: 0, end: 0 };
      return {
        kind, start: last.start, end: last.end,
        steps: spots.map((spot) => stepAt(spot, this.#linesOf(module))),
        labels: spots.map(({ start, end }) => calleeText(module.text.slice(start, end), SINK_NAME)),
        isIndirect: changes.some(({ isIndirect }) => isIndirect),
      };
    });
    return works.sort((a, b) => a.start - b.start);
  }

  /** Where requests enter the file, in the order of the text. */
  entries(file: LintedFile): readonly Entry[] {
    const { module } = file;
    this.#world.verify(module);
    this.#linker.reset();
    return entryPoints(this.#models, module).map((entry) => this.#entry(module, entry));
  }

  #entry(module: Loaded, entry: EntryPoint): Entry {
    const models = this.#models;
    const { role, path, name, start, end, handlers, guards } = entry;
    return {
      role, path, name, start, end,
      get isComplete() {
        return entry.before.isComplete;
      },
      get isLimited() {
        return entry.isLimited || [...handlers, ...entry.before.links.flatMap((link) => runsOf(models, link))].some((run) => isLimited(models, run.module, run.fn));
      },
      reaches: (effect) => {
        const way = wayTo(models, handlers, effect);
        return way === null ? null : way.map(({ module, call }) => stepAt(callSpot(module, call), this.#linesOf(module)));
      },
      isGuarded: (effect) =>
        handlers.some((run) => reach(models, run.module, run.fn, effect) !== null) ||
        (entry.call >= 0 && actsAtCall(models, { module, call: entry.call }, effect)) ||
        [...guards, ...entry.before.links].some((link) => linkHas(models, link, effect)) ||
        (entry.isConventional && linksEverywhere(models, module).some((link) => linkHas(models, link, effect))),
      reads: (source) => handlers.some((run) => seesSource(models, run, this.#kindsOf([source]))),
    };
  }

  /** A member of a request that a function before the handler has set. */
  #isReplaced(arrival: Arrival): boolean {
    const trails = trailsOf(arrival);
    const [first = arrival.trail] = trails;
    const { module, node } = first.start;
    const { flow } = module;
    if (!this.#models.vocabulary.deepSources.has(first.kind) || flow.nodeKind[node] !== Node.Param || flow.nodeAux[node] !== 0) return false;
    const path = namesRead(this.#explorer, trails, arrival.hit);
    return path.length > 1 && isOverwritten(this.#models, { module, fn: flow.nodeFunction[node] ?? 0 }, path);
  }

  #flowKind({ trail, hit }: Arrival): FlowKind {
    const { set } = compose(trail.proofs, hit);
    let proven = this.#proven.get(set);
    if (proven === undefined) this.#proven.set(set, (proven = this.#models.bits.list(vouchedFor(this.#models, set))));
    return { sourceKind: trail.kind, sinkKind: hit.sink.kind, proven };
  }

  #flow(linted: Loaded, arrival: Arrival, trace: Trace, report: Spot, kinds: ReadonlySet<string>): Flow {
    const { module: called, start, end } = trace.sinkCall;
    const models = this.#models;
    const explorer = this.#explorer;
    const { linker } = models;
    const { sink } = arrival.hit;
    // Most flows satisfy every rule, and nobody reads their texts: they are made when asked for.
    return {
      ...this.#flowKind(arrival),
      report: { start: report.start, end: report.end },
      get sinkLabel() {
        return calleeText(called.text.slice(start, end), SINK_NAME);
      },
      sinkPath: trace.sinkPath,
      sourcePath: this.#sourceNames(trace),
      steps: trace.steps.map((spot) => stepAt(spot, this.#linesOf(spot.module))),
      get lookup() {
        if (sink.call < 0) return null;
        const isBound = arrival.hit.sink.kind === "database-parameter";
        return lookupAt(models, { module: sink.module, call: sink.call }, { argument: sink.argument, path: trace.sinkPath, origin: trace.steps[0] ?? trace.sinkCall, passed: trace.places, isBound });
      },
      isGuarded: (effect) => {
        const { module, node } = trailsOf(arrival)[0]?.start ?? arrival.trail.start;
        return isGuarded(models, { module, fn: module.flow.nodeFunction[node] ?? 0 }, effect);
      },
      get hasNearerSource() {
        return hasNearerSource(explorer, arrival, linted, kinds);
      },
      get ownSources() {
        return ownSources(models, arrival, kinds);
      },
      get record() {
        return recordOf(models, trace.sink);
      },
      get statement() {
        return statementOf(models, trace.sink, trace.sinkPath);
      },
      get parameters() {
        return parametersOf(linker, trace.sink);
      },
    };
  }

  /** The last property names of the source expression as written. */
  #sourceNames(trace: Trace): readonly string[] {
    const [first] = trace.steps;
    if (first === undefined) return trace.sourcePath;
    const text = first.module.text.slice(first.start, first.end);
    const names = [...text.matchAll(/[.?[\]'"]*([A-Za-z_$][\w$-]*)/g)].map((match) => match[1] ?? "");
    return /^[\w$.?![\]'"\s-]+$/.test(text) ? names : trace.sourcePath;
  }

  #linesOf(module: Loaded): LineIndex {
    let lines = this.#lines.get(module);
    if (lines === undefined) this.#lines.set(module, (lines = lineIndex(module.text)));
    return lines;
  }

  /** The first of the names that a file does not have; `null`: it has them all, or one cannot tell. */
  missingMember(path: string, members: readonly string[]): MissingMember | null {
    const module = this.#world.load(path);
    if (module === null) return null;
    this.#world.verify(module);
    this.#linker.reset();
    return missingMember(this.#linker, module, members);
  }

  stats(): AnalysisStats {
    let functions = 0;
    for (const count of this.#seen.values()) functions += count;
    return { files: this.#seen.size, functions, flows: this.#flows, bounds: this.#models.bounds.hits };
  }

  problems(): readonly FileProblem[] {
    return this.#world.problems;
  }
}

function stepAt({ module, start, end, focus }: Spot, lines: LineIndex): Step {
  let text: string | undefined;
  return {
    path: module.path,
    start,
    end,
    get line() {
      return lines.position(start).line;
    },
    get column() {
      return lines.position(start).column;
    },
    get text() {
      return (text ??= excerpt(module.text.slice(start, end), STEP_TEXT, focus === null ? null : { start: focus.start - start, end: focus.end - start }));
    },
  };
}

function compareText(a: Flow, b: Flow): number {
  const left = `${a.sinkKind}\0${a.sourceKind}\0${a.steps.at(-1)?.path ?? ""}\0${a.proven.join()}`;
  const right = `${b.sinkKind}\0${b.sourceKind}\0${b.steps.at(-1)?.path ?? ""}\0${b.proven.join()}`;
  return left < right ? -1 : left > right ? 1 : 0;
}
