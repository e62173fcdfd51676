/** What a file compares and tests, by function, and where it throws: compile keeps it, here it is sorted. */
import { Node, type Comparison, type FlowModule, type Test } from "../../../compile/index.js";
import type { Loaded } from "../../program/loaded.js";

/** What a file asks, by function, and where it throws. */
export interface Asked {
  readonly comparisons: ReadonlyMap<number, readonly Comparison[]>;
  readonly tests: ReadonlyMap<number, readonly Test[]>;
  readonly answers: ReadonlyMap<number, Comparison>;
  readonly throws: readonly number[];
}

const ASKED = {};

export function askedIn(module: Loaded): Asked {
  const known = module.memo.get(ASKED) as Asked | undefined;
  if (known !== undefined) return known;
  const { flow } = module;
  const throws: number[] = [];
  for (let edge = 0; edge < flow.edgeCount; edge++) {
    const to = flow.nodeKind[flow.edgeTo[edge] ?? -1] as Node;
    if (to === Node.Throw || to === Node.Catch) throws.push(flow.edgeStart[edge] ?? -1);
  }
  const functionOf = ({ node }: { readonly node: number }): number => flow.nodeFunction[node] ?? -1;
  const made: Asked = { comparisons: grouped(flow.comparisons, functionOf), tests: grouped(flow.tests, functionOf), answers: new Map(flow.comparisons.map((each) => [each.node, each])), throws };
  module.memo.set(ASKED, made);
  return made;
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => number): Map<number, T[]> {
  const groups = new Map<number, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}

export const isConstant = (flow: FlowModule, node: number): boolean => node < 0 || flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Constant;
