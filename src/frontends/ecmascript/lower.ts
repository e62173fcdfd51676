import type { Func, Module, Stmt } from "../../ir/ir.js";
import { Context, type Lowerers } from "./context.js";
import { lowerExpression } from "./expressions.js";
import { declareVariables } from "./hoisting.js";
import { lowerBlock, lowerStatement, lowerStatements } from "./statements.js";
import { asNode, bodyOf, type Node } from "./syntax.js";

const LOWERERS: Lowerers = { expression: lowerExpression, statement: lowerStatement, block: lowerBlock, statements: lowerStatements };

const EMPTY: Node = { type: "Program", start: 0, end: 0 };

/**
 * Lowers one file to the intermediate representation.
 *
 * `program` is the `Program` node of an ESTree of any parser (espree, \@typescript-eslint/parser, \@babel/eslint-parser,
 * oxc-parser) and `text` what it was parsed from, without a byte order mark. A pure function of both, and the same text
 * gives the same module whichever parser made the tree. Never throws: what is not known, or nested too deeply, is
 * lowered to `opaque` and listed in {@link Module.problems}.
 */
export function lower(program: unknown, text: string): Module {
  const given = asNode(program) ?? EMPTY;
  const file: unknown = given.type === "File" && "program" in given ? given.program : given;
  const root = asNode(file) ?? EMPTY;
  const cx = new Context(text, root, LOWERERS);
  const id = cx.reserveFunction();
  const statements = bodyOf(root);
  const body: Stmt[] = [];
  declareVariables(cx, statements, null);
  cx.lower.statements(cx, statements, body);
  const initialiser: Func = {
    kind: "module", name: "", start: 0, end: text.length, parent: -1, class: -1, isStatic: false, async: false,
    generator: false, params: [], body, hasBody: true,
  };
  cx.functions[id] = initialiser;
  return {
    language: "ecmascript", bindings: cx.bindings, functions: cx.functions, classes: cx.classes, types: cx.types,
    imports: cx.imports, exports: cx.exports, problems: cx.problems,
  };
}
