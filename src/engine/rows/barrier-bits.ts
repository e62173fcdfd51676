/** Barriers that models state of a value itself, as proofs. */
import type { StateId } from "../../models/model.js";
import type { Models } from "./context.js";

export function bitsOfKinds(models: Models, kinds: readonly string[]): number {
  let bits = 0;
  for (const kind of kinds) bits |= models.bits.bit(kind);
  return bits;
}

/** What a library says of each value in this state. */
export const barrierBits = (models: Models, state: StateId): number => bitsOfKinds(models, models.linker.models.barriers(state));

/** The same of a value that appears in this state: nobody had to check that it is a text. */
export function inherentBits(models: Models, state: StateId): number {
  const bits = barrierBits(models, state);
  return (bits & models.textBit) === 0 ? bits : (bits & ~models.textBit) | models.bits.bit("inherent-text");
}
