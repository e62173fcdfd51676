/**
 * Search, the outer half: from the sources of a file through everything their values reach, to sinks.
 *
 * A source's value is explored where it appears. What leaves its function is followed on ({@link Trails}): into closures and
 * shared variables, up to the callers of callbacks, and (by {@link ReturnedSources}) to the callers of functions that return a source.
 */
import { Node } from "../../compile/index.js";
import type { Explorer } from "../explore/explorer.js";
import { importedState } from "../explore/module-state.js";
import { compose, counts } from "../facts/proofs.js";
import type { Hit, Start } from "../facts/summary.js";
import { frameOfTarget, targetsOf } from "../link/targets.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfFunction } from "../program/uses.js";
import type { Models } from "../rows/context.js";
import { seedsOfFunction } from "../sources/seeds.js";
import { ReturnedSources } from "./returned-sources.js";
import { Trails, type Arrival, type Trail } from "./trails.js";

export class Search {
  readonly #models: Models;
  readonly #explorer: Explorer;
  readonly #trails: Trails;
  readonly #returned: ReturnedSources;

  constructor(models: Models, explorer: Explorer) {
    this.#models = models;
    this.#explorer = explorer;
    this.#trails = new Trails(models, explorer);
    this.#returned = new ReturnedSources(models, this.#trails);
  }

  /** Every sink that a source of one of the kinds reaches, from the sources that appear in (or are returned to) a module; of those that are wanted. */
  arrivals(module: Loaded, kinds: ReadonlySet<string>, isWanted: (arrival: Arrival) => boolean): readonly Arrival[] {
    this.#returned.reset();
    this.#explorer.begin();
    const found: Arrival[] = [];
    const queue: Trail[] = [];
    for (const fn of module.flow.functions.keys()) {
      for (const seed of seedsOfFunction(this.#models, module, fn, kinds)) queue.push(this.#trails.begin(module, seed));
    }
    queue.push(...this.#fromCallees(module, kinds));
    const arrive = (trail: Trail, hits: readonly Hit[]): void => {
      for (const hit of hits) {
        const arrival = { trail, hit };
        if (counts(this.#models, hit.sink.kind, compose(trail.proofs, hit)) && isWanted(arrival) && !this.#isCovered(kinds, trail, hit)) found.push(arrival);
      }
    };
    this.#trails.run(queue, module, arrive, null);
    return found;
  }

  /** On its way the value enters a parameter that is such a source by itself: the file of that function reports it. */
  #isCovered(kinds: ReadonlySet<string>, trail: Trail, hit: Hit): boolean {
    const seen = new Set<Hit>();
    for (let at: Hit | undefined = hit; at?.inner != null && !seen.has(at); at = at.inner.start.hits.get(at.inner.hit)) {
      seen.add(at);
      if (this.#isSource(kinds, trail.kind, at.inner.start)) return true;
    }
    // Or the function that was entered left it in a variable, and from there it went down only: that file sees as much.
    for (let at: Trail = trail; at.previous !== null && at.exit?.way.kind === "cross" && at.start.module === at.exit.way.module; at = at.previous) {
      if (this.#explorer.stepTo(at.previous.start, at.exit)?.through.some(({ start }) => this.#isSource(kinds, trail.kind, start)) === true) return true;
    }
    return false;
  }

  /** Whether an exploration starts at a parameter that is a source of this kind. */
  #isSource(kinds: ReadonlySet<string>, kind: string, start: Start): boolean {
    const { flow } = start.module;
    if (flow.nodeKind[start.node] !== Node.Param) return false;
    const path = this.#models.paths.elements(start.path);
    return seedsOfFunction(this.#models, start.module, flow.nodeFunction[start.node] ?? 0, kinds).some((seed) => seed.node === start.node && seed.module === start.module && seed.kind === kind && seed.path.every((content, index) => path[index] === content));
  }

  /** Sources that the functions called in a module return to it. */
  #fromCallees(module: Loaded, kinds: ReadonlySet<string>): readonly Trail[] {
    const { flow } = module;
    const trails: Trail[] = [];
    const { linker } = this.#models;
    for (let call = 0; call < flow.calls.count; call++) {
      for (const target of targetsOf(linker, module, call)) {
        if (target.kind === "library") this.#returned.fromCallbacks(module, call, target.effects, kinds, trails);
        if (target.kind !== "function") continue;
        const returned = this.#returned.of(target.module, target.fn, kinds);
        if (returned.length === 0) continue;
        linker.use(module, target.module);
        const isKnownHere = target.module === module && usesOfFunction(module, target.fn).callers.includes(call);
        for (const { trail, exit, way } of returned) {
          if (way.kind === "symbolic") this.#trails.name(trail, exit, way, frameOfTarget(linker, target, { module, call }), trails);
          else if (!isKnownHere) this.#trails.receive(trail, exit, module, call, target, trails);
        }
      }
    }
    for (const { node, path, state } of importedState(linker, module)) {
      for (const { trail, exit } of this.#returned.ofState(state, kinds)) trails.push(this.#trails.onward(trail, exit, module, node, this.#models.paths.prepend(path, exit.path), null, true));
    }
    for (const fn of flow.functions.keys()) this.#returned.fromGetters(module, fn, kinds, trails, (trail, exit, way, frame) => { this.#trails.name(trail, exit, way, frame, trails); });
    return trails;
  }
}
