/** Where a function goes inside its own file: which calls take it as an argument, which call it, which objects hold it. */
import { Edge, Node } from "../../compile/index.js";
import { heldBy, isKept } from "./held.js";
import type { Loaded } from "./loaded.js";

export interface FunctionUses {
  /** `path`: where in the argument, when an object literal there holds it. */
  readonly arguments: readonly { readonly call: number; readonly argument: number; readonly path: readonly string[] }[];
  readonly callers: readonly number[];
  /** Objects that hold it as a property. */
  readonly objects: readonly number[];
  /** The function whose prototype it is a method of; -1. */
  readonly prototypeOf: number;
}

export function usesOfFunction(module: Loaded, fn: number): FunctionUses {
  const { kept } = module;
  const table = (kept.uses ??= new Array<FunctionUses | undefined>(module.flow.functions.length).fill(undefined));
  return (table[fn] ??= compute(module, module.flow.functions[fn]?.node ?? -1));
}

/** The same for any value of a module: a parameter that is a function, for instance. */
export function usesOfValue(module: Loaded, node: number): FunctionUses {
  const table = (module.kept.valueUses ??= new Map<number, FunctionUses>());
  let uses = table.get(node);
  if (uses === undefined) table.set(node, (uses = compute(module, node)));
  return uses;
}

/** The calls that take an object or array literal as an argument, from which they may take the function. */
function holders(module: Loaded, node: number, path: readonly string[], args: { call: number; argument: number; path: readonly string[] }[], depth: number): void {
  const { flow } = module;
  const end = flow.firstOut[node + 1] ?? 0;
  for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? -1;
    const kind = flow.edgeKind[edge] as Edge;
    if (kind === Edge.Argument && (flow.edgeLabel[edge] ?? -1) >= 0) args.push({ call: flow.nodeAux[to] ?? 0, argument: flow.edgeLabel[edge] ?? 0, path });
    else if (depth < 3 && kind === Edge.Store && (flow.nodeKind[to] === Node.Object || flow.nodeKind[to] === Node.Array)) holders(module, to, [...(flow.paths[flow.edgeLabel[edge] ?? -1] ?? []), ...path], args, depth + 1);
    else if (depth < 3 && kind === Edge.Value && flow.nodeKind[to] === Node.Variable) holders(module, to, path, args, depth + 1);
    // A later version of it: another function was added to the list.
    else if (depth < 3 && kind === Edge.Post) holders(module, to, path, args, depth);
  }
}

/** An array literal's versions after a call that adds to it. */
function listsAfter({ flow }: Loaded, call: number): readonly number[] {
  const callee = flow.calls.callee[call] ?? -1;
  const receiver = flow.calls.receiver[call] ?? -1;
  if (receiver < 0 || flow.nodeKind[callee] !== Node.Load || !ADDING.has(flow.strings[flow.nodeAux[callee] ?? -1] ?? "") || !heldBy(flow, receiver, isKept).some((held) => flow.nodeKind[held] === Node.Array)) return [];
  const found: number[] = [];
  for (let at = flow.firstOut[receiver] ?? 0; at < (flow.firstOut[receiver + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? -1;
    if (flow.edgeKind[edge] === Edge.Post && flow.nodeAux[to] === call) found.push(to);
  }
  return found;
}
const ADDING: ReadonlySet<string> = new Set(["push", "unshift"]);
const SOME_INDEX = "0";

function compute(module: Loaded, start: number): FunctionUses {
  const { flow } = module;
  const args: { call: number; argument: number; path: readonly string[] }[] = [];
  const callers: number[] = [];
  const objects: number[] = [];
  const pending = start < 0 ? [] : [start];
  const seen = new Set(pending);
  const follow = (node: number): void => {
    if (!seen.has(node)) {
      seen.add(node);
      pending.push(node);
    }
  };
  for (;;) {
    const node = pending.pop();
    if (node === undefined) break;
    const end = flow.firstOut[node + 1] ?? 0;
    for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
      const edge = flow.out[at] ?? 0;
      const to = flow.edgeTo[edge] ?? -1;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Value:
        case Edge.Post:
        case Edge.Refine:
        case Edge.Capture:
        case Edge.Cell:
          follow(to);
          break;
        case Edge.Argument:
          if ((flow.edgeLabel[edge] ?? -1) >= 0) {
            const call = flow.nodeAux[to] ?? 0;
            args.push({ call, argument: flow.edgeLabel[edge] ?? 0, path: [] });
            for (const list of listsAfter(module, call)) holders(module, list, [SOME_INDEX], args, 0);
          }
          break;
        case Edge.Callee:
          callers.push(flow.nodeAux[to] ?? 0);
          break;
        case Edge.Getter:
          objects.push(to);
          break;
        case Edge.Store:
          if (flow.nodeKind[to] === Node.Object || flow.nodeKind[to] === Node.Update) objects.push(to);
          if (flow.nodeKind[to] === Node.Object || flow.nodeKind[to] === Node.Array) holders(module, to, flow.paths[flow.edgeLabel[edge] ?? -1] ?? [], args, 0);
          break;
        default:
      }
    }
  }
  let prototypeOf = -1;
  for (const [binding, methods] of flow.prototypes) {
    for (const nodes of methods.values()) {
      if (nodes.some((node) => seen.has(node) || (flow.nodeKind[node] === Node.Object && objects.includes(node)))) prototypeOf = flow.bindings[binding]?.function ?? -1;
    }
  }
  return { arguments: args, callers, objects: objects.filter((node) => flow.nodeKind[node] === Node.Object), prototypeOf };
}
