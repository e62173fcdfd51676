/** Entities across files: imports, exports, re-exports, CommonJS interop. */
import { NOTHING } from "../models/model.js";
import { entity, EntitySet, NO_ENTITIES, type Entity } from "./entity.js";
import type { Linker } from "./linker.js";
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
    for (const { module: owner, node } of exportedNodes(linker, module, "=")) set.addAll(name === "default" ? linker.of(owner, node) : linker.lookup(owner, node, name));
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

/** The nodes in project files that an exported name stands for, through re-exports. */
export function exportedNodes(linker: Linker, module: Loaded, name: string): readonly { readonly module: Loaded; readonly node: number }[] {
  const found: { module: Loaded; node: number }[] = [];
  const seen = new Set<string>();
  const visit = (at: Loaded, wanted: string): void => {
    const key = `${at.path}\0${wanted}`;
    if (seen.has(key)) return;
    seen.add(key);
    for (const item of at.flow.exports) {
      if (item.kind === "local" && item.name === wanted) found.push({ module: at, node: item.node });
      else if (item.kind === "from" && item.name === wanted && item.imported !== "*") follow(at, item.specifier, item.imported);
      else if (item.kind === "all" && wanted !== "default" && wanted !== "=") follow(at, item.specifier, wanted);
    }
  };
  const follow = (at: Loaded, specifier: string, wanted: string): void => {
    const resolution = linker.world.resolve(at, specifier);
    const next = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
    if (next === null) return;
    linker.use(module, next);
    visit(next, wanted);
  };
  visit(module, name);
  return found;
}

/** A file's path beneath the root, with `/`. */
function relative(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
