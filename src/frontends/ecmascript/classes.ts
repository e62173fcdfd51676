/** Classes: members, constructors, and the two functions that run field initialisers. */
import type { ClassId, Expr, Func, FunctionId, Key, Member, Stmt } from "../../ir/ir.js";
import { assignName, type Context, exprStmt, nameExpr, TYPE, VALUE } from "./context.js";
import { lowerDecorators, undecoratedStart } from "./decorators.js";
import { declareVariables } from "./hoisting.js";
import {
  enterFunction,
  leaveFunction,
  lowerFunction,
  parameterProperties,
  parameterPropertyName,
} from "./functions.js";
import { propertyKey, staticKey } from "./literals.js";
import { isRepeatable, namedValue } from "./patterns.js";
import { declare, openScope } from "./scope.js";
import { asNode, bodyOf, type Maybe, type Node, nameOf, unwrap } from "./syntax.js";
import { annotation, declareTypeParameters, heritageTypes, typeRefs } from "./types.js";

/** What is gathered while the members of a class are walked. */
interface ClassBody {
  readonly id: ClassId;
  readonly node: Node;
  readonly members: Member[];
  readonly fields: Initialiser;
  readonly statics: Initialiser;
  constructorFunction: FunctionId;
}

/** A function made of field initialisers; it gets a number with its first statement. */
interface Initialiser {
  id: FunctionId;
  readonly body: Stmt[];
  readonly isStatic: boolean;
}

/** Lowers a class; `binding` is the name it is known by inside itself (`-1` for none). */
export function lowerClass(cx: Context, node: Node, name: string, binding: number): ClassId {
  const id = cx.classes.push(UNFINISHED) - 1;
  const decorators = lowerDecorators(cx, node.decorators);
  const saved = cx.scope;
  const wasAmbient = cx.ambient;
  if (node.declare) cx.ambient = true;
  declareTypeParameters(cx, node.typeParameters);
  const superclass = node.superClass ? cx.lower.expression(cx, node.superClass) : undefined;
  const superTypes = (node.superTypeArguments ?? node.superTypeParameters)?.params;
  const body: ClassBody = {
    id, node, members: [], constructorFunction: -1,
    fields: { id: -1, body: [], isStatic: false },
    statics: { id: -1, body: [], isStatic: true },
  };
  for (const member of node.body ? bodyOf(node.body) : []) if (member) lowerMember(cx, body, member);
  finishInitialiser(cx, body, body.fields);
  finishInitialiser(cx, body, body.statics);
  cx.classes[id] = {
    name, start: undecoratedStart(cx, node, node.decorators), end: cx.end(node), binding, owner: cx.fn, abstract: node.abstract === true,
    superclass, superclassTypeArgs: superTypes ? typeRefs(cx, superTypes) : undefined, implements: heritageTypes(cx, node.implements),
    members: body.members, constructorFunction: body.constructorFunction,
    initialiser: body.fields.id, staticInitialiser: body.statics.id, decorators,
  };
  cx.scope = saved;
  cx.ambient = wasAmbient;
  return id;
}

const NO_DECORATORS: readonly Expr[] = [];

const UNFINISHED: Context["classes"][number] = {
  name: "", start: 0, end: 0, binding: -1, owner: -1, abstract: false, implements: [], members: [],
  constructorFunction: -1, initialiser: -1, staticInitialiser: -1, decorators: [],
};

/** A class as a value. A name of its own is a binding around it, assigned where the class is made. */
export function classExpr(cx: Context, node: Node): Expr {
  const hint = cx.pendingName;
  cx.pendingName = "";
  const start = undecoratedStart(cx, node, node.decorators);
  const end = cx.end(node);
  const own = node.id;
  if (!own) return { kind: "class", start, end, class: lowerClass(cx, node, hint, -1) };
  const saved = cx.scope;
  openScope(cx);
  const binding = declare(cx, nameOf(own), "class", true, VALUE | TYPE);
  const id = lowerClass(cx, node, nameOf(own), binding);
  cx.scope = saved;
  return assignName(binding, own, cx, { kind: "class", start, end, class: id }, true, start, end);
}

function lowerMember(cx: Context, body: ClassBody, node: Node): void {
  switch (node.type) {
    case "MethodDefinition":
    case "TSAbstractMethodDefinition":
    case "ClassMethod":
    case "ClassPrivateMethod":
    case "TSDeclareMethod":
      lowerMethod(cx, body, node);
      return;
    case "PropertyDefinition":
    case "ClassProperty":
    case "ClassPrivateProperty":
    case "ClassAccessorProperty":
    case "AccessorProperty":
    case "TSAbstractPropertyDefinition":
    case "TSAbstractAccessorProperty":
      lowerField(cx, body, node);
      return;
    case "StaticBlock":
      lowerStaticBlock(cx, body, node);
      return;
    case "TSIndexSignature":
      return;
    default:
      cx.problem(`unknown syntax ${node.type}`, node);
  }
}

function lowerMethod(cx: Context, body: ClassBody, node: Node): void {
  const value = node.type === "MethodDefinition" || node.type === "TSAbstractMethodDefinition" ? asNode(node.value) : node;
  if (!value) return;
  const bare = value.type === "TSEmptyBodyFunctionExpression" || !value.body;
  if (node.kind === "constructor") {
    if (bare) return;
    parameterPropertyMembers(cx, body, value);
    body.constructorFunction = lowerFunction(cx, value, { kind: "constructor", name: nameOf(body.node.id), class: body.id, isStatic: false }, node);
    return;
  }
  const abstract = isAbstract(node);
  if (bare && !abstract && !cx.ambient && isOverload(body.node, node)) return;
  const kind = node.kind === "get" ? "getter" : node.kind === "set" ? "setter" : "method";
  const key = propertyKey(cx, node.key, node.computed === true);
  const decorators = lowerDecorators(cx, node.decorators);
  const isStatic = node.static === true;
  const name = typeof key === "string" ? key : "";
  const id = lowerFunction(cx, value, { kind, name, class: body.id, isStatic }, node);
  body.members.push({
    kind, key, isStatic, abstract, function: id, type: undefined, decorators, access: accessOf(node), start: cx.start(node), end: cx.end(node),
  });
}

/** Whether a method without a body stands beside one of the same name that has a body. */
function isOverload(owner: Node, node: Node): boolean {
  const key = staticKey(node.key, node.computed === true);
  if (key === null || !owner.body) return true;
  return bodyOf(owner.body).some(
    (other) =>
      other?.type === "MethodDefinition" &&
      (other.static === true) === (node.static === true) &&
      Boolean(asNode(other.value)?.body) &&
      staticKey(other.key, other.computed === true) === key,
  );
}

function parameterPropertyMembers(cx: Context, body: ClassBody, constructor: Node): void {
  for (const field of parameterProperties(constructor.params)) {
    const id = parameterPropertyName(field);
    if (!id) continue;
    const type = annotation(cx, id.typeAnnotation);
    body.members.push({
      kind: "field", key: nameOf(id), isStatic: false, abstract: false, function: -1, type, decorators: NO_DECORATORS,
      access: accessOf(field), start: cx.start(id), end: cx.nameEnd(id),
    });
  }
}

function lowerField(cx: Context, body: ClassBody, node: Node): void {
  const isStatic = node.static === true;
  const value = asNode(node.value);
  const own = ownKey(cx, node, value !== null);
  const decorators = lowerDecorators(cx, node.decorators);
  const type = annotation(cx, node.typeAnnotation);
  body.members.push({
    kind: "field", key: own.key, isStatic, abstract: isAbstract(node), function: -1, type,
    decorators, access: accessOf(node), start: cx.start(node), end: cx.end(node),
  });
  if (!value || cx.ambient) return;
  const initialiser = isStatic ? body.statics : body.fields;
  const outside = enterInitialiser(cx, initialiser);
  const start = node.key ? cx.start(node.key) : cx.start(node);
  const end = cx.end(value);
  const key = own.again === null ? propertyKey(cx, node.key, true) : own.again;
  const keyEnd = node.key ? cx.end(node.key) : end;
  const target = { kind: "member", start, end: keyEnd, object: { kind: "this", start, end: keyEnd }, key } as const;
  initialiser.body.push(exprStmt({ kind: "assign", start, end, target, value: namedValue(cx, value, typeof key === "string" ? key : ""), declares: false }));
  leaveFunction(cx, outside);
}

/**
 * The key of a field, and the key for its initialiser to use: a computed one is evaluated once, with the class, so the
 * initialiser reads it from a temporary (`again: null`: it can simply be evaluated again).
 */
function ownKey(cx: Context, node: Node, needed: boolean): { key: Key; again: Key | null } {
  const key = propertyKey(cx, node.key, node.computed === true);
  if (typeof key === "string") return { key, again: key };
  if (!needed || isRepeatable(unwrap(node.key))) return { key, again: null };
  const held = cx.temporary();
  return { key: assignName(held, null, cx, key, true, key.start, key.end), again: nameExpr(held, key.start, key.end) };
}

function lowerStaticBlock(cx: Context, body: ClassBody, node: Node): void {
  const outside = enterInitialiser(cx, body.statics);
  openScope(cx);
  const statements = bodyOf(node);
  declareVariables(cx, statements, null);
  const out: Stmt[] = [];
  cx.lower.statements(cx, statements, out);
  body.statics.body.push({ kind: "block", start: cx.start(node), end: cx.end(node), label: null, body: out });
  leaveFunction(cx, outside);
}

function enterInitialiser(cx: Context, initialiser: Initialiser): ReturnType<typeof enterFunction> {
  if (initialiser.id < 0) initialiser.id = cx.reserveFunction();
  return enterFunction(cx, initialiser.id, false);
}

function finishInitialiser(cx: Context, body: ClassBody, initialiser: Initialiser): void {
  if (initialiser.id < 0) return;
  const at = body.node.body ?? body.node;
  const func: Func = {
    kind: "initialiser", name: "", start: cx.start(at), end: cx.end(at), parent: cx.fn, class: body.id,
    isStatic: initialiser.isStatic, async: false, generator: false, params: [], body: initialiser.body, hasBody: true,
  };
  cx.functions[initialiser.id] = func;
}

/** Babel marks abstract members by a flag, typescript-estree and oxc by the node's type. */
function isAbstract(node: Node): boolean {
  return node.abstract === true || node.type.startsWith("TSAbstract");
}

function accessOf(node: Node): Member["access"] {
  const key: Maybe = node.key;
  if (key?.type === "PrivateIdentifier" || key?.type === "PrivateName") return "private";
  return node.accessibility === "private" || node.accessibility === "protected" ? node.accessibility : "public";
}
