/** The properties of a value, as the versions of it in its file show them: the last write, else what the value is. */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import type { Entity } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Linker } from "./linker.js";
import { resultOf } from "./results.js";
import { testedEntities } from "./tested-types.js";
import { typeEntities } from "./types.js";

/** What the property `name` of the value at `node` is: the last write that the versions show, else what the value is. */
export function lookup(linker: Linker, module: Loaded, node: number, name: string): readonly Entity[] {
  return asked(linker, module, node, name, false);
}

/** Only what is written to the property in versions of the value, not what the value was before. */
export function written(linker: Linker, module: Loaded, node: number, name: string): readonly Entity[] {
  return asked(linker, module, node, name, true);
}

function asked(linker: Linker, module: Loaded, node: number, name: string, writtenOnly: boolean): readonly Entity[] {
  if (!linker.enter(null, name)) return NO_ENTITIES;
  const found = versions(linker, module, node, name, writtenOnly);
  linker.leave();
  return found;
}

/** Nodes that were visited: mostly a few, in a long file thousands. */
class Visited {
  readonly #few: number[] = [];
  #many: Set<number> | null = null;

  /** False when it was there. */
  add(node: number): boolean {
    if (this.#many !== null) return this.#many.size !== this.#many.add(node).size;
    if (this.#few.includes(node)) return false;
    this.#few.push(node);
    if (this.#few.length > FEW) this.#many = new Set(this.#few);
    return true;
  }
}
const FEW = 12;

function versions(linker: Linker, module: Loaded, start: number, name: string, writtenOnly: boolean): readonly Entity[] {
  const { flow } = module;
  const set = new EntitySet();
  const pending = [start];
  const seen = new Visited();
  for (;;) {
    const node = pending.pop();
    if (node === undefined) return set.list();
    if (!seen.add(node)) continue;
    switch (flow.nodeKind[node] as Node) {
      case Node.Update:
        addUpdate(linker, module, node, name, set, pending);
        break;
      case Node.Variable: {
        const type = flow.bindings[flow.nodeAux[node] ?? -1]?.type ?? null;
        if (type !== null) addMembers(linker, typeEntities(linker, module, type), name, set);
        addBefore(flow, node, pending);
        break;
      }
      case Node.Refine:
        if (!writtenOnly) addMembers(linker, testedEntities(linker, module, node), name, set);
        addBefore(flow, node, pending);
        break;
      case Node.Post:
      case Node.Join:
      case Node.Out:
      case Node.Captured:
      case Node.Cell:
        addBefore(flow, node, pending);
        break;
      case Node.Object:
      case Node.Array:
        addLiteral(linker, module, node, name, set, pending);
        break;
      case Node.Rest: {
        const end = flow.firstIn[node + 1] ?? 0;
        for (let at = flow.firstIn[node] ?? 0; at < end; at++) {
          const edge = flow.in[at] ?? 0;
          if (flow.edgeKind[edge] === Edge.Spread && !isLeftOut(flow, edge, name)) pending.push(flow.edgeFrom[edge] ?? -1);
        }
        break;
      }
      default:
        if (!writtenOnly) addMembers(linker, linker.of(module, node), name, set);
    }
  }
}

function addMembers(linker: Linker, items: readonly Entity[], name: string, set: EntitySet): void {
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item !== undefined) set.addAll(linker.member(item, name));
  }
}

/** Whether a spread does not take a property over. */
export function isLeftOut(flow: FlowModule, edge: number, name: string): boolean {
  const label = flow.edgeLabel[edge] ?? 0;
  return label > 0 && flow.paths[label - 1]?.includes(name) === true;
}

function addBefore(flow: FlowModule, node: number, pending: number[]): void {
  const end = flow.firstIn[node + 1] ?? 0;
  for (let at = flow.firstIn[node] ?? 0; at < end; at++) pending.push(flow.edgeFrom[flow.in[at] ?? 0] ?? -1);
}

function addUpdate(linker: Linker, module: Loaded, node: number, name: string, set: EntitySet, pending: number[]): void {
  const { flow } = module;
  const path = flow.paths[flow.nodeAux[node] ?? -1];
  const overwrites = path?.length === 1 && path[0] === name;
  const end = flow.firstIn[node + 1] ?? 0;
  for (let at = flow.firstIn[node] ?? 0; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    const from = flow.edgeFrom[edge] ?? -1;
    if (kind === Edge.Store && path?.length === 1 && (overwrites || path[0] === "[]")) set.addAll(linker.of(module, from));
    if (kind === Edge.Base && !overwrites) pending.push(from);
  }
}

function addLiteral(linker: Linker, module: Loaded, node: number, name: string, set: EntitySet, pending: number[]): void {
  const { flow } = module;
  const end = flow.firstIn[node + 1] ?? 0;
  for (let at = flow.firstIn[node] ?? 0; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    const from = flow.edgeFrom[edge] ?? -1;
    const path = flow.paths[flow.edgeLabel[edge] ?? -1];
    if (kind === Edge.Store && (path?.[0] === name || path?.[0] === "[]")) set.addAll(linker.of(module, from));
    else if (kind === Edge.Getter && path?.[0] === name) for (const item of linker.of(module, from)) set.addAll(resultOf(linker, item, null, false));
    else if (kind === Edge.Spread && !isLeftOut(flow, edge, name)) pending.push(from);
  }
  if (flow.nodeKind[node] === Node.Array) set.addAll(linker.library(linker.models.member(linker.models.type("ecmascript.Array"), name)));
}
