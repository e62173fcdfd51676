/** Places that code names: a variable, or a property reached from one by known names. */
import type { BindingId, Expr, Key } from "../ir/index.js";
import { THIS } from "./flow-module.js";

/** A variable, or a property reached from one by known names. */
export interface Place {
  readonly root: BindingId;
  readonly path: readonly string[];
}

const WHOLE: readonly string[] = [];

/** The place that an expression names; `null` for any other expression. */
export function placeOf(expr: Expr): Place | null {
  let path: string[] | null = null;
  let at = expr;
  for (;;) {
    switch (at.kind) {
      case "name":
        return { root: at.binding, path: path?.reverse() ?? WHOLE };
      case "this":
        return { root: THIS, path: path?.reverse() ?? WHOLE };
      case "member": {
        const key = constantKey(at.key);
        if (key === null) return null;
        if (path === null) path = [key];
        else path.push(key);
        at = at.object;
        break;
      }
      case "cast":
        at = at.value;
        break;
      default:
        return null;
    }
  }
}

/** A property name known at compile time; `null` for a computed one. */
export function constantKey(key: Key): string | null {
  if (typeof key === "string") return key;
  if (key.kind === "literal" && (typeof key.value === "string" || typeof key.value === "number")) return String(key.value);
  // The symbols under which an object keeps what the language asks it for: `Symbol.iterator`.
  if (key.kind === "member" && key.object.kind === "global" && key.object.name === "Symbol" && typeof key.key === "string") return `@@${key.key}`;
  return null;
}
