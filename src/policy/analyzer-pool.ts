/**
 * The analysers of this process. An editor's lint server and a worker of `eslint --concurrency` lint many files, under one or a
 * few configurations: what was learnt of a project stays for the next file.
 */
import type { AnalysisStats, FileProblem } from "../engine/api.js";
import { readSettings } from "../settings/index.js";
import type { FlowAnalyzer } from "./analyzer.js";
import { createAnalyzer, type PooledAnalyzer } from "./engine-setup.js";

/** A monorepo has a configuration per package; an analyser that was not asked for longest gives way. */
const MAX_ANALYZERS = 8;
/**
 * Files linted within this time of each other are one run, unless one of them comes again: the disk is taken as unchanged (one
 * `eslint .`, or one keystroke's lint).
 */
const RUN_GAP_MS = 200;

interface Entry extends PooledAnalyzer {
  readonly madeOf: string;
  /** The file that the settings' problems are reported in: the first one that is linted. */
  readonly reportedIn: string;
}
const pool = new Map<string, Entry>();
let lastActive = 0;
/** The files of this run so far. */
const linted = new Set<string>();

/** An analyser, and what is to be reported of the settings in the file at hand. */
export interface AnalyzerForFile {
  readonly analyzer: FlowAnalyzer;
  readonly problems: () => readonly string[];
}

/** The analyser for a file that is linted in `cwd` under these settings. */
export function analyzerFor(cwd: string, eslintSettings: Readonly<Record<string, unknown>>, path: string): AnalyzerForFile {
  const settings = readSettings(eslintSettings);
  const key = JSON.stringify([cwd, settings.key]);
  let entry = pool.get(key);
  if (isNewRun(path)) for (const each of pool.values()) each.newRun();
  if (entry === undefined || entry.stamp() !== entry.madeOf) {
    const made = createAnalyzer(cwd, settings);
    entry = { ...made, madeOf: made.stamp(), reportedIn: path };
  }
  // Least recently asked first, as Map keeps the order of insertion.
  pool.delete(key);
  pool.set(key, entry);
  for (const oldest of pool.keys()) {
    if (pool.size <= MAX_ANALYZERS) break;
    pool.delete(oldest);
  }
  const { analyzer, problems, reportedIn } = entry;
  return { analyzer, problems: () => (reportedIn === path ? problems() : []) };
}

function isNewRun(path: string): boolean {
  const before = lastActive;
  noteActivity();
  const isNew = lastActive - before > RUN_GAP_MS || linted.has(path);
  if (isNew) linted.clear();
  linted.add(path);
  return isNew;
}

/** A file was analysed: the time that this took is no pause between two runs. */
export function noteActivity(): void {
  lastActive = performance.now();
}

/** What all analysers of this process have done so far. */
export interface AnalysisTotals extends AnalysisStats {
  readonly problems: readonly FileProblem[];
}

export function analysisTotals(): AnalysisTotals {
  const bounds = new Map<string, number>();
  const problems: FileProblem[] = [];
  let [files, functions, flows] = [0, 0, 0];
  for (const { analyzer } of pool.values()) {
    const stats = analyzer.stats();
    files += stats.files;
    functions += stats.functions;
    flows += stats.flows;
    for (const [bound, count] of stats.bounds) bounds.set(bound, (bounds.get(bound) ?? 0) + count);
    problems.push(...analyzer.problems());
  }
  return { files, functions, flows, bounds, problems };
}
