/** Sinks that are no calls: properties that are written, what a function gives back to a framework, members that are read. */
import { Edge } from "../compile/index.js";
import type { Content } from "../models/model.js";
import type { Models } from "./context.js";
import { memberOf } from "./members.js";
import { rolesOf } from "./roles.js";
import type { Loaded } from "./world.js";

const WRITES = {};
const NONE: readonly string[] = [];

/** The kinds of sink that writing a property is. `update`: the node of the write. */
export function writeSinks(models: Models, module: Loaded, update: number): readonly string[] {
  let table = module.memo.get(WRITES) as Map<number, readonly string[]> | undefined;
  if (table === undefined) module.memo.set(WRITES, (table = new Map()));
  let kinds = table.get(update);
  if (kinds === undefined) table.set(update, (kinds = findWrite(models, module, update)));
  return kinds;
}

function findWrite({ linker }: Models, module: Loaded, update: number): readonly string[] {
  const { flow } = module;
  const path = flow.paths[flow.nodeAux[update] ?? -1];
  const [name] = path ?? [];
  if (name === undefined || path?.length !== 1) return NONE;
  const kinds = new Set<string>();
  for (let at = flow.firstIn[update] ?? 0; at < (flow.firstIn[update + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (flow.edgeKind[edge] !== Edge.Base) continue;
    for (const item of linker.of(module, flow.edgeFrom[edge] ?? -1)) {
      if (item.kind !== "library") continue;
      for (const property of memberOf(linker, item, name)) if (property.kind === "library") for (const kind of linker.models.sinks(property.state)) kinds.add(kind);
    }
  }
  return kinds.size === 0 ? NONE : [...kinds];
}

/** A place in what a function returns. */
export interface ReturnSink {
  readonly path: readonly Content[];
  readonly kind: string;
}

const RETURNS = {};
const NO_RETURNS: readonly ReturnSink[] = [];

/** What the framework that calls a function by its role does with what it returns. */
export function returnSinks(models: Models, module: Loaded, fn: number): readonly ReturnSink[] {
  let table = module.memo.get(RETURNS) as (readonly ReturnSink[] | undefined)[] | undefined;
  if (table === undefined) module.memo.set(RETURNS, (table = []));
  return (table[fn] ??= findReturns(models, module, fn));
}

function findReturns({ linker }: Models, module: Loaded, fn: number): readonly ReturnSink[] {
  const found = rolesOf(linker, module, fn).flatMap((role) => linker.models.sinkPlaces(linker.models.returned(role, 0, false)));
  return found.length === 0 ? NO_RETURNS : found;
}
