/** Something about the project that makes answers less good than they could be, and that its owner can mend. */
export interface ProjectProblem {
  /** The file at fault, absolute. */
  readonly path: string;
  /** A sentence on what is wrong and what follows from it. */
  readonly reason: string;
}

/** Problems by file: each is told once, and goes when its file is read again without it. */
export class ProblemLog {
  readonly #reasons = new Map<string, Set<string>>();

  add(path: string, reason: string): void {
    const reasons = this.#reasons.get(path);
    if (reasons === undefined) this.#reasons.set(path, new Set([reason]));
    else reasons.add(reason);
  }

  clear(path: string): void {
    this.#reasons.delete(path);
  }

  list(): readonly ProjectProblem[] {
    return [...this.#reasons]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .flatMap(([path, reasons]) => [...reasons].map((reason) => ({ path, reason })));
  }
}
