import type { Binding, BindingId } from "../../ir/ir.js";
import { type Context, ENUM_MEMBER, Scope, TYPE, TYPE_PARAMETER, VALUE } from "./context.js";

/** What {@link resolveValue} says about a name that no declaration in sight binds. */
export const UNBOUND = -1;

/** Opens a scope inside the present one; the caller puts the former one back. */
export function openScope(cx: Context): Scope {
  return (cx.scope = new Scope(cx.scope, -1));
}

/**
 * Declares a name in a scope. A name declared twice is one binding: that is what `var`, overloads, merged namespaces
 * and interfaces mean, and a type beside a value of the same name shares the value's binding.
 */
export function declareIn(
  cx: Context,
  scope: Scope,
  name: string,
  kind: Binding["kind"],
  constant: boolean,
  meaning: number,
): BindingId {
  const names = (scope.names ??= new Map<string, number>());
  const known = names.get(name);
  if (known !== undefined && known >= 0) {
    const binding = cx.bindings[known];
    if (binding) {
      if (binding.kind === "type" && kind !== "type") {
        binding.kind = kind;
        binding.constant = constant;
      }
      cx.meanings[known] = (cx.meanings[known] ?? 0) | meaning;
      return known;
    }
  }
  const id = cx.bind(name, kind, constant, meaning);
  names.set(name, id);
  return id;
}

/** Declares a name in the present scope. */
export function declare(cx: Context, name: string, kind: Binding["kind"], constant: boolean, meaning: number): BindingId {
  return declareIn(cx, cx.scope, name, kind, constant, meaning);
}

/** Declares type parameters in the present scope. */
export function declareTypeParameter(cx: Context, name: string): void {
  const names = (cx.scope.names ??= new Map<string, number>());
  if (!names.has(name)) names.set(name, TYPE_PARAMETER);
}

/**
 * The binding that a name in an expression means; {@link UNBOUND}, or {@link ENUM_MEMBER} inside an enum
 * (then {@link enumAround} says which).
 */
export function resolveValue(cx: Context, name: string): BindingId {
  for (let scope: Scope | null = cx.scope; scope !== null; scope = scope.parent) {
    const found = scope.names?.get(name);
    if (found === undefined) continue;
    if (found >= 0) {
      if ((cx.meanings[found] ?? 0) & VALUE) return found;
    } else if (found === ENUM_MEMBER) {
      return ENUM_MEMBER;
    }
  }
  return UNBOUND;
}

/** The enum whose member a name means, after {@link resolveValue} said so. */
export function enumAround(cx: Context, name: string): BindingId {
  for (let scope: Scope | null = cx.scope; scope !== null; scope = scope.parent) {
    if (scope.names?.get(name) === ENUM_MEMBER) return scope.enumeration;
  }
  return UNBOUND;
}

/** The binding that a name in a type means; {@link UNBOUND} for a global type, {@link TYPE_PARAMETER} for a parameter. */
export function resolveType(cx: Context, name: string): BindingId {
  for (let scope: Scope | null = cx.scope; scope !== null; scope = scope.parent) {
    const found = scope.names?.get(name);
    if (found === undefined) continue;
    if (found === TYPE_PARAMETER) return TYPE_PARAMETER;
    if (found >= 0 && (cx.meanings[found] ?? 0) & TYPE) return found;
  }
  return UNBOUND;
}

/** The binding that a name means in any way, for exports. */
export function resolveAny(cx: Context, name: string): BindingId {
  for (let scope: Scope | null = cx.scope; scope !== null; scope = scope.parent) {
    const found = scope.names?.get(name);
    if (found !== undefined && found >= 0) return found;
  }
  return UNBOUND;
}
