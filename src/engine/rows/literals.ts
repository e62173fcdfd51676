/** Literals of objects and lists, as far as the program writes them down. */
import { Edge, Node } from "../../compile/index.js";
import { ELEMENT, parameterContent, RECEIVER, RESULT, RETURNED } from "../../models/model.js";
import { importedNodes } from "../link/imports.js";
import { targetsOf } from "../link/targets.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "./context.js";

/** The properties of an object literal, in all its versions; `null`: something else is spread into it, or it is none. */
export function propertiesOf({ flow }: Loaded, start: number): readonly string[] | null {
  const names = new Set<string>();
  const pending = [start];
  let isObject = false;
  for (const node of pending) {
    if (flow.nodeKind[node] === Node.Object) isObject = true;
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Store:
          names.add(flow.paths[flow.edgeLabel[edge] ?? -1]?.[0] ?? "");
          break;
        case Edge.Spread:
          return null;
        case Edge.Value:
        case Edge.Base:
        case Edge.Post:
        case Edge.Refine:
        case Edge.Capture:
          if (!pending.includes(from)) pending.push(from);
          break;
        default:
      }
    }
  }
  return isObject ? [...names] : null;
}

/** A node, in a file. */
export interface Written {
  readonly module: Loaded;
  readonly node: number;
}

/** Nodes that are followed from a use to where a value is written down. */
const STEPS = 60;

/** Where a value is written down: through variables, imports and the functions of the project that return it. */
export function originsOf({ linker }: Models, module: Loaded, start: number): readonly Written[] {
  const found: Written[] = [];
  const pending: Written[] = [{ module, node: start }];
  const seen = new Map<Loaded, Set<number>>();
  for (const { module: at, node } of pending) {
    const known = seen.get(at) ?? new Set<number>();
    if (node < 0 || known.has(node) || pending.length > STEPS) continue;
    seen.set(at, known.add(node));
    const { flow } = at;
    const before = pending.length;
    const aux = flow.nodeAux[node] ?? -1;
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Import) {
      const item = flow.imports[aux];
      if (item !== undefined) pending.push(...importedNodes(linker, at, item));
    } else if (kind === Node.Call) {
      for (const target of targetsOf(linker, at, aux)) {
        if (target.kind !== "function") continue;
        linker.use(at, target.module);
        pending.push(...leading(target.module, target.module.flow.functions[target.fn]?.returnNode ?? -1, RETURNS));
      }
    } else if (kind !== Node.Object && kind !== Node.Array) pending.push(...leading(at, node, PASSES));
    if (pending.length === before) found.push({ module: at, node });
  }
  return found;
}

const RETURNS: ReadonlySet<Edge> = new Set([Edge.Return]);
const PASSES: ReadonlySet<Edge> = new Set([Edge.Value, Edge.Await, Edge.Capture, Edge.Cell, Edge.Refine, Edge.Post, Edge.Base]);

/** The nodes that lead to one by edges of these kinds. */
function leading(module: Loaded, node: number, kinds: ReadonlySet<Edge>): Written[] {
  const { flow } = module;
  const found: Written[] = [];
  for (let at = flow.firstIn[node] ?? 0; node >= 0 && at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (kinds.has(flow.edgeKind[edge] as Edge)) found.push({ module, node: flow.edgeFrom[edge] ?? -1 });
  }
  return found;
}

/** The calls of libraries that a value was made by. */
export function madeAt(models: Models, module: Loaded, node: number): readonly { readonly module: Loaded; readonly call: number }[] {
  return originsOf(models, module, node).flatMap(({ module: at, node: each }) => ((at.flow.nodeKind[each] as Node) === Node.Call ? [{ module: at, call: at.flow.nodeAux[each] ?? 0 }] : []));
}

/** The texts of a list; `isWhole`: there are no others. */
export interface Texts {
  readonly texts: readonly string[];
  readonly isWhole: boolean;
}

/** What parameters stand for, where a function is looked into for each element of a list. */
type Given = readonly { readonly module: Loaded; readonly param: number; readonly texts: readonly string[] }[];

/** Lists made of lists that are followed. */
const MADE_DEPTH = 4;

/** The texts that a list, or one text, is written down with: also by a function for each element of another list. */
export function textsOf(models: Models, module: Loaded, start: number, given: Given = [], depth = 0, asker = -1): Texts {
  const texts: string[] = [];
  let isWhole = true;
  const pending: Written[] = [...originsOf(models, module, start)];
  const add = (more: Texts | null): void => {
    if (more === null || !more.isWhole) isWhole = false;
    texts.push(...(more?.texts ?? []));
  };
  for (const { module: at, node } of pending) {
    const { flow } = at;
    const kind = flow.nodeKind[node] as Node;
    const aux = flow.nodeAux[node] ?? -1;
    const constant = kind === Node.Constant ? flow.constants[aux] : undefined;
    if (typeof constant === "string") texts.push(constant);
    const known = kind === Node.Param ? given.find((each) => each.module === at && each.param === node) : undefined;
    if (known !== undefined) texts.push(...known.texts);
    else if (kind === Node.Array && pending.length < STEPS) for (const each of leading(at, node, ELEMENTS)) pending.push(...originsOf(models, at, each.node));
    else if (kind === Node.Text) add(depth < MADE_DEPTH ? textsOfText(models, at, node, given, depth + 1) : null);
    else if (kind === Node.Call) add(depth < MADE_DEPTH ? textsOfEach(models, at, aux, given, depth + 1) : null);
    else if (kind !== Node.Constant) isWhole = false;
    // A list that was added to in place.
    if (kind === Node.Array && isChanged(at, node, at === module ? asker : -1)) isWhole = false;
  }
  return { texts, isWhole };
}

/** A text of parts. */
function textsOfText(models: Models, module: Loaded, node: number, given: Given, depth: number): Texts {
  const { flow } = module;
  const constantOf = (index: number): string => {
    const value = flow.constants[index];
    return typeof value === "string" ? value : "";
  };
  let texts = [constantOf(flow.nodeAux[node] ?? -1)];
  let isWhole = true;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    const part = textsOf(models, module, flow.edgeFrom[edge] ?? -1, given, depth);
    const after = constantOf((flow.edgeLabel[edge] ?? 0) - 1);
    if (!part.isWhole) isWhole = false;
    texts = texts.flatMap((before) => part.texts.map((text) => before + text + after));
  }
  return { texts, isWhole };
}

/** A list that a library makes of what a function gives for each element of another: `names.map((name) => …)`. */
function textsOfEach(models: Models, module: Loaded, call: number, given: Given, depth: number): Texts | null {
  const { linker } = models;
  const targets = targetsOf(linker, module, call);
  const summaries = targets.flatMap((target) => (target.kind === "library" ? target.effects.summaries : []));
  const gives = summaries.filter(({ from, to, kind }) => kind === "value" && to.at === RESULT && to.path.join() === ELEMENT && from.path[0] === RETURNED);
  const takes = summaries.find(({ from, to, kind }) => kind === "value" && to.at === gives[0]?.from.at && to.path.join() === parameterContent(0) && from.path.join() === ELEMENT);
  if (takes === undefined || targets.some(({ kind }) => kind !== "library")) return null;
  const list = textsOf(models, module, takes.from.at === RECEIVER ? (module.flow.calls.receiver[call] ?? -1) : linker.argument({ module, call }, takes.from.at), given, depth, call);
  if (!list.isWhole) return null;
  const texts: string[] = [];
  for (const item of linker.of(module, linker.argument({ module, call }, takes.to.at))) {
    const fn = item.kind === "function" ? item.module.flow.functions[item.fn] : undefined;
    const param = fn?.params[0];
    if (item.kind !== "function" || fn === undefined || param === undefined || param.rest) return null;
    linker.use(module, item.module);
    for (const returned of leading(item.module, fn.returnNode, RETURNS)) {
      const made = textsOf(models, item.module, returned.node, [...given, { module: item.module, param: param.node, texts: list.texts }], depth);
      if (!made.isWhole) return null;
      texts.push(...made.texts);
    }
  }
  return { texts, isWhole: texts.length > 0 };
}

const ELEMENTS: ReadonlySet<Edge> = new Set([Edge.Store, Edge.SpreadElements]);

/** `asker`: a call that only goes over it. */
function isChanged({ flow }: Loaded, array: number, asker: number): boolean {
  for (let node = 0; node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    if (flow.nodeOrigin[node] === array && node !== array && (kind === Node.Update || (kind === Node.Post && flow.nodeAux[node] !== asker))) return true;
  }
  return false;
}
