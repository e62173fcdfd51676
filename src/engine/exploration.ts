/** One exploration of a start, while it runs: the facts it has, the queue of those to follow, and what it found. */
import { BOUNDS } from "./bounds.js";
import type { Explorer } from "./explorer.js";
import { EMPTY, type PathId } from "./paths.js";
import { subsumes, type Proofs } from "./proofs.js";
import type { Exit, Fact, Hit, Passage, Start } from "./summary.js";
import type { Loaded } from "./world.js";

/**
 * What of new proofs is worth keeping beside those known for the same value: `null` when they add nothing; the proofs
 * themselves; or, beyond the bound, what all of them have in common (fewer proofs: never a flow lost).
 */
function admit(known: readonly Proofs[], proofs: Proofs): Proofs | null {
  if (known.some((each) => subsumes(each, proofs))) return null;
  if (known.length < BOUNDS.proofsPerFact) return proofs;
  let { keep, set } = proofs;
  for (const each of known) {
    keep &= each.keep;
    set &= each.set;
  }
  return known.some((each) => subsumes(each, { keep, set })) ? null : { keep, set };
}

/** More than there are paths: a node and a path make one number. */
const PATHS = 2 ** 24;

/** One exploration of a start, while it runs. */
export class Exploration {
  readonly start: Start;
  readonly exits = new Map<string, Exit>();
  readonly hits = new Map<string, Hit>();
  readonly #facts = new Map<number, Fact[]>();
  readonly #pathsAt = new Map<number, number>();
  readonly #exits = new Map<string, Proofs[]>();
  readonly #pathsOut = new Map<string, number>();
  readonly #queue: Fact[] = [];
  #next = 0;
  #count = 0;
  readonly explorer: Explorer;

  constructor(explorer: Explorer, start: Start) {
    this.explorer = explorer;
    this.start = start;
  }

  get module(): Loaded {
    return this.start.module;
  }

  take(): Fact | undefined {
    return this.#queue[this.#next++];
  }

  /** A value has arrived at a node. */
  reach(node: number, given: PathId, proofs: Proofs, parent: Fact | null, use: { readonly start: number; readonly end: number }, through: readonly Passage[] = []): void {
    let path = given;
    let key = node * PATHS + path;
    let known = this.#facts.get(key);
    if (known === undefined && path !== EMPTY) {
      const count = this.#pathsAt.get(node) ?? 0;
      if (count >= BOUNDS.pathsPerPlace) {
        this.explorer.models.bounds.hit("pathsPerPlace");
        path = this.explorer.models.paths.widened(path);
        key = node * PATHS + path;
        known = this.#facts.get(key);
      }
      if (known === undefined) this.#pathsAt.set(node, count + 1);
    }
    const fresh = known === undefined ? proofs : admit(known, proofs);
    if (fresh === null) return;
    if (known !== undefined && fresh !== proofs) this.explorer.models.bounds.hit("proofsPerFact");
    if (++this.#count > BOUNDS.factsPerStart) {
      this.explorer.models.bounds.hit("factsPerStart");
      return;
    }
    const fact: Fact = { node, path, keep: fresh.keep, set: fresh.set, parent, useStart: use.start, useEnd: use.end, through };
    if (known === undefined) this.#facts.set(key, [fact]);
    else known.push(fact);
    this.#queue.push(fact);
  }

  /** A fact that marks a place on the way without being explored. */
  note(parent: Fact, proofs: Proofs, path: PathId, use: { readonly start: number; readonly end: number }, through: readonly Passage[]): Fact {
    return { node: parent.node, path, keep: proofs.keep, set: proofs.set, parent, useStart: use.start, useEnd: use.end, through };
  }

  /** A way out. `way` names it without path and proofs. */
  exit(way: string, given: PathId, proofs: Proofs, make: (path: PathId) => Exit): void {
    let path = given;
    let group = `${way}:${path}`;
    if (path !== EMPTY && !this.#exits.has(group)) {
      const count = this.#pathsOut.get(way) ?? 0;
      if (count >= BOUNDS.pathsPerPlace) {
        this.explorer.models.bounds.hit("pathsPerPlace");
        path = this.explorer.models.paths.widened(path);
        group = `${way}:${path}`;
      }
      if (!this.#exits.has(group)) this.#pathsOut.set(way, count + 1);
    }
    const known = this.#exits.get(group);
    const fresh = known === undefined ? proofs : admit(known, proofs);
    if (fresh === null) return;
    if (this.exits.size >= BOUNDS.exitsPerStart) {
      this.explorer.models.bounds.hit("exitsPerStart");
      return;
    }
    const key = `${group}:${fresh.keep}:${fresh.set}`;
    if (known === undefined) this.#exits.set(group, [fresh]);
    else known.push(fresh);
    this.exits.set(key, { ...make(path), key, keep: fresh.keep, set: fresh.set });
  }

  hit(hit: Hit): void {
    if (!this.hits.has(hit.key)) this.hits.set(hit.key, hit);
  }
}
