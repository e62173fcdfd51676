/** Members of a request that something which runs before the handler has set: what the caller sent under that name is gone. */
import { Edge, Node } from "../../compile/index.js";
import { actsAtCall } from "../effects/acts.js";
import { reach } from "../effects/reach.js";
import type { Site } from "../program/entity.js";
import { familyOf, nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfFunction } from "../program/uses.js";
import type { Models } from "../rows/context.js";
import { chainBefore, filesAround } from "./chain.js";
import { entryPoints } from "./entries.js";
import { linkHas, runsOf, type Runs } from "./links.js";
import { registrationsOf, type Link } from "./registrations.js";

/** Whether, wherever the function is registered, an earlier one sets the member of the request: `["body", "userId"]`. */
export function isOverwritten(models: Models, handler: Runs, path: readonly string[]): boolean {
  const places = placesOf(models, handler);
  return places.length > 0 && places.every(({ before }) => before.flatMap((link) => runsOf(models, link)).some((run) => !isSame(run, handler) && sets(run, path)));
}

/** Whether the function, what wraps or decorates it, or wherever it is registered something that runs before it, has an effect. */
export function isGuarded(models: Models, handler: Runs, effect: string): boolean {
  if (reach(models, handler.module, handler.fn, effect) !== null) return true;
  // A function that a guard is given, wherever what it makes of it goes: `export const GET = withUser(async (request) => …)`.
  if (usesOfFunction(handler.module, handler.fn).arguments.some(({ call, path }) => path.length === 0 && actsAtCall(models, { module: handler.module, call }, effect))) return true;
  const has = (link: Link): boolean => linkHas(models, link, effect);
  const places = placesOf(models, handler);
  if (places.length > 0) return places.every(({ at, before, own }) => actsAtCall(models, at, effect) || before.some(has) || has(own));
  return entryPoints(models, handler.module).some(({ handlers, guards }) => handlers.some((run) => isSame(run, handler)) && guards.some(has));
}

const isSame = (a: Runs, b: Runs): boolean => a.module === b.module && a.fn === b.fn;

/** A place where a function is registered: what runs before it, and the value that was handed over. */
interface Place {
  readonly at: Site;
  readonly before: readonly Link[];
  readonly own: Link;
}

const PLACES = {};

/** Where a function is registered, in its file or in those that import it. */
function placesOf(models: Models, handler: Runs): readonly Place[] {
  const { memo } = handler.module;
  let table = memo.get(PLACES) as Map<number, readonly Place[]> | undefined;
  if (table === undefined) memo.set(PLACES, (table = new Map()));
  let found = table.get(handler.fn);
  if (found === undefined) table.set(handler.fn, (found = findPlaces(models, handler)));
  return found;
}

function findPlaces(models: Models, handler: Runs): readonly Place[] {
  const found: Place[] = [];
  for (const module of filesAround(models, handler.module)) {
    for (const registration of registrationsOf(models, module)) {
      for (const link of registration.links) {
        if (runsOf(models, link).some((run) => isSame(run, handler))) found.push({ at: registration, before: chainBefore(models, registration, link).links, own: link });
      }
    }
  }
  return found;
}

const SETS = {};

/** Whether a function sets a member of its first parameter (the request), or of what it reads from it. */
function sets({ module, fn }: Runs, path: readonly string[]): boolean {
  let table = module.memo.get(SETS) as Map<number, readonly (readonly string[])[]> | undefined;
  if (table === undefined) module.memo.set(SETS, (table = new Map()));
  let written = table.get(fn);
  if (written === undefined) table.set(fn, (written = writtenBy(module, fn)));
  return written.some((each) => each.length <= path.length && each.every((name, index) => name === path[index]));
}

function writtenBy(module: Loaded, fn: number): readonly (readonly string[])[] {
  const { flow } = module;
  const parameter = flow.functions[fn]?.params[0]?.node ?? -1;
  const found: string[][] = [];
  for (const member of familyOf(module, fn)) {
    for (const node of nodesOfFunction(module, member)) {
      if ((flow.nodeKind[node] as Node) !== Node.Update) continue;
      const written = flow.paths[flow.nodeAux[node] ?? -1] ?? [];
      // The write itself; a version of the object that it lies in repeats it with a longer path.
      if (written.length !== 1) continue;
      const base = baseOf(module, node, parameter);
      // A whole body is replaced by what was parsed of it; a single member by what the program knows.
      if (base !== null && base.length > 0 && !isMadeOf(module, node, parameter)) found.push([...base, ...written]);
    }
  }
  return found;
}

/** Whether what is written was made of the request: trimmed, parsed. (As a key that something is looked up by, it does not count.) */
function isMadeOf({ flow }: Loaded, update: number, parameter: number): boolean {
  const pending: number[] = [];
  for (let at = flow.firstIn[update] ?? 0; at < (flow.firstIn[update + 1] ?? 0); at++) if (flow.edgeKind[flow.in[at] ?? 0] === Edge.Store) pending.push(flow.edgeFrom[flow.in[at] ?? 0] ?? -1);
  const seen = new Set(pending);
  for (const node of pending) {
    if (node === parameter || flow.nodeOrigin[node] === parameter) return true;
    if (pending.length > SLICE) return true;
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const from = flow.edgeFrom[flow.in[at] ?? 0] ?? -1;
      if (!seen.has(from)) {
        seen.add(from);
        pending.push(from);
      }
    }
  }
  return false;
}
/** Nodes that a written value is followed back through. */
const SLICE = 200;

/** The names by which the object of a write was read from the parameter; `null`: it was not. */
function baseOf({ flow }: Loaded, update: number, parameter: number): readonly string[] | null {
  const names: string[] = [];
  let node = update;
  for (let left = 30; left > 0; left--) {
    if (node === parameter || flow.nodeOrigin[node] === parameter) return names;
    let next = -1;
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const kind = flow.edgeKind[edge] as Edge;
      if (kind === Edge.Base || kind === Edge.Value || kind === Edge.Refine || kind === Edge.Post || kind === Edge.Capture || kind === Edge.Load) {
        next = flow.edgeFrom[edge] ?? -1;
        if (kind === Edge.Load) names.unshift(flow.strings[flow.edgeLabel[edge] ?? -1] ?? "");
        break;
      }
    }
    if (next < 0) return null;
    node = next;
  }
  return null;
}
