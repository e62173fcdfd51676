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

/** Any statement; it appends what it becomes, which may be nothing or several. */
export function lowerStatement(cx: Context, node: Node, out: Stmt[]): void {
  cx.depth++;
  if (cx.tooDeep(node)) {
    out.push(exprStmt({ kind: "opaque", start: cx.start(node), end: cx.end(node), children: [] }));
  } else {
    dispatch(cx, node, out);
  }
  cx.depth--;
}

function dispatch(cx: Context, node: Node, out: Stmt[]): void {
  switch (node.type) {
    case "ExpressionStatement":
      expressionStatement(cx, node.expression, out);
      return;
    case "VariableDeclaration":
      variableDeclaration(cx, node, out);
      return;
    case "ReturnStatement":
      returnStatement(cx, node, out);
      return;
    case "IfStatement":
      ifStatement(cx, node, out);
      return;
    case "BlockStatement":
      blockStatement(cx, node, out);
      return;
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "EmptyStatement":
    case "DebuggerStatement":
      return;
    case "ImportDeclaration":
      importDeclaration(cx, node, out);
      return;
    case "ExportNamedDeclaration":
      exportNamedDeclaration(cx, node, out);
      return;
    case "ExportDefaultDeclaration":
      exportDefaultDeclaration(cx, node, out);
      return;
    case "ExportAllDeclaration":
      exportAll(cx, node);
      return;
    case "ForStatement":
    case "ForInStatement":
    case "ForOfStatement":
    case "WhileStatement":
    case "DoWhileStatement":
      loopStatement(cx, node, [], out);
      return;
    case "TryStatement":
      tryStatement(cx, node, out);
      return;
    case "ThrowStatement":
      out.push({ kind: "throw", start: cx.start(node), end: cx.end(node), value: lowerExpression(cx, node.argument) });
      return;
    case "ClassDeclaration":
      classDeclaration(cx, node, out);
      return;
    case "TSTypeAliasDeclaration":
      lowerTypeAlias(cx, node);
      return;
    case "TSInterfaceDeclaration":
      lowerInterface(cx, node);
      return;
    default:
      dispatchRare(cx, node, out);
  }
}

/** Split off so that the frequent cases stay in a function small enough to be compiled well. */
function dispatchRare(cx: Context, node: Node, out: Stmt[]): void {
  switch (node.type) {
    case "SwitchStatement":
      switchStatement(cx, node, out);
      return;
    case "BreakStatement":
    case "ContinueStatement": {
      const kind = node.type === "BreakStatement" ? "break" : "continue";
      out.push({ kind, start: cx.start(node), end: cx.end(node), label: node.label ? nameOf(node.label) : null });
      return;
    }
    case "LabeledStatement":
      labeledStatement(cx, node, out);
      return;
    case "WithStatement":
      out.push(exprStmt(lowerExpression(cx, node.object)));
      branchInto(cx, node.body, out);
      return;
    case "TSEnumDeclaration":
      lowerEnum(cx, node, out);
      return;
    case "TSModuleDeclaration":
      lowerNamespace(cx, node, out);
      return;
    case "TSImportEqualsDeclaration":
      lowerImportEquals(cx, node, out);
      if (node.isExport) exportDeclared(cx, node, out);
      return;
    case "TSExportAssignment":
      exportAssignment(cx, node, out);
      return;
    case "TSNamespaceExportDeclaration":
      return;
    case "StaticBlock":
      blockStatement(cx, node, out);
      return;
    default:
      unknownStatement(cx, node, out);
  }
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
