/** A place on the way of a value, and where in it the value stands. */
import { Edge, type FlowModule } from "../../compile/index.js";
import type { Range } from "../../ir/index.js";
import type { Step } from "../facts/recording.js";
import type { Loaded } from "../program/loaded.js";

/** A place in a file, before lines are counted. */
export interface Spot extends Range {
  readonly module: Loaded;
  /** Where in it the value stands that it is shown for; `null`: it is the value. */
  readonly focus: Range | null;
  /** Text is put together there. */
  readonly isText?: boolean;
}

export function callSpot(module: Loaded, call: number): Spot {
  const node = module.flow.calls.result[call] ?? -1;
  return { module, start: module.flow.nodeStart[node] ?? 0, end: module.flow.nodeEnd[node] ?? 0, focus: null };
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A name alone says little of a value. */
export const isName = ({ module, start, end }: Spot): boolean => /^[\p{ID_Continue}$]+$/u.test(module.text.slice(start, end));

/** From the first step of a start to this one. */
export function chainOf(step: Step): readonly Step[] {
  const chain: Step[] = [];
  for (let at: Step | null = step; at !== null; at = at.parent) chain.push(at);
  return chain.reverse();
}

/** The edges from one node to another. */
export function edgesBetween(flow: FlowModule, from: number, to: number): readonly number[] {
  const found: number[] = [];
  const end = flow.firstOut[from + 1] ?? 0;
  for (let at = flow.firstOut[from] ?? 0; at < end; at++) {
    const edge = flow.out[at] ?? -1;
    if (flow.edgeTo[edge] === to) found.push(edge);
  }
  return found;
}

/** The narrowest part of a place in which the value of a step stands: `req.body.id` in `save({ id: req.body.id })`. */
export function focusOf(flow: FlowModule, step: Step, place: Range): Range | null {
  let focus: Range | null = argumentPlace(flow, step.parent?.node ?? step.node, place);
  for (let at: Step = step; at.parent !== null; at = at.parent) {
    const use = { start: at.useStart, end: at.useEnd };
    if (use.start === use.end || (use.start === place.start && use.end === place.end)) continue;
    if (!contains(focus ?? place, use)) break;
    focus = use;
  }
  return focus;
}

/** Where a node's value is handed to the call that stands at a place. */
function argumentPlace(flow: FlowModule, node: number, place: Range): Range | null {
  const end = flow.firstOut[node + 1] ?? 0;
  for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
    const edge = flow.out[at] ?? -1;
    const kind = flow.edgeKind[edge] as Edge;
    const call = flow.edgeTo[edge] ?? -1;
    if (kind !== Edge.Argument && kind !== Edge.SpreadArgument) continue;
    if (flow.nodeStart[call] === place.start && flow.nodeEnd[call] === place.end) return { start: flow.edgeStart[edge] ?? 0, end: flow.edgeEnd[edge] ?? 0 };
  }
  return null;
}
