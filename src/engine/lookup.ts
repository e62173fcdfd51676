/** The properties of a value, as the versions of it in its file show them: the last write, else what the value is. */
import { Edge, Node, type FlowModule } from "../compile/index.js";
import { EntitySet, type Entity } from "./entity.js";
import type { Linker } from "./linker.js";
import { memberOf } from "./members.js";
import { resultOf } from "./results.js";
import { typeEntities } from "./types.js";
import type { Loaded } from "./world.js";

/** What the property `name` of the value at `node` is: the last write that the versions show, else what the value is. */
export function lookup(linker: Linker, module: Loaded, node: number, name: string): readonly Entity[] {
  return linker.nested(null, () => versions(linker, module, node, name, false));
}

/** Only what is written to the property in versions of the value, not what the value was before. */
export function written(linker: Linker, module: Loaded, node: number, name: string): readonly Entity[] {
  return linker.nested(null, () => versions(linker, module, node, name, true));
}

function versions(linker: Linker, module: Loaded, start: number, name: string, writtenOnly: boolean): readonly Entity[] {
  const { flow } = module;
  const set = new EntitySet();
  const seen = new Set<number>();
  const pending = [start];
  const before = (_edge: number, _kind: Edge, from: number): void => { pending.push(from); };
  for (;;) {
    const node = pending.pop();
    if (node === undefined) return set.list();
    if (seen.has(node)) continue;
    seen.add(node);
    switch (flow.nodeKind[node] as Node) {
      case Node.Update: {
        const path = flow.paths[flow.nodeAux[node] ?? -1];
        const overwrites = path?.length === 1 && path[0] === name;
        eachIn(flow, node, (_edge, kind, from) => {
          if (kind === Edge.Store && path?.length === 1 && (overwrites || path[0] === "[]")) set.addAll(linker.of(module, from));
          if (kind === Edge.Base && !overwrites) pending.push(from);
        });
        break;
      }
      case Node.Variable: {
        const type = flow.bindings[flow.nodeAux[node] ?? -1]?.type ?? null;
        if (type !== null) for (const item of typeEntities(linker, module, type)) set.addAll(memberOf(linker, item, name));
        eachIn(flow, node, before);
        break;
      }
      case Node.Refine:
      case Node.Post:
      case Node.Join:
      case Node.Out:
      case Node.Captured:
      case Node.Cell:
        eachIn(flow, node, before);
        break;
      case Node.Object:
      case Node.Array:
        eachIn(flow, node, (edge, kind, from) => {
          const path = flow.paths[flow.edgeLabel[edge] ?? -1];
          if (kind === Edge.Store && (path?.[0] === name || path?.[0] === "[]")) set.addAll(linker.of(module, from));
          if (kind === Edge.Getter && path?.[0] === name) for (const item of linker.of(module, from)) set.addAll(resultOf(linker, item, null, false));
          if (kind === Edge.Spread && !isLeftOut(flow, edge, name)) pending.push(from);
        });
        if (flow.nodeKind[node] === Node.Array) set.addAll(linker.library(linker.models.member(linker.models.type("ecmascript.Array"), name)));
        break;
      case Node.Rest:
        eachIn(flow, node, (edge, kind, from) => { if (kind === Edge.Spread && !isLeftOut(flow, edge, name)) pending.push(from); });
        break;
      default:
        if (!writtenOnly) for (const item of linker.of(module, node)) set.addAll(memberOf(linker, item, name));
    }
  }
}

/** Whether a spread does not take a property over. */
function isLeftOut(flow: FlowModule, edge: number, name: string): boolean {
  const label = flow.edgeLabel[edge] ?? 0;
  return label > 0 && flow.paths[label - 1]?.includes(name) === true;
}

function eachIn(flow: FlowModule, node: number, visit: (edge: number, kind: Edge, from: number) => void): void {
  const end = flow.firstIn[node + 1] ?? 0;
  for (let at = flow.firstIn[node] ?? 0; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    visit(edge, flow.edgeKind[edge] as Edge, flow.edgeFrom[edge] ?? -1);
  }
}
