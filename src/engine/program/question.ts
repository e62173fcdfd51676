/** Questions for the entities of a node that are open: they may be asked again by way of themselves. */
import { NO_ENTITIES } from "./entity-set.js";
import type { Entity } from "./entity.js";
import type { Loaded } from "./loaded.js";

/** A question that is being answered; stands in the place of its answer meanwhile. */
export class Question {
  readonly module: Loaded;
  readonly node: number;
  /** Its place among the open questions, from 1. */
  readonly depth: number;
  result: readonly Entity[] = NO_ENTITIES;
  /** It was asked again while open: it stands on a cycle. */
  asked = false;
  /** Answers that rest on it while it is open. */
  partials: { readonly module: Loaded; readonly node: number }[] | null = null;

  constructor(module: Loaded, node: number, depth: number) {
    this.module = module;
    this.node = node;
    this.depth = depth;
  }
}
