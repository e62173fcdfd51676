/** Proofs as bits: what a way adds and lets survive. */
import type { Questions } from "./questions/index.js";

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

/** What the engine has to know of the kinds that models and policies use. */
export interface Vocabulary {
  readonly barriers: readonly string[];
  /** Source kinds whose every property is such a source, too. */
  readonly deepSources: ReadonlySet<string>;
  /** Sink kinds for which a value anywhere inside the argument counts. */
  readonly deepSinks: ReadonlySet<string>;
  /** Sink kinds for which the text of an error counts that an unknown call may have thrown because of a value. */
  readonly thrownSinks: ReadonlySet<string>;
  /** Characters that what is safe in a way (a barrier kind) does not hold: what was put together without them is. */
  readonly characters: ReadonlyMap<string, string>;
  /**
   * The source kind that a name suggests (`password`); `null`: none. `owner`: the name of what it is read from (`id` of `user`),
   * or of the type that declares it; `null`: there is none.
   */
  nameKind(name: string, owner: string | null): string | null;
  /** What a function of that name is called for (`password` of `getPassword`); `null`: the name does not say. */
  nameOfResult(name: string): string | null;
  /** Sink kind → which kind of source a constant text is by what it says, where it arrives at such a sink (`now()` in an SQL text); `null`: none. */
  readonly textKinds: ReadonlyMap<string, (text: string) => string | null>;
  /** Source kinds whose values, where a name suggests them, may be objects (a date). */
  readonly objectKinds: ReadonlySet<string>;
  /** Properties of which a value's being read is a sink for the value (not for what lies in it): name → sink kind. */
  readonly readSinks: ReadonlyMap<string, string>;
  /** What questions have which effect. */
  readonly questions: ReadonlyMap<string, Questions>;
  /** Source kinds: what says where the program runs. */
  readonly settings: ReadonlySet<string>;
  /** Whether a thing of that name is an object that holds secrets (`credentials`), not a text. */
  isCollective(name: string): boolean;
}
