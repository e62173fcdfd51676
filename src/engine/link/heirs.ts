/** The classes of the program beneath a class or an interface. */
import { entity, type Entity, type EntityOf } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import type { Linker } from "./linker.js";
import { typeEntities } from "./types.js";

interface Heir {
  readonly module: Loaded;
  readonly cls: number;
}

/** The classes of the program that extend or implement what an entity stands for, directly or further down. */
export function heirsOf(linker: Linker, item: EntityOf<"typed" | "instance">): readonly Heir[] {
  const any = item.kind === "instance" ? entity.someInstance(item.module, item.cls) : item;
  const key = `heirs:${any.id}`;
  const known = item.module.memo.get(key) as readonly Heir[] | undefined;
  if (known !== undefined) return known;
  const found = new Map<Entity, Heir>();
  const pending: EntityOf<"typed" | "instance">[] = [any];
  for (const parent of pending) {
    for (const heir of childrenOf(linker, parent)) {
      const made = entity.someInstance(heir.module, heir.cls);
      if (found.has(made)) continue;
      linker.use(item.module, heir.module);
      found.set(made, heir);
      pending.push(made);
    }
  }
  const heirs = [...found.values()];
  item.module.memo.set(key, heirs);
  return heirs;
}

/** The classes that name an entity as their parent. */
function childrenOf(linker: Linker, parent: EntityOf<"typed" | "instance">): readonly Heir[] {
  const { flow } = parent.module;
  const name = parent.kind === "typed" ? flow.typeDeclarations[parent.type]?.name : flow.classes[parent.cls]?.name;
  if (name === undefined || name === "") return [];
  const found: Heir[] = [];
  const files = new Set([parent.module.path, ...linker.world.heirs(parent.module, name)]);
  for (const path of [...files].sort()) {
    const module = path === parent.module.path ? parent.module : linker.world.load(path);
    if (module === null) continue;
    linker.use(parent.module, module);
    for (const [cls, info] of module.flow.classes.entries()) {
      const parents = info.superNode < 0 ? [] : linker.of(module, info.superNode).map((each) => (each.kind === "class" ? entity.someInstance(each.module, each.cls) : each));
      const all = [...parents, ...info.implements.flatMap((type) => typeEntities(linker, module, type))];
      if (all.includes(parent)) found.push({ module, cls });
    }
  }
  return found;
}
