/** Which router a value is: the same router has the same key, by whatever name a file calls it. */
import { Edge, Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { hasAct } from "../effects/acts.js";
import { importedNodes } from "../link/imports.js";
import { targetsOf } from "../link/targets.js";
import type { Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Target } from "../program/target.js";
import { propertyNode } from "../rows/call-places.js";
import type { Models } from "../rows/context.js";

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

/** The router that a node's value is; `null`: it cannot be told. `derived` takes the calls on the way that derive one router from another, the first one first. */
export function routerAt(models: Models, module: Loaded, node: number, left = STEPS, derived: Site[] = []): Router | null {
  if (node < 0 || left === 0) return null;
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  const aux = flow.nodeAux[origin] ?? -1;
  const made: Router = { key: `${module.id}:${origin}`, module, node: origin, parameter: null };
  switch (flow.nodeKind[origin] as Node) {
    case Node.Call: {
      // A registration gives back the router that it was called on, so that calls can be chained.
      const receiver = flow.calls.receiver[aux] ?? -1;
      const targets = targetsOf(models.linker, module, aux);
      const routes = targets.flatMap((target) => (target.kind === "library" ? target.effects.routes : []));
      if (receiver < 0 || routes.length === 0) {
        const [returned, other] = returnedBy(models, targets, left, derived);
        return other === undefined ? (returned ?? made) : made;
      }
      if (routes.some(({ role }) => role === "derives")) derived.unshift({ module, call: aux });
      return routerAt(models, module, receiver, left - 1, derived);
    }
    case Node.Param:
      return { ...made, parameter: { fn: flow.nodeFunction[origin] ?? 0, index: aux } };
    case Node.Import:
    case Node.Module: {
      const info = flow.imports[aux];
      if ((flow.nodeKind[origin] as Node) !== Node.Import || info === undefined) return made;
      return imported(models, module, info.specifier, info.name, left, derived) ?? made;
    }
    case Node.Load: {
      const edge = flow.in[flow.firstIn[origin] ?? 0] ?? -1;
      const base = flow.edgeFrom[edge] ?? -1;
      const name = flow.strings[aux] ?? "";
      const owner = flow.nodeOrigin[base] ?? base;
      if ((flow.nodeKind[owner] as Node) === Node.This) return { ...made, key: `${module.id}:class${flow.functions[flow.nodeFunction[owner] ?? 0]?.class ?? -1}.${name}` };
      // `server.auth` is a part of the server; a builder that is read from something is one by itself.
      const { linker } = models;
      const own = linker.state(module, origin);
      if (own !== NOTHING && linker.state(module, base) !== NOTHING) return hasAct(models, own, "whole-service", null) ? made : routerAt(models, module, base, left - 1, derived);
      const held = propertyNode({ module, call: -1 }, base, name);
      return held < 0 ? made : routerAt(models, module, held, left - 1, derived);
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
        if (kind === Edge.Value || kind === Edge.Capture || kind === Edge.Cell || kind === Edge.Await) return routerAt(models, module, flow.edgeFrom[edge] ?? -1, left - 1, derived);
      }
      return made;
    }
    default:
      return null;
  }
}

/** The routers that functions of the program give back. */
function returnedBy(models: Models, targets: readonly Target[], left: number, derived: Site[]): readonly Router[] {
  const found = new Map<string, Router>();
  for (const target of targets) {
    if (target.kind !== "function") continue;
    const { flow } = target.module;
    const end = flow.functions[target.fn]?.returnNode ?? -1;
    for (let at = flow.firstIn[end] ?? 0; at < (flow.firstIn[end + 1] ?? 0); at++) {
      const node = flow.edgeFrom[flow.in[at] ?? 0] ?? -1;
      const returned = models.linker.state(target.module, node) === NOTHING ? null : routerAt(models, target.module, node, left - 1, derived);
      if (returned !== null) found.set(returned.key, returned);
    }
  }
  return [...found.values()];
}

function imported(models: Models, module: Loaded, specifier: string, name: string, left: number, derived: Site[]): Router | null {
  const [place] = importedNodes(models.linker, module, { specifier, name });
  return place === undefined ? null : routerAt(models, place.module, place.node, left - 1, derived);
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
  return flow.nodeKind[origin] === Node.Call ? [...found, ...returnedBy(models, targetsOf(linker, module, flow.nodeAux[origin] ?? 0), STEPS, [])] : found;
}
