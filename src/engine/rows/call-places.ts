/** What stands at a place of a call, as the versions of values in its file show it: nodes, constants, the text that a text begins with, and the versions of it afterwards. */
import { Edge, Node, type Constant, type FlowModule } from "../../compile/index.js";
import type { Place } from "../../models/model.js";
import type { Linker } from "../link/linker.js";
import type { Site } from "../program/entity.js";
import { heldBy, isConstant } from "../program/held.js";
import type { Models } from "./context.js";

/** The node at a place of a call; -1: nothing is there; -2: it cannot be told. */
export function placeNode(models: Models, site: Site, place: Place): number {
  let node = models.linker.argument(site, place.at);
  if (node < 0) return -1;
  const { flow } = site.module;
  for (const name of place.path) {
    const next = propertyNode(site, node, name);
    if (next < 0) return flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Object ? -1 : -2;
    node = next;
  }
  return node;
}

/** The node stored under a name in an object literal or its later versions; -1. */
export function propertyNode(site: Site, node: number, name: string): number {
  const { flow } = site.module;
  const pending = [node];
  const seen = new Set(pending);
  for (;;) {
    const at = pending.shift();
    if (at === undefined) return -1;
    const end = flow.firstIn[at + 1] ?? 0;
    for (let index = (flow.firstIn[at + 1] ?? 0) - 1; index >= (flow.firstIn[at] ?? end); index--) {
      const edge = flow.in[index] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Store: {
          const path = flow.paths[flow.edgeLabel[edge] ?? -1];
          if (path?.length === 1 && path[0] === name) return from;
          break;
        }
        case Edge.Value:
        case Edge.Base:
        case Edge.Post:
        case Edge.Refine:
        case Edge.Capture:
        case Edge.Spread:
          if (!seen.has(from)) {
            seen.add(from);
            pending.push(from);
          }
          break;
        default:
      }
    }
  }
}

/** The constant at a place of a call. */
export function constantAt(models: Models, site: Site, place: Place): Constant {
  return constantOf(site, placeNode(models, site, place));
}

/** The constant that a node is, or that a variable which never changes holds. */
export function constantOf({ module: { flow } }: Site, at: number): Constant {
  const node = unchanged(flow, at);
  return flow.nodeKind[node] === Node.Constant ? flow.constants[flow.nodeAux[node] ?? -1] : undefined;
}

/** The call whose result a node is, or a variable which never changes holds; `null`: none. */
export function callOf({ module: { flow } }: Site, at: number): number | null {
  const node = unchanged(flow, at);
  return flow.nodeKind[node] === Node.Call ? (flow.nodeAux[node] ?? null) : null;
}

/** The constant text that the text at a place of a call begins with; "": none, or it cannot be told. */
export function leadingText(models: Models, site: Site, place: Place): string {
  const { flow } = site.module;
  let node = placeNode(models, site, place);
  for (let depth = 0; depth < LEADING_DEPTH; depth++) {
    node = unchanged(flow, node);
    const kind = flow.nodeKind[node] as Node;
    if (node < 0 || (kind !== Node.Constant && kind !== Node.Text)) return "";
    const leading = flow.constants[flow.nodeAux[node] ?? -1];
    if (typeof leading === "string") return leading;
    if (kind === Node.Constant) return "";
    node = firstPart(flow, node);
  }
  return "";
}
const LEADING_DEPTH = 8;

/** The first part of a text, in the order of the text; -1: it has none. */
function firstPart(flow: FlowModule, node: number): number {
  let found = -1;
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (found < 0 || (flow.edgeStart[edge] ?? 0) < (flow.edgeStart[found] ?? 0)) found = edge;
  }
  return found < 0 ? -1 : (flow.edgeFrom[found] ?? -1);
}

/** The node itself; of a variable that never changes, what it holds; -1: that cannot be told. */
function unchanged(flow: FlowModule, node: number): number {
  const [held = -1, ...others] = heldBy(flow, node, isConstant);
  return others.length === 0 ? held : -1;
}

/** The versions of an argument after the call; where it has none, but something in it changed (`inside`), the argument itself. */
export function nodesAfter(linker: Linker, site: Site, argument: number, inside: boolean): readonly number[] {
  const { flow } = site.module;
  const node = linker.argument(site, argument);
  if (node < 0) return [];
  const found: number[] = [];
  for (let at = flow.firstOut[node] ?? 0; at < (flow.firstOut[node + 1] ?? 0); at++) {
    const edge = flow.out[at] ?? 0;
    const to = flow.edgeTo[edge] ?? -1;
    if (flow.edgeKind[edge] === Edge.Post && flow.nodeAux[to] === site.call && flow.edgeLabel[edge] === argument) found.push(to);
  }
  return found.length === 0 && inside ? [node] : found;
}
