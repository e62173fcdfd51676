/** What the checks of `validate.ts` are written with. */
import type { Range } from "../ir/index.js";
import { THIS, type FlowModule, type Node } from "./flow-module.js";
import { NODE_NAMES } from "./names.js";

/** Notes a complaint (which names the place, and then the reason) unless the claim is true. */
export type Claim = (isTrue: boolean, complaint: () => string) => void;

export const nodeName = (flow: FlowModule, node: number): string => `node ${node} (${nameOf(NODE_NAMES, flow.nodeKind[node] ?? -1)})`;

export const isNode = (flow: FlowModule, node: number, kind?: Node): boolean =>
  Number.isInteger(node) && node >= 0 && node < flow.nodeCount && (kind === undefined || flow.nodeKind[node] === kind);

export const isIndex = (index: number, table: readonly unknown[]): boolean => Number.isInteger(index) && index >= 0 && index < table.length;

/** A binding of the module, or {@link THIS}. */
export const isVariable = (flow: FlowModule, binding: number): boolean => binding === THIS || isIndex(binding, flow.bindings);

export function claimRange(flow: FlowModule, claim: Claim, { start, end }: Range, around: Range | undefined, place: () => string): void {
  const whole = around ?? flow.functions[0] ?? { start: 0, end: 0 };
  claim(start >= 0 && start <= end, () => `${place()}: the range ${start}-${end} is not ordered`);
  claim(start >= whole.start && end <= whole.end, () => `${place()}: the range ${start}-${end} is not inside ${whole.start}-${whole.end}`);
}

/** The name of a kind that may be none. */
export const nameOf = (names: Readonly<Record<number, string>>, kind: number): string => names[kind] ?? "of no known kind";
