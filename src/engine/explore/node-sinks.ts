/** Sinks that are no calls: properties that are written, what a function gives back to a framework, members that are read. */
import { Edge } from "../../compile/index.js";
import { RESULT, RETURNED, type Content } from "../../models/model.js";
import { memberOf } from "../link/members.js";
import { rolesOf } from "../link/roles.js";
import { targetsOf } from "../link/targets.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfFunction } from "../program/uses.js";
import { holdsAt } from "../rows/conditions.js";
import type { Models } from "../rows/context.js";
import { fits } from "./calls/places.js";

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
  /** The call that takes the function, and where in its argument; `null`: a framework finds it by its role. */
  readonly taken: { readonly call: number; readonly argument: number; readonly path: readonly Content[] } | null;
}

const RETURNS = {};
const NO_RETURNS: readonly ReturnSink[] = [];

/**
 * What those who take a function do with what it returns: a framework by its role, or a library that hands the function on, so that the
 * program enters it through the library (a policy of Trusted Types). A function that the program calls by itself, it may call for
 * something else.
 */
export function returnSinks(models: Models, module: Loaded, fn: number): readonly ReturnSink[] {
  let table = module.memo.get(RETURNS) as (readonly ReturnSink[] | undefined)[] | undefined;
  if (table === undefined) module.memo.set(RETURNS, (table = []));
  return (table[fn] ??= findReturns(models, module, fn));
}

function findReturns(models: Models, module: Loaded, fn: number): readonly ReturnSink[] {
  const { linker } = models;
  const found: ReturnSink[] = rolesOf(linker, module, fn).flatMap((role) => linker.models.sinkPlaces(linker.models.returned(role, 0, false)).map(({ path, kind }) => ({ path, kind, taken: null })));
  const uses = usesOfFunction(module, fn);
  const isOthers = uses.callers.length > 0 || module.flow.exports.some((item) => item.kind === "local" && item.node === module.flow.functions[fn]?.node);
  for (const { call, argument, path } of isOthers ? [] : uses.arguments) {
    const place = [...path, RETURNED];
    for (const target of targetsOf(linker, module, call)) {
      if (target.kind !== "library" || !target.effects.summaries.some(({ from, to, kind }) => kind === "value" && from.at === argument && to.at === RESULT && from.path.every((content, index) => content === path[index]))) continue;
      for (const sink of target.effects.sinks) {
        const isReturned = sink.at === argument && sink.path.length >= place.length && place.every((content, index) => fits(sink.path[index] ?? "", content));
        if (isReturned && holdsAt(models, { module, call }, sink, [], target.maker)) found.push({ path: sink.path.slice(place.length), kind: sink.kind, taken: { call, argument, path: place } });
      }
    }
  }
  return found.length === 0 ? NO_RETURNS : found;
}
