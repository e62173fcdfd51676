/** Proofs as bits: what a way adds and lets survive. */
import type { Vocabulary } from "../vocabulary.js";

/** Keeps the survivors and the additions of two ways, one after the other. */
export interface Proofs {
  readonly keep: number;
  readonly set: number;
}

export const ALL = -1;
export const NO_CHANGE: Proofs = { keep: ALL, set: 0 };

export function compose(first: Proofs, then: Proofs): Proofs {
  return { keep: first.keep & then.keep, set: (first.set & then.keep) | then.set };
}

/** True when every proof that `a` leads to, `b` leads to as well: then `a` is the more dangerous, and `b` adds nothing. */
export function subsumes(a: Proofs, b: Proofs): boolean {
  return (a.set & ~b.set) === 0 && (a.keep & ~(b.keep | b.set)) === 0;
}

/** Whether a value with these proofs counts at a sink: what an unknown call may have thrown does at few. */
export function counts(models: { readonly thrownBit: number; readonly vocabulary: Vocabulary }, sinkKind: string, { set }: Proofs): boolean {
  return (set & models.thrownBit) === 0 || models.vocabulary.thrownSinks.has(sinkKind);
}

/** Names of barrier kinds ↔ bits. */
export class ProofBits {
  readonly names: readonly string[];
  readonly #bits: ReadonlyMap<string, number>;

  constructor(names: readonly string[]) {
    if (names.length > 31) throw new RangeError(`${names.length} barrier kinds; at most 31 fit`);
    this.names = names;
    this.#bits = new Map(names.map((name, index) => [name, 1 << index]));
  }

  bit(name: string): number {
    return this.#bits.get(name) ?? 0;
  }

  list(bits: number): string[] {
    return this.names.filter((_, index) => (bits & (1 << index)) !== 0);
  }
}
