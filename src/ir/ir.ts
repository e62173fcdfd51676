/**
 * The intermediate representation: the small core language that every source language is lowered to.
 *
 * Plain data, structured (no goto), language-neutral. A frontend resolves every name to a binding and lowers
 * destructuring, default values, optional chaining, decorators, JSX, enums, namespaces and module systems into the
 * kinds below. Nothing above the frontends knows a syntax tree.
 *
 * Positions are offsets into the file's text in UTF-16 code units, `end` exclusive.
 */

/** A stretch of the source text: offsets in UTF-16 code units, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** Index into {@link Module.bindings}. */
export type BindingId = number;
/** Index into {@link Module.functions}. */
export type FunctionId = number;
/** Index into {@link Module.classes}. */
export type ClassId = number;

/** One source file. `functions[0]` is the module initialiser: its body is the top-level code. */
export interface Module {
  /** Name of the frontend that made this, for example `"ecmascript"`. */
  readonly language: string;
  readonly bindings: readonly Binding[];
  readonly functions: readonly Func[];
  readonly classes: readonly Class[];
  readonly types: readonly TypeDeclaration[];
  readonly imports: readonly Import[];
  readonly exports: readonly Export[];
  /** What the frontend had to give up on; shown to the user, never silent. */
  readonly problems: readonly Problem[];
}

/** A place where a frontend gave up (for example nesting beyond its limit); the code there is lowered to `opaque`. */
export interface Problem extends Range {
  readonly reason: string;
}

/**
 * A name with a scope. `import`: bound by {@link Import}. `exports`: the object that a module hands out as a whole
 * (CommonJS `module.exports`; exported under the name `"="`). `type`: exists only as a type.
 */
export interface Binding {
  readonly name: string;
  readonly kind: "local" | "param" | "function" | "class" | "import" | "exports" | "type";
  /** The function whose scope holds it. */
  readonly owner: FunctionId;
  /** True when the source forbids reassignment (`const`). */
  readonly constant: boolean;
  /** The declared type, where the source has an annotation. */
  readonly type?: TypeRef | undefined;
}

export interface Import extends Range {
  readonly binding: BindingId;
  readonly specifier: string;
  /** Exported name; `"default"`; `"*"` for the namespace; `"="` for the module's whole export object. */
  readonly name: string;
  readonly typeOnly: boolean;
}

/**
 * `local`: a binding under a public name (`"default"`, `"="` = the whole export object).
 * `from`: a re-export of one name; `imported: "*"` re-exports the namespace under `name`.
 * `all`: `export * from`.
 */
export type Export =
  | (Range & { readonly kind: "local"; readonly name: string; readonly binding: BindingId })
  | (Range & { readonly kind: "from"; readonly name: string; readonly specifier: string; readonly imported: string; readonly typeOnly: boolean })
  | (Range & { readonly kind: "all"; readonly specifier: string; readonly typeOnly: boolean });

export type FunctionKind =
  | "module" // functions[0]
  | "function"
  | "arrow" // takes `this`, `arguments` and `super` from the function around it
  | "method"
  | "getter"
  | "setter"
  | "constructor"
  | "initialiser"; // instance field initialisers (run by the constructor), or static fields and blocks (run when the class is made)

export interface Func extends Range {
  readonly kind: FunctionKind;
  /** Declared or inferred name; empty when there is none. */
  readonly name: string;
  /** Lexically enclosing function; `-1` for the module initialiser. */
  readonly parent: FunctionId;
  /** The class it is a member of; `-1` for none. */
  readonly class: ClassId;
  readonly isStatic: boolean;
  readonly async: boolean;
  readonly generator: boolean;
  readonly params: readonly Param[];
  /** Declared type of `this`, where the source has one (TypeScript's `this` parameter, which is not in `params`). */
  readonly thisType?: TypeRef | undefined;
  readonly returnType?: TypeRef | undefined;
  /** A type predicate or assertion signature: `param` is an index into `params`, or `-1` for `this`. */
  readonly predicate?: Predicate | undefined;
  readonly body: readonly Stmt[];
  /** True when there is a body in the source (false: abstract members, overload signatures, declarations). */
  readonly hasBody: boolean;
}

/** What a call says of an argument: `type`, or (without one) that it is truthy. */
export interface Predicate {
  readonly param: number;
  readonly asserts: boolean;
  readonly type?: TypeRef | undefined;
}

/** A parameter. Patterns and defaults are lowered to assignments at the head of the body. */
export interface Param extends Range {
  readonly binding: BindingId;
  readonly rest: boolean;
  readonly optional: boolean;
  readonly type?: TypeRef | undefined;
  readonly decorators: readonly Expr[];
}

export interface Class extends Range {
  readonly name: string;
  /** The binding of its declaration; `-1` for an anonymous class expression. */
  readonly binding: BindingId;
  readonly owner: FunctionId;
  readonly abstract: boolean;
  readonly superclass?: Expr | undefined;
  readonly superclassTypeArgs?: readonly TypeRef[] | undefined;
  readonly implements: readonly TypeRef[];
  readonly members: readonly Member[];
  /** `-1` when the source has none. */
  readonly constructorFunction: FunctionId;
  /** Runs `this.field = value` for every instance field with a value; `-1` for none. */
  readonly initialiser: FunctionId;
  /** Static fields and static blocks, in order; `-1` for none. */
  readonly staticInitialiser: FunctionId;
  readonly decorators: readonly Expr[];
}

/** A method, accessor or declared field. A field's value is assigned by the class's initialiser. Private names keep their `#`. */
export interface Member extends Range {
  readonly kind: "method" | "getter" | "setter" | "field";
  readonly key: Key;
  readonly isStatic: boolean;
  readonly abstract: boolean;
  /** Of methods and accessors; `-1` for fields. */
  readonly function: FunctionId;
  readonly type?: TypeRef | undefined;
  readonly decorators: readonly Expr[];
  /** `"private"` and `"protected"` as declared, `#name` counts as private. */
  readonly access: "public" | "protected" | "private";
}

/** A property name: known, or computed. */
export type Key = string | Expr;

// ---------------------------------------------------------------------------------------------------------- types

/** A type annotation, as syntax; resolved through bindings and imports, never by a type checker. */
export type TypeRef =
  /** `path[0]` is the name itself; `binding` is `-1` when no declaration is in sight (a global type). */
  | { readonly kind: "name"; readonly binding: BindingId; readonly path: readonly string[]; readonly args: readonly TypeRef[] }
  | { readonly kind: "import"; readonly specifier: string; readonly path: readonly string[]; readonly args: readonly TypeRef[] }
  | { readonly kind: "typeof"; readonly binding: BindingId; readonly path: readonly string[] }
  | { readonly kind: "primitive"; readonly name: PrimitiveName }
  | { readonly kind: "literal"; readonly value: LiteralValue }
  | { readonly kind: "union" | "intersection"; readonly types: readonly TypeRef[] }
  | { readonly kind: "array"; readonly element: TypeRef }
  | { readonly kind: "tuple"; readonly elements: readonly TypeRef[] }
  | { readonly kind: "object"; readonly members: readonly TypeMember[] }
  | { readonly kind: "function"; readonly params: readonly TypeRef[]; readonly returns: TypeRef }
  /** Mapped, conditional, indexed, `keyof`, template types: known to exist, not followed. */
  | { readonly kind: "other" };

export type PrimitiveName =
  | "string" | "number" | "boolean" | "bigint" | "symbol" | "null" | "undefined" | "void" | "never" | "unknown" | "any" | "object";

export interface TypeMember {
  readonly name: string;
  readonly type: TypeRef;
  readonly optional: boolean;
  readonly method: boolean;
}

/** An interface, a type alias or an enum. An enum is also a value: its object is assigned to a binding of its own. */
export interface TypeDeclaration extends Range {
  readonly form: "alias" | "interface" | "enum";
  readonly name: string;
  readonly binding: BindingId;
  readonly params: readonly string[];
  /** Of an interface: an `object`; of an enum: a union of literals. */
  readonly type: TypeRef;
  readonly extends: readonly TypeRef[];
}

// ---------------------------------------------------------------------------------------------------- expressions

/** `bigint` and `regex` values are carried as text. */
export type LiteralValue =
  | string | number | boolean | null | undefined
  | { readonly bigint: string }
  | { readonly regex: string; readonly flags: string };

export type BinaryOp =
  | "==" | "!=" | "===" | "!==" | "<" | "<=" | ">" | ">="
  | "-" | "*" | "/" | "%" | "**" | "<<" | ">>" | ">>>" | "&" | "|" | "^"
  | "in" | "instanceof";
export type UnaryOp = "not" | "typeof" | "void" | "delete" | "-" | "+" | "~";

export type Expr = Range & ExprKind;
export type ExprKind =
  | { readonly kind: "literal"; readonly value: LiteralValue }
  /** Text built from parts: a template literal, or a chain of `+` flattened left to right (which may also be a sum). */
  | { readonly kind: "concat"; readonly form: "template" | "plus"; readonly parts: readonly Expr[] }
  | { readonly kind: "name"; readonly binding: BindingId }
  /** A name that no declaration in the file binds; `import.meta` and `new.target` are globals of those names. */
  | { readonly kind: "global"; readonly name: string }
  | { readonly kind: "this" }
  /** The parent class's members seen through `this`; as a callee: the parent's constructor. */
  | { readonly kind: "super" }
  | { readonly kind: "arguments" }
  | { readonly kind: "member"; readonly object: Expr; readonly key: Key; readonly optional: boolean }
  | { readonly kind: "call"; readonly form: CallForm; readonly callee: Expr; readonly args: readonly Arg[]; readonly optional: boolean; readonly typeArgs?: readonly TypeRef[] | undefined }
  | { readonly kind: "object"; readonly entries: readonly Entry[] }
  /** `null` is a hole. */
  | { readonly kind: "array"; readonly elements: readonly (Arg | null)[] }
  /** The creation of a function value. */
  | { readonly kind: "function"; readonly function: FunctionId }
  | { readonly kind: "class"; readonly class: ClassId }
  | { readonly kind: "conditional"; readonly test: Expr; readonly then: Expr; readonly else: Expr }
  | { readonly kind: "logical"; readonly op: "and" | "or" | "nullish"; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "binary"; readonly op: BinaryOp; readonly left: Expr; readonly right: Expr }
  | { readonly kind: "unary"; readonly op: UnaryOp; readonly operand: Expr }
  /** Evaluates to `value`. `declares`: this is the binding's initialisation. */
  | { readonly kind: "assign"; readonly target: Target; readonly value: Expr; readonly declares: boolean }
  | { readonly kind: "sequence"; readonly items: readonly Expr[] }
  | { readonly kind: "await"; readonly value: Expr }
  | { readonly kind: "yield"; readonly value: Expr | null; readonly delegate: boolean }
  /** `assert`: a cast (`as T`, `<T>x`); `satisfies`; `nonnull`: `x!`. */
  | { readonly kind: "cast"; readonly form: "assert" | "satisfies" | "nonnull"; readonly value: Expr; readonly type: TypeRef }
  /** One element of an iteration: `values` (for-of), `keys` (for-in), `async` (for-await). */
  | { readonly kind: "iterate"; readonly over: "values" | "keys" | "async"; readonly value: Expr }
  /** What destructuring leaves: an object without the keys `except`, or an array from index `from` on. */
  | { readonly kind: "rest"; readonly value: Expr; readonly from: number; readonly except: readonly Key[] }
  /** Another module's namespace (`import`: a promise of it) or whole export object (`require`). */
  | { readonly kind: "module"; readonly form: "require" | "import"; readonly specifier: string }
  /** A construct the frontend does not know: everything that goes in comes out. */
  | { readonly kind: "opaque"; readonly children: readonly Expr[] };

/**
 * `call`; `new`; `super` (constructor call); `tag`: a tagged template, whose first argument is the array of its texts;
 * `jsx`: an element, callee = the component (intrinsic elements are members of the global `JSX`), one object argument whose
 * `children` holds the content (one value, or an array).
 */
export type CallForm = "call" | "new" | "super" | "tag" | "jsx";

export interface Arg {
  readonly value: Expr;
  readonly spread: boolean;
}

export type Entry =
  | { readonly kind: "field"; readonly key: Key; readonly value: Expr }
  | { readonly kind: "getter" | "setter"; readonly key: Key; readonly function: FunctionId }
  | { readonly kind: "spread"; readonly value: Expr };

/** What can be assigned to. */
export type Target = Range &
  (
    | { readonly kind: "name"; readonly binding: BindingId }
    | { readonly kind: "global"; readonly name: string }
    | { readonly kind: "member"; readonly object: Expr; readonly key: Key }
    /** Evaluated for its effects only. */
    | { readonly kind: "opaque"; readonly children: readonly Expr[] }
  );

// ----------------------------------------------------------------------------------------------------- statements

export type Stmt = Range & StmtKind;
export type StmtKind =
  | { readonly kind: "expr"; readonly value: Expr }
  | { readonly kind: "if"; readonly test: Expr; readonly then: readonly Stmt[]; readonly else: readonly Stmt[] }
  /**
   * `while`: test, body, update. `do`: body, update, test. `each`: body only, which starts by assigning an `iterate`.
   * `test: null` means forever (for `each`: until the iteration ends).
   */
  | { readonly kind: "loop"; readonly form: "while" | "do" | "each"; readonly test: Expr | null; readonly body: readonly Stmt[]; readonly update: readonly Stmt[] }
  /** Cases run on into the next one until a `break`. `test: null` is the default case. */
  | { readonly kind: "switch"; readonly value: Expr; readonly cases: readonly { readonly test: Expr | null; readonly body: readonly Stmt[] }[] }
  | { readonly kind: "return"; readonly value: Expr | null }
  | { readonly kind: "throw"; readonly value: Expr }
  /** `param` and `handler` are both there or both `null`. */
  | { readonly kind: "try"; readonly body: readonly Stmt[]; readonly param: Caught | null; readonly handler: readonly Stmt[] | null; readonly finalizer: readonly Stmt[] | null }
  /** Leaves (continues) the statement with that label; `null`: the innermost loop (or switch, for `break`). */
  | { readonly kind: "break" | "continue"; readonly label: string | null }
  | { readonly kind: "block"; readonly label: string | null; readonly body: readonly Stmt[] };

/** The value that a `catch` takes. Its range is that of the parameter; without one, of the keyword. */
export interface Caught extends Range {
  /** The binding that holds it; `-1` for none. */
  readonly binding: BindingId;
}
