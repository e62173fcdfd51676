/** Lists of entities without doubles. */
import type { Entity } from "./entity.js";

/** A set of entities, in order of first sight. Lists that are added hold each entity once, and change no more: the first is used as it is. */
export class EntitySet {
  #list: readonly Entity[] = NO_ENTITIES;
  /** The list, where it is this set's own. */
  #own: Entity[] | null = null;
  #all: Set<Entity> | null = null;

  add(item: Entity): void {
    if (this.#all === null && this.#list.length > MOST_SCANNED) this.#all = new Set(this.#list);
    if (this.#all === null ? this.#list.includes(item) : this.#all.has(item)) return;
    if (this.#own === null) this.#list = this.#own = this.#list.slice();
    this.#own.push(item);
    this.#all?.add(item);
  }
  addAll(items: readonly Entity[]): void {
    if (this.#list.length === 0) {
      this.#list = items;
      return;
    }
    if (items === this.#list) return;
    for (let at = 0; at < items.length; at++) {
      const item = items[at];
      if (item !== undefined) this.add(item);
    }
  }
  get size(): number {
    return this.#list.length;
  }
  list(): readonly Entity[] {
    return this.#list;
  }
}

/** Longer lists get a set beside them. */
const MOST_SCANNED = 12;

/** Made as other lists of entities are: V8 keeps an empty literal as a list of small integers, and code that meets both kinds is compiled twice. */
export const NO_ENTITIES: readonly Entity[] = emptyList();

function emptyList(): Entity[] {
  const list: (Entity | null)[] = [null];
  list.pop();
  return list as Entity[];
}
