/** From what the search found to a path a person can follow: the steps from source to sink, and the place to report. */
import { Node } from "../compile/index.js";
import type { Range } from "../ir/index.js";
import type { Models } from "./context.js";
import type { Arrival, Trail } from "./search.js";
import type { Fact, Hit, Start } from "./summary.js";
import type { Loaded } from "./world.js";

/** A place in a file, before lines are counted. */
export interface Spot extends Range {
  readonly module: Loaded;
}

export interface Trace {
  readonly steps: readonly Spot[];
  /** The sink's call. */
  readonly sinkCall: Spot;
  /** The sink's argument, or the value in it that is meant. */
  readonly sinkArgument: Spot;
  readonly sinkPath: readonly string[];
  readonly sourcePath: readonly string[];
}

/** Passages nested in passages that are shown; what lies deeper is left out of the path. */
const NESTING = 24;

export function traceOf(models: Models, arrival: Arrival): Trace {
  const spots: Spot[] = [];
  const trails: Trail[] = [];
  for (let trail: Trail | null = arrival.trail; trail !== null; trail = trail.previous) trails.unshift(trail);
  for (const [index, trail] of trails.entries()) {
    const next = trails[index + 1];
    if (index === 0) spots.push(sourceSpot(models, trail, next?.exit ?? null, arrival.hit));
    if (next?.exit != null) exitSpots(trail.start, next.exit, spots, 0);
  }
  const last = hitSpots(arrival.trail.start, arrival.hit, spots, 0);
  const { flow } = last.start.module;
  const result = flow.calls.result[last.hit.call] ?? -1;
  const callModule = last.hit.module;
  const callResult = callModule.flow.calls.result[last.hit.call] ?? result;
  const sinkCall: Spot = { module: callModule, start: callModule.flow.nodeStart[callResult] ?? 0, end: callModule.flow.nodeEnd[callResult] ?? 0 };
  return {
    steps: [...spots, sinkCall],
    sinkCall,
    sinkArgument: argumentSpot(last.start, last.hit, sinkCall),
    sinkPath: models.paths.elements(last.hit.path).filter((element) => !element.startsWith("<")),
    sourcePath: sourcePath(models, trails[0] ?? arrival.trail),
  };
}

/** Where the source's value is first whole: the read of `req.params.id`, not the parameter `req`. */
function sourceSpot(models: Models, trail: Trail, exit: string | null, hit: Hit): Spot {
  const { start } = trail;
  const { flow } = start.module;
  const last = exit === null ? hit.fact : start.exits.get(exit)?.fact;
  let spot: Spot = { module: start.module, start: flow.nodeStart[start.node] ?? 0, end: flow.nodeEnd[start.node] ?? 0 };
  const chain = chainOf(last ?? null);
  for (const fact of chain) {
    if (fact.through.length > 0) break;
    const kind = flow.nodeKind[fact.node] as Node;
    if (kind === Node.Load || kind === Node.Await) spot = { module: start.module, start: flow.nodeStart[fact.node] ?? 0, end: flow.nodeEnd[fact.node] ?? 0 };
    else if (kind !== Node.Param && kind !== Node.Call && kind !== Node.Variable && kind !== Node.Refine && kind !== Node.Post && kind !== Node.Update && kind !== Node.Join) break;
    if (kind === Node.Load && models.paths.elements(fact.path).length === 0 && kind !== (flow.nodeKind[chain[chain.indexOf(fact) + 1]?.node ?? -1] as Node)) break;
  }
  return spot;
}

/** Property names read from the root of the source, in the function where it appears. */
function sourcePath(models: Models, trail: Trail): string[] {
  const { start } = trail;
  return models.paths.elements(start.path).filter((element) => !element.startsWith("<"));
}

function chainOf(fact: Fact | null): Fact[] {
  const chain: Fact[] = [];
  for (let at = fact; at !== null; at = at.parent) chain.unshift(at);
  return chain;
}

/** The steps inside a start up to one of its exits. */
function exitSpots(start: Start, key: string, spots: Spot[], depth: number): void {
  const exit = start.exits.get(key);
  if (exit !== undefined) factSpots(start, exit.fact, spots, depth);
}

function hitSpots(start: Start, hit: Hit, spots: Spot[], depth: number): { start: Start; hit: Hit } {
  factSpots(start, hit.fact, spots, depth);
  if (hit.inner === null) return { start, hit };
  const inner = hit.inner.start.hits.get(hit.inner.hit);
  if (inner === undefined || depth > NESTING) return { start, hit };
  if (hit.fact.through.length === 0) pushSpot(spots, { module: start.module, start: hit.fact.useStart, end: hit.fact.useEnd });
  return hitSpots(hit.inner.start, inner, spots, depth + 1);
}

/** The steps of a chain of facts that a reader needs: text that is built, calls that are passed. */
function factSpots(start: Start, last: Fact, spots: Spot[], depth: number): void {
  if (depth > NESTING) return;
  const { flow } = start.module;
  for (const fact of chainOf(last)) {
    if (fact.parent === null) continue;
    const kind = flow.nodeKind[fact.node] as Node;
    // A call that only checked the value (or may have changed it) is not a step on its way.
    if (kind === Node.Post || kind === Node.Refine) continue;
    if (fact.through.length > 0) {
      pushSpot(spots, { module: start.module, start: fact.useStart, end: fact.useEnd });
      for (const passage of fact.through) exitSpots(passage.start, passage.exit, spots, depth + 1);
      continue;
    }
    if (kind === Node.Text) pushSpot(spots, { module: start.module, start: flow.nodeStart[fact.node] ?? 0, end: flow.nodeEnd[fact.node] ?? 0 });
    else if (kind === Node.Update && isWrite(flow.nodeKind[fact.parent.node] as Node) && fact.path !== fact.parent.path) pushSpot(spots, { module: start.module, start: flow.nodeStart[fact.node] ?? 0, end: Math.max(flow.nodeEnd[fact.node] ?? 0, fact.useEnd) });
  }
}

/** A value that is written into an object, not an object's new version. */
const isWrite = (from: Node): boolean => from !== Node.Post && from !== Node.Refine && from !== Node.Update;

function pushSpot(spots: Spot[], spot: Spot): void {
  const last = spots.at(-1);
  if (last?.module === spot.module && last.start === spot.start && last.end === spot.end) return;
  spots.push(spot);
}

/** The argument; when it is an object or array literal, the value in it that is meant. */
function argumentSpot(start: Start, hit: Hit, call: Spot): Spot {
  const { flow } = hit.module;
  const first = flow.calls.firstArgument[hit.call] ?? 0;
  const end = flow.calls.firstArgument[hit.call + 1] ?? 0;
  const at = first + hit.argument;
  let spot: Spot = hit.argument >= 0 && at < end ? { module: hit.module, start: flow.calls.argumentStart[at] ?? call.start, end: flow.calls.argumentEnd[at] ?? call.end } : call;
  if (start.module !== hit.module) return spot;
  let fact: Fact = hit.fact;
  for (;;) {
    const parent: Fact | null = fact.parent;
    const inside = fact.useStart >= spot.start && fact.useEnd <= spot.end;
    if (!inside) return spot;
    spot = { module: hit.module, start: fact.useStart, end: fact.useEnd };
    const kind = parent === null ? null : (flow.nodeKind[parent.node] as Node);
    if (parent === null || (kind !== Node.Object && kind !== Node.Array) || parent.through.length > 0) return spot;
    fact = parent;
  }
}

/** The place to report in the analysed file: the sink's argument if it stands there, else the last step there. */
export function reportSpot(trace: Trace, module: Loaded): Spot {
  if (trace.sinkArgument.module === module) return trace.sinkArgument;
  for (let index = trace.steps.length - 1; index >= 0; index--) {
    const spot = trace.steps[index];
    if (spot?.module === module) return spot;
  }
  return { module, start: 0, end: 0 };
}
