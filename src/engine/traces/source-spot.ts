/** Where a source's value is first whole: the read of `req.params.id`, not the parameter `req`. */
import { Node } from "../../compile/index.js";
import type { Explorer } from "../explore/explorer.js";
import type { Step } from "../facts/recording.js";
import type { Hit, Start } from "../facts/summary.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import type { Trail } from "../search/trails.js";
import { chainOf, isName, type Spot } from "./spot.js";

/** A stretch of the way inside one function. */
export interface Stretch {
  readonly start: Start;
  readonly last: Step | undefined;
}

/** Where the way begins, for a reader: the spot, and how many stretches lie before it. */
export interface Beginning {
  readonly spot: Spot;
  readonly skipped: number;
}

/**
 * The way is followed as long as it only reads what is already there, also where an inner function sees it, and where a wrapper
 * hands it on to a function that it was given.
 */
export function sourceSpot(explorer: Explorer, trails: readonly Trail[], hit: Hit): Beginning {
  const stretches = stretchesOf(explorer, trails, hit);
  const [first] = stretches;
  let spot: Spot = { module: first.start.module, ...rangeOf(first.start.module, first.start.node), focus: null };
  let skipped = 0;
  let isHandedOn = false;
  for (const [index, stretch] of stretches.entries()) {
    if (stretch.start.naming !== null) {
      isHandedOn = true;
      continue;
    }
    const kind = stretch.start.module.flow.nodeKind[stretch.start.node] as Node;
    const isInside = isHandedOn && kind === Node.Param;
    if (index > 0 && kind !== Node.Captured && !isInside) break;
    const read = readIn(explorer.models, stretch, spot);
    if (isInside && read.spot !== spot) skipped = index;
    spot = read.spot;
    if (read.isWhole) break;
  }
  return { spot, skipped };
}

/** The parts of the way before the last, from the source on. */
export function trailsOf(arrival: { readonly trail: Trail }): readonly Trail[] {
  const trails: Trail[] = [];
  for (let trail: Trail | null = arrival.trail; trail !== null; trail = trail.previous) trails.unshift(trail);
  return trails;
}

/** The names by which the value is read from the source, in order, until something else is done with it. */
export function namesRead(explorer: Explorer, trails: readonly Trail[], hit: Hit): readonly string[] {
  const names: string[] = [];
  for (const { start, last } of stretchesOf(explorer, trails, hit)) {
    const { flow } = start.module;
    for (const step of last === undefined ? [] : chainOf(last)) {
      const kind = flow.nodeKind[step.node] as Node;
      if (kind === Node.Load) names.push(flow.strings[flow.nodeAux[step.node] ?? -1] ?? "");
      else if (!PASSING.has(kind) && kind !== Node.Cell && kind !== Node.Function) return names;
    }
  }
  return names;
}

/** From the source on: the first function, and those that the value was seen or handed in, in order. */
export function stretchesOf(explorer: Explorer, trails: readonly Trail[], hit: Hit): [Stretch, ...Stretch[]] {
  const [first, ...later] = trails;
  if (first === undefined) throw new Error("a source has a trail");
  const stretchOf = (trail: Trail, next: Trail | undefined): Stretch => ({ start: trail.start, last: next?.exit == null ? explorer.stepTo(trail.start, hit) : explorer.stepTo(trail.start, next.exit) });
  const found: [Stretch, ...Stretch[]] = [stretchOf(first, later[0]), ...later.map((trail, index) => stretchOf(trail, later[index + 1]))];
  for (let at: Hit | undefined = hit; at?.inner != null && found.length < STRETCHES; ) {
    const { start, hit: reached }: NonNullable<Hit["inner"]> = at.inner;
    at = start.hits.get(reached);
    found.push({ start, last: explorer.stepTo(start, reached) });
  }
  return found;
}

/** Functions inside functions that are looked into for the read. */
const STRETCHES = 16;

function readIn(models: Models, { start, last }: Stretch, before: Spot): { readonly spot: Spot; readonly isWhole: boolean } {
  const { module } = start;
  const { flow } = module;
  const chain = last === undefined ? [] : chainOf(last);
  let spot = before;
  for (const [index, step] of chain.entries()) {
    const kind = flow.nodeKind[step.node] as Node;
    if (step.through.length > 0 && !isSameObject(module, step)) return { spot, isWhole: true };
    if (kind === Node.Load || kind === Node.Await) spot = { module, ...rangeOf(module, step.node), focus: null };
    else if (!PASSING.has(kind)) return { spot, isWhole: true };
    const next = chain[index + 1];
    const isRead = kind === Node.Load && models.paths.elements(step.path).length === 0 && next !== undefined && (flow.nodeKind[next.node] as Node) !== Node.Load;
    // `params`, taken apart from a request, says less than `params.id`; a body that is kept or asserted, less than what is read of it then.
    if (isRead && !isName(spot) && !isReadOn(module, chain, index + 1)) return { spot, isWhole: true };
  }
  return { spot, isWhole: chain.length > 0 && !isName(spot) };
}

/** Whether a property is read of the value as it is kept: of a variable that holds it, of what is asserted of it. */
function isReadOn({ flow }: Loaded, chain: readonly Step[], from: number): boolean {
  for (const { node, through } of chain.slice(from)) {
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Load) return (flow.nodeAux[node] ?? -1) >= 0;
    if (through.length > 0 || !KEEPING.has(kind)) return false;
  }
  return false;
}
const KEEPING: ReadonlySet<Node> = new Set([Node.Variable, Node.Cast, Node.Captured, Node.Refine]);

/** Kinds of node at which a value is only named, checked or kept. */
const PASSING: ReadonlySet<Node> = new Set([Node.Param, Node.Cast, Node.Call, Node.Variable, Node.Refine, Node.Post, Node.Update, Node.Join, Node.Captured]);

/** After a call that took it, an object is still the same one, unless the call put the value into another. */
function isSameObject({ flow }: Loaded, { node, path, parent }: Step): boolean {
  return parent !== null && path === parent.path && flow.nodeOrigin[node] === flow.nodeOrigin[parent.node];
}

function rangeOf({ flow }: Loaded, node: number): { readonly start: number; readonly end: number } {
  return { start: flow.nodeStart[node] ?? 0, end: flow.nodeEnd[node] ?? 0 };
}
