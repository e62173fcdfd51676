/** Functions and those inside them. */
import type { Loaded } from "./world.js";

const FAMILY = {};

/** A function and those inside it. */
export function familyOf(module: Loaded, fn: number): readonly number[] {
  let table = module.memo.get(FAMILY) as number[][] | undefined;
  if (table === undefined) {
    const { functions } = module.flow;
    const lists = functions.map((_, id): number[] => [id]);
    for (const id of functions.keys()) for (let at = functions[id]?.parent ?? 0; at > 0; at = functions[at]?.parent ?? 0) lists[at]?.push(id);
    module.memo.set(FAMILY, (table = lists));
  }
  return table[fn] ?? [fn];
}
