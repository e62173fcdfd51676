/**
 * What running a function may do: the effects of the calls in it, in the functions inside it, and in those that it calls. By the
 * call graph alone, so a superset of what happens on any one way; asked only where a rule wants to know.
 */
import { Node } from "../../compile/index.js";
import { targetsOf } from "../link/targets.js";
import { familyOf, nodesOfFunction } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { actsAtCall } from "./acts.js";
import { asks } from "./questions/index.js";

/** The first call, in the order of the text, by which an effect is reached; `next`: the function that it is reached through. */
export interface Reach {
  /** -1: it is reached by what the function asks, and by no call. */
  readonly call: number;
  readonly next: { readonly module: Loaded; readonly fn: number } | null;
}

const REACHES = {};
/** Functions inside one another that are looked into. */
const DEPTH = 14;

/** A function that is being looked into. */
const OPEN = Symbol("open");

/** `isFinal`: neither the depth nor a circle that is still open ended the search; else another question may know more. */
interface Looked {
  readonly found: Reach | null;
  readonly isFinal: boolean;
}
const NOTHING_THERE: Looked = { found: null, isFinal: true };
const CUT_OFF: Looked = { found: null, isFinal: false };

/** How running a function comes to an effect; `null`: it does not. */
export function reach(models: Models, module: Loaded, fn: number, kind: string): Reach | null {
  return look(models, module, fn, kind, 0).found;
}

function look(models: Models, module: Loaded, fn: number, kind: string, depth: number): Looked {
  let tables = module.memo.get(REACHES) as Map<string, (Reach | null | typeof OPEN | undefined)[]> | undefined;
  if (tables === undefined) module.memo.set(REACHES, (tables = new Map()));
  // What it asks counts for more where the function runs for the request itself.
  const key = depth > 0 && models.vocabulary.questions.has(kind) ? `${kind} inside` : kind;
  let table = tables.get(key);
  if (table === undefined) tables.set(key, (table = []));
  const known = table[fn];
  // A function that calls itself does nothing more by that.
  if (known === OPEN || (known === undefined && depth > DEPTH)) return CUT_OFF;
  if (known !== undefined) return known === null ? NOTHING_THERE : { found: known, isFinal: true };
  table[fn] = OPEN;
  const looked = find(models, module, fn, kind, depth);
  table[fn] = looked.found ?? (looked.isFinal || depth === 0 ? null : undefined);
  return looked;
}

function find(models: Models, module: Loaded, fn: number, kind: string, depth: number): Looked {
  const { flow } = module;
  const { linker } = models;
  const calls: number[] = [];
  const family = familyOf(module, fn);
  for (const member of family) for (const node of nodesOfFunction(module, member)) if (flow.nodeKind[node] === Node.Call) calls.push(flow.nodeAux[node] ?? 0);
  for (const call of calls) if (actsAtCall(models, { module, call }, kind)) return { found: { call, next: null }, isFinal: true };
  if (asks(models, module, fn, kind, depth === 0)) return { found: { call: -1, next: null }, isFinal: true };
  let isFinal = true;
  for (const call of calls) {
    for (const target of targetsOf(linker, module, call)) {
      if (target.kind !== "function" || (target.module === module && family.includes(target.fn))) continue;
      linker.use(module, target.module);
      const inner = look(models, target.module, target.fn, kind, depth + 1);
      if (inner.found !== null) return { found: { call, next: { module: target.module, fn: target.fn } }, isFinal: true };
      if (!inner.isFinal) isFinal = false;
    }
  }
  return isFinal ? NOTHING_THERE : CUT_OFF;
}
