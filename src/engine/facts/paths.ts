/**
 * Access paths of facts, interned: a path is a number, 0 the empty one. Elements are property names and the reserved names of
 * `src/models/model.ts`; besides, a path may end in a *hole*: everything beneath, except these sub-paths (their value was
 * replaced by a checked one).
 */
import { BOUNDS, type BoundCounter } from "../bounds.js";

export type PathId = number;
export const EMPTY: PathId = 0;

/** What a closure sees of an outer variable, kept in the function value. */
export const captureContent = (binding: number): string => `<cap ${binding}>`;
/** An argument fixed by `bind`; -1: `this`. */
export const boundContent = (index: number): string => `<bound ${index}>`;

/** A property that copying and serialising leave out (not enumerable: the `stack` of an error); reading it by name finds it. */
export const ownContent = (name: string): string => `<own ${name}>`;

/** What JavaScript itself hides so in an error. */
const HIDDEN: ReadonlySet<string> = new Set(["stack", "cause"]);

/** A property that a model names. */
export const namedContent = (name: string): string => (HIDDEN.has(name) ? ownContent(name) : name);

const HOLE = "<hole ";

export class Paths {
  /** By the path beneath: by its head. */
  readonly #ids: (Map<string, PathId> | null)[] = [null];
  readonly #head: string[] = [""];
  readonly #isHole: boolean[] = [false];
  readonly #tail: PathId[] = [0];
  readonly #depth: number[] = [0];
  readonly #holes = new Map<PathId, readonly (readonly string[])[]>();
  readonly #bounds: BoundCounter;

  constructor(bounds: BoundCounter) {
    this.#bounds = bounds;
  }

  cons(head: string, tail: PathId): PathId {
    let heads = this.#ids[tail];
    if (heads === null || heads === undefined) this.#ids[tail] = heads = new Map();
    const known = heads.get(head);
    if (known !== undefined) return known;
    // Recursive data: a name repeated beyond twice stands for any number of repetitions.
    const next = this.tail(tail);
    if (tail !== EMPTY && next !== EMPTY && this.head(tail) === head && this.head(next) === head) {
      heads.set(head, tail);
      return tail;
    }
    const depth = (this.#depth[tail] ?? 0) + (isCounted(head) ? 1 : 0);
    let id: PathId;
    if (depth > BOUNDS.pathDepth) {
      this.#bounds.hit("pathDepth");
      // The deepest name goes; what lay under it now lies under the rest.
      const elements = [head, ...this.elements(tail)];
      const last = elements.findLastIndex(isCounted);
      id = this.prepend(elements.filter((_, index) => index !== last), EMPTY);
    } else if (this.elements(tail).length > BOUNDS.pathDepth * 2) {
      this.#bounds.hit("pathDepth");
      id = tail;
    } else {
      id = this.#head.push(head) - 1;
      this.#isHole.push(head.startsWith(HOLE));
      this.#ids.push(null);
      this.#tail.push(tail);
      this.#depth.push(depth);
    }
    heads.set(head, id);
    return id;
  }

  prepend(elements: readonly string[], path: PathId): PathId {
    let result = path;
    for (let index = elements.length - 1; index >= 0; index--) result = this.cons(elements[index] ?? "", result);
    return result;
  }

  head(path: PathId): string {
    return this.#head[path] ?? "";
  }

  tail(path: PathId): PathId {
    return this.#tail[path] ?? EMPTY;
  }

  elements(path: PathId): string[] {
    const result: string[] = [];
    for (let at = path; at !== EMPTY; at = this.tail(at)) result.push(this.head(at));
    return result;
  }

  isHole(path: PathId): boolean {
    return this.#isHole[path] === true;
  }

  /** The sub-paths that a hole leaves out. */
  holes(path: PathId): readonly (readonly string[])[] {
    let found = this.#holes.get(path);
    if (found === undefined) this.#holes.set(path, (found = JSON.parse(this.head(path).slice(HOLE.length, -1)) as string[][]));
    return found;
  }

  /** A path that stands for many: what a hole leaves out is let in again; of names, the first stays, and some name beneath it. */
  widened(path: PathId): PathId {
    const elements = this.elements(path);
    const first = elements.findIndex((element) => isProperty(element) || element.startsWith(HOLE));
    if (first < 0) return path;
    const name = elements[first] ?? "";
    if (name.startsWith(HOLE)) return this.prepend(elements.slice(0, first), EMPTY);
    const isDeeper = elements.slice(first + 1).some(isProperty);
    return this.prepend([...elements.slice(0, first + 1), ...(isDeeper ? ["[]"] : [])], EMPTY);
  }

  /** Everything, except `holes` (sorted, so that equal sets are one path). */
  hole(holes: readonly (readonly string[])[]): PathId {
    if (holes.length === 0) return EMPTY;
    const texts = [...new Set(holes.map((hole) => JSON.stringify(hole)))].sort();
    return this.cons(`${HOLE}[${texts.join(",")}]>`, EMPTY);
  }
}

/** An index of an array, as a property name. */
export function isIndex(name: string): boolean {
  const first = name.charCodeAt(0);
  return first >= 48 && first <= 57 && /^\d+$/.test(name);
}

/** Names that make a path deep: not elements, nor the operators of query languages, which say what the names around them mean. */
const isCounted = (name: string): boolean => isProperty(name) && name !== "[]" && !isIndex(name) && !name.startsWith("$");

/** A property name or element, not one of the reserved names. */
export function isProperty(name: string): boolean {
  return name.charCodeAt(0) !== 60;
}
