/** What every part of the search works with. */
import type { BoundCounter } from "../bounds.js";
import type { Paths } from "../facts/paths.js";
import type { ProofBits } from "../facts/proofs.js";
import type { Linker } from "../link/linker.js";
import type { Vocabulary } from "../vocabulary.js";

export interface Models {
  readonly linker: Linker;
  readonly paths: Paths;
  readonly bits: ProofBits;
  readonly bounds: BoundCounter;
  readonly vocabulary: Vocabulary;
  /** The proof that a value is a string. */
  readonly textBit: number;
  /** The mark of a value that an unknown call may have thrown; once set, it stays. */
  readonly thrownBit: number;
  /** The mark of a parameter that may be converted to its declared type before the function runs. */
  readonly convertibleBit: number;
  /** The mark of a value that a declared type vouches for; it holds only beside the next one. */
  readonly declaredBit: number;
  /** The mark of a value whose type was never asserted; every source begins with it. */
  readonly uncastBit: number;
  /** Proofs of a value's type, which a derived value loses. */
  readonly typeBits: number;
}
