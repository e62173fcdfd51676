/** The invariants of nodes, edges and guards. */
import { claimRange, isIndex, isNode, isVariable, nameOf, nodeName, type Claim } from "./claims.js";
import { Edge, GuardOp, Node, THIS, type FlowModule } from "./flow-module.js";
import { EDGE_NAMES, GUARD_NAMES, NODE_NAMES } from "./names.js";

// ------------------------------------------------------------------------------------------------------------- nodes

/** Whether `aux` is what a node of its kind has there. The nodes of a function are the ones that the function names. */
function isAux(flow: FlowModule, node: number, aux: number): boolean {
  const fn = flow.functions[flow.nodeFunction[node] ?? -1];
  switch (flow.nodeKind[node] as Node) {
    case Node.Constant:
      return isIndex(aux, flow.constants);
    case Node.Param:
      return fn?.params[aux]?.node === node;
    case Node.This:
      return fn?.thisNode === node;
    case Node.Arguments:
      return fn?.argumentsNode === node;
    case Node.Return:
      return fn?.returnNode === node;
    case Node.Throw:
      return fn?.throwNode === node;
    case Node.Out:
      return fn?.outs[aux + 1] === node;
    case Node.OutTrue:
      return fn?.outsTrue[aux + 1] === node;
    case Node.OutFalse:
      return fn?.outsFalse[aux + 1] === node;
    case Node.Captured:
      return fn?.captured.get(aux) === node;
    case Node.Cell:
      return aux === THIS || flow.bindings[aux]?.cell === node;
    case Node.Function:
      return isIndex(aux, flow.functions);
    case Node.Class:
      return isIndex(aux, flow.classes);
    case Node.Load:
      return aux === -1 || isIndex(aux, flow.strings);
    case Node.Global:
    case Node.Module:
      return isIndex(aux, flow.strings);
    case Node.Call:
      return flow.calls.result[aux] === node;
    case Node.Post:
      return aux >= 0 && aux < flow.calls.count;
    case Node.Refine:
      return isIndex(aux, flow.guards);
    case Node.Update:
      return isIndex(aux, flow.paths);
    case Node.Import:
      return flow.imports[aux]?.node === node;
    case Node.Variable:
      return isIndex(aux, flow.bindings);
    case Node.Cast:
      return isIndex(aux, flow.types);
    case Node.Await:
      return flow.nodeKind[aux] === Node.Catch || flow.nodeKind[aux] === Node.Throw;
    case Node.Text:
      return aux === -1 || isIndex(aux, flow.constants);
    default:
      return aux === 0;
  }
}

/** Kinds that are later versions of another node: always, or where nothing else was mixed in. */
const VERSIONS: ReadonlyMap<Node, "always" | "may be"> = new Map([
  [Node.Refine, "always"],
  [Node.Post, "always"],
  [Node.Cast, "always"],
  [Node.Update, "may be"],
  [Node.Join, "may be"],
  [Node.Variable, "may be"],
]);

export function checkNodes(flow: FlowModule, claim: Claim): void {
  for (let node = 0; node < flow.nodeCount; node++) {
    const place = (): string => nodeName(flow, node);
    const kind = flow.nodeKind[node] as Node;
    const [aux, fn, origin] = [flow.nodeAux[node] ?? -2, flow.nodeFunction[node] ?? -1, flow.nodeOrigin[node] ?? -1];
    claim(kind in NODE_NAMES, () => `node ${node}: there is no kind ${kind}`);
    claim(isIndex(fn, flow.functions), () => `${place()}: there is no function ${fn}`);
    claim(isAux(flow, node, aux), () => `${place()}: ${aux} is not what it has beside it`);
    claim(isNode(flow, origin), () => `${place()}: there is no node ${origin} to be its origin`);
    claim(origin <= node, () => `${place()}: its origin ${origin} was made after it`);
    claim(flow.nodeOrigin[origin] === origin, () => `${place()}: its origin ${origin} has an origin of its own`);
    const version = VERSIONS.get(kind);
    claim(origin === node || version !== undefined, () => `${place()}: a node of its kind is no version of another`);
    claim(origin !== node || version !== "always", () => `${place()}: a node of its kind is a version of another`);
    // What a shared variable holds has no place in the text.
    const range = { start: flow.nodeStart[node] ?? -1, end: flow.nodeEnd[node] ?? -1 };
    if (kind !== Node.Cell) claimRange(flow, claim, range, undefined, place);
    checkOrigins(flow, claim, node, place);
  }
}

/** The edges that a node is made of: so many of a kind, and no more. */
const MADE_OF: ReadonlyMap<Node, readonly Edge[]> = new Map([
  [Node.Load, [Edge.Load]],
  [Node.Refine, [Edge.Refine]],
  [Node.Post, [Edge.Post]],
  [Node.Await, [Edge.Await]],
  [Node.Iterate, [Edge.Iterate]],
  [Node.Cast, [Edge.Value]],
  [Node.Super, [Edge.Value]],
  [Node.Update, [Edge.Store, Edge.Base]],
]);

function checkOrigins(flow: FlowModule, claim: Claim, node: number, place: () => string): void {
  const wanted = MADE_OF.get(flow.nodeKind[node] as Node);
  if (wanted === undefined) return;
  const found: string[] = [];
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) found.push(edgeKindName(flow, flow.in[at] ?? -1));
  const names = wanted.map((kind) => EDGE_NAMES[kind]);
  claim(found.sort().join() === names.sort().join(), () => `${place()}: it is made of [${found.join(" ")}], not of [${names.join(" ")}]`);
}

// ------------------------------------------------------------------------------------------------------------- edges

/** Where an edge of a kind may end; a missing kind may end anywhere that its own check allows. */
const ENDS: Readonly<Record<Edge, readonly Node[]>> = {
  [Edge.Value]: [Node.Join, Node.Variable, Node.Cast, Node.Out, Node.OutTrue, Node.OutFalse, Node.Catch, Node.Throw, Node.Super, Node.Opaque, Node.This],
  [Edge.Text]: [Node.Text],
  [Edge.Store]: [Node.Object, Node.Array, Node.Update],
  [Edge.Base]: [Node.Update],
  [Edge.Load]: [Node.Load],
  [Edge.Await]: [Node.Await],
  [Edge.Iterate]: [Node.Iterate],
  [Edge.Spread]: [Node.Object, Node.Rest],
  [Edge.SpreadElements]: [Node.Array],
  [Edge.RestElements]: [Node.Rest],
  [Edge.Argument]: [Node.Call],
  [Edge.SpreadArgument]: [Node.Call],
  [Edge.Callee]: [Node.Call],
  [Edge.Post]: [Node.Post],
  [Edge.Refine]: [Node.Refine],
  [Edge.Capture]: [Node.Captured],
  [Edge.Environment]: [Node.Function, Node.Class],
  [Edge.Cell]: [Node.Cell, Node.Variable, Node.Captured, Node.Param, Node.Import, Node.Class, Node.Function, Node.This],
  [Edge.Return]: [Node.Return],
  [Edge.Yield]: [Node.Return],
  [Edge.YieldAll]: [Node.Return],
  [Edge.Super]: [Node.Class],
  [Edge.Getter]: [Node.Object],
};

function isLabel(flow: FlowModule, kind: Edge, label: number, to: number): boolean {
  const aux = flow.nodeAux[to] ?? -2;
  switch (kind) {
    case Edge.Store:
    case Edge.Getter:
      return isIndex(label, flow.paths);
    case Edge.Base:
      return label === -1 || label === aux;
    case Edge.Load:
    case Edge.Refine:
    case Edge.Capture:
      return label === aux;
    case Edge.Iterate:
      return label >= 0 && label <= 2;
    case Edge.Spread:
      return label === 0 || isIndex(label - 1, flow.paths);
    case Edge.Text:
      return label === 0 || isIndex(label - 1, flow.constants);
    case Edge.RestElements:
      return label > 0;
    case Edge.Argument:
    case Edge.SpreadArgument:
    case Edge.Post:
      // Which of the call's arguments it is: `checkCallEdge`.
      return label >= -1;
    case Edge.Environment:
      return isVariable(flow, label);
    case Edge.Return:
      return label === 0 || label === 1;
    default:
      return label === 0;
  }
}

/** Values that every function inside theirs reads directly: they never change, or an arrow function shares them. */
const SHARED: ReadonlySet<Node> = new Set([Node.Function, Node.Class, Node.Import, Node.Arguments]);

export function checkEdges(flow: FlowModule, claim: Claim): void {
  for (let edge = 0; edge < flow.edgeCount; edge++) {
    const kind = flow.edgeKind[edge] as Edge;
    const [from, to, label] = [flow.edgeFrom[edge] ?? -1, flow.edgeTo[edge] ?? -1, flow.edgeLabel[edge] ?? -2];
    const place = (): string => `edge ${edge} (${edgeKindName(flow, edge)} from ${nodeName(flow, from)} to ${nodeName(flow, to)})`;
    claim(isNode(flow, from), () => `edge ${edge}: there is no node ${from} to come from`);
    claim(isNode(flow, to), () => `edge ${edge}: there is no node ${to} to lead to`);
    if (!(kind in EDGE_NAMES)) {
      claim(false, () => `edge ${edge}: there is no kind ${kind}`);
      continue;
    }
    claim(ENDS[kind].includes(flow.nodeKind[to] as Node), () => `${place()}: an edge of its kind does not end there`);
    claim(isLabel(flow, kind, label, to), () => `${place()}: ${label} is no label of its kind`);
    claimRange(flow, claim, { start: flow.edgeStart[edge] ?? -1, end: flow.edgeEnd[edge] ?? -1 }, undefined, place);
    checkCallEdge(flow, claim, kind, from, to, label, place);
    checkCrossing(flow, claim, kind, from, to, place);
  }
}

/** What is handed to a call stands with the call, too. */
function checkCallEdge(flow: FlowModule, claim: Claim, kind: Edge, from: number, to: number, label: number, place: () => string): void {
  const call = flow.nodeAux[to] ?? -1;
  if (kind === Edge.Callee) claim(flow.calls.callee[call] === from, () => `${place()}: call ${call} has another callee`);
  if (kind !== Edge.Argument && kind !== Edge.SpreadArgument && kind !== Edge.Post) return;
  claim(argumentOf(flow, call, label) === from, () => `${place()}: argument ${label} of call ${call} is another node`);
}

/** The node of an argument; -1: the receiver. -2: there is none. */
function argumentOf({ calls }: FlowModule, call: number, index: number): number {
  if (index < 0) return index === -1 && (calls.receiver[call] ?? -1) >= 0 ? (calls.receiver[call] ?? -2) : -2;
  const at = (calls.firstArgument[call] ?? 0) + index;
  return at < (calls.firstArgument[call + 1] ?? 0) ? (calls.argumentNode[at] ?? -2) : -2;
}

/** A value gets into another function by what that one captures, by the cell of a variable, or because it never changes. */
function checkCrossing(flow: FlowModule, claim: Claim, kind: Edge, from: number, to: number, place: () => string): void {
  const [source, target] = [flow.nodeFunction[from] ?? -1, flow.nodeFunction[to] ?? -1];
  if (kind === Edge.Capture) claim(flow.functions[target]?.parent === source, () => `${place()}: it is captured from function ${source}, which is not around function ${target}`);
  else if (kind === Edge.Cell) {
    const [cell, other] = flow.nodeKind[to] === Node.Cell ? [target, source] : [source, target];
    claim((flow.nodeKind[to] === Node.Cell) !== (flow.nodeKind[from] === Node.Cell), () => `${place()}: one of its ends, and one only, is a cell`);
    claim(isAround(flow, cell, other), () => `${place()}: function ${other} does not see the cell of function ${cell}`);
  } else claim(source === target || (SHARED.has(flow.nodeKind[from] as Node) && isAround(flow, source, target)), () => `${place()}: it leads from function ${source} to function ${target}`);
}

function isAround({ functions }: FlowModule, outer: number, inner: number): boolean {
  let at = inner;
  for (let steps = 0; at >= 0 && steps <= functions.length; steps++) {
    if (at === outer) return true;
    at = functions[at]?.parent ?? -1;
  }
  return false;
}

function edgeKindName(flow: FlowModule, edge: number): string {
  return nameOf(EDGE_NAMES, flow.edgeKind[edge] ?? -1);
}

// ------------------------------------------------------------------------------------------------------------ guards

const COMPARING: ReadonlySet<GuardOp> = new Set([GuardOp.Equal, GuardOp.NotEqual, GuardOp.InstanceOf, GuardOp.NotInstanceOf, GuardOp.Below, GuardOp.In]);

export function checkGuards(flow: FlowModule, claim: Claim): void {
  const uses = new Int32Array(flow.guards.length);
  for (let node = 0; node < flow.nodeCount; node++) if (flow.nodeKind[node] === Node.Refine) uses[flow.nodeAux[node] ?? -1] = (uses[flow.nodeAux[node] ?? -1] ?? 0) + 1;
  for (const [id, guard] of flow.guards.entries()) {
    const { op, call, argument, path, operand, text } = guard;
    const place = (): string => `guard ${id} (${nameOf(GUARD_NAMES, op)})`;
    const isCall = op === GuardOp.CallTrue || op === GuardOp.CallFalse;
    claim(op in GUARD_NAMES, () => `guard ${id}: there is no kind ${op}`);
    claim(uses[id] === 1, () => `${place()}: ${String(uses[id])} nodes are refined by it`);
    claim(isCall ? call >= 0 && call < flow.calls.count : call === -1, () => `${place()}: ${call} is not its call`);
    if (isCall) claim(argumentOf(flow, call, argument) >= 0, () => `${place()}: call ${call} has no argument ${argument}`);
    claim(isCall || path.length === 0, () => `${place()}: only a call's result has parts`);
    claim(COMPARING.has(op) ? isNode(flow, operand) : operand === -1, () => `${place()}: ${operand} is not its operand`);
    claim(op === GuardOp.Typeof || op === GuardOp.NotTypeof || text === "", () => `${place()}: ${JSON.stringify(text)} is not its type`);
  }
}
