/** What a value is, or is made of: followed back inside the function, through imports, and into what it calls. */
import { Edge, Node, type FlowModule } from "../../../compile/index.js";
import { AWAITED, RESULT } from "../../../models/model.js";
import { importedNodes } from "../../link/imports.js";
import { targetsOf } from "../../link/targets.js";
import type { Loaded } from "../../program/loaded.js";
import { holdsAt } from "../../rows/conditions.js";
import type { Models } from "../../rows/context.js";

/** The value itself; what is made of it, also by calls; what a call gave that took it, but not it itself. */
export type Way = "same" | "made" | "found";

/** Whether a value is, or is made of, one of the source kinds: inside the function, and in what it calls. */
export function restsOn(models: Models, module: Loaded, start: number, kinds: ReadonlySet<string>, by: Way): boolean {
  if (start < 0 || kinds.size === 0) return false;
  const pending: { readonly module: Loaded; readonly node: number; readonly found: boolean; readonly depth: number }[] = [{ module, node: start, found: by !== "found", depth: 0 }];
  const seen = new Set<string>();
  for (const at of pending) {
    if (pending.length > SLICE) return false;
    if (at.found && isSource(models, at.module, at.node, kinds, by)) return true;
    const { flow } = at.module;
    const add = (where: Loaded, node: number, found: boolean, depth: number): void => {
      const key = `${where.id}:${node}:${found ? 1 : 0}`;
      if (node < 0 || seen.has(key)) return;
      seen.add(key);
      pending.push({ module: where, node, found, depth });
    };
    const kind = flow.nodeKind[at.node] as Node;
    const isCall = kind === Node.Call;
    if (isCall && by === "same") continue;
    for (let index = flow.firstIn[at.node] ?? 0; index < (flow.firstIn[at.node + 1] ?? 0); index++) {
      const edge = flow.in[index] ?? 0;
      if (PASSED_OVER.has(flow.edgeKind[edge] as Edge)) continue;
      add(at.module, flow.edgeFrom[edge] ?? -1, at.found || isCall, at.depth);
    }
    if (kind === Node.Import) {
      for (const place of imported(models, at.module, flow.nodeAux[at.node] ?? -1)) add(place.module, place.node, at.found, at.depth);
    } else if (isCall && at.depth < DEPTH) {
      for (const target of targetsOf(models.linker, at.module, flow.nodeAux[at.node] ?? 0)) {
        if (target.kind !== "function") continue;
        models.linker.use(module, target.module);
        add(target.module, target.module.flow.functions[target.fn]?.returnNode ?? -1, true, at.depth + 1);
      }
    }
  }
  return false;
}
/** Nodes that a value is followed back through, and functions inside one another. */
export const SLICE = 160;
export const DEPTH = 3;
/** Who is called, and what a function that is made sees, is no part of a value. */
export const PASSED_OVER: ReadonlySet<Edge> = new Set([Edge.Callee, Edge.Environment]);

export function imported({ linker }: Models, module: Loaded, index: number): readonly { readonly module: Loaded; readonly node: number }[] {
  const info = module.flow.imports[index];
  return info === undefined ? [] : importedNodes(linker, module, info);
}

function isSource(models: Models, module: Loaded, node: number, kinds: ReadonlySet<string>, by: Way): boolean {
  const { linker, vocabulary } = models;
  const { flow } = module;
  const kind = flow.nodeKind[node] as Node;
  const aux = flow.nodeAux[node] ?? -1;
  if (linker.of(module, node).some((item) => item.kind === "library" && linker.models.sources(item.state).some((source) => source.path.length === 0 && kinds.has(source.kind)))) return true;
  if (kind === Node.Load && aux >= 0) return kinds.has(`named ${vocabulary.nameKind(flow.strings[aux] ?? "", null) ?? ""}`) && (by !== "found" || isOfParameter(flow, node));
  if (kind !== Node.Call) return false;
  const site = { module, call: aux };
  return targetsOf(linker, module, aux).some((target) => target.kind === "library" && target.effects.sources.some((source) => source.at === RESULT && source.path.every((step) => step === AWAITED) && kinds.has(source.kind) && holdsAt(models, site, source)));
}

/** Whether a member was read from what the function was given, not from what it got itself. */
function isOfParameter(flow: FlowModule, start: number): boolean {
  let node = start;
  for (let left = 30; left > 0 && node >= 0; left--) {
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Param) return true;
    if (kind === Node.Call || kind === Node.Join) return false;
    node = flow.edgeFrom[flow.in[flow.firstIn[node] ?? 0] ?? -1] ?? -1;
    if ((flow.firstIn[node + 1] ?? 0) === (flow.firstIn[node] ?? 0)) return flow.nodeKind[node] === Node.Param;
  }
  return false;
}
