/**
 * Which names a block declares, before any of its code is lowered: so that a use above its declaration finds it.
 */
import type { Binding } from "../../ir/ir.js";
import { MAX_NESTING } from "./bounds.js";
import { type Context, type Scope, TYPE, VALUE } from "./context.js";
import { declare, declareIn } from "./scope.js";
import { asList, asNode, bodyOf, type List, type Maybe, type Node, nameOf } from "./syntax.js";

/** Calls `visit` with each identifier that a pattern binds, in source order. */
export function eachName(pattern: Maybe, visit: (identifier: Node) => void, depth = 0): void {
  if (!pattern || depth > MAX_NESTING) return;
  switch (pattern.type) {
    case "Identifier":
      visit(pattern);
      return;
    case "ObjectPattern":
      for (const property of pattern.properties ?? []) {
        if (!property) continue;
        eachName(property.type === "Property" || property.type === "ObjectProperty" ? asNode(property.value) : property.argument, visit, depth + 1);
      }
      return;
    case "ArrayPattern":
      for (const element of pattern.elements ?? []) eachName(element, visit, depth + 1);
      return;
    case "AssignmentPattern":
      eachName(pattern.left, visit, depth + 1);
      return;
    case "RestElement":
    case "ExperimentalRestProperty":
      eachName(pattern.argument, visit, depth + 1);
      return;
    case "TSParameterProperty":
      eachName(pattern.parameter, visit, depth + 1);
      return;
  }
}

/** Declares every name of a pattern in a scope. */
export function declarePattern(cx: Context, scope: Scope, pattern: Maybe, kind: Binding["kind"], constant: boolean): void {
  if (pattern?.type === "Identifier") {
    declareIn(cx, scope, pattern.name ?? "", kind, constant, VALUE);
    return;
  }
  eachName(pattern, (identifier) => declareIn(cx, scope, identifier.name ?? "", kind, constant, VALUE));
}

/** The declaration inside `export …`, or the statement itself. */
export function exportedDeclaration(statement: Node): Node {
  if (statement.type === "ExportNamedDeclaration" || statement.type === "ExportDefaultDeclaration") {
    return statement.declaration ?? statement;
  }
  return statement;
}

/** Whether a `namespace` statement binds a name in its file (`declare module "x"` and `declare global` do not). */
export function bindsNamespace(node: Node): boolean {
  return node.id?.type !== "Literal" && node.id?.type !== "StringLiteral" && node.kind !== "global" && node.global !== true;
}

/** The first name of `namespace A.B.C`. */
export function namespaceHead(id: Maybe): string {
  let head = id;
  while (head?.type === "TSQualifiedName") head = head.left;
  return nameOf(head);
}

/**
 * Declares what the statements of a block bind in the present scope (all but `var`).
 * Returns whether a function is among them, which must be assigned at the head of the block.
 */
export function declareBlock(cx: Context, statements: readonly Maybe[]): boolean {
  let functions = false;
  for (const statement of statements) {
    if (statement && declareStatement(cx, statement)) functions = true;
  }
  return functions;
}

type Declare = (cx: Context, node: Node) => boolean;

/** What each type of statement declares; the others declare nothing. A table for the reason that expressions have one. */
const DECLARE: ReadonlyMap<string, Declare> = new Map<string, Declare>([
  ["VariableDeclaration", declareLexical],
  ["FunctionDeclaration", declareFunction],
  ["TSDeclareFunction", declareFunction],
  ["ClassDeclaration", (cx, node) => node.id ? declareNamed(cx, node, "class", false, VALUE | TYPE) : false],
  ["ExportNamedDeclaration", declareExported],
  ["ExportDefaultDeclaration", declareExported],
  ["LabeledStatement", declareLabeled],
  ["ImportDeclaration", declareImports],
  ["TSInterfaceDeclaration", (cx, node) => declareNamed(cx, node, "type", true, TYPE)],
  ["TSTypeAliasDeclaration", (cx, node) => declareNamed(cx, node, "type", true, TYPE)],
  ["TSEnumDeclaration", (cx, node) => declareNamed(cx, node, "local", true, VALUE | TYPE)],
  ["TSModuleDeclaration", declareNamespace],
  ["TSImportEqualsDeclaration", declareImportEquals],
]);

/** Returns whether it declares a function, see {@link declareBlock}. */
function declareStatement(cx: Context, statement: Node): boolean {
  return DECLARE.get(statement.type)?.(cx, statement) ?? false;
}

function declareNamed(cx: Context, node: Node, kind: Binding["kind"], constant: boolean, meaning: number): false {
  declare(cx, nameOf(node.id), kind, constant, meaning);
  return false;
}

function declareLexical(cx: Context, node: Node): false {
  if (node.kind === "var") return false;
  for (const declarator of node.declarations ?? []) {
    if (declarator) declarePattern(cx, cx.scope, declarator.id, "local", node.kind !== "let");
  }
  return false;
}

function declareFunction(cx: Context, node: Node): true {
  if (node.id) declare(cx, nameOf(node.id), "function", false, VALUE);
  return true;
}

function declareExported(cx: Context, node: Node): boolean {
  return node.declaration ? declareStatement(cx, node.declaration) : false;
}

function declareLabeled(cx: Context, node: Node): boolean {
  let body: Maybe = node.body;
  while (body?.type === "LabeledStatement") body = body.body;
  return body?.type === "FunctionDeclaration" && declareStatement(cx, body);
}

function declareNamespace(cx: Context, node: Node): false {
  if (bindsNamespace(node)) declare(cx, namespaceHead(node.id), "local", true, VALUE | TYPE);
  return false;
}

function declareImports(cx: Context, node: Node): false {
  const specifier = nameOf(node.source);
  for (const item of node.specifiers ?? []) {
    if (!item) continue;
    const local = nameOf(item.local);
    const name = importedName(item, local);
    const binding = declare(cx, local, "import", true, VALUE | TYPE);
    const typeOnly = isTypeOnly(node.importKind) || isTypeOnly(item.importKind);
    cx.imports.push({ binding, specifier, name, typeOnly, start: cx.start(item), end: cx.end(item) });
  }
  return false;
}

/** What an import specifier asks for. Most often it is the local name, of which one text is enough to keep. */
function importedName(item: Node, local: string): string {
  if (item.type === "ImportNamespaceSpecifier") return "*";
  if (item.type === "ImportDefaultSpecifier") return "default";
  const name = nameOf(item.imported);
  return name === local ? local : name;
}

/** `import type`, `export type`; Flow's `typeof` too. */
export function isTypeOnly(kind: string | null | undefined): boolean {
  return kind === "type" || kind === "typeof";
}

function declareImportEquals(cx: Context, node: Node): false {
  const name = nameOf(node.id);
  const reference = node.moduleReference;
  if (reference?.type !== "TSExternalModuleReference") {
    declare(cx, name, isTypeOnly(node.importKind) ? "type" : "local", true, isTypeOnly(node.importKind) ? TYPE : VALUE | TYPE);
    return false;
  }
  const binding = declare(cx, name, "import", true, VALUE | TYPE);
  const specifier = nameOf(reference.expression);
  cx.imports.push({
    binding, specifier, name: "=", typeOnly: isTypeOnly(node.importKind), start: cx.start(node.id ?? node), end: cx.end(node),
  });
  return false;
}

/**
 * Declares the `var` names of a function body, wherever in it they stand, in the present scope. One that has the name
 * of a parameter is that parameter (`parameters` is their scope).
 */
export function declareVariables(cx: Context, statements: readonly Maybe[], parameters: Scope | null): void {
  if (cx.mayHaveVar) eachVariable(cx, statements, parameters, 0);
}

function eachVariable(cx: Context, statements: List, parameters: Scope | null, depth: number): void {
  for (const statement of statements ?? []) if (statement) variablesOf(cx, statement, parameters, depth);
}

function variablesOf(cx: Context, node: Node, parameters: Scope | null, depth: number): void {
  if (depth > MAX_NESTING) return;
  switch (node.type) {
    case "VariableDeclaration":
      if (node.kind !== "var") return;
      for (const declarator of node.declarations ?? []) {
        eachName(declarator?.id, (identifier) => {
          const name = identifier.name ?? "";
          if (!parameters?.names?.has(name)) declare(cx, name, "local", false, VALUE);
        });
      }
      return;
    case "BlockStatement":
      eachVariable(cx, bodyOf(node), parameters, depth + 1);
      return;
    case "IfStatement":
      variablesOfIf(cx, node, parameters, depth);
      return;
    case "ForStatement":
      if (node.init) variablesOf(cx, node.init, parameters, depth + 1);
      if (node.body) variablesOf(cx, node.body, parameters, depth + 1);
      return;
    case "ForInStatement":
    case "ForOfStatement":
      if (node.left) variablesOf(cx, node.left, parameters, depth + 1);
      if (node.body) variablesOf(cx, node.body, parameters, depth + 1);
      return;
    case "WhileStatement":
    case "DoWhileStatement":
    case "LabeledStatement":
    case "WithStatement":
      if (node.body) variablesOf(cx, node.body, parameters, depth + 1);
      return;
    case "SwitchStatement":
      for (const one of node.cases ?? []) eachVariable(cx, asList(one?.consequent), parameters, depth + 1);
      return;
    case "TryStatement":
      if (node.block) variablesOf(cx, node.block, parameters, depth + 1);
      if (node.handler?.body) variablesOf(cx, node.handler.body, parameters, depth + 1);
      if (node.finalizer) variablesOf(cx, node.finalizer, parameters, depth + 1);
      return;
    case "ExportNamedDeclaration":
      if (node.declaration) variablesOf(cx, node.declaration, parameters, depth + 1);
      return;
  }
}

/** An `else if` chain is walked in a loop: it can be thousands of links long. */
function variablesOfIf(cx: Context, node: Node, parameters: Scope | null, depth: number): void {
  let link: Maybe = node;
  while (link?.type === "IfStatement") {
    if (link.consequent) variablesOf(cx, link.consequent, parameters, depth + 1);
    link = link.alternate;
  }
  if (link) variablesOf(cx, link, parameters, depth + 1);
}
