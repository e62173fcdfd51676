/**
 * Every limit of the engine, in one place. Deterministic (never wall-clock), and counted when hit: `review --stats` shows them.
 */
export const BOUNDS = {
  /** Longest access path of a fact (property names; elements, and operators such as `$in`, aside); what lies deeper is folded into its prefix. */
  pathDepth: 3,
  /** Facts explored while one file is asked about; whole programs of a thousand files need fewer. */
  factsPerFile: 400_000,
  /** Facts explored from one start. */
  factsPerStart: 4000,
  /** Different paths of a value at one node, or by one way out of the function; beyond, coarser ones stand for several. */
  pathsPerPlace: 12,
  /** Different paths explored from one node; beyond, coarser ones. */
  pathsPerStart: 400,
  /** Facts explored from one node, over all paths: a function that treats all names alike (a deep copy) would be explored for each. Beyond, coarser paths. */
  factsPerNode: 4000,
  /** Ways out of a function kept for one start. */
  exitsPerStart: 400,
  /** Different proofs kept for the same value and path; beyond, what they have in common. */
  proofsPerFact: 3,
  /** Explorations inside one another; a callee beyond is explored after its caller, which is then asked again. */
  nestedExplorations: 40,
  /** Explorations of one start after which what it found before is kept, too; after four times as many it is taken as found. */
  runsPerStart: 16,
  /** Rounds until summaries of mutually recursive functions must be stable. */
  solverRounds: 200_000,
  /** Longest access path of a symbolic entity. */
  symbolicDepth: 4,
  /** Calls inside calls that an entity remembers: which made the closure, the object, the instance. */
  frameDepth: 6,
  /** Nodes that one question for an entity may visit. */
  entitySteps: 20_000,
  /** Call depth of one question for an entity. */
  entityDepth: 400,
  /** Parameters that are looked up in the calls that entered their functions, for one value: functions that call each other in circles have endless many. */
  closings: 500,
  /** Reads of properties inside one another, in one question. */
  lookupDepth: 60,
  /** Times that a question on a cycle is asked again. */
  entityRounds: 6,
  /** Functions that are entered from a source, up through callers and callbacks of the same file. */
  riseSteps: 20_000,
  /** Files in which readers of a changed variable are looked for: a file, and what it imports. */
  visibleFiles: 200,
  /** Times that a function is asked for the sources it returns, while functions that it calls find more. */
  returnedRounds: 32,
  /** Sources that leave a function, kept for its callers. */
  returnedSources: 64,
} as const;
export type BoundName = keyof typeof BOUNDS;

/** The bounds beyond which an answer says more than is known, never less: no flow is missing for them. */
export const COARSENING: ReadonlySet<string> = new Set<BoundName>(["pathDepth", "pathsPerPlace", "pathsPerStart", "factsPerNode", "proofsPerFact"]);

export class BoundCounter {
  readonly hits = new Map<BoundName, number>();
  hit(name: BoundName): void {
    this.hits.set(name, (this.hits.get(name) ?? 0) + 1);
  }
}
