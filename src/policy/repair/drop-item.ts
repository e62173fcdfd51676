import { asNode, type Node } from "../../frontends/ecmascript/syntax.js";
import type { Edit, Tree } from "./tree.js";

const SPACE = String.raw`(?:\s|\/\*[\s\S]*?\*\/|\/\/[^\n]*\n)*`;
const COMMA_AHEAD = new RegExp(`^${SPACE}(?=,)`);

/** Takes an item out of a list between commas, with its own comma, and its line where it stands on one alone. Comments stay. */
export function dropItem(item: Node, items: readonly unknown[], tree: Tree): readonly Edit[] {
  const { start, end } = tree.range(item);
  const ahead = COMMA_AHEAD.exec(tree.text.slice(end))?.[0];
  if (ahead !== undefined) return withCommaBehind(tree, start, end, end + ahead.length);
  const comma = commaBefore(item, items, tree);
  // The last one, without a comma of its own: the one before it goes.
  if (comma !== null) return tree.text.slice(comma + 1, start).trim() === "" ? [{ start: comma, end, text: "" }] : [{ start: comma, end: comma + 1, text: "" }, { start, end, text: "" }];
  return [{ start, end: end + (/^\s*/.exec(tree.text.slice(end))?.[0].length ?? 0), text: "" }];
}

function withCommaBehind(tree: Tree, start: number, end: number, comma: number): readonly Edit[] {
  if (tree.text.slice(end, comma).trim() !== "") return [{ start, end, text: "" }, { start: comma, end: comma + 1, text: "" }];
  const space = /^[^\S\r\n]*/.exec(tree.text.slice(comma + 1))?.[0].length ?? 0;
  // The rest of the line moves up; else the line goes with its indentation.
  if (!/^[\r\n]?$/.test(tree.text.charAt(comma + 1 + space))) return [{ start, end: comma + 1 + space, text: "" }];
  const before = tree.text.slice(0, start).trimEnd();
  // Behind a comment of one line, the line break must stay.
  const isBehindComment = /\/\/[^\n]*$/.test(before);
  return [{ start: isBehindComment ? start : before.length, end: comma + 1, text: "" }];
}

function commaBefore(item: Node, items: readonly unknown[], tree: Tree): number | null {
  const previous = asNode(items[items.indexOf(item) - 1]);
  if (previous === null) return null;
  const { end } = tree.range(previous);
  const ahead = COMMA_AHEAD.exec(tree.text.slice(end))?.[0];
  // In `import a, { b }` the comma is not one of the list's.
  return ahead === undefined || tree.text.slice(end, tree.range(item).start).includes("{") ? null : end + ahead.length;
}
