import { asNode, stringOf, type Node } from "../../frontends/ecmascript/syntax.js";
import type { Range } from "../../ir/index.js";
import { dropStatement } from "./drop-statement.js";
import { bare, type Repair, type Tree } from "./tree.js";

/**
 * Takes out the statement that patches a feature in where it is missing. `place`: where it is asked for. As it is never missing, the
 * statement does nothing; but only one whose whole condition is that question is known to do nothing else.
 */
export function dropPatch(place: Range, tree: Tree): Repair | null {
  const feature = tree.at(place);
  const statement = feature === null ? null : statementOf(feature, tree);
  if (feature === null || statement === null || !isOnlyPatch(statement, feature, tree)) return null;
  const edit = dropStatement(statement, tree);
  return edit === null ? null : { edits: [edit] };
}

function statementOf(node: Node, tree: Tree): Node | null {
  for (let at = tree.parent(node); at !== null; at = tree.parent(at)) {
    if (at.type === "IfStatement" || at.type === "ExpressionStatement") return at;
    if (!EXPRESSIONS.has(at.type)) return null;
  }
  return null;
}
const EXPRESSIONS: ReadonlySet<string> = new Set(["UnaryExpression", "BinaryExpression", "LogicalExpression", "AssignmentExpression", "TSAsExpression", "TSNonNullExpression", "ChainExpression", "ParenthesizedExpression"]);

function isOnlyPatch(statement: Node, feature: Node, tree: Tree): boolean {
  if (statement.type === "IfStatement") return statement.alternate == null && isAbsence(statement.test, feature) && isContained(statement.consequent);
  const expression = asNode(statement.expression);
  const [left, right] = [asNode(expression?.left), asNode(expression?.right)];
  if (expression === null || left === null || right === null) return false;
  if (expression.type === "LogicalExpression") return expression.operator === "&&" ? isAbsence(left, feature) : bare(left) === bare(feature);
  if (expression.type !== "AssignmentExpression") return false;
  if (expression.operator === "??=" || expression.operator === "||=") return bare(left) === bare(feature);
  const [kept] = right.type === "LogicalExpression" && right.operator !== "&&" ? [asNode(right.left)] : [];
  return expression.operator === "=" && kept != null && bare(kept) === bare(feature) && tree.textOf(left) === tree.textOf(kept);
}

/** The test asks whether the feature is missing; what else it asks besides makes it no truer. */
function isAbsence(test: unknown, feature: Node): boolean {
  const node = bare(asNode(test) ?? { type: "" });
  const is = (side: unknown): boolean => bare(asNode(side) ?? { type: "" }) === bare(feature);
  if (node.type === "LogicalExpression") return node.operator === "&&" && (isAbsence(node.left, feature) || isAbsence(node.right, feature));
  if (node.type === "UnaryExpression" && node.operator === "!") {
    const inner = bare(asNode(node.argument) ?? { type: "" });
    return is(inner) || (inner.type === "BinaryExpression" && inner.operator === "in" && is(inner.left));
  }
  if (node.type !== "BinaryExpression") return false;
  const [left, right] = [asNode(node.left), asNode(node.right)];
  const isEqual = node.operator === "===" || node.operator === "==";
  if (!isEqual && node.operator !== "!==" && node.operator !== "!=") return false;
  if (left?.type === "UnaryExpression" && left.operator === "typeof" && is(left.argument)) {
    const type = stringOf(right);
    return type === "undefined" ? isEqual : type === "function" && !isEqual;
  }
  return isEqual && is(left) && (right?.name === "undefined" || (right?.type === "Literal" && right.value === null));
}

/** What the branch declares is not seen outside it. */
function isContained(branch: unknown): boolean {
  const node = asNode(branch);
  const statements = node?.type === "BlockStatement" && Array.isArray(node.body) ? node.body.map(asNode) : [node];
  return statements.every((each) => each?.type === "ExpressionStatement" || (each?.type === "VariableDeclaration" && each.kind !== "var"));
}
