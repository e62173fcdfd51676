/** From what the search found to a path a person can follow: the steps from source to sink, and the place to report. */
import { Edge, Node } from "../../compile/index.js";
import type { Range } from "../../ir/index.js";
import { RETURNED } from "../../models/model.js";
import type { Explorer } from "../explore/explorer.js";
import { stepAtStart, type Step } from "../facts/recording.js";
import type { Exit, Hit, Passage, Sink, Start } from "../facts/summary.js";
import type { Loaded } from "../program/loaded.js";
import type { Arrival, Trail } from "../search/trails.js";
import { sourceSpot, trailsOf } from "./source-spot.js";
import { callSpot, chainOf, contains, edgesBetween, focusOf, isName, type Spot } from "./spot.js";

export interface Trace {
  /** Source first, sink last: what a reader is shown. */
  readonly steps: readonly Spot[];
  /** Every place on the way, also those that tell a reader nothing new. */
  readonly places: readonly Spot[];
  /** The call that took the function of another file which the source is a parameter of. */
  readonly taken: Spot | null;
  /** The sink. */
  readonly sink: Sink;
  /** Its call. */
  readonly sinkCall: Spot;
  /** The sink's argument, or the value in it that is meant. */
  readonly sinkArgument: Spot;
  readonly sinkPath: readonly string[];
  readonly sourcePath: readonly string[];
}

/** Passages nested in passages that are shown; what lies deeper is left out of the path. */
const NESTING = 24;

export function traceOf(explorer: Explorer, arrival: Arrival): Trace {
  const { paths } = explorer.models;
  const spots: Spot[] = [];
  const trails = trailsOf(arrival);
  const { spot, skipped } = sourceSpot(explorer, trails, arrival.hit);
  spots.push(spot);
  for (const [index, trail] of trails.entries()) {
    const next = trails[index + 1];
    if (index >= skipped && next?.exit != null) exitSpots(explorer, trail.start, next.exit, spots, 0);
  }
  let from: { readonly start: Start; readonly hit: Hit } = { start: arrival.trail.start, hit: arrival.hit };
  for (let index = trails.length; index <= skipped; index++) from = innerOf(from.hit) ?? from;
  const last = hitSpots(explorer, from.start, from.hit, spots, 0);
  const sinkCall = sinkSpot(last.hit.sink, last.step);
  const argument = argumentSpot(last.start, last.hit.sink, last.step, sinkCall);
  const isOfMember = last.hit === arrival.hit && paths.elements(last.hit.path).indexOf(RETURNED) > 0;
  const sinkArgument = isOfMember ? (returnedSpot(explorer, wholeArgument(last.hit.sink, sinkCall), last.step, arrival.trail) ?? argument) : argument;
  const places = [...spots, { ...sinkCall, focus: sinkFocus(last.start, last.step, last.hit.sink, sinkCall, sinkArgument) }];
  return {
    steps: telling(places),
    places,
    taken: trails[0]?.taken == null ? null : callSpot(trails[0].taken.module, trails[0].taken.call),
    sink: last.hit.sink,
    sinkCall,
    sinkArgument,
    sinkPath: paths.elements(last.hit.path).filter((element) => !element.startsWith("<")),
    sourcePath: paths.elements((trails[0] ?? arrival.trail).start.path).filter((element) => !element.startsWith("<")),
  };
}

/** A sink's call up to this length shows by itself the text that goes into it. */
const SHORT_CALL = 60;

/** Without the steps that are only a name, and those that the next one shows again as a part of it. Source and sink stay. */
function telling(places: readonly Spot[]): readonly Spot[] {
  return places.filter((place, index) => {
    const next = places[index + 1];
    if (index === 0 || next === undefined) return true;
    const isShownAgain = next.module === place.module && contains(next, place);
    const isLegible = place.isText !== true || index + 2 < places.length || next.end - next.start <= SHORT_CALL;
    return !isName(place) && !(isShownAgain && isLegible);
  });
}

/** The steps inside a start up to one of its exits. */
function exitSpots(explorer: Explorer, start: Start, passed: Exit, spots: Spot[], depth: number): void {
  const step = explorer.stepTo(start, passed);
  if (step !== undefined) stepSpots(explorer, start, step, spots, depth);
}

/** The sink as it was reached inside a callee. */
function innerOf({ inner }: Hit): { readonly start: Start; readonly hit: Hit } | null {
  const hit = inner?.start.hits.get(inner.hit);
  return inner === null || hit === undefined ? null : { start: inner.start, hit };
}

/** A sink reached, and the last step on the way to it. */
interface Reached {
  readonly start: Start;
  readonly hit: Hit;
  readonly step: Step;
}

function hitSpots(explorer: Explorer, start: Start, hit: Hit, spots: Spot[], depth: number): Reached {
  const step = explorer.stepTo(start, hit) ?? stepAtStart(start);
  stepSpots(explorer, start, step, spots, depth);
  const inner = innerOf(hit);
  if (inner === null || depth > NESTING) return { start, hit, step };
  if (step.through.length === 0 && !isSight(start.module, step, inner.start)) pushSpot(spots, start.module, step, usePlace(step));
  return hitSpots(explorer, inner.start, inner.hit, spots, depth + 1);
}

/** The steps that a reader needs: text that is built, calls that are passed, objects that are written to. */
function stepSpots(explorer: Explorer, start: Start, last: Step, spots: Spot[], depth: number): void {
  if (depth > NESTING) return;
  const { module } = start;
  const { flow } = module;
  for (const step of chainOf(last)) {
    if (step.parent === null) continue;
    const kind = flow.nodeKind[step.node] as Node;
    // A call that only checked the value (or may have changed it) is not a step on its way.
    if (kind === Node.Post || kind === Node.Refine) continue;
    const place: Range = { start: flow.nodeStart[step.node] ?? 0, end: flow.nodeEnd[step.node] ?? 0 };
    if (step.through.length > 0) passageSpots(explorer, start, step, spots, depth);
    else if (kind === Node.Text) pushSpot(spots, module, step, place, true);
    else if (kind === Node.Update && isWrite(module, step, step.parent)) pushSpot(spots, module, step, { start: place.start, end: Math.max(place.end, step.useEnd) });
  }
}

function passageSpots(explorer: Explorer, start: Start, step: Step, spots: Spot[], depth: number): void {
  const isSeen = step.through.every((passage: Passage) => isSight(start.module, step, passage.start));
  if (!isSeen) pushSpot(spots, start.module, step, usePlace(step));
  for (const passage of step.through) exitSpots(explorer, passage.start, passage.exit, spots, depth + 1);
}

/** An inner function sees the variable: nothing happens there that a reader would have to be shown. */
function isSight(module: Loaded, { node, parent, useStart, useEnd }: Step, into: Start): boolean {
  if (into.module !== module) return false;
  const isHere = (edge: number): boolean => module.flow.edgeStart[edge] === useStart && module.flow.edgeEnd[edge] === useEnd;
  return edgesBetween(module.flow, parent?.node ?? node, into.node).some((edge) => module.flow.edgeKind[edge] === Edge.Capture && isHere(edge));
}

/** A value that is written into an object; not an object's new version, and not what is left of one where a part was overwritten. */
function isWrite({ flow }: Loaded, step: Step, parent: Step): boolean {
  const from = flow.nodeKind[parent.node] as Node;
  if (from === Node.Post || from === Node.Refine || from === Node.Update || step.path === parent.path) return false;
  return edgesBetween(flow, parent.node, step.node).some((edge) => flow.edgeKind[edge] !== Edge.Base);
}

const usePlace = (step: Step): Range => ({ start: step.useStart, end: step.useEnd });

function pushSpot(spots: Spot[], module: Loaded, step: Step, { start, end }: Range, isText = false): void {
  const last = spots.at(-1);
  if (last?.module === module && last.start === start && last.end === end) return;
  spots.push({ module, start, end, focus: focusOf(module.flow, step, { start, end }), isText });
}

function sinkFocus(start: Start, step: Step, sink: Sink, call: Spot, argument: Spot): Range | null {
  const focus = start.module === sink.module ? focusOf(start.module.flow, step, call) : null;
  return focus ?? (contains(call, argument) && !contains(argument, call) ? argument : null);
}

/** The sink as a whole: its call, the target of the write, the read, the value that is returned. */
function sinkSpot({ module, node }: Sink, step: Step): Spot {
  const { flow } = module;
  // A function's returned value has no place of its own: where it is used last.
  const isReturn = (flow.nodeKind[node] as Node) === Node.Return;
  return { module, start: (isReturn ? step.useStart : flow.nodeStart[node]) ?? 0, end: (isReturn ? step.useEnd : flow.nodeEnd[node]) ?? 0, focus: null };
}

/** The argument; where the sink is none, the call. */
function wholeArgument(sink: Sink, call: Spot): Spot {
  const { flow } = sink.module;
  const at = (flow.calls.firstArgument[sink.call] ?? 0) + sink.argument;
  const isArgument = sink.argument >= 0 && at < (flow.calls.firstArgument[sink.call + 1] ?? 0);
  return isArgument ? { module: sink.module, start: flow.calls.argumentStart[at] ?? call.start, end: flow.calls.argumentEnd[at] ?? call.end, focus: null } : call;
}

/** The argument; when it is an object or array literal, the value in it that is meant. */
function argumentSpot(start: Start, sink: Sink, last: Step, call: Spot): Spot {
  const { flow } = sink.module;
  let spot = wholeArgument(sink, call);
  if (start.module !== sink.module) return spot;
  let step = last;
  for (;;) {
    const parent: Step | null = step.parent;
    const inside = step.useStart >= spot.start && step.useEnd <= spot.end;
    if (!inside) return spot;
    spot = { module: sink.module, start: step.useStart, end: step.useEnd, focus: null };
    const kind = parent === null ? null : (flow.nodeKind[parent.node] as Node);
    if (parent === null || (kind !== Node.Object && kind !== Node.Array) || parent.through.length > 0) return spot;
    step = parent;
  }
}

/** What a callback in an object of options returns, where it is that which arrives: the object may be long. */
function returnedSpot(explorer: Explorer, argument: Spot, step: Step, trail: Trail): Spot | null {
  const passage = step.through.at(-1);
  const passed = passage ?? (trail.exit === null || trail.previous === null ? null : { start: trail.previous.start, exit: trail.exit });
  const found = passed?.exit.way.kind === "return" ? explorer.stepTo(passed.start, passed.exit) : undefined;
  if (passed == null || found === undefined || passed.start.module !== argument.module || found.useStart === found.useEnd) return null;
  const place = { start: found.useStart, end: found.useEnd };
  return contains(argument, place) ? { module: argument.module, ...place, focus: null } : null;
}

/** The spot to report in the analysed file: the sink's argument if it stands there, else the last place there, else the call that took the function; `null`: the way does not touch it, so it is another file's. */
export function reportSpot(trace: Trace, module: Loaded): Spot | null {
  if (trace.sinkArgument.module === module) return trace.sinkArgument;
  return trace.places.findLast((place) => place.module === module) ?? (trace.taken?.module === module ? trace.taken : null);
}
