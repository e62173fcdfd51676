/** Functions of the program that a library calls back, wherever they were made: by what they are, not by how the file hands them over. */
import type { CallEffects, Place } from "../../../models/model.js";
import { AWAITED, ELEMENT, RETURNED } from "../../../models/model.js";
import type { Linker } from "../../link/linker.js";
import type { EntityOf, Site } from "../../program/entity.js";
import { usesOfFunction } from "../../program/uses.js";

const PLACES = new WeakMap<CallEffects, readonly Place[]>();

/**
 * Where a call takes functions of which it uses what their promises resolve to: those fetch something. (What a callback of `map` makes
 * by itself is hardly ever a source; asking it of every one costs a quarter of the time.)
 */
export function callbackPlaces(effects: CallEffects): readonly Place[] {
  let places = PLACES.get(effects);
  if (places === undefined) {
    const found = new Map<string, Place>();
    for (const { at, path } of [...effects.summaries.map(({ from }) => from), ...effects.sinks]) {
      const last = path.lastIndexOf(RETURNED);
      const inner = path.slice(0, Math.max(last, 0));
      if (at >= 0 && last >= 0 && path[last + 1] === AWAITED && !inner.some((content) => /^<(?:param|any|throw)/.test(content))) found.set(JSON.stringify([at, inner]), { at, path: inner });
    }
    PLACES.set(effects, (places = [...found.values()]));
  }
  return places;
}

/** The functions at such a place that the file does not show as handed to this call: imported ones, ones that an object brings. */
export function calledBack(linker: Linker, site: Site, { at, path }: Place): readonly EntityOf<"function">[] {
  let items = linker.of(site.module, linker.argument(site, at));
  for (const content of path) items = linker.step(items, content === RETURNED ? "()" : content === AWAITED ? "await" : content === ELEMENT ? "[]" : `.${content}`);
  return items.filter((item) => item.kind === "function").filter(({ module, fn }) => module !== site.module || !usesOfFunction(module, fn).arguments.some(({ call }) => call === site.call));
}
