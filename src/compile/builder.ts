/** Grows the arrays of a flow module and packs them. */
import type { Range, TypeRef } from "../ir/index.js";
import { Node, type Calls, type Constant, type Edge, type FlowModule, type Guard } from "./flow-module.js";
import { packed } from "./lists.js";
import { ArgumentColumn, CallColumn, Cutter, EdgeColumn, giveBackTables, NodeColumn, takeTables } from "./rows.js";

/** Interns values by key, in order of first sight. */
class Interner<Key, Value> {
  readonly #ids = new Map<Key, number>();
  readonly values: Value[] = [];

  known(key: Key): number {
    return this.#ids.get(key) ?? -1;
  }

  add(key: Key, value: Value): number {
    const id = this.values.push(value) - 1;
    this.#ids.set(key, id);
    return id;
  }
}

/** Paths of one name, which most files share; the first so many. */
const PATHS = new Map<string, readonly string[]>();
const KEPT_PATHS = 10_000;

function pathOfName(name: string): readonly string[] {
  const known = PATHS.get(name);
  if (known !== undefined) return known;
  const path = [name];
  if (PATHS.size < KEPT_PATHS) PATHS.set(name, path);
  return path;
}

/** Makes the nodes, edges and calls of one module. */
export class Builder {
  readonly #tables = takeTables();
  readonly #nodes = this.#tables.nodes;
  readonly #edges = this.#tables.edges;
  readonly #calls = this.#tables.calls;
  readonly #args = this.#tables.args;
  readonly #strings = new Interner<string, string>();
  /** By their names, joined. */
  readonly #paths = new Interner<string, readonly string[]>();
  /** Those with fields are interned by their text. */
  readonly #constants = new Interner<Constant, Constant>();
  readonly #constantTexts = new Map<string, Constant>();
  readonly types: TypeRef[] = [];
  readonly guards: Guard[] = [];
  readonly keys = new Map<number, number>();

  string(text: string): number {
    const known = this.#strings.known(text);
    return known >= 0 ? known : this.#strings.add(text, text);
  }

  path(names: readonly string[]): number {
    if (names.length === 1) return this.nameAsPath(names[0] ?? "");
    const key = names.join("\0");
    const known = this.#paths.known(key);
    return known >= 0 ? known : this.#paths.add(key, names);
  }

  /** The path of one name. */
  nameAsPath(name: string): number {
    const known = this.#paths.known(name);
    return known >= 0 ? known : this.#paths.add(name, pathOfName(name));
  }

  constant(value: Constant): number {
    const key = typeof value === "object" && value !== null ? this.#sameConstant(value) : value;
    const known = this.#constants.known(key);
    return known >= 0 ? known : this.#constants.add(key, key);
  }

  /** The first constant with the same fields. */
  #sameConstant(value: Constant): Constant {
    const text = JSON.stringify(value);
    const known = this.#constantTexts.get(text);
    if (known !== undefined) return known;
    this.#constantTexts.set(text, value);
    return value;
  }

  type(type: TypeRef): number {
    return this.types.push(type) - 1;
  }

  /** Nodes so far: the next one has this number. */
  get nodeCount(): number {
    return this.#nodes.count;
  }

  node(kind: Node, aux: number, fn: number, start: number, end: number): number {
    const id = this.#nodes.count;
    this.#addNode(kind, aux, fn, start, end, id);
    return id;
  }

  /** A later version of `from`. */
  version(kind: Node, aux: number, fn: number, from: number, start: number, end: number): number {
    const id = this.#nodes.count;
    this.#addNode(kind, aux, fn, start, end, this.origin(from));
    return id;
  }

  #addNode(kind: Node, aux: number, fn: number, start: number, end: number, origin: number): void {
    const at = this.#nodes.add();
    const { data } = this.#nodes;
    data[at + NodeColumn.Kind] = kind;
    data[at + NodeColumn.Aux] = aux;
    data[at + NodeColumn.Start] = start;
    data[at + NodeColumn.End] = end;
    data[at + NodeColumn.Function] = fn;
    data[at + NodeColumn.Origin] = origin;
  }

  /** An edge at the place of the node that it comes from. */
  edge(from: number, to: number, kind: Edge, label = 0): void {
    const { data } = this.#nodes;
    const node = from * NodeColumn.Count;
    this.#addEdge(from, to, kind, label, data[node + NodeColumn.Start] ?? -1, data[node + NodeColumn.End] ?? -1);
  }

  /** An edge at a place of its own, where the value is used. */
  edgeAt(from: number, to: number, kind: Edge, label: number, { start, end }: Range): void {
    this.#addEdge(from, to, kind, label, start, end);
  }

  /** The last edge reads or writes a property by the value of a node. */
  keyed(key: number): void {
    this.keys.set(this.#edges.count - 1, this.origin(key));
  }

  #addEdge(from: number, to: number, kind: Edge, label: number, start: number, end: number): void {
    const at = this.#edges.add();
    const { data } = this.#edges;
    data[at + EdgeColumn.From] = from;
    data[at + EdgeColumn.To] = to;
    data[at + EdgeColumn.Kind] = kind;
    data[at + EdgeColumn.Label] = label;
    data[at + EdgeColumn.Start] = start;
    data[at + EdgeColumn.End] = end;
  }

  /** A call with the result node `result`; its arguments follow in order, by {@link argument}. */
  call(result: number, callee: number, receiver: number, flags: number, handler: number): number {
    const call = this.#calls.count;
    const at = this.#calls.add();
    const { data } = this.#calls;
    data[at + CallColumn.Result] = result;
    data[at + CallColumn.Callee] = callee;
    data[at + CallColumn.Receiver] = receiver;
    data[at + CallColumn.Flags] = flags;
    data[at + CallColumn.Handler] = handler;
    data[at + CallColumn.FirstArgument] = this.#args.count;
    this.#nodes.data[result * NodeColumn.Count + NodeColumn.Aux] = call;
    return call;
  }

  /** The next argument of the last call. */
  argument(node: number, { start, end }: Range): void {
    const at = this.#args.add();
    const { data } = this.#args;
    data[at + ArgumentColumn.Node] = node;
    data[at + ArgumentColumn.Start] = start;
    data[at + ArgumentColumn.End] = end;
  }

  addCallFlag(call: number, flag: number): void {
    const { data } = this.#calls;
    const at = call * CallColumn.Count + CallColumn.Flags;
    data[at] = (data[at] ?? 0) | flag;
  }

  /** A fact of a node; -1 for no node. */
  #nodeFact(node: number, column: NodeColumn): number {
    return node < 0 ? -1 : (this.#nodes.data[node * NodeColumn.Count + column] ?? -1);
  }

  kind(node: number): Node {
    return this.#nodeFact(node, NodeColumn.Kind);
  }

  aux(node: number): number {
    return this.#nodeFact(node, NodeColumn.Aux);
  }

  origin(node: number): number {
    return this.#nodeFact(node, NodeColumn.Origin);
  }

  constantOf(node: number): Constant {
    return this.kind(node) === Node.Constant ? this.#constants.values[this.aux(node)] : undefined;
  }

  /** Packs what was made. The builder must not be used afterwards. */
  finish(rest: Omit<FlowModule, keyof BuiltArrays>): FlowModule {
    const nodes = this.#nodes;
    const edges = this.#edges;
    const calls = this.#calls;
    const nodeCount = nodes.count;
    const edgeCount = edges.count;
    const callCount = calls.count;
    const argCount = this.#args.count;
    const cut = new Cutter(nodeCount * 5 + edgeCount * 5 + 2 * (nodeCount + 1 + edgeCount) + callCount * 4 + callCount + 1 + argCount * 3, nodeCount + edgeCount + callCount);
    const edgeFrom = edges.column(EdgeColumn.From, cut.numbers(edgeCount));
    const edgeTo = edges.column(EdgeColumn.To, cut.numbers(edgeCount));
    const firstOut = cut.numbers(nodeCount + 1);
    const out = cut.numbers(edgeCount);
    const firstIn = cut.numbers(nodeCount + 1);
    const into = cut.numbers(edgeCount);
    adjacency(edgeFrom, nodeCount, firstOut, out);
    adjacency(edgeTo, nodeCount, firstIn, into);
    const module: FlowModule = {
      language: rest.language,
      strings: packed(this.#strings.values),
      constants: packed(this.#constants.values),
      types: packed(this.types),
      paths: packed(this.#paths.values),
      nodeCount,
      nodeKind: nodes.byteColumn(NodeColumn.Kind, cut.bytes(nodeCount)),
      nodeAux: nodes.column(NodeColumn.Aux, cut.numbers(nodeCount)),
      nodeStart: nodes.column(NodeColumn.Start, cut.numbers(nodeCount)),
      nodeEnd: nodes.column(NodeColumn.End, cut.numbers(nodeCount)),
      nodeFunction: nodes.column(NodeColumn.Function, cut.numbers(nodeCount)),
      nodeOrigin: nodes.column(NodeColumn.Origin, cut.numbers(nodeCount)),
      edgeCount,
      edgeFrom,
      edgeTo,
      edgeKind: edges.byteColumn(EdgeColumn.Kind, cut.bytes(edgeCount)),
      edgeLabel: edges.column(EdgeColumn.Label, cut.numbers(edgeCount)),
      edgeStart: edges.column(EdgeColumn.Start, cut.numbers(edgeCount)),
      edgeEnd: edges.column(EdgeColumn.End, cut.numbers(edgeCount)),
      firstOut,
      out,
      firstIn,
      in: into,
      calls: this.#packCalls(cut),
      guards: packed(this.guards),
      functions: packed(rest.functions),
      classes: packed(rest.classes),
      imports: packed(rest.imports),
      exports: packed(rest.exports),
      typeDeclarations: packed(rest.typeDeclarations),
      bindings: packed(rest.bindings),
      prototypes: rest.prototypes,
      keys: this.keys,
      arms: packed(rest.arms),
      comparisons: packed(rest.comparisons),
      tests: packed(rest.tests),
      problems: packed(rest.problems),
    };
    giveBackTables(this.#tables);
    return module;
  }

  #packCalls(cut: Cutter): Calls {
    const calls = this.#calls;
    const args = this.#args;
    const firstArgument = calls.column(CallColumn.FirstArgument, cut.numbers(calls.count + 1));
    firstArgument[calls.count] = args.count;
    return {
      count: calls.count,
      result: calls.column(CallColumn.Result, cut.numbers(calls.count)),
      callee: calls.column(CallColumn.Callee, cut.numbers(calls.count)),
      receiver: calls.column(CallColumn.Receiver, cut.numbers(calls.count)),
      flags: calls.byteColumn(CallColumn.Flags, cut.bytes(calls.count)),
      handler: calls.column(CallColumn.Handler, cut.numbers(calls.count)),
      firstArgument,
      argumentNode: args.column(ArgumentColumn.Node, cut.numbers(args.count)),
      argumentStart: args.column(ArgumentColumn.Start, cut.numbers(args.count)),
      argumentEnd: args.column(ArgumentColumn.End, cut.numbers(args.count)),
    };
  }
}

type BuiltArrays = Pick<
  FlowModule,
  | "strings" | "constants" | "types" | "paths" | "guards" | "nodeCount" | "nodeKind" | "nodeAux" | "nodeStart" | "nodeEnd" | "nodeFunction"
  | "nodeOrigin" | "edgeCount" | "edgeFrom" | "edgeTo" | "edgeKind" | "edgeLabel" | "edgeStart" | "edgeEnd" | "firstOut" | "out" | "firstIn" | "in" | "calls" | "keys"
>;

/** Compressed adjacency: for each node the first of its edges in `order`, edges in the order they were made. */
function adjacency(ends: Int32Array, nodeCount: number, first: Int32Array, order: Int32Array): void {
  const edgeCount = ends.length;
  for (let edge = 0; edge < edgeCount; edge++) {
    const node = ends[edge] ?? 0;
    first[node] = (first[node] ?? 0) + 1;
  }
  let sum = 0;
  for (let node = 0; node <= nodeCount; node++) first[node] = sum += first[node] ?? 0;
  // Each entry is now where its node's edges end; filling from the last edge on moves it to where they begin.
  for (let edge = edgeCount - 1; edge >= 0; edge--) {
    const node = ends[edge] ?? 0;
    const at = (first[node] ?? 0) - 1;
    order[at] = edge;
    first[node] = at;
  }
}
