/** What runs before a handler: the links before it in its registration, what its router runs, and what runs where that is mounted. */
import { Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { hasAct } from "../effects/acts.js";
import { targetsOf } from "../link/targets.js";
import { familyOf } from "../program/families.js";
import type { Loaded } from "../program/loaded.js";
import { usesOfFunction } from "../program/uses.js";
import type { Models } from "../rows/context.js";
import { runsOf } from "./links.js";
import { isWholeAt, linksOfDerived, positionOf, registrationsOf, type Link, type Registration } from "./registrations.js";
import { routerAt, routersHandedOver, type Router } from "./routers.js";

export interface Chain {
  /** In the order in which they run, as far as one can tell; the handler itself is not among them. */
  readonly links: readonly Link[];
  /** Where a router is mounted was not found: something may run before all this. */
  readonly isComplete: boolean;
  /** A place where the router is mounted was found. */
  readonly isMounted?: boolean;
}

/** Routers inside routers that are followed. */
const MOUNTS = 6;

export function chainBefore(models: Models, registration: Registration, link: Link): Chain {
  const own = [...registration.derived.flatMap((site) => linksOfDerived(models, site)), ...registration.links.slice(0, registration.links.indexOf(link))];
  const earlier = earlierLinks(models, registration.module, registration.router, positionOf(registration), registration);
  const above = registration.router === null ? { links: [], isComplete: false } : aboveRouter(models, registration.router, new Set(), MOUNTS);
  const links = [...above.links, ...earlier, ...own];
  // One of several handlers in an object answers only where that is mounted.
  const isMounted = registration.name === "" || above.isMounted === true;
  return { links, isComplete: above.isComplete && isMounted && !links.some((each) => isUntold(models, each)) };
}

/** What is read from a library's object under a name that the program gave it: `app.requireUser`, after `app.decorate("requireUser", …)`. */
function isUntold({ linker }: Models, { module, node, entities }: Link): boolean {
  const { flow } = module;
  const origin = node < 0 ? -1 : (flow.nodeOrigin[node] ?? node);
  if (entities.length > 0 || flow.nodeKind[origin] !== Node.Load) return false;
  return linker.state(module, flow.edgeFrom[flow.in[flow.firstIn[origin] ?? 0] ?? -1] ?? -1) !== NOTHING;
}

/** Links that were registered earlier on the same router, for a path that covers that of the registration. */
function earlierLinks(models: Models, module: Loaded, router: Router | null, before: number, of: Registration | null): readonly Link[] {
  if (router === null) return [];
  const isOf = (each: Registration): boolean => each !== of && each.router?.key === router.key && covers(each, of);
  const here = registrationsOf(models, module).filter((each) => isOf(each) && (each.role === "around" || positionOf(each) < before || isMadeBefore(router, each, of)));
  // Another file that made it has done so before.
  const home = router.module === module || router.parameter !== null ? [] : registrationsOf(models, router.module).filter(isOf);
  const others = new Set([module, ...(router.parameter === null ? [router.module] : [])]);
  const given = [...others].flatMap((each) => handings(models, each).filter(({ key, position }) => key === router.key && (each !== module || position < before)).flatMap((handing) => linksOfHanding(models, handing, of, 0)));
  return [...home.flatMap(({ links }) => links), ...given, ...here.flatMap(({ links }) => links)];
}

/** Both stand in the function that made the router, and what is asked about does not: `const routes = makeRoutes(); routes.post(…)`. */
function isMadeBefore({ module, node }: Router, each: Registration, of: Registration | null): boolean {
  const home = module.flow.nodeFunction[node] ?? 0;
  if (home === 0 || of === null || of.module !== module) return false;
  const family = familyOf(module, home);
  const isInside = ({ call }: Registration): boolean => family.includes(module.flow.nodeFunction[module.flow.calls.result[call] ?? -1] ?? 0);
  return isInside(each) && !isInside(of);
}

/** A router that a function of the program is given: it may register what runs before the rest. */
interface Handing {
  readonly key: string;
  readonly position: number;
  readonly module: Loaded;
  readonly fn: number;
  readonly index: number;
}

const HANDINGS = {};

function handings(models: Models, module: Loaded): readonly Handing[] {
  let found = module.memo.get(HANDINGS) as Handing[] | undefined;
  if (found !== undefined) return found;
  module.memo.set(HANDINGS, (found = []));
  const { flow } = module;
  const { linker } = models;
  for (let call = 0; call < flow.calls.count; call++) {
    const first = flow.calls.firstArgument[call] ?? 0;
    const position = flow.nodeEnd[flow.calls.result[call] ?? -1] ?? 0;
    for (let at = first; at < (flow.calls.firstArgument[call + 1] ?? 0); at++) {
      const node = flow.calls.argumentNode[at] ?? -1;
      if (node < 0 || linker.state(module, node) === NOTHING) continue;
      for (const target of targetsOf(linker, module, call)) {
        const key = target.kind === "function" ? routerAt(models, module, node)?.key : undefined;
        if (target.kind === "function" && key !== undefined) found.push({ key, position, module: target.module, fn: target.fn, index: at - first + target.offset });
      }
    }
  }
  // A plugin is a part of its own, unless something is wrapped around it that takes it apart from that (`fastify-plugin`).
  for (const each of registrationsOf(models, module)) {
    if (each.router === null || each.role !== "before") continue;
    for (const link of each.links) {
      if (models.linker.of(link.module, link.node).some(({ kind }) => kind === "function")) continue;
      for (const run of runsOf(models, link)) found.push({ key: each.router.key, position: positionOf(each), module: run.module, fn: run.fn, index: 0 });
    }
  }
  return found;
}

function linksOfHanding(models: Models, { module, fn, index }: Handing, of: Registration | null, depth: number): readonly Link[] {
  const param = module.flow.functions[fn]?.params[index]?.node;
  if (param === undefined || depth > MOUNTS) return [];
  const key = `${module.id}:${param}`;
  const own = registrationsOf(models, module).filter((each) => each.router?.key === key && covers(each, of)).flatMap(({ links }) => links);
  return [...own, ...handings(models, module).filter((each) => each.key === key).flatMap((each) => linksOfHanding(models, each, of, depth + 1))];
}

function covers(earlier: Registration, of: Registration | null): boolean {
  const isBefore = earlier.role === "before" || earlier.role === "around";
  if (earlier.path === "" || earlier.path === null) return isBefore;
  if (of === null) return false;
  // Where the later path is not known, the earlier one may be its prefix.
  if (of.path === null) return isBefore;
  if (isBefore) return isPrefix(earlier.path, of.path, false);
  return (earlier.role === "handles" || earlier.verb === of.verb) && isPrefix(earlier.path, of.path, true);
}

function isPrefix(prefix: string, path: string, isWhole: boolean): boolean {
  const [wanted, given] = [segments(prefix), segments(path)];
  if (isWhole ? wanted.length !== given.length : wanted.length > given.length) return false;
  return wanted.every((segment, index) => segment === given[index] || segment.startsWith(":") || segment.includes("*"));
}

const segments = (path: string): readonly string[] => path.split("/").filter((segment) => segment !== "" && segment !== "*");

/** What runs before everything of a router: where it is mounted, or handed to the function whose parameter it is. */
function aboveRouter(models: Models, router: Router, seen: Set<string>, left: number): Chain {
  if (seen.has(router.key) || left === 0) return { links: [], isComplete: true };
  seen.add(router.key);
  const found: Chain[] = [];
  for (const module of filesAround(models, router.module)) {
    models.linker.use(router.module, module);
    for (const mount of registrationsOf(models, module)) {
      if (mount.role !== "before" && mount.role !== "around") continue;
      const at = mount.links.findIndex((link) => routersHandedOver(models, link.module, link.node).some(({ key }) => key === router.key));
      if (at < 0 || mount.router === null || mount.router.key === router.key) continue;
      const above = aboveRouter(models, mount.router, seen, left - 1);
      found.push({ links: [...above.links, ...earlierLinks(models, module, mount.router, positionOf(mount), mount), ...linksAbove(mount, at)], isComplete: above.isComplete });
    }
    if (router.parameter !== null) for (const call of callersIn(models, module, router)) {
      const { flow } = module;
      const node = models.linker.argument({ module, call }, router.parameter.index);
      const given = routerAt(models, module, node);
      if (given === null) continue;
      const above = aboveRouter(models, given, seen, left - 1);
      found.push({ links: [...above.links, ...earlierLinks(models, module, given, flow.nodeStart[flow.calls.result[call] ?? -1] ?? 0, null)], isComplete: above.isComplete });
    }
  }
  const links = found.flatMap((chain) => chain.links);
  if (found.length > 0) return { links, isComplete: found.every((chain) => chain.isComplete), isMounted: true };
  // An application that nobody mounts is the whole; a parameter, or a router that is handed out, is a part of something.
  return { links, isComplete: router.parameter === null && !isMadeElsewhere(models, router) && (!isHandedOut(router) || (isWholeAt(models, router) && !isPutTogether(models, router))) };
}

/** The calls in a file of the function whose parameter a router is. */
function callersIn(models: Models, module: Loaded, { module: home, parameter }: Router): readonly number[] {
  if (parameter === null) return [];
  if (module === home) return usesOfFunction(home, parameter.fn).callers;
  const found: number[] = [];
  for (let call = 0; call < module.flow.calls.count; call++) {
    if (targetsOf(models.linker, module, call).some((target) => target.kind === "function" && target.module === home && target.fn === parameter.fn)) found.push(call);
  }
  return found;
}

/** The file itself, those that import it, and those that import what hands it on. */
export function filesAround(models: Models, module: Loaded): readonly Loaded[] {
  const { world } = models.linker;
  const found = [module];
  for (const each of found) {
    if (found.length > IMPORTERS) break;
    if (each !== module && !each.flow.exports.some((item) => item.kind !== "local")) continue;
    for (const importer of world.importers(each)) {
      models.linker.use(module, importer.module);
      if (!found.includes(importer.module)) found.push(importer.module);
    }
  }
  return found;
}
const IMPORTERS = 60;

/** What of a mount runs before what is mounted: what stands before it; all of the options of a function that mounts it; itself, where it runs when a caller connects. */
function linksAbove({ module, call, role, links }: Registration, at: number): readonly Link[] {
  if ((module.flow.calls.receiver[call] ?? -1) < 0) return links.filter((_, index) => index !== at);
  return links.slice(0, role === "around" ? at + 1 : at);
}

/** A function of the program makes it, in a way that cannot be told. */
function isMadeElsewhere({ linker }: Models, { module, node }: Router): boolean {
  return module.flow.nodeKind[node] === Node.Call && targetsOf(linker, module, module.flow.nodeAux[node] ?? 0).some(({ kind }) => kind === "function");
}

/** Files that import it mount routers in ways that cannot be told: from a list, by a function that is not seen. */
function isPutTogether(models: Models, { module, node }: Router): boolean {
  if (hasAct(models, models.linker.state(module, node), "whole-service", null)) return false;
  return filesAround(models, module).some((each) => each !== module && registrationsOf(models, each).some(({ role, router }) => role === "before" && router !== null && router.module !== module));
}

/** The router's variable is exported, or a function gives it back. */
function isHandedOut({ module, node }: Router): boolean {
  const { flow } = module;
  if (flow.exports.some((item) => item.kind === "local" && (flow.nodeOrigin[item.node] ?? item.node) === node)) return true;
  const pending = [node];
  for (const each of pending) {
    for (let at = flow.firstOut[each] ?? 0; at < (flow.firstOut[each + 1] ?? 0); at++) {
      const to = flow.edgeTo[flow.out[at] ?? 0] ?? -1;
      const kind = flow.nodeKind[to] as Node;
      if (kind === Node.Return) return true;
      const isVersion = kind === Node.Variable || kind === Node.Post || kind === Node.Cast || kind === Node.Captured;
      if (isVersion && flow.exports.some((item) => item.kind === "local" && item.node === to)) return true;
      if (isVersion && !pending.includes(to)) pending.push(to);
    }
  }
  return false;
}

