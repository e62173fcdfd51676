/** Interned ways out of functions, and sinks: kept with the module whose node or call they name. */
import type { EntityOf } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Sink, Way, WayOf } from "./summary.js";

let lastId = 0;

export const RETURN: Way = { id: ++lastId, kind: "return" };
export const THROW: Way = { id: ++lastId, kind: "throw" };

const outs = { out: [] as Way[], "out-true": [] as Way[], "out-false": [] as Way[] };

/** A parameter (-1: `this`) as the caller finds it. */
export function outWay(kind: "out" | "out-true" | "out-false", param: number): Way {
  return (outs[kind][param + 1] ??= { id: ++lastId, kind, param });
}

const CROSSING = {};

/** Into a node of another function. */
export function crossWay(module: Loaded, node: number): WayOf<"cross"> {
  let table = module.memo.get(CROSSING) as Map<number, WayOf<"cross">> | undefined;
  if (table === undefined) module.memo.set(CROSSING, (table = new Map()));
  let way = table.get(node);
  if (way === undefined) table.set(node, (way = { id: ++lastId, kind: "cross", module, node }));
  return way;
}

const SYMBOLIC = {};

/** Handed to a call whose callee only a caller can name. */
export function symbolicWay(symbol: EntityOf<"symbol">, module: Loaded, call: number, argument: number): WayOf<"symbolic"> {
  let table = module.memo.get(SYMBOLIC) as Map<string, WayOf<"symbolic">> | undefined;
  if (table === undefined) module.memo.set(SYMBOLIC, (table = new Map()));
  const key = `${symbol.id}:${call}:${argument}`;
  let way = table.get(key);
  if (way === undefined) table.set(key, (way = { id: ++lastId, kind: "symbolic", symbol, argument, module, call }));
  return way;
}

const SINKS = {};

/** An argument of a call. */
export function sinkAt(kind: string, module: Loaded, call: number, argument: number): Sink {
  return intern(module, `${kind}:${call}:${argument}`, kind, module.flow.calls.result[call] ?? -1, call, argument);
}

/** A write, a read, what a function returns. */
export function sinkAtNode(kind: string, module: Loaded, node: number): Sink {
  return intern(module, `${kind}@${node}`, kind, node, -1, -1);
}

function intern(module: Loaded, key: string, kind: string, node: number, call: number, argument: number): Sink {
  let table = module.memo.get(SINKS) as Map<string, Sink> | undefined;
  if (table === undefined) module.memo.set(SINKS, (table = new Map()));
  let sink = table.get(key);
  if (sink === undefined) table.set(key, (sink = { id: ++lastId, kind, module, node, call, argument }));
  return sink;
}
