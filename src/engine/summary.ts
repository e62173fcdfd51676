/** What exploring from a start found: facts with where they came from, ways out of the function, and sinks reached. */
import type { StateId } from "../models/model.js";
import type { EntityOf, Frame } from "./entity.js";
import type { PathId } from "./paths.js";
import type { Loaded } from "./world.js";

/** A value at a node, beneath an access path, with what has been proven of it on the way from the start. */
export interface Fact {
  readonly node: number;
  readonly path: PathId;
  /** Proofs that survive the way, and proofs the way adds: `after = (before & keep) | set`. */
  readonly keep: number;
  readonly set: number;
  readonly parent: Fact | null;
  /** Where the parent's value is used, in the start's file. */
  readonly useStart: number;
  readonly useEnd: number;
  /** The summaries it passed through between the parent and here, in order. */
  readonly through: readonly Passage[];
}

/** Passed from a start to one of its exits. */
export interface Passage {
  readonly start: Start;
  readonly exit: string;
}

export type Exit = {
  readonly key: string;
  readonly path: PathId;
  readonly keep: number;
  readonly set: number;
  readonly fact: Fact;
} & (
  | { readonly kind: "return" | "throw" }
  /** A parameter (-1: `this`) as the caller finds it. */
  | { readonly kind: "out" | "out-true" | "out-false"; readonly param: number }
  /** A node of another function: what a closure sees, a shared variable. */
  | { readonly kind: "cross"; readonly module: Loaded; readonly node: number }
  /** Handed to a call whose callee only a caller can name. `argument`: -1 receiver, -3 the callee's own closure. */
  | { readonly kind: "symbolic"; readonly symbol: EntityOf<"symbol">; readonly argument: number; readonly module: Loaded; readonly call: number }
);

/** A sink reached. */
export interface Hit {
  readonly key: string;
  readonly sinkKind: string;
  /** The call (or write) that is the sink. */
  readonly module: Loaded;
  readonly call: number;
  readonly argument: number;
  /** Where in the argument the value lies. */
  readonly path: PathId;
  readonly keep: number;
  readonly set: number;
  readonly fact: Fact;
  /** Reached inside a callee. */
  readonly inner: { readonly start: Start; readonly hit: string } | null;
  readonly condition: StateId | null;
}

/** Names the callee of a call that only a caller of the functions around it can name. */
export interface Naming {
  readonly symbol: EntityOf<"symbol">;
  readonly frame: Frame;
}

/** A question: where does the value at this node (or handed to this place of a call), beneath this path, go? */
export class Start {
  readonly key: string;
  readonly module: Loaded;
  readonly node: number;
  readonly path: PathId;
  /** Everything inside the value is such a value, too. */
  readonly deep: boolean;
  /** Not at the node (then a Call node) itself, but handed to it: argument index; -1 receiver. `null`: at the node. */
  readonly place: number | null;
  /** Who is called there, when the call alone does not tell. */
  readonly naming: Naming | null;
  exits = new Map<string, Exit>();
  hits = new Map<string, Hit>();
  readonly dependents = new Set<Start>();
  /** Has been explored, and nothing it rests on has changed since. */
  clean = false;
  /** The start whose exploration goes on when this one's first answer is final. */
  waiter: Start | null = null;
  /** Times it was explored. */
  runs = 0;
  /** Place in the order of first exploration; 0: not asked for yet. */
  order = 0;

  constructor(key: string, module: Loaded, node: number, path: PathId, deep: boolean, place: number | null, naming: Naming | null) {
    this.key = key;
    this.module = module;
    this.node = node;
    this.path = path;
    this.deep = deep;
    this.place = place;
    this.naming = naming;
  }
}
