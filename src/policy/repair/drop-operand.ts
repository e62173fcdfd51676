import { asNode, type Node } from "../../frontends/ecmascript/syntax.js";
import type { Range } from "../../ir/index.js";
import { bare, type Edit, type Repair, type Tree } from "./tree.js";

/** The left side of `||` or `??` without its substitute. */
export function dropSubstitute(place: Range, tree: Tree): Repair | null {
  const value = tree.at(place);
  const choice = value === null ? null : choiceOf(value, tree);
  if (value === null || choice === null || choice.operator === "&&" || bare(asNode(choice.left) ?? choice) !== bare(value)) return null;
  return { edits: [keepLeft(choice, tree)], data: { text: tree.textOf(value) } };
}

/** One half of a condition left out: `typeof x === "string"` of `typeof x === "string" || x instanceof String`. */
export function dropTest(place: Range, tree: Tree): Repair | null {
  const test = tree.at(place);
  if (test === null) return null;
  const holder = tree.parent(test);
  const isNegated = holder?.type === "UnaryExpression" && holder.operator === "!";
  const half = isNegated ? holder : test;
  const choice = tree.parent(half);
  if (choice?.type !== "LogicalExpression" || choice.operator !== (isNegated ? "&&" : "||")) return null;
  const edit = choice.right === half ? keepLeft(choice, tree) : keepRight(choice, tree);
  return { edits: [edit], data: { text: tree.textOf(half) } };
}

/** The choice that the value stands in directly. */
function choiceOf(value: Node, tree: Tree): Node | null {
  let holder = tree.parent(value);
  while (holder !== null && bare(holder) === bare(value)) holder = tree.parent(holder);
  return holder?.type === "LogicalExpression" ? holder : null;
}

function keepLeft(choice: Node, tree: Tree): Edit {
  const { end } = tree.range(choice);
  const left = tree.range(asNode(choice.left) ?? choice).end;
  const closing = /^(?:\s*\))*/.exec(tree.text.slice(left, end))?.[0].length ?? 0;
  return { start: left + closing, end, text: "" };
}

function keepRight(choice: Node, tree: Tree): Edit {
  const { start } = tree.range(choice);
  const right = tree.range(asNode(choice.right) ?? choice).start;
  const opening = /(?:\(\s*)*$/.exec(tree.text.slice(start, right))?.[0].length ?? 0;
  return { start, end: right - opening, text: "" };
}
