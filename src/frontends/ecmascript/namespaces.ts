/** TypeScript declarations that are values too: enums, namespaces, `import a = B.C`. */
import type { BindingId, Entry, Expr, LiteralValue, Stmt, TypeRef } from "../../ir/ir.js";
import { SCOPE_NESTING } from "./bounds.js";
import { assignName, type Context, ENUM_MEMBER, exprStmt, nameExpr, Scope, TYPE, VALUE } from "./context.js";
import { bindsNamespace, declareVariables, isTypeOnly } from "./hoisting.js";
import { staticKey } from "./literals.js";
import { identifierExpr } from "./references.js";
import { declare, openScope, resolveAny } from "./scope.js";
import { asList, bodyOf, type Maybe, type Node, nameOf } from "./syntax.js";
import { namedType, OTHER } from "./types.js";

/** `enum E { … }`: an object under a name, and a type declaration. */
export function lowerEnum(cx: Context, node: Node, out: Stmt[]): void {
  const name = nameOf(node.id);
  const binding = resolveAny(cx, name);
  const members = node.body ? asList(node.body.members ?? node.body.body) : asList(node.members);
  const saved = cx.scope;
  cx.scope = new Scope(saved, binding);
  const names = new Map<string, number>();
  cx.scope.names = names;
  for (const member of members) names.set(memberName(member), ENUM_MEMBER);
  const values = new EnumValues(cx);
  for (const member of members) if (member) values.add(member);
  cx.scope = saved;
  const start = cx.start(node);
  const end = cx.end(node);
  const type: TypeRef = { kind: "union", types: values.types };
  cx.types.push({ form: "enum", name, binding, start, end, params: [], type, extends: [] });
  if (cx.ambient || node.declare) return;
  if (!cx.initialised.has(binding)) {
    cx.initialised.add(binding);
    const object: Expr = { kind: "object", start, end, entries: values.entries };
    out.push(exprStmt(assignName(binding, node.id, cx, object, true, start, end)));
    return;
  }
  for (const entry of values.entries) {
    if (entry.kind !== "field" || typeof entry.key !== "string") continue;
    out.push(exprStmt(memberAssignment(binding, entry.key, entry.value)));
  }
}

function memberName(member: Maybe): string {
  return staticKey(member?.id, false) ?? "";
}

/** Values of the members of one enum: given, counted up, or (`B = A`) taken from an earlier one. */
class EnumValues {
  readonly entries: Entry[] = [];
  readonly types: TypeRef[] = [];
  private readonly known = new Map<string, LiteralValue>();
  private next: number | null = 0;

  constructor(private readonly cx: Context) {}

  add(member: Node): void {
    const cx = this.cx;
    const start = cx.start(member);
    const end = cx.end(member);
    const key = memberName(member);
    const initializer = member.initializer;
    let value: Expr;
    let known: LiteralValue;
    if (initializer) {
      value = cx.lower.expression(cx, initializer);
      known = this.constant(value);
    } else {
      known = this.next ?? undefined;
      value = this.next === null ? { kind: "opaque", start, end, children: [] } : { kind: "literal", start, end, value: this.next };
    }
    this.known.set(key, known);
    this.next = typeof known === "number" ? known + 1 : null;
    this.types.push(known === undefined ? OTHER : { kind: "literal", value: known });
    this.entries.push({ kind: "field", key, value });
  }

  private constant(value: Expr): LiteralValue {
    if (value.kind === "literal") return value.value;
    if (value.kind === "unary" && value.op === "-" && value.operand.kind === "literal" && typeof value.operand.value === "number") {
      return -value.operand.value;
    }
    if (value.kind === "member" && typeof value.key === "string") return this.known.get(value.key);
    return undefined;
  }
}

function memberAssignment(binding: BindingId, key: string, value: Expr): Expr {
  const { start, end } = value;
  const target = { kind: "member", start, end, object: nameExpr(binding, start, end), key } as const;
  return { kind: "assign", start, end, target, value, declares: false };
}

/** A property that an export inside a namespace leaves on its object. */
export function namespaceProperty(cx: Context, name: string, binding: BindingId, start: number, end: number): Stmt {
  return exprStmt(memberAssignment(cx.namespace, name, nameExpr(binding, start, end)));
}

/** `namespace A.B { … }`, `declare module "x" { … }`, `declare global { … }`. */
export function lowerNamespace(cx: Context, node: Node, out: Stmt[]): void {
  const saved = { scope: cx.scope, ambient: cx.ambient, ambientModule: cx.ambientModule, namespace: cx.namespace };
  cx.depth += SCOPE_NESTING;
  if (node.declare) cx.ambient = true;
  let body: Maybe = node.body;
  if (bindsNamespace(node)) {
    const names = namespaceNames(node.id);
    while (body?.type === "TSModuleDeclaration") {
      names.push(...namespaceNames(body.id));
      body = body.body;
    }
    openNamespaces(cx, names, out);
  } else {
    cx.ambient = true;
    cx.ambientModule = true;
    cx.namespace = -1;
    openScope(cx);
  }
  if (body) lowerNamespaceBody(cx, body, out);
  cx.scope = saved.scope;
  cx.ambient = saved.ambient;
  cx.ambientModule = saved.ambientModule;
  cx.namespace = saved.namespace;
  cx.depth -= SCOPE_NESTING;
}

function lowerNamespaceBody(cx: Context, body: Node, out: Stmt[]): void {
  const statements = bodyOf(body);
  declareVariables(cx, statements, null);
  const inner: Stmt[] = [];
  cx.lower.statements(cx, statements, inner);
  if (inner.length > 0) out.push({ kind: "block", start: cx.start(body), end: cx.end(body), label: null, body: inner });
}

/** `A.B.C`, from left to right. */
function namespaceNames(id: Maybe): Node[] {
  const names: Node[] = [];
  let rest = id;
  while (rest?.type === "TSQualifiedName") {
    if (rest.right) names.push(rest.right);
    rest = rest.left;
  }
  if (rest) names.push(rest);
  return names.reverse();
}

/** Makes the object of each name (unless an earlier declaration did) and enters its scope. */
function openNamespaces(cx: Context, names: readonly Node[], out: Stmt[]): void {
  names.forEach((id, index) => {
    const name = nameOf(id);
    const binding = index === 0 ? resolveAny(cx, name) : declare(cx, name, "local", true, VALUE | TYPE);
    const start = cx.start(id);
    const end = cx.end(id);
    if (!cx.ambient && !cx.initialised.has(binding)) {
      cx.initialised.add(binding);
      const object: Expr = { kind: "object", start, end, entries: [] };
      out.push(exprStmt(assignName(binding, id, cx, object, true, start, end)));
      if (index > 0) out.push(namespaceProperty(cx, name, binding, start, end));
    }
    cx.namespace = binding;
    const scope = cx.namespaces.get(binding);
    if (scope) {
      cx.scope = scope;
    } else {
      cx.namespaces.set(binding, openScope(cx));
    }
  });
}

/** `import a = B.C`: a value and a type under a new name. (`import a = require("x")` was bound with the imports.) */
export function lowerImportEquals(cx: Context, node: Node, out: Stmt[]): void {
  const reference = node.moduleReference;
  if (!reference || reference.type === "TSExternalModuleReference") return;
  const name = nameOf(node.id);
  const binding = resolveAny(cx, name);
  const start = cx.start(node.id ?? node); // Babel counts an `export` before it
  const end = cx.end(node);
  cx.types.push({ form: "alias", name, binding, start, end, params: [], type: namedType(cx, reference, null), extends: [] });
  if (cx.ambient || isTypeOnly(node.importKind)) return;
  out.push(exprStmt(assignName(binding, node.id, cx, entityName(cx, reference), true, start, end)));
}

/** `A.B.C` as a value. */
function entityName(cx: Context, name: Node): Expr {
  const path: Node[] = [];
  let head: Maybe = name;
  while (head?.type === "TSQualifiedName") {
    path.push(head);
    head = head.left;
  }
  let value: Expr = head ? identifierExpr(cx, head) : { kind: "opaque", start: 0, end: 0, children: [] };
  for (const link of path.reverse()) {
    value = { kind: "member", start: cx.start(link), end: cx.end(link), object: value, key: nameOf(link.right), optional: false };
  }
  return value;
}
