/**
 * State of modules: what an exported variable holds, for the files that import it. A write through an import goes to the file
 * that declares the variable; from there to whoever imports it, as far as the file at hand can see: the files that it imports,
 * and those that they import.
 */
import { Edge, Node } from "../../compile/index.js";
import { BOUNDS } from "../bounds.js";
import { exportedNodes } from "../link/imports.js";
import type { Linker } from "../link/linker.js";
import type { Loaded } from "../program/loaded.js";

/** A node of some file, and where in its value the variable lies. */
export interface StatePlace {
  readonly module: Loaded;
  readonly node: number;
  readonly path: readonly string[];
}

const EXPORTED = {};

/** Whether a node is an exported variable as importers find it. */
export function isExportedState(module: Loaded, node: number): boolean {
  let nodes = module.memo.get(EXPORTED) as Set<number> | undefined;
  if (nodes === undefined) module.memo.set(EXPORTED, (nodes = new Set(module.flow.exports.flatMap((item) => (item.kind === "local" ? item.node : [])))));
  return nodes.has(node);
}

/** Where a write to an imported variable arrives: the variable, in the file that declares it. `node`: the import, or the cell of what it binds. */
export function declaredState(linker: Linker, module: Loaded, node: number): readonly StatePlace[] {
  const { flow } = module;
  const aux = flow.nodeAux[node] ?? -1;
  const item = flow.imports[flow.nodeKind[node] === Node.Import ? aux : (flow.bindings[aux]?.import ?? -1)];
  if (item === undefined || item.typeOnly) return [];
  const target = importedFile(linker, module, item.specifier);
  if (target === null) return [];
  return namedState(linker, module, target, item.name).flatMap(({ module: owner, node, path }) => (path.length > 0 ? [] : readersOf(owner, node)));
}

/** The nodes that hold an exported variable, for the functions of its file. */
function readersOf(module: Loaded, node: number): StatePlace[] {
  const { flow } = module;
  const kind = flow.nodeKind[node] as Node;
  const binding = kind === Node.Variable ? (flow.nodeAux[node] ?? -1) : -1;
  const cell = flow.bindings[binding]?.cell ?? -1;
  const places = [{ module, node: cell >= 0 ? cell : node, path: [] }];
  if (cell < 0 && binding >= 0) for (const { captured } of flow.functions) {
    const seen = captured.get(binding);
    if (seen !== undefined) places.push({ module, node: seen, path: [] });
  }
  return places;
}

/** The variables that a name of a module leads to; of a namespace each, with its name. */
function namedState(linker: Linker, asker: Loaded, target: Loaded, name: string): readonly StatePlace[] {
  const isWhole = name === "*" || (name === "=" && exportedNodes(linker, asker, target, "=").length === 0);
  if (isWhole) linker.use(asker, target);
  const names = isWhole ? target.flow.exports.flatMap((item) => (item.kind === "all" ? [] : item.name)) : [name];
  return names.flatMap((each) => exportedNodes(linker, asker, target, each).map(({ module, node }) => ({ module, node, path: isWhole ? [each] : [] })));
}

/** The imports that an exported variable is read by, in the files that `root` can see. */
export function importersOf(linker: Linker, root: Loaded, module: Loaded, node: number): readonly StatePlace[] {
  return visibleImports(linker, root).get(module)?.get(node) ?? [];
}

const VISIBLE = {};
type Imports = ReadonlyMap<Loaded, ReadonlyMap<number, readonly StatePlace[]>>;

/** By exported node: the imports of it, in a file and all that it imports. Kept with the file. */
function visibleImports(linker: Linker, root: Loaded): Imports {
  const known = root.memo.get(VISIBLE) as Imports | undefined;
  if (known !== undefined) return known;
  const found = new Map<Loaded, Map<number, StatePlace[]>>();
  root.memo.set(VISIBLE, found);
  const files = new Set([root]);
  for (const module of files) {
    linker.use(root, module);
    for (const { node, name, specifier } of valueImports(module)) {
      const target = importedFile(linker, module, specifier);
      if (target === null) continue;
      if (files.size < BOUNDS.visibleFiles) files.add(target);
      else if (!files.has(target)) linker.bounds.hit("visibleFiles");
      for (const place of namedState(linker, module, target, name)) {
        const nodes = found.get(place.module) ?? new Map<number, StatePlace[]>();
        found.set(place.module, nodes.set(place.node, [...(nodes.get(place.node) ?? []), { module, node, path: place.path }]));
      }
    }
    for (const item of module.flow.exports) {
      const target = item.kind === "local" ? null : importedFile(linker, module, item.specifier);
      if (target !== null && files.size < BOUNDS.visibleFiles) files.add(target);
    }
  }
  return found;
}

interface ValueImport {
  readonly node: number;
  readonly name: string;
  readonly specifier: string;
}

const VALUE_IMPORTS = {};

/** The nodes of a module that are other modules, or names of them; kept with the module, as every file that sees it asks. */
function valueImports({ flow, memo }: Loaded): readonly ValueImport[] {
  const known = memo.get(VALUE_IMPORTS) as readonly ValueImport[] | undefined;
  if (known !== undefined) return known;
  const found: ValueImport[] = flow.imports.filter((item) => !item.typeOnly);
  memo.set(VALUE_IMPORTS, found);
  for (let node = 0; node < flow.nodeCount; node++) if (flow.nodeKind[node] === Node.Module) found.push({ node, name: "=", specifier: flow.strings[flow.nodeAux[node] ?? -1] ?? "" });
  return found;
}

function importedFile(linker: Linker, module: Loaded, specifier: string): Loaded | null {
  const resolution = linker.world.resolve(module, specifier);
  return resolution.kind === "file" ? linker.world.load(resolution.path) : null;
}

/** The variables of other files that a module imports by themselves, where something may be in them that no function gave. */
export function importedState(linker: Linker, module: Loaded): readonly (StatePlace & { readonly state: StatePlace })[] {
  return valueImports(module).flatMap(({ node, name, specifier }) => {
    const target = importedFile(linker, module, specifier);
    return target === null ? [] : namedState(linker, module, target, name).flatMap((state) => (mayHoldValue(state) ? { module, node, path: state.path, state } : []));
  });
}

/** A plain class or function holds nothing, unless something is written into it. */
function mayHoldValue({ module, node }: StatePlace): boolean {
  const kind = module.flow.nodeKind[node] as Node;
  if (kind === Node.Class || kind === Node.Function) return isWrittenByFunctions(module, node);
  return kind !== Node.Import;
}

/** Whether what an exported variable holds may come from a function: it has a cell. */
export function isWrittenByFunctions({ flow }: Loaded, node: number): boolean {
  for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) if (flow.edgeKind[flow.in[at] ?? 0] === Edge.Cell) return true;
  return false;
}
