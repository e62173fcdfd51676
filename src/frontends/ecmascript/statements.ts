/** Statements: the switch over all of them, and those that need no file of their own. */
import type { Stmt } from "../../ir/ir.js";
import { type Context, exprStmt } from "./context.js";
import { branchInto, ifStatement, labeledStatement, loopStatement, switchStatement, tryStatement } from "./control.js";
import { classDeclaration, hoistFunctions, variableDeclaration } from "./declarations.js";
import { exportDefaultDeclaration, exportNamedDeclaration, importDeclaration } from "./module-statements.js";
import { childNodes, lowerExpression } from "./expressions.js";
import { declareBlock } from "./hoisting.js";
import { exportAll, exportAssignment, exportDeclared } from "./exports.js";
import { lowerEnum, lowerImportEquals, lowerNamespace } from "./namespaces.js";
import { expressionStatement } from "./operators.js";
import { openScope } from "./scope.js";
import { bodyOf, type Maybe, type Node, nameOf } from "./syntax.js";
import { lowerInterface, lowerTypeAlias } from "./types.js";

/** The statements of a block, in a scope of their own. */
export function lowerBlock(cx: Context, list: readonly Maybe[], out: Stmt[]): void {
  if (list.length === 0) return;
  const saved = cx.scope;
  openScope(cx);
  lowerStatements(cx, list, out);
  cx.scope = saved;
}

/** Statements in the scope at hand: their names first, then the functions among them, then the rest in order. */
export function lowerStatements(cx: Context, list: readonly Maybe[], out: Stmt[]): void {
  if (declareBlock(cx, list)) hoistFunctions(cx, list, out);
  for (const statement of list) if (statement) lowerStatement(cx, statement, out);
}

type Lower = (cx: Context, node: Node, out: Stmt[]) => void;

const NOTHING: Lower = () => undefined;
const LOOP: Lower = (cx, node, out) => loopStatement(cx, node, [], out);

/** What to do for each type of node; a table for the reason that expressions have one. */
const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ["ExpressionStatement", (cx, node, out) => expressionStatement(cx, node.expression, out)],
  ["VariableDeclaration", variableDeclaration],
  ["ReturnStatement", returnStatement],
  ["IfStatement", ifStatement],
  ["BlockStatement", blockStatement],
  ["FunctionDeclaration", NOTHING],
  ["TSDeclareFunction", NOTHING],
  ["EmptyStatement", NOTHING],
  ["DebuggerStatement", NOTHING],
  ["ImportDeclaration", importDeclaration],
  ["ExportNamedDeclaration", exportNamedDeclaration],
  ["ExportDefaultDeclaration", exportDefaultDeclaration],
  ["ExportAllDeclaration", exportAll],
  ["ForStatement", LOOP],
  ["ForInStatement", LOOP],
  ["ForOfStatement", LOOP],
  ["WhileStatement", LOOP],
  ["DoWhileStatement", LOOP],
  ["TryStatement", tryStatement],
  ["ThrowStatement", throwStatement],
  ["ClassDeclaration", classDeclaration],
  ["TSTypeAliasDeclaration", lowerTypeAlias],
  ["TSInterfaceDeclaration", lowerInterface],
  ["SwitchStatement", switchStatement],
  ["BreakStatement", (cx, node, out) => jumpStatement(cx, node, "break", out)],
  ["ContinueStatement", (cx, node, out) => jumpStatement(cx, node, "continue", out)],
  ["LabeledStatement", labeledStatement],
  ["WithStatement", withStatement],
  ["TSEnumDeclaration", lowerEnum],
  ["TSModuleDeclaration", lowerNamespace],
  ["TSImportEqualsDeclaration", importEqualsDeclaration],
  ["TSExportAssignment", exportAssignment],
  ["TSNamespaceExportDeclaration", NOTHING],
  ["StaticBlock", blockStatement],
]);

/** Any statement; it appends what it becomes, which may be nothing or several. */
export function lowerStatement(cx: Context, node: Node, out: Stmt[]): void {
  cx.depth++;
  const lower = cx.tooDeep(node) ? unreached : (LOWER.get(node.type) ?? unknownStatement);
  lower(cx, node, out);
  cx.depth--;
}

function unreached(cx: Context, node: Node, out: Stmt[]): void {
  out.push(exprStmt({ kind: "opaque", start: cx.start(node), end: cx.end(node), children: [] }));
}

function throwStatement(cx: Context, node: Node, out: Stmt[]): void {
  out.push({ kind: "throw", start: cx.start(node), end: cx.end(node), value: lowerExpression(cx, node.argument) });
}

function jumpStatement(cx: Context, node: Node, kind: "break" | "continue", out: Stmt[]): void {
  out.push({ kind, start: cx.start(node), end: cx.end(node), label: node.label ? nameOf(node.label) : null });
}

function withStatement(cx: Context, node: Node, out: Stmt[]): void {
  out.push(exprStmt(lowerExpression(cx, node.object)));
  branchInto(cx, node.body, out);
}

function importEqualsDeclaration(cx: Context, node: Node, out: Stmt[]): void {
  lowerImportEquals(cx, node, out);
  if (node.isExport) exportDeclared(cx, node, out);
}

function blockStatement(cx: Context, node: Node, out: Stmt[]): void {
  const body: Stmt[] = [];
  lowerBlock(cx, bodyOf(node), body);
  out.push({ kind: "block", start: cx.start(node), end: cx.end(node), label: null, body });
}

function returnStatement(cx: Context, node: Node, out: Stmt[]): void {
  const value = node.argument ? lowerExpression(cx, node.argument) : null;
  out.push({ kind: "return", start: cx.start(node), end: cx.end(node), value });
}

/** Statements of Flow that only declare types. */
const FLOW_TYPES = /^(?:Declare[A-Z]\w*|TypeAlias|OpaqueType|InterfaceDeclaration)$/;

function unknownStatement(cx: Context, node: Node, out: Stmt[]): void {
  if (FLOW_TYPES.test(node.type)) return;
  cx.problem(`unknown syntax ${node.type}`, node);
  for (const child of childNodes(cx, node)) {
    if (/Statement$|Declaration$/.test(child.type)) lowerStatement(cx, child, out);
    else out.push(exprStmt(lowerExpression(cx, child)));
  }
}
