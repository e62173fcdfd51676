import type { Binding } from "../ir.js";

/** What a scope needs to know about a binding. */
export interface Named {
  readonly name: string;
  readonly kind: Binding["kind"];
  /** True when a type declaration is about it, whatever its kind. */
  readonly isType: boolean;
}

/** Which of two bindings of the same name is meant: the one of an expression, or the one of a type. */
export type Meaning = "value" | "type";

function fits(binding: Named, meaning: Meaning): boolean {
  if (meaning === "value") return binding.kind !== "type";
  return binding.isType || binding.kind === "class" || binding.kind === "import" || binding.kind === "type";
}

/** A lexical scope. The reader resolves names with it, and the printer finds out with it which names it must number. */
export class Scope<B extends Named> {
  private readonly own = new Map<string, B[]>();

  constructor(private readonly outer?: Scope<B>) {}

  add(binding: B): void {
    const same = this.own.get(binding.name);
    if (same === undefined) this.own.set(binding.name, [binding]);
    else same.push(binding);
  }

  /** The bindings of this name in this scope itself. */
  here(name: string): readonly B[] {
    return this.own.get(name) ?? [];
  }

  /** The nearest bindings of this name that fit the meaning; failing that, the nearest of the name. Several: ambiguous. */
  find(name: string, meaning: Meaning): readonly B[] {
    const fitting = this.nearest(name, (binding) => fits(binding, meaning));
    return fitting.length > 0 ? fitting : this.nearest(name, () => true);
  }

  /** True when the binding is in this scope or in one around it, hidden or not. */
  reaches(binding: B): boolean {
    return this.here(binding.name).includes(binding) || this.outer?.reaches(binding) === true;
  }

  private nearest(name: string, accepts: (binding: B) => boolean): readonly B[] {
    const found = this.here(name).filter(accepts);
    return found.length > 0 || this.outer === undefined ? found : this.outer.nearest(name, accepts);
  }
}

/**
 * The binding of this scope that a new declaration of the name belongs to: a type and a value of one name share a
 * binding, and so do several types. Undefined: the declaration makes a binding of its own.
 */
export function mergesWith<B extends Named>(scope: Scope<B>, name: string, kind: Binding["kind"]): B | undefined {
  return scope.here(name).find((other) => kind === "type" || other.kind === "type");
}
