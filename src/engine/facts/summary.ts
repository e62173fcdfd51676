/** What exploring from a start finds: facts on the way, ways out of the function, and sinks reached. How it got there: recording.ts. */
import type { EntityOf, Frame } from "../program/entity.js";
import type { Loaded } from "../program/loaded.js";
import { EMPTY, type PathId } from "./paths.js";
import type { Proofs } from "./proofs.js";

/** A value at a node, beneath an access path, with what has been proven of it on the way from the start. */
export interface Fact {
  readonly node: number;
  readonly path: PathId;
  /** Proofs that survive the way, and proofs the way adds: `after = (before & keep) | set`. */
  readonly keep: number;
  readonly set: number;
  /** The fact that it came from; `null`: it is where the exploration starts. */
  readonly parent: Fact | null;
}

/** Passed from a start to one of its exits. */
export interface Passage {
  readonly start: Start;
  readonly exit: Exit;
}

/** Where a value leaves a function to; the same way is the same object. */
export type Way = { readonly id: number } & (
  | { readonly kind: "return" | "throw" }
  /** A parameter (-1: `this`) as the caller finds it. */
  | { readonly kind: "out" | "out-true" | "out-false"; readonly param: number }
  /** A node of another function: what a closure sees, a shared variable. */
  | { readonly kind: "cross"; readonly module: Loaded; readonly node: number }
  /** Handed to a call whose callee only a caller can name. `argument`: -1 receiver, -3 the callee's own closure. */
  | { readonly kind: "symbolic"; readonly symbol: EntityOf<"symbol">; readonly argument: number; readonly module: Loaded; readonly call: number }
);
export type WayOf<K extends Way["kind"]> = Extract<Way, { kind: K }>;

/** A value that leaves a function. */
export interface Exit extends Proofs {
  readonly way: Way;
  readonly path: PathId;
}

/** A place that models call a sink; the same place and kind is the same object. */
export interface Sink {
  readonly id: number;
  readonly kind: string;
  readonly module: Loaded;
  /** The result of the call, the write, the read, what the function returns. */
  readonly node: number;
  /** An argument of a call; -1: it is no call. */
  readonly call: number;
  readonly argument: number;
}

/** A sink reached. */
export interface Hit extends Proofs {
  readonly sink: Sink;
  /** Where in the argument the value lies. */
  readonly path: PathId;
  /** The call through which the value leaves the start's file toward the sink; `null`: the sink is in this file. */
  readonly entry: number | null;
  /** Reached inside a callee. */
  readonly inner: { readonly start: Start; readonly hit: Hit } | null;
}

/** Most starts find little: it is looked through, and sorted only beyond this. */
const FEW = 8;

/** What a start found, in the order it was found, and by the way or sink (`key`) it belongs to. */
abstract class Found<Item> {
  readonly list: Item[] = [];
  #sorted: Map<number, Item[]> | null = null;

  protected abstract keyOf(item: Item): number;

  /** Those of one key, with others among them. */
  protected of(key: number): readonly Item[] {
    return this.#sorted === null ? this.list : (this.#sorted.get(key) ?? []);
  }

  add(item: Item): void {
    this.list.push(item);
    if (this.#sorted !== null) this.#sort(this.#sorted, item);
    else if (this.list.length > FEW) {
      this.#sorted = new Map();
      for (const each of this.list) this.#sort(this.#sorted, each);
    }
  }

  #sort(sorted: Map<number, Item[]>, item: Item): void {
    const key = this.keyOf(item);
    const known = sorted.get(key);
    if (known === undefined) sorted.set(key, [item]);
    else known.push(item);
  }
}

/** The exits of a start. */
export class Exits extends Found<Exit> {
  /** By way, where it was asked for: most starts have few exits. */
  #paths: Map<number, number> | null = null;

  protected override keyOf({ way }: Exit): number {
    return way.id;
  }

  /** Those by one way, with others among them. */
  near(way: Way): readonly Exit[] {
    return this.of(way.id);
  }

  /** Different paths (but the empty one) by one way. */
  pathsBy(way: Way): number {
    const known = this.#paths?.get(way.id);
    if (known !== undefined) return known;
    const paths = new Set<PathId>();
    for (const exit of this.near(way)) if (exit.way === way && exit.path !== EMPTY) paths.add(exit.path);
    (this.#paths ??= new Map()).set(way.id, paths.size);
    return paths.size;
  }

  override add(exit: Exit): void {
    const known = this.#paths?.get(exit.way.id);
    if (known !== undefined && exit.path !== EMPTY && !this.near(exit.way).some(({ way, path }) => way === exit.way && path === exit.path)) this.#paths?.set(exit.way.id, known + 1);
    super.add(exit);
  }

  /** The exit that is the same but for where it came from: an earlier exploration may have found it. */
  get({ way, path, keep, set }: Exit): Exit | undefined {
    for (const exit of this.of(way.id)) if (exit.way === way && exit.path === path && exit.keep === keep && exit.set === set) return exit;
    return undefined;
  }
}

/** The sinks that a start reaches. */
export class Hits extends Found<Hit> {
  protected override keyOf({ sink }: Hit): number {
    return sink.id;
  }

  /** The hit that is the same but for where it came from. */
  get({ sink, path, entry, keep, set }: Omit<Hit, "inner">): Hit | undefined {
    for (const hit of this.of(sink.id)) if (hit.sink === sink && hit.path === path && hit.entry === entry && hit.keep === keep && hit.set === set) return hit;
    return undefined;
  }
}

/** Went straight. */
export const NO_PASSAGES: readonly Passage[] = [];
export const NO_EXITS = new Exits();
export const NO_HITS = new Hits();

/** Names the callee of a call that only a caller of the functions around it can name. */
export interface Naming {
  readonly symbol: EntityOf<"symbol">;
  readonly frame: Frame;
}

let lastStart = 0;

/** A question: where does the value at this node (or handed to this place of a call), beneath this path, go? */
export class Start {
  readonly id = ++lastStart;
  readonly module: Loaded;
  readonly node: number;
  readonly path: PathId;
  /** Everything inside the value is such a value, too. */
  readonly deep: boolean;
  /** Not at the node (then a Call node) itself, but handed to it: argument index; -1 receiver. `null`: at the node. */
  readonly place: number | null;
  /** Who is called there, when the call alone does not tell. */
  readonly naming: Naming | null;
  exits = NO_EXITS;
  hits = NO_HITS;
  readonly dependents = new Set<Start>();
  /** Has been explored, and nothing it rests on has changed since. */
  clean = false;
  /** The start whose exploration goes on when this one's first answer is final. */
  waiter: Start | null = null;
  /** Times it was explored. */
  runs = 0;
  /** Place in the order of first exploration; 0: not asked for yet. */
  order = 0;

  constructor(module: Loaded, node: number, path: PathId, deep: boolean, place: number | null, naming: Naming | null) {
    this.module = module;
    this.node = node;
    this.path = path;
    this.deep = deep;
    this.place = place;
    this.naming = naming;
  }
}
