/**
 * The flow module: one file as a compact graph, a pure function of its text. It knows no other file and no library.
 *
 * Flat typed arrays, because objects for nodes and calls cost four times the memory. A node is a value at a point of the
 * program (an SSA version); an edge says how one value makes another. Names, positions and types hang on the side.
 */
import type { Range, TypeRef } from "../ir/index.js";

/** What a node is. `aux` is what the comment says. */
export const enum Node {
  /** A constant; aux: index into `constants`. */
  Constant,
  /** A parameter; aux: its index. */
  Param,
  /** `this` of a function that is not an arrow. */
  This,
  /** Creation of a function value; aux: function. */
  Function,
  /** Creation of a class; aux: class. */
  Class,
  Object,
  Array,
  /** Property read; aux: property name (string), or -1 when computed. */
  Load,
  /** Result of a call; aux: call. */
  Call,
  Join,
  /** A version after a branch told something; aux: guard. */
  Refine,
  /** A version after a call that took the value as an argument; aux: call. */
  Post,
  /** An object's version after a write into it; aux: the path that was written (index into `paths`). */
  Update,
  /** Text made of parts; aux: the constant that it begins with, or -1. */
  Text,
  /** The result of an operator: carries no data onward. */
  Operator,
  /** aux: the Catch or Throw node that takes what the promise is rejected with. */
  Await,
  /** An import binding; aux: import. */
  Import,
  /** A global; aux: name (string). */
  Global,
  /** What a function sees of an outer variable when it starts; aux: binding, or {@link THIS}. */
  Captured,
  /** All that is ever stored in a variable shared by several functions; aux: binding, or {@link THIS}. */
  Cell,
  /** The caught value of a handler. */
  Catch,
  /** What a function returns; of an async function: the promise, of a generator: the iterator. */
  Return,
  /** What a function throws. */
  Throw,
  /** A parameter (aux: index, -1 `this`) as the caller finds it after a normal return. */
  Out,
  /** … after a return of something that may be truthy. */
  OutTrue,
  /** … after a return of something that may be falsy. */
  OutFalse,
  /** What `next(value)` hands into a generator. */
  Yield,
  /** A declared variable; aux: binding. */
  Variable,
  /** A type assertion; aux: index into `types`. */
  Cast,
  /** One element of an iteration. */
  Iterate,
  /** What destructuring leaves. */
  Rest,
  /** Another module; aux: specifier (string). */
  Module,
  Super,
  Arguments,
  Opaque,
}

/** How the value at an edge's end is made of the one at its start. `label` is what the comment says. */
export const enum Edge {
  Value,
  /** Text derived from it; label: 1 + the constant that follows it in the text, 0: none does. */
  Text,
  /** Written into the object at the end; label: path. */
  Store,
  /** The object that a write changed; label: path that was overwritten, or -1 (nothing certain was). */
  Base,
  /** label: property name (string), or -1 when computed. */
  Load,
  /** Awaited. */
  Await,
  /** Element of it; label 0: values, 1: keys, 2: of an asynchronous iteration. */
  Iterate,
  /** All properties of it (spread, object rest); label: 0, or the names left out (taken apart, or replaced by what comes later), a path, + 1. */
  Spread,
  /** Its elements, at unknown indexes (spread in an array). */
  SpreadElements,
  /** Elements from an index on; label: that index. */
  RestElements,
  /** Handed to a call; label: argument index, -1 receiver. */
  Argument,
  /** Handed to a call with a spread; label: index of the first argument it can become. */
  SpreadArgument,
  /** Called. */
  Callee,
  /** The argument's version after the call; label: argument index, -1 receiver. */
  Post,
  /** label: guard. */
  Refine,
  /** The version of a variable that a function sees when it is made; ends at a Captured node. label: binding. */
  Capture,
  /** The same, kept in the function value; ends at a Function or Class node. label: binding. */
  Environment,
  /** A variable written where functions made earlier see it, to and from its cell. */
  Cell,
  /** Returned; label 1: wrapped in a promise. */
  Return,
  /** Yielded. */
  Yield,
  /** The delegate of a `yield*`. */
  YieldAll,
  /** Superclass; ends at a Class node. */
  Super,
  /** A getter in an object literal; label: path. */
  Getter,
}

/** The pseudo-binding of `this` for arrow functions. */
export const THIS = -1;

export const enum GuardOp {
  /** The value is falsy. */
  Falsy,
  /** Equal to the operand (either equality). */
  Equal,
  NotEqual,
  /** `typeof value` equals the text. */
  Typeof,
  NotTypeof,
  InstanceOf,
  NotInstanceOf,
  /** Less than a number that the program knows. */
  Below,
  /** Is a key of the operand. */
  In,
  /** The call that took the value gave a truthy result (or its part `path` is truthy). */
  CallTrue,
  CallFalse,
}

/** What a branch tells of a value. */
export interface Guard {
  readonly op: GuardOp;
  /** The call (CallTrue, CallFalse); else -1. */
  readonly call: number;
  /** The value's place among the call's arguments; -1 receiver. */
  readonly argument: number;
  /** Which part of the call's result was tested: property names. */
  readonly path: readonly string[];
  /** The node compared with (Equal, NotEqual, InstanceOf, In); else -1. */
  readonly operand: number;
  /** The type name (Typeof, NotTypeof). */
  readonly text: string;
}

export const enum CallFlag {
  New = 1,
  Super = 2,
  Tag = 4,
  Jsx = 8,
  Optional = 16,
  /** The result is awaited at once. */
  Awaited = 32,
  /** A decorator, applied. */
  Decorator = 64,
  /** One of the arguments is a spread. */
  Spread = 128,
}

/** Calls, by index. Parallel arrays. */
export interface Calls {
  readonly count: number;
  /** The Call node. */
  readonly result: Int32Array;
  readonly callee: Int32Array;
  /** -1: none. */
  readonly receiver: Int32Array;
  readonly flags: Uint8Array;
  /** Catch or Throw node that takes what the callee throws. */
  readonly handler: Int32Array;
  /** Arguments of call c: `argumentNode[firstArgument[c]] … argumentNode[firstArgument[c + 1] - 1]`. */
  readonly firstArgument: Int32Array;
  readonly argumentNode: Int32Array;
  readonly argumentStart: Int32Array;
  readonly argumentEnd: Int32Array;
}

export interface FunctionInfo extends Range {
  readonly name: string;
  readonly kind: string;
  readonly parent: number;
  readonly class: number;
  readonly isStatic: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  readonly hasBody: boolean;
  /** The Function node of its creation; -1 for methods (see the class) and the module initialiser. */
  readonly node: number;
  readonly params: readonly ParamInfo[];
  /** -1 when it has none of its own (arrows). */
  readonly thisNode: number;
  /** -1 unless `arguments` is used. */
  readonly argumentsNode: number;
  readonly returnNode: number;
  readonly throwNode: number;
  /** By parameter index (+ 1: index 0 is `this`): the Out, OutTrue and OutFalse nodes; -1: leaves as it came. */
  readonly outs: readonly number[];
  readonly outsTrue: readonly number[];
  readonly outsFalse: readonly number[];
  /** Captured nodes by binding (THIS for `this`). */
  readonly captured: ReadonlyMap<number, number>;
  readonly thisType: TypeRef | null;
  readonly returnType: TypeRef | null;
  readonly predicate: { readonly param: number; readonly asserts: boolean; readonly type: TypeRef | null } | null;
}

export interface ParamInfo extends Range {
  readonly node: number;
  readonly name: string;
  readonly rest: boolean;
  readonly type: TypeRef | null;
  /** Nodes of the decorator expressions. */
  readonly decorators: readonly number[];
}

export interface ClassInfo extends Range {
  readonly name: string;
  readonly node: number;
  readonly binding: number;
  readonly superNode: number;
  readonly implements: readonly TypeRef[];
  readonly constructorFunction: number;
  readonly initialiser: number;
  readonly staticInitialiser: number;
  readonly members: readonly MemberInfo[];
  readonly decorators: readonly number[];
  /** Values written to `this.name` in its own functions: name → value nodes. */
  readonly stores: ReadonlyMap<string, readonly number[]>;
  readonly staticStores: ReadonlyMap<string, readonly number[]>;
}

export interface MemberInfo extends Range {
  readonly name: string;
  readonly kind: "method" | "getter" | "setter" | "field";
  readonly isStatic: boolean;
  readonly abstract: boolean;
  readonly access: "public" | "protected" | "private";
  readonly function: number;
  readonly type: TypeRef | null;
  readonly decorators: readonly number[];
}

export interface ImportInfo extends Range {
  readonly node: number;
  readonly binding: number;
  readonly specifier: string;
  readonly name: string;
  readonly typeOnly: boolean;
}

export type ExportInfo =
  | { readonly kind: "local"; readonly name: string; readonly node: number; readonly binding: number }
  | { readonly kind: "from"; readonly name: string; readonly specifier: string; readonly imported: string }
  | { readonly kind: "all"; readonly specifier: string };

export interface TypeInfo extends Range {
  readonly form: "alias" | "interface" | "enum";
  readonly name: string;
  readonly binding: number;
  readonly type: TypeRef;
  readonly extends: readonly TypeRef[];
}

export interface BindingInfo {
  readonly name: string;
  readonly kind: string;
  readonly owner: number;
  readonly constant: boolean;
  readonly type: TypeRef | null;
  /** Its Cell node; -1: not shared. */
  readonly cell: number;
  /** The class or function it names, where it is declared so; else -1. */
  readonly class: number;
  readonly function: number;
  /** The import it is; else -1. */
  readonly import: number;
}

/** A part of a function that runs on some ways only. */
export interface Arm extends Range {
  /** Arms of one fork exclude each other (but a `try` and its `catch`); numbered within the file. */
  readonly fork: number;
  readonly kind: "branch" | "loop" | "try" | "catch" | "finally";
  /** Its end is not reached: it returns, throws or jumps. */
  readonly leaves: boolean;
}

/** An equality that is asked for, wherever its answer goes. */
export interface Comparison {
  /** The answer. */
  readonly node: number;
  readonly left: number;
  readonly right: number;
}

/** What a fork asks for: a value, or the answer of a comparison. A condition of several parts asks for each. */
export interface Test {
  readonly fork: number;
  readonly node: number;
}

export type Constant =
  | string | number | boolean | null | undefined
  | { readonly bigint: string }
  | { readonly regex: string; readonly flags: string };

export interface FlowModule {
  readonly language: string;
  readonly strings: readonly string[];
  readonly constants: readonly Constant[];
  readonly types: readonly TypeRef[];
  /** Property paths that Store and Base edges are labelled with; elements are property names. */
  readonly paths: readonly (readonly string[])[];

  readonly nodeCount: number;
  readonly nodeKind: Uint8Array;
  readonly nodeAux: Int32Array;
  readonly nodeStart: Int32Array;
  readonly nodeEnd: Int32Array;
  readonly nodeFunction: Int32Array;
  /** The node this one is only a later version of (itself, for any other node). */
  readonly nodeOrigin: Int32Array;

  readonly edgeCount: number;
  readonly edgeFrom: Int32Array;
  readonly edgeTo: Int32Array;
  readonly edgeKind: Uint8Array;
  readonly edgeLabel: Int32Array;
  /** Where the value is used: a name has no node of its own. */
  readonly edgeStart: Int32Array;
  readonly edgeEnd: Int32Array;
  /** Edges out of node n: `out[firstOut[n]] … out[firstOut[n + 1] - 1]`, in the order they were made. */
  readonly firstOut: Int32Array;
  readonly out: Int32Array;
  readonly firstIn: Int32Array;
  readonly in: Int32Array;

  readonly calls: Calls;
  readonly guards: readonly Guard[];
  readonly functions: readonly FunctionInfo[];
  readonly classes: readonly ClassInfo[];
  readonly imports: readonly ImportInfo[];
  readonly exports: readonly ExportInfo[];
  readonly typeDeclarations: readonly TypeInfo[];
  readonly bindings: readonly BindingInfo[];
  /** `F.prototype.name = value`, by F's binding. */
  readonly prototypes: ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>;
  /** Of a Load or Store edge at a key that is worked out: the node of the key (its first version). */
  readonly keys: ReadonlyMap<number, number>;
  /** In the order in which they end. */
  readonly arms: readonly Arm[];
  /** In the order of the text. */
  readonly comparisons: readonly Comparison[];
  readonly tests: readonly Test[];
  readonly problems: readonly (Range & { readonly reason: string })[];
}
