/** Whether a file has what a path of names says, as far as its text shows it for certain. */
import { Edge, Node } from "../../compile/index.js";
import type { MissingMember } from "../api.js";
import type { Entity } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { exportedEntities } from "./imports.js";
import type { Linker } from "./linker.js";
import { superclasses } from "./superclasses.js";

/** The first name that is not there; `null`: all are, or one cannot tell. No names: what the module itself is. */
export function missingMember(linker: Linker, module: Loaded, members: readonly string[]): MissingMember | null {
  const [first = "default", second] = members;
  const exported = exportedNames(linker, module, new Set());
  if (exported === null) return null;
  if (!exported.has(first)) return { name: first, owner: null, known: sorted(exported) };
  const items = second === undefined ? [] : exportedEntities(linker, module, module, first).filter(({ kind }) => kind !== "library");
  if (second === undefined || items.length === 0) return null;
  const known = new Set<string>();
  for (const item of items) {
    const names = namesIn(linker, item, 0);
    if (names === null) return null;
    for (const name of names) known.add(name);
  }
  return known.has(second) ? null : { name: second, owner: first, known: sorted(known) };
}

const sorted = (names: ReadonlySet<string>): readonly string[] => [...names].filter((name) => name !== "").sort();

/** All names that a module exports; `null`: there may be others. */
function exportedNames(linker: Linker, module: Loaded, seen: Set<Loaded>): ReadonlySet<string> | null {
  const { world } = linker;
  const names = new Set<string>();
  seen.add(module);
  for (const item of module.flow.exports) {
    if (item.kind !== "all") {
      const whole = item.kind === "local" && item.name === "=" ? propertiesAt(module, item.node) : null;
      if (item.name === "=" && whole === null) return null;
      for (const name of whole ?? [item.name]) names.add(name);
      continue;
    }
    const found = world.resolve(module, item.specifier);
    const file = found.kind === "file" ? world.load(found.path) : null;
    if (file === null) return null;
    if (seen.has(file)) continue;
    const handedOn = exportedNames(linker, file, seen);
    if (handedOn === null) return null;
    for (const name of handedOn) if (name !== "default") names.add(name);
  }
  // A file without any may be a script, or could not be read.
  return names.size === 0 ? null : names;
}

/** Classes above one another that are looked at. */
const HEIGHT = 6;

function namesIn(linker: Linker, item: Entity, height: number): readonly string[] | null {
  if (item.kind === "object") return propertiesAt(item.module, item.node);
  if ((item.kind !== "class" && item.kind !== "instance") || height > HEIGHT) return null;
  const info = item.module.flow.classes[item.cls];
  if (info === undefined) return null;
  const names = [...info.members.map(({ name }) => name), ...info.stores.keys(), ...info.staticStores.keys()];
  if (info.superNode < 0) return names;
  const parents = superclasses(linker, item.module, item.cls);
  if (parents.length === 0) return null;
  for (const parent of parents) {
    const inherited = namesIn(linker, parent, height + 1);
    if (inherited === null) return null;
    names.push(...inherited);
  }
  return names;
}

/** The properties that an object literal is written with, and that are written to it; `null`: it is none, or may have others. */
function propertiesAt({ flow }: Loaded, start: number): readonly string[] | null {
  const names: string[] = [];
  const pending = [start];
  let isObject = false;
  for (const node of pending) {
    const kind = flow.nodeKind[node] as Node;
    if (kind === Node.Object) isObject = true;
    else if (kind !== Node.Variable && kind !== Node.Cast && kind !== Node.Update && kind !== Node.Post) return null;
    for (let at = flow.firstIn[node] ?? 0; at < (flow.firstIn[node + 1] ?? 0); at++) {
      const edge = flow.in[at] ?? 0;
      const from = flow.edgeFrom[edge] ?? -1;
      const path = flow.paths[(flow.edgeKind[edge] === Edge.Store && kind === Node.Update ? flow.nodeAux[node] : flow.edgeLabel[edge]) ?? -1];
      switch (flow.edgeKind[edge] as Edge) {
        case Edge.Store:
        case Edge.Getter:
          if (path?.[0] === undefined || path[0] === "[]") return null;
          names.push(path[0]);
          break;
        case Edge.Value:
        case Edge.Base:
        case Edge.Post:
          if (!pending.includes(from)) pending.push(from);
          break;
        default:
          return null;
      }
    }
  }
  return isObject ? names : null;
}
