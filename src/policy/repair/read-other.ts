import { asNode, stringOf, type Node } from "../../frontends/ecmascript/syntax.js";
import type { Flow } from "../../engine/api.js";
import { bare, type Repair, type Tree } from "./tree.js";

/**
 * Reads another property of the source: `error.name` for `error.stack`. Only where what is reported is that very read, so that
 * nothing else gets the other value, and nothing of the first one stays.
 */
export function readOther(flow: Flow, tree: Tree, from: string, to: string): Repair | null {
  const reported = tree.at(flow.report);
  const read = reported === null ? null : bare(reported);
  const property = read?.type === "MemberExpression" ? asNode(read.property) : null;
  if (read === null || property === null || !isOfSource(flow, read, tree)) return null;
  const isNamed = read.computed === true ? stringOf(property) === from : property.name === from;
  if (!isNamed) return null;
  const { start, end } = tree.range(property);
  const text = read.computed === true ? JSON.stringify(to) : to;
  const whole = tree.range(read);
  return { edits: [{ start, end, text }], data: { replacement: `${tree.text.slice(whole.start, start)}${text}${tree.text.slice(end, whole.end)}` } };
}

/** The object that is read is the source (or holds it), not one of the project's that a part of it was put into. */
function isOfSource({ steps }: Flow, read: Node, tree: Tree): boolean {
  const [source] = steps;
  if (source?.path !== tree.path) return false;
  const { start, end } = tree.range(read);
  if (source.start >= start && source.end <= end) return true;
  let root: Node = read;
  while (root.type === "MemberExpression") root = bare(asNode(root.object) ?? { type: "" });
  return root.type === "Identifier" && root.name === NAME.exec(source.text)?.[0];
}
const NAME = /^[\p{ID_Start}$_][\p{ID_Continue}$]*/u;
