/** What a test tells of what a value is: `value instanceof C`. A version of a value is asked; the linker knows what all of them are. */
import { Edge, GuardOp, Node, type FlowModule } from "../../compile/index.js";
import { entity, type Entity } from "../program/entity.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import type { Loaded } from "../program/loaded.js";
import type { Linker } from "./linker.js";

/** The entities of a value behind a test, by the test alone; `refined`: a node of the kind Refine. */
export function testedEntities(linker: Linker, module: Loaded, refined: number): readonly Entity[] {
  const guard = module.flow.guards[module.flow.nodeAux[refined] ?? -1];
  if (guard?.op !== GuardOp.InstanceOf) return NO_ENTITIES;
  const set = new EntitySet();
  for (const item of linker.of(module, guard.operand)) {
    if (item.kind === "class") {
      linker.use(module, item.module);
      set.add(entity.someInstance(item.module, item.cls));
    } else if (item.kind === "library") set.addAll(linker.library(linker.models.instance(item.state)));
  }
  return set.list();
}

/** The same by all tests before a version of a value. */
export function testedBefore(linker: Linker, module: Loaded, version: number): readonly Entity[] {
  const { flow } = module;
  let found = NO_ENTITIES;
  for (let node = version, left = VERSIONS; left > 0 && isVersion(flow, node); node = before(flow, node), left--) {
    const tested = flow.nodeKind[node] === Node.Refine ? testedEntities(linker, module, node) : NO_ENTITIES;
    if (tested.length > 0) found = found.length === 0 ? tested : [...found, ...tested];
  }
  return found;
}

/** Versions of one value that are looked back over. */
const VERSIONS = 20;

const isVersion = ({ nodeKind }: FlowModule, node: number): boolean => nodeKind[node] === Node.Refine || nodeKind[node] === Node.Post;

function before({ firstIn, in: edges, edgeKind, edgeFrom }: FlowModule, node: number): number {
  for (let at = firstIn[node] ?? 0; at < (firstIn[node + 1] ?? 0); at++) {
    const edge = edges[at] ?? 0;
    if (edgeKind[edge] === Edge.Refine || edgeKind[edge] === Edge.Post) return edgeFrom[edge] ?? -1;
  }
  return -1;
}
