import { AST_NODE_TYPES } from "@typescript-eslint/types";
import { describe, expect, it } from "vitest";

import { lower } from "../../../src/frontends/ecmascript/index.js";
import { printBody } from "./printer.js";
import { ir, typescriptTree } from "./parsers.js";
import { NEVER, SNIPPETS } from "./snippets.js";

function typesIn(tree: unknown, found = new Set<string>()): Set<string> {
  if (typeof tree !== "object" || tree === null) return found;
  if ("type" in tree && typeof tree.type === "string") found.add(tree.type);
  for (const [key, value] of Object.entries(tree)) if (key !== "parent" && key !== "tokens" && key !== "comments") typesIn(value, found);
  return found;
}

describe("node types of typescript-estree", () => {
  it("have a snippet, or a reason why there is none", () => {
    expect(Object.values(AST_NODE_TYPES).filter((type) => !SNIPPETS[type] && !NEVER[type])).toEqual([]);
  });

  it.each(Object.entries(SNIPPETS))("%s is known", (type, { code, language }) => {
    const tree = typescriptTree(code, language);
    expect(typesIn(tree)).toContain(type);
    expect(lower(tree, code).problems).toEqual([]);
  });
});

describe("syntax that nobody knows", () => {
  it("passes on what is inside, and is a problem", () => {
    const text = "f(g)";
    const strange = { type: "ExpressionStatement", start: 0, end: 4, expression: { type: "PipeExpression", start: 0, end: 4, right: { type: "Identifier", name: "g", start: 2, end: 3 }, left: { type: "Identifier", name: "f", start: 0, end: 1 } } };
    const module = lower({ type: "Program", body: [strange, { type: "StrangeStatement", start: 0, end: 4, body: [strange] }], start: 0, end: 4 }, text);
    expect(printBody(module)).toEqual(["opaque(@f, @g)", "opaque(@f, @g)"]);
    expect(module.problems.map((one) => one.reason)).toEqual(["unknown syntax PipeExpression", "unknown syntax StrangeStatement", "unknown syntax PipeExpression"]);
  });

  it("does not throw on trees with parts missing", () => {
    for (const type of Object.values(AST_NODE_TYPES)) {
      expect(() => lower({ type: "Program", body: [{ type }, { type: "ExpressionStatement", expression: { type } }] }, "")).not.toThrow();
    }
    expect(lower(null, "").functions).toHaveLength(1);
  });

  it("reads the names of older Babel versions", () => {
    const at = { start: 0, end: 1 };
    const call = { type: "OptionalCallExpression", ...at, optional: true, arguments: [{ type: "StringLiteral", ...at, value: "a" }], callee: { type: "OptionalMemberExpression", ...at, optional: true, object: { type: "Identifier", ...at, name: "b" }, property: { type: "Identifier", ...at, name: "c" } } };
    const load = { type: "CallExpression", ...at, callee: { type: "Import", ...at }, arguments: [{ type: "StringLiteral", ...at, value: "d" }] };
    const body = [call, load].map((expression) => ({ type: "ExpressionStatement", ...at, expression }));
    expect(printBody(lower({ type: "File", program: { type: "Program", body, ...at } }, " "))).toEqual(['@b?.c?.("a")', 'import("d")']);
  });
});

describe("positions", () => {
  it("are those of the source", () => {
    const text = "const { a: b } = f(`x${y}z`);";
    const spans = (ir(text).functions[0]?.body ?? []).map((one) => text.slice(one.start, one.end));
    expect(spans).toEqual(["f(`x${y}z`)", "a: b"]);
  });
});
