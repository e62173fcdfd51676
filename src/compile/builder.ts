/** Grows the arrays of a flow module and packs them. */
import type { TypeRef } from "../ir/index.js";
import { Edge, Node, type Calls, type Constant, type FlowModule, type Guard } from "./flow-module.js";

class IntList {
  #data = new Int32Array(256);
  length = 0;
  push(value: number): number {
    if (this.length === this.#data.length) {
      const grown = new Int32Array(this.#data.length * 2);
      grown.set(this.#data);
      this.#data = grown;
    }
    this.#data[this.length] = value;
    return this.length++;
  }
  at(index: number): number {
    return this.#data[index] ?? -1;
  }
  set(index: number, value: number): void {
    this.#data[index] = value;
  }
  pack(): Int32Array {
    return this.#data.slice(0, this.length);
  }
}

/** Interns values by key, in order of first sight. */
class Interner<T> {
  readonly #ids = new Map<string, number>();
  readonly values: T[] = [];
  id(key: string, value: T): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

export interface CallArgument {
  readonly node: number;
  readonly spread: boolean;
  readonly start: number;
  readonly end: number;
}

/** Returns the node when a fact cannot be told apart from its origin. */
export class Builder {
  readonly #kind = new IntList();
  readonly #aux = new IntList();
  readonly #start = new IntList();
  readonly #end = new IntList();
  readonly #function = new IntList();
  readonly #origin = new IntList();
  readonly #edgeFrom = new IntList();
  readonly #edgeTo = new IntList();
  readonly #edgeKind = new IntList();
  readonly #edgeLabel = new IntList();
  readonly #edgeStart = new IntList();
  readonly #edgeEnd = new IntList();
  readonly #callResult = new IntList();
  readonly #callCallee = new IntList();
  readonly #callReceiver = new IntList();
  readonly #callFlags = new IntList();
  readonly #callHandler = new IntList();
  readonly #callFirst = new IntList();
  readonly #argNode = new IntList();
  readonly #argStart = new IntList();
  readonly #argEnd = new IntList();
  readonly #strings = new Interner<string>();
  readonly #paths = new Interner<readonly string[]>();
  readonly #constants = new Interner<Constant>();
  readonly types: TypeRef[] = [];
  readonly guards: Guard[] = [];

  string(text: string): number {
    return this.#strings.id(text, text);
  }

  path(names: readonly string[]): number {
    return this.#paths.id(names.join("\0"), names);
  }

  constant(value: Constant): number {
    return this.#constants.id(typeof value === "object" ? JSON.stringify(value) : `${typeof value}:${String(value)}`, value);
  }

  type(type: TypeRef): number {
    return this.types.push(type) - 1;
  }

  node(kind: Node, aux: number, fn: number, start: number, end: number): number {
    this.#kind.push(kind);
    this.#aux.push(aux);
    this.#start.push(start);
    this.#end.push(end);
    this.#function.push(fn);
    return this.#origin.push(this.#origin.length);
  }

  /** A later version of `from`. */
  version(kind: Node, aux: number, fn: number, from: number, start: number, end: number): number {
    const node = this.node(kind, aux, fn, start, end);
    this.#origin.set(node, this.#origin.at(from));
    return node;
  }

  edge(from: number, to: number, kind: Edge, label = 0, start = -1, end = -1): void {
    this.#edgeFrom.push(from);
    this.#edgeTo.push(to);
    this.#edgeKind.push(kind);
    this.#edgeLabel.push(label);
    this.#edgeStart.push(start >= 0 ? start : this.#start.at(from));
    this.#edgeEnd.push(end >= 0 ? end : this.#end.at(from));
  }

  call(result: number, callee: number, receiver: number, flags: number, handler: number, args: readonly CallArgument[]): number {
    const call = this.#callResult.push(result);
    this.#callCallee.push(callee);
    this.#callReceiver.push(receiver);
    this.#callFlags.push(flags);
    this.#callHandler.push(handler);
    this.#callFirst.push(this.#argNode.length);
    for (const arg of args) {
      this.#argNode.push(arg.node);
      this.#argStart.push(arg.start);
      this.#argEnd.push(arg.end);
    }
    this.#aux.set(result, call);
    return call;
  }

  addCallFlag(call: number, flag: number): void {
    this.#callFlags.set(call, this.#callFlags.at(call) | flag);
  }

  kind(node: number): Node {
    return this.#kind.at(node);
  }

  aux(node: number): number {
    return this.#aux.at(node);
  }

  start(node: number): number {
    return this.#start.at(node);
  }

  origin(node: number): number {
    return this.#origin.at(node);
  }

  functionOf(node: number): number {
    return this.#function.at(node);
  }

  callCallee(call: number): number {
    return this.#callCallee.at(call);
  }

  constantOf(node: number): Constant {
    return this.#kind.at(node) === (Node.Constant as number) ? this.#constants.values[this.#aux.at(node)] : undefined;
  }

  finish(rest: Omit<FlowModule, keyof BuiltArrays>): FlowModule {
    const nodeCount = this.#kind.length;
    const edgeCount = this.#edgeFrom.length;
    const edgeFrom = this.#edgeFrom.pack();
    const edgeTo = this.#edgeTo.pack();
    const [firstOut, out] = adjacency(edgeFrom, nodeCount);
    const [firstIn, into] = adjacency(edgeTo, nodeCount);
    this.#callFirst.push(this.#argNode.length);
    const calls: Calls = {
      count: this.#callResult.length,
      result: this.#callResult.pack(),
      callee: this.#callCallee.pack(),
      receiver: this.#callReceiver.pack(),
      flags: Uint8Array.from(this.#callFlags.pack()),
      handler: this.#callHandler.pack(),
      firstArgument: this.#callFirst.pack(),
      argumentNode: this.#argNode.pack(),
      argumentStart: this.#argStart.pack(),
      argumentEnd: this.#argEnd.pack(),
    };
    return {
      ...rest,
      strings: this.#strings.values,
      constants: this.#constants.values,
      types: this.types,
      paths: this.#paths.values,
      guards: this.guards,
      nodeCount,
      nodeKind: Uint8Array.from(this.#kind.pack()),
      nodeAux: this.#aux.pack(),
      nodeStart: this.#start.pack(),
      nodeEnd: this.#end.pack(),
      nodeFunction: this.#function.pack(),
      nodeOrigin: this.#origin.pack(),
      edgeCount,
      edgeFrom,
      edgeTo,
      edgeKind: Uint8Array.from(this.#edgeKind.pack()),
      edgeLabel: this.#edgeLabel.pack(),
      edgeStart: this.#edgeStart.pack(),
      edgeEnd: this.#edgeEnd.pack(),
      firstOut,
      out,
      firstIn,
      in: into,
      calls,
    };
  }
}

type BuiltArrays = Pick<
  FlowModule,
  | "strings" | "constants" | "types" | "paths" | "guards" | "nodeCount" | "nodeKind" | "nodeAux" | "nodeStart" | "nodeEnd" | "nodeFunction"
  | "nodeOrigin" | "edgeCount" | "edgeFrom" | "edgeTo" | "edgeKind" | "edgeLabel" | "edgeStart" | "edgeEnd" | "firstOut" | "out" | "firstIn" | "in" | "calls"
>;

/** Compressed adjacency: for each node the first of its edges in `order`, edges in the order they were made. */
function adjacency(ends: Int32Array, nodeCount: number): [Int32Array, Int32Array] {
  const first = new Int32Array(nodeCount + 1);
  for (const node of ends) first[node + 1] = (first[node + 1] ?? 0) + 1;
  for (let n = 0; n < nodeCount; n++) first[n + 1] = (first[n + 1] ?? 0) + (first[n] ?? 0);
  const next = first.slice();
  const order = new Int32Array(ends.length);
  for (let edge = 0; edge < ends.length; edge++) {
    const node = ends[edge] ?? 0;
    const at = next[node] ?? 0;
    order[at] = edge;
    next[node] = at + 1;
  }
  return [first, order];
}
