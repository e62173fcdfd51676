/** What the compiler keeps while it is at work: of a function, its statements and its ends, and of a class. */
import type { BindingId } from "../ir/index.js";
import type { ClassInfo, ParamInfo } from "./flow-module.js";

/**
 * The current version (a node) of every variable of a function by slot, -1 where none exists yet; `null` for a point that is
 * not reached. It is changed in place, so it is copied where the ways part.
 */
export type Environment = number[] | null;

/** A statement that `break` or `continue` can leave. */
export interface Jump {
  readonly label: string | null;
  readonly kind: "loop" | "switch" | "block";
  readonly breaks: Environment[];
  readonly continues: Environment[];
}

/** What the environment was at a normal end of the function. */
export interface Exit {
  readonly normal: Environment;
  readonly truthy: Environment;
  readonly falsy: Environment;
}

/** A parameter whose decorators are still to be evaluated, with the class. */
export interface OpenParam extends ParamInfo {
  decorators: readonly number[];
}

/** A class whose stores are known only when all functions are compiled. */
export interface OpenClass extends ClassInfo {
  stores: ReadonlyMap<string, readonly number[]>;
  staticStores: ReadonlyMap<string, readonly number[]>;
}

/** The nodes of a function that exist before its body is compiled. */
export interface Frame {
  readonly params: readonly OpenParam[];
  readonly thisNode: number;
  readonly argumentsNode: number;
  readonly returnNode: number;
  readonly throwNode: number;
  readonly captured: ReadonlyMap<BindingId, number>;
  node: number;
}

/** What most classes store. */
export const NO_STORES: ReadonlyMap<string, readonly number[]> = new Map();
