/** Uses of what `usageModel` rows mark: packages as a whole, what is read from them, and what calling them gives. */
import { CallFlag, Edge, Node, type FlowModule } from "../../compile/index.js";
import { NOTHING, type StateId, type UsageMark } from "../../models/model.js";
import type { Usage } from "../api.js";
import type { Linker } from "../link/linker.js";
import type { Loaded } from "../program/loaded.js";

/** Imports of packages that rows mark as a whole; of a sub-path, too. Reported once per package. */
export function markedPackages(linker: Linker, module: Loaded): Usage[] {
  const { flow } = module;
  const seen = new Set<string>();
  const usages: Usage[] = [];
  const visit = (specifier: string, start: number, end: number): void => {
    if (seen.has(specifier)) return;
    seen.add(specifier);
    const marks = marksOf(linker, specifier);
    if (marks.length === 0 || linker.world.resolve(module, specifier).kind === "file") return;
    for (const mark of marks) usages.push({ start, end, ...mark });
  };
  for (const { specifier, typeOnly, start, end } of flow.imports) if (!typeOnly) visit(specifier, ...specifierRange(module.text, specifier, start, end));
  for (let node = 0; node < flow.nodeCount; node++) {
    if (flow.nodeKind[node] === Node.Module) visit(flow.strings[flow.nodeAux[node] ?? 0] ?? "", flow.nodeStart[node] ?? 0, flow.nodeEnd[node] ?? 0);
  }
  return usages;
}

/** Where the package's name stands, behind the imported one. */
function specifierRange(text: string, specifier: string, start: number, end: number): readonly [number, number] {
  const at = text.indexOf(specifier, end);
  const quote = text[at - 1];
  return at > 0 && (quote === '"' || quote === "'") && text[at + specifier.length] === quote ? [at - 1, at + specifier.length + 1] : [start, end];
}

function marksOf({ models }: Linker, specifier: string): readonly UsageMark[] {
  const name = specifier.replace(/^node:/, "");
  if (/^[./]/.test(name)) return [];
  const whole = models.usages(models.package(name));
  if (whole.length > 0) return whole;
  // One feature of core-js: the policy knows the feature by its path.
  const [, feature] = /^core-js\/(?:actual|es|features|full|stable)\/(.+?)(?:\.js)?$/.exec(name) ?? [];
  if (feature !== undefined) return [{ kind: "shim-package", note: `core-js/${feature}`, native: "" }];
  const [, root, rest] = /^((?:@[^/]+\/)?[^/]+)(\/.+)?$/.exec(name) ?? [];
  if (root === undefined || rest === undefined) return [];
  // What a file of the package gives need not be what the package gives.
  return models.usages(models.package(root)).flatMap((mark) => (mark.kind === "shim-package" ? [{ ...mark, native: "" }] : []));
}

/** Reads and calls of what is read from an import or a global: marked APIs are named from a package's or the language's root. */
export function markedApis(linker: Linker, module: Loaded): Usage[] {
  const { flow } = module;
  const { models } = linker;
  const usages: Usage[] = [];
  const mark = (node: number, state: StateId): void => {
    for (const each of models.usages(state)) usages.push({ start: flow.nodeStart[node] ?? 0, end: flow.nodeEnd[node] ?? 0, ...each });
  };
  const rooted = rootedNodes(flow, (node) => isModelled(linker, module, node));
  for (let node = 0; node < flow.nodeCount; node++) {
    if (rooted[node] !== 1) continue;
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Import || kind === Node.Global || kind === Node.Load) {
      if (kind === Node.Import && isWhole(flow, node)) continue;
      for (const item of linker.of(module, node)) if (item.kind === "library") mark(node, item.state);
    } else if (kind === Node.Call) {
      const call = flow.nodeAux[node] ?? 0;
      const arity = (flow.calls.firstArgument[call + 1] ?? 0) - (flow.calls.firstArgument[call] ?? 0);
      const isNew = ((flow.calls.flags[call] ?? 0) & CallFlag.New) !== 0;
      for (const item of linker.of(module, flow.calls.callee[call] ?? -1)) if (item.kind === "library") mark(node, models.returned(item.state, arity, isNew));
    }
  }
  return usages;
}

/** Whole packages are {@link markedPackages}'. */
function isWhole(flow: FlowModule, node: number): boolean {
  const name = flow.imports.find((item) => item.node === node)?.name;
  return name === "*" || name === "=" || name === "default";
}

/** A root that rows speak of. Asked first: what a file of the project exports is dear to find out, and no row names it. */
function isModelled({ models, world }: Linker, module: Loaded, node: number): boolean {
  const { flow } = module;
  const kind = flow.nodeKind[node] as Node;
  const text = flow.strings[flow.nodeAux[node] ?? -1] ?? "";
  if (kind === Node.Global) return models.global(text) !== NOTHING;
  if (kind !== Node.Import && kind !== Node.Module) return false;
  const specifier = kind === Node.Module ? text : (flow.imports.find((item) => item.node === node)?.specifier ?? "");
  if (models.package(specifier.replace(/^node:/, "")) !== NOTHING) return true;
  const resolution = world.resolve(module, specifier);
  const { root } = world.host;
  return resolution.kind === "file" && resolution.path.startsWith(`${root}/`) && models.file(resolution.path.slice(root.length + 1)) !== NOTHING;
}

/** Imports, globals, what is read from them through variables, and what they return when called. */
function rootedNodes(flow: FlowModule, isRoot: (node: number) => boolean): Uint8Array {
  const rooted = new Uint8Array(flow.nodeCount);
  const pending: number[] = [];
  const add = (node: number): void => {
    if (rooted[node] === 1) return;
    rooted[node] = 1;
    pending.push(node);
  };
  for (let node = 0; node < flow.nodeCount; node++) {
    if (isRoot(node)) add(node);
  }
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const end = flow.firstOut[node + 1] ?? 0;
    for (let at = flow.firstOut[node] ?? 0; at < end; at++) {
      const edge = flow.out[at] ?? 0;
      const to = flow.edgeTo[edge] ?? 0;
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Load:
        case Edge.Value:
        case Edge.Capture:
        case Edge.Cell:
        case Edge.Base:
        case Edge.Refine:
        case Edge.Post:
          add(to);
          break;
        case Edge.Callee:
          // What it returns is marked, not followed: that is another value.
          rooted[to] = 1;
          break;
        default:
      }
    }
  }
  return rooted;
}
