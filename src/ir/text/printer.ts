import type { BindingId, ClassId, Expr, FunctionId, Module, Stmt } from "../ir.js";
import type { Homes } from "./homes.js";
import type { Naming, Numbers, PrintScope } from "./naming.js";
import type { Output } from "./output.js";

/** Where in the program the printer stands. */
export interface PrintPlace {
  readonly scope: PrintScope;
  readonly owner: FunctionId;
}

/** The entry points through which the parts of the printer reach those that are built on them. */
export interface PrintGrammar {
  readonly expression: (printer: Printer, place: PrintPlace, expr: Expr) => void;
  readonly bracketed: (printer: Printer, place: PrintPlace, expr: Expr) => void;
  readonly functionValue: (printer: Printer, place: PrintPlace, id: FunctionId) => void;
  readonly classValue: (printer: Printer, place: PrintPlace, id: ClassId) => void;
  /** A getter, setter or method: its parameters and what follows. */
  readonly functionRest: (printer: Printer, place: PrintPlace, id: FunctionId) => void;
  readonly block: (printer: Printer, place: PrintPlace, body: readonly Stmt[]) => void;
  /** The lines at the head of a function's body, and its body. */
  readonly body: (printer: Printer, place: PrintPlace, id: FunctionId) => void;
}

/** A module being printed. */
export interface Printer {
  readonly module: Module;
  readonly out: Output;
  readonly names: Naming;
  readonly functionNumbers: Numbers;
  readonly classNumbers: Numbers;
  readonly typeNumbers: Numbers;
  readonly homes: Homes;
  /** Functions and classes that were printed: from then on they are referred to by their number. */
  readonly printedFunctions: Set<FunctionId>;
  readonly printedClasses: Set<ClassId>;
  /** Bindings that are declared at the head of their function, since no statement declares them for all their uses. */
  readonly bare: ReadonlySet<BindingId>;
  readonly grammar: PrintGrammar;
}
