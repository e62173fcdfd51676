/**
 * What running a function may do: the effects of the calls in it, in the functions inside it, and in those that it calls. By the
 * call graph alone, so a superset of what happens on any one way; asked only where a rule wants to know.
 */
import { Node } from "../compile/index.js";
import { actsAtCall } from "./acts.js";
import type { Models } from "./context.js";
import { familyOf, nodesOfFunction } from "./families.js";
import { asks } from "./questions/index.js";
import { targetsOf } from "./targets.js";
import type { Loaded } from "./world.js";

/** The first call, in the order of the text, by which an effect is reached; `next`: the function that it is reached through. */
export interface Reach {
  /** -1: it is reached by what the function asks, and by no call. */
  readonly call: number;
  readonly next: { readonly module: Loaded; readonly fn: number } | null;
}

const REACHES = {};
/** Functions inside one another that are looked into. */
const DEPTH = 14;

export function reach(models: Models, module: Loaded, fn: number, kind: string, depth = 0): Reach | null {
  let tables = module.memo.get(REACHES) as Map<string, (Reach | null | undefined)[]> | undefined;
  if (tables === undefined) module.memo.set(REACHES, (tables = new Map()));
  // What it asks counts for more where the function runs for the request itself.
  const key = depth > 0 && models.vocabulary.questions.has(kind) ? `${kind} inside` : kind;
  let table = tables.get(key);
  if (table === undefined) tables.set(key, (table = []));
  const known = table[fn];
  if (known !== undefined) return known;
  if (depth > DEPTH) return null;
  // A function that calls itself does nothing more by that.
  table[fn] = null;
  const found = find(models, module, fn, kind, depth);
  // Where the depth ended the search, or a circle is still open, another question may know more.
  table[fn] = found ?? (depth === 0 ? null : undefined);
  return found;
}

function find(models: Models, module: Loaded, fn: number, kind: string, depth: number): Reach | null {
  const { flow } = module;
  const { linker } = models;
  const calls: number[] = [];
  for (const member of familyOf(module, fn)) for (const node of nodesOfFunction(module, member)) if (flow.nodeKind[node] === Node.Call) calls.push(flow.nodeAux[node] ?? 0);
  for (const call of calls) if (actsAtCall(models, { module, call }, kind)) return { call, next: null };
  if (asks(models, module, fn, kind, depth === 0)) return { call: -1, next: null };
  for (const call of calls) {
    for (const target of targetsOf(linker, module, call)) {
      if (target.kind !== "function" || (target.module === module && familyOf(module, fn).includes(target.fn))) continue;
      linker.use(module, target.module);
      if (reach(models, target.module, target.fn, kind, depth + 1) !== null) return { call, next: { module: target.module, fn: target.fn } };
    }
  }
  return null;
}
