/** What a module hands out. (Imports are bound with the other names of their block, see hoisting.ts.) */
import type { BindingId, Stmt } from "../../ir/ir.js";
import { assignName, type Context, exprStmt, TYPE, VALUE } from "./context.js";
import { undecoratedStart } from "./decorators.js";
import { eachName, exportedDeclaration, isTypeOnly, namespaceHead } from "./hoisting.js";
import { namespaceProperty } from "./namespaces.js";
import { namedValue } from "./patterns.js";
import { resolveAny } from "./scope.js";
import { type Maybe, type Node, nameOf, unwrap } from "./syntax.js";

/** Name of the binding of a default export that has none. */
const DEFAULT = "default";

function exportLocal(cx: Context, name: string, binding: BindingId, start: number, end: number): void {
  if (cx.ambientModule || cx.exported.get(name) === binding) return;
  cx.exported.set(name, binding);
  cx.exports.push({ kind: "local", name, binding, start, end });
}

/** Records an export of the module; inside a namespace, assigns the property instead. */
function exportBinding(cx: Context, name: string, binding: BindingId, start: number, end: number, out: Stmt[]): void {
  if (binding < 0) return;
  if (cx.namespace < 0) {
    exportLocal(cx, name, binding, start, end);
  } else if (!cx.ambient && (cx.meanings[binding] ?? 0) & VALUE) {
    out.push(namespaceProperty(cx, name, binding, start, end));
  }
}

/** The exports that an exported declaration makes; after it, but for functions at the head of the block. */
export function exportDeclared(cx: Context, declaration: Node, out: Stmt[]): void {
  if (declaration.type === "VariableDeclaration") {
    for (const declarator of declaration.declarations ?? []) {
      eachName(declarator?.id, (identifier) => exportNamed(cx, identifier, out));
    }
    return;
  }
  if (declaration.type === "TSModuleDeclaration") {
    let id = declaration.id;
    while (id?.type === "TSQualifiedName") id = id.left;
    if (id) exportBinding(cx, namespaceHead(id), resolveAny(cx, nameOf(id)), cx.start(id), cx.end(id), out);
    return;
  }
  if (declaration.id) exportNamed(cx, declaration.id, out);
}

function exportNamed(cx: Context, id: Node, out: Stmt[]): void {
  const name = nameOf(id);
  exportBinding(cx, name, resolveAny(cx, name), cx.start(id), cx.nameEnd(id), out);
}

/** The text itself, or one equal to it that is kept anyway. */
function sameText(text: string, kept: string): string {
  return text === kept ? kept : text;
}

/** `export { a as b }`, with or without `from`. */
export function exportSpecifiers(cx: Context, node: Node, out: Stmt[]): void {
  const { source } = node;
  for (const item of node.specifiers ?? []) {
    if (!item) continue;
    if (source) exportFrom(cx, node, nameOf(source), item);
    else exportBinding(cx, nameOf(item.exported), resolveAny(cx, nameOf(item.local)), cx.start(item), cx.end(item), out);
  }
}

function exportFrom(cx: Context, node: Node, specifier: string, item: Node): void {
  const name = nameOf(item.exported);
  const imported = item.type === "ExportNamespaceSpecifier" ? "*" : item.type === "ExportDefaultSpecifier" ? "default" : sameText(nameOf(item.local), name);
  const typeOnly = isTypeOnly(node.exportKind) || isTypeOnly(item.exportKind);
  cx.exports.push({ kind: "from", name, specifier, imported, typeOnly, start: cx.start(item), end: cx.end(item) });
}

/** `export * from`, `export * as ns from`. */
export function exportAll(cx: Context, node: Node): void {
  const specifier = nameOf(node.source);
  const typeOnly = isTypeOnly(node.exportKind);
  const start = cx.start(node);
  const end = cx.end(node);
  if (node.exported) cx.exports.push({ kind: "from", name: nameOf(node.exported), specifier, imported: "*", typeOnly, start, end });
  else cx.exports.push({ kind: "all", specifier, typeOnly, start, end });
}

/** The binding of a default export without a name, made on first use. */
export function defaultBinding(cx: Context): BindingId {
  return cx.bind(DEFAULT, "local", true, VALUE);
}

/** Records a default export. Its range is that of what is exported: parsers disagree about decorators before it. */
export function exportDefault(cx: Context, binding: BindingId, at: Node): void {
  if (binding >= 0 && cx.namespace < 0) {
    exportLocal(cx, DEFAULT, binding, undecoratedStart(cx, at, at.decorators), cx.end(at));
  }
}

/**
 * `export default <expression>`. A plain name that means a type too (a class, an import, an interface) is handed out
 * itself, as `export { x as default }` would, so that the type can be found through it.
 */
export function exportDefaultExpression(cx: Context, node: Node, out: Stmt[]): void {
  if (cx.ambient) return;
  const inner = unwrap(node);
  const known = inner?.type === "Identifier" ? resolveAny(cx, nameOf(inner)) : -1;
  if ((cx.meanings[known] ?? 0) & TYPE) {
    exportDefault(cx, known, node);
    return;
  }
  const value = namedValue(cx, node, DEFAULT);
  const binding = defaultBinding(cx);
  exportDefault(cx, binding, node);
  out.push(exprStmt(assignName(binding, null, cx, value, true, value.start, value.end)));
}

/** `export = x`: a plain name is handed out itself, so that its types come along; anything else is a value. */
export function exportAssignment(cx: Context, node: Node, out: Stmt[]): void {
  if (cx.ambientModule || cx.namespace >= 0) return;
  const inner: Maybe = unwrap(node.expression);
  const start = cx.start(node);
  const end = cx.end(node);
  const binding = inner?.type === "Identifier" ? resolveAny(cx, nameOf(inner)) : -1;
  if (binding >= 0) {
    exportLocal(cx, "=", binding, start, end);
    return;
  }
  const value = cx.lower.expression(cx, node.expression);
  out.push(exprStmt(assignName(cx.moduleExports(), null, cx, value, false, start, end)));
}

/** Whether the statement is `export default` of something that has to be evaluated where it stands. */
export function isDefaultExpression(statement: Node): boolean {
  if (statement.type !== "ExportDefaultDeclaration") return false;
  switch (exportedDeclaration(statement).type) {
    case "FunctionDeclaration":
    case "TSDeclareFunction":
    case "ClassDeclaration":
    case "TSInterfaceDeclaration":
    case "TSEnumDeclaration":
      return false;
    default:
      return true;
  }
}
