import { asNode, type Node } from "../../frontends/ecmascript/syntax.js";
import { bare, type Edit, type Tree } from "./tree.js";

/**
 * The native form at one use of what it stands for: its path in place of any read, or an expression in place of a call, with the
 * call's arguments. `null`: used in another way.
 */
export function replaceUse(use: Node, native: string, tree: Tree): Edit | null {
  const isExpression = native.includes("$1");
  const [root = ""] = native.split(".");
  if (!isExpression) return isRead(use, tree) && !tree.declares(root) ? { ...tree.range(use), text: native } : null;
  const call = tree.parent(use);
  if (call?.type !== "CallExpression" || asNode(call.callee) !== use || call.optional === true) return null;
  const given = (call.arguments ?? []).map(asNode).filter((node) => node !== null);
  const text = filled(native, given, tree);
  if (text === null) return null;
  return { ...tree.range(call), text: isAtom(native) || !isOperand(call, tree) ? text : `(${text})` };
}

/** A use of the value that any expression may stand in for. */
function isRead(use: Node, tree: Tree): boolean {
  const holder = tree.parent(use);
  if (holder === null || (use.type !== "Identifier" && use.type !== "MemberExpression" && use.type !== "CallExpression")) return false;
  if (holder.type === "AssignmentExpression") return holder.left !== use;
  if (holder.type === "Property") return holder.shorthand !== true;
  return !/^(?:Export|Import|TS(?!As|NonNull|Satisfies)|JSX|Update|Object)|Pattern$/.test(holder.type) || holder.type === "ObjectExpression";
}

/** The expression with the arguments in it. An argument that is written twice must not do anything. */
function filled(native: string, given: readonly Node[], tree: Tree): string | null {
  const [first, ...rest] = given;
  if (first === undefined || first.type === "SpreadElement") return null;
  const takesRest = native.includes("$*");
  if (!takesRest && rest.length > 0) return null;
  const isTwice = native.indexOf("$1") !== native.lastIndexOf("$1");
  if (isTwice && !isStill(first)) return null;
  const text = PRIMARY.has(first.type) ? tree.textOf(first) : `(${tree.textOf(first)})`;
  const others = rest.length === 0 ? "" : tree.text.slice(tree.range(rest[0] ?? first).start, tree.range(rest.at(-1) ?? first).end);
  return native.replaceAll("$1", () => text).replace("$*", () => others);
}

/** May stand before a dot and behind `typeof` as it is. (A number may not; `a?.b` would end the way early.) */
const PRIMARY: ReadonlySet<string> = new Set(["Identifier", "MemberExpression", "CallExpression", "ThisExpression", "ArrayExpression", "TemplateLiteral"]);

function isStill(node: Node): boolean {
  const inner = bare(node);
  if (inner.type === "MemberExpression") return inner.computed !== true && isStill(asNode(inner.object) ?? { type: "" });
  return inner.type === "Identifier" || inner.type === "ThisExpression";
}

const isAtom = (native: string): boolean => /^\$1\.\w+(?:\(.*\))?$/.test(native);

/** Places that take any expression as it is. */
const OPEN: ReadonlySet<string> = new Set(["ArrayExpression", "ArrowFunctionExpression", "AssignmentExpression", "ExpressionStatement", "IfStatement", "Property", "ReturnStatement", "TemplateLiteral", "ThrowStatement", "VariableDeclarator", "WhileStatement"]);

function isOperand(call: Node, tree: Tree): boolean {
  const holder = tree.parent(call);
  if (holder?.type === "CallExpression" || holder?.type === "NewExpression") return holder.callee === call;
  return holder === null || !OPEN.has(holder.type);
}
