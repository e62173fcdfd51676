/** Names of built-ins: what a node is, read from the global object by known names. */
import { Edge, Node, type FlowModule } from "../../compile/index.js";

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(["globalThis", "window", "global", "self"]);
/** Longest way through variables and properties. */
const DEPTH = 12;

/** `"Array.prototype.at"`; `""`: the global object itself; `null`: anything else. A local variable that is nothing else is followed. */
export function globalPath(flow: FlowModule, node: number, depth = 0): string | null {
  if (node < 0 || depth > DEPTH) return null;
  const origin = flow.nodeOrigin[node] ?? node;
  const name = flow.strings[flow.nodeAux[origin] ?? -1];
  switch (flow.nodeKind[origin] as Node) {
    case Node.Global:
      return name === undefined ? null : GLOBAL_OBJECTS.has(name) ? "" : name;
    case Node.Load: {
      const edge = flow.in[flow.firstIn[origin] ?? 0] ?? -1;
      const base = (flow.nodeAux[origin] ?? -1) < 0 ? null : globalPath(flow, flow.edgeFrom[edge] ?? -1, depth + 1);
      return base === null || name === undefined ? null : base === "" ? (GLOBAL_OBJECTS.has(name) ? "" : name) : `${base}.${name}`;
    }
    case Node.Import:
      return processImport(flow, origin);
    case Node.Module:
      return /^(node:)?process$/.test(name ?? "") ? "process" : null;
    case Node.Variable:
    case Node.Captured:
    case Node.Cell:
    case Node.Cast:
      return common(flow, origin, depth);
    default:
      return null;
  }
}

/** The module `process` is the global of that name. */
function processImport(flow: FlowModule, node: number): string | null {
  const item = flow.imports.find((each) => each.node === node);
  if (item === undefined || !/^(node:)?process$/.test(item.specifier)) return null;
  return /^(\*|=|default)$/.test(item.name) ? "process" : `process.${item.name}`;
}

/** What all values are that a variable takes, if they are the same. */
function common(flow: FlowModule, node: number, depth: number): string | null {
  let found: string | null = null;
  const end = flow.firstIn[node + 1] ?? 0;
  for (let at = flow.firstIn[node] ?? 0; at < end; at++) {
    const edge = flow.in[at] ?? 0;
    const kind = flow.edgeKind[edge] as Edge;
    if (kind !== Edge.Value && kind !== Edge.Capture && kind !== Edge.Cell) continue;
    const from = flow.edgeFrom[edge] ?? -1;
    if (flow.nodeKind[from] === Node.Update) continue;
    const path = globalPath(flow, from, depth + 1);
    if (path === null || (found !== null && found !== path)) return null;
    found = path;
  }
  return found;
}
