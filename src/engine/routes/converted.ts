/** Parameters that a framework hands over as what their declared type says, because the program set up for all handlers that it does. */
import type { Loaded } from "../program/loaded.js";
import type { Models } from "../rows/context.js";
import { predicateProofs } from "../rows/type-proofs.js";
import { linksEverywhere } from "./everywhere.js";
import { linkHas } from "./links.js";

/** The effect of what converts. */
const EFFECT = "converts";

/** What the conversion proves of a parameter: that it is a number or a boolean. A text stays what was sent: a list, or an object of query brackets. */
export function convertedBits(models: Models, module: Loaded, node: number): number {
  const { flow } = module;
  const type = flow.functions[flow.nodeFunction[node] ?? 0]?.params.find((param) => param.node === node)?.type ?? null;
  const bits = type?.kind === "primitive" ? predicateProofs(models, module, type) & ~models.textBit : 0;
  return bits !== 0 && linksEverywhere(models, module).some((link) => linkHas(models, link, EFFECT)) ? bits : 0;
}
