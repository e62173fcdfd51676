/** What variables hold: from where a value is used, back through the variables on its way, to what made it. */
import { Edge, Node, type FlowModule } from "../../compile/index.js";

const VARIABLES: ReadonlySet<Node> = new Set([Node.Variable, Node.Captured, Node.Join, Node.Cell]);

/** Kinds of node that a value is only kept in, or declared by. */
export const isKept = (flow: FlowModule, node: number): boolean => VARIABLES.has(flow.nodeKind[node] as Node) || flow.nodeKind[node] === Node.Cast;

/** A variable that is given a value once. */
export function isConstant(flow: FlowModule, node: number): boolean {
  const kind = flow.nodeKind[node] as Node;
  return kind !== Node.Join && VARIABLES.has(kind) && flow.bindings[flow.nodeAux[node] ?? -1]?.constant === true;
}

const isVariable = (flow: FlowModule, node: number): boolean => VARIABLES.has(flow.nodeKind[node] as Node);

/**
 * The nodes (as they were first made) that a node's value may be, seen through the variables that `isThrough` names: itself, where
 * it is none. A closure's variable and its cell lead to each other, so each is looked at once.
 */
export function heldBy(flow: FlowModule, start: number, isThrough: (flow: FlowModule, node: number) => boolean = isVariable): readonly number[] {
  const held: number[] = [];
  const pending: number[] = [];
  const take = (node: number): void => {
    const origin = flow.nodeOrigin[node] ?? node;
    const list = isThrough(flow, origin) ? pending : held;
    if (origin >= 0 && !list.includes(origin)) list.push(origin);
  };
  take(start);
  for (const node of pending) {
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const kind = flow.edgeKind[edge] as Edge;
      if (kind === Edge.Value || kind === Edge.Capture || kind === Edge.Cell) take(flow.edgeFrom[edge] ?? -1);
    }
  }
  return held;
}
