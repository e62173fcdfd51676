/** What models say that calling a value does. */
import { NOTHING, type StateId } from "../../models/model.js";
import type { Site } from "../program/entity.js";
import { holdsAt } from "../rows/conditions.js";
import type { Models } from "../rows/context.js";

/** Whether the call itself has the effect, by what models say of its callee. */
export function actsAtCall(models: Models, site: Site, kind: string): boolean {
  const { flow } = site.module;
  return hasAct(models, models.linker.state(site.module, flow.calls.callee[site.call] ?? -1), kind, site);
}

/** `site` `null`: a call that a library makes. */
export function hasAct(models: Models, state: StateId, kind: string, site: Site | null): boolean {
  if (state === NOTHING) return false;
  const { linker } = models;
  return linker.models.acts(state, site === null ? 0 : linker.arity(site)).some((act) => act.kind === kind && (site === null ? act.condition === null : holdsAt(models, site, act)));
}
