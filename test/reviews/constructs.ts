/** Where in a file the constructs are that claims name. */
import { parse } from "@typescript-eslint/parser";

export interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Syntax {
  readonly type: string;
  readonly range: readonly [number, number];
  readonly loc: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly [key: string]: unknown;
}

/** Each construct by its name; more than one list of lines: the name is not clear. */
export function constructsOf(text: string): ReadonlyMap<string, readonly Lines[]> {
  const found = new Map<string, Lines[]>();
  const visit = (node: Syntax, around: readonly string[]): void => {
    const name = nameOf(node, text);
    const path = name === null ? around : [...around, name];
    if (name !== null) {
      const lines = { first: node.loc.start.line, last: node.loc.end.line };
      for (const key of new Set([name, path.join("."), path.slice(-2).join(".")])) found.set(key, [...(found.get(key) ?? []), lines]);
    }
    for (const child of childrenOf(node)) visit(child, path);
  };
  visit(parse(text, { range: true, loc: true, sourceType: "module" }) as unknown as Syntax, []);
  return found;
}

function nameOf(node: Syntax, text: string): string | null {
  const textOf = (part: unknown): string => (isSyntax(part) ? text.slice(...part.range) : "");
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ClassDeclaration":
      return textOf(node["id"]) || null;
    case "VariableDeclarator":
      return isSyntax(node["id"]) && node["id"].type === "Identifier" ? textOf(node["id"]).replace(/:.*/s, "") : null;
    case "MethodDefinition":
    case "PropertyDefinition":
      return textOf(node["key"]);
    case "ImportDeclaration":
      return textOf(node["source"]).slice(1, -1);
    case "IfStatement":
      return textOf(node["test"]);
    default:
      return null;
  }
}

const childrenOf = (node: Syntax): readonly Syntax[] => Object.entries(node).flatMap(([key, value]) => (key === "parent" ? [] : Array.isArray(value) ? value.filter(isSyntax) : isSyntax(value) ? [value] : []));

const isSyntax = (value: unknown): value is Syntax => typeof value === "object" && value !== null && "type" in value && "range" in value;
