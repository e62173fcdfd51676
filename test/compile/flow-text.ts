/**
 * A flow module in words, to assert on: a line per edge (`param a --load .b--> load a.b`), a line per guard
 * (`x: typeof "string"`). Nodes are called by what they are of (a variable, a function) or by their text; the second of a name is
 * `#2`, in the order of their making.
 */
import { compile, Edge, GuardOp, Node, THIS, type FlowModule } from "../../src/compile/index.js";
import { EDGE_NAMES, GUARD_NAMES, NODE_NAMES } from "../../src/compile/names.js";
import { validate } from "../../src/compile/validate.js";
import { read } from "../../src/ir/text/read.js";
import { validate as validateIr } from "../../src/ir/index.js";

type EdgeName = (typeof EDGE_NAMES)[Edge];

/** Longest text of a node. */
const LENGTH = 40;

export interface FlowText {
  readonly flow: FlowModule;
  /** The edges of the kinds, of all kinds when none is named; in the order in which they were made. */
  readonly edges: (...kinds: readonly EdgeName[]) => readonly string[];
  /** The edges that end at the node of that name. */
  readonly into: (name: string) => readonly string[];
  /** What is told of which value. */
  readonly guards: () => readonly string[];
  /** The names of the nodes of some kinds. */
  readonly nodes: (...kinds: readonly string[]) => readonly string[];
  /** The number of a node, by its name. */
  readonly node: (name: string) => number;
}

/** Compiles IR text. Both the IR and the flow module have to be sound. */
export function flowOf(text: string): FlowText {
  const module = read(text);
  const flow = compile(module);
  const faults = [...validateIr(module), ...validate(flow)];
  if (faults.length > 0) throw new Error(faults.join("\n"));
  const names = nodeNames(flow, text);
  const name = (node: number): string => names[node] ?? `no node ${node}`;
  const line = (edge: number): string => `${name(flow.edgeFrom[edge] ?? -1)} --${edgeText(flow, edge)}--> ${name(flow.edgeTo[edge] ?? -1)}`;
  return {
    flow,
    edges: (...kinds) => [...flow.edgeKind.keys()].filter((edge) => kinds.length === 0 || kinds.includes(EDGE_NAMES[flow.edgeKind[edge] as Edge])).map(line),
    into: (wanted) => [...flow.edgeTo.keys()].filter((edge) => name(flow.edgeTo[edge] ?? -1) === wanted).map(line),
    guards: () => [...flow.nodeKind.keys()].filter((node) => flow.nodeKind[node] === Node.Refine).map((node) => `${sliceOf(flow, text, node)}: ${guardText(flow, node, name)}`),
    nodes: (...kinds) => names.filter((_, node) => kinds.includes(NODE_NAMES[flow.nodeKind[node] as Node])),
    node: (wanted) => {
      const node = names.indexOf(wanted);
      if (node < 0) throw new Error(`no node is called ${JSON.stringify(wanted)}; there are:\n${names.join("\n")}`);
      return node;
    },
  };
}

function nodeNames(flow: FlowModule, text: string): readonly string[] {
  const seen = new Map<string, number>();
  return [...flow.nodeKind.keys()].map((node) => {
    const base = `${NODE_NAMES[flow.nodeKind[node] as Node]} ${ownName(flow, text, node)}`.trim();
    const count = (seen.get(base) ?? 0) + 1;
    seen.set(base, count);
    return count === 1 ? base : `${base} #${count}`;
  });
}

function ownName(flow: FlowModule, text: string, node: number): string {
  const aux = flow.nodeAux[node] ?? -1;
  const fn = flow.functions[flow.nodeFunction[node] ?? -1];
  const owner = fn?.kind === "module" ? "module" : fn?.name === "" ? "(anonymous)" : (fn?.name ?? "");
  switch (flow.nodeKind[node] as Node) {
    case Node.Constant:
      return JSON.stringify(flow.constants[aux] ?? null);
    case Node.Variable:
      return flow.bindings[aux]?.name ?? "";
    case Node.Captured:
    case Node.Cell:
      return `${aux === THIS ? "this" : (flow.bindings[aux]?.name ?? "")} in ${owner}`;
    case Node.Function:
      return flow.functions[aux]?.name ?? "";
    case Node.Class:
      return flow.classes[aux]?.name ?? "";
    case Node.This:
    case Node.Arguments:
    case Node.Return:
    case Node.Throw:
      return `of ${owner}`;
    case Node.Out:
    case Node.OutTrue:
    case Node.OutFalse:
      return `${aux < 0 ? "this" : (fn?.params[aux]?.name ?? "")} of ${owner}`;
    case Node.Import:
      return flow.imports[aux]?.name ?? "";
    case Node.Global:
    case Node.Module:
      return flow.strings[aux] ?? "";
    default:
      return sliceOf(flow, text, node);
  }
}

function sliceOf(flow: FlowModule, text: string, node: number): string {
  const slice = text.slice(flow.nodeStart[node], flow.nodeEnd[node]).replace(/\s+/g, " ");
  return slice.length > LENGTH ? `${slice.slice(0, LENGTH)}…` : slice;
}

const pathText = (flow: FlowModule, path: number): string => (path < 0 ? " .?" : ` .${flow.paths[path]?.join(".") ?? "?"}`);

function edgeText(flow: FlowModule, edge: number): string {
  const label = flow.edgeLabel[edge] ?? 0;
  const kind = flow.edgeKind[edge] as Edge;
  return `${EDGE_NAMES[kind]}${labelText(flow, kind, label)}`;
}

function labelText(flow: FlowModule, kind: Edge, label: number): string {
  switch (kind) {
    case Edge.Store:
    case Edge.Base:
    case Edge.Getter:
      return pathText(flow, label);
    case Edge.Load:
      return label < 0 ? " .?" : ` .${flow.strings[label] ?? "?"}`;
    case Edge.Iterate:
      return ` ${["values", "keys", "async"][label] ?? "?"}`;
    case Edge.Spread:
      return label === 0 ? "" : ` without ${flow.paths[label - 1]?.join(" ") ?? "?"}`;
    case Edge.RestElements:
      return ` from ${label}`;
    case Edge.Argument:
    case Edge.SpreadArgument:
    case Edge.Post:
      return label < 0 ? " receiver" : ` ${label}`;
    case Edge.Return:
      return label === 1 ? " promise" : "";
    default:
      return "";
  }
}

function guardText(flow: FlowModule, node: number, name: (node: number) => string): string {
  const guard = flow.guards[flow.nodeAux[node] ?? -1];
  if (guard === undefined) return "no guard";
  const { op, call, argument, path, operand, text } = guard;
  const parts = [GUARD_NAMES[op]];
  if (op === GuardOp.CallTrue || op === GuardOp.CallFalse) parts.push(name(flow.calls.result[call] ?? -1), argument < 0 ? "receiver" : `argument ${argument}`, ...(path.length > 0 ? [`.${path.join(".")}`] : []));
  if (operand >= 0) parts.push(name(operand));
  if (text !== "") parts.push(JSON.stringify(text));
  return parts.join(" ");
}
