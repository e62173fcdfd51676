/** Functions: parameters, their defaults and patterns, predicates, bodies. */
import type { Expr, Func, FunctionId, Param, Stmt, TypeRef } from "../../ir/ir.js";
import { SCOPE_NESTING } from "./bounds.js";
import { assignName, type Context, exprStmt, type FunctionRole, nameExpr, type Scope, VALUE } from "./context.js";
import { lowerDecorators, undecoratedStart } from "./decorators.js";
import { declareVariables, eachName } from "./hoisting.js";
import { declare, openScope, resolveAny } from "./scope.js";
import { annotation, declareTypeParameters, typeRef } from "./types.js";
import { assignPattern, defaultValue } from "./patterns.js";
import { bodyOf, type List, type Maybe, type Node, nameOf } from "./syntax.js";

/** Where the lowering stood before it entered a function; {@link leaveFunction} puts it back. */
interface Outside {
  readonly scope: Scope;
  readonly fn: FunctionId;
  readonly hasArguments: boolean;
  readonly ambient: boolean;
  readonly namespace: number;
}

/** Enters a function: names declared from here on are its own. */
export function enterFunction(cx: Context, id: FunctionId, arrow: boolean): Outside {
  const outside = { scope: cx.scope, fn: cx.fn, hasArguments: cx.hasArguments, ambient: cx.ambient, namespace: cx.namespace };
  cx.fn = id;
  cx.namespace = -1;
  cx.pendingName = "";
  if (!arrow) cx.hasArguments = true;
  cx.depth += SCOPE_NESTING;
  return outside;
}

/** See {@link enterFunction}. */
export function leaveFunction(cx: Context, outside: Outside): void {
  cx.scope = outside.scope;
  cx.fn = outside.fn;
  cx.hasArguments = outside.hasArguments;
  cx.ambient = outside.ambient;
  cx.namespace = outside.namespace;
  cx.depth -= SCOPE_NESTING;
}

/**
 * Lowers a function of any form. `at`: the node whose range it gets (a method's function has no fixed range among
 * parsers, the method has).
 */
export function lowerFunction(cx: Context, node: Node, role: FunctionRole, at: Node): FunctionId {
  const id = cx.reserveFunction();
  const parent = cx.fn;
  const arrow = node.type === "ArrowFunctionExpression";
  const outside = enterFunction(cx, id, arrow);
  declareTypeParameters(cx, node.typeParameters);
  const parameters = openScope(cx);
  const body: Stmt[] = [];
  const params = lowerParameters(cx, node.params, body);
  const thisType = thisTypeOf(cx, node.params);
  const returnType = annotation(cx, node.returnType);
  const predicate = predicateOf(cx, node);
  if (node.body) lowerBody(cx, node.body, parameters, body, role.kind === "constructor" ? node.params : null);
  cx.functions[id] = {
    kind: role.kind, name: role.name, start: cx.start(at), end: cx.end(at), parent, class: role.class, isStatic: role.isStatic,
    async: node.async === true, generator: node.generator === true, params, thisType, returnType, predicate,
    body, hasBody: node.body !== null && node.body !== undefined,
  };
  leaveFunction(cx, outside);
  return id;
}

/** The statements of the body, after those that its parameters left. */
function lowerBody(cx: Context, node: Node, parameters: Scope, out: Stmt[], constructorParams: List): void {
  if (cx.tooDeep(node)) {
    out.push(exprStmt({ kind: "opaque", start: cx.start(node), end: cx.end(node), children: [] }));
    return;
  }
  openScope(cx);
  if (node.type !== "BlockStatement") {
    const value = cx.lower.expression(cx, node);
    out.push({ kind: "return", start: value.start, end: value.end, value });
    return;
  }
  const statements = bodyOf(node);
  declareVariables(cx, statements, parameters);
  const fields = constructorParams ? parameterProperties(constructorParams) : [];
  if (fields.length === 0) {
    cx.lower.statements(cx, statements, out);
    return;
  }
  const first = out.length;
  cx.lower.statements(cx, statements, out);
  out.splice(afterSuper(out, first), 0, ...fields.map((field) => fieldAssignment(cx, field)));
}

/** Index of the statement after a top-level `super(…)` call, or of the first statement. */
function afterSuper(out: readonly Stmt[], first: number): number {
  for (let index = first; index < out.length; index++) {
    const statement = out[index];
    if (statement?.kind === "expr" && statement.value.kind === "call" && statement.value.form === "super") return index + 1;
  }
  return first;
}

/** The parameters of a constructor that are fields too (`private db: Db`). */
export function parameterProperties(params: List): Node[] {
  const fields: Node[] = [];
  for (const param of params ?? []) if (param?.type === "TSParameterProperty") fields.push(param);
  return fields;
}

/** The identifier that a parameter property declares. */
export function parameterPropertyName(field: Node): Node | null {
  const param = field.parameter;
  return (param?.type === "AssignmentPattern" ? param.left : param) ?? null;
}

function fieldAssignment(cx: Context, field: Node): Stmt {
  const id = parameterPropertyName(field);
  const start = id ? cx.start(id) : cx.start(field);
  const end = id ? cx.nameEnd(id) : cx.end(field);
  const name = nameOf(id);
  return exprStmt({
    kind: "assign", start, end, declares: false, value: nameExpr(resolveAny(cx, name), start, end),
    target: { kind: "member", start, end, key: name, object: { kind: "this", start, end } },
  });
}

function isThisParameter(param: Maybe): boolean {
  return param?.type === "TSThisParameter" || (param?.type === "Identifier" && param.name === "this");
}

function thisTypeOf(cx: Context, params: List): TypeRef | undefined {
  const first = params?.[0];
  return isThisParameter(first) ? annotation(cx, first?.typeAnnotation) : undefined;
}

const NO_PARAMS: readonly Param[] = [];

/** Declares the parameters, then appends what their patterns and defaults assign. */
function lowerParameters(cx: Context, list: List, out: Stmt[]): readonly Param[] {
  if (!list || list.length === 0) return NO_PARAMS;
  const params: Param[] = [];
  const bindings: number[] = [];
  let plain = true;
  for (const param of list) {
    const inner = bindingNode(param);
    if (inner?.type === "Identifier") {
      bindings.push(isThisParameter(inner) ? -1 : declare(cx, inner.name ?? "", "param", false, VALUE));
      if (inner !== param) plain = false;
    } else {
      plain = false;
      bindings.push(cx.temporary("param"));
      eachName(inner, (identifier) => declare(cx, identifier.name ?? "", "local", false, VALUE));
    }
  }
  for (let index = 0; index < list.length; index++) {
    const param = list[index];
    const binding = bindings[index] ?? -1;
    if (param && binding >= 0) params.push(lowerParameter(cx, param, binding));
  }
  if (!plain) for (let index = 0; index < list.length; index++) parameterAssignments(cx, list[index], bindings[index] ?? -1, out);
  return params;
}

/** A parameter without `private`, `...` and its default: an identifier or a pattern. */
function bindingNode(param: Maybe): Maybe {
  let inner = param;
  if (inner?.type === "TSParameterProperty") inner = inner.parameter;
  if (inner?.type === "AssignmentPattern") inner = inner.left;
  if (inner?.type === "RestElement") inner = inner.argument;
  return inner;
}

function lowerParameter(cx: Context, param: Node, binding: number): Param {
  const outer = param.type === "TSParameterProperty" && param.parameter ? param.parameter : param;
  const inner = bindingNode(param) ?? param;
  const typed = outer.type === "AssignmentPattern" ? outer.left : outer;
  const type = annotation(cx, typed?.typeAnnotation ?? inner.typeAnnotation);
  cx.setType(binding, type);
  const decorators = decoratorsOf(param);
  const start = undecoratedStart(cx, inner, decorators);
  const annotated = inner.type === "Identifier" && (inner.typeAnnotation || inner.optional === true);
  const end = annotated ? start + nameOf(inner).length : cx.end(inner);
  const rest = outer.type === "RestElement";
  const optional = outer.type === "AssignmentPattern" || inner.optional === true;
  const values = lowerDecorators(cx, decorators);
  return { binding, start, end, rest, optional, type, decorators: values };
}

/** Decorators of a parameter: parsers hang them on its outermost or on its innermost node. */
function decoratorsOf(param: Node): List {
  const outer = param.type === "TSParameterProperty" && param.parameter ? param.parameter : param;
  return ownDecorators(param) ?? ownDecorators(outer) ?? ownDecorators(bindingNode(param));
}

function ownDecorators(node: Maybe): List {
  const decorators = node?.decorators;
  return decorators && decorators.length > 0 ? decorators : null;
}

/** `x = 1` becomes `x = x ?? 1`; a pattern takes its parameter apart. */
function parameterAssignments(cx: Context, param: Maybe, binding: number, out: Stmt[]): void {
  const outer = param?.type === "TSParameterProperty" ? param.parameter : param;
  const inner = bindingNode(outer);
  if (!param || !outer || !inner || binding < 0) return;
  const start = undecoratedStart(cx, inner, decoratorsOf(param));
  const end = cx.end(outer);
  if (outer.type === "AssignmentPattern") {
    const nameEnd = inner.type === "Identifier" ? cx.nameEnd(inner) : cx.end(inner);
    const value: Expr = {
      kind: "logical", op: "nullish", start, end, left: nameExpr(binding, start, nameEnd), right: defaultValue(cx, outer),
    };
    out.push(exprStmt(assignName(binding, inner.type === "Identifier" ? inner : null, cx, value, false, start, end)));
  }
  if (inner.type === "Identifier") return;
  const items: Expr[] = [];
  const bare: Node = inner.typeAnnotation ? { ...inner, typeAnnotation: null } : inner;
  assignPattern(cx, bare, nameExpr(binding, start, cx.end(inner)), true, items, start, cx.end(inner));
  for (const item of items) out.push(exprStmt(item));
}

/** What `x is T`, `asserts x`, `this is T` says. */
function predicateOf(cx: Context, node: Node): Func["predicate"] {
  const type = node.returnType?.typeAnnotation;
  if (type?.type !== "TSTypePredicate") return undefined;
  const subject = type.parameterName;
  let param = -1;
  if (subject?.type === "Identifier" && subject.name !== "this") {
    const params = (node.params ?? []).filter((one) => !isThisParameter(one));
    param = params.findIndex((one) => nameOf(bindingNode(one)) === subject.name);
    if (param < 0) return undefined;
  }
  const claimed = type.typeAnnotation ? typeRef(cx, type.typeAnnotation) : undefined;
  const asserts = type.asserts === true;
  return claimed ? { param, asserts, type: claimed } : { param, asserts };
}

/** A function as a value. A name of its own is a binding around it, assigned where the function is made. */
export function functionExpr(cx: Context, node: Node): Expr {
  const hint = cx.pendingName;
  cx.pendingName = "";
  const start = cx.start(node);
  const end = cx.end(node);
  const kind = node.type === "ArrowFunctionExpression" ? "arrow" : "function";
  const own = node.type === "ArrowFunctionExpression" ? null : node.id;
  if (!own) {
    const id = lowerFunction(cx, node, { kind, name: hint, class: -1, isStatic: false }, node);
    return { kind: "function", start, end, function: id };
  }
  const saved = cx.scope;
  openScope(cx);
  const binding = declare(cx, nameOf(own), "function", true, VALUE);
  const id = lowerFunction(cx, node, { kind, name: nameOf(own), class: -1, isStatic: false }, node);
  cx.scope = saved;
  return assignName(binding, own, cx, { kind: "function", start, end, function: id }, true, start, end);
}
