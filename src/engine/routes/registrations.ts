/** The calls of a file by which a framework is told what runs for requests. */
import { Edge, Node } from "../../compile/index.js";
import type { RouteAt } from "../../models/model.js";
import { constantAt, placeNode } from "../call-places.js";
import type { Models } from "../context.js";
import type { Entity } from "../entity.js";
import { targetsOf } from "../targets.js";
import type { Loaded } from "../world.js";
import { routerAt, type Router } from "./routers.js";

/** A function or router that was handed to a registration. */
export interface Link {
  readonly module: Loaded;
  readonly node: number;
  readonly entities: readonly Entity[];
}

export interface Registration {
  readonly module: Loaded;
  readonly call: number;
  readonly role: RouteAt["role"];
  /** The name of the method that was called: `post`. */
  readonly verb: string;
  readonly router: Router | null;
  /** The path, where it is a constant; "": it has none, so it is for all. */
  readonly path: string | null;
  /** In the order in which they run. */
  readonly links: readonly Link[];
}

const KEY = {};

/** In the order of the text. */
export function registrationsOf(models: Models, module: Loaded): readonly Registration[] {
  let found = module.memo.get(KEY) as Registration[] | undefined;
  if (found === undefined) {
    module.memo.set(KEY, (found = []));
    const { calls } = module.flow;
    for (let call = 0; call < calls.count; call++) {
      for (const target of targetsOf(models.linker, module, call)) {
        if (target.kind !== "library") continue;
        const [route] = target.effects.routes;
        if (route !== undefined && route.role !== "scope") found.push(registration(models, module, call, route));
      }
    }
    found.sort((a, b) => positionOf(a) - positionOf(b));
  }
  return found;
}

/** Where the call ends: chained calls begin at the same place. */
export function positionOf({ module, call }: Registration): number {
  return module.flow.nodeEnd[module.flow.calls.result[call] ?? -1] ?? 0;
}

function registration(models: Models, module: Loaded, call: number, route: RouteAt): Registration {
  const { flow } = module;
  const site = { module, call };
  const callee = flow.calls.callee[call] ?? -1;
  const receiver = flow.calls.receiver[call] ?? -1;
  const own = route.prefix === null ? "" : pathText(constantAt(models, site, route.prefix), placeNode(models, site, route.prefix) === -1 || route.handlers.some(({ at, path }) => at === route.prefix?.at && path.length === 0) && isHandler(models, module, placeNode(models, site, route.prefix)));
  const scope = scopeOf(models, module, receiver);
  const links = route.handlers.flatMap((place) => linksAt(models, module, placeNode(models, site, place)));
  return {
    module, call, role: route.role, verb: flow.strings[flow.nodeKind[callee] === Node.Load ? (flow.nodeAux[callee] ?? -1) : -1] ?? "",
    router: receiver < 0 ? null : routerAt(models, module, receiver),
    path: own === null || scope === null ? null : scope + own,
    links,
  };
}

/** `isMissing`: there is no path, so all requests are meant. */
function pathText(constant: unknown, isMissing: boolean): string | null {
  return typeof constant === "string" ? constant : isMissing ? "" : null;
}

/** Whether a value at the place of a path is a function. */
function isHandler(models: Models, module: Loaded, node: number): boolean {
  return node >= 0 && models.linker.of(module, node).some(({ kind }) => kind === "function" || kind === "bound" || kind === "class");
}

/** The path of the router that the call is chained to: `app.route("/x").get(…)`. */
function scopeOf(models: Models, module: Loaded, receiver: number): string | null {
  const { flow } = module;
  let node = receiver;
  for (let left = 20; left > 0; left--) {
    node = flow.nodeOrigin[node] ?? node;
    if (node < 0 || flow.nodeKind[node] !== Node.Call) return "";
    const call = flow.nodeAux[node] ?? 0;
    const routes = targetsOf(models.linker, module, call).flatMap((target) => (target.kind === "library" ? target.effects.routes : []));
    if (routes.length === 0) return "";
    const scope = routes.find(({ role }) => role === "scope");
    if (scope !== undefined) return scope.prefix === null ? "" : pathText(constantAt(models, { module, call }, scope.prefix), false);
    node = flow.calls.receiver[call] ?? -1;
  }
  return "";
}

/** A list of handlers is each of them; a text is none. */
function linksAt(models: Models, module: Loaded, node: number): readonly Link[] {
  if (node < 0) return [];
  const { flow } = module;
  const origin = flow.nodeOrigin[node] ?? node;
  const kind = flow.nodeKind[origin] as Node;
  if (kind === Node.Constant || kind === Node.Text) return [];
  if (kind === Node.Array) {
    const items: { readonly index: number; readonly node: number }[] = [];
    for (let at = flow.firstIn[origin] ?? 0; at < (flow.firstIn[origin + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      if (flow.edgeKind[edge] === Edge.Store) items.push({ index: flow.edgeStart[edge] ?? 0, node: flow.edgeFrom[edge] ?? -1 });
    }
    return items.sort((a, b) => a.index - b.index).flatMap((item) => linksAt(models, module, item.node));
  }
  return [{ module, node, entities: models.linker.of(module, node) }];
}
