/** Places of a call (argument and access path, as models name them) against the path under which a value lies. */
import { ANY, ELEMENT, type Content, type Place } from "../../../models/model.js";
import { EMPTY, isIndex, isProperty, ownContent, type PathId } from "../../facts/paths.js";
import type { Exploration } from "../exploration.js";
import type { Pass } from "./pass.js";

/**
 * Whether a text made of a value holds what lies under `path` in it: its elements, and, where the row says so (`AnyMember`:
 * serialisers), its properties; those that are not enumerable (the stack of an error) only where a row names them.
 */
export function isInText(pass: Pass, path: PathId, withProperties: boolean): boolean {
  const { paths } = pass.run.explorer.models;
  if (path === EMPTY || paths.isHole(path)) return true;
  return paths.elements(path).every((element) => (withProperties ? isProperty(element) || element.startsWith("<hole ") : element === ELEMENT || isIndex(element)));
}

/** `Member[*]` in an output means some property. */
export const concrete = (content: Content): string => (content === ANY ? "[]" : content);

/** Does a value at `path` of the argument count for a sink at `wanted`? */
export function arrivesAt(run: Exploration, wanted: readonly Content[], path: PathId, deepSink: boolean): boolean {
  const { paths } = run.explorer.models;
  let rest = path;
  for (const content of wanted) {
    if (rest === EMPTY) return run.start.deep && isProperty(content);
    if (paths.isHole(rest)) return !paths.holes(rest).some((hole) => hole.length === 1 && hole[0] === content);
    if (!fits(content, paths.head(rest))) return false;
    rest = paths.tail(rest);
  }
  if (rest === EMPTY || paths.isHole(rest)) return true;
  return deepSink && paths.elements(rest).every((element, index, all) => isProperty(element) || (index === all.length - 1 && element.startsWith("<hole")));
}

/** The rest of `path` when the value lies at (or under, or the whole of) the place. */
export function matchPlace(pass: Pass, place: Place, at: number, path: PathId): PathId | null {
  if (place.at !== at) return null;
  const { paths } = pass.run.explorer.models;
  let rest = path;
  for (const content of place.path) {
    if (rest === EMPTY || paths.isHole(rest)) return pass.run.start.deep && (isProperty(content) || content === ANY) ? EMPTY : null;
    if (!fits(content, paths.head(rest))) return null;
    rest = paths.tail(rest);
  }
  return rest;
}

export function startsWith(pass: Pass, path: PathId, prefix: readonly Content[]): boolean {
  const { paths } = pass.run.explorer.models;
  let rest = path;
  for (const [index, content] of prefix.entries()) {
    // Any member that holds operators (`AnyMember.Member[$in]`) is a field, not itself an operator: `$expr` takes expressions.
    if (content === ANY && paths.head(rest).startsWith("$") && prefix[index + 1]?.startsWith("$") === true) return false;
    // A value at an unknown index is not the one at a known name.
    if (rest === EMPTY || !fits(content, paths.head(rest)) || (paths.head(rest) === "[]" && content !== "[]" && content !== ANY)) return false;
    rest = paths.tail(rest);
  }
  return true;
}

/** Whether a value under a property or index is at the place that a row names so. */
export function fits(wanted: Content, head: string): boolean {
  if (wanted === head || ownContent(wanted) === head) return true;
  if (wanted === ANY) return isProperty(head);
  if (wanted === "[]") return isIndex(head);
  return head === "[]" && isProperty(wanted);
}
