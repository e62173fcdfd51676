/** Entities across files: imports, exports, re-exports, CommonJS interop. */
import type { ExportInfo } from "../compile/index.js";
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
  const exported = exportsNamed(linker, module, name);
  if (name === "*") set.add(entity.module(module));
  else if (name === "=" && !hasWholeExport(module)) set.add(entity.module(module));
  else for (const { module: owner, node } of exported.nodes) set.addAll(linker.of(owner, node));
  if (set.size === 0 && name !== "=" && hasWholeExport(module)) {
    // `module.exports = …` or `exports.name = …`, imported by name.
    for (const { module: owner, node } of exportedNodes(linker, module, "=")) set.addAll(name === "default" ? linker.of(owner, node) : lookup(linker, owner, node, name));
  }
  for (const { module: owner, specifier, name: imported } of exported.wholes) set.addAll(moduleMember(linker, owner, specifier, imported));
  const state = linker.models.file(relative(linker.world.host.root, module.path));
  if (state !== NOTHING) set.addAll(linker.library(name === "*" || name === "=" ? state : linker.models.member(state, name)));
  return set.list();
}

function hasWholeExport(module: Loaded): boolean {
  return module.flow.exports.some((item) => item.kind === "local" && item.name === "=");
}

interface ExportedNode {
  readonly module: Loaded;
  readonly node: number;
}

/** What an exported name stands for. */
interface Exported {
  /** Nodes of project files. */
  readonly nodes: readonly ExportedNode[];
  /** What has no node of its own: names of packages, namespaces; as `module` asks for them. */
  readonly wholes: readonly { readonly module: Loaded; readonly specifier: string; readonly name: string }[];
}

const EXPORTED = {};

/** The nodes in project files that an exported name stands for, through re-exports. */
export function exportedNodes(linker: Linker, module: Loaded, name: string): readonly ExportedNode[] {
  return exportsNamed(linker, module, name).nodes;
}

/**
 * Follows the re-exports of a name to their ends; kept with the module that was asked. What other modules on the way stand for
 * is not kept: in a circle of re-exports they are not done before the whole circle is.
 */
function exportsNamed(linker: Linker, module: Loaded, name: string): Exported {
  let table = module.memo.get(EXPORTED) as Map<string, Exported> | undefined;
  if (table === undefined) module.memo.set(EXPORTED, (table = new Map()));
  const known = table.get(name);
  if (known !== undefined) return known;
  const nodes: ExportedNode[] = [];
  const wholes: Exported["wholes"][number][] = [];
  const seen = new Map<Loaded, Set<string>>();
  const pending = [{ module, name }];
  for (let asked = pending.pop(); asked !== undefined; asked = pending.pop()) {
    const names = seen.get(asked.module) ?? new Set<string>();
    if (names.has(asked.name)) continue;
    seen.set(asked.module, names.add(asked.name));
    const next: typeof pending = [];
    for (const item of exportsFor(asked.module, asked.name)) {
      if (item.kind === "local") {
        nodes.push({ module: asked.module, node: item.node });
        continue;
      }
      const wanted = item.kind === "all" ? asked.name : item.imported;
      const resolution = linker.world.resolve(asked.module, item.specifier);
      if (resolution.kind === "package" || wanted === "*") {
        wholes.push({ module: asked.module, specifier: item.specifier, name: wanted });
        continue;
      }
      const target = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
      if (target === null) continue;
      linker.use(asked.module, target);
      if (!linker.world.mayExport(target, wanted)) continue;
      next.push({ module: target, name: wanted });
    }
    pending.push(...next.reverse());
  }
  const found: Exported = { nodes, wholes };
  table.set(name, found);
  return found;
}

/** The exports of a module that a name comes by: those of the name itself, else those of everything (but not of the default). */
function exportsFor(module: Loaded, name: string): readonly ExportInfo[] {
  const own = module.flow.exports.filter((item) => item.kind !== "all" && item.name === name);
  if (own.length > 0 || name === "default" || name === "=" || name === "*") return own;
  return module.flow.exports.filter((item) => item.kind === "all");
}

/** A file's path beneath the root, with `/`. */
function relative(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
