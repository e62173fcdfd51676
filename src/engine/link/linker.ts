/**
 * What the parts of link, and all that rests on link, ask of the linker. The parts ask each other's questions through it, too, where
 * they would know one another in a circle: what a member is, what a step leads to.
 */
import type { ModelIndex, StateId } from "../../models/model.js";
import type { BoundCounter } from "../bounds.js";
import type { Entity, Frame, Site } from "../program/entity.js";
import type { Loaded, NameAnswer } from "../program/loaded.js";
import type { World } from "../program/world.js";
import type { FileRows } from "./file-rows.js";
import type { Frames } from "./frames.js";

/** The linker; {@link OnDemandLinker} is the one there is. */
export interface Linker {
  readonly world: World;
  readonly models: ModelIndex;
  readonly bounds: BoundCounter;
  readonly frames: Frames;

  /** Notes that an answer about `from` rests on `to`. */
  use(from: Loaded, to: Loaded): void;
  /** Notes that an answer about `from` rests on one about a name. */
  useName(from: Loaded, answer: NameAnswer<unknown>): void;

  /** What the value of a node is. */
  of(module: Loaded, node: number): readonly Entity[];
  /** The library states among what a node is, joined. */
  state(module: Loaded, node: number): StateId;
  /** A value of a library. `site`: the call that made it, where rows ask how it was made. */
  library(state: StateId, site?: Site | null): readonly Entity[];
  /** What the property `name` of a value is. */
  member(item: Entity, name: string): readonly Entity[];
  /** What one step of a symbol's path (`()`, `new`, `await`, `[]`, `.name`) leads to from what the symbol turned out to be. */
  step(items: readonly Entity[], step: string): readonly Entity[];
  /** What rows on a file of the project say of what it declares. */
  rowsOn(module: Loaded): FileRows | null;

  /** The node of a call's argument; -1: it has none there. `index` -1: the receiver. */
  argument(site: Site, index: number): number;
  arity(site: Site): number;

  /**
   * Begins to read a property (or to close an entity by a frame); false when that is too deep, or is being asked of the entity
   * (`null`: of a node) already: then it has no answer, and what rests on that is not kept. Each true is followed by {@link leave}.
   * (A pair, not a function that takes one: what is called with a new function every time is compiled again and again.)
   */
  enter(of: Entity | null, what: string | Frame): boolean;
  leave(): void;
  /** Begins an answer that is no node's. The result is for {@link endAttempt}. */
  beginAttempt(): number;
  /** Whether the answer may be kept: it rests on no open question. */
  endAttempt(outer: number): boolean;
}
