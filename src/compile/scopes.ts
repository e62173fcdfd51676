/** What has to be known of a module's variables before its functions are compiled: who captures what, who writes where. */
import type { BindingId, ClassId, Expr, FunctionId, Module, Stmt, Target } from "../ir/index.js";
import { eachChild, eachPart, eachTargetChild, type Visitor } from "../ir/walk.js";
import { filled } from "./lists.js";
import { THIS } from "./flow-module.js";

export interface Scopes {
  /** By function: the outer variables it sees, its inner functions included. {@link THIS} for an outer `this`. */
  readonly captures: readonly ReadonlySet<BindingId>[];
  /** By binding, 1: seen by a function other than its owner. */
  readonly captured: readonly number[];
  /** By binding: number of assignments that are not its declaration. */
  readonly writes: readonly number[];
  /** By binding, 1: assigned by its declaration. */
  readonly declared: readonly number[];
  /** By function, 1: its `arguments` are used. */
  readonly usesArguments: readonly number[];
  /** By function: the function that `this` belongs to (itself, unless it is an arrow). */
  readonly thisOwner: readonly number[];
}

export function analyseScopes(module: Module): Scopes {
  const walk = new ScopeWalk(module);
  walk.run();
  return walk;
}

/** What most functions capture. */
const NO_CAPTURES: ReadonlySet<BindingId> = new Set();

class ScopeWalk implements Scopes, Visitor {
  readonly captures: ReadonlySet<BindingId>[] = [];
  readonly captured: number[];
  readonly writes: number[];
  readonly declared: number[];
  readonly usesArguments: number[];
  readonly thisOwner: number[] = [];
  readonly #module: Module;
  /** The sets of those functions that capture something. */
  readonly #sets: (Set<BindingId> | undefined)[] = [];
  #current: FunctionId = 0;

  constructor(module: Module) {
    const bindings = module.bindings.length;
    this.#module = module;
    this.captured = filled(bindings, 0);
    this.writes = filled(bindings, 0);
    this.declared = filled(bindings, 0);
    this.usesArguments = filled(module.functions.length, 0);
  }

  run(): void {
    const { functions } = this.#module;
    for (let f = 0; f < functions.length; f++) {
      let owner = f;
      while (functions[owner]?.kind === "arrow") owner = functions[owner]?.parent ?? 0;
      this.thisOwner.push(owner);
      this.#sets.push(undefined);
    }
    for (let f = 0; f < functions.length; f++) {
      this.#current = f;
      for (const stmt of functions[f]?.body ?? []) this.visitStmt(stmt);
    }
    for (let f = 0; f < functions.length; f++) this.captures.push(this.#sets[f] ?? NO_CAPTURES);
  }

  visitStmt(stmt: Stmt): void {
    eachPart(stmt, this);
  }

  visitTarget(target: Target): void {
    if (target.kind === "name") this.#mention(target.binding);
    else eachTargetChild(target, this);
  }

  visit(expr: Expr): void {
    switch (expr.kind) {
      case "name":
        this.#mention(expr.binding);
        return;
      case "this":
      case "super":
        this.#capture(THIS, this.thisOwner[this.#current] ?? 0);
        return;
      case "arguments":
        this.usesArguments[this.thisOwner[this.#current] ?? 0] = 1;
        return;
      case "assign":
        if (expr.target.kind === "name") this.#noteAssignment(expr.target.binding, expr.declares);
        break;
      case "class":
        this.#visitClass(expr.class);
        return;
      default:
    }
    eachChild(expr, this);
  }

  #noteAssignment(binding: BindingId, declares: boolean): void {
    if (binding < 0) return;
    if (declares) this.declared[binding] = 1;
    else this.writes[binding] = (this.writes[binding] ?? 0) + 1;
  }

  /** What a class evaluates where it stands; its functions are walked as such. */
  #visitClass(id: ClassId): void {
    const { classes, functions } = this.#module;
    const cls = classes[id];
    if (cls === undefined) return;
    if (cls.superclass !== undefined) this.visit(cls.superclass);
    this.#visitAll(cls.decorators);
    for (const member of cls.members) {
      if (typeof member.key !== "string") this.visit(member.key);
      this.#visitAll(member.decorators);
      for (const param of functions[member.function]?.params ?? []) this.#visitAll(param.decorators);
    }
    for (const param of functions[cls.constructorFunction]?.params ?? []) this.#visitAll(param.decorators);
  }

  #visitAll(list: readonly Expr[]): void {
    for (const expr of list) this.visit(expr);
  }

  #mention(binding: BindingId): void {
    const owner = this.#module.bindings[binding]?.owner ?? this.#current;
    if (owner === this.#current) return;
    this.captured[binding] = 1;
    this.#capture(binding, owner);
  }

  /** Every function from the one at hand out to the owner (not included) captures the variable. */
  #capture(binding: BindingId, owner: FunctionId): void {
    const { functions } = this.#module;
    for (let f = this.#current; f !== owner && f >= 0; f = functions[f]?.parent ?? -1) {
      const known = this.#sets[f];
      if (known === undefined) this.#sets[f] = new Set<BindingId>().add(binding);
      else known.add(binding);
    }
  }
}

type Loop = Stmt & { readonly kind: "loop" };

/** The variables that loops mention, for the versions at their heads; what an inner loop mentions is found once. */
export class LoopMentions implements Visitor {
  readonly #bodies = new Map<Loop, ReadonlySet<BindingId>>();
  #found = new Set<BindingId>();

  /** The variables that the body, the update and the test of a loop mention ({@link THIS} for `this`), in this order. */
  of(loop: Loop): ReadonlySet<BindingId> {
    const found = new Set(this.#body(loop));
    this.#into(found, () => {
      for (const stmt of loop.update) this.visitStmt(stmt);
      if (loop.test !== null) this.visit(loop.test);
    });
    return found;
  }

  #body(loop: Loop): ReadonlySet<BindingId> {
    const known = this.#bodies.get(loop);
    if (known !== undefined) return known;
    const found = new Set<BindingId>();
    this.#into(found, () => {
      for (const stmt of loop.body) this.visitStmt(stmt);
    });
    this.#bodies.set(loop, found);
    return found;
  }

  #into(found: Set<BindingId>, walk: () => void): void {
    const outer = this.#found;
    this.#found = found;
    walk();
    this.#found = outer;
  }

  visitStmt(stmt: Stmt): void {
    if (stmt.kind !== "loop") {
      eachPart(stmt, this);
      return;
    }
    for (const binding of this.#body(stmt)) this.#found.add(binding);
    if (stmt.test !== null) this.visit(stmt.test);
    for (const inner of stmt.update) this.visitStmt(inner);
  }

  visit(expr: Expr): void {
    if (expr.kind === "name") this.#found.add(expr.binding);
    else if (expr.kind === "this" || expr.kind === "super") this.#found.add(THIS);
    else eachChild(expr, this);
  }

  visitTarget(target: Target): void {
    if (target.kind === "name") this.#found.add(target.binding);
    else eachTargetChild(target, this);
  }
}
