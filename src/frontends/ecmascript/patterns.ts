/** Destructuring, as sequences of plain assignments. */
import type { Expr, Key } from "../../ir/ir.js";
import { assignName, type Context, nameExpr } from "./context.js";
import { annotation } from "./types.js";
import { propertyKey } from "./literals.js";
import { assignmentTarget } from "./references.js";
import { asNode, type Maybe, type Node, nameOf, stringOf, unwrap } from "./syntax.js";

/** Whether the node takes its value apart. */
export function isPattern(node: Maybe): boolean {
  return node?.type === "ObjectPattern" || node?.type === "ArrayPattern";
}

/**
 * Appends the assignments that bring `value` into a pattern (or into a plain target).
 * `declares`: the pattern declares its names. `start` and `end`: the range of the whole assignment.
 */
export function assignPattern(cx: Context, pattern: Maybe, value: Expr, declares: boolean, out: Expr[], start: number, end: number): void {
  if (!pattern) return;
  cx.depth++;
  if (cx.tooDeep(pattern)) {
    out.push({ kind: "opaque", start, end, children: [value] });
  } else {
    switch (pattern.type) {
      case "ObjectPattern":
        objectPattern(cx, pattern, source(cx, pattern, value, declares, out), declares, out);
        break;
      case "ArrayPattern":
        arrayPattern(cx, pattern, source(cx, pattern, value, declares, out), declares, out);
        break;
      case "AssignmentPattern": {
        const left = pattern.left;
        const whole: Expr = { kind: "logical", op: "nullish", start: value.start, end: cx.end(pattern), left: value, right: defaultValue(cx, pattern) };
        assignPattern(cx, left, whole, declares, out, start, end);
        break;
      }
      default:
        assignPlain(cx, pattern, value, declares, out, start, end);
    }
  }
  cx.depth--;
}

function assignPlain(cx: Context, node: Node, value: Expr, declares: boolean, out: Expr[], start: number, end: number): void {
  const target = assignmentTarget(cx, node);
  if (declares && target.kind === "name" && node.typeAnnotation) cx.setType(target.binding, annotation(cx, node.typeAnnotation));
  out.push({ kind: "assign", start, end, target, value, declares });
}

/** Value of `= …` in a pattern; a function there takes the name of the variable. */
export function defaultValue(cx: Context, pattern: Node): Expr {
  return namedValue(cx, pattern.right, pattern.left?.type === "Identifier" ? nameOf(pattern.left) : "");
}

/** An expression that names the function or class it creates: the right-hand side of an assignment to `name`. */
export function namedValue(cx: Context, node: Maybe, name: string): Expr {
  const inner = name === "" ? null : unwrap(node);
  if (inner) {
    switch (inner.type) {
      case "ArrowFunctionExpression":
      case "FunctionExpression":
      case "ClassExpression":
        cx.pendingName = name;
    }
  }
  return cx.lower.expression(cx, node);
}

/** A binding that holds the value: the value's own if it is a plain name, else a temporary. */
function source(cx: Context, pattern: Node, value: Expr, declares: boolean, out: Expr[]): number {
  const type = annotation(cx, pattern.typeAnnotation);
  if (value.kind === "name" && !type && (declares || cx.bindings[value.binding]?.constant)) return value.binding;
  const temporary = cx.temporary();
  cx.setType(temporary, type);
  out.push(assignName(temporary, null, cx, value, true, value.start, value.end));
  return temporary;
}

/** Appends the assignments of an object pattern; `from` holds the object. */
function objectPattern(cx: Context, pattern: Node, from: number, declares: boolean, out: Expr[]): void {
  const taken: Key[] = [];
  const rest = hasRest(pattern);
  for (const property of pattern.properties ?? []) {
    if (!property) continue;
    const start = cx.start(property);
    const end = cx.end(property);
    if (property.type === "RestElement" || property.type === "ExperimentalRestProperty") {
      const value: Expr = { kind: "rest", start, end, value: nameExpr(from, start, end), from: 0, except: taken.map((key) => (typeof key === "string" ? key : { ...key, start, end })) };
      assignPattern(cx, property.argument, value, declares, out, start, end);
      continue;
    }
    const keyNode = property.key;
    const keyStart = keyNode ? cx.start(keyNode) : start;
    const keyEnd = keyNode ? cx.end(keyNode) : end;
    const key = patternKey(cx, property, rest, out);
    if (rest) taken.push(key);
    const value: Expr = {
      kind: "member", start: keyStart, end: keyEnd, object: nameExpr(from, keyStart, keyEnd), key, optional: false,
    };
    assignPattern(cx, asNode(property.value), value, declares, out, start, end);
  }
}

function hasRest(pattern: Node): boolean {
  const last = pattern.properties?.at(-1);
  return last?.type === "RestElement" || last?.type === "ExperimentalRestProperty";
}

/** A computed key that a rest element needs again is evaluated once, into a temporary. */
function patternKey(cx: Context, property: Node, rest: boolean, out: Expr[]): Key {
  const key = propertyKey(cx, property.key, property.computed === true);
  if (typeof key === "string" || !rest || key.kind === "name") return key;
  const temporary = cx.temporary();
  out.push(assignName(temporary, null, cx, key, true, key.start, key.end));
  return nameExpr(temporary, key.start, key.end);
}

/** Appends the assignments of an array pattern; `from` holds the array. */
function arrayPattern(cx: Context, pattern: Node, from: number, declares: boolean, out: Expr[]): void {
  const elements = pattern.elements ?? [];
  for (let index = 0; index < elements.length; index++) {
    const element = elements[index];
    if (!element) continue;
    const inner = element.type === "AssignmentPattern" && element.left ? element.left : element;
    const start = cx.start(inner);
    const end = cx.end(element);
    if (element.type === "RestElement") {
      const value: Expr = { kind: "rest", start, end, value: nameExpr(from, start, end), from: index, except: [] };
      assignPattern(cx, element.argument, value, declares, out, start, end);
      continue;
    }
    const value: Expr = {
      kind: "member", start, end: cx.end(inner), object: nameExpr(from, start, cx.end(inner)), key: String(index), optional: false,
    };
    assignPattern(cx, element, value, declares, out, start, end);
  }
}

/** Whether an expression can be read twice without doing anything twice: a name, `this`, or properties of these. */
export function isRepeatable(node: Maybe): boolean {
  for (let inner = node; inner; inner = inner.object) {
    switch (inner.type) {
      case "Identifier":
      case "ThisExpression":
      case "Super":
        return true;
      case "MemberExpression":
        if (inner.computed && !isRepeatableKey(inner.property)) return false;
        break;
      default:
        return false;
    }
  }
  return false;
}

/** The same for a computed key. */
export function isRepeatableKey(key: Maybe): boolean {
  if (!key) return false;
  return key.type === "Identifier" || key.type === "Literal" || stringOf(key) !== null;
}

