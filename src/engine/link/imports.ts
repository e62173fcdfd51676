/** Entities across files: imports, exports, re-exports, CommonJS interop. */
import type { ExportInfo, ImportInfo } from "../../compile/index.js";
import { NOTHING } from "../../models/model.js";
import { EntitySet, NO_ENTITIES } from "../program/entity-set.js";
import { entity, type Entity } from "../program/entity.js";
import { NameAnswer, type Loaded } from "../program/loaded.js";
import type { Linker } from "./linker.js";
import { lookup } from "./lookup.js";

/** What an import binding is. */
export function importedEntities(linker: Linker, module: Loaded, index: number): readonly Entity[] {
  const item = module.flow.imports[index];
  return item === undefined ? NO_ENTITIES : moduleMember(linker, module, item.specifier, item.name);
}

/** What `name` of the module that `specifier` names is. `"*"`: the namespace; `"="`: the whole export object. */
export function moduleMember(linker: Linker, from: Loaded, specifier: string, name: string): readonly Entity[] {
  const resolution = linker.world.resolve(from, specifier);
  if (resolution.kind === "package") return packageMember(linker, resolution.name, name);
  if (resolution.kind !== "file") return NO_ENTITIES;
  const target = linker.world.load(resolution.path);
  return target === null ? NO_ENTITIES : exportedEntities(linker, from, target, name);
}

function packageMember(linker: Linker, specifier: string, name: string): readonly Entity[] {
  const { models } = linker;
  const root = models.package(specifier);
  if (root === NOTHING) return NO_ENTITIES;
  if (name === "*" || name === "=") return linker.library(root);
  if (name === "default") return linker.library(models.join(root, models.member(root, "default")));
  return linker.library(models.member(root, name));
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

/** The nodes in project files that `name` of the module that `specifier` names stands for; none for a package. */
export function importedNodes(linker: Linker, from: Loaded, { specifier, name }: Pick<ImportInfo, "specifier" | "name">, asker = from): readonly ExportedNode[] {
  const resolution = linker.world.resolve(from, specifier);
  const target = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
  return target === null ? NO_NODES : exportedNodes(linker, asker, target, name);
}
const NO_NODES: readonly ExportedNode[] = [];

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
  const declared = exportsOf(module, name);
  if (declared.length > 0 && declared.every(isLocal)) {
    // Most names are declared where they are asked for.
    answer.ask(module, name);
    for (const { node } of declared) nodes.push({ module, node });
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
    const own = exportsOf(asked.module, asked.name);
    for (const item of own) {
      if (item.kind === "local") {
        nodes.push({ module: asked.module, node: item.node });
        continue;
      }
      const resolution = world.resolve(asked.module, item.specifier);
      if (resolution.kind === "package" || item.imported === "*") {
        wholes.push({ module: asked.module, specifier: item.specifier, name: item.imported });
        continue;
      }
      const target = resolution.kind === "file" ? world.load(resolution.path) : null;
      if (target === null) continue;
      if (world.mayExport(target, item.imported)) next.push({ module: target, name: item.imported });
      else answer.ask(target, item.imported);
    }
    if (own.length === 0 && isHandedOn(asked.name)) {
      const { files, packages } = world.handedOn(asked.module);
      for (const specifier of packages) wholes.push({ module: asked.module, specifier, name: asked.name });
      for (const target of files) if (world.mayExport(target, asked.name)) next.push({ module: target, name: asked.name });
    }
    pending.push(...next.reverse());
  }
  return answer;
}

type NamedExport = Exclude<ExportInfo, { kind: "all" }>;

/** The exports of a module under a name. */
function exportsOf(module: Loaded, name: string): readonly NamedExport[] {
  let table = module.memo.get(BY_NAME) as Map<string, NamedExport[]> | undefined;
  if (table === undefined) {
    module.memo.set(BY_NAME, (table = new Map()));
    for (const item of module.flow.exports) {
      if (item.kind === "all") continue;
      const known = table.get(item.name);
      if (known === undefined) table.set(item.name, [item]);
      else known.push(item);
    }
  }
  return table.get(name) ?? NO_EXPORTS;
}

const BY_NAME = {};
const NO_EXPORTS: readonly NamedExport[] = [];

/** What `export *` hands on: not the default, nor the module as such. */
const isHandedOn = (name: string): boolean => name !== "default" && name !== "=" && name !== "*";

const isLocal = (item: NamedExport): item is NamedExport & { kind: "local" } => item.kind === "local";

/** A file's path beneath the root, with `/`. */
export function relative(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
