/** One exploration of a start, while it runs: the facts it has, the queue of those to follow, and what it found. */
import { BOUNDS } from "../bounds.js";
import { EMPTY, type PathId } from "../facts/paths.js";
import { ALL, counts, subsumes, type Proofs } from "../facts/proofs.js";
import type { Recording, Use } from "../facts/recording.js";
import { Exits, Hits, NO_EXITS, NO_HITS, NO_PASSAGES, type Exit, type Fact, type Hit, type Naming, type Passage, type Start, type Way } from "../facts/summary.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";

/**
 * What of new proofs is worth keeping beside those known for the same value: `null` when they add nothing; the proofs
 * themselves; or, beyond the bound, what all of them have in common (fewer proofs: never a flow lost).
 */
function admit(known: readonly Known[], way: Way | undefined, path: PathId, proofs: Proofs, mark: number): Proofs | null {
  let count = 0;
  let { keep, set } = proofs;
  for (const each of known) {
    if (each.path !== path || each.way !== way) continue;
    if (subsumes(each, proofs)) return null;
    // A mark says how the value came here: it must not get lost where proofs are joined.
    if (((each.set ^ proofs.set) & mark) !== 0) continue;
    count++;
    keep &= each.keep;
    set &= each.set;
  }
  if (count < BOUNDS.proofsPerFact) return proofs;
  const common = { keep, set };
  return known.some((each) => each.path === path && each.way === way && subsumes(each, common)) ? null : common;
}

/** A fact, or an exit. */
interface Known extends Proofs {
  readonly path: PathId;
  readonly way?: Way;
}

/** The facts of a node. */
class Facts {
  readonly list: Fact[] = [];
  /** Different paths, but the empty one. */
  paths = 0;

  add(fact: Fact): void {
    if (fact.path !== EMPTY && !this.list.some(({ path }) => path === fact.path)) this.paths++;
    this.list.push(fact);
  }
}
const NO_FACTS: readonly Fact[] = [];

/** Who runs explorations: where one finds the others that it rests on. */
export interface Explorations {
  readonly models: Models;
  /** The start for a question; where it is still being explored, with what it has found so far. */
  start(module: Loaded, node: number, path: PathId, deep: boolean, place?: number | null, naming?: Naming | null): Start;
}

/** One exploration of a start. */
export class Exploration {
  readonly start: Start;
  readonly explorer: Explorations;
  exits: Exits = NO_EXITS;
  hits: Hits = NO_HITS;
  /** By node. */
  readonly #facts = new Map<number, Facts>();
  readonly #queue: Fact[] = [];
  #next = 0;
  readonly #recording: Recording | null;

  constructor(explorer: Explorations, start: Start, recording: Recording | null = null) {
    this.explorer = explorer;
    this.start = start;
    this.#recording = recording;
  }

  get module(): Loaded {
    return this.start.module;
  }

  take(): Fact | undefined {
    return this.#queue[this.#next++];
  }

  /** The facts of a node so far. */
  factsAt(node: number): readonly Fact[] {
    return this.#facts.get(node)?.list ?? NO_FACTS;
  }

  /** The passages on a way, with one more; nothing is made of them unless they are recorded. */
  via(through: readonly Passage[], start: Start, exit: Exit): readonly Passage[] {
    return this.#recording === null ? NO_PASSAGES : [...through, { start, exit }];
  }

  /** A value has arrived at a node. */
  reach(node: number, given: PathId, proofs: Proofs, parent: Fact | null, use: Use, through: readonly Passage[] = NO_PASSAGES): void {
    let facts = this.#facts.get(node);
    const path = facts === undefined ? given : this.#admitted(facts.list, facts.paths, undefined, given);
    const fresh = facts === undefined ? proofs : admit(facts.list, undefined, path, proofs, this.explorer.models.thrownBit);
    if (fresh === null) return;
    const { bounds } = this.explorer.models;
    if (fresh !== proofs) bounds.hit("proofsPerFact");
    if (this.#queue.length >= BOUNDS.factsPerStart) {
      bounds.hit("factsPerStart");
      return;
    }
    const fact: Fact = { node, path, keep: fresh.keep, set: fresh.set, parent };
    this.#recording?.fact(fact, use, through);
    if (facts === undefined) this.#facts.set(node, (facts = new Facts()));
    facts.add(fact);
    this.#queue.push(fact);
  }

  /** The path itself; beyond the bound a coarser one. `count`: of the different paths (but the empty one) among those known. */
  #admitted(known: readonly Known[], count: number, way: Way | undefined, path: PathId): PathId {
    if (path === EMPTY || count < BOUNDS.pathsPerPlace || known.some((each) => each.way === way && each.path === path)) return path;
    this.explorer.models.bounds.hit("pathsPerPlace");
    return this.explorer.models.paths.widened(path);
  }

  /** The start is handed to a place of a call: the first fact is not at a node that it goes on from. */
  begin(use: Use): Fact {
    const { node, path } = this.start;
    const fact: Fact = { node, path, keep: ALL, set: 0, parent: null };
    this.#recording?.fact(fact, use, NO_PASSAGES);
    return fact;
  }

  /** The value of a fact leaves the function. `use`: by something on the way, else as it is. */
  exit(way: Way, given: PathId, proofs: Proofs, from: Fact, use: Use | null, through: readonly Passage[]): void {
    const known = this.exits.near(way);
    if (this.exits.list.length >= BOUNDS.exitsPerStart) {
      if (!known.some((each) => each.way === way && each.path === given && subsumes(each, proofs))) this.explorer.models.bounds.hit("exitsPerStart");
      return;
    }
    const path = known.length < BOUNDS.pathsPerPlace ? given : this.#admitted(known, this.exits.pathsBy(way), way, given);
    const fresh = admit(known, way, path, proofs, this.explorer.models.thrownBit);
    if (fresh === null) return;
    const exit: Exit = { way, path, keep: fresh.keep, set: fresh.set };
    this.#recording?.end(exit, path, from, use, through);
    this.#put(exit);
  }

  #put(exit: Exit): void {
    if (this.exits === NO_EXITS) this.exits = new Exits();
    this.exits.add(exit);
  }

  /** A sink is reached. `from`, `use` (`null`: as the fact came), `through`: where from; `at`: the path there, where it is another. */
  hit(hit: Hit, from: Fact, use: Use | null, through: readonly Passage[], at: PathId = hit.path): void {
    if (!counts(this.explorer.models, hit.sink.kind, hit)) return;
    if (this.hits.get(hit) !== undefined) return;
    this.#recording?.end(hit, at, from, use, through);
    this.#add(hit);
  }

  #add(hit: Hit): void {
    if (this.hits === NO_HITS) this.hits = new Hits();
    this.hits.add(hit);
  }

  /** Keeps what an earlier exploration of the start found. */
  addAll({ exits, hits }: Start): void {
    for (const exit of exits.list) if (this.exits.get(exit) === undefined) this.#put(exit);
    for (const hit of hits.list) if (this.hits.get(hit) === undefined) this.#add(hit);
  }

  /** Found just what the start has already. */
  isSameAs({ exits, hits }: Start): boolean {
    return (
      this.exits.list.length === exits.list.length && this.hits.list.length === hits.list.length &&
      exits.list.every((exit) => this.exits.get(exit) !== undefined) && hits.list.every((hit) => this.hits.get(hit) !== undefined)
    );
  }
}
