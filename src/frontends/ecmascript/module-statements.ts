/** Import and export statements. */
import type { Stmt } from "../../ir/ir.js";
import { type Context, exprStmt } from "./context.js";
import { assignClass } from "./declarations.js";
import { defaultBinding, exportDeclared, exportDefault, exportDefaultExpression, exportSpecifiers, isDefaultExpression } from "./exports.js";
import { resolveAny } from "./scope.js";
import { type Node, nameOf } from "./syntax.js";

/** `import "x"` binds nothing: it is the module being run, so a `module` expression. */
export function importDeclaration(cx: Context, node: Node, out: Stmt[]): void {
  if ((node.specifiers ?? []).length > 0 || !node.source || node.importKind === "type") return;
  const start = cx.start(node);
  const end = cx.end(node);
  if (/^import\s*(type\s*)?\{/.test(cx.text.slice(start, end))) return;
  out.push(exprStmt({ kind: "module", start, end, form: "require", specifier: nameOf(node.source) }));
}

/** `export const …`, `export { … }`, `export { … } from`. */
export function exportNamedDeclaration(cx: Context, node: Node, out: Stmt[]): void {
  const declaration = node.declaration;
  if (!declaration) {
    exportSpecifiers(cx, node, out);
    return;
  }
  cx.lower.statement(cx, declaration, out);
  const hoisted = declaration.type === "FunctionDeclaration" && Boolean(declaration.body) && !cx.ambient && !declaration.declare;
  if (!hoisted) exportDeclared(cx, declaration, out);
}

/** `export default …`; a function was assigned and exported at the head of the block. */
export function exportDefaultDeclaration(cx: Context, node: Node, out: Stmt[]): void {
  const declaration = node.declaration;
  if (!declaration) return;
  if (isDefaultExpression(node)) {
    exportDefaultExpression(cx, declaration, out);
  } else if (declaration.type === "ClassDeclaration") {
    const binding = declaration.id ? resolveAny(cx, nameOf(declaration.id)) : defaultBinding(cx);
    assignClass(cx, declaration, declaration.id ? nameOf(declaration.id) : "default", binding, out);
    exportDefault(cx, binding, declaration);
  } else if (declaration.type !== "FunctionDeclaration" || !declaration.body) {
    cx.lower.statement(cx, declaration, out);
    if (declaration.id) exportDefault(cx, resolveAny(cx, nameOf(declaration.id)), declaration);
  }
}
