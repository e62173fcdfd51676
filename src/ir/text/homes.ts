import type { Class, ClassId, Expr, Func, FunctionId, Module, Stmt, Target } from "../ir.js";
import { eachChild, eachPart, eachTargetChild } from "../walk.js";

/** Which functions and classes an expression of the function around them makes; the others are printed on their own. */
export interface Homes {
  readonly functions: ReadonlySet<FunctionId>;
  readonly classes: ReadonlySet<ClassId>;
}

/** Finds the home of every function and class of a module. */
export function findHomes(module: Module): Homes {
  const search = new Search(module);
  module.functions.forEach((func, id) => {
    search.func(func, id);
  });
  module.classes.forEach((made, id) => {
    search.class(made, id);
  });
  return search;
}

class Search implements Homes {
  readonly functions = new Set<FunctionId>([0]);
  readonly classes = new Set<ClassId>();

  constructor(private readonly module: Module) {}

  func(func: Func, id: FunctionId): void {
    for (const param of func.params) for (const decorator of param.decorators) this.expr(decorator, func.parent);
    for (const stmt of func.body) this.stmt(stmt, id);
  }

  class(made: Class, id: ClassId): void {
    const { owner } = made;
    if (made.superclass) this.expr(made.superclass, owner);
    for (const decorator of made.decorators) this.expr(decorator, owner);
    for (const member of made.members) {
      if (typeof member.key !== "string") this.expr(member.key, owner);
      for (const decorator of member.decorators) this.expr(decorator, owner);
      this.member(member.function, id, owner);
    }
    for (const own of [made.constructorFunction, made.initialiser, made.staticInitialiser]) this.member(own, id, owner);
  }

  private member(id: FunctionId, ownerClass: ClassId, owner: FunctionId): void {
    const func = this.module.functions[id];
    if (func?.class === ownerClass && func.parent === owner) this.functions.add(id);
  }

  private stmt(stmt: Stmt, inside: FunctionId): void {
    eachPart(stmt, {
      visit: (child) => {
        this.expr(child, inside);
      },
      visitStmt: (child) => {
        this.stmt(child, inside);
      },
    });
  }

  private expr(expr: Expr, inside: FunctionId): void {
    if (expr.kind === "function") this.made(expr.function, inside);
    if (expr.kind === "class" && this.module.classes[expr.class]?.owner === inside) this.classes.add(expr.class);
    if (expr.kind === "object") {
      for (const entry of expr.entries) if (entry.kind === "getter" || entry.kind === "setter") this.made(entry.function, inside);
    }
    const visit = (child: Expr): void => {
      this.expr(child, inside);
    };
    const visitTarget = (target: Target): void => {
      eachTargetChild(target, { visit });
    };
    eachChild(expr, { visit, visitTarget });
  }

  private made(id: FunctionId, inside: FunctionId): void {
    if (this.module.functions[id]?.parent === inside) this.functions.add(id);
  }
}
