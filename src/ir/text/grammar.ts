import type { Class, Expr, ExprKind, Func, FunctionKind, Range, Stmt, StmtKind } from "../ir.js";
import type { Cursor } from "./cursor.js";
import type { Declared, Draft, Later, Slot } from "./draft.js";
import type { Scope } from "./scope.js";

/** Where in the program the reader stands. */
export interface Place {
  readonly scope: Scope<Declared>;
  /** The function around. */
  readonly owner: Slot<Func>;
}

/** What is known of a function before its parameters are read. */
export interface FunctionHead {
  readonly slot: Slot<Func>;
  readonly kind: FunctionKind;
  readonly name: Later<string>;
  readonly isStatic: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  readonly ownerClass: Slot<Class> | undefined;
  readonly start: number;
}

/** The entry points through which the parts of the grammar reach those that are built on them. */
export interface Grammar {
  readonly expression: (reader: Reader, place: Place) => Later<Expr>;
  readonly functionExpression: (reader: Reader, place: Place) => Later<Expr>;
  readonly classExpression: (reader: Reader, place: Place) => Later<Expr>;
  /** Everything of a function from its parameters on; fills the slot. */
  readonly functionRest: (reader: Reader, place: Place, head: FunctionHead) => void;
  /** One statement; a declaration that runs nothing makes none, sugar may make several. */
  readonly statement: (reader: Reader, place: Place) => readonly Later<Stmt>[];
  /** `{…}` with a scope of its own. */
  readonly block: (reader: Reader, place: Place) => Later<readonly Stmt[]>;
}

/** A text being read. */
export interface Reader {
  readonly cursor: Cursor;
  readonly draft: Draft;
  readonly grammar: Grammar;
  /** The module's own level, where imports and exports stand. */
  readonly top: Place;
}

/** Makes the parts in order. */
export function makeAll<T>(parts: readonly Later<T>[]): T[] {
  return parts.map((make) => make());
}

/** An expression and where it stands. */
export function expr(range: Range, kind: ExprKind): Expr {
  return { ...kind, start: range.start, end: range.end };
}

/** A statement and where it stands. */
export function statement(range: Range, kind: StmtKind): Stmt {
  return { ...kind, start: range.start, end: range.end };
}
