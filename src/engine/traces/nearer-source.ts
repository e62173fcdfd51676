/** Sources on the way of a source: of what several files call a secret, the one nearest to the sink speaks. */
import type { Explorer } from "../explore/explorer.js";
import { EMPTY } from "../facts/paths.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import type { Arrival } from "../search/trails.js";
import { seedsOfFunction } from "../sources/seeds.js";
import { stretchesOf, trailsOf } from "./source-spot.js";
import { chainOf } from "./spot.js";

/** Whether the value is, further on its way and in another file than the linted one, a source of the same kind again: that file reports it from there. */
export function hasNearerSource(explorer: Explorer, arrival: Arrival, linted: Loaded, kinds: ReadonlySet<string>): boolean {
  const trails = trailsOf(arrival);
  const [first = arrival.trail] = trails;
  return stretchesOf(explorer, trails, arrival.hit).some(({ start, last }) => {
    const { module } = start;
    if (module === linted || last === undefined) return false;
    return chainOf(last).some(({ node, path }) => path === EMPTY && !(module === first.start.module && node === first.start.node) && isSource(explorer.models, module, node, first.kind, kinds));
  });
}

/** What else the parameter is in its own file, of a function of another file that a call took: that file reports what concerns these kinds. */
export function ownSources(models: Models, arrival: Arrival, kinds: ReadonlySet<string>): readonly string[] {
  const [first = arrival.trail] = trailsOf(arrival);
  const { module, node } = first.start;
  if (first.taken === null || !models.vocabulary.deepSources.has(first.kind)) return [];
  return seedsOfFunction(models, module, module.flow.nodeFunction[node] ?? 0, kinds).flatMap((seed) => (seed.module === module && seed.node === node && seed.path.length === 0 ? [seed.kind] : []));
}

function isSource(models: Models, module: Loaded, node: number, kind: string, kinds: ReadonlySet<string>): boolean {
  return seedsOfFunction(models, module, module.flow.nodeFunction[node] ?? 0, kinds).some((seed) => seed.module === module && seed.node === node && seed.kind === kind && seed.path.length === 0);
}
