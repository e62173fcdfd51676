/** JSX elements, as calls of their component. */
import type { Arg, Entry, Expr } from "../../ir/ir.js";
import type { Context } from "./context.js";
import { identifierExpr } from "./references.js";
import { asNode, type List, type Maybe, type Node, typeArgumentsOf } from "./syntax.js";
import { typeRefs } from "./types.js";

/** `<a …>…</a>`. */
export function jsxElement(cx: Context, node: Node): Expr {
  const opening = node.openingElement;
  const entries: Entry[] = [];
  for (const attribute of opening?.attributes ?? []) if (attribute) entries.push(jsxAttribute(cx, attribute));
  const callee = jsxCallee(cx, asNode(opening?.name), node);
  const typeArgs = opening ? typeArgumentsOf(opening) : null;
  return jsxCall(cx, node, callee, entries, typeArgs);
}

/** `<>…</>`. */
export function jsxFragment(cx: Context, node: Node): Expr {
  return jsxCall(cx, node, intrinsic("Fragment", cx.start(node), cx.end(node)), [], null);
}

/** The object of properties stretches over the whole element, for the content is one of them. */
function jsxCall(cx: Context, node: Node, callee: Expr, entries: Entry[], typeArgs: List): Expr {
  const content = jsxChildren(cx, node.children);
  if (content) entries.push({ kind: "field", key: "children", value: content });
  const start = cx.start(node);
  const end = cx.end(node);
  const props: Expr = { kind: "object", start, end, entries };
  const args: Arg[] = [{ value: props, spread: false }];
  return typeArgs && typeArgs.length > 0
    ? { kind: "call", start, end, form: "jsx", callee, args, optional: false, typeArgs: typeRefs(cx, typeArgs) }
    : { kind: "call", start, end, form: "jsx", callee, args, optional: false };
}

/** Elements of the platform (`div`, `my-element`, `svg:path`) are members of a global `JSX`. */
function intrinsic(key: string, start: number, end: number): Expr {
  return { kind: "member", start, end, object: { kind: "global", start, end, name: "JSX" }, key, optional: false };
}

function jsxCallee(cx: Context, name: Maybe, element: Node): Expr {
  if (!name) return intrinsic("", cx.start(element), cx.start(element));
  const start = cx.start(name);
  const end = cx.end(name);
  if (name.type !== "JSXMemberExpression") {
    const text = jsxName(name);
    return isIntrinsic(name, text) ? intrinsic(text, start, end) : jsxIdentifier(cx, name);
  }
  const path: Node[] = [];
  let head: Maybe = name;
  while (head?.type === "JSXMemberExpression") {
    path.push(head);
    head = head.object;
  }
  let value = head ? jsxIdentifier(cx, head) : intrinsic("", start, start);
  for (const link of path.reverse()) {
    value = { kind: "member", start: cx.start(link), end: cx.end(link), object: value, key: link.property?.name ?? "", optional: false };
  }
  return value;
}

function isIntrinsic(name: Node, text: string): boolean {
  return name.type === "JSXNamespacedName" || (text !== "this" && /^[a-z]|-/.test(text));
}

function jsxIdentifier(cx: Context, node: Node): Expr {
  if (node.name === "this" || node.type === "ThisExpression") return { kind: "this", start: cx.start(node), end: cx.end(node) };
  return identifierExpr(cx, node);
}

function jsxName(node: Maybe): string {
  if (node?.type === "JSXNamespacedName") return `${jsxName(node.namespace)}:${jsxName(asNode(node.name))}`;
  return node?.name ?? "";
}

function jsxAttribute(cx: Context, attribute: Node): Entry {
  if (attribute.type === "JSXSpreadAttribute") return { kind: "spread", value: cx.lower.expression(cx, attribute.argument) };
  const value = asNode(attribute.value);
  const key = jsxName(asNode(attribute.name));
  if (!value) return { kind: "field", key, value: { kind: "literal", start: cx.start(attribute), end: cx.end(attribute), value: true } };
  if (value.type === "JSXExpressionContainer") return { kind: "field", key, value: cx.lower.expression(cx, value.expression) };
  if (value.type === "JSXElement" || value.type === "JSXFragment") return { kind: "field", key, value: cx.lower.expression(cx, value) };
  return { kind: "field", key, value: jsxText(cx, value, 1) };
}

/** Text as it stands in the source (parsers differ in what they decode), without `inset` characters at both ends. */
function jsxText(cx: Context, node: Node, inset: number): Expr {
  const start = cx.start(node);
  const end = cx.end(node);
  return { kind: "literal", start, end, value: cx.text.slice(start + inset, end - inset) };
}

/** The content of an element; `null` for none. Blank text with a line break in it is layout, not content. */
function jsxChildren(cx: Context, children: List): Expr | null {
  const elements: Arg[] = [];
  for (const child of children ?? []) {
    if (!child) continue;
    if (child.type === "JSXText") {
      const text = jsxText(cx, child, 0);
      if (!isLayout(cx.text, text.start, text.end)) elements.push({ value: text, spread: false });
    } else if (child.type === "JSXSpreadChild") {
      elements.push({ value: cx.lower.expression(cx, child.expression), spread: true });
    } else if (child.type !== "JSXExpressionContainer") {
      elements.push({ value: cx.lower.expression(cx, child), spread: false });
    } else if (child.expression && child.expression.type !== "JSXEmptyExpression") {
      elements.push({ value: cx.lower.expression(cx, child.expression), spread: false });
    }
  }
  const first = elements[0];
  const last = elements.at(-1);
  if (!first || !last) return null;
  if (elements.length === 1 && !first.spread) return first.value;
  return { kind: "array", start: first.value.start, end: last.value.end, elements };
}

function isLayout(text: string, start: number, end: number): boolean {
  let breaks = false;
  for (let index = start; index < end; index++) {
    const code = text.charCodeAt(index);
    if (code === 10 || code === 13) breaks = true;
    else if (code !== 32 && code !== 9) return false;
  }
  return breaks || start === end;
}
