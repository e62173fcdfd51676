/** Entities across files: imports, exports, re-exports, CommonJS interop. */
import { NOTHING } from "../models/model.js";
import { entity, EntitySet, NO_ENTITIES, type Entity } from "./entity.js";
import type { Linker } from "./linker.js";
import { lookup } from "./lookup.js";
import type { Loaded } from "./world.js";

/** What an import binding is. */
export function importedEntities(linker: Linker, module: Loaded, index: number): readonly Entity[] {
  const item = module.flow.imports[index];
  return item === undefined ? NO_ENTITIES : moduleMember(linker, module, item.specifier, item.name);
}

/** What `name` of the module that `specifier` names is. `"*"`: the namespace; `"="`: the whole export object. */
export function moduleMember(linker: Linker, from: Loaded, specifier: string, name: string): readonly Entity[] {
  const resolution = linker.world.resolve(from, specifier);
  const { models } = linker;
  if (resolution.kind === "package") {
    const root = models.package(resolution.name);
    if (root === NOTHING) return NO_ENTITIES;
    if (name === "*" || name === "=") return linker.library(root);
    if (name === "default") return linker.library(models.join(root, models.member(root, "default")));
    return linker.library(models.member(root, name));
  }
  if (resolution.kind !== "file") return NO_ENTITIES;
  const target = linker.world.load(resolution.path);
  if (target === null) return NO_ENTITIES;
  linker.use(from, target);
  return exportedEntities(linker, target, name);
}

export function exportedEntities(linker: Linker, module: Loaded, name: string): readonly Entity[] {
  const set = new EntitySet();
  if (name === "*") set.add(entity.module(module));
  else if (name === "=" && !hasWholeExport(module)) set.add(entity.module(module));
  else for (const { module: owner, node } of exportedNodes(linker, module, name)) {
    linker.use(module, owner);
    set.addAll(linker.of(owner, node));
  }
  if (set.size === 0 && name !== "=" && hasWholeExport(module)) {
    // `module.exports = …` or `exports.name = …`, imported by name.
    for (const { module: owner, node } of exportedNodes(linker, module, "=")) set.addAll(name === "default" ? linker.of(owner, node) : lookup(linker, owner, node, name));
  }
  for (const item of reexported(linker, module, name)) set.add(item);
  const state = linker.models.file(relative(linker.world.host.root, module.path));
  if (state !== NOTHING) set.addAll(linker.library(name === "*" || name === "=" ? state : linker.models.member(state, name)));
  return set.list();
}

function hasWholeExport(module: Loaded): boolean {
  return module.flow.exports.some((item) => item.kind === "local" && item.name === "=");
}

/** Names that are handed on from packages, which have no node of their own. */
function reexported(linker: Linker, module: Loaded, name: string): readonly Entity[] {
  const set = new EntitySet();
  for (const item of module.flow.exports) {
    if (item.kind === "from" && item.name === name && set.size === 0) {
      const resolution = linker.world.resolve(module, item.specifier);
      if (resolution.kind === "package" || item.imported === "*") set.addAll(moduleMember(linker, module, item.specifier, item.imported));
    }
    if (item.kind === "all" && name !== "default" && name !== "*" && name !== "=") {
      const resolution = linker.world.resolve(module, item.specifier);
      if (resolution.kind === "package") set.addAll(moduleMember(linker, module, item.specifier, name));
    }
  }
  return set.list();
}

interface ExportedNode {
  readonly module: Loaded;
  readonly node: number;
}

const EXPORTED = {};

/** The nodes in project files that an exported name stands for, through re-exports; kept with each module on the way. */
export function exportedNodes(linker: Linker, module: Loaded, name: string): readonly ExportedNode[] {
  let table = module.memo.get(EXPORTED) as Map<string, readonly ExportedNode[]> | undefined;
  if (table === undefined) module.memo.set(EXPORTED, (table = new Map()));
  const known = table.get(name);
  if (known !== undefined) return known;
  // A cycle of re-exports finds nothing more the second time round.
  table.set(name, []);
  const found: ExportedNode[] = [];
  for (const item of module.flow.exports) {
    if (item.kind === "local") {
      if (item.name === name) found.push({ module, node: item.node });
      continue;
    }
    const wanted = item.kind === "all" ? name : item.imported;
    if (item.kind === "all" ? name === "default" || name === "=" : item.name !== name || wanted === "*") continue;
    const resolution = linker.world.resolve(module, item.specifier);
    const next = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
    if (next === null) continue;
    linker.use(module, next);
    found.push(...exportedNodes(linker, next, wanted));
  }
  table.set(name, found);
  return found;
}

/** A file's path beneath the root, with `/`. */
function relative(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
