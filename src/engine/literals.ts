/** Literals of objects and lists, as far as the program writes them down. */
import { Edge, Node } from "../compile/index.js";
import type { Loaded } from "./world.js";

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
