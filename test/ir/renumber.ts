import type { Module } from "../../src/ir/ir.js";

type Renumbering = readonly number[];

/** Fields that hold the number of a function. */
const FUNCTION_FIELDS: ReadonlySet<string> = new Set(["owner", "parent", "function", "constructorFunction", "initialiser", "staticInitialiser"]);

/** The same module with other numbers for its bindings, functions (all but the first), classes and types. */
export function renumber(module: Module, seed: number): Module {
  const bindings = shuffled(module.bindings.length, seed);
  const functions = [0, ...shuffled(module.functions.length - 1, seed + 1).map((id) => id + 1)];
  const classes = shuffled(module.classes.length, seed + 2);
  const types = shuffled(module.types.length, seed + 3);
  const moved = rewrite(module, (key, id) => {
    if (key === "binding") return bindings[id] ?? id;
    if (FUNCTION_FIELDS.has(key)) return functions[id] ?? id;
    return key === "class" ? (classes[id] ?? id) : id;
  }) as Module;
  return {
    ...moved,
    bindings: reorder(moved.bindings, bindings),
    functions: reorder(moved.functions, functions),
    classes: reorder(moved.classes, classes),
    types: reorder(moved.types, types),
  };
}

/** New number by old number; seed 0 keeps them. */
function shuffled(count: number, seed: number): Renumbering {
  const ids = Array.from({ length: count }, (_, index) => index);
  if (seed % 4 === 0) return ids;
  let state = seed;
  const keys = ids.map(() => (state = (state * 48271 + 11) % 2147483647));
  return ids.sort((a, b) => (keys[a] ?? 0) - (keys[b] ?? 0));
}

function reorder<T>(items: readonly T[], by: Renumbering): T[] {
  const result = [...items];
  items.forEach((item, id) => {
    result[by[id] ?? id] = item;
  });
  return result;
}

type Holder = Readonly<Record<string, unknown>>;

function rewrite(value: unknown, change: (key: string, id: number) => number): unknown {
  if (Array.isArray(value)) return value.map((item) => rewrite(item, change));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value as Holder).map(([key, item]) => [key, typeof item === "number" ? change(key, item) : rewrite(item, change)] as const);
  return Object.fromEntries(entries);
}
