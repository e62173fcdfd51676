import type { Node } from "../../frontends/ecmascript/syntax.js";
import type { Edit, Tree } from "./tree.js";

/** Takes an item out of a list between commas, with its own comma, and its line where it stands on one alone. Comments stay. */
export function dropItem(item: Node, tree: Tree): Edit {
  const { start, end } = tree.range(item);
  const [before, after] = [tree.before(item), tree.after(item)];
  const isComma = (token: typeof after): token is NonNullable<typeof after> => token !== null && tree.text.slice(token.start, token.end) === ",";
  if (isComma(after)) {
    const space = /^[^\S\r\n]*/.exec(tree.text.slice(after.end))?.[0].length ?? 0;
    const rest = tree.text[after.end + space] ?? "\n";
    // The rest of the line moves up; else the line goes with its indentation.
    if (!/[\r\n]/.test(rest)) return { start, end: after.end + space, text: "" };
    return { start: lineStart(tree, start), end: after.end, text: "" };
  }
  // The last one, without a comma of its own: the one before it goes.
  if (isComma(before)) return { start: before.start, end, text: "" };
  const space = /^\s*/.exec(tree.text.slice(end))?.[0].length ?? 0;
  return { start, end: end + space, text: "" };
}

/** Where the white space before a place begins. */
function lineStart(tree: Tree, at: number): number {
  return at - (/\s*$/.exec(tree.text.slice(0, at))?.[0].length ?? 0);
}
