import type {
  Binding,
  BindingId,
  Class,
  ClassId,
  Export,
  Expr,
  Func,
  FunctionId,
  FunctionKind,
  Import,
  Problem,
  Stmt,
  Target,
  TypeDeclaration,
  TypeRef,
} from "../../ir/ir.js";
import { MAX_NESTING } from "./bounds.js";
import type { Maybe, Node } from "./syntax.js";

/** A name means a value, a type, or both (classes, enums, imports). */
export const VALUE = 1;
/** See {@link VALUE}. */
export const TYPE = 2;

/** In a scope: the name is a type parameter. */
export const TYPE_PARAMETER = -2;
/** In a scope: the name is a member of the enum that the scope belongs to. */
export const ENUM_MEMBER = -3;

/** The names of one block, function, class or namespace. The map exists only once there is a name. */
export class Scope {
  names: Map<string, number> | null = null;
  constructor(
    readonly parent: Scope | null,
    /** The enum whose members are the names here; `-1` for none. */
    readonly enumeration: BindingId,
  ) {}
}

/** What a lowered function is, beyond its syntax. */
export interface FunctionRole {
  readonly kind: FunctionKind;
  readonly name: string;
  readonly class: ClassId;
  readonly isStatic: boolean;
}

/**
 * Lowering of one floor calls into a higher one through this table (a default value is an expression, a function
 * expression holds statements), so that the files of the frontend need no import cycle.
 */
export interface Lowerers {
  readonly expression: (cx: Context, node: Maybe) => Expr;
  /** One statement, in the scope at hand. */
  readonly statement: (cx: Context, node: Node, out: Stmt[]) => void;
  /** The statements of a block in a scope of their own, appended to `out`. */
  readonly block: (cx: Context, list: readonly Maybe[], out: Stmt[]) => void;
  /** The same, in the scope at hand. */
  readonly statements: (cx: Context, list: readonly Maybe[], out: Stmt[]) => void;
}

interface OpenBinding {
  readonly name: string;
  kind: Binding["kind"];
  readonly owner: FunctionId;
  constant: boolean;
  type?: TypeRef;
}

const PENDING: Func = {
  kind: "function", name: "", start: 0, end: 0, parent: -1, class: -1, isStatic: false, async: false, generator: false,
  params: [], body: [], hasBody: false,
};

/** Names of temporaries, which are the same in every file. */
const TEMPORARY_NAMES: string[] = [];

function temporaryName(index: number): string {
  for (let next = TEMPORARY_NAMES.length; next <= index; next++) TEMPORARY_NAMES.push(`%${next}`);
  return TEMPORARY_NAMES[index] ?? "";
}

/** Everything that one run of the frontend builds up, and where it stands. */
export class Context {
  readonly bindings: OpenBinding[] = [];
  /** {@link VALUE} and {@link TYPE} of each binding. */
  readonly meanings: number[] = [];
  readonly functions: Func[] = [];
  readonly classes: Class[] = [];
  readonly types: TypeDeclaration[] = [];
  readonly imports: Import[] = [];
  readonly exports: Export[] = [];
  /** Local exports by name: what is declared in several pieces (overloads, merged types) is exported once. */
  readonly exported = new Map<string, BindingId>();
  readonly problems: Problem[] = [];

  scope: Scope = new Scope(null, -1);
  /** The function whose body is being lowered. */
  fn: FunctionId = 0;
  /** Whether that function, or one that its arrow functions share it with, has an `arguments` object. */
  hasArguments = false;
  depth = 0;
  /** Name for the function or class that the next expression creates; taken by functions.ts and classes.ts. */
  pendingName = "";
  /** Inside `declare`: names and types, but no values. */
  ambient = false;
  /** Inside `declare module "x"` or `declare global`: what is exported there is not this module's. */
  ambientModule = false;
  /** The namespace whose statements are being lowered (its exports become properties of it); `-1` for the module. */
  namespace: BindingId = -1;
  /** Scopes of namespaces by binding, so that a second declaration of a namespace sees the names of the first. */
  readonly namespaces = new Map<BindingId, Scope>();
  /** Bindings that already hold an object which a namespace or enum of the same name adds to. */
  readonly initialised = new Set<BindingId>();
  /** Chains that are being walked; see chains.ts. */
  readonly spine: Node[] = [];
  /** False when the text has no `var`, which saves the search for hoisted variables. */
  readonly mayHaveVar: boolean;

  private temporaries = 0;
  private reportedDepth = false;
  private exportsBinding = -1;
  private readonly ranged: boolean;

  constructor(
    readonly text: string,
    program: Node,
    readonly lower: Lowerers,
  ) {
    this.ranged = Array.isArray(program.range);
    this.mayHaveVar = /\bvar\b/.test(text);
  }

  start(node: Node): number {
    if (this.ranged) {
      const range = node.range;
      if (range) return range[0];
    }
    return node.start ?? 0;
  }

  end(node: Node): number {
    if (this.ranged) {
      const range = node.range;
      if (range) return range[1];
    }
    return node.end ?? 0;
  }

  /** End of an identifier's name; some nodes stretch over the type annotation too. */
  nameEnd(node: Node): number {
    return node.typeAnnotation || node.optional === true ? this.start(node) + (node.name?.length ?? 0) : this.end(node);
  }

  problem(reason: string, node: Node): void {
    this.problems.push({ reason, start: this.start(node), end: this.end(node) });
  }

  /** Whether the node at hand lies beyond the limit; the first time that is so is a problem of the module. */
  tooDeep(node: Node): boolean {
    if (this.depth <= MAX_NESTING) return false;
    if (!this.reportedDepth) {
      this.reportedDepth = true;
      this.problem(`nesting deeper than ${MAX_NESTING} levels`, node);
    }
    return true;
  }

  bind(name: string, kind: Binding["kind"], constant: boolean, meaning: number): BindingId {
    this.meanings.push(meaning);
    return this.bindings.push({ name, kind, owner: this.fn, constant }) - 1;
  }

  /** A new binding for an intermediate value. */
  temporary(kind: "local" | "param" = "local"): BindingId {
    return this.bind(temporaryName(this.temporaries++), kind, kind === "local", VALUE);
  }

  setType(binding: BindingId, type: TypeRef | undefined): void {
    const open = this.bindings[binding];
    if (open && type) open.type = type;
  }

  /** The object that a CommonJS module hands out. */
  moduleExports(): BindingId {
    if (this.exportsBinding < 0) {
      this.exportsBinding = this.bindings.push({ name: "module.exports", kind: "exports", owner: 0, constant: false }) - 1;
      this.meanings.push(VALUE);
      this.exports.push({ kind: "local", name: "=", binding: this.exportsBinding, start: 0, end: this.text.length });
    }
    return this.exportsBinding;
  }

  /** A number for a function; {@link setFunction} follows once it is lowered. */
  reserveFunction(): FunctionId {
    return this.functions.push(PENDING) - 1;
  }
}

/** A read of a binding. */
export function nameExpr(binding: BindingId, start: number, end: number): Expr {
  return { kind: "name", start, end, binding };
}

/** An assignment to a binding. */
export function assignName(binding: BindingId, at: Maybe, cx: Context, value: Expr, declares: boolean, start: number, end: number): Expr {
  const target: Target = at
    ? { kind: "name", start: cx.start(at), end: cx.nameEnd(at), binding }
    : { kind: "name", start, end, binding };
  return { kind: "assign", start, end, target, value, declares };
}

/** A statement that is just an expression. */
export function exprStmt(value: Expr): Stmt {
  return { kind: "expr", start: value.start, end: value.end, value };
}
