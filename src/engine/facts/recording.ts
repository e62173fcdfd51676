/**
 * How the values of one exploration came where they were found. A search of a whole program follows millions of facts and reports a
 * few of them, so nothing of this is kept while it searches: where a trace is wanted, the start is explored once more, with a
 * recording. (Its callees' answers are final by then, so it finds the same.)
 */
import type { FlowModule } from "../../compile/index.js";
import type { PathId } from "./paths.js";
import { NO_PASSAGES, type Exit, type Fact, type Hit, type Passage, type Start } from "./summary.js";

/** Where a value is used: an edge, or a node as {@link useOfNode}. */
export type Use = number;

export const useOfNode = (node: number): Use => -1 - node;

/** A fact, or the place of an exit or hit, with where it came from. */
export interface Step {
  readonly node: number;
  readonly path: PathId;
  readonly parent: Step | null;
  /** Where the parent's value is used, in the start's file. */
  readonly useStart: number;
  readonly useEnd: number;
  /** The summaries it passed through between the parent and here, in order. */
  readonly through: readonly Passage[];
}

export class Recording {
  readonly #flow: FlowModule;
  readonly #steps = new Map<Fact | Exit | Hit, Step>();

  constructor(flow: FlowModule) {
    this.#flow = flow;
  }

  /** The step of a fact, exit or hit of this exploration. */
  of(found: Fact | Exit | Hit): Step | undefined {
    return this.#steps.get(found);
  }

  /** A fact came about. */
  fact(fact: Fact, use: Use, through: readonly Passage[]): void {
    this.#steps.set(fact, this.#step(fact.node, fact.path, fact.parent, use, through));
  }

  /** An exit or hit came from a fact; `use` `null`: it is the fact itself. */
  end(end: Exit | Hit, path: PathId, from: Fact, use: Use | null, through: readonly Passage[]): void {
    const before = this.#steps.get(from);
    if (use === null && before !== undefined) this.#steps.set(end, before);
    else this.#steps.set(end, this.#step(from.node, path, from, use ?? useOfNode(from.node), through));
  }

  #step(node: number, path: PathId, from: Fact | null, use: Use, through: readonly Passage[]): Step {
    const flow = this.#flow;
    const isEdge = use >= 0;
    const at = isEdge ? use : -1 - use;
    return {
      node, path, through,
      parent: from === null ? null : (this.#steps.get(from) ?? null),
      useStart: (isEdge ? flow.edgeStart : flow.nodeStart)[at] ?? 0,
      useEnd: (isEdge ? flow.edgeEnd : flow.nodeEnd)[at] ?? 0,
    };
  }
}

/** Where a start begins, when nothing more is known of a way. */
export function stepAtStart({ module: { flow }, node, path }: Start): Step {
  return { node, path, parent: null, useStart: flow.nodeStart[node] ?? 0, useEnd: flow.nodeEnd[node] ?? 0, through: NO_PASSAGES };
}
