/** One key for all reads of a value. */
import { Edge, Node } from "../../compile/index.js";
import { isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";

/** Equal for reads of the same value by other names: where it is made or handed in, and what is read from it. */
export function valueKey({ flow }: Loaded, start: number): string {
  const names: string[] = [];
  let node = start;
  for (let left = STEPS; left > 0 && node >= 0; left--) {
    node = flow.nodeOrigin[node] ?? node;
    const kind = flow.nodeKind[node] as Node;
    const isRead = kind === Node.Load && (flow.nodeAux[node] ?? -1) >= 0;
    if (!isRead && !isKept(flow, node) && kind !== Node.Await) break;
    if (isRead) names.unshift(flow.strings[flow.nodeAux[node] ?? -1] ?? "");
    const before = beforeOf(flow, node);
    if (before < 0) break;
    node = before;
  }
  return `${node}:${names.join(".")}`;
}
const STEPS = 40;

function beforeOf(flow: Loaded["flow"], node: number): number {
  let only = -1;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    if (kind !== Edge.Value && kind !== Edge.Capture && kind !== Edge.Load && kind !== Edge.Await) continue;
    if (only >= 0) return -1;
    only = flow.edgeFrom[edge] ?? -1;
  }
  return only;
}
