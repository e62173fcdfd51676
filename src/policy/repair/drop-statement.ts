import type { Node } from "../../frontends/ecmascript/syntax.js";
import type { Edit, Tree } from "./tree.js";

/** Where a statement may be missing. */
const LISTS: ReadonlySet<string> = new Set(["Program", "BlockStatement", "StaticBlock", "TSModuleBlock"]);

/** Takes a statement out of its list, with its line; `null`: it stands where one is needed, or keeps two others apart. */
export function dropStatement(statement: Node, tree: Tree): Edit | null {
  if (!LISTS.has(tree.parent(statement)?.type ?? "")) return null;
  const { start, end } = tree.range(statement);
  const before = tree.text.slice(0, start).trimEnd();
  const rest = tree.text.slice(end);
  // Without semicolons, what begins like this goes on with what stood before.
  if (/^\s*[([`+\-/*]/.test(rest) && !/^\s*\/[/*]/.test(rest) && !/(?:^|[;{])$/.test(before)) return null;
  const indentation = /[^\S\r\n]*$/.exec(tree.text.slice(0, start))?.[0].length ?? 0;
  const isFirst = start === indentation || /[\r\n]/.test(tree.text[start - indentation - 1] ?? "\n");
  const tail = /^[^\S\r\n]*(?:\r\n|\n|\r)?/.exec(rest)?.[0] ?? "";
  const isLast = /[\r\n]$/.test(tail) || tail.length === rest.length;
  if (isFirst && isLast) return { start: start - indentation, end: end + tail.length, text: "" };
  return { start, end: isLast ? end : end + tail.length, text: "" };
}
