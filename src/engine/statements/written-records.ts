/**
 * Which kind of record a sink's call writes. Two calls write the same kind where what they go on from is named alike: by a constant
 * (`db("actions")`), a class or a thing made once (`db.insert(actions)`), or by what the method is read from (`prisma.action`). So no
 * library has to be known; an answer that is no name is no answer.
 */
import { CallFlag, Edge, Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import type { Sink } from "../facts/summary.js";
import { importedNodes } from "../link/imports.js";
import type { Linker } from "../link/linker.js";
import { thisOwner } from "../link/parameters.js";
import type { Loaded } from "../program/loaded.js";
import { constantAt } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";

/** Equal for calls that write the same kind of record; `null`: it cannot be told. */
export function recordOf(models: Models, { module, call, argument }: Pick<Sink, "module" | "call" | "argument">): string | null {
  if (call < 0) return null;
  const { calls, root } = callsBefore(module, call);
  const names: string[] = [];
  for (const each of calls) {
    const name = namedBy(models, module, each, each === call ? argument : NO_ARGUMENT);
    if (name !== null) names.push(name);
  }
  return names.length > 0 ? names.join("/") : holderKey(models.linker, module, root);
}

/** A text that names a table; not a part of a statement. */
const NAME = /^[\p{L}\p{N}_$."`:/-]{1,100}$/u;
const NO_ARGUMENT = -2;
/** Links of a chain of calls, and of the way back to where a thing was made. */
const LINKS = 24;

/** A call and those that it goes on from, the first one first; `root`: what the first is made on (or, without that, what is called). */
function callsBefore(module: Loaded, last: number): { readonly calls: readonly number[]; readonly root: number } {
  const { flow } = module;
  const calls = [last];
  const start = (call: number): number => {
    const receiver = flow.calls.receiver[call] ?? -1;
    const isNew = ((flow.calls.flags[call] ?? 0) & CallFlag.New) !== 0;
    return receiver < 0 || isNew ? (flow.calls.callee[call] ?? -1) : receiver;
  };
  let root = start(last);
  let node = root;
  for (let left = LINKS; left > 0 && node >= 0; left--) {
    node = flow.nodeOrigin[node] ?? node;
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Call) {
      // A client that the file made once names no record.
      if (flow.nodeFunction[node] === 0 && flow.nodeFunction[flow.calls.result[last] ?? -1] !== 0) break;
      const call = flow.nodeAux[node] ?? -1;
      calls.unshift(call);
      root = node = start(call);
    } else if (kind === Node.Await || kind === Node.Load || isName(kind)) node = onlyBefore(module, node);
    else break;
  }
  return { calls, root };
}

/** The one argument of a call, where it is a name: a constant, a class, a thing that the file made once. */
function namedBy(models: Models, module: Loaded, call: number, value: number): string | null {
  const site = { module, call };
  const others = [...Array(models.linker.arity(site)).keys()].filter((index) => index !== value);
  const [first, second] = others;
  if (first === undefined || (second !== undefined && value === NO_ARGUMENT)) return null;
  const text = constantAt(models, site, { at: first, path: [] });
  if (typeof text === "string") return NAME.test(text) ? text : null;
  return thingKey(models.linker, module, models.linker.argument(site, first));
}

/** What a method is read from: a member of a library's client, a class, a member of the program's own object. */
function holderKey(linker: Linker, module: Loaded, node: number): string | null {
  const { flow } = module;
  const origin = originOf(module, node);
  if ((flow.nodeKind[origin] as Node) !== Node.Load) return thingKey(linker, module, node);
  const name = flow.strings[flow.nodeAux[origin] ?? -1];
  const base = onlyBefore(module, origin);
  if (name === undefined || base < 0) return null;
  if (linker.state(module, base) !== NOTHING) return `.${name}`;
  const owner = ownerKey(linker, module, base);
  return owner === null ? null : `${owner}.${name}`;
}

/** `this` of a class, or a thing. */
function ownerKey(linker: Linker, module: Loaded, node: number): string | null {
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  const kind = flow.nodeKind[origin] as Node;
  if (kind !== Node.This && !(kind === Node.Captured && (flow.nodeAux[origin] ?? 0) < 0)) return holderKey(linker, module, origin);
  const info = flow.functions[thisOwner(flow, flow.nodeFunction[origin] ?? 0)];
  return info === undefined || info.class < 0 ? null : `${module.path}#${info.class}`;
}

/** A class, or what a call outside all functions made: where it stands. */
function thingKey(linker: Linker, module: Loaded, start: number): string | null {
  let owner = module;
  let node = start;
  for (let left = LINKS; left > 0 && node >= 0; left--) {
    const { flow } = owner;
    node = originOf(owner, node);
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Class || (kind === Node.Call && flow.nodeFunction[node] === 0)) return `${owner.path}:${flow.nodeStart[node] ?? 0}`;
    if (kind !== Node.Import) return null;
    const item = flow.imports[flow.nodeAux[node] ?? -1];
    if (item === undefined) return null;
    if (linker.world.resolve(owner, item.specifier).kind !== "file") return `${item.specifier}:${item.name}`;
    const [only, other] = importedNodes(linker, owner, item, module);
    if (only === undefined || other !== undefined) return null;
    owner = only.module;
    node = only.node;
  }
  return null;
}

/** Back through names to where a value comes from. */
function originOf(module: Loaded, start: number): number {
  const { flow } = module;
  let node = flow.nodeOrigin[start] ?? start;
  for (let left = LINKS; left > 0 && isName(flow.nodeKind[node] as Node); left--) {
    const before = onlyBefore(module, node);
    if (before < 0) return node;
    node = flow.nodeOrigin[before] ?? before;
  }
  return node;
}

const isName = (kind: Node): boolean => kind === Node.Variable || kind === Node.Captured || kind === Node.Cell || kind === Node.Cast || kind === Node.Refine || kind === Node.Post;

/** The one node that a value comes from; -1: none, or several. What functions share also gets back later versions of what it was. */
export function onlyBefore({ flow }: Loaded, node: number): number {
  const isDeclared = (flow.nodeKind[node] as Node) === Node.Variable;
  const isShared = (flow.nodeKind[node] as Node) === Node.Cell;
  const isLater = (from: number): boolean => flow.nodeKind[from] === Node.Post || flow.nodeKind[from] === Node.Update;
  let only = -1;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const from = flow.edgeFrom[edge] ?? -1;
    if ((isDeclared && flow.edgeKind[edge] === Edge.Cell) || (isShared && isLater(from)) || from === only) continue;
    if (only >= 0) return -1;
    only = from;
  }
  return only;
}
