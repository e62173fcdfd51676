/** Which router a value is: the same router has the same key, by whatever name a file calls it. */
import { Edge, Node } from "../../compile/index.js";
import type { Models } from "../context.js";
import { importedNodes } from "../imports.js";
import { targetsOf } from "../targets.js";
import type { Loaded } from "../world.js";

/** Where a router is made, or taken from. */
export interface Router {
  readonly key: string;
  readonly module: Loaded;
  readonly node: number;
  /** A parameter of a function: whoever calls it says which router it is. */
  readonly parameter: { readonly fn: number; readonly index: number } | null;
}

/** Steps from a use of a router to where it is made. */
const STEPS = 40;

/** The router that a node's value is; `null`: it cannot be told. */
export function routerAt(models: Models, module: Loaded, node: number, left = STEPS): Router | null {
  if (node < 0 || left === 0) return null;
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  const aux = flow.nodeAux[origin] ?? -1;
  const made: Router = { key: `${module.id}:${origin}`, module, node: origin, parameter: null };
  switch (flow.nodeKind[origin] as Node) {
    case Node.Call: {
      // A registration gives back the router that it was called on, so that calls can be chained.
      const receiver = flow.calls.receiver[aux] ?? -1;
      const isChained = receiver >= 0 && targetsOf(models.linker, module, aux).some((target) => target.kind === "library" && target.effects.routes.length > 0);
      return isChained ? routerAt(models, module, receiver, left - 1) : made;
    }
    case Node.Param:
      return { ...made, parameter: { fn: flow.nodeFunction[origin] ?? 0, index: aux } };
    case Node.Import:
    case Node.Module: {
      const info = flow.imports[aux];
      if ((flow.nodeKind[origin] as Node) !== Node.Import || info === undefined) return made;
      return imported(models, module, info.specifier, info.name, left) ?? made;
    }
    case Node.Load: {
      const edge = flow.in[flow.firstIn[origin] ?? 0] ?? -1;
      const base = flow.edgeFrom[edge] ?? -1;
      const name = flow.strings[aux] ?? "";
      const owner = flow.nodeOrigin[base] ?? base;
      if ((flow.nodeKind[owner] as Node) === Node.This) return { ...made, key: `${module.id}:class${flow.functions[flow.nodeFunction[owner] ?? 0]?.class ?? -1}.${name}` };
      return made;
    }
    case Node.Variable:
    case Node.Captured:
    case Node.Cell:
    case Node.Cast:
    case Node.Await:
    case Node.Join: {
      for (let at = flow.firstIn[origin] ?? 0; at < (flow.firstIn[origin + 1] ?? 0); at++) {
        const edge = flow.in[at] ?? 0;
        const kind = flow.edgeKind[edge] as Edge;
        if (kind === Edge.Value || kind === Edge.Capture || kind === Edge.Cell || kind === Edge.Await) return routerAt(models, module, flow.edgeFrom[edge] ?? -1, left - 1);
      }
      return made;
    }
    default:
      return null;
  }
}

function imported(models: Models, module: Loaded, specifier: string, name: string, left: number): Router | null {
  const [place] = importedNodes(models.linker, module, { specifier, name });
  return place === undefined ? null : routerAt(models, place.module, place.node, left - 1);
}

/** The routers that a value handed to a registration may be: itself, what a function that made it gives back, the first parameter of a plugin. */
export function routersHandedOver(models: Models, module: Loaded, node: number): readonly Router[] {
  const { flow } = module;
  const { linker } = models;
  const found: Router[] = [];
  const own = routerAt(models, module, node);
  if (own !== null) found.push(own);
  for (const item of linker.of(module, node)) {
    if (item.kind !== "function") continue;
    const param = item.module.flow.functions[item.fn]?.params[0];
    if (param !== undefined) found.push({ key: `${item.module.id}:${param.node}`, module: item.module, node: param.node, parameter: { fn: item.fn, index: 0 } });
  }
  const origin = flow.nodeOrigin[node] ?? node;
  if (flow.nodeKind[origin] !== Node.Call) return found;
  for (const target of targetsOf(linker, module, flow.nodeAux[origin] ?? 0)) {
    if (target.kind !== "function") continue;
    const inner = target.module.flow;
    const end = inner.functions[target.fn]?.returnNode ?? -1;
    for (let at = inner.firstIn[end] ?? 0; at < (inner.firstIn[end + 1] ?? 0); at++) {
      const returned = routerAt(models, target.module, inner.edgeFrom[inner.in[at] ?? 0] ?? -1);
      if (returned !== null) found.push(returned);
    }
  }
  return found;
}
