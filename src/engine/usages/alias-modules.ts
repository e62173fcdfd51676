/** Imports of modules that only keep an old name alive: they say so in their name, and do nothing but hand on what lies elsewhere. */
import { Node, type FlowModule } from "../../compile/index.js";
import type { Usage } from "../api.js";
import type { Linker } from "../link/linker.js";
import type { Loaded } from "../program/loaded.js";

const OLD = /(^|[-_./])(compat|legacy|deprecated)([-_./]|$)/i;

/** Kind: `compat-module`. Note: where the name comes from. */
export function aliasImports(linker: Linker, module: Loaded): Usage[] {
  const usages: Usage[] = [];
  const { host } = linker.world;
  for (const { specifier, name, typeOnly, start, end } of module.flow.imports) {
    if (typeOnly || !OLD.test(specifier)) continue;
    const resolution = linker.world.resolve(module, specifier);
    const target = resolution.kind === "file" ? linker.world.load(resolution.path) : null;
    if (target === null || OLD.test(lastFolders(host.root, module.path)) || !isOnlyAlias(target.flow)) continue;
    linker.use(module, target);
    const source = sourceOf(target.flow, name);
    if (source === null || OLD.test(source.specifier)) continue;
    const real = linker.world.resolve(target, source.specifier);
    const place = real.kind === "file" && real.path.startsWith(`${host.root}/`) ? real.path.slice(host.root.length + 1) : source.specifier;
    usages.push({ start, end, kind: "compat-module", note: source.imported === "*" || source.imported === name ? place : `${source.imported} of ${place}` });
  }
  return usages;
}

/** What is itself old may import old names. */
function lastFolders(root: string, path: string): string {
  return (path.startsWith(`${root}/`) ? path.slice(root.length) : path).split("/").slice(-3).join("/");
}

/** What a module has that runs nothing. */
const INERT: ReadonlySet<number> = new Set([Node.Import, Node.This, Node.Return, Node.Throw, Node.Variable]);

/** No code of its own: imports and exports. */
function isOnlyAlias(flow: FlowModule): boolean {
  if (flow.functions.length !== 1 || flow.classes.length > 0 || flow.calls.count > 0 || flow.exports.length === 0) return false;
  return flow.nodeKind.every((kind) => INERT.has(kind));
}

function sourceOf(flow: FlowModule, name: string): { readonly specifier: string; readonly imported: string } | null {
  for (const item of flow.exports) {
    if (item.kind === "from" && item.name === name) return { specifier: item.specifier, imported: item.imported };
    if (item.kind === "local" && item.name === name) {
      const from = flow.imports[flow.bindings[item.binding]?.import ?? -1] ?? flow.imports.find(({ node }) => node === item.node);
      if (from !== undefined) return { specifier: from.specifier, imported: from.name };
    }
  }
  const all = flow.exports.filter((item) => item.kind === "all");
  return all.length === 1 && all[0] !== undefined && name !== "default" ? { specifier: all[0].specifier, imported: name } : null;
}
