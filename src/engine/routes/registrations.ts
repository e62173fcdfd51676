/** The calls of a file by which a framework is told what runs for requests. */
import { Edge, Node } from "../../compile/index.js";
import { ANY, NOTHING, type RouteAt } from "../../models/model.js";
import { actsAtCall, hasAct } from "../effects/acts.js";
import { targetsOf } from "../link/targets.js";
import type { Entity, Site } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { constantAt, placeNode, propertyNode } from "../rows/call-places.js";
import { holdsAt } from "../rows/conditions.js";
import type { Models } from "../rows/context.js";
import { originsOf } from "../rows/literals.js";
import { storesOf } from "../rows/schemas.js";
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
  /** The calls by which the router was derived from it, each with what runs before the handler. */
  readonly derived: readonly Site[];
  /** The name under which it is one of several. */
  readonly name: string;
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
        const routes = target.effects.routes.filter((route) => route.role !== "scope" && route.role !== "derives" && holdsAt(models, { module, call }, route));
        found.push(...registrations(models, module, call, routes));
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

/** One call makes one, or one for each member of an object of handlers. */
function registrations(models: Models, module: Loaded, call: number, routes: readonly RouteAt[]): readonly Registration[] {
  const [first] = routes;
  if (first === undefined) return [];
  const { flow } = module;
  const site = { module, call };
  const callee = flow.calls.callee[call] ?? -1;
  const receiver = flow.calls.receiver[call] ?? -1;
  // What runs before comes first: the roles are in that order.
  const route = routes.find(({ role }) => role !== "before" && role !== "around") ?? first;
  const own = route.prefix === null ? "" : pathText(constantAt(models, site, route.prefix), placeNode(models, site, route.prefix) === -1 || route.handlers.some(({ at, path }) => at === route.prefix?.at && path.length === 0) && isHandler(models, module, placeNode(models, site, route.prefix)));
  const scope = scopeOf(models, module, receiver);
  const derived: Site[] = [];
  const base = {
    module, call, role: route.role, verb: flow.strings[flow.nodeKind[callee] === Node.Load ? (flow.nodeAux[callee] ?? -1) : -1] ?? "",
    router: receiver < 0 ? handedRouter(models, site, routes) : routerAt(models, module, receiver, undefined, derived),
    derived,
    path: own === null || scope === null ? null : scope + own,
  };
  const places = routes.flatMap(({ handlers }) => handlers);
  const several = route.handlers.find(({ path }) => path.includes(ANY));
  // What is only switched on is the call itself.
  const itself: readonly Link[] = route.role === "around" ? [{ module, node: flow.calls.result[call] ?? -1, entities: [] }] : [];
  if (several === undefined) return [{ ...base, name: "", links: [...places.flatMap((place) => linksAt(models, module, placeNode(models, site, place))), ...itself] }];
  const outer = several.path.slice(0, several.path.indexOf(ANY));
  const held = placeNode(models, site, { at: several.at, path: outer });
  const members = held < 0 ? [] : originsOf(models, module, held).flatMap(({ module: at, node }) => storesOf(at, node).map(([name, value]) => ({ at, name, value })));
  return members.map(({ at, name, value }) => ({
    ...base,
    name,
    links: places.flatMap((place) => {
      if (!place.path.includes(ANY)) return linksAt(models, module, placeNode(models, site, place));
      const inner = place.path.slice(outer.length + 1);
      return linksAt(models, at, inner.reduce((node, content) => (node < 0 ? node : propertyNode({ module: at, call: -1 }, node, content)), value));
    }),
  }));
}

/** The router that a function is handed beside what it puts there: `createExpressEndpoints(contract, handlers, app)`. */
function handedRouter(models: Models, site: Site, routes: readonly RouteAt[]): Router | null {
  const { linker } = models;
  for (let index = 0; index < linker.arity(site); index++) {
    if (routes.some(({ handlers }) => handlers.some(({ at, path }) => at === index && path.length === 0))) continue;
    const node = linker.argument(site, index);
    const state = node < 0 ? NOTHING : linker.state(site.module, node);
    if (state !== NOTHING && linker.models.effects(linker.models.member(state, "use"), 1, false).routes.length > 0) return routerAt(models, site.module, node);
  }
  // A function that is the router itself: `action(schema, handler)`.
  const own = routerAt(models, site.module, site.module.flow.calls.callee[site.call] ?? -1);
  return own !== null && isWholeAt(models, own) ? own : null;
}

/** Nothing runs before it but what the program mounts it behind: an application, a builder of procedures. */
export function isWholeAt(models: Models, { module, node }: Router): boolean {
  const { flow } = module;
  if (hasAct(models, models.linker.state(module, node), WHOLE, null)) return true;
  return flow.nodeKind[node] === Node.Call && actsAtCall(models, { module, call: flow.nodeAux[node] ?? 0 }, WHOLE);
}
const WHOLE = "whole-service";

/** What a call derives a router with. */
export function linksOfDerived(models: Models, site: Site): readonly Link[] {
  return targetsOf(models.linker, site.module, site.call).flatMap((target) =>
    target.kind !== "library" ? [] : target.effects.routes.filter(({ role }) => role === "derives").flatMap(({ handlers }) => handlers.flatMap((place) => linksAt(models, site.module, placeNode(models, site, place)))),
  );
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
