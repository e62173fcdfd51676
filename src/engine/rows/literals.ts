/** Literals of objects and lists, as far as the program writes them down. */
import { Edge, Node } from "../../compile/index.js";
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

/** The texts that a list, or one text, is written down with. */
export function textsOf(models: Models, module: Loaded, start: number): Texts {
  const texts: string[] = [];
  let isWhole = true;
  const pending: Written[] = [...originsOf(models, module, start)];
  for (const { module: at, node } of pending) {
    const { flow } = at;
    const kind = flow.nodeKind[node] as Node;
    const constant = kind === Node.Constant ? flow.constants[flow.nodeAux[node] ?? -1] : undefined;
    if (typeof constant === "string") texts.push(constant);
    if (kind === Node.Array && pending.length < STEPS) for (const each of leading(at, node, ELEMENTS)) pending.push(...originsOf(models, at, each.node));
    else if (kind !== Node.Constant) isWhole = false;
    // A list that was added to in place.
    if (kind === Node.Array && isChanged(at, node)) isWhole = false;
  }
  return { texts, isWhole };
}

const ELEMENTS: ReadonlySet<Edge> = new Set([Edge.Store, Edge.SpreadElements]);

function isChanged({ flow }: Loaded, array: number): boolean {
  for (let node = 0; node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    if (flow.nodeOrigin[node] === array && node !== array && (kind === Node.Update || kind === Node.Post)) return true;
  }
  return false;
}
