/** What a framework takes a function for that nobody hands to it at a call: by its decorators, by the place of its file. */
import { Edge, Node } from "../compile/index.js";
import { NOTHING, type StateId } from "../models/model.js";
import type { Linker } from "./linker.js";
import { decorated } from "./parameters.js";
import { relative } from "./imports.js";
import type { Loaded } from "./world.js";

const ROLES = {};

/** The states of the function value, by function of the module. */
export function rolesOf(linker: Linker, module: Loaded, fn: number): readonly StateId[] {
  let table = module.memo.get(ROLES) as (readonly StateId[] | undefined)[] | undefined;
  if (table === undefined) module.memo.set(ROLES, (table = allRoles(linker, module)));
  return table[fn] ?? NO_ROLES;
}

const NO_ROLES: readonly StateId[] = [];

function allRoles(linker: Linker, module: Loaded): (readonly StateId[] | undefined)[] {
  const { flow } = module;
  const roles: StateId[][] = [];
  const add = (fn: number, state: StateId): void => {
    if (fn >= 0 && state !== NOTHING) (roles[fn] ??= []).push(state);
  };
  const conventions = linker.models.convention(relative(linker.world.host.root, module.path));
  if (conventions !== NOTHING) {
    for (const item of flow.exports) if (item.kind === "local") for (const fn of functionsAt(module, item.node)) add(fn, linker.models.member(conventions, item.name));
  }
  for (const { members } of flow.classes) {
    for (const { decorators, function: fn, kind } of members) {
      if (kind !== "method") continue;
      for (const decorator of decorators) for (const item of decorated(linker, module, decorator, "member")) if (item.kind === "library") add(fn, item.state);
    }
  }
  return roles;
}

/** The function that a node is, through the variable that keeps it. */
function functionsAt({ flow }: Loaded, start: number): readonly number[] {
  const found: number[] = [];
  const pending = [start];
  for (const node of pending) {
    const origin = flow.nodeOrigin[node] ?? node;
    if (flow.nodeKind[origin] === Node.Function) found.push(flow.nodeAux[origin] ?? -1);
    if (flow.nodeKind[origin] !== Node.Variable && flow.nodeKind[origin] !== Node.Cast) continue;
    for (let at = flow.firstIn[origin] ?? 0; at < (flow.firstIn[origin + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      if (flow.edgeKind[edge] === Edge.Value && !pending.includes(from)) pending.push(from);
    }
  }
  return found;
}
