import { asNode } from "../../frontends/ecmascript/syntax.js";
import type { Node } from "../../frontends/ecmascript/syntax.js";
import type { Flow } from "../../engine/api.js";
import { dropItem } from "./drop-item.js";
import type { Repair, Tree } from "./tree.js";

/**
 * Leaves a field out of the object literal that is handed to the sink's call. The literal must stand in the call itself: an object
 * that is made elsewhere, or handed to a function of the project's, may be meant for more than this sink.
 */
export function dropField({ report, steps }: Flow, tree: Tree): Repair | null {
  const sink = steps.at(-1);
  const value = tree.at(report);
  const field = value === null ? null : fieldOf(value, tree);
  if (field === null || sink?.path !== tree.path) return null;
  const fields = tree.parent(field)?.properties ?? [];
  for (let inner: Node | null = field; inner !== null; ) {
    const literal = tree.parent(inner);
    if (literal?.type !== "ObjectExpression" || isOverSpread(literal, inner)) return null;
    const holder = tree.parent(literal);
    if (holder?.type === "CallExpression" && holder.arguments?.includes(literal) === true) {
      const call = tree.range(holder);
      if (call.start !== sink.start || call.end !== sink.end) return null;
      return { edits: dropItem(field, fields, tree), data: { field: nameOfField(field, tree) } };
    }
    inner = fieldOf(literal, tree);
  }
  return null;
}

/** The property whose value this is. */
function fieldOf(value: Node, tree: Tree): Node | null {
  const holder = tree.parent(value);
  if (holder?.type !== "Property" || holder.kind !== "init" || holder.method === true) return null;
  // In a shorthand, key and value are at one place.
  return holder.shorthand === true || holder.value === value ? holder : null;
}

function nameOfField(field: Node, tree: Tree): string {
  const key = asNode(field.key);
  return key === null ? "" : tree.textOf(key);
}

/** What is spread before a field may bring one of its name: without the field, that one would be logged. */
function isOverSpread(literal: Node, field: Node): boolean {
  const properties = literal.properties ?? [];
  return properties.slice(0, properties.indexOf(field)).some((each) => each?.type === "SpreadElement");
}
