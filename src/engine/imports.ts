/** Entities across files: imports, exports, re-exports, CommonJS interop. */
import type { ExportInfo } from "../compile/index.js";
import { NOTHING } from "../models/model.js";
import { entity, EntitySet, NO_ENTITIES, type Entity } from "./entity.js";
import type { Linker } from "./linker.js";
import { lookup } from "./lookup.js";
import { NameAnswer, type Loaded } from "./world.js";

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
  return target === null ? NO_ENTITIES : exportedEntities(linker, from, target, name);
}

/** What a module exports under a name, for `asker`. */
export function exportedEntities(linker: Linker, asker: Loaded, module: Loaded, name: string): readonly Entity[] {
  const set = new EntitySet();
  const exported = exportsNamed(linker, asker, module, name);
  if (name === "*" || (name === "=" && !hasWholeExport(module))) {
    linker.use(asker, module);
    set.add(entity.module(module));
  } else for (const { module: owner, node } of exported.nodes) set.addAll(linker.of(owner, node));
  if (set.size === 0 && name !== "=" && hasWholeExport(module)) {
    // `module.exports = …` or `exports.name = …`, imported by name.
    linker.use(asker, module);
    for (const { module: owner, node } of exportedNodes(linker, asker, module, "=")) set.addAll(name === "default" ? linker.of(owner, node) : lookup(linker, owner, node, name));
  }
  for (const { module: owner, specifier, name: imported } of exported.wholes) {
    linker.use(asker, owner);
    set.addAll(moduleMember(linker, owner, specifier, imported));
  }
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

/** The nodes in project files that an exported name stands for, through re-exports. */
export function exportedNodes(linker: Linker, asker: Loaded, module: Loaded, name: string): readonly ExportedNode[] {
  return exportsNamed(linker, asker, module, name).nodes;
}

/** What an exported name stands for; `asker` rests on it, and on the files where it ends. */
function exportsNamed(linker: Linker, asker: Loaded, module: Loaded, name: string): Exported {
  let answer = module.named.get(name) as NameAnswer<Exported> | undefined;
  if (answer === undefined || answer.isDropped) module.named.set(name, (answer = followName(linker, module, name)));
  linker.useName(asker, answer);
  for (const { module: owner } of answer.found.nodes) linker.use(asker, owner);
  return answer.found;
}

/**
 * Follows the re-exports of a name to their ends; kept with the module that was asked. What other modules on the way stand for
 * is not kept: in a circle of re-exports they are not done before the whole circle is.
 */
function followName({ world }: Linker, module: Loaded, name: string): NameAnswer<Exported> {
  const nodes: ExportedNode[] = [];
  const wholes: Exported["wholes"][number][] = [];
  const answer = new NameAnswer<Exported>({ nodes, wholes });
  const own = exportsFor(module, name);
  if (own.every(isLocal)) {
    // Most names are declared where they are asked for.
    answer.ask(module, name);
    for (const { node } of own) nodes.push({ module, node });
    return answer;
  }
  const seen = new Map<Loaded, Set<string>>();
  const pending = [{ module, name }];
  for (let asked = pending.pop(); asked !== undefined; asked = pending.pop()) {
    const names = seen.get(asked.module) ?? new Set<string>();
    if (names.has(asked.name)) continue;
    seen.set(asked.module, names.add(asked.name));
    answer.ask(asked.module, asked.name);
    const next: typeof pending = [];
    for (const item of exportsFor(asked.module, asked.name)) {
      if (item.kind === "local") {
        nodes.push({ module: asked.module, node: item.node });
        continue;
      }
      const wanted = item.kind === "all" ? asked.name : item.imported;
      const resolution = world.resolve(asked.module, item.specifier);
      if (resolution.kind === "package" || wanted === "*") {
        wholes.push({ module: asked.module, specifier: item.specifier, name: wanted });
        continue;
      }
      const target = resolution.kind === "file" ? world.load(resolution.path) : null;
      if (target === null) continue;
      if (item.kind === "all") target.handedOnBy.add(asked.module);
      if (world.mayExport(target, wanted)) next.push({ module: target, name: wanted });
      else if (item.kind !== "all") answer.ask(target, wanted);
    }
    pending.push(...next.reverse());
  }
  return answer;
}

/** The exports of a module that a name comes by: those of the name itself, else those of everything (but not of the default). */
function exportsFor(module: Loaded, name: string): readonly ExportInfo[] {
  const own: ExportInfo[] = [];
  const all: ExportInfo[] = [];
  for (const item of module.flow.exports) {
    if (item.kind === "all") all.push(item);
    else if (item.name === name) own.push(item);
  }
  return own.length > 0 || name === "default" || name === "=" || name === "*" ? own : all;
}

const isLocal = (item: ExportInfo): item is ExportInfo & { kind: "local" } => item.kind === "local";

/** A file's path beneath the root, with `/`. */
function relative(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
