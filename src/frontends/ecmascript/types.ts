/** Type annotations and type declarations: syntax only, names resolved to bindings. */
import type { PrimitiveName, TypeMember, TypeRef } from "../../ir/ir.js";
import { type Context, TYPE_PARAMETER } from "./context.js";
import { bigintText, literalValue } from "./literals.js";
import { declareTypeParameter, openScope, resolveAny, resolveType, resolveValue } from "./scope.js";
import { asList, asNode, bodyOf, type List, type Maybe, type Node, nameOf, stringOf, typeArgumentsOf } from "./syntax.js";

/** A type that is known to exist and is not followed. */
export const OTHER: TypeRef = { kind: "other" };

const PRIMITIVES: ReadonlyMap<string, TypeRef> = new Map<string, TypeRef>(
  (
    [
      ["TSStringKeyword", "string"], ["TSNumberKeyword", "number"], ["TSBooleanKeyword", "boolean"],
      ["TSBigIntKeyword", "bigint"], ["TSSymbolKeyword", "symbol"], ["TSNullKeyword", "null"],
      ["TSUndefinedKeyword", "undefined"], ["TSVoidKeyword", "void"], ["TSNeverKeyword", "never"],
      ["TSUnknownKeyword", "unknown"], ["TSAnyKeyword", "any"], ["TSObjectKeyword", "object"],
    ] satisfies [string, PrimitiveName][]
  ).map(([type, name]) => [type, { kind: "primitive", name }]),
);

const NO_TYPES: readonly TypeRef[] = [];

/** The type in a `TSTypeAnnotation` (`: T`); `undefined` when there is none. */
export function annotation(cx: Context, node: Maybe): TypeRef | undefined {
  const inner = node?.typeAnnotation;
  return inner ? typeRef(cx, inner) : undefined;
}

/** A list of types; empty when there is none. */
export function typeRefs(cx: Context, list: List): readonly TypeRef[] {
  if (!list || list.length === 0) return NO_TYPES;
  if (list.length === 1) return [typeRef(cx, list[0])];
  const types: TypeRef[] = [];
  for (const type of list) types.push(typeRef(cx, type));
  return types.slice();
}

/** Any type node. What the IR does not follow is {@link OTHER}. */
export function typeRef(cx: Context, node: Maybe): TypeRef {
  if (!node) return OTHER;
  cx.depth++;
  const type = cx.tooDeep(node) ? OTHER : (PRIMITIVES.get(node.type) ?? LOWER.get(node.type)?.(cx, node) ?? OTHER);
  cx.depth--;
  return type;
}

type Lower = (cx: Context, node: Node) => TypeRef;

/** What to do for each type of node that is not a keyword; a table for the reason that expressions have one. */
const LOWER: ReadonlyMap<string, Lower> = new Map<string, Lower>([
  ["TSTypeReference", (cx, node) => namedType(cx, node.typeName, typeArgumentsOf(node))],
  ["TSTypeAnnotation", insideType],
  ["TSParenthesizedType", insideType],
  ["TSOptionalType", insideType],
  ["TSRestType", insideType],
  ["TSNamedTupleMember", (cx, node) => typeRef(cx, node.elementType)],
  ["TSUnionType", (cx, node) => ({ kind: "union", types: typeRefs(cx, node.types) })],
  ["TSIntersectionType", (cx, node) => ({ kind: "intersection", types: typeRefs(cx, node.types) })],
  ["TSArrayType", (cx, node) => ({ kind: "array", element: typeRef(cx, node.elementType) })],
  ["TSTupleType", (cx, node) => ({ kind: "tuple", elements: typeRefs(cx, node.elementTypes) })],
  ["TSTypeLiteral", (cx, node) => objectType(cx, node.members)],
  ["TSLiteralType", (cx, node) => literalType(cx, node.literal)],
  ["TSFunctionType", functionType],
  ["TSTypeOperator", typeOperator],
  ["TSTypeQuery", queryType],
  ["TSImportType", importType],
  ["TSTypePredicate", (_cx, node) => predicateType(node)],
]);

/** What only holds another type. */
function insideType(cx: Context, node: Node): TypeRef {
  return typeRef(cx, node.typeAnnotation);
}

/** `A.B.C` as its names; `null` when it does not start with a plain name (`this.x`). */
function qualifiedPath(name: Maybe): string[] | null {
  if (name?.type === "Identifier" && name.name !== "this") return [nameOf(name)];
  const path: string[] = [];
  let node = name;
  while (node && (node.type === "TSQualifiedName" || node.type === "MemberExpression")) {
    if (node.computed) return null;
    path.push(nameOf(node.right ?? node.property));
    node = node.left ?? node.object;
  }
  if (node?.type !== "Identifier" || node.name === "this") return null;
  path.push(nameOf(node));
  return path.reverse();
}

/** A type by name: a reference, or an entry of `extends` or `implements` (there the name is an expression). */
export function namedType(cx: Context, name: Maybe, args: List): TypeRef {
  const path = qualifiedPath(name);
  const head = path?.[0];
  if (!path || head === undefined) return OTHER;
  let binding = resolveType(cx, head);
  if (binding === TYPE_PARAMETER) return OTHER;
  if (binding < 0 && path.length > 1) binding = resolveAny(cx, head);
  return { kind: "name", binding, path, args: typeRefs(cx, args) };
}

/** The entries of `implements`, or of an interface's `extends`. */
export function heritageTypes(cx: Context, list: List): readonly TypeRef[] {
  if (!list || list.length === 0) return NO_TYPES;
  const types: TypeRef[] = [];
  for (const node of list) types.push(heritageType(cx, node));
  return types.slice();
}

function heritageType(cx: Context, node: Maybe): TypeRef {
  if (!node) return OTHER;
  return namedType(cx, node.expression, typeArgumentsOf(node));
}

function literalType(cx: Context, literal: Maybe): TypeRef {
  if (!literal) return OTHER;
  if (literal.type === "UnaryExpression") {
    const operand = literal.argument;
    if (!operand) return OTHER;
    const value = literalValue(cx, operand);
    if (literal.operator === "-" && typeof value === "number") return { kind: "literal", value: -value };
    if (literal.operator === "-" && typeof value === "object" && value !== null && "bigint" in value) {
      return { kind: "literal", value: { bigint: `-${bigintText(cx, operand)}` } };
    }
    return OTHER;
  }
  if (literal.type === "TemplateLiteral") {
    const text = stringOf(literal);
    return text === null ? OTHER : { kind: "literal", value: text };
  }
  const value = literalValue(cx, literal);
  return value === null ? { kind: "primitive", name: "null" } : { kind: "literal", value };
}

/** Parameters and result of a function type; its type parameters and predicates stay inside. */
function functionType(cx: Context, node: Node): TypeRef {
  const saved = cx.scope;
  declareTypeParameters(cx, node.typeParameters);
  const params: TypeRef[] = [];
  for (const param of node.params ?? node.parameters ?? []) {
    if (!param || (param.type === "Identifier" && param.name === "this")) continue;
    const holder: Maybe = param.type === "AssignmentPattern" ? param.left : param;
    params.push(annotation(cx, holder?.typeAnnotation) ?? OTHER);
  }
  const returns = annotation(cx, node.returnType ?? node.typeAnnotation) ?? OTHER;
  cx.scope = saved;
  return { kind: "function", params, returns };
}

function typeOperator(cx: Context, node: Node): TypeRef {
  if (node.operator === "readonly") return typeRef(cx, node.typeAnnotation);
  return node.operator === "unique" ? { kind: "primitive", name: "symbol" } : OTHER;
}

function queryType(cx: Context, node: Node): TypeRef {
  if (node.exprName?.type === "TSImportType") return importType(cx, node.exprName);
  const path = qualifiedPath(node.exprName);
  const head = path?.[0];
  if (!path || head === undefined) return OTHER;
  const binding = resolveValue(cx, head);
  return { kind: "typeof", binding: binding >= 0 ? binding : -1, path };
}

function importType(cx: Context, node: Node): TypeRef {
  const specifier = stringOf(node.source ?? node.argument);
  if (specifier === null) return OTHER;
  const path = node.qualifier ? (qualifiedPath(node.qualifier) ?? []) : [];
  return { kind: "import", specifier, path, args: typeRefs(cx, typeArgumentsOf(node)) };
}

/** What a predicate returns as a value; what it says is in {@link Func.predicate}. */
function predicateType(node: Node): TypeRef {
  return { kind: "primitive", name: node.asserts ? "void" : "boolean" };
}

/** Members of an interface or object type; call, construct and index signatures and computed names are left out. */
export function objectType(cx: Context, list: List): TypeRef {
  const members: TypeMember[] = [];
  for (const member of list ?? []) {
    if (!member) continue;
    const method = member.type === "TSMethodSignature";
    if (!method && member.type !== "TSPropertySignature") continue;
    const name = signatureName(member);
    if (name === null) continue;
    const accessor = method && (member.kind === "get" || member.kind === "set");
    const type = accessor ? accessorType(cx, member) : method ? functionType(cx, member) : (annotation(cx, member.typeAnnotation) ?? OTHER);
    members.push({ name, type, optional: member.optional === true, method: method && !accessor });
  }
  return { kind: "object", members: members.slice() };
}

function accessorType(cx: Context, node: Node): TypeRef {
  if (node.kind === "get") return annotation(cx, node.returnType ?? node.typeAnnotation) ?? OTHER;
  const param = (node.params ?? node.parameters)?.[0];
  return annotation(cx, param?.typeAnnotation) ?? OTHER;
}

function signatureName(member: Node): string | null {
  const key = member.key;
  if (!key) return null;
  if (key.type === "Identifier") return member.computed ? null : nameOf(key);
  if (key.type === "Literal" || key.type === "StringLiteral" || key.type === "NumericLiteral") return String(key.value);
  return stringOf(key);
}

/** Opens a scope with the type parameters in it, if there are any; the caller puts the former scope back. */
export function declareTypeParameters(cx: Context, node: Maybe): void {
  const names = typeParameterNames(node);
  if (names.length === 0) return;
  openScope(cx);
  for (const name of names) declareTypeParameter(cx, name);
}

const NO_NAMES: readonly string[] = [];

function typeParameterNames(node: Maybe): readonly string[] {
  if (!node?.params) return NO_NAMES;
  const names: string[] = [];
  for (const param of node.params) {
    const name: unknown = param?.name;
    const text = typeof name === "string" ? name : nameOf(asNode(name));
    if (text !== "") names.push(text);
  }
  return names;
}

/** `type X = …`. Its binding was declared at the head of the block. */
export function lowerTypeAlias(cx: Context, node: Node): void {
  const name = nameOf(node.id);
  const binding = resolveAny(cx, name);
  const saved = cx.scope;
  declareTypeParameters(cx, node.typeParameters);
  cx.types.push({
    form: "alias", name, binding, start: cx.start(node), end: cx.end(node),
    params: typeParameterNames(node.typeParameters), type: typeRef(cx, node.typeAnnotation), extends: NO_TYPES,
  });
  cx.scope = saved;
}

/** `interface X …`. */
export function lowerInterface(cx: Context, node: Node): void {
  const name = nameOf(node.id);
  const binding = resolveAny(cx, name);
  const saved = cx.scope;
  declareTypeParameters(cx, node.typeParameters);
  const parents = heritageTypes(cx, node.extends);
  const members = node.body ? bodyOf(node.body) : asList(node.members);
  cx.types.push({
    form: "interface", name, binding, start: cx.start(node), end: cx.end(node),
    params: typeParameterNames(node.typeParameters), type: objectType(cx, members), extends: parents,
  });
  cx.scope = saved;
}
