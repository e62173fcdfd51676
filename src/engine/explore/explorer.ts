/**
 * Search, the inner half: where does a value go inside one function, calls passed by the summaries of what they reach.
 *
 * A start is explored by a work list of facts. Its calls need other starts; those are explored too, and whoever rests on one
 * that found more is explored again, until nothing changes (a least fixed point). The last exploration of each start saw
 * final summaries only, so what it found does not depend on the order.
 */
import { BOUNDS } from "../bounds.js";
import { EMPTY, type PathId } from "../facts/paths.js";
import { NO_CHANGE } from "../facts/proofs.js";
import { Recording, useOfNode, type Step } from "../facts/recording.js";
import { Start, type Exit, type Exits, type Hit, type Hits, type Naming } from "../facts/summary.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { passCall, passNamed } from "./calls/index.js";
import { Exploration, type Explorations } from "./exploration.js";
import { follow } from "./transfer.js";

/** The starts of a module, and what was asked for at a node. */
interface Starts {
  /** By node and path, those of deep sources apart. */
  readonly table: Map<number, Start>;
  readonly deepTable: Map<number, Start>;
  /** Those at a place of a call, by all that tells them apart. */
  readonly placed: Map<string, Start>;
  readonly asked: Map<number, Asked>;
}

/** Different paths at one node, and the facts that they took. */
interface Asked {
  paths: number;
  facts: number;
}

/** More than there are paths: a node and a path make one number. */
const PATHS = 2 ** 24;

function placedStart({ placed }: Starts, module: Loaded, node: number, path: PathId, deep: boolean, place: number, naming: Naming | null): Start {
  const key = `${node}:${path}:${deep ? 1 : 0}:${place}${naming === null ? "" : `:${naming.symbol.id}@${naming.frame.id}`}`;
  let start = placed.get(key);
  if (start === undefined) placed.set(key, (start = new Start(module, node, path, deep, place, naming)));
  return start;
}

function askedAt({ asked }: Starts, node: number): Asked {
  let known = asked.get(node);
  if (known === undefined) asked.set(node, (known = { paths: 0, facts: 0 }));
  return known;
}

export class Explorer implements Explorations {
  readonly models: Models;
  #again = new Set<Start>();
  #order = 0;
  /** The starts that are being explored, each from within the one before. */
  readonly #open: Start[] = [];
  #facts = 0;
  /** Of the file that is asked about. */
  #recorded = new Map<Start, Recorded>();

  constructor(models: Models) {
    this.models = models;
  }

  /** Another file is asked about. What an exception left half explored is no answer. */
  begin(): void {
    this.#facts = 0;
    this.#recorded = new Map();
    for (const start of this.#open) start.clean = false;
    this.#open.length = 0;
  }

  /** The start for a question; explored when `solve` has run. */
  start(module: Loaded, node: number, given: PathId, deep: boolean, place: number | null = null, naming: Naming | null = null): Start {
    const starts = this.#startsOf(module);
    const start = place === null ? this.#atNode(starts, module, node, given, deep) : placedStart(starts, module, node, given, deep, place, naming);
    const current = this.#open.at(-1);
    if (current !== undefined) {
      start.dependents.add(current);
      this.models.linker.use(current.module, module);
      if (start.order === 0) {
        start.order = ++this.#order;
        if (this.#open.length < BOUNDS.nestedExplorations && this.#facts <= BOUNDS.factsPerFile) this.#settle(start, current);
        else this.#again.add(start);
      } else if (!start.clean) this.#again.add(start);
    }
    return start;
  }

  /** They live with their module's other answers, so that they go when it changes. */
  #startsOf(module: Loaded): Starts {
    let starts = module.memo.get(this) as Starts | undefined;
    if (starts === undefined) module.memo.set(this, (starts = { table: new Map(), deepTable: new Map(), placed: new Map(), asked: new Map() }));
    return starts;
  }

  #atNode(starts: Starts, module: Loaded, node: number, given: PathId, deep: boolean): Start {
    const table = deep ? starts.deepTable : starts.table;
    let key = node * PATHS + given;
    let start = table.get(key);
    if (start !== undefined) return start;
    let path = given;
    if (path !== EMPTY) {
      const asked = askedAt(starts, node);
      const bound = asked.paths >= BOUNDS.pathsPerStart ? "pathsPerStart" : asked.facts >= BOUNDS.factsPerNode ? "factsPerNode" : null;
      if (bound === null) asked.paths++;
      else {
        this.models.bounds.hit(bound);
        path = this.models.paths.widened(path);
        key = node * PATHS + path;
        start = table.get(key);
      }
    }
    if (start === undefined) table.set(key, (start = new Start(module, node, path, deep, null, null)));
    return start;
  }

  /** Explores a start and all it rests on, to the end. */
  solve(root: Start): Start {
    if (root.clean) return root;
    this.#again = new Set([root]);
    if (root.order === 0) root.order = ++this.#order;
    for (let rounds = 0; ; rounds++) {
      const start = this.#next(0);
      if (start === null) return root;
      if (this.#facts > BOUNDS.factsPerFile) {
        this.models.bounds.hit("factsPerFile");
        return root;
      }
      if (start.clean) continue;
      if (rounds > BOUNDS.solverRounds) {
        this.models.bounds.hit("solverRounds");
        return root;
      }
      this.#answer(start);
    }
  }

  /**
   * Explores a start that was never asked for, and what rests on it in a circle until that is stable, before its caller goes on:
   * where nothing calls itself, each start is explored once.
   */
  #settle(start: Start, waiter: Start): void {
    start.waiter = waiter;
    this.#answer(start);
    for (let next = this.#next(start.order); next !== null && this.#facts <= BOUNDS.factsPerFile; next = this.#next(start.order)) if (!next.clean) this.#answer(next);
    start.waiter = null;
  }

  /** Explores a start once; whoever used an answer that grew is to be asked again. */
  #answer(start: Start): void {
    start.clean = true;
    this.#open.push(start);
    const found = this.#explore(start);
    this.#open.pop();
    // What coarser paths and merged proofs replace may come and go; one that was explored often only adds, so that it ends.
    if (++start.runs > BOUNDS.runsPerStart) found.addAll(start);
    const changed = !found.isSameAs(start);
    start.exits = found.exits;
    start.hits = found.hits;
    if (!changed) return;
    if (start.runs > BOUNDS.runsPerStart * 4) {
      this.models.bounds.hit("runsPerStart");
      return;
    }
    for (const dependent of start.dependents) {
      // Who waits for this answer, reads it when it is final.
      if (dependent === start.waiter) continue;
      dependent.clean = false;
      this.#again.add(dependent);
    }
  }

  /** Callees (asked for later) before their callers. */
  #next(from: number): Start | null {
    let latest: Start | null = null;
    for (const start of this.#again) if (latest === null || start.order > latest.order) latest = start;
    if (latest === null || latest.order < from) return null;
    this.#again.delete(latest);
    return latest;
  }

  #explore(start: Start): Exploration {
    const run = new Exploration(this, start);
    enterAt(run);
    let facts = 0;
    for (;;) {
      const fact = run.take();
      if (fact === undefined) break;
      facts++;
      follow(run, fact);
    }
    this.#facts += facts;
    if (start.place === null) askedAt(this.#startsOf(start.module), start.node).facts += facts;
    return run;
  }

  /** How a start came to one of its exits, or to one of its hits; `undefined`: it is not found again (past a bound). */
  stepTo(start: Start, found: Exit | Hit): Step | undefined {
    let known = this.#recorded.get(start);
    if (known === undefined || known.exits !== start.exits || known.hits !== start.hits) this.#recorded.set(start, (known = this.#record(start)));
    const again = "way" in found ? known.run.exits.get(found) : known.run.hits.get(found);
    return again === undefined ? undefined : known.recording.of(again);
  }

  #record(start: Start): Recorded {
    const recording = new Recording(start.module.flow);
    const run = new Exploration(this, start, recording);
    enterAt(run);
    for (let fact = run.take(); fact !== undefined; fact = run.take()) follow(run, fact);
    return { exits: start.exits, hits: start.hits, run, recording };
  }
}

/** An exploration for its recording, and the answers it belongs to. */
interface Recorded {
  readonly exits: Exits;
  readonly hits: Hits;
  readonly run: Exploration;
  readonly recording: Recording;
}

function enterAt(run: Exploration): void {
  const { start, module } = run;
  const use = useOfNode(start.node);
  if (start.place === null) {
    run.reach(start.node, start.path, NO_CHANGE, null, use);
    return;
  }
  const fact = run.begin(use);
  const call = module.flow.nodeAux[start.node] ?? 0;
  if (start.naming === null) passCall(run, fact, call, start.place, start.path, use, true);
  else passNamed(run, fact, call, start.place, start.path, use, start.naming);
}
