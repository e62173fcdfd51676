/**
 * Member accesses and calls. Real code chains them by the thousand (query builders, generated code), so the chain is
 * walked down its left spine into a shared stack and built up again in a loop.
 */
import type { Arg, Expr } from "../../ir/ir.js";
import { type Context, nameExpr } from "./context.js";
import { propertyKey, templateTexts } from "./literals.js";
import { isModuleExports } from "./references.js";
import { resolveValue, UNBOUND } from "./scope.js";
import { asList, type List, type Maybe, type Node, stringOf, typeArgumentsOf } from "./syntax.js";
import { typeRef, typeRefs } from "./types.js";

const NO_ARGS: readonly Arg[] = [];

type Join = (cx: Context, link: Node, left: Expr) => Expr;

/** A type of node that chains go through: what stands on its left, and what it makes of that (`null`: nothing of its own). */
interface Link {
  readonly left: (node: Node) => Maybe;
  readonly join: Join | null;
}

const MEMBER: Link = { left: (node) => node.object, join: memberLink };
const CALL: Link = { left: (node) => node.callee, join: callLink };
const WRAPPER: Link = { left: (node) => node.expression, join: null };

/** A table for the reason that expressions have one. */
const LINKS: ReadonlyMap<string, Link> = new Map<string, Link>([
  ["MemberExpression", MEMBER],
  ["OptionalMemberExpression", MEMBER],
  ["CallExpression", CALL],
  ["OptionalCallExpression", CALL],
  ["TSNonNullExpression", { left: (node) => node.expression, join: nonNullLink }],
  ["TaggedTemplateExpression", { left: (node) => node.tag, join: taggedTemplate }],
  ["ChainExpression", WRAPPER],
  ["ParenthesizedExpression", WRAPPER],
  ["TSInstantiationExpression", WRAPPER],
]);

/** A member access, a call, `x!` or a tagged template, with everything on its left. */
export function chainExpr(cx: Context, node: Node): Expr {
  const spine = cx.spine;
  const base = spine.length;
  let inner: Maybe = node;
  while (inner) {
    const link = LINKS.get(inner.type);
    if (link === undefined) break;
    if (link.join !== null) spine.push(inner);
    inner = link.left(inner);
  }
  let value = chainHead(cx, inner, base);
  while (spine.length > base) {
    const link = spine.pop();
    const join = link && LINKS.get(link.type)?.join;
    if (join) value = join(cx, link, value);
  }
  return value;
}

/** What the chain starts from; takes `module.exports`, `require("…")` and `import("…")` off the stack as a whole. */
function chainHead(cx: Context, head: Maybe, base: number): Expr {
  const spine = cx.spine;
  const link = spine.length > base ? spine[spine.length - 1] : undefined;
  if (head && link) {
    const whole = head.type === "Identifier" ? moduleHead(cx, head, link) : head.type === "Import" ? importCall(cx, link, link.arguments?.[0]) : null;
    if (whole) {
      spine.pop();
      return whole;
    }
  }
  return cx.lower.expression(cx, head);
}

function moduleHead(cx: Context, head: Node, link: Node): Expr | null {
  if (head.name === "module" && link.type === "MemberExpression" && isModuleExports(cx, link)) {
    return nameExpr(cx.moduleExports(), cx.start(link), cx.end(link));
  }
  if (head.name === "require" && link.type === "CallExpression" && link.arguments?.length === 1) {
    const specifier = stringOf(link.arguments[0]);
    if (specifier !== null && resolveValue(cx, "require") === UNBOUND) {
      return { kind: "module", start: cx.start(link), end: cx.end(link), form: "require", specifier };
    }
  }
  return null;
}

/** `import(…)`; one whose specifier is computed is a call of the global `import`. */
export function importCall(cx: Context, node: Node, source: Maybe): Expr {
  const start = cx.start(node);
  const end = cx.end(node);
  const specifier = stringOf(source);
  if (specifier !== null) return { kind: "module", start, end, form: "import", specifier };
  const callee: Expr = { kind: "global", start, end: start + "import".length, name: "import" };
  return { kind: "call", start, end, form: "call", callee, args: callArgs(cx, [source]), optional: false, typeArgs: undefined };
}

function memberLink(cx: Context, link: Node, left: Expr): Expr {
  const key = propertyKey(cx, link.property, link.computed === true);
  return { kind: "member", start: cx.start(link), end: cx.end(link), object: left, key, optional: link.optional === true };
}

function nonNullLink(cx: Context, link: Node, left: Expr): Expr {
  return { kind: "cast", start: cx.start(link), end: cx.end(link), form: "nonnull", value: left, type: { kind: "other" } };
}

function callLink(cx: Context, link: Node, left: Expr): Expr {
  const args = callArgs(cx, link.arguments);
  const form = left.kind === "super" ? "super" : "call";
  return callExpr(cx, link, form, left, args, link.optional === true);
}

function taggedTemplate(cx: Context, node: Node, callee: Expr): Expr {
  const args: Arg[] = [];
  const quasi = node.quasi;
  if (quasi) {
    args.push({ value: templateTexts(cx, quasi), spread: false });
    for (const expression of quasi.expressions ?? []) args.push({ value: cx.lower.expression(cx, expression), spread: false });
  }
  return callExpr(cx, node, "tag", callee, args, false);
}

function callExpr(
  cx: Context,
  node: Node,
  form: "call" | "new" | "super" | "tag",
  callee: Expr,
  args: readonly Arg[],
  optional: boolean,
): Expr {
  const given = typeArgumentsOf(node) ?? instantiationArguments(node.callee);
  const typeArgs = given && given.length > 0 ? typeRefs(cx, given) : undefined;
  return { kind: "call", start: cx.start(node), end: cx.end(node), form, callee, args, optional, typeArgs };
}

/** Type arguments of `(f<T>)()`, which oxc gives to the call itself. */
function instantiationArguments(callee: Maybe): List {
  let inner = callee;
  while (inner?.type === "ParenthesizedExpression") inner = inner.expression;
  return inner?.type === "TSInstantiationExpression" ? typeArgumentsOf(inner) : null;
}

/** `new C(…)`. */
export function newExpr(cx: Context, node: Node): Expr {
  const callee = cx.lower.expression(cx, node.callee);
  return callExpr(cx, node, "new", callee, callArgs(cx, node.arguments), false);
}

/** Arguments of a call, or elements of an array without holes. */
export function callArgs(cx: Context, list: List): readonly Arg[] {
  if (!list || list.length === 0) return NO_ARGS;
  const args: Arg[] = [];
  for (const item of list) args.push(argument(cx, item));
  return args;
}

function argument(cx: Context, item: Maybe): Arg {
  const spread = item?.type === "SpreadElement";
  return { value: cx.lower.expression(cx, spread ? item.argument : item), spread };
}

/** An array literal. */
export function arrayExpr(cx: Context, node: Node): Expr {
  const elements: (Arg | null)[] = [];
  for (const item of asList(node.elements)) elements.push(item ? argument(cx, item) : null);
  return { kind: "array", start: cx.start(node), end: cx.end(node), elements };
}

/** `x as T`, `<T>x`, `x satisfies T`. `as const` changes nothing here: only the value remains. */
export function castExpr(cx: Context, node: Node, form: "assert" | "satisfies"): Expr {
  const value = cx.lower.expression(cx, node.expression);
  const type = node.typeAnnotation;
  if (form === "assert" && type?.type === "TSTypeReference" && type.typeName?.type === "Identifier" && type.typeName.name === "const") {
    return value;
  }
  return { kind: "cast", start: cx.start(node), end: cx.end(node), form, value, type: typeRef(cx, type) };
}
