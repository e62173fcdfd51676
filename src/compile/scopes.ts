/** What has to be known of a module's variables before its functions are compiled: who captures what, who writes where. */
import type { BindingId, Expr, FunctionId, Module, Stmt, Target } from "../ir/index.js";
import { eachChild, eachPart, eachTargetChild } from "../ir/walk.js";
import { THIS } from "./flow-module.js";

export interface Scopes {
  /** By function: the outer variables it sees, its inner functions included. {@link THIS} for an outer `this`. */
  readonly captures: readonly ReadonlySet<BindingId>[];
  /** By binding: seen by a function other than its owner. */
  readonly captured: Uint8Array;
  /** By binding: number of assignments that are not its declaration. */
  readonly writes: Int32Array;
  /** By binding: assigned by its declaration. */
  readonly declared: Uint8Array;
  readonly usesArguments: Uint8Array;
  /** By function: the function that `this` belongs to (itself, unless it is an arrow). */
  readonly thisOwner: Int32Array;
  /** Bindings that every loop body mentions; for the versions at its head. */
  mentioned(body: readonly Stmt[]): ReadonlySet<BindingId>;
}

export function analyseScopes(module: Module): Scopes {
  const count = module.functions.length;
  const captures = Array.from({ length: count }, () => new Set<BindingId>());
  const captured = new Uint8Array(module.bindings.length);
  const writes = new Int32Array(module.bindings.length);
  const declared = new Uint8Array(module.bindings.length);
  const usesArguments = new Uint8Array(count);
  const thisOwner = new Int32Array(count);
  for (let f = 0; f < count; f++) {
    let owner = f;
    while (module.functions[owner]?.kind === "arrow") owner = module.functions[owner]?.parent ?? 0;
    thisOwner[f] = owner;
  }

  let current: FunctionId = 0;
  const mention = (binding: BindingId): void => {
    const owner = module.bindings[binding]?.owner ?? current;
    if (owner === current) return;
    captured[binding] = 1;
    for (let f = current; f !== owner && f >= 0; f = module.functions[f]?.parent ?? -1) captures[f]?.add(binding);
  };
  const mentionThis = (): void => {
    const owner = thisOwner[current] ?? 0;
    for (let f = current; f !== owner && f >= 0; f = module.functions[f]?.parent ?? -1) captures[f]?.add(THIS);
  };
  const visitTarget = (target: Target): void => {
    if (target.kind === "name") mention(target.binding);
    else eachTargetChild(target, visit);
  };
  const visit = (expr: Expr): void => {
    switch (expr.kind) {
      case "name":
        mention(expr.binding);
        return;
      case "this":
      case "super":
        mentionThis();
        return;
      case "arguments":
        usesArguments[thisOwner[current] ?? 0] = 1;
        return;
      case "assign":
        if (expr.declares && expr.target.kind === "name") declared[expr.target.binding] = 1;
        if (!expr.declares && expr.target.kind === "name") writes[expr.target.binding] = (writes[expr.target.binding] ?? 0) + 1;
        break;
      case "class": {
        const cls = module.classes[expr.class];
        if (cls === undefined) return;
        if (cls.superclass !== undefined) visit(cls.superclass);
        cls.decorators.forEach(visit);
        for (const member of cls.members) {
          if (typeof member.key !== "string") visit(member.key);
          member.decorators.forEach(visit);
          const fn = module.functions[member.function];
          fn?.params.forEach((param) => { param.decorators.forEach(visit); });
        }
        module.functions[cls.constructorFunction]?.params.forEach((param) => { param.decorators.forEach(visit); });
        return;
      }
      default:
    }
    eachChild(expr, visit, visitTarget);
  };
  const visitStmt = (stmt: Stmt): void => {
    eachPart(stmt, visit, visitStmt);
  };
  for (const [f, fn] of module.functions.entries()) {
    current = f;
    fn.body.forEach(visitStmt);
  }

  const cache = new WeakMap<readonly Stmt[], ReadonlySet<BindingId>>();
  const mentioned = (body: readonly Stmt[]): ReadonlySet<BindingId> => {
    const known = cache.get(body);
    if (known !== undefined) return known;
    const found = new Set<BindingId>();
    const note = (expr: Expr): void => {
      if (expr.kind === "name") found.add(expr.binding);
      else if (expr.kind === "this" || expr.kind === "super") found.add(THIS);
      else eachChild(expr, note, noteTarget);
    };
    const noteTarget = (target: Target): void => {
      if (target.kind === "name") found.add(target.binding);
      else eachTargetChild(target, note);
    };
    const noteStmt = (stmt: Stmt): void => {
      if (stmt.kind === "loop") for (const binding of mentioned(stmt.body)) found.add(binding);
      if (stmt.kind === "loop") {
        if (stmt.test !== null) note(stmt.test);
        stmt.update.forEach(noteStmt);
      } else eachPart(stmt, note, noteStmt);
    };
    body.forEach(noteStmt);
    cache.set(body, found);
    return found;
  };
  return { captures, captured, writes, declared, usesArguments, thisOwner, mentioned };
}
