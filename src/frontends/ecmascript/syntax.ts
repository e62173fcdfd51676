/**
 * A loose view of an ESTree node: any parser, any version. Everything but `type` may be absent, `undefined` or `null`
 * (oxc writes `null` where typescript-estree leaves a key out), so fields are only ever tested for a value.
 */

/** A child that may be absent. */
export type Maybe = Node | null | undefined;
/** Children that may be absent as a whole; holes are `null`. */
export type List = readonly Maybe[] | null | undefined;

/** Any node. A field that is a list in some nodes and one node in others is read through {@link asList} or {@link asNode}. */
export interface Node {
  readonly type: string;
  readonly start?: number;
  readonly end?: number;
  readonly range?: readonly [number, number] | null;

  readonly abstract?: boolean | null;
  readonly accessibility?: string | null;
  readonly alternate?: Maybe;
  readonly argument?: Maybe;
  readonly arguments?: List;
  readonly asserts?: boolean | null;
  readonly async?: boolean | null;
  readonly attributes?: List;
  readonly await?: boolean | null;
  readonly block?: Maybe;
  readonly body?: Maybe;
  readonly callee?: Maybe;
  readonly cases?: List;
  readonly children?: List;
  readonly computed?: boolean | null;
  readonly consequent?: Maybe;
  readonly declaration?: Maybe;
  readonly declarations?: List;
  readonly declare?: boolean | null;
  readonly decorators?: List;
  readonly delegate?: boolean | null;
  readonly discriminant?: Maybe;
  readonly elementType?: Maybe;
  readonly elementTypes?: List;
  readonly elements?: List;
  readonly exportKind?: string | null;
  readonly exported?: Maybe;
  readonly expression?: Maybe;
  readonly expressions?: List;
  readonly exprName?: Maybe;
  readonly extends?: List;
  readonly finalizer?: Maybe;
  readonly generator?: boolean | null;
  readonly global?: boolean | null;
  readonly handler?: Maybe;
  readonly id?: Maybe;
  readonly implements?: List;
  readonly importKind?: string | null;
  readonly imported?: Maybe;
  readonly init?: Maybe;
  readonly initializer?: Maybe;
  /** Babel's `export import a = b`. */
  readonly isExport?: boolean | null;
  readonly key?: Maybe;
  readonly kind?: string | null;
  readonly label?: Maybe;
  readonly left?: Maybe;
  readonly literal?: Maybe;
  readonly local?: Maybe;
  readonly members?: List;
  readonly meta?: Maybe;
  readonly method?: boolean | null;
  readonly moduleReference?: Maybe;
  readonly name?: string;
  readonly namespace?: Maybe;
  readonly object?: Maybe;
  readonly openingElement?: Maybe;
  readonly operator?: string;
  readonly optional?: boolean | null;
  readonly param?: Maybe;
  readonly parameter?: Maybe;
  readonly parameterName?: Maybe;
  readonly parameters?: List;
  readonly params?: List;
  readonly properties?: List;
  readonly property?: Maybe;
  readonly qualifier?: Maybe;
  readonly quasi?: Maybe;
  readonly quasis?: List;
  readonly regex?: { readonly pattern: string; readonly flags: string } | null;
  readonly returnType?: Maybe;
  readonly right?: Maybe;
  readonly shorthand?: boolean | null;
  readonly source?: Maybe;
  readonly specifiers?: List;
  readonly static?: boolean | null;
  readonly superClass?: Maybe;
  readonly superTypeArguments?: Maybe;
  readonly superTypeParameters?: Maybe;
  readonly tag?: Maybe;
  readonly tail?: boolean | null;
  readonly test?: Maybe;
  readonly typeAnnotation?: Maybe;
  readonly typeArguments?: Maybe;
  readonly typeName?: Maybe;
  readonly typeParameters?: Maybe;
  readonly types?: List;
  readonly update?: Maybe;
  readonly value?: unknown;
}

const EMPTY: readonly Maybe[] = [];

/** The value as one node; `null` for anything else (also for a list). */
export function asNode(value: unknown): Node | null {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string"
    ? (value as Node)
    : null;
}

/** The value as a list of nodes; empty for anything else. */
export function asList(value: unknown): readonly Maybe[] {
  return Array.isArray(value) ? (value as readonly Maybe[]) : EMPTY;
}

/** The statements of a block-like node (`BlockStatement`, `Program`, `TSModuleBlock`, `StaticBlock`, `ClassBody`). */
export function bodyOf(node: Node): readonly Maybe[] {
  return asList(node.body);
}

/** Strips what has no meaning of its own: parentheses (also in type positions) and the wrapper of an optional chain. */
export function unwrap(node: Maybe): Maybe {
  let inner = node;
  while (
    inner &&
    (inner.type === "ParenthesizedExpression" ||
      inner.type === "ChainExpression" ||
      inner.type === "TSInstantiationExpression" ||
      inner.type === "TypeCastExpression")
  ) {
    inner = inner.expression;
  }
  return inner;
}

/** The text of a string literal, or of a template without substitutions; `null` for anything else. */
export function stringOf(node: Maybe): string | null {
  if (!node) return null;
  if (node.type === "Literal" || node.type === "StringLiteral") {
    return typeof node.value === "string" ? node.value : null;
  }
  if (node.type === "TemplateLiteral" && node.quasis?.length === 1) return cookedText(node.quasis[0]);
  if (node.type === "TSLiteralType") return stringOf(node.literal);
  return null;
}

/** The value of a `TemplateElement`; `null` when it has an invalid escape (allowed in tagged templates). */
export function cookedText(quasi: Maybe): string | null {
  const value = quasi?.value;
  if (typeof value !== "object" || value === null || !("cooked" in value)) return null;
  return typeof value.cooked === "string" ? value.cooked : null;
}

/** The name of an identifier, or the text of a string literal in its place (`export { x as "a b" }`, `namespace "m"`). */
export function nameOf(node: Maybe): string {
  if (!node) return "";
  if (typeof node.name === "string") return node.name;
  return stringOf(node) ?? "";
}

/** Type arguments under their present or their former name (Babel 7, typescript-estree 5). */
export function typeArgumentsOf(node: Node): List {
  return (node.typeArguments ?? node.typeParameters)?.params;
}
