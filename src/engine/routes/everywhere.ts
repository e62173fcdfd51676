/**
 * What runs before all that answers requests: a guard that is provided for the whole program, a middleware that a framework finds by
 * the place of its file. The rows of the effect `runs-first` say what such a value is.
 */
import { Edge, Node } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { hasAct } from "../effects/acts.js";
import { relative } from "../link/imports.js";
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { storesOf } from "../rows/schemas.js";
import type { Link } from "./registrations.js";

const EFFECT = "runs-first";
const LINKS = {};

/** The links that run before the entries of a file. */
export function linksEverywhere(models: Models, module: Loaded): readonly Link[] {
  let found = module.memo.get(LINKS) as readonly Link[] | undefined;
  if (found === undefined) {
    const files = [...programAround(models, module), ...filesAbove(models, module)];
    module.memo.set(LINKS, (found = [...new Set(files)].flatMap((each) => linksOf(models, each))));
  }
  return found;
}

/** The files that come to import a file, and what those import: where the parts of a program are put together. */
function programAround({ linker }: Models, module: Loaded): readonly Loaded[] {
  const { world } = linker;
  const above = [module];
  for (const each of above) {
    if (above.length > IMPORTERS) break;
    for (const importer of world.importers(each)) {
      linker.use(module, importer.module);
      if (!above.includes(importer.module)) above.push(importer.module);
    }
  }
  const found = new Set(above);
  for (const each of above) {
    for (const { specifier } of each.flow.imports) {
      if (found.size > IMPORTED) return [...found];
      const resolution = world.resolve(each, specifier);
      const imported = resolution.kind === "file" ? world.load(resolution.path) : null;
      if (imported === null) continue;
      linker.use(module, imported);
      found.add(imported);
    }
  }
  return [...found];
}
const IMPORTERS = 40;
const IMPORTED = 160;

/** Files in the folders around a file whose names say that a framework runs them first. */
function filesAbove({ linker }: Models, module: Loaded): readonly Loaded[] {
  const { world, models } = linker;
  const found: Loaded[] = [];
  let folder = module.path;
  while (folder.length > world.host.root.length) {
    folder = folder.slice(0, folder.lastIndexOf("/"));
    for (const name of models.conventionNames(EFFECT)) {
      const path = `${folder}/${name}`;
      const file = path === module.path || world.host.stamp(path) === null ? null : world.load(path);
      if (file === null) continue;
      linker.use(module, file);
      found.push(file);
    }
  }
  return found;
}

const OWN = {};

function linksOf(models: Models, module: Loaded): readonly Link[] {
  let links = module.memo.get(OWN) as readonly Link[] | undefined;
  if (links === undefined) module.memo.set(OWN, (links = [...exported(models, module), ...provided(models, module), ...handedOver(models, module)]));
  return links;
}

/** What the file exports under a name that a framework looks for. */
function exported(models: Models, module: Loaded): readonly Link[] {
  const { linker } = models;
  const conventions = linker.models.convention(relative(linker.world.host.root, module.path));
  if (conventions === NOTHING) return [];
  return module.flow.exports.flatMap((item): Link[] => {
    if (item.kind === "all" || !hasAct(models, linker.models.member(conventions, item.name), EFFECT, null)) return [];
    if (item.kind === "local") return [{ module, node: item.node, entities: linker.of(module, item.node) }];
    const resolution = linker.world.resolve(module, item.specifier);
    return resolution.kind === "package" ? [{ module, node: -1, entities: linker.library(linker.models.member(linker.models.package(resolution.name), item.imported)) }] : [];
  });
}

/** What stands in an object beside a token that says so: `{ provide: APP_GUARD, useClass: TokenGuard }`. */
function provided(models: Models, module: Loaded): readonly Link[] {
  const { flow } = module;
  const found: Link[] = [];
  for (let node = 0; node < flow.nodeCount; node++) {
    if (flow.nodeKind[node] !== Node.Object) continue;
    const values: number[] = [];
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      if (flow.edgeKind[edge] === Edge.Store) values.push(flow.edgeFrom[edge] ?? -1);
    }
    const isToken = (value: number): boolean => hasAct(models, models.linker.state(module, value), EFFECT, null);
    if (values.length < 2 || !values.some(isToken)) continue;
    for (const value of values) if (!isToken(value)) found.push({ module, node: value, entities: models.linker.of(module, value) });
  }
  return found;
}

/** What a call is handed that says so: `app.useGlobalGuards(new TokenGuard())`. */
function handedOver(models: Models, module: Loaded): readonly Link[] {
  const { flow } = module;
  const { calls } = flow;
  const { linker } = models;
  const found: Link[] = [];
  for (let call = 0; call < calls.count; call++) {
    const callee = linker.state(module, calls.callee[call] ?? -1);
    if (callee === NOTHING) continue;
    const first = calls.firstArgument[call] ?? 0;
    for (let at = first; at < (calls.firstArgument[call + 1] ?? 0); at++) {
      const node = calls.argumentNode[at] ?? -1;
      if (node < 0) continue;
      const given = linker.models.argument(callee, at - first, linker.arity({ module, call }));
      if (given === NOTHING) continue;
      // Itself, or what stands in an object of options: `{ createContext }`.
      const named = flow.nodeKind[flow.nodeOrigin[node] ?? node] === Node.Object ? storesOf(module, node).map(([name, value]) => ({ value, state: linker.models.member(given, name) })) : [];
      for (const { value, state } of [{ value: node, state: given }, ...named]) if (hasAct(models, state, EFFECT, null)) found.push({ module, node: value, entities: linker.of(module, value) });
    }
  }
  return found;
}
