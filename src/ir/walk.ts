/** Visits the expressions and statements of the IR, children in evaluation order. Does not enter other functions. */
import type { Arg, Entry, Expr, Key, Stmt, Target } from "./ir.js";

/**
 * What is called for the parts of an expression or statement. An object and not three functions: a walk over a whole file
 * hands on the same one at every step.
 */
export interface Visitor {
  visit(child: Expr): void;
  /** The target of an assignment. */
  visitTarget(target: Target): void;
  visitStmt(child: Stmt): void;
}

type Visits = Pick<Visitor, "visit">;

function visitKey(key: Key, visitor: Visits): void {
  if (typeof key !== "string") visitor.visit(key);
}

function visitAll(list: readonly Expr[], visitor: Visits): void {
  for (const child of list) visitor.visit(child);
}

function visitArgs(list: readonly (Arg | null)[], visitor: Visits): void {
  for (const arg of list) if (arg !== null) visitor.visit(arg.value);
}

function visitEntries(list: readonly Entry[], visitor: Visits): void {
  for (const entry of list) {
    if (entry.kind !== "spread") visitKey(entry.key, visitor);
    if (entry.kind === "field" || entry.kind === "spread") visitor.visit(entry.value);
  }
}

function visitStmts(list: readonly Stmt[], visitor: Pick<Visitor, "visitStmt">): void {
  for (const stmt of list) visitor.visitStmt(stmt);
}

type ExprVisitor = Pick<Visitor, "visit" | "visitTarget">;

const NOTHING = (): void => undefined;

/** The children of each kind of expression. */
const CHILDREN: { readonly [K in Expr["kind"]]: (expr: Expr & { readonly kind: K }, visitor: ExprVisitor) => void } = {
  literal: NOTHING,
  name: NOTHING,
  global: NOTHING,
  this: NOTHING,
  super: NOTHING,
  arguments: NOTHING,
  function: NOTHING,
  class: NOTHING,
  module: NOTHING,
  concat: (expr, visitor) => visitAll(expr.parts, visitor),
  member(expr, visitor) {
    visitor.visit(expr.object);
    visitKey(expr.key, visitor);
  },
  call(expr, visitor) {
    visitor.visit(expr.callee);
    visitArgs(expr.args, visitor);
  },
  object: (expr, visitor) => visitEntries(expr.entries, visitor),
  array: (expr, visitor) => visitArgs(expr.elements, visitor),
  conditional(expr, visitor) {
    visitor.visit(expr.test);
    visitor.visit(expr.then);
    visitor.visit(expr.else);
  },
  logical: visitOperands,
  binary: visitOperands,
  unary: (expr, visitor) => visitor.visit(expr.operand),
  assign(expr, visitor) {
    visitor.visitTarget(expr.target);
    visitor.visit(expr.value);
  },
  sequence: (expr, visitor) => visitAll(expr.items, visitor),
  await: visitValue,
  cast: visitValue,
  iterate: visitValue,
  rest(expr, visitor) {
    visitor.visit(expr.value);
    for (const key of expr.except) visitKey(key, visitor);
  },
  yield(expr, visitor) {
    if (expr.value !== null) visitor.visit(expr.value);
  },
  opaque: (expr, visitor) => visitAll(expr.children, visitor),
};

function visitValue(holder: { readonly value: Expr }, visitor: Visits): void {
  visitor.visit(holder.value);
}

function visitOperands(expr: { readonly left: Expr; readonly right: Expr }, visitor: Visits): void {
  visitor.visit(expr.left);
  visitor.visit(expr.right);
}

/** Visits the direct child expressions of an expression, and the target of an assignment. */
export function eachChild(expr: Expr, visitor: ExprVisitor): void {
  (CHILDREN[expr.kind] as (expr: Expr, visitor: ExprVisitor) => void)(expr, visitor);
}

/** Visits the direct child expressions of an assignment target. */
export function eachTargetChild(target: Target, visitor: Visits): void {
  if (target.kind === "member") {
    visitor.visit(target.object);
    visitKey(target.key, visitor);
  } else if (target.kind === "opaque") {
    visitAll(target.children, visitor);
  }
}

type StmtVisitor = Pick<Visitor, "visit" | "visitStmt">;

/** The parts of each kind of statement. */
const PARTS: { readonly [K in Stmt["kind"]]: (stmt: Stmt & { readonly kind: K }, visitor: StmtVisitor) => void } = {
  expr: visitValue,
  throw: visitValue,
  return(stmt, visitor) {
    if (stmt.value !== null) visitor.visit(stmt.value);
  },
  if(stmt, visitor) {
    visitor.visit(stmt.test);
    visitStmts(stmt.then, visitor);
    visitStmts(stmt.else, visitor);
  },
  loop(stmt, visitor) {
    if (stmt.test !== null) visitor.visit(stmt.test);
    visitStmts(stmt.body, visitor);
    visitStmts(stmt.update, visitor);
  },
  switch(stmt, visitor) {
    visitor.visit(stmt.value);
    for (const { test, body } of stmt.cases) {
      if (test !== null) visitor.visit(test);
      visitStmts(body, visitor);
    }
  },
  try(stmt, visitor) {
    visitStmts(stmt.body, visitor);
    if (stmt.handler !== null) visitStmts(stmt.handler, visitor);
    if (stmt.finalizer !== null) visitStmts(stmt.finalizer, visitor);
  },
  block: (stmt, visitor) => visitStmts(stmt.body, visitor),
  break: NOTHING,
  continue: NOTHING,
};

/** Visits the direct child expressions and statements of a statement. */
export function eachPart(stmt: Stmt, visitor: StmtVisitor): void {
  (PARTS[stmt.kind] as (stmt: Stmt, visitor: StmtVisitor) => void)(stmt, visitor);
}
