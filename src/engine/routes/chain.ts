/** What runs before a handler: the links before it in its registration, what its router runs, and what runs where that is mounted. */
import { Node } from "../../compile/index.js";
import type { Models } from "../context.js";
import { targetsOf } from "../targets.js";
import { usesOfFunction } from "../uses.js";
import type { Loaded } from "../world.js";
import { positionOf, registrationsOf, type Link, type Registration } from "./registrations.js";
import { routerAt, routersHandedOver, type Router } from "./routers.js";

export interface Chain {
  /** In the order in which they run, as far as one can tell; the handler itself is not among them. */
  readonly links: readonly Link[];
  /** Where a router is mounted was not found: something may run before all this. */
  readonly isComplete: boolean;
}

/** Routers inside routers that are followed. */
const MOUNTS = 6;

export function chainBefore(models: Models, registration: Registration, link: Link): Chain {
  const own = registration.links.slice(0, registration.links.indexOf(link));
  const earlier = earlierLinks(models, registration.module, registration.router, positionOf(registration), registration);
  const above = registration.router === null ? { links: [], isComplete: false } : aboveRouter(models, registration.router, new Set(), MOUNTS);
  return { links: [...above.links, ...earlier, ...own], isComplete: above.isComplete };
}

/** Links that were registered earlier on the same router, for a path that covers that of the registration. */
function earlierLinks(models: Models, module: Loaded, router: Router | null, before: number, of: Registration | null): readonly Link[] {
  if (router === null) return [];
  return registrationsOf(models, module)
    .filter((each) => each !== of && each.router?.key === router.key && positionOf(each) < before && covers(each, of))
    .flatMap(({ links }) => links);
}

function covers(earlier: Registration, of: Registration | null): boolean {
  if (earlier.path === "" || earlier.path === null) return earlier.role === "before";
  if (of === null) return false;
  // Where the later path is not known, the earlier one may be its prefix.
  if (of.path === null) return earlier.role === "before";
  if (earlier.role === "before") return isPrefix(earlier.path, of.path, false);
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
      if (mount.role !== "before") continue;
      const at = mount.links.findIndex((link) => routersHandedOver(models, link.module, link.node).some(({ key }) => key === router.key));
      if (at < 0 || mount.router === null || mount.router.key === router.key) continue;
      const above = aboveRouter(models, mount.router, seen, left - 1);
      found.push({ links: [...above.links, ...earlierLinks(models, module, mount.router, positionOf(mount), mount), ...mount.links.slice(0, at)], isComplete: above.isComplete });
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
  if (found.length > 0) return { links, isComplete: found.every((chain) => chain.isComplete) };
  // An application that nobody mounts is the whole; a parameter, or a router that is handed out, is a part of something.
  return { links, isComplete: router.parameter === null && !isHandedOut(router) };
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

