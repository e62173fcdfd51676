/** Visits the expressions and statements of the IR, children in evaluation order. Does not enter other functions. */
import type { Expr, Key, Stmt, Target } from "./ir.js";

const visitKey = (key: Key, visit: (child: Expr) => void): void => {
  if (typeof key !== "string") visit(key);
};

/** Calls `visit` for the direct child expressions of an expression. The targets of assignments go to `visitTarget`. */
export function eachChild(expr: Expr, visit: (child: Expr) => void, visitTarget: (target: Target) => void): void {
  switch (expr.kind) {
    case "literal":
    case "name":
    case "global":
    case "this":
    case "super":
    case "arguments":
    case "function":
    case "class":
    case "module":
      return;
    case "concat":
      for (const part of expr.parts) visit(part);
      return;
    case "member":
      visit(expr.object);
      visitKey(expr.key, visit);
      return;
    case "call":
      visit(expr.callee);
      for (const arg of expr.args) visit(arg.value);
      return;
    case "object":
      for (const entry of expr.entries) {
        if (entry.kind !== "spread") visitKey(entry.key, visit);
        if (entry.kind === "field" || entry.kind === "spread") visit(entry.value);
      }
      return;
    case "array":
      for (const element of expr.elements) if (element !== null) visit(element.value);
      return;
    case "conditional":
      visit(expr.test);
      visit(expr.then);
      visit(expr.else);
      return;
    case "logical":
    case "binary":
      visit(expr.left);
      visit(expr.right);
      return;
    case "unary":
      visit(expr.operand);
      return;
    case "assign":
      visitTarget(expr.target);
      visit(expr.value);
      return;
    case "sequence":
      for (const item of expr.items) visit(item);
      return;
    case "await":
    case "cast":
    case "iterate":
      visit(expr.value);
      return;
    case "rest":
      visit(expr.value);
      for (const key of expr.except) visitKey(key, visit);
      return;
    case "yield":
      if (expr.value !== null) visit(expr.value);
      return;
    case "opaque":
      for (const child of expr.children) visit(child);
      return;
    default:
      expr satisfies never;
  }
}

/** Calls `visit` for the direct child expressions of an assignment target. */
export function eachTargetChild(target: Target, visit: (child: Expr) => void): void {
  if (target.kind === "member") {
    visit(target.object);
    visitKey(target.key, visit);
  } else if (target.kind === "opaque") {
    for (const child of target.children) visit(child);
  }
}

/** Calls back for the direct child expressions and statements of a statement. */
export function eachPart(stmt: Stmt, visit: (child: Expr) => void, visitStmt: (child: Stmt) => void): void {
  switch (stmt.kind) {
    case "expr":
    case "throw":
      visit(stmt.value);
      return;
    case "return":
      if (stmt.value !== null) visit(stmt.value);
      return;
    case "if":
      visit(stmt.test);
      stmt.then.forEach(visitStmt);
      stmt.else.forEach(visitStmt);
      return;
    case "loop":
      if (stmt.test !== null) visit(stmt.test);
      stmt.body.forEach(visitStmt);
      stmt.update.forEach(visitStmt);
      return;
    case "switch":
      visit(stmt.value);
      for (const { test, body } of stmt.cases) {
        if (test !== null) visit(test);
        body.forEach(visitStmt);
      }
      return;
    case "try":
      stmt.body.forEach(visitStmt);
      stmt.handler?.forEach(visitStmt);
      stmt.finalizer?.forEach(visitStmt);
      return;
    case "block":
      stmt.body.forEach(visitStmt);
      return;
    case "break":
    case "continue":
      return;
    default:
      stmt satisfies never;
  }
}
