/** What a framework takes a function for that nobody hands to it at a call: by its decorators, by the place of its file. */
import { Edge, Node, type FlowModule } from "../../compile/index.js";
import type { TypeRef } from "../../ir/index.js";
import { NOTHING, type StateId } from "../../models/model.js";
import { heldBy, isKept } from "../program/held.js";
import type { Loaded } from "../program/loaded.js";
import { decorated } from "./decorators.js";
import { relative } from "./imports.js";
import type { Linker } from "./linker.js";
import { superclasses } from "./superclasses.js";
import { typeEntities } from "./types.js";

const ROLES = {};

/** The states of the function value, by function of the module. */
export function rolesOf(linker: Linker, module: Loaded, fn: number): readonly StateId[] {
  let table = module.memo.get(ROLES) as (readonly StateId[] | undefined)[] | undefined;
  if (table === undefined) {
    // What decorators and objects are may rest on an open question: that answer is not kept.
    const outer = linker.beginAttempt();
    table = allRoles(linker, module);
    if (linker.endAttempt(outer)) module.memo.set(ROLES, table);
  }
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
  for (const { node, state } of declaredFunctions(linker, module)) for (const fn of functionsAt(module, node)) add(fn, state);
  for (const [cls, info] of flow.classes.entries()) {
    const ancestors = libraryParents(linker, module, cls);
    for (const { decorators, function: fn, kind, name } of info.members) {
      if (kind !== "method") continue;
      for (const state of ancestors) add(fn, linker.models.member(state, name));
      for (const decorator of decorators) for (const item of decorated(linker, module, decorator, "member")) if (item.kind === "library") add(fn, item.state);
    }
  }
  return roles;
}

/** What instances of a class are to the libraries that it extends, implements, or is decorated by. */
function libraryParents(linker: Linker, module: Loaded, cls: number): readonly StateId[] {
  const { models } = linker;
  const info = module.flow.classes[cls];
  const found: StateId[] = [];
  let parents = superclasses(linker, module, cls);
  for (let height = 0; height < HEIGHT && parents.length > 0; height++) {
    for (const parent of parents) if (parent.kind === "library") found.push(models.join(models.subclass(parent.state), models.instance(parent.state)));
    parents = parents.flatMap((parent) => (parent.kind === "class" ? superclasses(linker, parent.module, parent.cls) : []));
  }
  for (const type of info?.implements ?? []) for (const item of typeEntities(linker, module, type)) if (item.kind === "library") found.push(item.state);
  for (const decorator of info?.decorators ?? []) for (const item of decorated(linker, module, decorator, "class")) if (item.kind === "library") found.push(models.instance(item.state));
  return found.filter((state) => state !== NOTHING);
}
/** Classes above one another that are looked at. */
const HEIGHT = 6;

/** A function that stands where a type is declared, or in the property of an object. */
type Declared = { readonly node: number } & ({ readonly type: TypeRef } | { readonly base: number; readonly name: string });

/** Values that are declared to be a library's kind of function (`const handler: RequestHandler = …`), or put where it will call them (`socket.onmessage = …`). */
function declaredFunctions(linker: Linker, module: Loaded): readonly { readonly node: number; readonly state: StateId }[] {
  // Roles may have to be asked for again; where to look, the file alone says.
  let places = module.memo.get(DECLARED) as readonly Declared[] | undefined;
  if (places === undefined) module.memo.set(DECLARED, (places = declaredPlaces(module.flow)));
  const found: { readonly node: number; readonly state: StateId }[] = [];
  for (const place of places) {
    const { node } = place;
    if ("type" in place) {
      for (const item of typeEntities(linker, module, place.type)) if (item.kind === "library") found.push({ node, state: item.state });
    } else {
      const base = linker.state(module, place.base);
      const state = base === NOTHING ? NOTHING : linker.models.member(base, place.name);
      if (state !== NOTHING) found.push({ node, state });
    }
  }
  return found;
}

const DECLARED = {};

function declaredPlaces(flow: FlowModule): readonly Declared[] {
  const places: Declared[] = [];
  for (let node = 0; node < flow.nodeCount; node++) {
    const kind = flow.nodeKind[node] as Node;
    if (kind !== Node.Variable && kind !== Node.Cast && kind !== Node.Update) continue;
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      if (flow.nodeKind[flow.nodeOrigin[from] ?? from] !== Node.Function) continue;
      if (kind === Node.Update) {
        const [name, ...rest] = flow.edgeKind[edge] === Edge.Store ? (flow.paths[flow.nodeAux[node] ?? -1] ?? []) : [];
        const base = baseOf(flow, node);
        if (name !== undefined && rest.length === 0 && base >= 0) places.push({ node: from, base, name });
        continue;
      }
      const type = kind === Node.Variable ? flow.bindings[flow.nodeAux[node] ?? -1]?.type : flow.types[flow.nodeAux[node] ?? -1];
      if (type != null) places.push({ node: from, type });
    }
  }
  return places;
}

/** The object that a write puts a value into; -1: none. */
function baseOf(flow: FlowModule, update: number): number {
  for (let at = flow.firstIn[update] ?? 0; at < (flow.firstIn[update + 1] ?? 0); at++) {
    const edge = flow.in[at] ?? 0;
    if (flow.edgeKind[edge] === Edge.Base) return flow.edgeFrom[edge] ?? -1;
  }
  return -1;
}

/** The functions that a node is, through the variables that keep them. */
function functionsAt({ flow }: Loaded, node: number): readonly number[] {
  return heldBy(flow, node, isKept).flatMap((held) => (flow.nodeKind[held] === Node.Function ? (flow.nodeAux[held] ?? -1) : []));
}
